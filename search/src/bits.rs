//! Bits: numbers in as few bits as they need, the lowest bit first.

/// A place in bytes that are read bit by bit. Behind their end lie zeros.
#[derive(Debug, Clone)]
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// So many bits, at least, are seen at once.
const SEEN: u32 = 57;

impl<'a> Bits<'a> {
    /// Bits from the one with this number on.
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Bits<'a> {
        Bits { bytes, at }
    }

    /// The next bits, the first of them lowest.
    fn next_ones(&self) -> u64 {
        let from = self.bytes.get(self.at / 8..).unwrap_or(&[]);
        let word = from.first_chunk().copied().unwrap_or_else(|| {
            let mut last = [0_u8; 8];
            last.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            last
        });
        u64::from_le_bytes(word) >> (self.at % 8)
    }

    /// A number below `bound`, each of them in as many bits as another or one more.
    fn below(&mut self, bound: u64) -> u64 {
        let width = bound.max(1).ilog2().min(SEEN - 2);
        let seen = self.next_ones();
        let shorter = (2 << width) - bound;
        let low = seen & ((1 << width) - 1);
        if low < shorter {
            self.at += width as usize;
            return low;
        }
        self.at += width as usize + 1;
        low * 2 + (seen >> width & 1) - shorter
    }

    /// How many zeros come before the next one, which is passed over.
    fn zeros(&mut self) -> Option<u64> {
        let mut zeros = 0;
        while self.at < self.bytes.len() * 8 {
            let seen = self.next_ones().trailing_zeros().min(SEEN);
            self.at += seen as usize;
            zeros += u64::from(seen);
            if seen < SEEN {
                self.at += 1;
                return Some(zeros);
            }
        }
        None
    }

    /// One of `room` gaps, where `left` numbers are still to come: small ones in few bits, the fewer the more are left.
    pub(crate) fn gap(&mut self, room: usize, left: usize) -> Option<usize> {
        let room = room as u64;
        if room <= 1 {
            return Some(0);
        }
        if left <= 1 {
            return Some(self.below(room) as usize);
        }
        let step = step(room, left);
        let steps = self.zeros()?;
        usize::try_from(steps.checked_mul(step)?.checked_add(self.below(step))?).ok()
    }
}

/// The middle one of the gaps that are to be expected (Golomb's parameter, 0.69 of the mean).
fn step(room: u64, left: usize) -> u64 {
    let left = left as u64;
    (((room - 1) * 177 + left * 128) / (left * 256)).max(1)
}

/// Bits being written.
#[cfg(feature = "build")]
#[derive(Debug, Default)]
pub(crate) struct BitsOut {
    pub bytes: Vec<u8>,
    /// Number of bits so far.
    pub len: usize,
}

#[cfg(feature = "build")]
impl BitsOut {
    fn put(&mut self, value: u64, width: u32) {
        for bit in 0..width {
            if self.len.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let last = self.bytes.len() - 1;
            self.bytes[last] |= ((value >> bit & 1) as u8) << (self.len % 8);
            self.len += 1;
        }
    }

    fn put_below(&mut self, value: u64, bound: u64) {
        let width = bound.max(1).ilog2();
        let shorter = (2 << width) - bound;
        if value < shorter {
            self.put(value, width);
        } else {
            self.put((value + shorter) >> 1, width);
            self.put((value + shorter) & 1, 1);
        }
    }

    /// Writes a gap as [`Bits::gap`] reads it.
    pub(crate) fn put_gap(&mut self, gap: usize, room: usize, left: usize) {
        let (gap, room) = (gap as u64, room as u64);
        if room <= 1 {
            return;
        }
        if left <= 1 {
            self.put_below(gap, room);
            return;
        }
        let step = step(room, left);
        for _ in 0..gap / step {
            self.put(0, 1);
        }
        self.put(1, 1);
        self.put_below(gap % step, step);
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn gaps_come_back_as_they_were_written() {
        for articles in [1_usize, 2, 3, 7, 100, 10_501] {
            for numbers in [
                vec![0],
                vec![articles - 1],
                (0..articles).collect::<Vec<_>>(),
                (0..articles).filter(|number| number % 7 == 3 || *number > 9_000).collect(),
                (articles.saturating_sub(3)..articles).collect(),
            ] {
                let mut out = BitsOut::default();
                let room = |next: usize, left: usize| articles - next - (left - 1);
                let mut next = 0;
                for (at, &number) in numbers.iter().enumerate() {
                    let left = numbers.len() - at;
                    out.put_gap(number - next, room(next, left), left);
                    next = number + 1;
                }
                let (mut bits, mut next) = (Bits::new(&out.bytes, 0), 0);
                for (at, &number) in numbers.iter().enumerate() {
                    let left = numbers.len() - at;
                    assert_eq!(bits.gap(room(next, left), left), Some(number - next), "{articles} {number}");
                    next = number + 1;
                }
                assert_eq!(bits.at, out.len);
            }
        }
    }

    #[test]
    fn behind_the_end_nothing_is_found() {
        assert_eq!(Bits::new(&[], 0).gap(1_000, 5), None);
        assert_eq!(Bits::new(&[0; 40], 3).gap(1_000, 5), None);
        assert!(Bits::new(&[0xFF; 2], usize::MAX / 16).gap(1_000, 1).is_some_and(|gap| gap < 1_000));
    }
}
