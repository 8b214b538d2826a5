//! Weight: what ranking needs of each article beside its words: how long its text and title are, and how rare its title's
//! words. Worked out when the file is made and kept there in one byte each.

use crate::bytes::Reader;

/// How much the length of a body, and of a title, is held against it.
const BODY_LENGTH: f32 = 0.8;
const TITLE_LENGTH: f32 = 0.4;
/// Parts of one in which rarity is kept.
const RARITY: f32 = 4.0;

/// What ranking needs of each article, worked out once when an index is opened.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Weight {
    /// What one body word counts for in this article, from the body's length.
    pub body: f32,
    /// The same for the title.
    pub title: f32,
    /// Rarities of the title's words, summed.
    pub title_rarity: f32,
}

/// Reads the weights of so many articles.
pub(crate) fn read(reader: &mut Reader<'_>, articles: usize) -> Option<Vec<Weight>> {
    let mut sums = reader.section()?;
    let bodies = sums.take(articles)?;
    let titles = sums.take(articles)?;
    let rarities = sums.take(articles)?;
    let count = articles.max(1) as f32;
    let mean = |bytes: &[u8]| (bytes.iter().map(|&byte| sum_of(byte)).sum::<f32>() / count).max(1.0);
    let (body, title) = (mean(bodies), mean(titles));
    let weights = bodies.iter().zip(titles).zip(rarities).map(|((&of_body, &of_title), &rarity)| Weight {
        body: 1.0 / (1.0 - BODY_LENGTH + BODY_LENGTH * sum_of(of_body) / body),
        title: 1.0 / (1.0 - TITLE_LENGTH + TITLE_LENGTH * sum_of(of_title) / title),
        title_rarity: sum_of(rarity) / RARITY,
    });
    sums.is_at_end().then(|| weights.collect())
}

/// The sum that a byte stands for: the lowest are themselves, of others two bits after the highest are kept.
fn sum_of(byte: u8) -> f32 {
    let step = u32::from(byte);
    if step < 8 {
        return step as f32;
    }
    let (power, part) = ((step - 8) / 4, (step - 8) % 4);
    // In the middle of what has this byte.
    ((9 + 2 * part) as f32) * (1_u64 << power) as f32 - 0.5
}

/// What is kept of the sums of each article: of how often words stand in its body, of how many are in its title,
/// and of how rare these are.
#[cfg(feature = "build")]
pub(crate) fn kept(sums: &[(f32, u32, f32)]) -> Vec<u8> {
    let bodies = sums.iter().map(|&(body, ..)| byte_of(body));
    let titles = sums.iter().map(|&(_, title, _)| byte_of(title as f32));
    let rarities = sums.iter().map(|&(.., rarity)| byte_of(rarity * RARITY));
    bodies.chain(titles).chain(rarities).collect()
}

#[cfg(feature = "build")]
fn byte_of(sum: f32) -> u8 {
    let sum = sum.round() as u64;
    if sum < 8 {
        return sum as u8;
    }
    let power = sum.ilog2() - 3;
    // Three bits and a half are enough: 8 to 9, 10 to 11, …
    (8 + power * 4 + (sum >> (power + 1)) as u32 - 4).min(255) as u8
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn a_sum_comes_back_nearly_as_it_was() {
        for sum in (0..100_000_u32).map(|sum| sum as f32) {
            let back = sum_of(byte_of(sum));
            assert!((back - sum).abs() <= sum / 8.0, "{sum} came back as {back}");
        }
        assert!((sum_of(byte_of(5.0)) - 5.0).abs() < f32::EPSILON);
    }
}
