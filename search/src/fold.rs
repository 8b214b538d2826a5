//! Folding: what makes two spellings of a word the same before anything else is looked at.
//!
//! Case, accents, full and half width. The tables are ours and small, because the index and the customer's
//! browser must agree on every character and the general Unicode tables would weigh more than the engine.

/// Base letters of U+00C0 to U+017F. A space means "see [`expansion`]".
const LATIN: &[u8; 192] = b"aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkkkllllllllllnnnnnnnnnoooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+1E00 to U+1EFF, the block that Vietnamese and transliterations use.
const LATIN_MORE: &[u8; 256] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyassssd\
aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

/// Full-width katakana of the half-width letters U+FF66 to U+FF9D.
const HALF_KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Letters that become more than one.
fn expansion(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ĳ' | 'Ĳ' => "ij",
        _ => return None,
    })
}

/// Appends the folded form of one character to `out`; nothing for accents that stand alone.
pub(crate) fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    let code = c as u32;
    if let Some(several) = expansion(c) {
        out.push_str(several);
        return;
    }
    let folded = match code {
        0xC0..=0x17F => match LATIN.get((code - 0xC0) as usize) {
            Some(b' ') | None => c,
            Some(&base) => base as char,
        },
        0x1A0 | 0x1A1 => 'o',
        0x1AF | 0x1B0 => 'u',
        0x1CD | 0x1CE => 'a',
        0x218 | 0x219 => 's',
        0x21A | 0x21B => 't',
        0x1E00..=0x1EFF => LATIN_MORE.get((code - 0x1E00) as usize).map_or(c, |&base| base as char),
        0x300..=0x36F | 0xAD | 0x200B..=0x200D | 0xFEFF | 0x64B..=0x652 => return,
        0x2018 | 0x2019 | 0x2BC | 0x60 | 0xB4 => '\'',
        0x2010..=0x2014 => '-',
        0x386 | 0x3AC => 'α',
        0x388 | 0x3AD => 'ε',
        0x389 | 0x3AE => 'η',
        0x38A | 0x3AA | 0x3AF | 0x3CA | 0x390 => 'ι',
        0x38C | 0x3CC => 'ο',
        0x38E | 0x3AB | 0x3CD | 0x3CB | 0x3B0 => 'υ',
        0x38F | 0x3CE => 'ω',
        0x3C2 => 'σ',
        0x391..=0x3A9 => shifted(code, 0x20, c),
        0x401 | 0x451 => 'е',
        0x410..=0x42F => shifted(code, 0x20, c),
        0x400..=0x40F => shifted(code, 0x50, c),
        0x531..=0x556 => shifted(code, 0x30, c),
        0xFF01..=0xFF5E => {
            let narrow = char::from_u32(code - 0xFEE0).unwrap_or(c);
            narrow.to_ascii_lowercase()
        }
        0x3000 => ' ',
        0xFF66..=0xFF9D => HALF_KATAKANA.chars().nth((code - 0xFF66) as usize).unwrap_or(c),
        0xFF9E | 0xFF9F | 0x3099 | 0x309A => {
            voice_last(code == 0xFF9E || code == 0x3099, out);
            return;
        }
        _ => c,
    };
    out.push(folded);
}

fn shifted(code: u32, by: u32, otherwise: char) -> char {
    char::from_u32(code + by).unwrap_or(otherwise)
}

/// Joins a voice mark that stands alone with the kana before it: カ and ﾞ are ガ.
fn voice_last(is_dakuten: bool, out: &mut String) {
    let Some(last) = out.chars().next_back() else { return };
    let takes_it = if is_dakuten {
        matches!(last, 'か'..='ち' | 'カ'..='チ' | 'つ'..='と' | 'ツ'..='ト' | 'は'..='ほ' | 'ハ'..='ホ')
    } else {
        matches!(last, 'は'..='ほ' | 'ハ'..='ホ')
    };
    if takes_it {
        out.pop();
        out.push(shifted(last as u32, if is_dakuten { 1 } else { 2 }, last));
    }
}

/// The folded form of a whole text.
#[cfg(any(test, feature = "build"))]
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fold("ÀÉÎÕÜ çñ Žšř Ệỗ"), "aeiou cn zsr eo");
        assert_eq!(fold("Straße ŒUVRE Æsop ĳs"), "strasse oeuvre aesop ijs");
        assert_eq!(fold("Ünïcode e\u{301}"), "unicode e");
    }

    #[test]
    fn every_latin_letter_folds_to_its_own_base() {
        for (accented, base) in "Ąą Ćć Ďď Ęę Ğğ Ĥĥ Įį Ĵĵ Ķķ Łł Ńń Őő Ŕŕ Şş Ťť Ůů Ŵŵ Ŷŷ Żż Ọọ Ạạ Ỹỹ Ḍḍ"
            .split(' ')
            .zip("a c d e g h i j k l n o r s t u w y z o a y d".split(' '))
        {
            assert_eq!(fold(accented), base.repeat(2), "{accented}");
        }
    }

    #[test]
    fn greek_and_cyrillic_fold_too() {
        assert_eq!(fold("ΆΛΦΑ Ώρα Οδός"), "αλφα ωρα οδοσ");
        assert_eq!(fold("Ёлка ЖЂ"), "елка жђ");
    }

    #[test]
    fn width_does_not_matter() {
        assert_eq!(fold("ＡＢＣ１２　ｶﾞｽﾊﾟ"), "abc12 ガスパ");
    }
}
