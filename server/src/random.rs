//! The only randomness: identifiers, keys and references, all from the operating system.

/// Crockford's base 32 in lower case: sorts as the numbers do, and has no `i`, `l`, `o`, `u`.
const BASE32: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Random bytes.
///
/// # Panics
/// When the operating system has no randomness to give: nothing that is safe can be done without.
#[expect(clippy::expect_used, reason = "a guessable key would be worse than no reply")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// `prefix` and 128 random bits in base 32: 26 characters.
pub fn id(prefix: &str) -> String {
    written(prefix, u128::from_be_bytes(bytes()))
}

/// `prefix` and 128 bits in base 32: 26 characters.
pub fn written(prefix: &str, bits: u128) -> String {
    [prefix, &base32(bits, 26)].concat()
}

/// A message's id: sorts by `milliseconds`, then by `ordinal` (at most 1,048,575 messages in one
/// millisecond), and ends with 65 random bits.
pub fn message_id(milliseconds: i64, ordinal: i64) -> String {
    let time = base32(u128::try_from(milliseconds).unwrap_or(0), 10);
    let ordinal = base32(u128::try_from(ordinal).unwrap_or(0), 4);
    ["msg_", &time, &ordinal, &base32(u128::from_be_bytes(bytes()), 13)].concat()
}

/// A number below `bound`, each as likely as any other.
pub fn below(bound: u8) -> u8 {
    let fair = u8::MAX - u8::MAX % bound;
    loop {
        let [byte] = bytes();
        if byte < fair {
            return byte % bound;
        }
    }
}

/// The lowest bits of a number, five to a character.
fn base32(bits: u128, characters: u32) -> String {
    (0..characters)
        .rev()
        .map(|place| char::from(BASE32[usize::from((bits.checked_shr(place * 5).unwrap_or(0) & 31) as u8)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_128_bits_and_differ() {
        let [one, other] = [id("tkt_"), id("tkt_")];
        assert_eq!(one.len(), 30);
        assert_ne!(one, other);
    }

    #[test]
    fn messages_sort_by_time_then_by_ordinal() {
        let ids = [message_id(5, 9), message_id(1_700_000_000_000, 1), message_id(1_700_000_000_000, 2)];
        assert!(ids.is_sorted());
    }
}
