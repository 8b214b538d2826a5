//! Literal: how closely a title says what was typed: in the same spellings, and side by side in the same order.
//!
//! Read from the stored titles of the few best articles alone: the index holds no positions of words.

use crate::query::Asked;
use crate::ranking::Ranking;
use crate::slot::{How, Slot};
use crate::words::each_word;

/// So many of the best articles are looked at.
pub(crate) const LOOKED_AT: usize = 24;
/// How much it helps that words stand side by side as they were typed.
const IN_ORDER: f32 = 0.2;
/// How much it helps that they have the very spelling that was typed.
const SAME_SPELLING: f32 = 0.1;
/// So many words on, a word still stands beside another: one may lie between.
const BESIDE: usize = 2;

/// A search, to be held against titles.
pub(crate) struct Literal<'a> {
    ranking: &'a Ranking,
    asked: &'a Asked,
    /// The typed words in their order, each as the number of its slot.
    typed: Vec<usize>,
    /// What all typed words are worth, and all that stand side by side.
    words: f32,
    pairs: f32,
}

impl<'a> Literal<'a> {
    pub(crate) fn new(ranking: &'a Ranking, asked: &'a Asked) -> Literal<'a> {
        let is_word = |slot: &usize| {
            let slot = asked.slots.get(*slot);
            slot.is_some_and(|slot| slot.choices.iter().any(|choice| choice.how != How::Around))
        };
        let mut typed: Vec<usize> = Vec::new();
        for slot in (0..asked.slots.len()).filter(is_word) {
            let start = |slot: usize| asked.slots.get(slot).map_or(0, |slot| slot.span.0);
            let at = typed.partition_point(|&before| start(before) < start(slot));
            typed.insert(at, slot);
        }
        let mut made = Literal { ranking, asked, typed, words: f32::MIN_POSITIVE, pairs: f32::MIN_POSITIVE };
        for number in 0..made.typed.len() {
            made.words += made.worth(number);
            made.pairs += made.pair(number);
        }
        made
    }

    /// What an article's score is multiplied with for its title: one, or a little more.
    pub(crate) fn praise(&self, title: &str) -> f32 {
        let count = self.typed.len();
        let mut last_place = vec![None; count];
        let (mut is_beside, mut is_same) = (vec![false; count], vec![false; count]);
        each_word(title, |word| {
            let Some(group) = self.asked.group_meant(self.ranking, word.text).filter(|_| !word.is_whole)
            else {
                return;
            };
            // From the last to the first: a word that stands for two typed ones does not stand beside itself.
            for number in (0..count).rev() {
                let Some(slot) = self.slot(number).filter(|slot| slot.means(group)) else { continue };
                if slot.text == word.text {
                    is_same[number] = true;
                }
                let before = number.checked_sub(1).and_then(|before| last_place[before]);
                if before.is_some_and(|before: usize| word.place <= before + BESIDE) {
                    is_beside[number] = true;
                }
                last_place[number] = Some(word.place);
            }
        });
        let of = |has: &[bool], worth: &dyn Fn(usize) -> f32| -> f32 {
            has.iter().enumerate().filter(|&(_, &has)| has).map(|(number, _)| worth(number)).sum()
        };
        let in_order = of(&is_beside, &|number| self.pair(number)) / self.pairs;
        let same = of(&is_same, &|number| self.worth(number)) / self.words;
        1.0 + IN_ORDER * in_order + SAME_SPELLING * same
    }

    fn slot(&self, number: usize) -> Option<&'a Slot> {
        self.typed.get(number).and_then(|&slot| self.asked.slots.get(slot))
    }

    fn worth(&self, number: usize) -> f32 {
        self.slot(number).map_or(0.0, |slot| slot.worth)
    }

    /// What a typed word is worth beside the one before it: as much as the lesser of the two.
    fn pair(&self, number: usize) -> f32 {
        number.checked_sub(1).map_or(0.0, |before| self.worth(before).min(self.worth(number)))
    }
}
