//! Slot: one typed word with every group of words that may stand for it, and what finding each is worth.

use crate::ranking::Ranking;

/// What a stop word counts for, against another word.
const STOP: f32 = 0.15;
/// What a word counts for that the typed one may also mean.
const KIN: f32 = 0.7;

/// How a group came to stand for a typed word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// It is the word.
    Same,
    /// The word with others, written in one.
    Joined,
    /// It begins with what was typed.
    Longer,
    /// The word with another ending.
    Ending,
    /// A slip of the finger away.
    Slip,
    /// A part of the typed word.
    Split,
    /// A compound around the typed word, or a pair around a typed character.
    Around,
    /// Another word for it.
    Kin,
}

/// A group that may stand for a typed word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Choice {
    pub group: u32,
    /// What finding it is worth: how surely it is meant, times how rare it is.
    pub worth: f32,
    pub how: How,
}

/// One typed word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slot {
    pub choices: Vec<Choice>,
    /// What the most telling choice is worth.
    pub worth: f32,
    /// The typed word, folded.
    pub text: String,
    /// The typed word, in bytes of the text.
    pub span: (usize, usize),
    /// Number of the spelling that an unknown word was read as.
    pub read_as: Option<usize>,
}

impl Slot {
    /// Does a group stand for the typed word itself, and not for a longer one around it?
    pub(crate) fn means(&self, group: u32) -> bool {
        self.worth_of(group).is_some()
    }

    pub(crate) fn worth_of(&self, group: u32) -> Option<f32> {
        let mut choices = self.choices.iter();
        choices.find(|choice| choice.group == group && choice.how != How::Around).map(|choice| choice.worth)
    }
}

/// A slot being filled.
pub(crate) struct Meant<'a> {
    ranking: &'a Ranking,
    pub slot: Slot,
}

impl<'a> Meant<'a> {
    pub(crate) fn new(ranking: &'a Ranking, span: (usize, usize)) -> Meant<'a> {
        Meant { ranking, slot: Slot { span, ..Slot::default() } }
    }

    /// Is nothing known yet that the word may mean?
    pub(crate) fn is_open(&self, exact: Option<u32>) -> bool {
        exact.is_none() && self.slot.choices.iter().all(|choice| choice.how == How::Around)
    }

    /// One group, and what else it may mean.
    pub(crate) fn one(&mut self, group: u32, sure: f32, how: How) {
        self.push(group, sure * self.rarity(group), how);
        self.kin(group, sure);
    }

    /// What else a group may mean.
    pub(crate) fn kin(&mut self, group: u32, sure: f32) {
        let own = self.rarity(group);
        for kin in self.ranking.kin_of(group) {
            let rarity = self.rarity(kin);
            // Another word says no more than the one that was typed, if that is in use.
            let rarity = if own > 0.0 { rarity.min(own) } else { rarity };
            self.push(kin, sure * KIN * rarity, How::Kin);
        }
    }

    /// Any of several groups, which count as one word: as rare as they all are together.
    pub(crate) fn any(&mut self, groups: &[u32], sure: f32, how: How) {
        let found: usize = groups.iter().map(|&group| self.ranking.count(group)).sum();
        let rarity = rarity(self.ranking.articles, found.min(self.ranking.articles));
        for &group in groups {
            if self.slot.choices.iter().all(|choice| choice.group != group) {
                self.push(group, sure * rarity * self.weight(group), how);
            }
        }
    }

    fn rarity(&self, group: u32) -> f32 {
        match self.ranking.count(group) {
            0 => 0.0,
            found => self.weight(group) * rarity(self.ranking.articles, found),
        }
    }

    fn weight(&self, group: u32) -> f32 {
        if self.ranking.is_stop(group) { STOP } else { 1.0 }
    }

    fn push(&mut self, group: u32, worth: f32, how: How) {
        if worth > 0.0 {
            self.slot.choices.push(Choice { group, worth, how });
            self.slot.worth = self.slot.worth.max(worth);
        }
    }
}

/// How rare a word is that stands in `found` of `articles`.
pub(crate) fn rarity(articles: usize, found: usize) -> f32 {
    let (articles, found) = (articles as f32, found as f32);
    (1.0 + (articles - found + 0.5) / (found + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_words_say_more() {
        assert!(rarity(100, 1) > rarity(100, 10));
        assert!(rarity(100, 100) > 0.0);
    }
}
