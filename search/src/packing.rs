//! Packing: the vocabulary as the bytes that `ranking` reads back.

use std::collections::{BTreeMap, BTreeSet};

use crate::bytes::{put_number, put_section};
use crate::ranking::{DROPPED, END, MORE, Marks, OLDER_GROUP, SAME_GROUP};
use crate::vocabulary::{Count, Kin, Vocabulary};

impl Vocabulary<'_> {
    /// Writes the words and the postings, groups in order of their first spelling.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let number_of = self.write_spellings(out);
        self.write_stop(out, &number_of);
        // A pair that holds both ways is written once.
        let numbered = |kin: &Kin| kin.iter().map(|&(a, b)| (number_of[a], number_of[b])).collect::<Kin>();
        let once = numbered(&self.kin).into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
        write_kin(out, &once);
        write_kin(out, &numbered(&self.one_way));
        self.write_postings(out, &number_of);
    }

    fn write_spellings(&self, out: &mut Vec<u8>) -> Vec<usize> {
        let (mut spellings, mut drops, mut older) = (Vec::new(), Vec::new(), Vec::new());
        let mut number_of = vec![usize::MAX; self.is_stop.len()];
        let mut groups = 0;
        let mut last: &str = "";
        for (form, &group) in &self.forms {
            let kept = last.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
            let dropped = last.len() - kept;
            let mut first = dropped.min(usize::from(DROPPED)) as u8;
            if first == DROPPED {
                put_number(&mut drops, dropped - usize::from(DROPPED));
            }
            if number_of[group] == usize::MAX {
                number_of[group] = groups;
                groups += 1;
            } else if number_of[group] + 1 == groups {
                first |= SAME_GROUP;
            } else {
                first |= OLDER_GROUP;
                put_number(&mut older, groups - number_of[group] - 2);
            }
            spellings.push(first);
            spellings.extend_from_slice(&form.as_bytes()[kept..]);
            spellings.push(END);
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
        let (mut section, mut before) = (Vec::new(), 0);
        for number in stop {
            put_number(&mut section, number - before);
            before = number;
        }
        put_section(out, &section);
    }

    fn write_postings(&self, out: &mut Vec<u8>, number_of: &[usize]) {
        let mut groups: Vec<Vec<(usize, Count)>> = vec![Vec::new(); self.is_stop.len()];
        for (article, counts) in self.counted.iter().enumerate() {
            for &(group, count) in counts {
                groups[number_of[group]].push((article, count));
            }
        }
        let (mut counts, mut gaps, mut body, mut more) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut fields = [Vec::new(), Vec::new(), Vec::new()];
        for group in &groups {
            put_number(&mut counts, group.len());
        }
        groups.sort_by_key(Vec::len);
        let (mut number, mut mores) = (0, 0);
        for group in &groups {
            let mut next = 0;
            for &(article, count) in group {
                put_number(&mut gaps, article - next);
                next = article + 1;
                let step = step(count.body);
                set(&mut body, number / 4, step.min(MORE) << (number % 4 * 2));
                if step >= MORE {
                    set(&mut more, mores / 2, (step - MORE) << (mores % 2 * 4));
                    mores += 1;
                }
                for (bits, field) in fields.iter_mut().zip(Marks::FIELDS) {
                    if count.fields & field != 0 {
                        set(bits, number / 8, 1 << (number % 8));
                    }
                }
                number += 1;
            }
        }
        let [title, heading, about] = fields;
        body.resize(number.div_ceil(4), 0);
        more.resize(mores.div_ceil(2), 0);
        for section in [counts, gaps, body, more, title, heading, about] {
            put_section(out, &section);
        }
    }
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
