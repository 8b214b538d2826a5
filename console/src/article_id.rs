//! The id of a new article, made from its title.

/// The most characters of an article's id.
pub(crate) const MAX: usize = 100;

/// What is wrong with an id that was typed; none when it may be used.
pub(crate) fn fault(id: &str) -> Option<&'static str> {
    if id.is_empty() {
        Some("Give the article an id.")
    } else if id.chars().count() > MAX {
        Some("An id has at most 100 characters.")
    } else if !id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
        Some("An id has only letters a to z, digits, hyphens, underscores and full stops.")
    } else if id.chars().all(|c| c == '.') {
        Some("An id has at least one letter or digit.")
    } else {
        None
    }
}

/// An id from a title: `Wie ändere ich meine Adresse?` becomes `wie-aendere-ich-meine-adresse`.
/// Empty where the title has no letter that an id may have.
pub(crate) fn from_title(title: &str) -> String {
    let mut id = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => id.push(letter),
            '\'' | '’' => {}
            _ => match plain(letter) {
                Some(letters) => id.push_str(letters),
                None if !id.is_empty() && !id.ends_with('-') => id.push('-'),
                None => {}
            },
        }
        if id.len() >= 80 {
            break;
        }
    }
    id.trim_end_matches('-').to_owned()
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' | 'ø' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' => "a",
        'ç' | 'č' | 'ć' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' | 'ń' => "n",
        'ò' | 'ó' | 'ô' | 'õ' => "o",
        'ù' | 'ú' | 'û' | 'ů' => "u",
        'ł' => "l",
        'š' | 'ś' => "s",
        'ý' | 'ÿ' => "y",
        'ž' | 'ź' | 'ż' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_readable_ids() {
        let cases = [
            ("How do I return an item?", "how-do-i-return-an-item"),
            ("  Wie ändere ich meine Adresse?  ", "wie-aendere-ich-meine-adresse"),
            ("Can't log in — what now?", "cant-log-in-what-now"),
            ("100 % cotton", "100-cotton"),
            ("返品について", ""),
        ];
        for (title, id) in cases {
            assert_eq!(from_title(title), id);
        }
    }

    #[test]
    fn an_id_made_from_a_title_is_a_good_id() {
        for title in ["Très long ".repeat(60), "ß".repeat(300), "A".to_owned()] {
            assert_eq!(fault(&from_title(&title)), None, "{title}");
        }
    }

    #[test]
    fn ids_that_no_address_could_hold_are_refused() {
        for bad in ["", "a b", "ä", "a/b", "..", &"a".repeat(MAX + 1)] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
