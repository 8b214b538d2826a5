//! Ask: what a customer typed, as slots. A slot is one word of theirs with every group that may stand for it.

use crate::file::Ranking;
use crate::words::{Word, each_word};

/// As much of a text is read, in bytes.
const LONGEST: usize = 8_192;
/// Most slots of a typed search, and of a longer text.
const MOST_SLOTS: usize = 24;
/// Fewest letters of an unfinished word before longer words stand for it.
const SHORTEST_START: usize = 2;
/// Most words that one unfinished word may stand for.
const MOST_COMPLETIONS: usize = 48;
/// What a longer word counts for, against the word as it was typed.
const COMPLETED: f32 = 0.7;
/// What a stop word counts for, against another word.
const STOP: f32 = 0.15;
/// Fewest bytes of a word that may take another ending.
const SHORTEST_STEM: usize = 3;
/// What a word with another ending counts for.
const REBUILT: f32 = 0.9;
/// What a word one slip away counts for.
const SLIPPED: f32 = 0.8;

/// A group that may stand for a typed word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Choice {
    pub group: u32,
    /// How surely it is meant, up to 1.
    pub weight: f32,
}

/// One typed word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slot {
    pub choices: Vec<Choice>,
    /// How much the word matters before its rarity is known: 1, or less for a stop word.
    pub weight: f32,
    /// Rarity of the word, taken over all that may stand for it.
    pub rarity: f32,
    /// Does it follow the slot before it at once?
    pub is_next: bool,
}

/// A search, understood.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub slots: Vec<Slot>,
    /// Every group of every slot, sorted, for marking hits.
    pub groups: Vec<u32>,
}

impl Asked {
    /// Understands a search being typed.
    pub(crate) fn typed(ranking: &Ranking, text: &str) -> Asked {
        Asked::read(ranking, text, true)
    }

    /// Understands a longer text.
    pub(crate) fn told(ranking: &Ranking, text: &str) -> Asked {
        Asked::read(ranking, text, false)
    }

    fn read(ranking: &Ranking, text: &str, is_typed: bool) -> Asked {
        let text = beginning(text);
        let mut words: Vec<(String, bool, usize)> = Vec::new();
        each_word(text, |Word { text: word, end, is_whole, .. }| {
            words.push((word.to_owned(), is_whole, end))
        });
        let mut slots: Vec<Slot> = Vec::new();
        for (number, (word, is_whole, end)) in words.iter().enumerate() {
            let known = find(ranking, word);
            if *is_whole {
                if let (Some(group), Some(slot)) = (known, slots.last_mut()) {
                    slot.choices.push(Choice { group, weight: 1.0 });
                }
                continue;
            }
            let is_unfinished = is_typed && *end == text.len() && number + 1 == words.len();
            let mut choices: Vec<Choice> =
                known.map(|group| Choice { group, weight: 1.0 }).into_iter().collect();
            if is_unfinished && word.chars().count() >= SHORTEST_START {
                complete(ranking, word, &mut choices);
            }
            if choices.is_empty() {
                other_endings(ranking, word, &mut choices);
            }
            if choices.is_empty() {
                correct(ranking, word, &mut choices);
            }
            slots.push(Slot { choices, weight: 1.0, rarity: 0.0, is_next: true });
        }
        Asked::weigh(ranking, slots)
    }

    /// Gives every slot its rarity, leaves out what repeats or says nothing, and keeps the rarest of too many.
    fn weigh(ranking: &Ranking, slots: Vec<Slot>) -> Asked {
        let mut asked = Asked::default();
        let mut is_next = false;
        for mut slot in slots {
            slot.choices.retain(|choice| ranking.count(choice.group) > 0);
            let repeats = |before: &Slot| before.choices.first() == slot.choices.first();
            if slot.choices.is_empty() || asked.slots.iter().any(repeats) {
                is_next = false;
                continue;
            }
            let found: usize = slot.choices.iter().map(|choice| ranking.count(choice.group)).sum();
            slot.rarity = rarity(ranking.articles, found.min(ranking.articles));
            let is_stop = |choice: &Choice| ranking.is_stop.get(choice.group as usize) == Some(&true);
            slot.weight = if slot.choices.first().is_some_and(is_stop) { STOP } else { 1.0 };
            slot.is_next = is_next;
            is_next = true;
            asked.slots.push(slot);
        }
        if asked.slots.len() > MOST_SLOTS {
            let mut worth: Vec<f32> = asked.slots.iter().map(|slot| slot.weight * slot.rarity).collect();
            worth.sort_by(|a, b| b.total_cmp(a));
            let least = worth.get(MOST_SLOTS - 1).copied().unwrap_or(0.0);
            asked.slots.retain(|slot| slot.weight * slot.rarity >= least);
            asked.slots.truncate(MOST_SLOTS);
        }
        asked.groups =
            asked.slots.iter().flat_map(|slot| slot.choices.iter().map(|choice| choice.group)).collect();
        asked.groups.sort_unstable();
        asked
    }
}

/// How rare a word is that stands in `found` of `articles`.
pub(crate) fn rarity(articles: usize, found: usize) -> f32 {
    let (articles, found) = (articles as f32, found as f32);
    (1.0 + (articles - found + 0.5) / (found + 0.5)).ln()
}

fn beginning(text: &str) -> &str {
    let mut end = LONGEST.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// The number of the first spelling that is not before `word`.
pub(crate) fn first_from(ranking: &Ranking, word: &str) -> usize {
    let (mut low, mut high) = (0, ranking.form_ends.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if ranking.form(middle) < word {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The group of a spelling.
pub(crate) fn find(ranking: &Ranking, word: &str) -> Option<u32> {
    let number = first_from(ranking, word);
    let group = ranking.form_groups.get(number).copied();
    group.filter(|_| ranking.form(number) == word)
}

/// Adds the groups of the words that begin with `start`.
fn complete(ranking: &Ranking, start: &str, choices: &mut Vec<Choice>) {
    let mut number = first_from(ranking, start);
    while choices.len() < MOST_COMPLETIONS && number < ranking.form_ends.len() {
        if !ranking.form(number).starts_with(start) {
            break;
        }
        if let Some(&group) = ranking.form_groups.get(number)
            && choices.iter().all(|choice| choice.group != group)
        {
            choices.push(Choice { group, weight: COMPLETED });
        }
        number += 1;
    }
}

/// Adds the group of a known word that differs from an unknown one in its ending alone.
fn other_endings(ranking: &Ranking, word: &str, choices: &mut Vec<Choice>) {
    let is_ending = |tail: &str| tail.is_empty() || ranking.endings.iter().any(|ending| ending == tail);
    let cuts = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let mut cuts: Vec<usize> = cuts.filter(|&at| at >= SHORTEST_STEM && is_ending(&word[at..])).collect();
    cuts.reverse();
    for cut in cuts {
        let stem = &word[..cut];
        // "shipping" is "ship" with its last letter doubled.
        let undoubled = stem.char_indices().next_back().map(|(at, last)| (&stem[..at], last));
        let undoubled = undoubled.filter(|(start, last)| start.ends_with(*last)).map(|(start, _)| start);
        for stem in core::iter::once(stem).chain(undoubled) {
            let mut number = first_from(ranking, stem);
            while let Some(tail) = ranking.form(number).strip_prefix(stem).filter(|_| !stem.is_empty()) {
                let group = ranking.form_groups.get(number).copied();
                if let Some(group) = group.filter(|_| is_ending(tail)) {
                    choices.push(Choice { group, weight: REBUILT });
                    return;
                }
                number += 1;
            }
        }
    }
}

/// Adds the groups of the known words nearest to an unknown one.
fn correct(ranking: &Ranking, word: &str, choices: &mut Vec<Choice>) {
    let letters: Vec<char> = word.chars().collect();
    let most = match letters.len() {
        0..=2 => return,
        3..=7 => 1,
        _ => 2,
    };
    let mut near: Vec<(usize, u32)> = Vec::new();
    let mut nearest = most;
    for (number, &group) in ranking.form_groups.iter().enumerate() {
        let form = ranking.form(number);
        if form.len().abs_diff(word.len()) > 4 * nearest {
            continue;
        }
        if let Some(slips) = slips(&letters, form, nearest) {
            nearest = slips;
            near.push((slips, group));
        }
    }
    for (slips, group) in near {
        if slips == nearest && choices.iter().all(|choice| choice.group != group) {
            choices.push(Choice { group, weight: SLIPPED / slips.max(1) as f32 });
        }
    }
}

/// How many letters were left out, added, changed or swapped between two words, if at most `most`.
fn slips(word: &[char], other: &str, most: usize) -> Option<usize> {
    let width = word.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    let mut row: Vec<usize> = vec![0; width];
    let mut last = '\0';
    for (line, c) in other.chars().enumerate() {
        row[0] = line + 1;
        let mut least = row[0];
        for (at, &letter) in word.iter().enumerate() {
            let mut cost = (above[at] + usize::from(letter != c)).min(above[at + 1] + 1).min(row[at] + 1);
            if at > 0 && line > 0 && letter == last && word[at - 1] == c {
                cost = cost.min(before[at - 1] + 1);
            }
            row[at + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        core::mem::swap(&mut before, &mut above);
        core::mem::swap(&mut above, &mut row);
        last = c;
    }
    above.last().copied().filter(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_one() {
        let from = |word: &str, other: &str| slips(&word.chars().collect::<Vec<_>>(), other, 2);
        assert_eq!(from("password", "password"), Some(0));
        assert_eq!(from("passwrod", "password"), Some(1));
        assert_eq!(from("pasword", "password"), Some(1));
        assert_eq!(from("oassword", "password"), Some(1));
        assert_eq!(from("account", "amount"), Some(2));
        assert_eq!(from("refund", "invoice"), None);
    }

    #[test]
    fn rarer_words_say_more() {
        assert!(rarity(100, 1) > rarity(100, 10));
        assert!(rarity(100, 100) > 0.0);
    }
}
