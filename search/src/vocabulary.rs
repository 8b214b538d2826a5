//! Vocabulary: the words of all articles while an index is made, and writing them down.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use crate::build::{Extras, SourceArticle};
use crate::bytes::{put_number, put_section};
use crate::fold::fold;
use crate::ranking::{DROPPED, END, MORE, Marks, OLDER_GROUP, SAME_GROUP};
use crate::spelling::rebuilt;
use crate::stem::Language;
use crate::words::each_word;

/// As much of a body is read, in bytes; a longer one is found by its beginning.
const BODY: usize = 1 << 20;
/// Most other words for one word, the nearest first.
const MOST_KIN: usize = 4;
/// A spelling that stands in the articles no more often may be left out when asking rebuilds it.
const SELDOM: u32 = 1;
/// Most words that one article takes from what customers asked.
const MOST_LEARNED: usize = 48;

/// Where one word stands in one article, while it is counted.
#[derive(Clone, Copy, Default)]
struct Count {
    body: u32,
    fields: u8,
}

/// Where the words of one article stand, by group.
type Counts = BTreeMap<usize, Count>;
/// Pairs of groups: one and another that it may also mean.
type Kin = BTreeSet<(usize, usize)>;

/// All spellings seen so far, and the groups they fall into.
pub(crate) struct Vocabulary<'a> {
    language: &'a Language,
    /// Spelling to its group, in order of spelling.
    forms: BTreeMap<String, usize>,
    /// How often each spelling stands in the articles.
    often: HashMap<String, u32>,
    /// Stem to its group.
    stems: HashMap<String, usize>,
    is_stop: Vec<bool>,
    counted: Vec<Counts>,
    kin: Kin,
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
        self.each_group(article.title, |group, _| counts.entry(group).or_default().fields |= Marks::TITLE);
        let about = core::iter::once(&article.category).chain(article.tags).map(|text| (text, Marks::ABOUT));
        let headings = article.headings.iter().map(|text| (text, Marks::HEADING));
        for (text, field) in headings.chain(about) {
            self.each_group(text, |group, is_stop| {
                if !is_stop {
                    counts.entry(group).or_default().fields |= field;
                }
            });
        }
        self.each_group(beginning(article.body, BODY), |group, is_stop| {
            // Nobody finds an article by the "the" in its body.
            if !is_stop {
                counts.entry(group).or_default().body += 1;
            }
        });
        counts
    }

    fn each_group(&mut self, text: &str, mut found: impl FnMut(usize, bool)) {
        each_word(text, |word| {
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
            self.each_group(asked.query, |group, is_stop| {
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
        let used: BTreeSet<usize> = self.counted.iter().flat_map(BTreeMap::keys).copied().collect();
        for synonym in extras.synonyms {
            self.relate_one(synonym.from, &words_of(synonym.to), &used);
            if synonym.both_ways {
                self.relate_one(synonym.to, &words_of(synonym.from), &used);
            }
        }
        for line in self.language.thesaurus.lines() {
            if let Some((head, others)) = line.split_once(' ') {
                self.relate_one(head, &words_of(others), &used);
            }
        }
    }

    fn relate_one(&mut self, head: &str, others: &[String], used: &BTreeSet<usize>) {
        let known =
            |word: &String| self.forms.get(word).or_else(|| self.stems.get(&self.language.stem(word)));
        let others: Vec<usize> = others.iter().filter_map(known).copied().collect();
        let others: Vec<usize> =
            others.into_iter().filter(|group| used.contains(group) && !self.is_stop[*group]).collect();
        // A phrase is looked up with its words joined, as a customer's words are.
        let head = words_of(head).concat();
        let is_stop = self.forms.get(&head).is_some_and(|&group| self.is_stop[group]);
        if others.is_empty() || head.is_empty() || is_stop {
            return;
        }
        let from = self.group(&head, &head);
        self.kin.extend(others.into_iter().filter(|&to| to != from).take(MOST_KIN).map(|to| (from, to)));
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

    /// Writes the words and the postings, groups in order of their first spelling.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let number_of = self.write_spellings(out);
        self.write_stop(out, &number_of);
        self.write_kin(out, &number_of);
        self.write_postings(out, &number_of);
    }

    fn write_spellings(&self, out: &mut Vec<u8>) -> Vec<usize> {
        let (mut spellings, mut drops, mut older) = (Vec::new(), Vec::new(), Vec::new());
        let mut number_of = vec![usize::MAX; self.is_stop.len()];
        let mut groups = 0;
        let mut last: &str = "";
        for (form, &group) in &self.forms {
            let kept = last.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
            let dropped = last.len() - kept;
            let mut first = dropped.min(usize::from(DROPPED)) as u8;
            if first == DROPPED {
                put_number(&mut drops, dropped - usize::from(DROPPED));
            }
            if number_of[group] == usize::MAX {
                number_of[group] = groups;
                groups += 1;
            } else if number_of[group] + 1 == groups {
                first |= SAME_GROUP;
            } else {
                first |= OLDER_GROUP;
                put_number(&mut older, groups - number_of[group] - 2);
            }
            spellings.push(first);
            spellings.extend_from_slice(&form.as_bytes()[kept..]);
            spellings.push(END);
            last = form;
        }
        for section in [spellings, drops, older] {
            put_section(out, &section);
        }
        number_of
    }

    fn write_stop(&self, out: &mut Vec<u8>, number_of: &[usize]) {
        let stop: BTreeSet<usize> = self
            .is_stop
            .iter()
            .zip(number_of)
            .filter(|&(&is_stop, _)| is_stop)
            .map(|(_, &number)| number)
            .collect();
        let (mut section, mut before) = (Vec::new(), 0);
        for number in stop {
            put_number(&mut section, number - before);
            before = number;
        }
        put_section(out, &section);
    }

    fn write_kin(&self, out: &mut Vec<u8>, number_of: &[usize]) {
        let mut numbered: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &(from, to) in &self.kin {
            numbered.entry(number_of[from]).or_default().insert(number_of[to]);
        }
        let (mut section, mut before) = (Vec::new(), 0);
        for (from, others) in numbered {
            put_number(&mut section, from - before);
            before = from;
            put_number(&mut section, others.len());
            let mut last = 0;
            for to in others {
                put_number(&mut section, to - last);
                last = to;
            }
        }
        put_section(out, &section);
    }

    fn write_postings(&self, out: &mut Vec<u8>, number_of: &[usize]) {
        let mut groups: Vec<Vec<(usize, Count)>> = vec![Vec::new(); self.is_stop.len()];
        for (article, counts) in self.counted.iter().enumerate() {
            for (&group, &count) in counts {
                groups[number_of[group]].push((article, count));
            }
        }
        let (mut counts, mut gaps, mut body, mut more) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut fields = [Vec::new(), Vec::new(), Vec::new()];
        for group in &groups {
            put_number(&mut counts, group.len());
        }
        groups.sort_by_key(Vec::len);
        let (mut number, mut mores) = (0, 0);
        for group in &groups {
            let mut next = 0;
            for &(article, count) in group {
                put_number(&mut gaps, article - next);
                next = article + 1;
                let step = step(count.body);
                set(&mut body, number / 4, step.min(MORE) << (number % 4 * 2));
                if step >= MORE {
                    set(&mut more, mores / 2, (step - MORE) << (mores % 2 * 4));
                    mores += 1;
                }
                for (bits, field) in fields.iter_mut().zip(Marks::FIELDS) {
                    if count.fields & field != 0 {
                        set(bits, number / 8, 1 << (number % 8));
                    }
                }
                number += 1;
            }
        }
        let [title, heading, about] = fields;
        body.resize(number.div_ceil(4), 0);
        more.resize(mores.div_ceil(2), 0);
        for section in [counts, gaps, body, more, title, heading, about] {
            put_section(out, &section);
        }
    }
}

/// Sets bits of the byte at `at`, with as many bytes before it as it takes.
fn set(bytes: &mut Vec<u8>, at: usize, bits: u8) {
    if bits != 0 {
        bytes.resize(bytes.len().max(at + 1), 0);
        bytes[at] |= bits;
    }
}

/// The step that is kept of a number of times.
fn step(times: u32) -> u8 {
    match times {
        0..=3 => times as u8,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        _ => 7,
    }
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
