//! Kin: what words may also mean, by the site's synonyms and the language's thesaurus.

use std::collections::{BTreeMap, BTreeSet};

use super::Vocabulary;
use crate::build::Extras;
use crate::fold::fold;
use crate::postings::Marks;
use crate::words::each_word;

/// Most other words for one word, the nearest first.
const MOST_KIN: usize = 6;
/// A word that is in more than one of so many articles tells too little to be looked up by its meaning.
const TELLING: usize = 4;
/// What only customers say has to be spelled in the file: that is worth its bytes for words of titles that are in no more than
/// one of so many articles.
const WORTH_SPELLING: usize = 16;

impl Vocabulary<'_> {
    /// Writes down what words may also mean. Words that only customers say are taken in, so that they are known when they
    /// are asked for.
    pub(super) fn relate(&mut self, extras: &Extras<'_>) {
        let mut found: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
        for &(group, count) in self.counted.iter().flatten() {
            let (articles, is_in_title) = found.entry(group).or_default();
            *articles += 1;
            *is_in_title |= count.fields & Marks::TITLE != 0;
        }
        let one_in = |of: usize| self.counted.len().div_ceil(of);
        let (most, most_spelled) = (one_in(TELLING), one_in(WORTH_SPELLING));
        let those = |is_wanted: &dyn Fn(&(usize, bool)) -> bool| -> BTreeSet<usize> {
            found.iter().filter(|(_, about)| is_wanted(about)).map(|(&group, _)| group).collect()
        };
        let used = those(&|_| true);
        let telling = those(&|&(articles, _)| articles <= most);
        let titled = those(&|&(articles, is_in_title)| articles <= most_spelled && is_in_title);
        for synonym in extras.synonyms {
            let pairs = self.related(synonym.from, synonym.to, &used);
            if synonym.both_ways {
                let back = self.related(synonym.to, synonym.from, &used);
                self.kin.extend(pairs.into_iter().chain(back));
            } else {
                self.one_way.extend(pairs);
            }
        }
        for (word, others) in meanings(self.language.thesaurus) {
            let is_used =
                self.group_known(&words_of(word).concat()).is_some_and(|group| used.contains(&group));
            let pairs = self.related(word, &others.join(" "), if is_used { &telling } else { &titled });
            let in_titles = |&(one, other): &(usize, usize)| {
                [one, other].iter().any(|group| found.get(group).is_some_and(|about| about.1))
            };
            self.kin.extend(pairs.into_iter().filter(in_titles).take(MOST_KIN));
        }
    }

    /// The group of a word or phrase with the groups of other words for it that are in use.
    fn related(&mut self, head: &str, others: &str, used: &BTreeSet<usize>) -> Vec<(usize, usize)> {
        let mut others: Vec<usize> =
            words_of(others).iter().filter_map(|word| self.group_known(word)).collect();
        others.retain(|group| used.contains(group) && !self.is_stop[*group]);
        // A phrase is looked up with its words joined, as a customer's words are.
        let head = words_of(head).concat();
        let is_stop = self.known.get(&head).is_some_and(|known| self.is_stop[known.group]);
        if others.is_empty() || head.is_empty() || is_stop {
            return Vec::new();
        }
        let from = self.group(&head, &head, 0);
        others.into_iter().filter(|&to| to != from).map(|to| (from, to)).collect()
    }

    /// The group of a word, by its spelling or its stem.
    fn group_known(&self, word: &str) -> Option<usize> {
        let of_stem = || self.stems.get(&self.language.stem(word)).copied();
        self.known.get(word).map(|known| known.group).or_else(of_stem)
    }
}

/// Each word of a thesaurus with the others for it: those of its own lines first, then those in whose lines it stands.
fn meanings(thesaurus: &str) -> BTreeMap<&str, Vec<&str>> {
    let lines = || thesaurus.lines().filter_map(|line| line.split_once(' '));
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (head, others) in lines() {
        found.entry(head).or_default().extend(others.split(' '));
    }
    for (head, others) in lines() {
        for other in others.split(' ') {
            found.entry(other).or_default().push(head);
        }
    }
    found
}

/// The words of a synonym, folded.
fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(&fold(text), |word| {
        if !word.is_whole {
            words.push(word.text.to_owned());
        }
    });
    words
}
