use std::time::Duration;

use helpnook_contract::agent::queue::{GetAgentTicket, ListAgentMessages, ListQueue, QueueQuery};
use helpnook_contract::thread::MessagesQuery;
use helpnook_contract::tickets::{CreateTicket, PageContext};

use crate::support::{World, new_ticket};

async fn subjects(world: &World, agent: &str, status: Option<&str>) -> Vec<String> {
    let (mut subjects, mut cursor) = (Vec::new(), None);
    loop {
        let query = QueueQuery { status: status.map(str::to_owned), cursor };
        let page = world.call(agent, &ListQueue { query }).await.expect("the queue");
        subjects.extend(page.items.into_iter().map(|entry| entry.ticket.subject));
        cursor = page.next;
        if cursor.is_none() {
            return subjects;
        }
    }
}

#[tokio::test]
async fn who_waits_longest_comes_first_and_pages_go_on() {
    let world = World::with(|config| config.rate.tickets_per_hour = 0).await;
    let agent = world.agent("Ada").await;
    let mut tickets = Vec::new();
    for number in 0..60 {
        // Several in one millisecond, to try the order within it too.
        world.clock.pass(Duration::from_millis(number % 3));
        tickets.push(
            world.call("", &CreateTicket { body: new_ticket(&number.to_string()) }).await.expect("created"),
        );
    }
    let waiting = subjects(&world, &agent, Some("new")).await;
    let mut all = waiting.clone();
    all.sort();
    all.dedup();
    assert_eq!((waiting.len(), all.len(), waiting[59].as_str()), (60, 60, "59"));

    world.clock.pass(Duration::from_secs(60));
    world.agent_says(&agent, &tickets[7].id, "Yes?", false).await;
    assert_eq!(subjects(&world, &agent, Some("waiting")).await, ["7"]);
    let changed = subjects(&world, &agent, None).await;
    assert_eq!((changed.len(), changed[0].as_str(), changed[1].as_str()), (60, "7", "59"));
}

#[tokio::test]
async fn agents_see_notes_page_and_rating_in_one_place() {
    let world = World::new().await;
    let agent = world.agent("Ada").await;
    let mut new = new_ticket("Parcel");
    let page = PageContext {
        url: "https://shop.example/cart".to_owned(),
        title: Some("ä".repeat(300)),
        language: None,
    };
    new.page = Some(PageContext { title: Some("ä".repeat(301)), ..page.clone() });
    let ticket = world.call("", &CreateTicket { body: new }).await.expect("created");
    world.agent_says(&agent, &ticket.id, "A note", true).await;
    world.agent_says(&agent, &ticket.id, "An answer", false).await;
    let seen = world.call(&agent, &GetAgentTicket { id: ticket.id.clone() }).await.expect("the ticket");
    assert_eq!((seen.page, seen.rating), (Some(page), None));
    let call = ListAgentMessages { id: ticket.id.clone(), query: MessagesQuery::default() };
    let thread = world.call(&agent, &call).await.expect("the thread");
    let said: Vec<_> =
        thread.items.iter().map(|entry| (entry.message.body.as_str(), entry.internal)).collect();
    assert_eq!(said, [("Where is it?", false), ("A note", true), ("An answer", false)]);
    assert_eq!(thread.items[1].message.author.name.as_deref(), Some("Ada"));
}
