//! This device's tickets: where they stand, which have news, which may be rated.

use helpnook::host::events::Event;
use helpnook::remote::{Failure, Remote};
use helpnook_contract::agent::queue::AgentStatus;
use helpnook_contract::tickets::TicketStatus;

use crate::support::{Gate, Shop, Trouble, now, run};

const LIST: &str = "GET /v1/tickets";

#[test]
fn a_device_without_tickets_asks_nobody() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        services.tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| services.tickets.list()), Remote::Ready(Vec::new()));
        assert_eq!(shop.wire.count(LIST), 0);
    });
}

#[test]
fn a_reply_by_an_agent_is_news_until_it_was_read_here() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        let services = app.services();
        let ticket = shop.ticket(services, "Parcel").await;
        shop.settle().await;
        assert!(now(|| services.tickets.unread()).is_empty(), "one's own message is no news");
        shop.agent_says(&ticket.id, "It is on its way.").await;
        services.tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| services.tickets.unread())[0].id, ticket.id);
        assert!(services.host.heard().contains(&Event::UnreadChanged(1)));
        app.ticket.open(ticket.id.clone());
        shop.settle().await;
        assert!(now(|| services.tickets.unread()).is_empty());
        assert_eq!(services.host.heard().last(), Some(&Event::UnreadChanged(0)));
        let again = shop.services();
        again.tickets.refresh();
        shop.settle().await;
        assert!(now(|| again.tickets.unread()).is_empty(), "also after a reload");
    });
}

#[test]
fn a_solved_ticket_is_unrated_until_it_was_rated_or_declined() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        services.tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| services.tickets.unrated()), None);
        shop.agent_moves(&ticket.id, AgentStatus::Solved).await;
        services.tickets.refresh();
        shop.settle().await;
        assert_eq!(
            now(|| services.tickets.unrated()).map(|ticket| ticket.status),
            Some(TicketStatus::Solved)
        );
        services.ticket_keys.mark_rated(&ticket.id, true);
        assert_eq!(now(|| services.tickets.unrated()), None);
    });
}

#[test]
fn the_list_stays_when_the_backend_goes_away() {
    run(async {
        let shop = Shop::open().await;
        let (services, _) = shop.desk_with_ticket().await;
        shop.wire.cut(true);
        services.tickets.refresh();
        assert_eq!(now(|| services.tickets.list()), Remote::Loading);
        shop.settle().await;
        assert_eq!(now(|| services.tickets.list()), Remote::Failed(Failure::Offline));
        shop.wire.cut(false);
        services.tickets.refresh();
        shop.settle().await;
        shop.wire.cut(true);
        services.tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| services.tickets.list()).ready().map(Vec::len), Some(1));
    });
}

#[test]
fn an_older_list_that_arrives_late_is_dropped() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        let gate = Gate::closed();
        shop.wire.next(LIST, Trouble::LateReply(gate.clone()));
        services.tickets.refresh();
        shop.settle().await;
        shop.agent_says(&ticket.id, "Here it is.").await;
        services.tickets.refresh();
        shop.settle().await;
        gate.open();
        shop.settle().await;
        let list = now(|| services.tickets.list());
        assert_eq!(list.ready().map(|list| list[0].status), Some(TicketStatus::Waiting));
    });
}

#[test]
fn every_ticket_of_the_device_is_listed_not_only_the_first_page() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        for number in 0..27 {
            shop.ticket(services, &format!("Parcel {number}")).await;
        }
        services.tickets.refresh();
        shop.settle().await;
        assert_eq!(now(|| services.tickets.list()).ready().map(Vec::len), Some(27));
    });
}
