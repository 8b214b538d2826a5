//! A made-up help centre, the same every time: for claims of speed and size at ten thousand articles, which no real set that may
//! be given away has. Its words are made of syllables, as often as words are (Zipf), with English stop words and endings.
//! How well articles are found in it says little: every query is made from a title.

use crate::steps::Outcome;
use serde_json::{Value, json};
use std::path::Path;

const WORDS: usize = 24_000;
const QUERIES: usize = 400;
const STOP: [&str; 24] = [
    "the", "a", "to", "of", "and", "in", "is", "you", "your", "for", "on", "with", "can", "how", "do", "if",
    "it", "this", "or", "be", "from", "are", "not", "when",
];
const ENDINGS: [&str; 8] = ["", "", "", "s", "s", "ed", "ing", "er"];

/// Writes the four files of a set.
pub(super) fn write(folder: &Path, articles: usize) -> Outcome<()> {
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let (articles, kinds) = made(articles);
    let [plain, typo, cut] = kinds;
    for (name, content) in [
        ("articles.json", articles),
        ("queries.json", plain),
        ("queries_typo.json", typo),
        ("queries_prefix.json", cut),
    ] {
        let file = folder.join(name);
        let text = serde_json::to_string(&content).map_err(|e| format!("{}: {e}", file.display()))?;
        std::fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    Ok(())
}

/// The articles, and the queries: plain, with a slip, with the last word cut.
fn made(count: usize) -> (Value, [Value; 3]) {
    let mut chance = Chance(0x5eed);
    let words: Vec<String> = (0..WORDS).map(|_| word(&mut chance)).collect();
    let language = Language { words, often: often() };
    let (mut articles, mut titles) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for number in 0..count {
        // What an article is about: a few words that come up again and again in it.
        let about: Vec<String> = (0..12).map(|_| language.rare_word(&mut chance)).collect();
        let length = 4 + chance.below(5);
        let title: Vec<String> = (0..length)
            .map(|_| if chance.below(3) == 0 { stop(&mut chance) } else { chance.pick(&about).clone() })
            .collect();
        let body: Vec<String> = (0..60 + chance.below(260))
            .map(|_| match chance.below(10) {
                0..4 => stop(&mut chance),
                4..6 => chance.pick(&about).clone() + ENDINGS[chance.below(ENDINGS.len())],
                _ => language.word(&mut chance) + ENDINGS[chance.below(ENDINGS.len())],
            })
            .collect();
        articles.push(json!({
            "id": format!("s{number}"), "title": title.join(" "), "body": sentences(&body),
            "category": format!("Topic {}", number % 24), "locale": "en",
        }));
        titles.push(title);
    }
    let mut kinds: [Vec<Value>; 3] = Default::default();
    for number in 0..QUERIES.min(count) {
        let article = number * count / QUERIES.min(count);
        let mut query: Vec<String> =
            titles[article].iter().filter(|word| word.len() > 3).take(4).cloned().collect();
        if query.is_empty() {
            query.clone_from(&titles[article]);
        }
        let relevant = [format!("s{article}")];
        let asked = |words: &[String]| json!({ "query": words.join(" "), "relevant": relevant });
        kinds[0].push(asked(&query));
        let which = chance.below(query.len());
        let mut slipped = query.clone();
        slipped[which] = slip(&query[which], &mut chance);
        kinds[1].push(asked(&slipped));
        if let Some(last) = query.last_mut() {
            last.truncate(3 + chance.below(last.len().saturating_sub(3).max(1)));
        }
        kinds[2].push(asked(&query));
    }
    (Value::Array(articles), kinds.map(Value::Array))
}

struct Language {
    words: Vec<String>,
    /// For each word, how often it or one before it comes, in parts of the last.
    often: Vec<f64>,
}

impl Language {
    fn word(&self, chance: &mut Chance) -> String {
        let at = self.often.last().copied().unwrap_or(1.0) * chance.share();
        self.words[self.often.partition_point(|sum| *sum < at).min(self.words.len() - 1)].clone()
    }

    /// A word that few articles are about.
    fn rare_word(&self, chance: &mut Chance) -> String {
        self.words[200 + chance.below(self.words.len() - 200)].clone()
    }
}

/// Zipf's law: the hundredth word comes a hundredth as often as the first.
fn often() -> Vec<f64> {
    let mut sum = 0.0;
    (0..WORDS)
        .map(|rank| {
            sum += 1.0 / (rank as f64 + 3.0);
            sum
        })
        .collect()
}

fn word(chance: &mut Chance) -> String {
    const BEGIN: [&str; 24] = [
        "b", "br", "c", "ch", "d", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr", "r", "s",
        "st", "t", "tr", "v", "w",
    ];
    const MIDDLE: [&str; 9] = ["a", "e", "i", "o", "u", "ea", "ou", "ai", "io"];
    const END: [&str; 8] = ["", "", "n", "r", "l", "t", "nd", "m"];
    (0..2 + chance.below(3))
        .map(|_| [*chance.pick(&BEGIN), *chance.pick(&MIDDLE), *chance.pick(&END)].concat())
        .collect()
}

fn stop(chance: &mut Chance) -> String {
    (*chance.pick(&STOP)).to_owned()
}

fn sentences(words: &[String]) -> String {
    words.chunks(12).map(|sentence| sentence.join(" ") + ". ").collect()
}

/// One slip of the finger, not in the first letter: two neighbours swapped, one left out, one doubled, one exchanged.
fn slip(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return word.to_owned();
    }
    let at = 1 + chance.below(letters.len() - 2);
    match chance.below(4) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = if letters[at] == 'e' { 'r' } else { 'e' },
    }
    letters.into_iter().collect()
}

/// Numbers that look like chance and are the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_set_comes_every_time() {
        let (one, other) = (made(300), made(300));
        assert_eq!(one, other);
        assert_eq!(one.0.as_array().map(Vec::len), Some(300));
    }

    #[test]
    fn every_kind_asks_for_an_article_that_is_there() {
        let (articles, kinds) = made(50);
        for kind in kinds {
            let kind = kind.as_array().expect("a list");
            assert_eq!(kind.len(), 50);
            for query in kind {
                assert!(query["query"].as_str().is_some_and(|text| !text.is_empty()));
                let wanted = &query["relevant"][0];
                assert!(articles.as_array().expect("a list").iter().any(|article| &article["id"] == wanted));
            }
        }
    }

    #[test]
    fn a_slip_keeps_the_first_letter_and_short_words() {
        let mut chance = Chance(1);
        for _ in 0..200 {
            let slipped = slip("parcel", &mut chance);
            assert!(slipped.starts_with('p') && (5..=7).contains(&slipped.len()), "{slipped}");
        }
        assert_eq!(slip("pay", &mut chance), "pay");
    }
}
