//! Vocabulary: the words of all articles while an index is made.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

/// What words may also mean.
mod related;

use crate::build::{Extras, SourceArticle};
use crate::postings::Marks;
use crate::spelling::rebuilt;
use crate::stem::Language;
use crate::words::each_word;

/// As much of a body is read, in bytes; a longer one is found by its beginning.
pub(crate) const BODY: usize = 1 << 20;
/// Fewest bytes of letters and digits mixed that no person would type.
const MACHINE_MADE: usize = 16;
/// A spelling that stands in the articles no more often may be left out when asking rebuilds it; in a language that writes
/// words together, which has more spellings, and longer ones.
const SELDOM: u32 = 1;
const SELDOM_COMPOUND: u32 = 4;
/// Most words that one article takes from what customers asked.
const MOST_LEARNED: usize = 48;

/// Where one word stands in one article, while it is counted.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub body: u32,
    pub fields: u8,
}

/// Where the words of one article stand, in order of their groups.
pub(crate) type Counts = Vec<(usize, Count)>;
/// Pairs of groups: one and another that it may also mean.
pub(crate) type Kin = BTreeSet<(usize, usize)>;

/// A spelling while articles are read.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub group: usize,
    /// How often it stands in the articles; never, when only customers or the thesaurus say it.
    pub often: u32,
}

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Field,
    Body,
    /// A customer typed it.
    Search,
}

/// All spellings seen so far, and the groups they fall into.
pub(crate) struct Vocabulary<'a> {
    language: &'a Language,
    known: HashMap<String, Known>,
    /// Stem to its group.
    stems: HashMap<String, usize>,
    /// Spellings in their order: those that go into the file.
    pub forms: BTreeMap<String, Known>,
    pub is_stop: Vec<bool>,
    pub counted: Vec<Counts>,
    /// Counts of the article being read, for every group, and the groups that it has.
    counting: Vec<Count>,
    touched: Vec<usize>,
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
            known: HashMap::new(),
            stems: HashMap::new(),
            forms: BTreeMap::new(),
            is_stop: Vec::new(),
            counted: Vec::new(),
            counting: Vec::new(),
            touched: Vec::new(),
            kin: Kin::new(),
            one_way: Kin::new(),
        };
        for word in language.stop_words() {
            // A stop word is a group of its own, so that it does not pull a word of meaning down with it.
            if !made.known.contains_key(word) {
                let group = made.new_group(true);
                made.known.insert(word.to_owned(), Known { group, often: 0 });
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

    /// The group of a spelling, which is met so `often`; `written` is how it stands in the text.
    fn group(&mut self, folded: &str, written: &str, often: u32) -> usize {
        if let Some(known) = self.known.get_mut(folded) {
            known.often += often;
            return known.group;
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
        self.known.insert(folded.to_owned(), Known { group, often });
        group
    }

    /// Counts the words of one article.
    fn count(&mut self, article: &SourceArticle<'_>) -> Counts {
        self.each_group(article.title, Source::Field, |count, _| count.fields |= Marks::TITLE);
        let about = core::iter::once(&article.category).chain(article.tags).map(|text| (text, Marks::ABOUT));
        let headings = article.headings.iter().map(|text| (text, Marks::HEADING));
        for (text, field) in headings.chain(about) {
            self.each_group(text, Source::Field, |count, is_stop| {
                count.fields |= if is_stop { 0 } else { field }
            });
        }
        // Nobody finds an article by the "the" in its body.
        self.each_group(beginning(article.body, BODY), Source::Body, |count, is_stop| {
            count.body += u32::from(!is_stop);
        });
        self.counted_now()
    }

    /// What has been counted since the last time, in order of the groups.
    fn counted_now(&mut self) -> Counts {
        self.touched.sort_unstable();
        self.touched.dedup();
        let counting = &mut self.counting;
        let counts = self.touched.drain(..).map(|group| (group, core::mem::take(&mut counting[group])));
        counts.filter(|(_, count)| count.body > 0 || count.fields != 0).collect()
    }

    fn each_group(&mut self, text: &str, source: Source, mut found: impl FnMut(&mut Count, bool)) {
        each_word(text, |word| {
            if source == Source::Body && is_machine_made(word.text) {
                return;
            }
            let written = if word.is_whole || word.is_pair { word.text } else { &text[word.start..word.end] };
            let group = self.group(word.text, written, u32::from(source != Source::Search));
            if self.counting.len() <= group {
                self.counting.resize(group + 1, Count::default());
            }
            let count = &mut self.counting[group];
            if count.body == 0 && count.fields == 0 {
                self.touched.push(group);
            }
            found(count, self.is_stop[group]);
        });
    }

    /// Adds the words of what customers asked to the articles that answered them.
    fn learn(&mut self, articles: &[SourceArticle<'_>], extras: &Extras<'_>) {
        let numbers: HashMap<&str, usize> = articles.iter().map(|article| article.id).zip(0..).collect();
        let mut learned: BTreeMap<usize, BTreeMap<usize, u32>> = BTreeMap::new();
        for asked in extras.learned.iter().filter(|asked| asked.people >= Extras::FEWEST_PEOPLE) {
            let Some(&article) = numbers.get(asked.article) else { continue };
            self.each_group(asked.query, Source::Search, |count, is_stop| count.body += u32::from(!is_stop));
            for (group, _) in self.counted_now() {
                *learned.entry(article).or_default().entry(group).or_default() += asked.people;
            }
        }
        for (article, words) in learned {
            let mut words: Vec<(usize, u32)> = words.into_iter().collect();
            words.sort_by_key(|&(group, people)| (core::cmp::Reverse(people), group));
            for (group, _) in words.into_iter().take(MOST_LEARNED) {
                let counts = &mut self.counted[article];
                let at = counts.partition_point(|&(before, _)| before < group);
                if counts.get(at).is_none_or(|&(there, _)| there != group) {
                    counts.insert(at, (group, Count::default()));
                }
                counts[at].1.fields |= Marks::ABOUT;
            }
        }
    }

    /// Puts the spellings in order, and leaves out those that are seldom and that asking rebuilds from others of their group.
    fn leave_out_endings(&mut self) {
        let endings: Vec<&str> = self.language.endings.split_ascii_whitespace().collect();
        let most = if self.language.has_compounds { SELDOM_COMPOUND } else { SELDOM };
        let seldom = self.known.iter().filter(|(_, known)| known.often <= most);
        // Those first that stand in no article: a spelling that may be shown is rather kept.
        let seldom: BTreeSet<_> = seldom.map(|(form, known)| (known.often, form.clone())).collect();
        self.forms = self.known.drain().collect();
        for (_, form) in seldom {
            let Some(seldom) = self.forms.remove(&form) else { continue };
            let found = rebuilt(&endings, &form, |stem, is_ending| {
                let from = self.forms.range::<str, _>((Bound::Included(stem), Bound::Unbounded));
                let mut known = from.map_while(|(form, known)| Some((form.strip_prefix(stem)?, known.group)));
                known.find(|(tail, _)| is_ending(tail)).map(|(_, group)| group)
            });
            if found != Some(seldom.group) || self.is_stop[seldom.group] {
                self.forms.insert(form, seldom);
            }
        }
    }
}

/// Is this a key or a hash that stands in an address, and that nobody types?
fn is_machine_made(word: &str) -> bool {
    word.len() >= MACHINE_MADE && word.is_ascii() && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// At most this many bytes from the beginning of a text, cut between characters.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
