//! Signed identities, as far as the widget reads them.

use serde::Deserialize;

use helpnook_browser_json as json;

/// Whom a signed identity names: the `sub` in the payload of a JWT (RFC 7519). The backend alone checks its signature;
/// here it only tells whether a session that the device keeps is theirs.
pub(super) fn subject_of(identity: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Claims {
        sub: String,
    }
    let text = String::from_utf8(from_base64url(identity.split('.').nth(1)?)?).ok()?;
    json::from_text::<Claims>(&text).map(|claims| claims.sub)
}

/// RFC 4648, 5, without padding.
fn from_base64url(text: &str) -> Option<Vec<u8>> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for digit in text.bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_tells_whom_it_names() {
        // {"sub":"customer-7 ✓"}
        let identity = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXN0b21lci03IOKckyJ9.c2lnbmF0dXJl";
        assert_eq!(subject_of(identity).as_deref(), Some("customer-7 ✓"));
        for wrong in ["", "a.b.c", "eyJhbGciOiJIUzI1NiJ9", "x.eyJuYW1lIjoiRXZlIn0.y", "x.=.y", "x.gICA.y"] {
            assert_eq!(subject_of(wrong), None, "{wrong}");
        }
    }
}
