//! Ask: what a customer typed, as slots. A slot is one word of theirs with every group that may stand for it.

use crate::layout::{other_kana, other_layout};
use crate::rank::Best;
use crate::ranking::Ranking;
use crate::romanised::native;
use crate::slot::{How, Meant, Slot};
use crate::spelling::{Near, around, complete, correct, find, other_ending, split};
use crate::words::{Class, Word, class, each_word};

/// As much of a text is read, in bytes.
const LONGEST: usize = 4_096;
/// Most slots of a search: a pasted page is searched by its most telling words.
const MOST_SLOTS: usize = 24;
/// Most words for which the whole vocabulary is looked through.
const MOST_SCANS: usize = 12;
/// First bytes that words with different endings share.
const START: usize = 3;
/// Most words of a phrase that is also written in one.
const JOINED: usize = 3;

/// What a longer word counts for, where the typed beginning is no word itself and where it is.
const COMPLETED: f32 = 0.9;
const COMPLETED_TOO: f32 = 0.7;
/// What a word with another ending counts for.
const REBUILT: f32 = 1.0;
/// What a word one slip away counts for; one of two slips counts half of it.
const SLIPPED: f32 = 0.9;
/// What other words for a longer one, and for one a slip away, count for, against other words for what was typed.
const COMPLETED_KIN: f32 = 0.7;
const SLIPPED_KIN: f32 = 0.7;
/// What each part of an unknown compound counts for.
const SPLIT: f32 = 0.8;
/// What a compound counts for of which the typed word is a part.
const AROUND: f32 = 0.3;
/// What a pair counts for with one Japanese syllable, and with two: they bind more than they say.
const ONE_SYLLABLE: f32 = 0.7;
const TWO_SYLLABLES: f32 = 0.5;
/// What one Chinese character counts for, in whatever pair it stands.
const CHARACTER: f32 = 0.5;

/// A search, understood.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// The most telling first.
    pub slots: Vec<Slot>,
    /// True when nothing but stop words was typed, if anything.
    pub is_blank: bool,
    /// First letters of the typed words, to find those words with another ending.
    starts: Vec<[u8; START]>,
}

impl Asked {
    /// Understands a search. With `is_typed`, a last word that nothing follows counts as unfinished.
    pub(crate) fn read(ranking: &Ranking, text: &str, is_typed: bool) -> Asked {
        let text = beginning(text);
        let mut words: Vec<Typed> = Vec::new();
        each_word(text, |word| {
            if word.is_whole {
                // The whole of "wi-fi" comes after its parts and belongs to the first of them.
                if let Some(part) = words.iter_mut().rev().find(|part| part.place == word.place) {
                    part.joined.extend(find(ranking, word.text));
                }
            } else {
                words.push(Typed::new(&word, is_typed && word.end == text.len()));
            }
        });
        join(ranking, &mut words);
        let mut scans = MOST_SCANS;
        let is_stop = |word: &Typed| find(ranking, &word.text).is_some_and(|group| ranking.is_stop(group));
        let is_blank = words.iter().all(is_stop);
        let starts = words.iter().filter_map(|word| word.text.as_bytes().first_chunk().copied()).collect();
        let mut slots: Vec<Slot> =
            words.into_iter().map(|word| word.understood(ranking, &mut scans)).collect();
        for (at, c) in text.char_indices().filter(|&(_, c)| class(c) == Class::Han) {
            let mut meant = Meant::new(ranking, (at, at + c.len_utf8()));
            meant.any(&complete(ranking, c.encode_utf8(&mut [0; 4])), CHARACTER, How::Around);
            slots.push(meant.slot);
        }
        Asked { starts, is_blank, ..Asked::of(slots) }
    }

    /// The group of a word of a text, and what it is worth if it was asked for.
    pub(crate) fn marks(&self, ranking: &Ranking, word: &str) -> Option<(u32, f32)> {
        let group = self.group_meant(ranking, word)?;
        self.slots.iter().find_map(|slot| slot.worth_of(group)).map(|worth| (group, worth))
    }

    /// The group of a word of a text; of words with another ending only those that may have been asked for.
    pub(crate) fn group_meant(&self, ranking: &Ranking, word: &str) -> Option<u32> {
        let rebuilt = || {
            let start: &[u8; START] = word.as_bytes().first_chunk()?;
            self.starts.contains(start).then(|| other_ending(ranking, word)).flatten()
        };
        find(ranking, word).or_else(rebuilt)
    }

    /// Leaves out what repeats or is in no article, and keeps the most telling of too many.
    fn of(slots: Vec<Slot>) -> Asked {
        let mut asked = Asked::default();
        for slot in slots {
            let first = slot.choices.first().map(|choice| choice.group);
            let repeats = |before: &Slot| before.choices.first().map(|choice| choice.group) == first;
            if first.is_some() && !asked.slots.iter().any(repeats) {
                asked.slots.push(slot);
            }
        }
        let mut telling = Best::new(MOST_SLOTS);
        for (number, slot) in asked.slots.iter().enumerate() {
            telling.add(number, slot.worth);
        }
        let telling = telling.in_order().into_iter();
        asked.slots =
            telling.filter_map(|(number, _)| asked.slots.get_mut(number).map(core::mem::take)).collect();
        asked
    }
}

/// Finds words that stand apart in the text and together in the articles: "log in" and "login".
fn join(ranking: &Ranking, words: &mut [Typed]) {
    for number in 0..words.len() {
        let mut together = String::new();
        for end in number..words.len().min(number + JOINED) {
            if words[end].is_pair {
                break;
            }
            together.push_str(&words[end].text);
            let Some(group) = find(ranking, &together).filter(|_| end > number) else { continue };
            words[number].joined.push(group);
            for word in &mut words[number + 1..=end] {
                word.is_joined = true;
            }
        }
    }
}

/// A word on its way to a slot.
struct Typed {
    text: String,
    span: (usize, usize),
    place: usize,
    is_pair: bool,
    is_unfinished: bool,
    /// True when it is the later part of a known word.
    is_joined: bool,
    /// Groups of known words that it begins.
    joined: Vec<u32>,
}

impl Typed {
    fn new(word: &Word<'_>, is_unfinished: bool) -> Typed {
        Typed {
            text: word.text.to_owned(),
            span: (word.start, word.end),
            place: word.place,
            is_pair: word.is_pair,
            is_unfinished,
            is_joined: false,
            joined: Vec::new(),
        }
    }

    fn understood(self, ranking: &Ranking, scans: &mut usize) -> Slot {
        let mut meant = Meant::new(ranking, self.span);
        meant.slot.text.clone_from(&self.text);
        let exact = find(ranking, &self.text);
        let sure = if self.is_pair { self.says() } else { 1.0 };
        if let Some(group) = exact {
            meant.one(group, sure, How::Same);
        }
        for &group in &self.joined {
            meant.one(group, 1.0, How::Joined);
        }
        if self.is_unfinished && (!self.is_pair || self.text.chars().nth(1).is_none()) {
            let sure = if exact.is_some() { COMPLETED_TOO } else { COMPLETED };
            let longer = complete(ranking, &self.text);
            meant.any(&longer, sure, How::Longer);
            for group in longer {
                meant.kin(group, sure * COMPLETED_KIN);
            }
        }
        if self.is_pair {
            if exact.is_none()
                && let Some(group) = other_kana(&self.text).and_then(|text| find(ranking, &text))
            {
                meant.one(group, sure, How::Ending);
            }
            return meant.slot;
        }
        if meant.is_open(exact)
            && let Some(group) = other_ending(ranking, &self.text)
        {
            meant.one(group, REBUILT, How::Ending);
        }
        if meant.is_open(exact) {
            for group in split(ranking, &self.text) {
                meant.one(group, SPLIT, How::Split);
            }
        }
        if meant.is_open(exact)
            && let Some(group) = other_layout(ranking, &self.text)
        {
            meant.one(group, SLIPPED, How::Slip);
        }
        let is_stop = exact.is_some_and(|group| ranking.is_stop(group));
        if ranking.has_compounds && !is_stop && take_one(scans) {
            meant.any(&around(ranking, &self.text), AROUND, How::Around);
        }
        if meant.is_open(exact) && !self.is_joined && take_one(scans) {
            let near = self.nearest(ranking);
            let sure = SLIPPED / near.slips.max(1) as f32;
            meant.any(&near.groups, sure, How::Slip);
            for &group in &near.groups {
                // A word that only customers say is as good as any; what others mean besides is a guess upon a guess.
                match ranking.count(group) {
                    0 => meant.kin(group, sure),
                    _ if self.is_unfinished => {}
                    _ => meant.kin(group, sure * SLIPPED_KIN),
                }
            }
            meant.slot.read_as = near.likeliest.filter(|_| !self.is_unfinished);
        }
        meant.slot
    }

    /// The known words nearest to an unknown one, if need be in the articles' own script.
    fn nearest(&self, ranking: &Ranking) -> Near {
        let in_script = native(&ranking.language, &self.text);
        let mut near = Near::default();
        for text in in_script.iter().chain([&self.text]) {
            near = correct(ranking, text, self.is_unfinished);
            if !near.groups.is_empty() {
                break;
            }
        }
        near
    }

    /// How much a pair of characters says.
    fn says(&self) -> f32 {
        match self.text.chars().filter(|&c| class(c) == Class::Hiragana).count() {
            0 => 1.0,
            1 => ONE_SYLLABLE,
            _ => TWO_SYLLABLES,
        }
    }
}

fn take_one(left: &mut usize) -> bool {
    let has_one = *left > 0;
    *left = left.saturating_sub(1);
    has_one
}

fn beginning(text: &str) -> &str {
    let mut end = LONGEST.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}
