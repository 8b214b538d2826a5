//! Ranking part: every spelling, the groups that spellings of one word form, and where each group stands.

use core::ops::Range;

use crate::bytes::Reader;
use crate::file::IndexError;
use crate::forms::Forms;
use crate::postings::{Lists, Postings};
use crate::rank::sort;
use crate::weight::{self, Weight};

/// The ranking part, as far as it is unfolded; postings are read where they lie.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    /// The whole file, the text part with it.
    pub file: Vec<u8>,
    pub language: String,
    /// Does the language write words together, as German does?
    pub has_compounds: bool,
    /// Number of articles.
    pub articles: usize,
    pub forms: Forms,
    /// Is the group a stop word?
    is_stop: Vec<bool>,
    lists: Lists,
    /// Endings that words of this language take.
    pub endings: Vec<String>,
    /// A group in the upper half and one that it may also mean in the lower, sorted.
    kin: Vec<u64>,
    /// Of each article.
    pub weights: Vec<Weight>,
    /// Standing of each article, 0 to 255.
    pub prior: Vec<u8>,
    pub categories: Vec<String>,
    pub category_of: Vec<u32>,
}

impl Ranking {
    /// Reads the ranking part, which lies in the file in this range.
    pub(crate) fn read(file: Vec<u8>, part: Range<usize>) -> Result<Ranking, IndexError> {
        let mut made = Ranking::default();
        let mut reader = Reader::new(file.get(part.clone()).ok_or(IndexError::Length)?);
        made.read_head(&mut reader).ok_or(IndexError::Malformed("head"))?;
        made.read_words(&mut reader).ok_or(IndexError::Malformed("words"))?;
        made.weights = weight::read(&mut reader, made.articles).ok_or(IndexError::Malformed("weights"))?;
        made.lists = Lists::read(&file, &mut reader, part.end, made.articles, made.is_stop.len())
            .ok_or(IndexError::Malformed("postings"))?;
        if !reader.is_at_end() {
            return Err(IndexError::Malformed("end"));
        }
        made.file = file;
        Ok(made)
    }

    fn read_head(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        self.language = reader.text()?.to_owned();
        self.has_compounds = reader.byte()? != 0;
        self.endings = texts(reader)?;
        self.categories = texts(reader)?;
        let mut prior = reader.section()?;
        self.articles = prior.len();
        self.prior = prior.take(self.articles)?.to_vec();
        let mut of = reader.section()?;
        self.category_of.reserve(self.articles);
        for _ in 0..self.articles {
            let category = of.number()?;
            (category < self.categories.len()).then_some(())?;
            self.category_of.push(category as u32);
        }
        of.is_at_end().then_some(())
    }

    fn read_words(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let (forms, groups) = Forms::read(reader)?;
        self.forms = forms;
        self.is_stop = vec![false; groups];
        let mut stop = reader.section()?;
        let mut group = 0_usize;
        while !stop.is_at_end() {
            group = group.checked_add(stop.number()?)?;
            *self.is_stop.get_mut(group)? = true;
        }
        self.forms.read_unseen(&mut reader.section()?)?;
        self.read_kin(&mut reader.section()?, true)?;
        self.read_kin(&mut reader.section()?, false)?;
        sort(&mut self.kin);
        Some(())
    }

    fn read_kin(&mut self, reader: &mut Reader<'_>, is_both_ways: bool) -> Option<()> {
        let groups = self.is_stop.len();
        let mut from = 0_usize;
        while !reader.is_at_end() {
            from = from.checked_add(reader.number()?)?;
            let mut to = 0_usize;
            for _ in 0..reader.number()?.min(reader.len()) {
                to = to.checked_add(reader.number()?)?;
                (from < groups && to < groups).then_some(())?;
                self.kin.push((from as u64) << 32 | to as u64);
                if is_both_ways {
                    self.kin.push((to as u64) << 32 | from as u64);
                }
            }
        }
        Some(())
    }

    /// Number of spellings.
    pub(crate) fn spellings(&self) -> usize {
        self.forms.len()
    }

    /// The spelling with this number; empty when there is none.
    pub(crate) fn form(&self, number: usize) -> &str {
        self.forms.get(number)
    }

    /// The group that a spelling belongs to.
    pub(crate) fn group_of(&self, number: usize) -> Option<u32> {
        self.forms.group_of(number)
    }

    /// What else a group may mean.
    pub(crate) fn kin_of(&self, group: u32) -> impl Iterator<Item = u32> + '_ {
        let start = self.kin.partition_point(|&pair| pair >> 32 < u64::from(group));
        self.kin
            .iter()
            .skip(start)
            .take_while(move |&&pair| pair >> 32 == u64::from(group))
            .map(|&pair| pair as u32)
    }

    /// The postings of a group.
    pub(crate) fn postings(&self, group: u32) -> Postings<'_> {
        self.lists.of(&self.file, group)
    }

    /// In how many articles a group stands.
    pub(crate) fn count(&self, group: u32) -> usize {
        self.lists.count(group)
    }

    /// Is the group a stop word?
    pub(crate) fn is_stop(&self, group: u32) -> bool {
        self.is_stop.get(group as usize) == Some(&true)
    }
}

fn texts(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    let mut section = reader.section()?;
    let mut out = Vec::new();
    while !section.is_at_end() {
        out.push(section.text()?.to_owned());
    }
    Some(out)
}
