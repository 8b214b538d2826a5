//! Which identities are taken, and what is said of those that are not.

use std::time::Duration;

use helpnook_contract::ProblemKind;
use helpnook_contract::sessions::{CreateSession, NewSession};
use helpnook_server::clock::Clock as _;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};

use crate::signing::{ES256_PUBLIC, keys, private, sign, signed};
use crate::support::{World, bearer, request};

/// The claims with another value; null takes one away.
fn with(claims: &Value, name: &str, value: Value) -> Value {
    let mut claims = claims.clone();
    let object = claims.as_object_mut().expect("an object");
    if value.is_null() {
        object.remove(name)
    } else {
        object.insert(name.to_owned(), value)
    };
    claims
}

/// The refusal of a token: the kind of problem, and the detail.
async fn said_of(world: &World, token: &str) -> (ProblemKind, String) {
    let problem = world.begin(&bearer(token), &[]).await.expect_err("refused");
    assert_eq!(problem.status, 401);
    let detail = problem.detail.expect("a detail");
    for part in token.split('.').filter(|part| part.len() > 3) {
        assert!(!detail.contains(part), "{detail} repeats the token");
    }
    (problem.kind, detail)
}

#[tokio::test]
async fn a_customer_is_signed_in_by_a_key_of_each_kind_and_is_the_same_one() {
    let world = World::signing().await;
    let mut ids = Vec::new();
    for kid in ["hs", "es", "ed"] {
        let session = world.begin(&bearer(&signed(kid, &world.claims("eve"))), &[]).await.expect("signed in");
        assert!(session.token.starts_with("ses_") && session.token.len() == 30, "{}", session.token.len());
        assert_eq!(session.requester.email.as_deref(), Some("eve@shop.example"));
        assert_eq!(session.expires_at, "2023-11-15T22:13:20Z", "a day later");
        ids.push(session.requester.id);
    }
    assert_eq!((&ids[0], &ids[1]), (&ids[1], &ids[2]));
    assert_ne!(world.sign_in("bob", &[]).await.requester.id, ids[0]);
}

#[tokio::test]
async fn what_an_identity_leaves_out_stays_as_it_was_known() {
    let world = World::signing().await;
    world.sign_in("eve", &[]).await;
    let claims = with(&world.claims("eve"), "email", Value::Null);
    let claims = with(&claims, "name", json!("Eve Stone"));
    let claims = with(&claims, "aud", json!(["elsewhere", "helpnook"]));
    let session = world.begin(&bearer(&signed("es", &claims)), &[]).await.expect("signed in");
    assert_eq!(session.requester.email.as_deref(), Some("eve@shop.example"));
    assert_eq!(session.requester.name.as_deref(), Some("Eve Stone"));
}

#[tokio::test]
async fn every_claim_that_is_not_so_is_named() {
    let world = World::signing().await;
    let (claims, now) = (world.claims("eve"), world.clock.now().0 / 1000);
    let refused = [
        ("exp", Value::Null, "no `exp`"),
        ("exp", json!("soon"), "`exp` is not a number"),
        ("exp", json!(now + 15 * 60 + 61), "more than 15 minutes ahead"),
        ("exp", json!((now + 600) * 1000), "more than 15 minutes ahead"),
        ("exp", json!(1e300), "more than 15 minutes ahead"),
        ("nbf", json!(now + 61), "`nbf` lies ahead"),
        ("iat", json!(now + 61), "`iat` lies ahead"),
        ("iat", json!([]), "`iat` is not a number"),
        ("aud", Value::Null, "`aud` has to be, or contain, \"helpnook\""),
        ("aud", json!("shop"), "`aud` has to be"),
        ("aud", json!(["shop", 7]), "`aud` has to be"),
        ("sub", Value::Null, "no `sub`"),
        ("sub", json!(42), "no `sub`: the customer's lasting id at the site, as a text"),
        ("sub", json!(""), "`sub` must have 1 to 255"),
        ("sub", json!(" "), "`sub` must have 1 to 255"),
        ("sub", json!("x".repeat(256)), "`sub` must have 1 to 255"),
        ("sub", json!("a\nb"), "no control characters"),
        ("sub", json!("undefined"), "nobody is signed in"),
        ("sub", json!("0"), "nobody is signed in"),
        ("email", json!("eve"), "`email` must be an e-mail address"),
        ("email", json!(7), "`email` is not a text"),
        ("name", json!(""), "`name` must not be empty"),
        ("name", json!("x".repeat(201)), "`name` must have at most 200"),
        ("name", json!("a\u{0}b"), "`name` is not a text"),
    ];
    for (name, value, expected) in refused {
        let (kind, detail) = said_of(&world, &signed("es", &with(&claims, name, value.clone()))).await;
        assert_eq!(kind, ProblemKind::IdentityRefused, "{name} {value}: {detail}");
        assert!(detail.contains(expected), "{name} {value}: {detail}");
    }
    let (kind, detail) = said_of(&world, &signed("es", &with(&claims, "exp", json!(now - 60)))).await;
    assert_eq!(kind, ProblemKind::IdentityExpired);
    assert!(
        detail.contains("ended at 2023-11-14T22:12:20Z, and here it is 2023-11-14T22:13:20Z"),
        "{detail}"
    );
}

#[tokio::test]
async fn clocks_may_differ_by_a_minute() {
    let world = World::signing().await;
    let (claims, now) = (world.claims("eve"), world.clock.now().0 / 1000);
    for (name, value) in [("exp", now - 59), ("exp", now + 16 * 60), ("nbf", now + 60), ("iat", now + 60)] {
        let token = signed("hs", &with(&claims, name, json!(value)));
        world.begin(&bearer(&token), &[]).await.expect(name);
    }
    let sub = with(&claims, "sub", json!("ü".repeat(255)));
    world.begin(&bearer(&signed("hs", &sub)), &[]).await.expect("255 characters of two bytes");
}

#[tokio::test]
async fn an_identity_is_over_when_its_time_is() {
    let world = World::signing().await;
    let identity = world.identity("eve");
    world.begin(&identity, &[]).await.expect("signed in");
    world.clock.pass(Duration::from_secs(660));
    assert_eq!(world.begin(&identity, &[]).await.expect_err("over").kind, ProblemKind::IdentityExpired);
}

#[tokio::test]
async fn a_token_does_not_choose_how_it_is_checked() {
    let world = World::signing().await;
    let claims = world.claims("eve");
    let (es, key) = private("es");
    let other = EncodingKey::from_ec_pem(include_bytes!("keys/es256_other.pem")).expect("a key");
    let public = EncodingKey::from_secret(ES256_PUBLIC.as_bytes());
    let trimmed = EncodingKey::from_secret(ES256_PUBLIC.trim().as_bytes());
    let refused = [
        (sign(Some("es"), es, &other, &claims), "signature"),
        (sign(Some("hs"), Algorithm::HS256, &EncodingKey::from_secret(b"another"), &claims), "signature"),
        (sign(None, es, &key, &claims), "no `kid`"),
        (sign(Some("ec"), es, &key, &claims), "`kid` is none of this server's keys"),
        (sign(Some("hs"), es, &key, &claims), "`alg` has to be HS256"),
        (sign(Some("es"), Algorithm::HS256, &public, &claims), "`alg` has to be ES256"),
        (sign(Some("es"), Algorithm::HS256, &trimmed, &claims), "`alg` has to be ES256"),
        (sign(Some("hs"), Algorithm::HS256, &public, &claims), "signature"),
        (sign(Some("hs"), Algorithm::HS384, &private("hs").1, &claims), "`alg` has to be HS256"),
        (sign(Some("es"), es, &key, &json!(["eve"])), "not a JSON object"),
    ];
    for (token, expected) in refused {
        let (kind, detail) = said_of(&world, &token).await;
        assert_eq!(kind, ProblemKind::IdentityRefused);
        assert!(detail.contains(expected), "{expected}: {detail}");
    }
}

/// Bytes as base64url without padding.
fn base64url(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits =
            chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            out.push(char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    out
}

#[tokio::test]
async fn unsigned_changed_and_senseless_tokens_are_refused() {
    let world = World::signing().await;
    let claims = world.claims("eve");
    let good = signed("es", &claims);
    let [header, body, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    let none = base64url(r#"{"alg":"none","kid":"es"}"#);
    let critical = base64url(r#"{"alg":"ES256","kid":"es","crit":["b64"],"b64":false}"#);
    let bobs = base64url(&with(&claims, "sub", json!("bob")).to_string());
    for token in [
        format!("{none}.{body}."),
        format!("{none}.{body}.{signature}"),
        format!("{critical}.{body}.{signature}"),
        format!("{header}.{bobs}.{signature}"),
        format!("{header}.{body}."),
        format!("{header}.{body}"),
        format!("{good}.{body}"),
        "a.b.c".to_owned(),
        "..".to_owned(),
        "x".to_owned(),
        format!("{}.{body}.{signature}", "x".repeat(9000)),
    ] {
        assert_eq!(said_of(&world, &token).await.0, ProblemKind::IdentityRefused, "{token}");
    }
}

#[tokio::test]
async fn a_site_without_keys_signs_nobody_in_and_says_so() {
    let world = World::new().await;
    assert_eq!(world.get("/v1/site", "").await.json()["identity"], "off");
    assert_eq!(world.begin(&world.identity("eve"), &[]).await.expect_err("refused").status, 404);
    let world = World::signing().await;
    assert_eq!(world.get("/v1/site", "").await.json()["identity"], "optional");
    for nobody in ["", "Basic ZXZlOmV2ZQ==", "Bearer"] {
        let problem = world.begin(nobody, &[]).await.expect_err("refused");
        assert_eq!((problem.status, problem.kind), (401, ProblemKind::Unauthorised));
    }
}

#[tokio::test]
async fn one_address_signs_in_so_often_and_no_more() {
    let world = World::with(|config| {
        keys(config);
        config.rate.sessions_per_hour = 2;
    })
    .await;
    world.sign_in("eve", &[]).await;
    world.sign_in("bob", &[]).await;
    let call = CreateSession { body: NewSession::default() };
    let reply = world.send(request(&call, &world.identity("ada"), "three")).await;
    assert_eq!((reply.status.as_u16(), reply.header("retry-after")), (429, "1800"));
}
