use std::time::Duration;

use helpnook_contract::thread::{CreateMessage, ListMessages, MessagesQuery, NewMessage};
use helpnook_contract::tickets::{CreateTicket, CursorQuery, GetTicket, ListTickets};
use helpnook_contract::{Cursor, MessageId};
use helpnook_server::reference::is_reference;

use crate::support::{World, bearer, new_ticket};

#[tokio::test]
async fn a_ticket_is_what_was_sent() {
    let world = World::new().await;
    let mut new = new_ticket("  Parcel \n");
    new.requester.name = None;
    let created = world.call("", &CreateTicket { body: new }).await.expect("created");
    assert!(is_reference(&created.reference) && created.ticket_key.starts_with("tk_"));
    assert_eq!(created.created_at, "2023-11-14T22:13:20Z");
    let call = GetTicket { id: created.id.clone() };
    let seen = world.call(&bearer(&created.ticket_key), &call).await.expect("the ticket");
    assert_eq!((seen.subject.as_str(), seen.reference), ("Parcel", created.reference));
    assert_eq!((seen.requester.email.as_str(), seen.requester.name), ("eve@example.com", None));
}

#[tokio::test]
async fn the_last_changed_ticket_comes_first_with_its_last_words() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let (old, new) = (world.ticket().await, world.ticket().await);
    world.clock.pass(Duration::from_secs(60));
    let words = "ä".repeat(200);
    world.agent_says(&agent, &old.id, &words, false).await;
    world.agent_says(&agent, &new.id, "A note", true).await;
    let keys = format!("TicketKeys {}, {}", new.ticket_key, old.ticket_key);
    world.clock.pass(Duration::from_secs(60));
    world.agent_says(&agent, &old.id, &words, false).await;
    let list = world.call(&keys, &ListTickets::default()).await.expect("a list");
    assert_eq!(list.items.iter().map(|item| &item.id).collect::<Vec<_>>(), [&old.id, &new.id]);
    let glance = |place: usize| list.items[place].last_message.as_ref().expect("a message");
    assert_eq!((glance(0).excerpt.chars().count(), glance(0).author.name.as_deref()), (140, Some("Ada")));
    assert_eq!(glance(1).excerpt, "Where is it?", "a note is not for the customer");
}

#[tokio::test]
async fn many_tickets_come_in_pages() {
    let world = World::with(|config| config.rate.tickets_per_hour = 0).await;
    let mut keys = Vec::new();
    for _ in 0..60 {
        keys.push(world.ticket().await.ticket_key);
    }
    let keys = format!("TicketKeys {}", keys.join(","));
    let (mut seen, mut cursor) = (std::collections::HashSet::new(), None);
    for _ in 0..3 {
        let page = world.call(&keys, &ListTickets { query: CursorQuery { cursor } }).await.expect("a page");
        seen.extend(page.items.into_iter().map(|item| item.id));
        cursor = page.next;
    }
    assert_eq!((seen.len(), cursor), (60, None));
}

#[tokio::test]
async fn a_thread_goes_on_after_a_message_and_in_pages() {
    let world = World::new().await;
    let ticket = world.ticket().await;
    let key = bearer(&ticket.ticket_key);
    for number in 0..60 {
        let body = NewMessage { body: number.to_string(), attachments: Vec::new() };
        world.call(&key, &CreateMessage { id: ticket.id.clone(), body }).await.expect("sent");
    }
    let list = async |after: Option<MessageId>, cursor: Option<Cursor>| {
        let call = ListMessages { id: ticket.id.clone(), query: MessagesQuery { after, cursor } };
        world.call(&key, &call).await.expect("a page")
    };
    let first = list(None, None).await;
    let rest = list(None, first.next.clone()).await;
    assert_eq!((first.items.len(), rest.items.len(), rest.next), (50, 11, None));
    let all: Vec<_> = first.items.iter().chain(&rest.items).map(|message| message.id.clone()).collect();
    assert!(all.is_sorted(), "ids sort as the thread does");
    let after = list(Some(all[57].clone()), None).await;
    assert_eq!(
        after.items.iter().map(|message| message.body.as_str()).collect::<Vec<_>>(),
        ["57", "58", "59"]
    );
}
