//! Packing: the vocabulary as the bytes that `ranking` reads back.

use std::collections::{BTreeMap, BTreeSet};

use crate::bits::BitsOut;
use crate::bytes::{put_number, put_section};
use crate::forms::{DROPPED, OLDER_GROUP, SAME_GROUP};
use crate::postings::{BLOCK, MORE, Marks};
use crate::slot::rarity;
use crate::vocabulary::{Count, Counts, Kin, Known, Vocabulary};
use crate::weight::kept;

impl Vocabulary<'_> {
    /// Writes the words and the postings, groups in order of their first spelling.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let number_of = self.write_spellings(out);
        self.write_stop(out, &number_of);
        let mut groups: Vec<List> = vec![Vec::new(); self.is_stop.len()];
        for (article, counts) in self.counted.iter().enumerate() {
            for &(group, count) in counts {
                groups[number_of[group]].push((article, count));
            }
        }
        self.write_unseen(out, &number_of, &groups);
        // A pair that holds both ways is written once.
        let numbered = |kin: &Kin| kin.iter().map(|&(a, b)| (number_of[a], number_of[b])).collect::<Kin>();
        let once = numbered(&self.kin).into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
        write_kin(out, &once);
        write_kin(out, &numbered(&self.one_way));
        self.write_weights(out, &number_of, &groups);
        write_postings(out, groups, self.counted.len());
    }

    fn write_spellings(&self, out: &mut Vec<u8>) -> Vec<usize> {
        let (mut spellings, mut drops, mut older) = (Vec::new(), Vec::new(), Vec::new());
        let mut number_of = vec![usize::MAX; self.is_stop.len()];
        let mut groups = 0;
        let mut last: &str = "";
        for (form, &Known { group, .. }) in &self.forms {
            let same = last.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
            let dropped = last.len() - same;
            let number = number_of[group];
            if number != usize::MAX && number + 1 != groups {
                spellings.push(OLDER_GROUP);
                put_number(&mut drops, dropped);
                put_number(&mut older, groups - number - 2);
            } else {
                let first = dropped.min(usize::from(DROPPED)) as u8;
                if first == DROPPED {
                    put_number(&mut drops, dropped - usize::from(DROPPED));
                }
                if number == usize::MAX {
                    number_of[group] = groups;
                    groups += 1;
                    spellings.push(first);
                } else {
                    spellings.push(first | SAME_GROUP);
                }
            }
            spellings.extend_from_slice(&form.as_bytes()[same..]);
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
        put_section(out, &steps(stop));
    }

    /// Spellings that must not be shown to people: in no article, though their group is in some.
    fn write_unseen(&self, out: &mut Vec<u8>, number_of: &[usize], groups: &[List]) {
        let numbered = self.forms.values().enumerate();
        let unseen =
            numbered.filter(|(_, known)| known.often == 0 && !groups[number_of[known.group]].is_empty());
        put_section(out, &steps(unseen.map(|(number, _)| number)));
    }

    fn write_weights(&self, out: &mut Vec<u8>, number_of: &[usize], groups: &[List]) {
        let articles = self.counted.len();
        let of_article = |counts: &Counts| {
            let mut sums = (0.0, 0, 0.0);
            for &(group, count) in counts {
                sums.0 += Marks(step(count.body)).body();
                if count.fields & Marks::TITLE != 0 {
                    sums.1 += 1;
                    if !self.is_stop[group] {
                        sums.2 += rarity(articles, groups[number_of[group]].len());
                    }
                }
            }
            sums
        };
        let sums: Vec<_> = self.counted.iter().map(of_article).collect();
        put_section(out, &kept(&sums));
    }
}

/// The articles that a group stands in.
type List = Vec<(usize, Count)>;

/// Writes the lists, those of few articles first.
fn write_postings(out: &mut Vec<u8>, mut groups: Vec<List>, articles: usize) {
    let (mut counts, mut blocks, mut body, mut more) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut gaps = BitsOut::default();
    let mut fields = [Vec::new(), Vec::new(), Vec::new()];
    for group in &groups {
        put_number(&mut counts, group.len());
    }
    groups.sort_by_key(Vec::len);
    let (mut number, mut mores, mut told, mut last_told) = (0_usize, 0, 0, 0);
    for group in groups.iter().filter(|group| !group.is_empty()) {
        // Where the first list begins that begins in a block; a block in which none begins says the same as the next.
        while number >= told * BLOCK {
            put_number(&mut blocks, gaps.len - last_told);
            last_told = gaps.len;
            told += 1;
        }
        let mut next = 0;
        for (at, &(article, count)) in group.iter().enumerate() {
            let left = group.len() - at;
            gaps.put_gap(article - next, articles - next - (left - 1), left);
            next = article + 1;
            let step = step(count.body);
            set(&mut body, number / 4, step.min(MORE) << (number % 4 * 2));
            if step >= MORE {
                set(&mut more, mores / 2, (step - MORE) << (mores % 2 * 4));
                mores += 1;
            }
            for (bits, field) in fields.iter_mut().zip(Marks::FIELDS) {
                if (count.fields & field != 0) != (field == Marks::TITLE && step == 0) {
                    set(bits, number / 8, 1 << (number % 8));
                }
            }
            number += 1;
        }
    }
    while told < number.div_ceil(BLOCK) {
        put_number(&mut blocks, gaps.len - last_told);
        last_told = gaps.len;
        told += 1;
    }
    let [title, heading, about] = fields;
    body.resize(number.div_ceil(4), 0);
    more.resize(mores.div_ceil(2), 0);
    for section in [counts, blocks, gaps.bytes, body, more, title, heading, about] {
        put_section(out, &section);
    }
}

/// Rising numbers, each as what it is more than the one before it.
fn steps(numbers: impl IntoIterator<Item = usize>) -> Vec<u8> {
    let (mut section, mut before) = (Vec::new(), 0);
    for number in numbers {
        put_number(&mut section, number - before);
        before = number;
    }
    section
}

/// Writes pairs of numbers, those with the same first one together.
fn write_kin(out: &mut Vec<u8>, kin: &Kin) {
    let mut grouped: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(from, to) in kin {
        grouped.entry(from).or_default().push(to);
    }
    let (mut section, mut before) = (Vec::new(), 0);
    for (from, others) in grouped {
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
