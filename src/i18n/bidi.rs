//! What others wrote, put into a sentence of ours without turning it around: names and subjects may run in the other
//! direction, and may hold marks (such as U+202E) that reverse what follows.

/// Begins a stretch whose direction is its own.
const ISOLATE: char = '\u{2068}';
/// Ends it.
const POP: char = '\u{2069}';

/// The value without marks that would turn around what follows it; set apart where its direction may differ from the
/// sentence's.
pub(super) fn isolate(value: &str, is_right_to_left: bool) -> String {
    let plain = contained(value);
    if is_right_to_left || plain.chars().any(runs_right_to_left) {
        let mut apart = String::from(ISOLATE);
        apart.push_str(&plain);
        apart.push(POP);
        return apart;
    }
    plain
}

/// Without embeddings and overrides; isolates end within, and none is ended that began outside.
fn contained(value: &str) -> String {
    let mut open = 0;
    let mut contained = String::new();
    for c in value.chars() {
        match c {
            '\u{202A}'..='\u{202E}' => continue,
            '\u{2066}'..=ISOLATE => open += 1,
            POP if open == 0 => continue,
            POP => open -= 1,
            _ => {}
        }
        contained.push(c);
    }
    contained.extend(std::iter::repeat_n(POP, open));
    contained
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

    #[test]
    fn what_was_set_apart_stays_so_within_a_sentence() {
        let list = [isolate("png", true), isolate("pdf", true)].join(" و");
        assert_eq!(isolate(&list, true), "\u{2068}\u{2068}png\u{2069} و\u{2068}pdf\u{2069}\u{2069}");
        assert_eq!(isolate("\u{2067}open", false), "\u{2067}open\u{2069}");
    }
}
