//! The form of the help page: one request however often it is sent, nothing typed is lost, nobody else sends it.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::help::shop;
use crate::support::{Reply, World};

/// What a customer typed.
pub(crate) const TYPED: [(&str, &str); 4] = [
    ("subject", "Lamp \"flickers\""),
    ("message", "It <b>flickers</b>.\r\nStill."),
    ("email", "eve@example.com"),
    ("name", "Eve"),
];

pub(crate) fn html(reply: &Reply) -> String {
    String::from_utf8(reply.body.to_vec()).expect("text")
}

/// The proof in a form.
pub(crate) fn proof(html: &str) -> String {
    let (_, rest) = html.split_once(r#"name="proof" value=""#).expect("a form with a proof");
    rest.split('"').next().expect("a value").to_owned()
}

pub(crate) async fn new_proof(world: &World) -> String {
    proof(&html(&world.get("/help/contact/en", "").await))
}

async fn send(world: &World, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Reply {
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let mut request =
        Request::post("/help/contact/en").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    world.send(request.body(Body::from(body.join("&"))).expect("a request")).await
}

pub(crate) fn with<'a>(
    fields: &[(&'a str, &'a str)],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    fields.iter().chain(more).copied().collect()
}

/// The subjects of all tickets, as an agent sees them.
pub(crate) async fn tickets(world: &World) -> Vec<String> {
    let agent = world.agent("Ada").await;
    let queue = world.get("/v1/agent/tickets", &agent).await.json();
    queue["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| entry["ticket"]["subject"].as_str().unwrap_or_default().to_owned())
        .collect()
}

pub(crate) fn reference(html: &str) -> &str {
    let at = html.find("HN-").unwrap_or_else(|| panic!("a reference in {html}"));
    &html[at..at + 10]
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_request() {
    let world = shop().await;
    let proof = new_proof(&world).await;
    let fields = with(&TYPED, &[("proof", &proof)]);
    let (one, other) = tokio::join!(send(&world, &fields, &[]), send(&world, &fields, &[]));
    let later = send(&world, &fields, &[]).await;
    for reply in [&one, &other, &later] {
        assert_eq!(reply.status, StatusCode::CREATED, "{}", html(reply));
        assert_eq!(reply.header("cache-control"), "no-store");
        assert_eq!(reference(&html(reply)), reference(&html(&one)));
    }
    assert_eq!(tickets(&world).await, ["Lamp \"flickers\""]);
    assert!(html(&one).contains("write to you at eve@example.com"));
}

#[tokio::test]
async fn the_key_is_in_the_page_alone_and_opens_the_request() {
    let world = shop().await;
    let proof = new_proof(&world).await;
    let reply = send(&world, &with(&TYPED, &[("proof", &proof)]), &[]).await;
    let html = html(&reply);
    let attribute = |name: &str| {
        let (_, rest) = html.split_once(&format!("{name}=\"")).expect("the attribute");
        rest.split('"').next().expect("its value").to_owned()
    };
    let bearer = format!("Bearer {}", attribute("data-key"));
    let ticket = world.get(&format!("/v1/tickets/{}", attribute("data-id")), &bearer).await;
    assert_eq!(ticket.status, StatusCode::OK);
    assert!(reply.header("location").is_empty(), "no address that could hold it");
    assert!(!html.contains(&format!("?{}", attribute("data-key"))));
    let messages = world.get(&format!("/v1/tickets/{}/messages", attribute("data-id")), &bearer).await.json();
    assert_eq!(messages["items"][0]["body"], "It <b>flickers</b>.\nStill.");
}

/// Whoever knows the key of an attempt and what was sent under it could ask for the reply, and with it the ticket's key.
#[tokio::test]
async fn no_other_site_chooses_the_key_that_a_form_is_sent_under() {
    let world = shop().await;
    let attempt = |proof: &str| proof.split('.').nth(1).map(str::to_owned).expect("the key of an attempt");
    let chosen = format!("form_{}", "a".repeat(26));
    let made_up = format!("1.{chosen}.x");
    let again = proof(&html(&send(&world, &with(&TYPED, &[("proof", &made_up)]), &[]).await));
    assert_ne!(attempt(&again), chosen, "what was not signed here is not signed now");
    let known = new_proof(&world).await;
    for more in [vec![], vec![("website", "x")], vec![("email", "eve")]] {
        let fields = [with(&TYPED, &[("proof", &known)]), more].concat();
        let reply = send(&world, &fields, &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_ne!(attempt(&proof(&html(&reply))), attempt(&known), "a form that another site has fetched");
    }
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() {
    let world = shop().await;
    let first = new_proof(&world).await;
    let fields = [
        ("subject", " "),
        ("message", "\n<b>kept</b>"),
        ("email", "eve"),
        ("name", "E\"ve"),
        ("category", "none"),
        ("proof", &first),
    ];
    let reply = send(&world, &fields, &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = html(&reply);
    assert!(page.contains(r##"<a href="#subject">Say in a few words what it is about.</a>"##), "{page}");
    assert!(
        page.contains(
            r#"<p class="field__error" id="email-error">This does not look like an e-mail address."#
        )
    );
    assert!(page.contains(r#"aria-invalid="true" aria-describedby="email-error""#));
    assert!(page.contains("\n\n&lt;b&gt;kept&lt;/b&gt;</textarea>"), "{page}");
    assert!(page.contains(r#"value="E&quot;ve""#));
    assert!(tickets(&world).await.is_empty());
    // The same form, put right, is the same attempt.
    let again = proof(&page);
    assert_eq!(first.split('.').nth(1), again.split('.').nth(1));
    assert_eq!(send(&world, &with(&TYPED, &[("proof", &again)]), &[]).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn other_words_under_a_sent_form_are_a_second_request_only_if_wanted() {
    let world = shop().await;
    let first = new_proof(&world).await;
    assert_eq!(send(&world, &with(&TYPED, &[("proof", &first)]), &[]).await.status, StatusCode::CREATED);
    let changed = with(&TYPED, &[("subject", "The lamp is out"), ("proof", &first)]);
    let asked = send(&world, &changed, &[]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html(&asked).contains("it becomes a second request") && html(&asked).contains("The lamp is out"));
    assert_eq!(tickets(&world).await.len(), 1);
    let second = proof(&html(&asked));
    let wanted = with(&TYPED, &[("subject", "The lamp is out"), ("proof", &second)]);
    assert_eq!(send(&world, &wanted, &[]).await.status, StatusCode::CREATED);
    assert_eq!(tickets(&world).await.len(), 2);
}

#[tokio::test]
async fn a_form_that_is_not_ours_is_shown_again_with_everything_typed() {
    let world = shop().await;
    let good = new_proof(&world).await;
    let foreign = [("sec-fetch-site", "cross-site")];
    let elsewhere = [("host", "help.example"), ("origin", "https://evil.example")];
    for (proof_sent, headers) in [("", &[][..]), ("1.form_x.y", &[]), (&good, &foreign), (&good, &elsewhere)]
    {
        let reply = send(&world, &with(&TYPED, &[("proof", proof_sent)]), headers).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{proof_sent} {headers:?}");
        assert!(
            html(&reply).contains("Please send once more") && html(&reply).contains("It &lt;b&gt;flickers")
        );
    }
    world.clock.pass(Duration::from_secs(25 * 3600));
    let old = send(&world, &with(&TYPED, &[("proof", &good)]), &[]).await;
    assert!(html(&old).contains("Please send once more"));
    assert!(tickets(&world).await.is_empty());
    let fresh = proof(&html(&old));
    assert_eq!(send(&world, &with(&TYPED, &[("proof", &fresh)]), &[]).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_form_outlives_a_restart() {
    let world = shop().await;
    let proof = new_proof(&world).await;
    let world = world.restarted().await;
    let fields = with(&TYPED, &[("proof", &proof)]);
    let one = send(&world, &fields, &[]).await;
    assert_eq!(one.status, StatusCode::CREATED);
    let world = world.restarted().await;
    assert_eq!(reference(&html(&send(&world, &fields, &[]).await)), reference(&html(&one)));
    assert_eq!(tickets(&world).await.len(), 1);
}

#[tokio::test]
async fn who_fills_in_what_nobody_sees_is_asked_again() {
    let world = shop().await;
    let proof_sent = new_proof(&world).await;
    let reply =
        send(&world, &with(&TYPED, &[("website", "https://spam.example"), ("proof", &proof_sent)]), &[])
            .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html(&reply).contains("A hidden field") && !html(&reply).contains("spam.example"));
    assert!(tickets(&world).await.is_empty());
}

#[tokio::test]
async fn the_limit_is_that_of_the_widget_and_says_when() {
    let world = World::with(|config| config.rate.tickets_per_hour = 1).await;
    world.ticket().await;
    let proof_sent = new_proof(&world).await;
    let reply = send(&world, &with(&TYPED, &[("proof", &proof_sent)]), &[]).await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(reply.header("retry-after"), "3600");
    assert!(html(&reply).contains("send again in 60 minutes") && html(&reply).contains("eve@example.com"));
    world.clock.pass(Duration::from_secs(3600));
    let proof_sent = proof(&html(&reply));
    assert_eq!(send(&world, &with(&TYPED, &[("proof", &proof_sent)]), &[]).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn bodies_that_no_browser_sends_are_answered_in_words() {
    let world = shop().await;
    let plain =
        Request::post("/help/contact/en").header(header::CONTENT_TYPE, "text/plain").body(Body::from("x"));
    let large = [("message", "x".repeat(600 * 1024))];
    let large: Vec<(&str, &str)> = large.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for reply in [world.send(plain.expect("a request")).await, send(&world, &large, &[]).await] {
        assert!(reply.status.is_client_error(), "{}", reply.status);
        assert!(html(&reply).contains("This could not be accepted as it is."));
    }
    let proof_sent = new_proof(&world).await;
    let nul = send(&world, &with(&TYPED, &[("subject", "a\0b"), ("proof", &proof_sent)]), &[]).await;
    assert_eq!(nul.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html(&nul).contains("could not be accepted"));
}

#[tokio::test]
async fn what_is_typed_goes_along_into_another_language() {
    let world = shop().await;
    let form = html(&world.get("/help/contact/en", "").await);
    assert!(form.contains(r#"<button form="request" formaction="/help/contact/de" name="switch""#), "{form}");
    let own = proof(&form);
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let fields = with(&TYPED, &[("proof", &own), ("switch", "1")]);
    let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let switch = |language: &str| {
        let address = format!("/help/contact/{language}");
        let kind = "application/x-www-form-urlencoded";
        Request::post(address)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body.join("&")))
            .expect("a request")
    };
    let german = world.send(switch("de")).await;
    assert_eq!(german.status, StatusCode::OK);
    let german = html(&german);
    assert!(german.contains("Schreiben Sie uns") && !german.contains(r#"role="alert""#), "{german}");
    assert!(german.contains("Lamp &quot;flickers&quot;") && german.contains("Still."), "{german}");
    assert_eq!(proof(&german).split('.').nth(1), own.split('.').nth(1), "it stays one request");
    assert!(tickets(&world).await.is_empty());
    let near = world.send(switch("DE")).await;
    assert_eq!(near.status, StatusCode::TEMPORARY_REDIRECT, "the browser sends it again");
}
