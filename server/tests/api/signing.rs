//! A site that signs its customers in: its keys, and what it signs by them.

use helpnook_contract::Problem;
use helpnook_contract::sessions::{CreateSession, NewSession, Session};
use helpnook_contract::tickets::TicketCreated;
use helpnook_server::clock::Clock as _;
use helpnook_server::config::{Config, Sources, load};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use crate::support::{World, bearer};

pub(crate) const SECRET: &str = "a secret of the shop and its helpnook";
pub(crate) const ES256_PUBLIC: &str = include_str!("keys/es256.pub.pem");
const EDDSA_PUBLIC: &str = include_str!("keys/eddsa.pub.pem");

/// The site has a key of each kind: `hs`, `es` and `ed`.
pub(crate) fn keys(config: &mut Config) {
    only(config, &["hs", "es", "ed"]);
}

/// The site has these of them.
pub(crate) fn only(config: &mut Config, kids: &[&str]) {
    let keys = [
        format!("{{ kid = 'hs', algorithm = 'HS256', secret = '{SECRET}' }}"),
        format!("{{ kid = 'es', algorithm = 'ES256', public_key = '''{ES256_PUBLIC}''' }}"),
        format!("{{ kid = 'ed', algorithm = 'EdDSA', public_key = '''{EDDSA_PUBLIC}''' }}"),
    ];
    let keys: Vec<String> =
        keys.into_iter().filter(|key| kids.iter().any(|kid| key.contains(&format!("'{kid}'")))).collect();
    let variables = vec![("HELPNOOK_IDENTITY_KEYS".to_owned(), format!("[{}]", keys.join(", ")))];
    let loaded = load(Sources { variables, ..Sources::default() }).expect("keys that are allowed");
    config.identity = loaded.config.identity;
}

/// The key that the site signs by, and for what it is made.
pub(crate) fn private(kid: &str) -> (Algorithm, EncodingKey) {
    match kid {
        "es" => {
            let pem = include_bytes!("keys/es256.pem");
            (Algorithm::ES256, EncodingKey::from_ec_pem(pem).expect("a key"))
        }
        "ed" => {
            let pem = include_bytes!("keys/eddsa.pem");
            (Algorithm::EdDSA, EncodingKey::from_ed_pem(pem).expect("a key"))
        }
        _ => (Algorithm::HS256, EncodingKey::from_secret(SECRET.as_bytes())),
    }
}

/// A token with this header.
pub(crate) fn sign(kid: Option<&str>, algorithm: Algorithm, key: &EncodingKey, claims: &Value) -> String {
    let header = Header { kid: kid.map(str::to_owned), ..Header::new(algorithm) };
    encode(&header, claims, key).expect("signed")
}

/// A token as the site makes them.
pub(crate) fn signed(kid: &str, claims: &Value) -> String {
    let (algorithm, key) = private(kid);
    sign(Some(kid), algorithm, &key, claims)
}

impl World {
    pub(crate) async fn signing() -> Self {
        Self::with(keys).await
    }

    /// What the site says of a customer, for ten minutes from now.
    pub(crate) fn claims(&self, subject: &str) -> Value {
        let now = self.clock.now().0 / 1000;
        json!({
            "sub": subject, "aud": "helpnook", "iat": now, "exp": now + 600,
            "email": format!("{subject}@shop.example"), "name": "Eve",
        })
    }

    /// The `Authorization` of a customer's identity.
    pub(crate) fn identity(&self, subject: &str) -> String {
        bearer(&signed("es", &self.claims(subject)))
    }

    /// A session of a customer's on a device that has these tickets.
    pub(crate) async fn sign_in(&self, subject: &str, tickets: &[&TicketCreated]) -> Session {
        self.begin(&self.identity(subject), tickets).await.expect("signed in")
    }

    pub(crate) async fn begin(
        &self,
        authorization: &str,
        tickets: &[&TicketCreated],
    ) -> Result<Session, Problem> {
        let ticket_keys = tickets.iter().map(|ticket| ticket.ticket_key.clone()).collect();
        self.call(authorization, &CreateSession { body: NewSession { ticket_keys } }).await
    }
}
