//! Ranking part: every spelling, the groups that spellings of one word form, and where each group stands.

use crate::bytes::Reader;
use crate::file::IndexError;

/// Most postings a file may unfold to, so that a hostile one cannot fill the memory.
const MOST_POSTINGS: usize = 1 << 24;
/// Most bytes of words a file may unfold to.
const MOST_WORD_BYTES: usize = 1 << 26;
/// Bits of a spelling's first byte: how many bytes it gives up of the spelling before it, and the last of them
/// says that a number with more follows.
pub(crate) const DROPPED: u8 = 15;
/// Set in a spelling's first byte when it belongs to the newest group.
pub(crate) const SAME_GROUP: u8 = 16;
/// Set in a spelling's first byte when it belongs to an older group, named apart.
pub(crate) const OLDER_GROUP: u8 = 32;
/// Ends a spelling; no spelling holds it.
pub(crate) const END: u8 = b'\n';

/// Where a word stands in one article: three bits of how often in the body, then one for each other field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Marks(pub u8);

/// How often a word stands in a body, for each of the eight steps that are kept.
const OFTEN: [f32; 8] = [0.0, 1.0, 2.0, 3.0, 4.5, 7.0, 11.0, 18.0];
/// The first step that does not fit into the two bits that every posting has in the file.
pub(crate) const MORE: u8 = 3;

impl Marks {
    pub(crate) const TITLE: u8 = 8;
    pub(crate) const HEADING: u8 = 16;
    pub(crate) const ABOUT: u8 = 32;
    /// The fields that have one bit, in the order of their sections in the file.
    pub(crate) const FIELDS: [u8; 3] = [Marks::TITLE, Marks::HEADING, Marks::ABOUT];

    pub(crate) fn body(self) -> f32 {
        OFTEN[usize::from(self.0 & 7)]
    }
    pub(crate) fn is_in(self, field: u8) -> bool {
        self.0 & field != 0
    }
}

/// The ranking part, unfolded.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    pub language: String,
    /// Does the language write words together, as German does?
    pub has_compounds: bool,
    /// Number of articles.
    pub articles: usize,
    /// Every spelling, sorted, one after the other.
    forms: String,
    /// End of each spelling in `forms`.
    form_ends: Vec<u32>,
    /// Letters of each spelling as a set of 32 bits, to pass over most spellings that are not near a word.
    pub form_letters: Vec<u32>,
    /// The group that each spelling belongs to.
    pub form_groups: Vec<u32>,
    /// For each group, where its postings lie.
    posting_ranges: Vec<(u32, u32)>,
    /// Is the group a stop word?
    pub is_stop: Vec<bool>,
    /// Articles, rising in each group.
    posting_articles: Vec<u32>,
    /// Where the word stands, beside each of `posting_articles`.
    posting_marks: Vec<Marks>,
    /// Endings that words of this language take.
    pub endings: Vec<String>,
    /// A group in the upper half and one that it may also mean in the lower, sorted.
    kin: Vec<u64>,
    /// Standing of each article, 0 to 255.
    pub prior: Vec<u8>,
    pub categories: Vec<String>,
    pub category_of: Vec<u32>,
}

impl Ranking {
    /// Reads the ranking part.
    pub(crate) fn read(bytes: &[u8]) -> Result<Ranking, IndexError> {
        let mut reader = Reader::new(bytes);
        let mut made = Ranking::default();
        made.read_head(&mut reader).ok_or(IndexError::Malformed("head"))?;
        made.read_forms(&mut reader).ok_or(IndexError::Malformed("words"))?;
        made.read_postings(&mut reader).ok_or(IndexError::Malformed("postings"))?;
        if !reader.is_at_end() {
            return Err(IndexError::Malformed("end"));
        }
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
        for _ in 0..self.articles {
            let category = of.number()?;
            (category < self.categories.len()).then_some(())?;
            self.category_of.push(category as u32);
        }
        of.is_at_end().then_some(())
    }

    fn read_forms(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let mut spellings = reader.section()?;
        let mut drops = reader.section()?;
        let mut older = reader.section()?;
        let mut forms: Vec<u8> = Vec::with_capacity(spellings.len() * 2);
        let (mut last, mut groups) = (0, 0_u32);
        while !spellings.is_at_end() {
            let first = spellings.byte()?;
            let mut dropped = usize::from(first & DROPPED);
            if dropped == usize::from(DROPPED) {
                dropped += drops.number()?;
            }
            let start = forms.len();
            let kept = (start - last).checked_sub(dropped)?;
            (start < MOST_WORD_BYTES).then_some(())?;
            forms.extend_from_within(last..last + kept);
            forms.extend_from_slice(spellings.until(END)?);
            self.form_ends.push(forms.len() as u32);
            last = start;
            let back = match first & (SAME_GROUP | OLDER_GROUP) {
                0 => {
                    groups += 1;
                    1
                }
                SAME_GROUP => 1,
                _ => u32::try_from(older.number()?).ok()?.checked_add(2)?,
            };
            self.form_groups.push(groups.checked_sub(back)?);
        }
        self.forms = String::from_utf8(forms).ok()?;
        let is_whole = self.form_ends.iter().all(|&end| self.forms.is_char_boundary(end as usize));
        self.form_letters = (0..self.form_ends.len()).map(|number| letters(self.form(number))).collect();
        self.is_stop = vec![false; groups as usize];
        let mut stop = reader.section()?;
        let mut group = 0_usize;
        while !stop.is_at_end() {
            group = group.checked_add(stop.number()?)?;
            *self.is_stop.get_mut(group)? = true;
        }
        self.read_kin(&mut reader.section()?, true)?;
        self.read_kin(&mut reader.section()?, false)?;
        self.kin.sort_unstable();
        (is_whole && drops.is_at_end() && older.is_at_end()).then_some(())
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

    /// Groups come in order of how many articles they stand in: like numbers beside like pack better.
    fn read_postings(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let mut counts = reader.section()?;
        let mut gaps = reader.section()?;
        let body = reader.section()?.rest();
        let more = reader.section()?.rest();
        let mut mores = 0;
        let fields = [reader.section()?.rest(), reader.section()?.rest(), reader.section()?.rest()];
        let fields = fields.into_iter().zip(Marks::FIELDS).filter(|(bits, _)| !bits.is_empty());
        let fields: Vec<(&[u8], u8)> = fields.collect();
        self.posting_articles.reserve(gaps.len());
        self.posting_marks.reserve(gaps.len());
        let mut found: Vec<usize> = Vec::with_capacity(self.is_stop.len());
        for _ in 0..self.is_stop.len() {
            let count = counts.number()?;
            (count <= self.articles).then_some(())?;
            found.push(count);
        }
        self.posting_ranges = vec![(0, 0); found.len()];
        for group in by_count(&found, self.articles) {
            let count = *found.get(group)?;
            let start = self.posting_articles.len();
            (count <= gaps.len() && start + count <= MOST_POSTINGS).then_some(())?;
            let mut next = 0_usize;
            for number in start..start + count {
                let article = next.checked_add(gaps.number()?)?;
                (article < self.articles).then_some(())?;
                next = article + 1;
                self.posting_articles.push(article as u32);
                let mut marks = body.get(number / 4)? >> (number % 4 * 2) & 3;
                if marks == MORE {
                    marks += (more.get(mores / 2)? >> (mores % 2 * 4) & 7).min(7 - MORE);
                    mores += 1;
                }
                for &(bits, field) in &fields {
                    // A field is written no further than it is set.
                    if bits.get(number / 8).is_some_and(|byte| byte >> (number % 8) & 1 == 1) {
                        marks |= field;
                    }
                }
                self.posting_marks.push(Marks(marks));
            }
            *self.posting_ranges.get_mut(group)? = (start as u32, (start + count) as u32);
        }
        (counts.is_at_end() && gaps.is_at_end()).then_some(())
    }

    /// Number of spellings.
    pub(crate) fn spellings(&self) -> usize {
        self.form_ends.len()
    }

    /// The spelling with this number; empty when there is none.
    pub(crate) fn form(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.form_ends.get(before)).copied().unwrap_or(0);
        let end = self.form_ends.get(number).copied().unwrap_or(start);
        self.forms.get(start as usize..end as usize).unwrap_or("")
    }

    /// The group that a spelling belongs to.
    pub(crate) fn group_of(&self, number: usize) -> Option<u32> {
        self.form_groups.get(number).copied()
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
    pub(crate) fn postings(&self, group: u32) -> impl Iterator<Item = (usize, Marks)> + '_ {
        let range = self.posting_range(group);
        let articles = self.posting_articles.get(range.clone()).unwrap_or(&[]);
        let marks = self.posting_marks.get(range).unwrap_or(&[]);
        articles.iter().zip(marks).map(|(&article, &marks)| (article as usize, marks))
    }

    /// In how many articles a group stands.
    pub(crate) fn count(&self, group: u32) -> usize {
        self.posting_range(group).len()
    }

    /// Is the group a stop word?
    pub(crate) fn is_stop(&self, group: u32) -> bool {
        self.is_stop.get(group as usize) == Some(&true)
    }

    fn posting_range(&self, group: u32) -> core::ops::Range<usize> {
        let (start, end) = self.posting_ranges.get(group as usize).copied().unwrap_or((0, 0));
        start as usize..end as usize
    }
}

/// The numbers of the groups by how many articles they stand in, at most `most`; like ones in their order.
fn by_count(found: &[usize], most: usize) -> Vec<usize> {
    let mut next = vec![0_usize; most + 2];
    for &count in found {
        next[count + 1] += 1;
    }
    for count in 0..=most {
        next[count + 1] += next[count];
    }
    let mut order = vec![0; found.len()];
    for (group, &count) in found.iter().enumerate() {
        order[next[count]] = group;
        next[count] += 1;
    }
    order
}

fn texts(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    let mut section = reader.section()?;
    let mut out = Vec::new();
    while !section.is_at_end() {
        out.push(section.text()?.to_owned());
    }
    Some(out)
}

/// The letters of a word as a set of 32 bits; other letters may share a bit.
pub(crate) fn letters(word: &str) -> u32 {
    word.chars().fold(0, |set, c| set | 1 << (c as u32 & 31))
}
