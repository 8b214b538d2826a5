//! A customer who has logged out: what comes late, and what another tab still knows, is nobody's any more.

use helpnook::remote::Remote;
use helpnook::widget::Widget;
use helpnook_contract::agent::queue::AgentStatus;

use crate::support::{Gate, Shop, Trouble, now, run};

/// Logs out while the reply to `call`, which `act` asks for, is on its way.
async fn logged_out(shop: &Shop, call: &str, act: impl FnOnce(Widget)) -> Widget {
    let app = shop.app();
    let ticket = shop.ticket(app.services(), "Parcel").await;
    // The list is asked for as a request arrives; that it was solved must not be in it yet.
    shop.settle().await;
    shop.agent_moves(&ticket.id, AgentStatus::Solved).await;
    shop.settle().await;
    let gate = Gate::closed();
    shop.wire.next(call, Trouble::LateReply(gate.clone()));
    let before = shop.wire.count(call);
    act(app);
    shop.settle().await;
    assert!(shop.wire.count(call) > before, "{call} is on its way");
    app.forget();
    gate.open();
    shop.settle().await;
    app
}

#[test]
fn requests_that_were_asked_for_before_are_not_shown_after() {
    run(async {
        let shop = Shop::open().await;
        let app = logged_out(&shop, "GET /v1/tickets", |app| app.services().tickets.refresh()).await;
        assert_eq!(now(|| app.services().tickets.list()), Remote::Ready(Vec::new()));
    });
}

#[test]
fn nobody_else_is_asked_how_it_went() {
    run(async {
        let shop = Shop::open().await;
        let ask = |app: Widget| {
            let held = now(|| app.services().ticket_keys.all()).remove(0);
            // The list may have brought the question already.
            app.services().survey.withdraw(&held.id);
            app.services().survey.ask(held.id);
        };
        let app = logged_out(&shop, "GET /v1/surveys/next", ask).await;
        assert_eq!(now(|| app.services().survey.ticket()), None);
    });
}

#[test]
fn another_tab_brings_no_key_back() {
    run(async {
        let shop = Shop::open().await;
        let app = shop.app();
        let ticket = shop.ticket(app.services(), "Parcel").await;
        let other = shop.app();
        shop.settle().await;
        app.forget();
        other.services().ticket_keys.mark_rated(&ticket.id, true);
        other.services().pending_writes.take_back("none");
        assert_eq!(shop.app().services().ticket_keys.keys(), Vec::<String>::new());
        assert_eq!(other.services().ticket_keys.keys(), Vec::<String>::new());
    });
}
