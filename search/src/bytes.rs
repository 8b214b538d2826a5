//! Bytes: reading numbers and runs out of bytes that may be anything.
//!
//! Every read is checked and says `None` at the first thing that does not fit.

use core::ops::Range;

/// A place in a slice of bytes, moving forward.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// A number in groups of seven bits, the lowest first.
    pub(crate) fn number(&mut self) -> Option<usize> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value as usize);
            }
        }
        None
    }

    /// A run of bytes with its length before it.
    pub(crate) fn section(&mut self) -> Option<Reader<'a>> {
        let length = self.number()?;
        self.take(length).map(Reader::new)
    }

    /// A run of text with its length before it.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        core::str::from_utf8(self.take(length)?).ok()
    }

    /// Where in the file a run of bytes lies that has its length before it; `end` is where these bytes end there.
    pub(crate) fn place(&mut self, end: usize) -> Option<Range<usize>> {
        let length = self.number()?;
        let start = end.checked_sub(self.rest.len())?;
        self.take(length)?;
        Some(start..start + length)
    }

    /// All that is left.
    pub(crate) fn rest(self) -> &'a [u8] {
        self.rest
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.rest.len()
    }
}

/// A number of the file's bytes that changes when any of them does. Eight bytes at a time: it is read over the
/// whole file at every load.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut sum = bytes.len() as u64;
    let mut add = |word| sum = (sum.rotate_left(29) ^ u64::from_le_bytes(word)).wrapping_mul(STEP);
    let (words, tail) = bytes.as_chunks::<8>();
    words.iter().copied().for_each(&mut add);
    if !tail.is_empty() {
        let mut last = [0_u8; 8];
        last[..tail.len()].copy_from_slice(tail);
        add(last);
    }
    (sum ^ (sum >> 32)) as u32
}

/// Appends a number as [`Reader::number`] reads it.
#[cfg(feature = "build")]
pub(crate) fn put_number(out: &mut Vec<u8>, value: usize) {
    let mut rest = value;
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Appends bytes with their length before them.
#[cfg(feature = "build")]
pub(crate) fn put_section(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_written() {
        for value in [0, 1, 127, 128, 300, 65_535, 1 << 20, u32::MAX as usize] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, value);
            assert_eq!(Reader::new(&bytes).number(), Some(value));
            bytes.pop();
            assert_eq!(Reader::new(&bytes).number(), None);
        }
    }

    #[test]
    fn every_changed_byte_changes_the_checksum() {
        let bytes: Vec<u8> = (0..100).collect();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_ne!(checksum(&bytes), checksum(&changed));
        }
    }
}
