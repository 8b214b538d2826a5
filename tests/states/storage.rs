//! Device storage: every layout ever shipped is read, and a text that cannot be read is never overwritten.

use helpnook::platform::storage;
use helpnook::state::delivery::Delivery;
use helpnook::state::device_storage::stored::{
    BegunSubject, DeviceId, LastRequester, Outbox, ReplyDrafts, StoredSearches, StoredSession, TicketDraft,
    TrackedTickets, Write,
};
use helpnook::state::device_storage::{DeviceStorage, Stored};
use helpnook::state::pending_writes::WriteOutcome;
use helpnook_contract::thread::NewMessage;

use crate::support::{Shop, Trouble, now, run, ticket_of};

/// The address that the widget of a [`Shop`] knows its backend by.
const BACKEND: &str = "https://help.example";

fn key(name: &str) -> String {
    format!("helpnook:{BACKEND}:{name}")
}

fn fixture(version: u32, name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/states/fixtures/storage");
    let file = format!("{folder}/v{version}/{name}.json");
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Reads the fixture of a version; what is written then is the fixture of the newest version.
fn read<T: Stored>(version: u32) -> T {
    let device = DeviceStorage::of(BACKEND);
    storage::set(&key(T::NAME), &fixture(version, T::NAME));
    let data: T = device.read().unwrap_or_else(|| panic!("{} of version {version} is read", T::NAME));
    if version == T::VERSION {
        device.write(&data);
        let written = storage::get(&key(T::NAME)).expect("it is stored");
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        let (mut written, mut kept) = (value(&written), value(&fixture(version, T::NAME)));
        // A whole number of milliseconds is written as 1700000000000.0 natively, and as 1700000000000 by a browser.
        for text in [&mut written, &mut kept] {
            if T::NAME == "outbox" {
                text["data"][0]["sent_at"] = text["data"][0]["sent_at"].as_f64().into();
            }
        }
        assert_eq!(written, kept, "another layout of {} needs another version", T::NAME);
    }
    data
}

#[test]
fn every_layout_that_was_ever_shipped_is_read() {
    for version in [0, 1] {
        let tickets: TrackedTickets = read(version);
        let keys: Vec<_> = tickets.0.iter().map(|ticket| (ticket.id.as_str(), ticket.key.as_str())).collect();
        assert_eq!(keys, [("tkt_1", "tk_secret"), ("tkt_2", "")]);
        let session: StoredSession = read(version);
        assert_eq!((&*session.token, &*session.subject), ("ses_token", "customer-7"));
        let outbox: Outbox = read(version);
        let Write::Ticket(ticket) = &outbox.0[0].write else { panic!("a ticket") };
        assert_eq!((&*ticket.subject, &*ticket.requester.email), ("Parcel", "eve@example.com"));
        assert_eq!(ticket.page.as_ref().map(|page| &*page.url), Some("https://shop.example/cart"));
        assert!(outbox.0[0].sent_at.is_some() && outbox.0[0].files.len() == 1);
        assert!(
            outbox.0[1].is_refused
                && matches!(&outbox.0[1].write, Write::Reply(_, reply) if reply.body == "Thanks")
        );
        let draft: TicketDraft = read(version);
        assert_eq!((&*draft.message, draft.attachments.len()), ("It flickers.", 1));
        assert_eq!(read::<BegunSubject>(version).0, "Lamp flickers");
        assert_eq!(read::<ReplyDrafts>(version).0[0].1, "Half a rep");
        assert_eq!(read::<LastRequester>(version).name, "Eve");
        assert_eq!(read::<StoredSearches>(version).0, ["refund", "track parcel"]);
        assert_eq!(read::<DeviceId>(version).0.len(), 32);
    }
}

#[test]
fn ticket_keys_of_a_later_version_wait_for_it_and_come_back() {
    run(async {
        let shop = Shop::open().await;
        let later = fixture(1, "tickets").replace("\"version\":1", "\"version\":99");
        storage::set(&key("tickets"), &later);
        let services = shop.services();
        assert_eq!(services.ticket_keys.keys(), Vec::<String>::new());
        let created = shop.ticket(services, "Parcel").await;
        let aside = storage::get(&key("tickets.unreadable")).expect("it is set aside");
        assert_eq!(aside, later);
        // The version that wrote it is back.
        storage::set(&key("tickets.unreadable"), &fixture(1, "tickets"));
        let services = shop.services();
        assert_eq!(services.ticket_keys.keys(), [created.ticket_key, "tk_secret".to_owned()]);
        assert!(storage::get(&key("tickets.unreadable")).is_none());
        assert_eq!(shop.services().ticket_keys.keys().len(), 2, "both are stored in one list again");
    });
}

#[test]
fn damaged_texts_are_set_aside_one_by_one_and_a_logout_removes_them() {
    run(async {
        let shop = Shop::open().await;
        let damaged = ["[{\"key\":\"k1\"", "[{\"key\":\"k2\""];
        for text in damaged {
            storage::set(&key("outbox"), text);
            assert!(now(|| shop.services().pending_writes.entries()).is_empty());
        }
        let aside = |name: &str| storage::get(&key(name));
        assert_eq!(aside("outbox.unreadable").as_deref(), Some(damaged[0]));
        assert_eq!(aside("outbox.unreadable2").as_deref(), Some(damaged[1]));
        shop.app().forget();
        assert_eq!((aside("outbox.unreadable"), aside("outbox.unreadable2")), (None, None));
    });
}

#[test]
fn a_draft_that_was_set_aside_does_not_replace_a_newer_one() {
    let device = DeviceStorage::of(BACKEND);
    let newer = TicketDraft { subject: "Newer".to_owned(), ..TicketDraft::default() };
    device.write(&newer);
    storage::set(&key("draft.unreadable"), &fixture(0, "draft"));
    assert_eq!(device.read::<TicketDraft>(), Some(newer));
    device.clear("draft");
    assert_eq!(device.read::<TicketDraft>().expect("the other one").subject, "Lamp");
}

#[test]
fn a_tab_that_slept_sends_nothing_that_another_tab_has_sent() {
    run(async {
        let shop = Shop::open().await;
        let slept = shop.services();
        shop.wire.cut(true);
        slept.pending_writes.post(Write::Ticket(ticket_of("Parcel"))).await;
        let text = storage::get(&key("outbox")).expect("it is stored");
        // The other tab: it has sent the write, and its key is forgotten by the backend since.
        storage::remove(&key("outbox"));
        shop.wire.cut(false);
        let before = shop.wire.count("POST /v1/tickets");
        shop.later().await;
        assert_eq!((shop.wire.count("POST /v1/tickets"), shop.tickets().await), (before, 0));
        assert!(text.contains("Parcel") && now(|| slept.pending_writes.entries()).is_empty());
    });
}

#[test]
fn a_write_whose_key_the_backend_may_have_forgotten_waits_for_the_customer() {
    run(async {
        let shop = Shop::open().await;
        let (_, ticket) = shop.desk_with_ticket().await;
        let reply = format!(r#"{{"Reply":["{}",{{"body":"Thanks"}}]}}"#, ticket.id);
        let entry = format!(r#"{{"key":"k1","letter":{reply},"is_refused":false,"sent_at":1700000000000}}"#);
        storage::set(&key("outbox"), &format!(r#"{{"version":1,"data":[{entry}]}}"#));
        let services = shop.services();
        shop.settle().await;
        assert_eq!(shop.thread(&ticket.id).await, ["Where is it?"], "it is not sent by itself");
        assert_eq!(now(|| services.pending_writes.delivery("k1")), Delivery::Unknown);
        services.pending_writes.send_again("k1");
        shop.settle().await;
        assert_eq!(shop.thread(&ticket.id).await, ["Where is it?", "Thanks"]);
        assert!(now(|| services.pending_writes.entries()).is_empty());
    });
}

#[test]
fn a_write_is_stored_as_sent_before_it_is_and_as_unsent_when_the_backend_is_too_busy() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        shop.wire.cut(true);
        services.pending_writes.post(Write::Ticket(ticket_of("Parcel"))).await;
        assert!(now(|| services.pending_writes.entries())[0].sent_at.is_some());
        shop.wire.cut(false);
        shop.wire.next("POST /v1/tickets", Trouble::Answer(503, Some(3), serde_json::Value::Null));
        services.pending_writes.flush();
        shop.settle().await;
        assert!(now(|| services.pending_writes.entries())[0].sent_at.is_none());
    });
}

#[test]
fn a_reply_does_not_wait_for_one_that_another_tab_has_sent() {
    run(async {
        let shop = Shop::open().await;
        let (services, ticket) = shop.desk_with_ticket().await;
        let reply = |body: &str| {
            let message = NewMessage { body: body.to_owned(), attachments: Vec::new() };
            Write::Reply(ticket.id.clone(), message)
        };
        shop.wire.cut(true);
        services.pending_writes.post(reply("first")).await;
        shop.wire.cut(false);
        // The other tab: the first is with the backend, and no longer stored.
        storage::remove(&key("outbox"));
        let (_, outcome) = services.pending_writes.post(reply("second")).await;
        assert!(matches!(outcome, WriteOutcome::Reply(_)), "{outcome:?}");
    });
}
