//! Texts: the text part of a file, read where it lies.

use crate::bytes::Reader;
use crate::file::IndexError;

/// The text part: where in the file each article's id, title and passage lie.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Ends of id, title and passage, article after article, in bytes of the blob.
    ends: Vec<u32>,
    /// Start of the blob in the file.
    start: usize,
}

impl Texts {
    /// Reads the text part, which is the file from `offset` on and must tell of this many articles.
    pub(crate) fn read(file: &[u8], offset: usize, articles: usize) -> Result<Texts, IndexError> {
        let malformed = IndexError::Malformed("texts");
        let mut reader = Reader::new(file.get(offset..).ok_or(malformed)?);
        let mut lengths = reader.section().ok_or(malformed)?;
        // Megabytes, which are not looked at before they are shown: a piece that is no text is shown as none.
        let blob = reader.rest();
        let mut ends = Vec::with_capacity(articles.min(lengths.len()) * 3);
        let mut end = 0_usize;
        while !lengths.is_at_end() {
            let length = lengths.number();
            end = length.and_then(|length| end.checked_add(length)).ok_or(malformed)?;
            if end > blob.len() {
                return Err(malformed);
            }
            ends.push(end as u32);
        }
        if ends.len() != articles * 3 || end != blob.len() {
            return Err(malformed);
        }
        Ok(Texts { ends, start: file.len() - blob.len() })
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
