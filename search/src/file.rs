//! File: the layout of an index file, and reading it back with nothing taken on trust.
//!
//! ```text
//! header   "HNKS", version, 3 zero bytes, length of ranking part, length of text part, checksum of each
//! ranking  what an article is found by; enough to rank
//! text     ids, titles and passages, to show what was found
//! ```
//!
//! Numbers are little-endian. The two parts are apart so that they can travel apart.

use crate::bytes::checksum;

pub(crate) const MAGIC: &[u8; 4] = b"HNKS";
/// The version of the layout, which counts up with every change of it. A reader refuses every version but its own.
pub const FILE_VERSION: u8 = 4;
pub(crate) const HEADER: usize = 24;

/// Why bytes are not an index file that can be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IndexError {
    /// The bytes do not begin as an index file does.
    Foreign,
    /// A file of an older version of the layout: the server that made it has since been renewed.
    Older {
        /// The version that the file says it has.
        found: u8,
    },
    /// A file of a newer version of the layout: the page that reads it has not been renewed yet.
    Newer {
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
            IndexError::Older { .. } => out.write_str("a search index of an older version"),
            IndexError::Newer { .. } => out.write_str("a search index of a newer version"),
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
    match *bytes.get(4).ok_or(IndexError::Length)? {
        found if found < FILE_VERSION => return Err(IndexError::Older { found }),
        found if found > FILE_VERSION => return Err(IndexError::Newer { found }),
        _ => {}
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
    out.extend_from_slice(&[FILE_VERSION, 0, 0, 0]);
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
