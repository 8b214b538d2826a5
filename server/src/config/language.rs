//! Language tags (BCP 47), as far as a site needs them: language, script, region, variants.

/// The tag in its usual letters (`de-at` becomes `de-AT`), or `None` when it is no language tag.
pub fn canonical_language(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let is_language = (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphabetic());
    if !is_language {
        return None;
    }
    let mut canonical = language.to_ascii_lowercase();
    for part in parts {
        let is_part = (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if !is_part {
            return None;
        }
        canonical.push('-');
        match part.len() {
            2 => canonical.push_str(&part.to_ascii_uppercase()),
            4 if !part.starts_with(|c: char| c.is_ascii_digit()) => {
                canonical.push_str(&part[..1].to_ascii_uppercase());
                canonical.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => canonical.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_get_their_usual_letters() {
        assert_eq!(canonical_language("de-at").as_deref(), Some("de-AT"));
        assert_eq!(canonical_language("ZH-hant-tw").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(canonical_language("sl-1994").as_deref(), Some("sl-1994"));
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for wrong in ["", "english", "e", "de_DE", "de-", "de-A", "d3", "../en"] {
            assert_eq!(canonical_language(wrong), None, "{wrong}");
        }
    }
}
