//! Signed identities: who a customer is, as the site's own server says in a JWT (RFC 7519).
//!
//! The key is the one that `kid` names, and it is taken for its own algorithm alone, so nothing in the token chooses how
//! it is checked. First the signature, then the claims; the time is the server's clock, with a minute of patience for
//! clocks that differ. Every refusal says what to change, and repeats nothing of the token but its times.

use helpnook_contract::field::{Email, FieldError, PersonName};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Header, Validation, decode, decode_header};
use serde_json::{Map, Value};

use crate::clock::Moment;
use crate::config::{IdentityConfig, IdentityKey};

/// The most bytes of a token.
const TOKEN_MAX: usize = 8 * 1024;
/// The most characters of a subject.
const SUBJECT_MAX: usize = 255;
/// How far clocks may differ, and how far ahead the end of an identity may be; in milliseconds.
const LEEWAY: i64 = 60_000;
const AHEAD: i64 = 15 * 60_000;
/// What becomes of a visitor who is not signed in at the site, where its code does not look: all of them would be one
/// customer, and read each other's tickets.
const NOBODY: [&str; 8] = ["0", "false", "null", "undefined", "None", "nil", "NaN", "[object Object]"];

/// A customer, as the site has signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The customer's lasting id at the site.
    pub subject: String,
    /// Where replies may go.
    pub email: Option<String>,
    /// How to address them.
    pub name: Option<String>,
    /// The key that signed it.
    pub kid: String,
}

/// Why an identity is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityFault {
    /// Its time is over; the site has to sign another one.
    Expired(String),
    /// Anything else.
    Refused(String),
}

fn refused<T>(why: impl Into<String>) -> Result<T, IdentityFault> {
    Err(IdentityFault::Refused(why.into()))
}

/// Checks a token.
///
/// # Errors
/// What is wrong with it.
pub fn check(token: &str, config: &IdentityConfig, now: Moment) -> Result<Identity, IdentityFault> {
    if token.len() > TOKEN_MAX {
        return refused(format!(
            "The identity has more than {TOKEN_MAX} bytes; leave out claims that are not needed."
        ));
    }
    if token.split('.').count() != 3 {
        return refused(
            "The identity is not a JWT: header, claims and signature in base64url with dots between them.",
        );
    }
    let key = key_of(token, config)?;
    let claims = signed_claims(token, key)?;
    within_time(&claims, now)?;
    for_us(&claims, &config.audience)?;
    let email = text_claim(&claims, "email", |text| Ok(Email::parse(text)?.as_str().to_owned()))?;
    let name = text_claim(&claims, "name", |text| Ok(PersonName::parse(text)?.as_str().to_owned()))?;
    Ok(Identity { subject: subject(&claims)?, email, name, kid: key.kid.clone() })
}

/// The key that the header names, if the header is made for it.
fn key_of<'a>(token: &str, config: &'a IdentityConfig) -> Result<&'a IdentityKey, IdentityFault> {
    let Ok(Header { alg, kid, crit, .. }) = decode_header(token) else {
        return refused(
            "The identity's header has to be JSON with `kid` and with `alg`: HS256, ES256 or EdDSA.",
        );
    };
    if crit.is_some() {
        return refused("The identity's header has `crit`, and nothing that it may name is known here.");
    }
    let Some(kid) = kid else {
        return refused("The identity's header has no `kid`, which names the key that it is signed with.");
    };
    let Some(key) = config.key(&kid) else {
        return refused(
            "The identity's `kid` is none of this server's keys: sign with a key of identity.keys, or add it there.",
        );
    };
    if alg != key.algorithm.library() {
        let name = key.algorithm.name();
        return refused(format!(
            "The identity's `alg` has to be {name}: for that is the key that its `kid` names."
        ));
    }
    Ok(key)
}

fn signed_claims(token: &str, key: &IdentityKey) -> Result<Map<String, Value>, IdentityFault> {
    let mut validation = Validation::new(key.algorithm.library());
    // The library has a clock of its own; what it would check is checked here.
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    match decode::<Map<String, Value>>(token, key.decoding(), &validation) {
        Ok(decoded) => Ok(decoded.claims),
        Err(error) if matches!(error.kind(), ErrorKind::Json(_) | ErrorKind::Utf8(_)) => {
            refused("The identity's claims are not a JSON object.")
        }
        Err(_) => refused(
            "The identity's signature is not one of the key that its `kid` names. Is it the same key, and is nothing \
             changed after signing? (An ES256 signature is two numbers of 32 bytes, not DER.)",
        ),
    }
}

fn within_time(claims: &Map<String, Value>, now: Moment) -> Result<(), IdentityFault> {
    let here = now.rfc3339();
    let Some(end) = time_claim(claims, "exp")? else {
        return refused(
            "The identity has no `exp`: when it ends, in seconds since 1970, at most 15 minutes ahead.",
        );
    };
    if end.0.saturating_add(LEEWAY) <= now.0 {
        let end = end.rfc3339();
        return Err(IdentityFault::Expired(format!(
            "The identity ended at {end}, and here it is {here}. Sign a new one for each page or each call."
        )));
    }
    if end.0 > now.0.saturating_add(AHEAD + LEEWAY) {
        return refused(format!(
            "The identity's `exp` is more than 15 minutes ahead of this server's clock, {here}."
        ));
    }
    for name in ["nbf", "iat"] {
        if time_claim(claims, name)?.is_some_and(|start| start.0 > now.0.saturating_add(LEEWAY)) {
            return refused(format!("The identity's `{name}` lies ahead of this server's clock, {here}."));
        }
    }
    Ok(())
}

fn for_us(claims: &Map<String, Value>, audience: &str) -> Result<(), IdentityFault> {
    let is_for_us = match claims.get("aud") {
        Some(Value::String(one)) => one == audience,
        Some(Value::Array(many)) => many.iter().any(|one| one == audience),
        _ => false,
    };
    if is_for_us {
        Ok(())
    } else {
        refused(format!("The identity's `aud` has to be, or contain, {audience:?}."))
    }
}

fn subject(claims: &Map<String, Value>) -> Result<String, IdentityFault> {
    let Some(Value::String(subject)) = claims.get("sub") else {
        return refused("The identity has no `sub`: the customer's lasting id at the site, as a text.");
    };
    let length = subject.chars().count();
    if !(1..=SUBJECT_MAX).contains(&length)
        || subject.trim().is_empty()
        || subject.chars().any(char::is_control)
    {
        return refused(format!(
            "The identity's `sub` must have 1 to {SUBJECT_MAX} characters, not only white space, and no control characters."
        ));
    }
    if NOBODY.contains(&subject.trim()) {
        return refused(
            "The identity's `sub` says that nobody is signed in at the site: then ask for no identity at all.",
        );
    }
    Ok(subject.clone())
}

fn text_claim(
    claims: &Map<String, Value>,
    name: &str,
    parse: impl Fn(&str) -> Result<String, FieldError>,
) -> Result<Option<String>, IdentityFault> {
    match claims.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if !text.contains('\0') => match parse(text) {
            Ok(text) => Ok(Some(text)),
            Err(error) => {
                let why = error.at("").detail;
                refused(format!("The identity's `{name}` {why}; leave it out where it is not known."))
            }
        },
        Some(_) => {
            refused(format!("The identity's `{name}` is not a text; leave it out where it is not known."))
        }
    }
}

/// Seconds since 1970, perhaps with a fraction.
fn time_claim(claims: &Map<String, Value>, name: &str) -> Result<Option<Moment>, IdentityFault> {
    match claims.get(name) {
        None => Ok(None),
        Some(value) => match value.as_f64() {
            // No time of a JWT is near the ends of this range, where the cast stops.
            Some(seconds) => Ok(Some(Moment((seconds * 1000.0) as i64))),
            None => refused(format!("The identity's `{name}` is not a number of seconds since 1970.")),
        },
    }
}
