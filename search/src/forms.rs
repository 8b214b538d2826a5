//! Forms: every spelling that is known, in order, and the group of spellings it belongs to.

use crate::bytes::Reader;
use crate::words::LONGEST_WORD;

/// Most bytes of words a file may unfold to.
const MOST_BYTES: usize = 1 << 26;
/// What a spelling begins with: how many bytes it gives up of the spelling before it, and the last of them says
/// that a number with more follows.
pub(crate) const DROPPED: u8 = 15;
/// Set in a spelling's first byte when it belongs to the newest group.
pub(crate) const SAME_GROUP: u8 = 16;
/// The first byte of a spelling that belongs to an older group, named apart, as is what it gives up. No byte of a
/// word is as low: the next spelling's first byte is also the end of this one.
pub(crate) const OLDER_GROUP: u8 = 32;

/// All spellings, unfolded.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    /// One after the other.
    text: String,
    /// End of each in `text`.
    ends: Vec<u32>,
    /// Letters of each as a set, see [`letters`].
    pub letters: Vec<u32>,
    /// The group that each belongs to.
    groups: Vec<u32>,
    /// Numbers of spellings that stand in no article, though others of their group do; rising.
    unseen: Vec<u32>,
}

impl Forms {
    /// Reads the spellings, and says how many groups there are.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<(Forms, usize)> {
        let spellings = reader.section()?.rest();
        let mut drops = reader.section()?;
        let mut older = reader.section()?;
        let mut made = Forms::default();
        let mut text: Vec<u8> = Vec::with_capacity(spellings.len() * 2);
        // Letters of the first bytes of the spelling before; those of very long ones run together.
        let mut sets = [0_u32; LONGEST_WORD + 4];
        let (mut at, mut last, mut groups) = (0, 0, 0_u32);
        while let Some(&first) = spellings.get(at) {
            at += 1;
            let mut dropped = usize::from(first & DROPPED);
            if first == OLDER_GROUP || dropped == usize::from(DROPPED) {
                dropped += drops.number()?;
            }
            let start = text.len();
            let mut length = (start - last).checked_sub(dropped)?;
            (start < MOST_BYTES).then_some(())?;
            text.extend_from_within(last..last + length);
            let tail = at;
            let mut set = length.checked_sub(1).map_or(0, |before| sets[before.min(sets.len() - 1)]);
            while let Some(&byte) = spellings.get(at).filter(|&&byte| byte > OLDER_GROUP) {
                set |= letter(byte);
                sets[length.min(LONGEST_WORD + 3)] = set;
                length += 1;
                at += 1;
            }
            text.extend_from_slice(spellings.get(tail..at)?);
            last = start;
            let back = match first {
                OLDER_GROUP => u32::try_from(older.number()?).ok()?.checked_add(2)?,
                0..SAME_GROUP => {
                    groups += 1;
                    1
                }
                _ => 1,
            };
            made.ends.push(text.len() as u32);
            made.letters.push(set);
            made.groups.push(groups.checked_sub(back)?);
        }
        made.text = String::from_utf8(text).ok()?;
        (drops.is_at_end() && older.is_at_end()).then_some((made, groups as usize))
    }

    /// Reads which spellings stand in no article.
    pub(crate) fn read_unseen(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let mut number = 0_usize;
        while !reader.is_at_end() {
            number = number.checked_add(reader.number()?)?;
            (number < self.ends.len()).then_some(())?;
            self.unseen.push(number as u32);
        }
        Some(())
    }

    /// Number of spellings.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The spelling with this number; empty when there is none.
    pub(crate) fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The group that a spelling belongs to.
    pub(crate) fn group_of(&self, number: usize) -> Option<u32> {
        self.groups.get(number).copied()
    }

    /// Does this spelling stand in no article, though others of its group do?
    pub(crate) fn is_unseen(&self, number: usize) -> bool {
        self.unseen.binary_search(&(number as u32)).is_ok()
    }
}

/// The letters of a word as a set of 32 bits, to pass over most spellings that are not near it. Other letters may
/// share a bit; a letter of three bytes may set two.
pub(crate) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | letter(byte))
}

fn letter(byte: u8) -> u32 {
    // The first byte of a longer letter is that of the script.
    if byte < 0xC0 { 1 << (byte & 31) } else { 0 }
}
