//! `identity`: by which keys a site signs its customers in.
//!
//! ```toml
//! [identity]
//! audience = "helpnook"
//!
//! [[identity.keys]]
//! kid = "2026"
//! algorithm = "ES256"
//! public_key_file = "helpnook-2026.pub.pem"
//! ```
//!
//! A secret is never shown, so no fault here tells what was given, only where it stands and what is wrong with it.

use jsonwebtoken::{Algorithm, DecodingKey};

use super::Config;
use super::fault::{Misplaced, Refusal};
use super::given::Given;
use super::site::quoted;

/// What `identity.keys` takes.
pub(super) const ALLOWED: &str = "tables { kid = \"…\", algorithm = \"HS256\", \"ES256\" or \"EdDSA\", … } with exactly one of secret \
     and secret_file (HS256; 32 bytes or more) or of public_key and public_key_file (ES256, EdDSA; PEM); kid of 1 to 100 \
     visible ASCII characters, each once";
/// HMAC with SHA-256 takes a key of at least as many bytes as its hash has (RFC 7518, 3.2).
const SECRET_LEAST: usize = 32;
const KEYS_MAX: usize = 20;

/// How a site signs its customers in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityConfig {
    /// What `aud` has to be or contain.
    pub audience: String,
    /// By which keys. Empty: it does not.
    pub keys: Vec<IdentityKey>,
}

impl Default for IdentityConfig {
    fn default() -> Self {
        Self { audience: "helpnook".to_owned(), keys: Vec::new() }
    }
}

impl IdentityConfig {
    /// The key of this name.
    pub fn key(&self, kid: &str) -> Option<&IdentityKey> {
        self.keys.iter().find(|key| key.kid == kid)
    }
}

/// A key that signatures are checked by. Its `Debug` does not show it.
#[derive(Clone, Debug)]
pub struct IdentityKey {
    /// Its name, as it stands in the header of what it signed.
    pub kid: String,
    /// The only algorithm that it is taken for.
    pub algorithm: IdentityAlgorithm,
    key: DecodingKey,
}

impl IdentityKey {
    /// What signatures are checked by.
    pub fn decoding(&self) -> &DecodingKey {
        &self.key
    }
}

impl PartialEq for IdentityKey {
    fn eq(&self, other: &Self) -> bool {
        let bytes = |key: &Self| key.key.try_get_as_bytes().ok().map(<[u8]>::to_vec);
        (&self.kid, self.algorithm) == (&other.kid, other.algorithm) && bytes(self) == bytes(other)
    }
}

impl Eq for IdentityKey {}

/// How something is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityAlgorithm {
    /// HMAC with SHA-256: one secret for both sides.
    Hs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl IdentityAlgorithm {
    const ALL: [Self; 3] = [Self::Hs256, Self::Es256, Self::EdDsa];

    /// Its name, as it stands in a header (RFC 7518, RFC 8037).
    pub fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The same for the library.
    pub fn library(self) -> Algorithm {
        match self {
            Self::Hs256 => Algorithm::HS256,
            Self::Es256 => Algorithm::ES256,
            Self::EdDsa => Algorithm::EdDSA,
        }
    }
}

/// `identity.keys`.
pub(super) fn set_keys(config: &mut Config, given: &Given) -> Result<(), Refusal> {
    let tables = given.tables().ok_or_else(|| Refusal::Part("it is not a list of tables".to_owned()))?;
    if tables.len() > KEYS_MAX {
        return Err(Refusal::Part(format!("there are {} keys; at most {KEYS_MAX} are taken", tables.len())));
    }
    let mut keys: Vec<IdentityKey> = Vec::new();
    let mut faults = Vec::new();
    for (number, table) in tables.iter().enumerate() {
        let mut fault = |what| faults.push(Misplaced { key: String::new(), item: Some(number), what });
        match read_key(table) {
            Ok(key) if keys.iter().any(|other| other.kid == key.kid) => {
                fault(format!("the kid {:?} stands there twice", key.kid));
            }
            Ok(key) => keys.push(key),
            Err(what) => fault(what),
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Misplaced(faults));
    }
    config.identity.keys = keys;
    Ok(())
}

/// `identity.keys` as TOML, without the keys themselves.
pub(super) fn show_keys(config: &Config) -> String {
    let shown = |key: &IdentityKey| {
        format!("{{ kid = {}, algorithm = {} }}", quoted(&key.kid), quoted(key.algorithm.name()))
    };
    format!("[{}]", config.identity.keys.iter().map(shown).collect::<Vec<_>>().join(", "))
}

fn read_key(table: &[(String, Given)]) -> Result<IdentityKey, String> {
    let mut kid = None;
    let mut algorithm = None;
    let mut sources = Vec::new();
    for (name, value) in table {
        let text = value.text().ok_or_else(|| format!("{name:?} is not a text"))?;
        match name.as_str() {
            "kid" => kid = Some(text).filter(|kid| is_kid(kid)),
            "algorithm" => {
                algorithm = IdentityAlgorithm::ALL.into_iter().find(|algorithm| algorithm.name() == text);
            }
            "secret" | "secret_file" | "public_key" | "public_key_file" => {
                sources.push((name.as_str(), text));
            }
            _ => return Err(format!("{name:?} is no part of a key")),
        }
    }
    let kid = kid.ok_or("a key has no kid that is allowed")?.to_owned();
    let at = |what: String| format!("key {kid:?}: {what}");
    let algorithm = algorithm.ok_or_else(|| at("it has no algorithm that is allowed".to_owned()))?;
    let [(source, text)] = sources[..] else {
        return Err(at(
            "it has not exactly one of secret, secret_file, public_key, public_key_file".to_owned()
        ));
    };
    let key = match (algorithm, source.starts_with("secret")) {
        (IdentityAlgorithm::Hs256, false) => Err("HS256 takes a secret, not a public key".to_owned()),
        (IdentityAlgorithm::Es256 | IdentityAlgorithm::EdDsa, true) => {
            Err(format!("{} takes a public key, not a secret", algorithm.name()))
        }
        _ => content(source, text).and_then(|text| decoding_key(algorithm, source, &text)),
    };
    Ok(IdentityKey { key: key.map_err(at)?, kid, algorithm })
}

fn is_kid(kid: &str) -> bool {
    (1..=100).contains(&kid.len()) && kid.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What a source holds: itself, or the file that it names without the white space around it.
fn content(source: &str, text: &str) -> Result<String, String> {
    if !source.ends_with("_file") {
        return Ok(text.to_owned());
    }
    let content = std::fs::read_to_string(text)
        .map_err(|error| format!("{source} {text:?} cannot be read: {error}"))?;
    Ok(content.trim().to_owned())
}

fn decoding_key(algorithm: IdentityAlgorithm, source: &str, text: &str) -> Result<DecodingKey, String> {
    if algorithm == IdentityAlgorithm::Hs256 {
        return match text.len() {
            _ if text.contains("-----BEGIN") => {
                Err(format!("{source} is a PEM; HS256 takes random characters"))
            }
            SECRET_LEAST.. => Ok(DecodingKey::from_secret(text.as_bytes())),
            short => Err(format!(
                "{source} has {short} bytes; `openssl rand -base64 32` makes one that is long enough"
            )),
        };
    }
    if text.contains("PRIVATE KEY-----") {
        return Err(format!(
            "{source} is a private key, which nobody but the site's own server may have; \
             `openssl pkey -in private.pem -pubout` prints its public key"
        ));
    }
    if !text.starts_with("-----BEGIN PUBLIC KEY-----") {
        return Err(format!("{source} is no PEM that begins with -----BEGIN PUBLIC KEY-----"));
    }
    let (key, length) = match algorithm {
        IdentityAlgorithm::EdDsa => (DecodingKey::from_ed_pem(text.as_bytes()), 32),
        _ => (DecodingKey::from_ec_pem(text.as_bytes()), 65),
    };
    let fits = |key: &DecodingKey| {
        // First the length: of a shorter one the library reads past the end.
        key.try_get_as_bytes().is_ok_and(|bytes| bytes.len() == length)
            && jsonwebtoken::crypto::verify("", b"", key, algorithm.library()).is_ok()
    };
    let wanted = if algorithm == IdentityAlgorithm::EdDsa { "Ed25519" } else { "the curve P-256" };
    key.ok().filter(fits).ok_or_else(|| format!("{source} is no public key of {wanted}"))
}
