//! Words: cuts a text into the units that are looked up, the same way when an index is made and when it is asked.
//!
//! Spaced scripts give words, and for joined spellings (`wi-fi`, `E-1042`, `2.4.1`) the parts and the whole.
//! Scripts without spaces give pairs of characters. No dictionary, and nothing of the browser's own
//! segmenter, because browsers differ and the index could then not be trusted.

use crate::fold::fold_char;

/// Longest word that is kept, in bytes of its folded form; what follows is cut off.
pub(crate) const LONGEST_WORD: usize = 60;
/// Longest joined spelling that is also kept whole, in parts.
const JOINED_PARTS: usize = 4;
/// A joined spelling whose parts all have this many bytes is not kept whole: written in one, it is found by them.
const LONG_PART: usize = 4;

/// How a character takes part in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    /// Not part of any word.
    Gap,
    /// A letter or digit of a script with spaces.
    Letter,
    /// Chinese characters, also in Japanese.
    Han,
    /// Japanese syllables that mostly bind words.
    Hiragana,
    /// Korean, Thai, Lao, Khmer, Burmese, and the Japanese syllables of borrowed words.
    Dense,
}

/// The class of a character, by compact ranges of our own.
pub(crate) fn class(c: char) -> Class {
    match c as u32 {
        0x30..=0x39 | 0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xB5 | 0xBA | 0xC0..=0xD6 | 0xD8..=0xF6 => {
            Class::Letter
        }
        0..=0xF7 | 0x2000..=0x2BFF | 0x2E00..=0x2E7F | 0xE000..=0xF8FF => Class::Gap,
        0x37E | 0x387 | 0x55A..=0x55F | 0x589..=0x58A | 0x5BE | 0x5C0 | 0x5C3 | 0x5F3..=0x5F4 => Class::Gap,
        0x600..=0x61F | 0x66A..=0x66D | 0x6D4 | 0x700..=0x70F | 0x964..=0x965 | 0x10FB => Class::Gap,
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x1100..=0x11FF | 0xAC00..=0xD7AF => Class::Dense,
        0x3005..=0x3007 | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => Class::Han,
        0x3041..=0x309F => Class::Hiragana,
        0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => Class::Dense,
        0xFF10..=0xFF19 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A => Class::Letter,
        0x3000..=0x33FF | 0xFE00..=0xFE6F | 0xFF00..=0xFFFF | 0x1F000..=0x1FFFF | 0xE0000.. => Class::Gap,
        _ => Class::Letter,
    }
}

/// One unit of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word<'a> {
    /// Folded form.
    pub text: &'a str,
    /// Where it stands in the text, in bytes.
    pub start: usize,
    /// Its end, in bytes.
    pub end: usize,
    /// Its number among the words of the text; a whole and its first part share one.
    pub place: usize,
    /// True for the whole of a joined spelling, whose parts are given as well.
    pub is_whole: bool,
    /// True for a pair of characters of a script without spaces.
    pub is_pair: bool,
}

/// Calls `found` for every word of `text`, in order.
pub(crate) fn each_word(text: &str, mut found: impl FnMut(Word<'_>)) {
    cut(text, &mut found);
}

fn cut(text: &str, found: &mut dyn FnMut(Word<'_>)) {
    let mut place = 0;
    let mut rest = text.char_indices().peekable();
    let mut word = String::new();
    while let Some(&(start, c)) = rest.peek() {
        match class(c) {
            Class::Gap => {
                rest.next();
            }
            Class::Letter => {
                let end = run_end(text, start, |c| class(c) == Class::Letter || is_mark(c));
                let joined_end = joined(text, start, end);
                spaced(text, start, joined_end, &mut place, &mut word, found);
                while rest.peek().is_some_and(|&(at, _)| at < joined_end) {
                    rest.next();
                }
            }
            _ => {
                let end = run_end(text, start, |c| !matches!(class(c), Class::Gap | Class::Letter));
                pairs(text, start, end, &mut place, &mut word, found);
                while rest.peek().is_some_and(|&(at, _)| at < end) {
                    rest.next();
                }
            }
        }
    }
}

/// A mark that changes the letter before it and is folded away.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0xAD | 0x200B..=0x200D | 0x64B..=0x652)
}

fn run_end(text: &str, start: usize, belongs: impl Fn(char) -> bool) -> usize {
    let tail = text.get(start..).unwrap_or("");
    tail.char_indices().find(|&(_, c)| !belongs(c)).map_or(text.len(), |(at, _)| start + at)
}

/// Is this a sign that may stand inside one spelling (`log-in`, `2.4`, `it's`, `user_id`)?
fn joins(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | '\'' | '’' | '‘' | '‐' | '‑' | '&' | '@' | '/')
}

/// The end of a joined spelling that starts with the run `start..end`.
fn joined(text: &str, start: usize, mut end: usize) -> usize {
    loop {
        let mut tail = text.get(end..).unwrap_or("").chars();
        let Some(sign) = tail.next() else { return end };
        if (sign == '+' || sign == '#') && end - start == 1 {
            return run_end(text, end, |c| c == sign);
        }
        if !joins(sign) || tail.next().is_none_or(|c| class(c) != Class::Letter) {
            return end;
        }
        let next = end + sign.len_utf8();
        end = run_end(text, next, |c| class(c) == Class::Letter || is_mark(c));
    }
}

/// Cuts one joined spelling into its parts, and gives the whole as well where people write it in one.
fn spaced(
    text: &str,
    start: usize,
    end: usize,
    place: &mut usize,
    word: &mut String,
    found: &mut dyn FnMut(Word<'_>),
) {
    let Some(spelling) = text.get(start..end) else { return };
    let first_place = *place;
    let (mut whole, mut parts, mut is_kept_whole, mut has_short) = (String::new(), 0, true, false);
    let mut at = start;
    let mut before: Option<char> = None;
    for part in spelling.split(joins) {
        let (from, to) = (at, at + part.len());
        let sign = text.get(to..).and_then(|tail| tail.chars().next());
        at = to + sign.map_or(0, char::len_utf8);
        let is_apostrophe = |c: Option<char>| matches!(c, Some('\'' | '’' | '‘'));
        fold_into(part, word);
        if is_apostrophe(before) && parts > 0 && matches!(word.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m")
        {
            before = sign;
            continue;
        }
        is_kept_whole &= match before {
            None | Some('-' | '_' | '‐' | '‑') => true,
            Some('.') => word.bytes().next().is_some_and(|b| b.is_ascii_digit()),
            Some('\'' | '’' | '‘') => word == "t",
            Some('&') => whole.len() == 1 && word.len() == 1,
            Some(_) => false,
        };
        if whole.len() + word.len() <= LONGEST_WORD {
            whole.push_str(word);
        } else {
            is_kept_whole = false;
        }
        parts += 1;
        has_short |= word.len() < LONG_PART || word.bytes().any(|byte| byte.is_ascii_digit());
        let is_cut_negation = is_apostrophe(before) && word == "t";
        if !word.is_empty() && !is_cut_negation {
            found(Word { text: word, start: from, end: to, place: *place, is_whole: false, is_pair: false });
            *place += 1;
        }
        before = sign;
    }
    if is_kept_whole && has_short && (2..=JOINED_PARTS).contains(&parts) {
        found(Word { text: &whole, start, end, place: first_place, is_whole: true, is_pair: false });
    }
}

fn fold_into(part: &str, word: &mut String) {
    word.clear();
    for c in part.chars() {
        fold_char(c, word);
        if word.len() >= LONGEST_WORD {
            break;
        }
    }
}

/// Cuts a run of characters without spaces into overlapping pairs; a single character stands alone.
fn pairs(
    text: &str,
    start: usize,
    end: usize,
    place: &mut usize,
    word: &mut String,
    found: &mut dyn FnMut(Word<'_>),
) {
    let run = text.get(start..end).unwrap_or("");
    let mut last: Option<(usize, char)> = None;
    let mut is_alone = true;
    for (at, c) in run.char_indices() {
        if let Some((from, before)) = last {
            word.clear();
            fold_char(before, word);
            fold_char(c, word);
            let to = start + at + c.len_utf8();
            found(Word { text: word, start: from, end: to, place: *place, is_whole: false, is_pair: true });
            *place += 1;
            is_alone = false;
        }
        last = Some((start + at, c));
    }
    if let (true, Some((from, c))) = (is_alone, last) {
        word.clear();
        fold_char(c, word);
        found(Word { text: word, start: from, end, place: *place, is_whole: false, is_pair: true });
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        each_word(text, |word| {
            assert!(text.get(word.start..word.end).is_some(), "{word:?} does not lie in {text:?}");
            out.push(word.text.to_owned());
        });
        out
    }

    #[test]
    fn sentences_are_cut_at_spaces_and_signs() {
        assert_eq!(words("How do I reset my  password?!"), ["how", "do", "i", "reset", "my", "password"]);
    }

    #[test]
    fn joined_spellings_are_kept_in_parts_and_whole() {
        assert_eq!(words("Wi-Fi log-in"), ["wi", "fi", "wifi", "log", "in", "login"]);
        assert_eq!(words("error E-1042"), ["error", "e", "1042", "e1042"]);
        assert_eq!(words("version 2.4.1."), ["version", "2", "4", "1", "241"]);
    }

    #[test]
    fn elisions_and_possessives_leave_the_word() {
        assert_eq!(words("l’adresse d'un compte"), ["l", "adresse", "d", "un", "compte"]);
        assert_eq!(words("the shop's owner can't"), ["the", "shop", "owner", "can", "cant"]);
    }

    #[test]
    fn names_of_languages_keep_their_signs() {
        assert_eq!(words("c++ and C#"), ["c++", "and", "c#"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(words("返品する"), ["返品", "品す", "する"]);
        assert_eq!(words("我 IPhone 退款"), ["我", "iphone", "退款"]);
    }

    #[test]
    fn strange_text_is_cut_without_harm() {
        for text in [
            "",
            "'",
            "--",
            "a-",
            "-a",
            "a'",
            "\u{301}",
            "e\u{301}-\u{301}",
            "ﾞ",
            "🦀🦀",
            "a\u{0}b",
            "x.y.z.w.v.u",
        ] {
            words(text);
        }
        assert_eq!(words(&"a".repeat(500)), ["a".repeat(LONGEST_WORD)]);
    }
}
