//! File: the layout of an index file, and reading it back with nothing taken on trust.
//!
//! ```text
//! header   "HNKS", version, 3 zero bytes, length of ranking part, length of text part, checksum of each
//! ranking  what an article is found by; enough to rank
//! text     ids, titles and passages, to show what was found
//! ```
//!
//! Numbers are little-endian. The two parts are apart so that they can travel apart.

use crate::bytes::{Reader, checksum};

pub(crate) const MAGIC: &[u8; 4] = b"HNKS";
/// Counts up with every change of the layout. A reader refuses every version but its own.
pub(crate) const VERSION: u8 = 1;
pub(crate) const HEADER: usize = 24;

/// Most postings a file may unfold to, so that a hostile one cannot fill the memory.
const MOST_POSTINGS: usize = 1 << 24;
/// Most bytes of words a file may unfold to.
const MOST_WORD_BYTES: usize = 1 << 26;

/// Why bytes are not an index file that can be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IndexError {
    /// The bytes do not begin as an index file does.
    Foreign,
    /// A file of another version of the layout.
    Version {
        /// The version that the file says it has.
        found: u8,
    },
    /// Fewer or more bytes than the file's header announces.
    Length,
    /// The bytes were changed after the file was made.
    Checksum,
    /// The named part contradicts itself.
    Malformed(&'static str),
}

impl core::fmt::Display for IndexError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            IndexError::Foreign => out.write_str("not a search index"),
            IndexError::Version { .. } => out.write_str("a search index of another version"),
            IndexError::Length => out.write_str("a search index that is cut short or has bytes too many"),
            IndexError::Checksum => out.write_str("a damaged search index"),
            IndexError::Malformed(part) => {
                out.write_str("a malformed search index: ")?;
                out.write_str(part)
            }
        }
    }
}

impl core::error::Error for IndexError {}

/// The ranking part and the text part of an index file, each as it lies in the file.
///
/// # Errors
/// Whatever is wrong with the header, the lengths or the checksums.
pub fn parts(bytes: &[u8]) -> Result<(&[u8], &[u8]), IndexError> {
    if !bytes.starts_with(MAGIC) {
        return Err(IndexError::Foreign);
    }
    let version = *bytes.get(4).ok_or(IndexError::Length)?;
    if version != VERSION {
        return Err(IndexError::Version { found: version });
    }
    let (header, body) = bytes.split_at_checked(HEADER).ok_or(IndexError::Length)?;
    let number = |at: usize| {
        header.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
    };
    if header.get(5..8) != Some(&[0, 0, 0]) {
        return Err(IndexError::Malformed("header"));
    }
    let (ranking, text) = body.split_at_checked(number(8) as usize).ok_or(IndexError::Length)?;
    if text.len() != number(12) as usize {
        return Err(IndexError::Length);
    }
    if checksum(ranking) != number(16) || checksum(text) != number(20) {
        return Err(IndexError::Checksum);
    }
    Ok((ranking, text))
}

/// Puts the two parts together as one file.
#[cfg(feature = "build")]
pub(crate) fn assemble(ranking: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(HEADER + ranking.len() + text.len());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&[VERSION, 0, 0, 0]);
    for number in [
        u32::try_from(ranking.len()).ok()?,
        u32::try_from(text.len()).ok()?,
        checksum(ranking),
        checksum(text),
    ] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(ranking);
    out.extend_from_slice(text);
    Some(out)
}

/// Where a word stands in one article, packed: three bits of how often in the body, one for headings, one for
/// category and tags, and from bit 8 the place in the title, from one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Marks(pub u16);

/// How often a word stands in a body, for each of the eight steps that are kept.
pub(crate) const OFTEN: [f32; 8] = [0.0, 1.0, 2.0, 3.0, 4.5, 7.0, 11.0, 18.0];
/// The last place in a title that is told apart from later ones.
pub(crate) const LAST_PLACE: u16 = 31;

impl Marks {
    pub(crate) const HEADING: u16 = 8;
    pub(crate) const ABOUT: u16 = 16;
    pub(crate) const TITLE: u16 = 32;

    pub(crate) fn body(self) -> f32 {
        OFTEN[usize::from(self.0 & 7)]
    }
    pub(crate) fn is_in_heading(self) -> bool {
        self.0 & Marks::HEADING != 0
    }
    pub(crate) fn is_about(self) -> bool {
        self.0 & Marks::ABOUT != 0
    }
    /// The place in the title from one, or zero.
    pub(crate) fn title(self) -> u16 {
        self.0 >> 8
    }
}

/// The ranking part, unfolded.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    pub language: String,
    /// Number of articles.
    pub articles: usize,
    /// Every spelling, sorted, one after the other.
    pub forms: String,
    /// End of each spelling in `forms`.
    pub form_ends: Vec<u32>,
    /// The group that each spelling belongs to.
    pub form_groups: Vec<u32>,
    /// For each group, the end of its postings.
    pub group_ends: Vec<u32>,
    /// Is the group a stop word?
    pub is_stop: Vec<bool>,
    /// Articles, group after group, rising in each.
    pub posting_articles: Vec<u32>,
    /// Where the word stands, beside each of `posting_articles`.
    pub posting_marks: Vec<Marks>,
    /// Endings that words of this language take.
    pub endings: Vec<String>,
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
        let articles = made.read_head(&mut reader).ok_or(IndexError::Malformed("head"))?;
        made.articles = articles;
        made.read_forms(&mut reader).ok_or(IndexError::Malformed("words"))?;
        made.read_postings(&mut reader).ok_or(IndexError::Malformed("postings"))?;
        if !reader.is_at_end() {
            return Err(IndexError::Malformed("end"));
        }
        Ok(made)
    }

    fn read_head(&mut self, reader: &mut Reader<'_>) -> Option<usize> {
        self.language = reader.text()?.to_owned();
        let mut endings = reader.section()?;
        while !endings.is_at_end() {
            self.endings.push(endings.text()?.to_owned());
        }
        let mut categories = reader.section()?;
        while !categories.is_at_end() {
            self.categories.push(categories.text()?.to_owned());
        }
        let mut prior = reader.section()?;
        let articles = prior.len();
        self.prior = prior.take(articles)?.to_vec();
        let mut of = reader.section()?;
        for _ in 0..articles {
            let category = of.number()?;
            (category < self.categories.len()).then_some(())?;
            self.category_of.push(category as u32);
        }
        of.is_at_end().then_some(articles)
    }

    fn read_forms(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let mut shared = reader.section()?;
        let mut groups = reader.section()?;
        let mut tails = reader.section()?;
        let mut forms: Vec<u8> = Vec::new();
        let (mut last, mut next_group) = (0, 0_u32);
        while !shared.is_at_end() {
            let kept = shared.number()?;
            let start = forms.len();
            (kept <= start - last && start < MOST_WORD_BYTES).then_some(())?;
            forms.extend_from_within(last..last + kept);
            let length = tails.number()?;
            forms.extend_from_slice(tails.take(length)?);
            self.form_ends.push(forms.len() as u32);
            last = start;
            let group = match groups.number()? {
                0 => {
                    next_group += 1;
                    next_group - 1
                }
                back => next_group.checked_sub(u32::try_from(back).ok()?)?,
            };
            self.form_groups.push(group);
        }
        self.forms = String::from_utf8(forms).ok()?;
        let is_whole = self.form_ends.iter().all(|&end| self.forms.is_char_boundary(end as usize));
        self.is_stop = vec![false; next_group as usize];
        let mut stop = reader.section()?;
        let mut group = 0;
        while !stop.is_at_end() {
            group += stop.number()?;
            *self.is_stop.get_mut(group)? = true;
        }
        (is_whole && groups.is_at_end() && tails.is_at_end()).then_some(())
    }

    fn read_postings(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let mut counts = reader.section()?;
        let mut gaps = reader.section()?;
        let mut marks = reader.section()?;
        let mut places = reader.section()?;
        for _ in 0..self.is_stop.len() {
            let count = counts.number()?;
            (count <= gaps.len() && self.posting_articles.len() + count <= MOST_POSTINGS).then_some(())?;
            let mut next = 0;
            for _ in 0..count {
                let article = next + gaps.number()?;
                (article < self.articles).then_some(())?;
                next = article + 1;
                self.posting_articles.push(article as u32);
                let mark = u16::from(marks.byte()?);
                let place = if mark & Marks::TITLE == 0 { 0 } else { u16::from(places.byte()?) };
                self.posting_marks.push(Marks(mark & 31 | place.min(LAST_PLACE) << 8));
            }
            self.group_ends.push(self.posting_articles.len() as u32);
        }
        (counts.is_at_end() && gaps.is_at_end() && marks.is_at_end() && places.is_at_end()).then_some(())
    }

    /// The spelling with this number.
    pub(crate) fn form(&self, number: usize) -> &str {
        let start = match number.checked_sub(1) {
            Some(before) => self.form_ends.get(before).copied().unwrap_or(0),
            None => 0,
        };
        let end = self.form_ends.get(number).copied().unwrap_or(start);
        self.forms.get(start as usize..end as usize).unwrap_or("")
    }

    /// The postings of a group.
    pub(crate) fn postings(&self, group: u32) -> impl Iterator<Item = (usize, Marks)> + '_ {
        let (start, end) = self.posting_range(group);
        let articles = self.posting_articles.get(start..end).unwrap_or(&[]);
        let marks = self.posting_marks.get(start..end).unwrap_or(&[]);
        articles.iter().zip(marks).map(|(&article, &marks)| (article as usize, marks))
    }

    /// In how many articles a group stands.
    pub(crate) fn count(&self, group: u32) -> usize {
        let (start, end) = self.posting_range(group);
        end - start
    }

    fn posting_range(&self, group: u32) -> (usize, usize) {
        let group = group as usize;
        let start = group.checked_sub(1).and_then(|before| self.group_ends.get(before)).copied().unwrap_or(0);
        let end = self.group_ends.get(group).copied().unwrap_or(start);
        (start as usize, end as usize)
    }
}

/// The text part: where in the file each article's id, title and passage lie.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Ends of id, title and passage, article after article, in bytes of the blob.
    ends: Vec<u32>,
    /// Start of the blob in the file.
    start: usize,
}

impl Texts {
    /// Reads the text part, which lies in the file from `offset` on and must tell of this many articles.
    pub(crate) fn read(part: &[u8], offset: usize, articles: usize) -> Result<Texts, IndexError> {
        let malformed = IndexError::Malformed("texts");
        let mut reader = Reader::new(part);
        let mut lengths = reader.section().ok_or(malformed)?;
        let blob = core::str::from_utf8(reader.take(reader.len()).unwrap_or(&[])).map_err(|_| malformed)?;
        let mut ends = Vec::with_capacity(articles.min(lengths.len()) * 3);
        let mut end = 0_usize;
        while !lengths.is_at_end() {
            end += lengths.number().ok_or(malformed)?;
            if !blob.is_char_boundary(end) {
                return Err(malformed);
            }
            ends.push(end as u32);
        }
        if ends.len() != articles * 3 || end != blob.len() {
            return Err(malformed);
        }
        Ok(Texts { ends, start: offset + part.len() - blob.len() })
    }

    fn piece<'a>(&self, file: &'a [u8], number: usize) -> &'a str {
        let start =
            number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0) as usize;
        let end = self.ends.get(number).copied().unwrap_or(0) as usize;
        let bytes = file.get(self.start + start..self.start + end).unwrap_or(&[]);
        core::str::from_utf8(bytes).unwrap_or("")
    }

    pub(crate) fn id<'a>(&self, file: &'a [u8], article: usize) -> &'a str {
        self.piece(file, article * 3)
    }
    pub(crate) fn title<'a>(&self, file: &'a [u8], article: usize) -> &'a str {
        self.piece(file, article * 3 + 1)
    }
    pub(crate) fn passage<'a>(&self, file: &'a [u8], article: usize) -> &'a str {
        self.piece(file, article * 3 + 2)
    }
}
