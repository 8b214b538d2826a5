//! Writing a request: checked as each field is left, kept with each keystroke, gone once it is sent.

use helpnook::host::events::Event;
use helpnook::screens::new_ticket::NewTicketState;
use helpnook::state::navigation::Screen;
use serde_json::json;

use crate::support::{Gate, Shop, Trouble, now, run};

const CREATE: &str = "POST /v1/tickets";

fn fill(state: NewTicketState) {
    state.write(|draft| {
        draft.subject = "Parcel".to_owned();
        draft.message = "Where is it?".to_owned();
        draft.email = "eve@example.com".to_owned();
        draft.name = "Eve".to_owned();
    });
}

#[test]
fn each_field_says_what_is_wrong_as_it_is_left_and_no_other_does() {
    run(async {
        let shop = Shop::open().await;
        let cases = [
            ("subject", " ", "Say in a few words what it is about."),
            ("message", "\n", "Write what we can do for you."),
            ("email", "", "Give an e-mail address, so that our reply can reach you."),
            ("email", "eve@", "This does not look like an e-mail address. Example: eve@example.com"),
        ];
        for (name, text, says) in cases {
            let state = NewTicketState::new(shop.services());
            state.write(|draft| match name {
                "subject" => draft.subject = text.to_owned(),
                "message" => draft.message = text.to_owned(),
                _ => draft.email = text.to_owned(),
            });
            state.check(name);
            for other in ["subject", "message", "email", "name"] {
                let expected = if other == name { says } else { "" };
                assert_eq!(now(|| state.fault(other)), expected, "{other} after leaving {name}");
            }
        }
    });
}

#[test]
fn what_is_too_long_is_said_with_the_most_that_is_allowed() {
    run(async {
        let shop = Shop::open().await;
        let state = NewTicketState::new(shop.services());
        state.write(|draft| {
            draft.subject = "ä".repeat(201);
            draft.message = "x".repeat(20_001);
            draft.name = "n".repeat(201);
            draft.email = format!("{}@example.com", "e".repeat(300));
        });
        for (name, most) in [("subject", "200"), ("message", "20000"), ("name", "200"), ("email", "254")] {
            state.check(name);
            let said = now(|| state.fault(name)).replace([',', '\u{202f}', '.'], "");
            assert!(said.contains(most), "{name}: {said}");
        }
    });
}

#[test]
fn a_fault_goes_when_the_field_is_put_right_and_the_name_may_be_left_out() {
    run(async {
        let shop = Shop::open().await;
        let state = NewTicketState::new(shop.services());
        state.check("subject");
        assert_ne!(now(|| state.fault("subject")), "");
        state.write(|draft| draft.subject = "Parcel".to_owned());
        state.check("subject");
        state.check("name");
        assert_eq!((now(|| state.fault("subject")), now(|| state.fault("name"))), Default::default());
    });
}

#[test]
fn every_fault_is_shown_at_once_and_nothing_is_sent() {
    run(async {
        let shop = Shop::open().await;
        let state = NewTicketState::new(shop.services());
        assert!(!state.submit());
        shop.settle().await;
        for name in ["subject", "message", "email"] {
            assert_ne!(now(|| state.fault(name)), "", "{name}");
        }
        assert_eq!(shop.wire.count(CREATE), 0);
    });
}

#[test]
fn what_is_typed_is_found_again_after_a_reload() {
    run(async {
        let shop = Shop::open().await;
        let state = NewTicketState::new(shop.services());
        for end in 1..="Parcel".len() {
            state.write(|draft| draft.subject = "Parcel"[..end].to_owned());
            let again = NewTicketState::new(shop.services());
            assert_eq!(now(|| again.draft()).subject, "Parcel"[..end]);
        }
    });
}

#[test]
fn a_sent_request_leaves_the_form_empty_and_the_requester_filled_in() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        let state = NewTicketState::new(services);
        services.navigation.go(Screen::NewTicket);
        fill(state);
        assert!(state.submit());
        assert!(now(|| state.is_sending()));
        shop.settle().await;
        let Screen::TicketSent(key) = services.navigation.screen_untracked() else {
            panic!("it is confirmed")
        };
        let created = now(|| services.pending_writes.ticket_of(&key)).expect("the backend has it");
        assert!(services.host.heard().contains(&Event::TicketCreated(created.reference.clone())));
        assert_eq!(services.ticket_keys.key_of(&created.id), Some(created.ticket_key));
        for state in [state, NewTicketState::new(shop.services())] {
            let draft = now(|| state.draft());
            assert_eq!((draft.subject.as_str(), draft.message.as_str()), ("", ""));
            assert_eq!((draft.email.as_str(), draft.name.as_str()), ("eve@example.com", "Eve"));
        }
    });
}

#[test]
fn a_double_click_sends_one_request() {
    run(async {
        let shop = Shop::open().await;
        let state = NewTicketState::new(shop.services());
        fill(state);
        assert!(state.submit());
        assert!(state.submit());
        shop.settle().await;
        assert_eq!((shop.wire.count(CREATE), shop.tickets().await), (1, 1));
    });
}

#[test]
fn a_refused_request_returns_to_the_form_with_the_fault_at_its_field() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        let state = NewTicketState::new(services);
        services.navigation.go(Screen::NewTicket);
        fill(state);
        let problem = json!({
            "type": "urn:helpnook:problem:invalid-fields", "title": "Fields are not valid", "status": 422,
            "detail": "See `errors`.",
            "errors": [{"pointer": "/requester/email", "code": "not_an_email", "detail": "is not known here"}]
        });
        shop.wire.next(CREATE, Trouble::Answer(422, None, problem));
        assert!(state.submit());
        shop.settle().await;
        assert_eq!(services.navigation.screen_untracked(), Screen::NewTicket);
        assert_eq!(now(|| state.fault("email")), "is not known here");
        assert_eq!(now(|| state.fault("subject")), "");
        assert!(now(|| state.failure()).is_some() && !now(|| state.is_sending()));
        assert!(now(|| services.pending_writes.entries()).is_empty());
        assert_eq!(now(|| NewTicketState::new(shop.services()).draft()).message, "Where is it?");
        assert!(state.submit(), "put right, it may go off again");
        shop.settle().await;
        assert_eq!(shop.tickets().await, 1);
    });
}

#[test]
fn a_request_that_the_real_server_refuses_returns_too() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        let state = NewTicketState::new(services);
        fill(state);
        state.write(|draft| draft.category = "no-such-category".to_owned());
        assert!(state.submit());
        shop.settle().await;
        assert!(now(|| state.failure()).is_some());
        assert_eq!(now(|| state.draft()).subject, "Parcel");
        assert_eq!(shop.tickets().await, 0);
    });
}

#[test]
fn a_request_that_is_refused_later_can_be_taken_back_into_the_form() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        let state = NewTicketState::new(services);
        services.navigation.go(Screen::NewTicket);
        fill(state);
        shop.wire.next(CREATE, Trouble::NoAnswer);
        shop.wire.next(CREATE, Trouble::Answer(422, None, serde_json::Value::Null));
        state.submit();
        shop.settle().await;
        let Screen::TicketSent(key) = services.navigation.screen_untracked() else {
            panic!("it is kept and on its way")
        };
        shop.later().await;
        assert!(
            now(|| services.pending_writes.entries())
                .iter()
                .any(|entry| entry.key == key && entry.is_refused)
        );
        state.take_back(&key);
        assert!(now(|| services.pending_writes.entries()).is_empty());
        let draft = now(|| state.draft());
        assert_eq!((draft.subject.as_str(), draft.message.as_str()), ("Parcel", "Where is it?"));
        assert_eq!(now(|| NewTicketState::new(shop.services()).draft()), draft);
    });
}

#[test]
fn a_subject_from_elsewhere_never_replaces_what_was_written() {
    run(async {
        let shop = Shop::open().await;
        let state = NewTicketState::new(shop.services());
        state.begin("  where is my parcel ");
        assert_eq!(now(|| state.draft()).subject, "where is my parcel");
        state.begin("another");
        assert_eq!(now(|| state.draft()).subject, "where is my parcel");
    });
}

#[test]
fn a_key_pressed_while_it_is_sent_does_not_bring_the_sent_request_back() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        let state = NewTicketState::new(services);
        fill(state);
        let gate = Gate::closed();
        shop.wire.next(CREATE, Trouble::LateReply(gate.clone()));
        state.submit();
        shop.settle().await;
        state.write(|draft| draft.message.push(' '));
        gate.open();
        shop.settle().await;
        let draft = now(|| state.draft());
        assert_eq!((draft.subject.as_str(), draft.message.as_str()), ("", ""));
    });
}

#[test]
fn a_request_taken_back_does_not_overwrite_another_that_is_being_written() {
    run(async {
        let shop = Shop::open().await;
        let services = shop.services();
        let state = NewTicketState::new(services);
        fill(state);
        shop.wire.next(CREATE, Trouble::NoAnswer);
        shop.wire.next(CREATE, Trouble::Answer(422, None, serde_json::Value::Null));
        state.submit();
        shop.settle().await;
        shop.later().await;
        let key = now(|| services.pending_writes.entries())[0].key.clone();
        state.write(|draft| draft.message = "Something else, half written".to_owned());
        state.take_back(&key);
        let draft = now(|| state.draft());
        let waiting = now(|| services.pending_writes.entries());
        let is_kept = draft.message.contains("Something else, half written");
        assert!(is_kept, "{draft:?}");
        assert!(draft.message.contains("Where is it?") || waiting.len() == 1, "neither text is lost");
    });
}
