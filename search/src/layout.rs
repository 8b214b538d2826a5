//! Layout: words typed with the keyboard set to another script, such as "зфыыцщкв" for "password".

use crate::ranking::Ranking;
use crate::spelling::{find, other_ending};

/// The letter keys of a Latin keyboard, and the same keys of others. A space stands for a key that is no letter there.
const LATIN: &str = "qwertyuiopasdfghjklzxcvbnm";
const OTHERS: [&str; 5] = [
    "йцукенгшщзфывапролдячсмить",
    "йцукенгшщзфівапролдячсмить",
    " ςερτυθιοπασδφγηξκλζχψωβνμ",
    "  קראטוןםפשדגכעיחלךזסבהנמצ",
    "ضصثقفغعهخحشسيبلاتنمئءؤر ىة",
];

/// From a hiragana to its katakana.
const KANA: u32 = 0x60;

/// The group of the known word that an unknown one becomes on the same keys of another keyboard.
pub(crate) fn other_layout(ranking: &Ranking, word: &str) -> Option<u32> {
    let known = |from: &str, to: &str| {
        let meant = retyped(word, from, to)?;
        find(ranking, &meant).or_else(|| other_ending(ranking, &meant))
    };
    if word.is_ascii() {
        OTHERS.iter().find_map(|other| known(LATIN, other))
    } else {
        OTHERS.iter().find_map(|other| known(other, LATIN))
    }
}

/// Japanese syllables as borrowed words are written in, of those that were typed and not converted.
pub(crate) fn other_kana(pair: &str) -> Option<String> {
    let borrowed = |c: char| ('ぁ'..='ゖ').contains(&c).then(|| char::from_u32(c as u32 + KANA)).flatten();
    let changes = pair.chars().any(|c| borrowed(c).is_some());
    changes.then(|| pair.chars().map(|c| borrowed(c).unwrap_or(c)).collect())
}

fn retyped(word: &str, from: &str, to: &str) -> Option<String> {
    let key = |c: char| {
        let at = from.chars().position(|key| key == c && key != ' ')?;
        to.chars().nth(at).filter(|&key| key != ' ')
    };
    // A final sigma is folded like any other.
    word.chars().map(|c| key(c).map(|c| if c == 'ς' { 'σ' } else { c })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hiragana_becomes_katakana_and_nothing_else_changes() {
        assert_eq!(other_kana("すわ").as_deref(), Some("スワ"));
        assert_eq!(other_kana("わー").as_deref(), Some("ワー"));
        assert_eq!(other_kana("スワ"), None);
        assert_eq!(other_kana("返品"), None);
    }

    #[test]
    fn the_same_keys_give_the_other_script() {
        assert_eq!(retyped("зфыыцщкв", OTHERS[0], LATIN).as_deref(), Some("password"));
        assert_eq!(retyped("gfhjkm", LATIN, OTHERS[0]).as_deref(), Some("пароль"));
        assert_eq!(retyped("κωδ1", OTHERS[2], LATIN), None);
    }

    #[test]
    fn every_keyboard_has_as_many_keys() {
        for other in OTHERS {
            assert_eq!(other.chars().count(), LATIN.chars().count(), "{other}");
        }
    }
}
