//! What others wrote, put into a sentence of ours without turning it around: names and subjects may run in the other
//! direction, and may hold marks (such as U+202E) that reverse what follows.

/// Begins a stretch whose direction is its own.
const ISOLATE: char = '\u{2068}';
/// Ends it.
const POP: char = '\u{2069}';

/// The value without marks that turn text around; set apart where its direction may differ from the sentence's.
pub(super) fn isolate(value: &str, is_right_to_left: bool) -> String {
    let plain: String = value.chars().filter(|c| !is_turning(*c)).collect();
    if is_right_to_left || plain.chars().any(runs_right_to_left) {
        let mut apart = String::from(ISOLATE);
        apart.push_str(&plain);
        apart.push(POP);
        return apart;
    }
    plain
}

/// Embeddings, overrides and isolates, and what ends them.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Letters of Hebrew, Arabic and their kin.
fn runs_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_in_a_plain_sentence_stays_as_it_is() {
        assert_eq!(isolate("offer.pdf", false), "offer.pdf");
        assert_eq!(isolate("日本.pdf", false), "日本.pdf");
    }

    #[test]
    fn a_name_of_the_other_direction_is_set_apart() {
        assert_eq!(isolate("דנה", false), "\u{2068}דנה\u{2069}");
        assert_eq!(isolate("offer.pdf", true), "\u{2068}offer.pdf\u{2069}");
    }

    #[test]
    fn marks_that_turn_text_around_are_dropped() {
        assert_eq!(isolate("exe.\u{202E}fdp", false), "exe.fdp");
        assert_eq!(isolate("a\u{2069}\u{202E}b", true), "\u{2068}ab\u{2069}");
    }
}
