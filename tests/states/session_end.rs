//! What happens when the backend does not take what a page signed, gives no answer, or ends a session.

use std::time::Duration;

use helpnook::platform::page;
use helpnook::state::pending_writes::{Write, WriteOutcome};
use helpnook_contract::thread::NewMessage;
use serde_json::json;

use crate::commands::tell;
use crate::session::{SESSIONS, identity, identity_for, is_signed_in, listed, refusals, shop, sign_in};
use crate::support::{Gate, Trouble, now, run, ticket_of};

#[test]
fn an_identity_that_is_refused_is_sent_once_and_told_once_and_nothing_is_lost() {
    run(async {
        let shop = shop().await;
        let late = identity_for(&shop, "eve", -120);
        let early = identity_for(&shop, "eve", 86_400);
        for (token, why) in [(late.as_str(), "ended"), (&early, "15 minutes"), ("eyJ", "identify: ")] {
            let app = shop.app();
            app.new_ticket.write(|draft| "Half a sentence".clone_into(&mut draft.message));
            page::said();
            let before = shop.wire.count(SESSIONS);
            sign_in(&shop, app, token).await;
            for _ in 0..3 {
                app.close();
                app.open();
                shop.later().await;
            }
            assert_eq!((shop.wire.count(SESSIONS) - before, refusals(app)), (1, 1), "{why}");
            let said = page::said();
            assert!(said.len() == 1 && said[0].contains(why), "{said:?}");
            assert!(!said[0].contains(token), "the console does not repeat the token");
            assert_eq!(now(|| app.new_ticket.draft()).message, "Half a sentence");
            assert!(!is_signed_in(app));
            sign_in(&shop, app, &identity_for(&shop, "eve", -240)).await;
            assert_eq!(
                (page::said().len(), refusals(app)),
                (1, 1),
                "a page that answers to each would ask for ever"
            );
            sign_in(&shop, app, &identity(&shop, "eve")).await;
            assert!(is_signed_in(app), "the page may try again");
            app.forget();
            shop.settle().await;
        }
    });
}

#[test]
fn when_the_session_ends_the_customer_goes_on_as_a_guest() {
    run(async {
        let shop = shop().await;
        let elsewhere = shop.app();
        sign_in(&shop, elsewhere, &identity(&shop, "eve")).await;
        shop.ticket(elsewhere.services(), "From another device").await;
        let app = shop.app_elsewhere();
        shop.ticket(app.services(), "From this device").await;
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        assert_eq!(listed(app).len(), 2);
        app.new_ticket.write(|draft| "Half a sentence".clone_into(&mut draft.message));
        shop.clock.pass(Duration::from_secs(90_000));
        let before = shop.wire.count("GET /v1/tickets");
        for _ in 0..3 {
            app.services().tickets.refresh();
            shop.settle().await;
        }
        assert!(!is_signed_in(app));
        assert_eq!((refusals(app), listed(app)), (1, vec!["From this device".to_owned()]));
        assert_eq!(shop.wire.count("GET /v1/tickets") - before, 4, "refused once, asked anew once");
        assert_eq!(now(|| app.new_ticket.draft()).message, "Half a sentence");
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        assert_eq!(listed(app).len(), 2);
    });
}

#[test]
fn a_request_that_meets_the_end_of_the_session_is_sent_once_all_the_same() {
    run(async {
        let shop = shop().await;
        let app = shop.app();
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        shop.clock.pass(Duration::from_secs(90_000));
        let (_, outcome) = app.services().pending_writes.post(Write::Ticket(ticket_of("Parcel"))).await;
        assert_eq!(outcome, WriteOutcome::Kept);
        shop.later().await;
        assert_eq!((shop.tickets().await, app.services().pending_writes.count()), (1, 0));

        sign_in(&shop, app, &identity(&shop, "eve")).await;
        shop.wire.next("POST /v1/tickets", Trouble::LostReply);
        let (_, outcome) = app.services().pending_writes.post(Write::Ticket(ticket_of("Lamp"))).await;
        assert_eq!(outcome, WriteOutcome::Kept);
        shop.clock.pass(Duration::from_secs(3_600));
        app.services().backend.use_session(String::new());
        shop.later().await;
        assert_eq!(shop.tickets().await, 2, "by another right it is the same write");
    });
}

#[test]
fn a_new_token_of_the_same_customer_is_kept_for_when_the_session_ends() {
    run(async {
        let shop = shop().await;
        let app = shop.app();
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        let page_after_it = shop.app();
        let spare = identity_for(&shop, "eve", 840);
        sign_in(&shop, page_after_it, &spare).await;
        assert!(is_signed_in(page_after_it));
        assert_eq!(shop.wire.count(SESSIONS), 1);
        // The operator ends all sessions.
        shop.wire.next("GET /v1/tickets", Trouble::Answer(401, None, json!({})));
        page_after_it.services().tickets.refresh();
        shop.settle().await;
        assert_eq!((shop.wire.count(SESSIONS), refusals(page_after_it)), (2, 0));
        assert!(is_signed_in(page_after_it));
    });
}

#[test]
fn without_an_answer_the_customer_is_signed_in_later_and_once() {
    run(async {
        let shop = shop().await;
        let app = shop.app();
        app.open();
        shop.settle().await;
        shop.wire.next(SESSIONS, Trouble::NoAnswer);
        shop.wire.next(SESSIONS, Trouble::Answer(503, Some(2), json!({})));
        shop.wire.next(SESSIONS, Trouble::LostReply);
        tell(app, "identify", &json!({ "token": identity(&shop, "eve") }).to_string());
        shop.settle().await;
        app.close();
        app.open();
        for tries in 1..=3 {
            assert_eq!((is_signed_in(app), shop.wire.count(SESSIONS)), (false, tries));
            shop.later().await;
        }
        assert!(is_signed_in(app));
        assert_eq!(refusals(app), 0);
    });
}

#[test]
fn what_somebody_left_whose_session_has_ended_is_found_by_nobody_else() {
    run(async {
        let shop = shop().await;
        let app = shop.app();
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        shop.ticket(app.services(), "Eve's").await;
        app.new_ticket.write(|draft| "Eve's draft".clone_into(&mut draft.message));
        shop.clock.pass(Duration::from_secs(90_000));
        app.services().tickets.refresh();
        shop.settle().await;
        assert!(!is_signed_in(app));
        shop.ticket(app.services(), "Eve's, as a guest").await;
        sign_in(&shop, app, &identity(&shop, "bob")).await;
        assert!(is_signed_in(app));
        assert_eq!((listed(app), now(|| app.new_ticket.draft()).message), (Vec::new(), String::new()));
    });
}

#[test]
fn a_token_that_is_refused_takes_nothing_from_the_device() {
    run(async {
        let shop = shop().await;
        let late = identity_for(&shop, "bob", -120);
        // The second is what a page of a login has in the place of a token.
        for token in [late.as_str(), "<!doctype html>"] {
            let app = shop.app();
            sign_in(&shop, app, &identity(&shop, "eve")).await;
            app.new_ticket.write(|draft| "Half a sentence".clone_into(&mut draft.message));
            shop.ticket(app.services(), "Parcel").await;
            sign_in(&shop, app, token).await;
            assert_eq!(refusals(app), 1);
            assert_eq!(now(|| app.new_ticket.draft()).message, "Half a sentence");
            assert!(listed(app).contains(&"Parcel".to_owned()));
            app.forget();
            shop.settle().await;
        }
    });
}

#[test]
fn a_reply_that_only_a_session_can_carry_waits_for_the_next_one_and_holds_up_nothing() {
    run(async {
        let shop = shop().await;
        let phone = shop.app();
        sign_in(&shop, phone, &identity(&shop, "eve")).await;
        let ticket = shop.ticket(phone.services(), "From the phone").await;
        let app = shop.app_elsewhere();
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        shop.wire.cut(true);
        let message = NewMessage { body: "Written offline.".to_owned(), attachments: Vec::new() };
        let (_, outcome) = app.services().pending_writes.post(Write::Reply(ticket.id.clone(), message)).await;
        assert_eq!(outcome, WriteOutcome::Kept);
        shop.wire.mend();
        // The next page sends what waits before it has read who is signed in.
        let next = shop.app_elsewhere();
        shop.later().await;
        next.open();
        shop.settle().await;
        assert_eq!(shop.thread(&ticket.id).await, ["Where is it?", "Written offline."]);

        let message = NewMessage { body: "At the end.".to_owned(), attachments: Vec::new() };
        shop.clock.pass(Duration::from_secs(90_000));
        let (_, outcome) =
            next.services().pending_writes.post(Write::Reply(ticket.id.clone(), message)).await;
        assert_eq!(outcome, WriteOutcome::Kept);
        shop.later().await;
        let (_, outcome) = next.services().pending_writes.post(Write::Ticket(ticket_of("As a guest"))).await;
        assert!(matches!(outcome, WriteOutcome::Ticket(_)), "{outcome:?}");
        sign_in(&shop, next, &identity(&shop, "eve")).await;
        assert_eq!(shop.thread(&ticket.id).await.last().map(String::as_str), Some("At the end."));
        assert_eq!(next.services().pending_writes.count(), 0);
    });
}

#[test]
fn the_end_of_an_old_session_does_not_end_the_new_one_of_another_tab() {
    run(async {
        let shop = shop().await;
        let old = shop.app();
        sign_in(&shop, old, &identity(&shop, "eve")).await;
        // It looks for news no longer by itself, and learns of the end below.
        old.close();
        shop.clock.pass(Duration::from_secs(90_000));
        let new = shop.app();
        sign_in(&shop, new, &identity(&shop, "eve")).await;
        assert!(is_signed_in(new));
        old.services().tickets.refresh();
        shop.settle().await;
        assert!(is_signed_in(old) && refusals(old) == 0, "it goes on with the new one");
        let next = shop.app();
        next.open();
        shop.settle().await;
        assert!(is_signed_in(next));
    });
}

#[test]
fn what_the_device_remembers_of_the_backend_refuses_nobody() {
    run(async {
        let shop = shop().await;
        let before = shop.app();
        before.open();
        let off = std::rc::Rc::new(|site: &mut serde_json::Value| site["identity"] = "off".into());
        shop.wire.next("GET /v1/site", Trouble::Changed(off));
        shop.settle().await;
        let gate = Gate::closed();
        shop.wire.next("GET /v1/site", Trouble::LateReply(gate.clone()));
        let app = shop.app();
        sign_in(&shop, app, &identity(&shop, "eve")).await;
        gate.open();
        shop.later().await;
        assert!(is_signed_in(app));
    });
}
