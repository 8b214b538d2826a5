//! Romanised: words of Cyrillic and Greek articles typed in Latin letters, such as "parol" for "пароль".

/// What Latin letters stand for, in pairs; longer ones come before shorter ones.
const CYRILLIC: &str = "shch щ zh ж kh х ts ц ch ч sh ш yu ю ju ю ya я ja я yo е ye е a а b б c ц d д e е f ф g г h х i и j й k к l л m м \
n н o о p п r р s с t т u у v в w в x х y ы z з";
const GREEK: &str = "th θ ch χ ps ψ ks ξ ou ου a α b β c κ d δ e ε f φ g γ h η i ι j ι k κ l λ m μ n ν o ο p π r ρ s σ t τ u υ v β w ω \
x ξ y υ z ζ";

/// A word in the script of a language, if that is Cyrillic or Greek and the word is written in Latin letters alone.
pub(crate) fn native(language: &str, word: &str) -> Option<String> {
    let primary = language.get(..2)?;
    let table = match primary {
        "el" => GREEK,
        "ru" | "uk" | "be" | "bg" | "sr" | "mk" => CYRILLIC,
        _ => return None,
    };
    let (mut rest, mut out) = (word, String::new());
    while !rest.is_empty() {
        let mut pairs = table.split(' ');
        let (tail, letters) = loop {
            let (latin, letters) = (pairs.next()?, pairs.next()?);
            if let Some(tail) = rest.strip_prefix(latin) {
                break (tail, letters);
            }
        };
        out.push_str(match (primary, letters) {
            ("uk" | "be", "и") => "і",
            ("uk", "ы") => "и",
            _ => letters,
        });
        rest = tail;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_are_read_in_the_script_of_the_articles() {
        assert_eq!(native("ru", "privet").as_deref(), Some("привет"));
        assert_eq!(native("ru-RU", "vozvrashchenie").as_deref(), Some("возвращение"));
        assert_eq!(native("uk", "pidtrymka").as_deref(), Some("підтримка"));
        assert_eq!(native("el", "kodikos").as_deref(), Some("κοδικοσ"));
    }

    #[test]
    fn other_words_and_languages_are_left_alone() {
        assert_eq!(native("en", "privet"), None);
        assert_eq!(native("ru", "e1042"), None);
        assert_eq!(native("ru", "größe"), None);
    }
}
