//! A ticket's reference for people: `HN-7F3K-92`.
//!
//! Five random characters and a check character, each one of the 31 that are not taken for
//! another (no `0`, `O`, `1`, `I`, `L`). With the places 1 to 5 and each character's place in the
//! alphabet as its value, the check character's value is the sum of place times value, modulo 31.
//! As 31 is prime, it catches every single wrong character and every two that changed places.

use crate::random;

const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// A new reference. May be taken already: the store makes another then.
pub fn new_reference() -> String {
    let values: [u8; 5] = std::array::from_fn(|_| random::below(31));
    write(values)
}

/// Whether a reference can be one, as typed by a person: case and hyphens do not count.
pub fn is_reference(text: &str) -> bool {
    let typed: Vec<u8> =
        text.bytes().filter(|byte| *byte != b'-').map(|byte| byte.to_ascii_uppercase()).collect();
    let Some(digits) = typed.strip_prefix(b"HN") else { return false };
    let values: Option<Vec<u8>> = digits.iter().map(|digit| value(*digit)).collect();
    match values.as_deref() {
        Some([a, b, c, d, e, check]) => check_value([*a, *b, *c, *d, *e]) == *check,
        _ => false,
    }
}

fn write(values: [u8; 5]) -> String {
    let [a, b, c, d, e] = values.map(letter);
    let check = letter(check_value(values));
    ['H', 'N', '-', a, b, c, d, '-', e, check].into_iter().collect()
}

fn check_value(values: [u8; 5]) -> u8 {
    let sum: u16 = (1..).zip(values).map(|(place, value): (u16, u8)| place * u16::from(value)).sum();
    (sum % 31) as u8
}

fn letter(value: u8) -> char {
    char::from(ALPHABET[usize::from(value)])
}

fn value(letter: u8) -> Option<u8> {
    ALPHABET.iter().position(|each| *each == letter).and_then(|place| u8::try_from(place).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_new_reference_checks() {
        for _ in 0..200 {
            let reference = new_reference();
            assert!(is_reference(&reference), "{reference}");
            assert!(is_reference(&reference.to_lowercase().replace('-', "")));
        }
    }

    #[test]
    fn a_wrong_character_and_two_changed_places_are_caught() {
        let values = [3, 30, 0, 17, 8];
        let check = check_value(values);
        for place in 0..5 {
            for wrong in (0..31).filter(|wrong| *wrong != values[place]) {
                let mut typed = values;
                typed[place] = wrong;
                assert_ne!(check_value(typed), check);
            }
            for other in place + 1..5 {
                let mut typed = values;
                typed.swap(place, other);
                assert_ne!(check_value(typed), check);
            }
        }
    }
}
