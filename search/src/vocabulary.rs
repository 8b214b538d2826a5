//! Vocabulary: the words of all articles while an index is made.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use crate::build::{Extras, SourceArticle};
use crate::fold::fold;
use crate::ranking::Marks;
use crate::spelling::rebuilt;
use crate::stem::Language;
use crate::words::each_word;

/// As much of a body is read, in bytes; a longer one is found by its beginning.
const BODY: usize = 1 << 20;
/// Most other words for one word, the nearest first.
const MOST_KIN: usize = 4;
/// A word that is in more than one of so many articles tells too little to be looked up by its meaning.
const TELLING: usize = 4;
/// Fewest bytes of letters and digits mixed that no person would type.
const MACHINE_MADE: usize = 16;
/// A spelling that stands in the articles no more often may be left out when asking rebuilds it.
const SELDOM: u32 = 1;
/// Most words that one article takes from what customers asked.
const MOST_LEARNED: usize = 48;

/// Where one word stands in one article, while it is counted.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub body: u32,
    pub fields: u8,
}

/// Where the words of one article stand, by group.
pub(crate) type Counts = BTreeMap<usize, Count>;
/// Pairs of groups: one and another that it may also mean.
pub(crate) type Kin = BTreeSet<(usize, usize)>;

/// All spellings seen so far, and the groups they fall into.
pub(crate) struct Vocabulary<'a> {
    language: &'a Language,
    /// Spelling to its group, in order of spelling.
    pub forms: BTreeMap<String, usize>,
    /// How often each spelling stands in the articles.
    often: HashMap<String, u32>,
    /// Stem to its group.
    stems: HashMap<String, usize>,
    pub is_stop: Vec<bool>,
    pub counted: Vec<Counts>,
    /// Groups that may mean each other, and groups of which only the first may mean the second.
    pub kin: Kin,
    pub one_way: Kin,
}

impl<'a> Vocabulary<'a> {
    /// Reads all articles and what else is known of them.
    pub(crate) fn of(
        language: &'a Language,
        articles: &[SourceArticle<'_>],
        extras: &Extras<'_>,
    ) -> Vocabulary<'a> {
        let mut made = Vocabulary {
            language,
            forms: BTreeMap::new(),
            often: HashMap::new(),
            stems: HashMap::new(),
            is_stop: Vec::new(),
            counted: Vec::new(),
            kin: Kin::new(),
            one_way: Kin::new(),
        };
        for word in language.stop_words() {
            // A stop word is a group of its own, so that it does not pull a word of meaning down with it.
            if !made.forms.contains_key(word) {
                let group = made.new_group(true);
                made.forms.insert(word.to_owned(), group);
            }
        }
        made.counted = articles.iter().map(|article| made.count(article)).collect();
        made.learn(articles, extras);
        made.relate(extras);
        made.leave_out_endings();
        made
    }

    fn new_group(&mut self, is_stop: bool) -> usize {
        self.is_stop.push(is_stop);
        self.is_stop.len() - 1
    }

    /// The group of a spelling; `written` is how it stands in the text.
    fn group(&mut self, folded: &str, written: &str) -> usize {
        if let Some(&group) = self.forms.get(folded) {
            return group;
        }
        let stem = self.language.stem(written);
        let group = match self.stems.get(&stem) {
            Some(&group) => group,
            None => {
                let group = self.new_group(false);
                self.stems.insert(stem, group);
                group
            }
        };
        self.forms.insert(folded.to_owned(), group);
        group
    }

    /// Counts the words of one article.
    fn count(&mut self, article: &SourceArticle<'_>) -> Counts {
        let mut counts = Counts::new();
        self.each_group(article.title, false, |group, _| {
            counts.entry(group).or_default().fields |= Marks::TITLE
        });
        let about = core::iter::once(&article.category).chain(article.tags).map(|text| (text, Marks::ABOUT));
        let headings = article.headings.iter().map(|text| (text, Marks::HEADING));
        for (text, field) in headings.chain(about) {
            self.each_group(text, false, |group, is_stop| {
                if !is_stop {
                    counts.entry(group).or_default().fields |= field;
                }
            });
        }
        self.each_group(beginning(article.body, BODY), true, |group, is_stop| {
            // Nobody finds an article by the "the" in its body.
            if !is_stop {
                counts.entry(group).or_default().body += 1;
            }
        });
        counts
    }

    fn each_group(&mut self, text: &str, is_body: bool, mut found: impl FnMut(usize, bool)) {
        each_word(text, |word| {
            if is_body && is_machine_made(word.text) {
                return;
            }
            let written = if word.is_whole || word.is_pair { word.text } else { &text[word.start..word.end] };
            let group = self.group(word.text, written);
            *self.often.entry(word.text.to_owned()).or_default() += 1;
            found(group, self.is_stop[group]);
        });
    }

    /// Adds the words of what customers asked to the articles that answered them.
    fn learn(&mut self, articles: &[SourceArticle<'_>], extras: &Extras<'_>) {
        let numbers: HashMap<&str, usize> = articles.iter().map(|article| article.id).zip(0..).collect();
        let mut learned: BTreeMap<usize, BTreeMap<usize, u32>> = BTreeMap::new();
        for asked in extras.learned.iter().filter(|asked| asked.people >= Extras::FEWEST_PEOPLE) {
            let Some(&article) = numbers.get(asked.article) else { continue };
            self.each_group(asked.query, false, |group, is_stop| {
                if !is_stop {
                    *learned.entry(article).or_default().entry(group).or_default() += asked.people;
                }
            });
        }
        for (article, words) in learned {
            let mut words: Vec<(usize, u32)> = words.into_iter().collect();
            words.sort_by_key(|&(group, people)| (core::cmp::Reverse(people), group));
            for (group, _) in words.into_iter().take(MOST_LEARNED) {
                self.counted[article].entry(group).or_default().fields |= Marks::ABOUT;
            }
        }
    }

    /// Writes down what words may also mean: the site's synonyms and the language's thesaurus. Words that only
    /// customers say are taken in, so that they are known when they are asked for.
    fn relate(&mut self, extras: &Extras<'_>) {
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for &group in self.counted.iter().flat_map(BTreeMap::keys) {
            *found.entry(group).or_default() += 1;
        }
        let used: BTreeSet<usize> = found.keys().copied().collect();
        let telling: BTreeSet<usize> = found
            .into_iter()
            .filter(|&(_, found)| found <= self.counted.len().div_ceil(TELLING))
            .map(|(group, _)| group)
            .collect();
        for synonym in extras.synonyms {
            let pairs = self.related(synonym.from, synonym.to, &used);
            if synonym.both_ways {
                let back = self.related(synonym.to, synonym.from, &used);
                self.kin.extend(pairs.into_iter().chain(back));
            } else {
                self.one_way.extend(pairs);
            }
        }
        for (head, others) in self.language.thesaurus.lines().filter_map(|line| line.split_once(' ')) {
            let pairs = self.related(head, others, &telling);
            self.kin.extend(pairs.into_iter().take(MOST_KIN));
        }
    }

    /// The group of a word or phrase with the groups of other words for it that are in use.
    fn related(&mut self, head: &str, others: &str, used: &BTreeSet<usize>) -> Vec<(usize, usize)> {
        let known =
            |word: &String| self.forms.get(word).or_else(|| self.stems.get(&self.language.stem(word)));
        let mut others: Vec<usize> = words_of(others).iter().filter_map(known).copied().collect();
        others.retain(|group| used.contains(group) && !self.is_stop[*group]);
        // A phrase is looked up with its words joined, as a customer's words are.
        let head = words_of(head).concat();
        let is_stop = self.forms.get(&head).is_some_and(|&group| self.is_stop[group]);
        if others.is_empty() || head.is_empty() || is_stop {
            return Vec::new();
        }
        let from = self.group(&head, &head);
        others.into_iter().filter(|&to| to != from).map(|to| (from, to)).collect()
    }

    /// Leaves out spellings that are seldom and that asking rebuilds from others of their group.
    fn leave_out_endings(&mut self) {
        let endings: Vec<&str> = self.language.endings.split_ascii_whitespace().collect();
        let seldom: Vec<String> =
            self.often.iter().filter(|&(_, &often)| often <= SELDOM).map(|(form, _)| form.clone()).collect();
        let seldom: BTreeSet<String> = seldom.into_iter().collect();
        for form in seldom {
            let Some(group) = self.forms.remove(&form) else { continue };
            let found = rebuilt(&endings, &form, |stem, is_ending| {
                let from = self.forms.range::<str, _>((Bound::Included(stem), Bound::Unbounded));
                let mut known = from.map_while(|(form, group)| Some((form.strip_prefix(stem)?, *group)));
                known.find(|(tail, _)| is_ending(tail)).map(|(_, group)| group)
            });
            if found != Some(group) || self.is_stop[group] {
                self.forms.insert(form, group);
            }
        }
    }
}

/// Is this a key or a hash that stands in an address, and that nobody types?
fn is_machine_made(word: &str) -> bool {
    word.len() >= MACHINE_MADE && word.is_ascii() && word.bytes().any(|byte| byte.is_ascii_digit())
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

/// At most this many bytes from the beginning of a text, cut between characters.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
