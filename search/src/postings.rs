//! Postings: in which articles each group of spellings stands, read where they lie in the file when they are asked for.
//!
//! Opening a file looks only at how long each list is. Groups come in order of that, so that like numbers lie beside
//! like; where a list begins is told for every [`BLOCK`] postings, and the lists between are passed over.

use core::ops::Range;

use crate::bits::Bits;
use crate::bytes::Reader;

/// Most postings a file may hold, so that a hostile one cannot take all time.
const MOST_POSTINGS: usize = 1 << 24;
/// After so many postings the file says where the next list begins.
pub(crate) const BLOCK: usize = 256;

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
    /// The fields that have one bit, in the order of their sections in the file. What stands in no body is mostly in
    /// the title: there, the title's bit says that it is not.
    pub(crate) const FIELDS: [u8; 3] = [Marks::TITLE, Marks::HEADING, Marks::ABOUT];

    pub(crate) fn body(self) -> f32 {
        OFTEN[usize::from(self.0 & 7)]
    }
    pub(crate) fn is_in(self, field: u8) -> bool {
        self.0 & field != 0
    }
}

/// Where all lists lie.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    articles: usize,
    /// In how many articles each group stands.
    counts: Vec<u32>,
    /// The groups in the order of their lists: by length, then by number.
    order: Vec<u32>,
    /// For each length, the place in `order` and the number of the posting at which lists of it begin.
    of_length: Vec<(u32, u32)>,
    /// For each block, the bit at which the first list that begins in it lies.
    blocks: Vec<u32>,
    /// For each block, how many postings before it stand in a body more often than two bits say.
    mores: Vec<u32>,
    gaps: Range<usize>,
    body: Range<usize>,
    more: Range<usize>,
    fields: [Range<usize>; 3],
}

impl Lists {
    /// Reads how long the lists of so many groups are, and where in the file they lie, of which `reader` is the rest.
    pub(crate) fn read(
        file: &[u8],
        reader: &mut Reader<'_>,
        end: usize,
        articles: usize,
        groups: usize,
    ) -> Option<Lists> {
        let mut made = Lists { articles, ..Lists::default() };
        let mut counts = reader.section()?;
        made.counts.reserve(groups.min(counts.len()));
        for _ in 0..groups {
            let count = counts.number()?;
            (count <= articles).then_some(())?;
            made.counts.push(count as u32);
        }
        let postings = made.put_in_order()?;
        let mut blocks = reader.section()?;
        let mut bit = 0_usize;
        for _ in 0..postings.div_ceil(BLOCK) {
            bit = bit.checked_add(blocks.number()?)?;
            made.blocks.push(u32::try_from(bit).ok()?);
        }
        made.gaps = reader.place(end)?;
        (bit / 8 <= made.gaps.len()).then_some(())?;
        made.body = reader.place(end)?;
        made.more = reader.place(end)?;
        for field in &mut made.fields {
            *field = reader.place(end)?;
        }
        (made.body.len() == postings.div_ceil(4) && counts.is_at_end() && blocks.is_at_end()).then_some(())?;
        let mut mores = 0;
        for block in file.get(made.body.clone())?.chunks(BLOCK / 4) {
            made.mores.push(mores);
            mores += often(block);
        }
        Some(made)
    }

    /// Sorts the groups by the lengths of their lists, and says how many postings there are.
    fn put_in_order(&mut self) -> Option<usize> {
        let mut next = vec![0_u32; self.articles + 2];
        for &count in &self.counts {
            *next.get_mut(count as usize + 1)? += 1;
        }
        let (mut place, mut posting) = (0_u32, 0_u32);
        for (length, lists) in next.iter_mut().skip(1).enumerate() {
            self.of_length.push((place, posting));
            posting = u32::try_from(length).ok()?.checked_mul(*lists)?.checked_add(posting)?;
            place += core::mem::replace(lists, place);
        }
        self.order = vec![0; self.counts.len()];
        for (group, &count) in self.counts.iter().enumerate() {
            let next = next.get_mut(count as usize + 1)?;
            *self.order.get_mut(*next as usize)? = group as u32;
            *next += 1;
        }
        Some(posting as usize).filter(|&postings| postings <= MOST_POSTINGS)
    }

    /// In how many articles a group stands.
    pub(crate) fn count(&self, group: u32) -> usize {
        self.counts.get(group as usize).map_or(0, |&count| count as usize)
    }

    /// The number of the first posting of the list at a place in the order.
    fn start(&self, place: usize) -> usize {
        let length = self.order.get(place).map_or(0, |&group| self.count(group));
        let (first, posting) = self.of_length.get(length).copied().unwrap_or_default();
        posting as usize + place.saturating_sub(first as usize) * length
    }

    /// The postings of a group, which lie in `file`. They end early where the file contradicts itself.
    pub(crate) fn of<'a>(&self, file: &'a [u8], group: u32) -> Postings<'a> {
        let count = self.count(group);
        let place_of =
            |length: usize| self.of_length.get(length).map_or(self.order.len(), |&(first, _)| first as usize);
        let first = place_of(count);
        let like = self.order.get(first..place_of(count + 1)).unwrap_or(&[]);
        let place = first + like.partition_point(|&before| before < group);
        let number = self.start(place);
        let block = number / BLOCK;
        // Lists of nothing come first and need not be passed over.
        let (mut low, mut high) = (place_of(1), place);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.start(middle) < block * BLOCK {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let part = |range: &Range<usize>| file.get(range.clone()).unwrap_or(&[]);
        let mut found = Postings {
            gaps: Bits::new(part(&self.gaps), self.blocks.get(block).map_or(0, |&bit| bit as usize)),
            articles: self.articles,
            left: 0,
            next: 0,
            number,
            mores: self.mores.get(block).map_or(0, |&mores| mores as usize),
            body: part(&self.body),
            more: part(&self.more),
            fields: self.fields.each_ref().map(part),
        };
        let passed_over = self.order.get(low..place).unwrap_or(&[]);
        for &other in passed_over {
            found.left = self.count(other);
            found.next = 0;
            while found.article().is_some() {}
        }
        let before = found.body.get(block * BLOCK / 4..number / 4).unwrap_or(&[]);
        let beside = found.body.get(number / 4).map_or(0, |byte| byte & !(0xFF << (number % 4 * 2)));
        found.mores += (often(before) + often(&[beside])) as usize;
        found.left = count;
        found.next = 0;
        found
    }
}

/// How many of the postings in these bytes, four to one, stand in a body more often than two bits say.
fn often(body: &[u8]) -> u32 {
    let (words, rest) = body.as_chunks::<8>();
    let more = |bits: u64| (bits & bits >> 1 & 0x5555_5555_5555_5555).count_ones();
    let words = words.iter().map(|&word| more(u64::from_le_bytes(word)));
    words.chain(rest.iter().map(|&byte| more(u64::from(byte)))).sum()
}

/// The postings of one group: articles, rising, and where in each of them the word stands.
#[derive(Debug)]
pub(crate) struct Postings<'a> {
    gaps: Bits<'a>,
    articles: usize,
    /// How many are still to come, and the first article that the next may be.
    left: usize,
    next: usize,
    /// The number of the next posting among all.
    number: usize,
    /// How many before it stand in a body more often than two bits say.
    mores: usize,
    body: &'a [u8],
    more: &'a [u8],
    fields: [&'a [u8]; 3],
}

impl Postings<'_> {
    fn article(&mut self) -> Option<usize> {
        let others = self.left.checked_sub(1)?;
        let room = self.articles.checked_sub(self.next)?.checked_sub(others)?;
        let article = self.next.checked_add(self.gaps.gap(room, self.left)?)?;
        self.left = others;
        self.next = article + 1;
        (article < self.articles).then_some(article)
    }
}

impl Iterator for Postings<'_> {
    type Item = (usize, Marks);

    fn next(&mut self) -> Option<(usize, Marks)> {
        let article = self.article()?;
        let number = self.number;
        self.number += 1;
        let mut marks = self.body.get(number / 4)? >> (number % 4 * 2) & 3;
        let is_flipped = marks == 0;
        if marks == MORE {
            marks += (self.more.get(self.mores / 2)? >> (self.mores % 2 * 4) & 7).min(7 - MORE);
            self.mores += 1;
        }
        for (bits, field) in self.fields.iter().zip(Marks::FIELDS) {
            // A field is written no further than it is set.
            let bit = bits.get(number / 8).is_some_and(|byte| byte >> (number % 8) & 1 == 1);
            if bit != (is_flipped && field == Marks::TITLE) {
                marks |= field;
            }
        }
        Some((article, Marks(marks)))
    }
}
