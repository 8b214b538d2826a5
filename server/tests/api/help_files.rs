//! Files in the form of the help page: kept as the API keeps them, and not lost with what else is wrong.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::attachments::{PNG, files_on_disk};
use crate::help_form::{TYPED, html, new_proof, reference, tickets, with};
use crate::support::{Reply, World};

const EDGE: &str = "----edge";

/// A form as a browser sends it: fields, then files with their names.
async fn send(world: &World, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Reply {
    let mut body = Vec::new();
    let mut part = |about: &str, content: &[u8]| {
        body.extend_from_slice(
            format!("--{EDGE}\r\nContent-Disposition: form-data; {about}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    fields.iter().for_each(|(name, value)| part(&format!("name=\"{name}\""), value.as_bytes()));
    files.iter().for_each(|(name, bytes)| part(&format!("name=\"files\"; filename=\"{name}\""), bytes));
    body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={EDGE}");
    let request = Request::post("/help/contact/en").header(header::CONTENT_TYPE, kind);
    world.send(request.body(Body::from(body)).expect("a request")).await
}

/// The files that a form carries along: what it sends of each.
fn kept(html: &str) -> Vec<String> {
    let boxes = html.split(r#"name="kept" value=""#).skip(1);
    boxes.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

/// The names of the files of the one ticket that there is.
async fn files_of_the_ticket(world: &World) -> Vec<String> {
    let agent = world.agent("Ada").await;
    let queue = world.get("/v1/agent/tickets", &agent).await.json();
    let id = queue["items"][0]["ticket"]["id"].as_str().expect("a ticket").to_owned();
    let thread = world.get(&format!("/v1/agent/tickets/{id}/messages"), &agent).await.json();
    let files =
        thread["items"][0]["message"]["attachments"].as_array().unwrap_or_else(|| panic!("{thread}")).clone();
    files.iter().map(|file| file["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_form_with_files_sent_twice_makes_one_request_with_each_file_once() {
    let world = World::new().await;
    let proof = new_proof(&world).await;
    let fields = with(&TYPED, &[("proof", &proof)]);
    let files = [("lamp.png", PNG), ("../Über.txt", &b"words"[..]), ("lamp.png", PNG)];
    let (one, other) = tokio::join!(send(&world, &fields, &files), send(&world, &fields, &files));
    for reply in [&one, &other] {
        assert_eq!(reply.status, StatusCode::CREATED, "{}", html(reply));
        assert_eq!(reference(&html(reply)), reference(&html(&one)));
    }
    assert_eq!(tickets(&world).await, ["Lamp \"flickers\""]);
    assert_eq!(files_of_the_ticket(&world).await, ["lamp.png", "../Über.txt"]);
    assert_eq!(files_on_disk(&world).len(), 2);
}

#[tokio::test]
async fn what_is_wrong_with_a_file_is_said_and_the_others_stay_with_what_was_typed() {
    let world = World::with(|config| {
        config.limits.attachment_bytes = 2048;
        config.limits.attachments = 3;
    })
    .await;
    let own = new_proof(&world).await;
    let fields = with(&TYPED, &[("proof", &own)]);
    let large = [b'a'; 2049];
    let files: [(&str, &[u8]); 6] = [
        ("one.png", PNG),
        ("<b>.txt", &large),
        ("holiday.png", b"<svg onload='x()'>"),
        ("two.txt", b"words"),
        ("three.txt", b"more words"),
        ("four.txt", b"too many"),
    ];
    let reply = send(&world, &fields, &files).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = html(&reply);
    for said in [
        "&lt;b&gt;.txt is too large: at most 2\u{a0}kB.",
        "holiday.png is of a type that we do not take. Allowed: png, jpeg",
        "four.txt was not added: at most 3 files.",
        "Please check the marked fields.",
        "Lamp &quot;flickers&quot;",
    ] {
        assert!(form.contains(said), "{said}: {form}");
    }
    let boxes = kept(&form);
    assert_eq!(boxes.len(), 3);
    assert!(tickets(&world).await.is_empty());

    // The box of the second is taken out; what else is wrong does not lose the rest.
    let again = [("kept", boxes[0].as_str()), ("kept", boxes[2].as_str())];
    let empty = with(&TYPED, &[("proof", &own), ("subject", " ")]);
    let reply = send(&world, &with(&empty, &again), &[]).await;
    assert!(html(&reply).contains("Say in a few words what it is about."));
    assert_eq!(kept(&html(&reply)), [&*boxes[0], &*boxes[2]]);
    let reply = send(&world, &with(&fields, &again), &[("", b"")]).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", html(&reply));
    assert_eq!(files_of_the_ticket(&world).await, ["one.png", "three.txt"]);
}

#[tokio::test]
async fn a_form_that_is_not_ours_leaves_no_file_behind() {
    let world = World::new().await;
    let own = new_proof(&world).await;
    let trapped = with(&TYPED, &[("proof", &own), ("website", "x")]);
    for fields in [TYPED.to_vec(), with(&TYPED, &[("proof", "1.form_made-up.x")]), trapped] {
        let reply = send(&world, &fields, &[("a.png", PNG)]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = html(&reply);
        assert!(form.contains("a.png could not be uploaded.") && form.contains("flickers"), "{form}");
        assert!(kept(&form).is_empty());
    }
    assert!(files_on_disk(&world).is_empty());
}

#[tokio::test]
async fn a_file_that_is_gone_is_said_by_its_name() {
    let world = World::new().await;
    let own = new_proof(&world).await;
    let fields =
        with(&TYPED, &[("proof", &own), ("kept", "att_00000000000000000000000000 lost & found.png")]);
    let reply = send(&world, &fields, &[("here.png", PNG)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = html(&reply);
    assert!(form.contains("lost &amp; found.png is no longer with us"), "{form}");
    assert_eq!(kept(&form).len(), 1);
    let reply = send(&world, &with(&TYPED, &[("proof", &own), ("kept", &kept(&form)[0])]), &[]).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", html(&reply));
    assert_eq!(files_of_the_ticket(&world).await, ["here.png"]);
}

#[tokio::test]
async fn the_limits_are_those_of_the_api() {
    let world = World::with(|config| config.rate.attachments_per_hour = 1).await;
    let own = new_proof(&world).await;
    let fields = with(&TYPED, &[("proof", &own)]);
    let reply = send(&world, &fields, &[("a.txt", b"one"), ("b.txt", b"two")]).await;
    assert!(html(&reply).contains("b.txt: Too many requests came from your network."), "{}", html(&reply));
    assert_eq!(kept(&html(&reply)).len(), 1);

    let world = World::with(|config| config.limits.attachments = 0).await;
    let form = html(&world.get("/help/contact/en", "").await);
    assert!(!form.contains("type=\"file\"") && !form.contains("multipart"));
    let own = new_proof(&world).await;
    let reply = send(&world, &with(&TYPED, &[("proof", &own)]), &[("a.txt", b"one")]).await;
    assert!(html(&reply).contains("a.txt was not added: at most 0 files."));
    assert!(files_on_disk(&world).is_empty());
}

#[tokio::test]
async fn fields_have_their_own_limit_beside_files() {
    let world = World::new().await;
    let own = new_proof(&world).await;
    let long = "x".repeat(600 * 1024);
    let reply = send(&world, &[("proof", &own), ("message", &long)], &[]).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(html(&reply).contains("This could not be accepted as it is."));
}
