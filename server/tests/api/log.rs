//! The log tells what happened, and nothing of to whom.

use std::io::Write;
use std::sync::{Arc, Mutex};

use helpnook_contract::thread::CustomerStatus;
use tracing_subscriber::fmt::MakeWriter;

use crate::attachments::upload;
use crate::support::{World, bearer};

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Kept {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_log_holds_routes_and_statuses_but_no_personal_data() {
    let kept = Kept::default();
    // For the whole program: what the other tests make the server say must not be personal either, and a subscriber for
    // one thread misses what another thread was the first to say.
    let subscriber = tracing_subscriber::fmt().with_writer(kept.clone()).with_ansi(false);
    let subscriber = subscriber.with_max_level(tracing::Level::TRACE).finish();
    tracing::subscriber::set_global_default(subscriber).expect("the only one");
    let world = World::signing().await;
    let (ticket, agent) = (world.ticket().await, world.agent("Ada Lovelace").await);
    upload(&world, "passport.txt", b"secret words").await;
    world.agent_says(&agent, &ticket.id, "secret words", false).await;
    world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved");
    world.get("/v1/articles?query=secret", "").await;
    world.get(&format!("/v1/tickets/{}", ticket.id), "Bearer tk_wrong").await;
    world.post_json("/v1/tickets", "", r#"{"subject": "secret", "message": 5}"#).await;
    world.get("/v1/secret/address", &bearer(&ticket.ticket_key)).await;

    let session = world.sign_in("customer-4711", &[&ticket]).await;
    world.get("/v1/tickets", &bearer(&session.token)).await;
    let identity = world.identity("customer-4712");
    world.get("/v1/tickets", &identity).await;
    world.begin(&[identity.as_str(), "x"].concat(), &[]).await.expect_err("refused");

    let log = String::from_utf8(kept.0.lock().expect("the log").clone()).expect("text");
    // What sqlx says of its statements holds placeholders; the values would have to show up here as well.
    assert!(log.contains("route=\"/v1/tickets/{id}/transitions\" status=200"), "{log}");
    assert!(log.contains("status=422") && log.contains("status=404"), "{log}");
    for personal in [
        "eve@example",
        "Parcel",
        "Lovelace",
        "secret",
        "passport",
        ticket.id.as_str(),
        &ticket.ticket_key,
        "tk_wrong",
        &session.token,
        session.requester.id.as_str(),
        "customer-471",
        identity.trim_start_matches("Bearer "),
        crate::signing::SECRET,
    ] {
        assert!(!log.contains(personal), "{personal} is in the log:\n{log}");
    }
}
