//! Spelling: from a typed word to the spellings that the articles hold.

use crate::forms::letters;
use crate::ranking::Ranking;
use crate::words::LONGEST_WORD;

/// Fewest bytes of an unfinished word before longer words stand for it.
const SHORTEST_START: usize = 2;
/// Most words that one unfinished word may stand for.
const MOST_COMPLETIONS: usize = 64;
/// Most words that any other word may stand for.
const MOST_GROUPS: usize = 128;
/// Fewest bytes of a word that may take another ending.
const SHORTEST_STEM: usize = 3;
/// Fewest bytes of a part of a compound.
const SHORTEST_PART: usize = 4;
/// What may stand between the parts of a compound.
const LINKS: [&str; 6] = ["", "s", "n", "en", "es", "er"];

/// The number of the first spelling that is not before `word`.
fn first_from(ranking: &Ranking, word: &str) -> usize {
    let (mut low, mut high) = (0, ranking.spellings());
    while low < high {
        let middle = usize::midpoint(low, high);
        if ranking.form(middle) < word {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The group of a spelling.
pub(crate) fn find(ranking: &Ranking, word: &str) -> Option<u32> {
    let number = first_from(ranking, word);
    ranking.group_of(number).filter(|_| ranking.form(number) == word)
}

/// The groups of the words that begin with `start`.
pub(crate) fn complete(ranking: &Ranking, start: &str) -> Vec<u32> {
    let mut groups: Vec<u32> = Vec::new();
    if start.len() < SHORTEST_START {
        return groups;
    }
    for number in first_from(ranking, start)..ranking.spellings() {
        let form = ranking.form(number);
        if groups.len() == MOST_COMPLETIONS || !form.starts_with(start) {
            break;
        }
        if let Some(group) =
            ranking.group_of(number).filter(|&group| form != start && ranking.count(group) > 0)
            && !groups.contains(&group)
        {
            groups.push(group);
        }
    }
    groups
}

/// The group of a known word that differs from an unknown one in its ending alone.
pub(crate) fn other_ending(ranking: &Ranking, word: &str) -> Option<u32> {
    rebuilt(&ranking.endings, word, |stem, is_ending| {
        let from = first_from(ranking, stem)..ranking.spellings();
        let mut known = from.map_while(|number| Some((number, ranking.form(number).strip_prefix(stem)?)));
        known.find(|&(_, tail)| is_ending(tail)).and_then(|(number, _)| ranking.group_of(number))
    })
}

/// What `known` finds for the longest stem of a word to which the known words have an ending; `known` is given a
/// stem and what an ending is. Building uses it too, to leave out what asking can do without.
pub(crate) fn rebuilt<G>(
    endings: &[impl AsRef<str>],
    word: &str,
    known: impl Fn(&str, &dyn Fn(&str) -> bool) -> Option<G>,
) -> Option<G> {
    let is_ending = |tail: &str| tail.is_empty() || endings.iter().any(|ending| ending.as_ref() == tail);
    let cuts = (SHORTEST_STEM..=word.len()).rev().filter_map(|at| word.split_at_checked(at));
    for (stem, _) in cuts.filter(|(_, tail)| is_ending(tail)) {
        // "shipping" is "ship" with its last letter doubled.
        let mut before = stem.chars();
        let last = before.next_back();
        let undoubled = Some(before.as_str()).filter(|start| start.chars().next_back() == last);
        for stem in core::iter::once(stem).chain(undoubled) {
            if let Some(group) = known(stem, &is_ending) {
                return Some(group);
            }
        }
    }
    None
}

/// The groups of the two known words that an unknown one is made of, the more common ones where there are several.
pub(crate) fn split(ranking: &Ranking, word: &str) -> Vec<u32> {
    let known = |part: &str| find(ranking, part).filter(|&group| ranking.count(group) > 0);
    let mut best: (usize, Vec<u32>) = (0, Vec::new());
    for at in SHORTEST_PART..(word.len() + 1).saturating_sub(SHORTEST_PART) {
        let Some((head, tail)) = word.split_at_checked(at) else { continue };
        let Some(second) = known(tail).or_else(|| other_ending(ranking, tail)) else { continue };
        let heads = LINKS.iter().filter_map(|link| head.strip_suffix(link));
        for first in heads.filter(|head| head.len() >= SHORTEST_PART).filter_map(known) {
            let found = ranking.count(first).min(ranking.count(second));
            if found > best.0 {
                best = (found, vec![first, second]);
            }
        }
    }
    best.1
}

/// The groups of the compounds that begin or end with a word.
pub(crate) fn around(ranking: &Ranking, word: &str) -> Vec<u32> {
    let mut groups: Vec<u32> = Vec::new();
    if word.len() <= SHORTEST_PART {
        return groups;
    }
    let set = letters(word);
    for (number, &has) in ranking.forms.letters.iter().enumerate() {
        if set & !has == 0 {
            let form = ranking.form(number);
            if form.len() >= word.len() + SHORTEST_STEM && (form.ends_with(word) || form.starts_with(word)) {
                take_in(&mut groups, ranking.group_of(number).filter(|&group| ranking.count(group) > 0));
            }
        }
    }
    groups
}

/// The known words nearest to an unknown one.
#[derive(Debug, Default)]
pub(crate) struct Near {
    pub groups: Vec<u32>,
    /// How many slips away they are.
    pub slips: usize,
    /// The number of the spelling that stands in most articles.
    pub likeliest: Option<usize>,
}

/// Finds the known words nearest to an unknown one. An unfinished word is held against the beginnings of words.
pub(crate) fn correct(ranking: &Ranking, word: &str, is_unfinished: bool) -> Near {
    let spelled: Vec<char> = word.chars().collect();
    let most = match spelled.len() {
        0..=2 => return Near::default(),
        3..=7 => 1,
        _ => 2,
    };
    let set = letters(word);
    // A letter of three bytes sets two bits.
    let wide = if word.len() > spelled.len() * 2 { 2 } else { 1 };
    let mut near = Near { slips: most, ..Near::default() };
    let mut most_found = 0;
    for (number, &has) in ranking.forms.letters.iter().enumerate() {
        let (missing, added) = ((set & !has).count_ones() as usize, (has & !set).count_ones() as usize);
        if missing > near.slips * wide || (!is_unfinished && added > near.slips * wide) {
            continue;
        }
        let found = ranking.group_of(number).map_or(0, |group| ranking.count(group));
        let Some(slips) = slips(&spelled, ranking.form(number), near.slips, is_unfinished) else { continue };
        if found == 0 && ranking.group_of(number).is_none_or(|group| ranking.kin_of(group).next().is_none()) {
            continue;
        }
        if slips < near.slips {
            near = Near { slips, ..Near::default() };
            most_found = 0;
        }
        take_in(&mut near.groups, ranking.group_of(number));
        if found > most_found && !ranking.forms.is_unseen(number) {
            most_found = found;
            near.likeliest = Some(number);
        }
    }
    near
}

/// Adds a group that is not there yet, if there are not too many.
fn take_in(groups: &mut Vec<u32>, group: Option<u32>) {
    groups.extend(group.filter(|group| groups.len() < MOST_GROUPS && !groups.contains(group)));
}

/// How many letters were left out, added, changed or swapped between two words, if at most `most`; with
/// `is_start`, between the word and the nearest beginning of the other.
fn slips(word: &[char], other: &str, most: usize, is_start: bool) -> Option<usize> {
    const WIDTH: usize = LONGEST_WORD + 4;
    let width = word.len().min(WIDTH - 1);
    let mut before = [0_u8; WIDTH];
    let mut above = [0_u8; WIDTH];
    let mut row = [0_u8; WIDTH];
    for (at, cost) in above.iter_mut().enumerate() {
        *cost = at as u8;
    }
    let mut last = '\0';
    let mut nearest = usize::MAX;
    for (line, c) in other.chars().take(WIDTH * 2).enumerate() {
        row[0] = line as u8 + 1;
        let mut least = row[0];
        for (at, &letter) in word.iter().take(width).enumerate() {
            let mut cost = (above[at] + u8::from(letter != c)).min(above[at + 1] + 1).min(row[at] + 1);
            if at > 0 && line > 0 && letter == last && word[at - 1] == c {
                cost = cost.min(before[at - 1] + 1);
            }
            row[at + 1] = cost;
            least = least.min(cost);
        }
        if usize::from(least) > most {
            return Some(nearest).filter(|&cost| is_start && cost <= most);
        }
        nearest = if is_start { nearest.min(usize::from(row[width])) } else { usize::from(row[width]) };
        before = above;
        above = row;
        last = c;
    }
    Some(nearest).filter(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_one() {
        let from = |word: &str, other: &str| slips(&word.chars().collect::<Vec<_>>(), other, 2, false);
        assert_eq!(from("password", "password"), Some(0));
        assert_eq!(from("passwrod", "password"), Some(1));
        assert_eq!(from("pasword", "password"), Some(1));
        assert_eq!(from("oassword", "password"), Some(1));
        assert_eq!(from("passwords", "password"), Some(1));
        assert_eq!(from("account", "amount"), Some(2));
        assert_eq!(from("refund", "invoice"), None);
        assert_eq!(from("pass", "password"), None);
    }

    #[test]
    fn an_unfinished_word_is_held_against_beginnings() {
        let from = |word: &str, other: &str| slips(&word.chars().collect::<Vec<_>>(), other, 1, true);
        assert_eq!(from("pas", "password"), Some(0));
        assert_eq!(from("pssw", "password"), Some(1));
        assert_eq!(from("xyz", "password"), None);
    }
}
