use axum::body::Body;
use axum::http::{Request, StatusCode};
use helpnook_contract::Endpoint;
use helpnook_contract::attachments::{Attachment, AttachmentQuery, UploadAttachment};
use helpnook_contract::tickets::CreateTicket;
use helpnook_server::random;

use crate::support::{Reply, World, bearer, new_ticket};

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

fn upload_request(name: &str, bytes: &[u8], key: &str) -> Request<Body> {
    let address = UploadAttachment { query: AttachmentQuery { name: name.to_owned() } }.address();
    let request = Request::post(address).header("idempotency-key", key);
    request
        .header("content-type", "application/octet-stream")
        .body(Body::from(bytes.to_vec()))
        .expect("a request")
}

async fn try_upload(world: &World, name: &str, bytes: &[u8]) -> Reply {
    world.send(upload_request(name, bytes, &random::id("key_"))).await
}

pub(crate) async fn upload(world: &World, name: &str, bytes: &[u8]) -> Attachment {
    let reply = try_upload(world, name, bytes).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{reply:?}");
    serde_json::from_slice(&reply.body).expect("an attachment")
}

pub(crate) fn files_on_disk(world: &World) -> Vec<String> {
    let folder = std::fs::read_dir(world.folder.0.join("attachments")).expect("the folder");
    folder.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect()
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_sent_and_never_runs() {
    let world = World::new().await;
    let name = "../Über \"sicht\".png";
    let file = upload(&world, name, PNG).await;
    assert_eq!(
        (file.media_type.as_str(), file.bytes, file.name.as_str()),
        ("image/png", PNG.len() as u64, name)
    );
    let mut new = new_ticket("Parcel");
    new.attachments = vec![file.id.clone()];
    let ticket = world.call("", &CreateTicket { body: new }).await.expect("created");
    let agent = world.agent("Ada").await;
    for reader in [bearer(&ticket.ticket_key), agent] {
        let reply = world.get(&format!("/v1/attachments/{}", file.id), &reader).await;
        assert_eq!((reply.status, reply.body.as_ref()), (StatusCode::OK, PNG));
        assert_eq!(reply.header("content-type"), "image/png");
        assert_eq!(
            reply.header("content-disposition"),
            "attachment; filename*=UTF-8''..%2F%C3%9Cber%20%22sicht%22.png"
        );
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert!(reply.header("content-security-policy").contains("sandbox"));
    }
    assert!(files_on_disk(&world).iter().all(|file| file.starts_with("f_") && !file.contains("ber")));
    let thread = world.get(&format!("/v1/tickets/{}/messages", ticket.id), &bearer(&ticket.ticket_key)).await;
    assert_eq!(thread.json()["items"][0]["attachments"][0]["id"], file.id.as_str());
}

#[tokio::test]
async fn the_bytes_decide_what_is_taken() {
    let world = World::new().await;
    for refused in [
        &b"<svg onload='x()'>"[..],
        b"<!DOCTYPE html>",
        b"MZ\x90\0\x03\0\0\0\x04",
        b"\x7fELF\x02\x01",
        b"a\0b",
        b"",
    ] {
        let reply = try_upload(&world, "holiday.png", refused).await;
        assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{refused:?}");
        assert!(reply.problem().detail.expect("what is taken").contains("image/png"));
    }
    assert_eq!(upload(&world, "program.exe", b"just words").await.media_type, "text/plain");
    assert_eq!(files_on_disk(&world).len(), 1, "nothing of the refused ones is left");
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_with_the_limit() {
    let world = World::with(|config| config.limits.attachment_bytes = 1000).await;
    upload(&world, "a.txt", &[b'a'; 1000]).await;
    let declared = try_upload(&world, "a.txt", &[b'a'; 1001]).await;
    let chunks = (0..3).map(|_| Ok::<_, std::io::Error>(axum::body::Bytes::from(vec![b'a'; 500])));
    let streamed =
        upload_request("a.txt", b"", "streamed").map(|_| Body::from_stream(Chunks(chunks.collect())));
    for reply in [declared, world.send(streamed).await] {
        assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(reply.problem().detail.expect("the limit").contains("1000"));
    }
    assert_eq!(files_on_disk(&world).len(), 1, "nothing of the refused ones is left");
}

/// A body that says no length.
struct Chunks(std::collections::VecDeque<Result<axum::body::Bytes, std::io::Error>>);

impl futures_core::Stream for Chunks {
    type Item = Result<axum::body::Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop_front())
    }
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let world = World::new().await;
    let broken = [Ok(axum::body::Bytes::from("abc")), Err(std::io::Error::other("gone"))];
    let request = upload_request("a.txt", b"", "broken")
        .map(|_| Body::from_stream(Chunks(broken.into_iter().collect())));
    assert_eq!(world.send(request).await.problem().status, 400);
    assert!(files_on_disk(&world).is_empty());
}

#[tokio::test]
async fn a_file_is_attached_once_and_only_if_it_exists() {
    let world = World::new().await;
    let file = upload(&world, "a.txt", b"words").await;
    let mut new = new_ticket("Parcel");
    new.attachments = vec![file.id.clone(), "att_00000000000000000000000000".into()];
    let refused = world.call("", &CreateTicket { body: new.clone() }).await.expect_err("refused");
    let errors: Vec<_> =
        refused.errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
    assert_eq!((refused.status, errors), (422, vec![("/attachments/1", "not_found")]));

    new.attachments.truncate(1);
    world.call("", &CreateTicket { body: new.clone() }).await.expect("the refused ticket did not take it");
    let again = world.call("", &CreateTicket { body: new }).await.expect_err("it belongs to a ticket now");
    assert_eq!(again.errors[0].pointer, "/attachments/0");
}

#[tokio::test]
async fn a_repeated_upload_is_one_file() {
    let world = World::new().await;
    let first = world.send(upload_request("a.txt", b"words", "one")).await;
    let repeat = world.send(upload_request("a.txt", b"words", "one")).await;
    assert_eq!((repeat.status, &repeat.body), (StatusCode::CREATED, &first.body));
    assert_eq!(world.send(upload_request("a.txt", b"other", "one")).await.problem().status, 422);
    assert_eq!(files_on_disk(&world).len(), 1);
}

#[tokio::test]
async fn files_that_no_message_names_go_after_a_day() {
    let world = World::new().await;
    let kept = upload(&world, "a.txt", b"kept").await;
    upload(&world, "b.txt", b"dropped").await;
    let mut new = new_ticket("Parcel");
    new.attachments = vec![kept.id.clone()];
    let ticket = world.call("", &CreateTicket { body: new }).await.expect("created");
    world.clock.pass(std::time::Duration::from_secs(23 * 60 * 60));
    world.state.sweep().await.expect("swept");
    assert_eq!(files_on_disk(&world).len(), 2);
    world.clock.pass(std::time::Duration::from_secs(2 * 60 * 60));
    world.state.sweep().await.expect("swept");
    assert_eq!(files_on_disk(&world).len(), 1);
    let reply = world.get(&format!("/v1/attachments/{}", kept.id), &bearer(&ticket.ticket_key)).await;
    assert_eq!(reply.body.as_ref(), b"kept");
}

#[tokio::test]
async fn a_file_of_a_note_is_for_agents_alone() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let (ticket, file) = (world.ticket().await, upload(&world, "a.txt", b"words").await);
    let body = helpnook_contract::agent::queue::NewAgentMessage {
        body: "Look".to_owned(),
        internal: true,
        attachments: vec![file.id.clone()],
    };
    let call = helpnook_contract::agent::queue::CreateAgentMessage { id: ticket.id.clone(), body };
    world.call(&agent, &call).await.expect("noted");
    let address = format!("/v1/attachments/{}", file.id);
    assert_eq!(world.get(&address, &agent).await.status, StatusCode::OK);
    assert_eq!(world.get(&address, &bearer(&ticket.ticket_key)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_operator_may_allow_fewer_files() {
    let world = World::with(|config| config.limits.attachments = 1).await;
    let mut new = new_ticket("Parcel");
    new.attachments = vec![upload(&world, "a.txt", b"a").await.id, upload(&world, "b.txt", b"b").await.id];
    let refused = world.call("", &CreateTicket { body: new.clone() }).await.expect_err("refused");
    assert_eq!(
        (refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str()),
        ("/attachments", "too_many")
    );
    new.attachments.truncate(1);
    world.call("", &CreateTicket { body: new }).await.expect("created");
}
