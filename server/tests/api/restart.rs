use helpnook_contract::thread::{CustomerStatus, ListMessages, MessagesQuery};
use helpnook_contract::tickets::{CreateTicket, GetTicket, TicketStatus};
use helpnook_server::config::Config;
use helpnook_server::state::{AppState, StartError};

use crate::attachments::upload;
use crate::support::{World, bearer, new_ticket};

#[tokio::test]
async fn a_restart_keeps_everything() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    world.article("returns", "en", "Returns", "Send it back.", 1).await;
    let file = upload(&world, "a.txt", b"words").await;
    let mut new = new_ticket("Parcel");
    new.attachments = vec![file.id.clone()];
    let call = CreateTicket { body: new };
    let ticket = world.call_under("one", "", &call).await.expect("created");
    world.agent_says(&agent, &ticket.id, "On its way", false).await;
    world.customer_moves(&ticket, CustomerStatus::Solved).await.expect("solved");

    let world = world.restarted().await;
    let key = bearer(&ticket.ticket_key);
    let seen = world.call(&key, &GetTicket { id: ticket.id.clone() }).await.expect("the ticket");
    assert_eq!((seen.status, seen.history.len()), (TicketStatus::Solved, 3));
    let call_thread = ListMessages { id: ticket.id.clone(), query: MessagesQuery::default() };
    assert_eq!(world.call(&key, &call_thread).await.expect("the thread").items.len(), 2);
    assert_eq!(world.get(&format!("/v1/attachments/{}", file.id), &key).await.body.as_ref(), b"words");
    assert_eq!(world.get("/v1/agent/me", &agent).await.status, 200);
    assert_eq!(world.get("/v1/articles/returns", "").await.status, 200);
    let repeat = world.call_under("one", "", &call).await.expect("the first reply");
    assert_eq!((repeat.id, repeat.ticket_key), (ticket.id, ticket.ticket_key));
}

#[tokio::test]
async fn keys_and_tokens_are_not_in_the_database_file() {
    let world = World::signing().await;
    let agent = world.agent("Ada").await;
    let ticket = world.ticket().await;
    let session = world.sign_in("eve", &[&ticket]).await;
    world.state.store.close().await;
    let file = std::fs::read(world.folder.0.join("helpnook.db")).expect("the file");
    let holds = |text: &str| file.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(!holds(&ticket.ticket_key), "not even in the reply that is kept for repeats");
    assert!(holds(&ticket.reference), "what is looked for would be found");
    assert!(!holds(&session.token) && holds(session.requester.id.as_str()));
    assert!(!holds(crate::signing::SECRET));
    assert!(!holds(agent.trim_start_matches("Bearer ")));
}

#[tokio::test]
async fn another_database_is_named_as_not_supported_yet() {
    let config = Config { database_url: Some("postgres://db/helpnook".to_owned()), ..Config::default() };
    let error = AppState::open(config).await.expect_err("not yet");
    assert!(matches!(&error, StartError::UnsupportedDatabase(kind) if kind == "postgres"));
    assert!(error.to_string().contains("not supported yet"));
}
