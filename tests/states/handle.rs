//! The handle and the props of the component for Leptos apps.

use helpnook::component::SupportWidgetProps;
use helpnook::platform::page;
use helpnook::state::navigation::Screen;
use helpnook::{Context, Event, Identity, Position, Prefill, SupportHandle, SupportWidget, Theme};
use leptos::prelude::*;

use crate::support::{Shop, now, run};

#[test]
fn calls_made_before_the_widget_is_there_run_in_their_order() {
    run(async {
        let shop = Shop::open().await;
        let handle = SupportHandle::new();
        handle.search("refund");
        handle.open_article("track");
        handle.close();
        handle.prefill(Prefill { subject: "My lamp".to_owned(), ..Prefill::default() });
        assert_eq!(handle.explain(), None);
        let widget = shop.app();
        handle.mount(widget, Owner::current().expect("an owner"));
        shop.settle().await;
        assert_eq!(widget.services().navigation.screen_untracked(), Screen::NewTicket);
        assert_eq!(now(|| widget.home.text()), "refund");
        let heard = widget.services().host.heard();
        let opened: Vec<_> =
            heard.into_iter().filter(|event| matches!(event, Event::Opened | Event::Closed)).collect();
        assert_eq!(opened, [Event::Opened, Event::Closed, Event::Opened]);
        assert_eq!(handle.explain().map(|it| it.screen), Some("compose"));
    });
}

#[test]
fn calls_to_a_widget_that_is_gone_wait_for_the_next_one() {
    run(async {
        let shop = Shop::open().await;
        let handle = SupportHandle::new();
        let owner = || Owner::current().expect("an owner");
        let first = shop.app();
        handle.mount(first, owner());
        handle.unmount(first);
        handle.open_article("track");
        assert!(!first.is_open.get_untracked());
        let second = shop.app();
        handle.mount(second, owner());
        assert!(second.is_open.get_untracked());
        // A route's widget may leave after that of the next route came.
        handle.unmount(first);
        handle.close();
        assert!(!second.is_open.get_untracked());
    });
}

#[test]
fn the_app_follows_no_signal_of_the_widget_by_a_call() {
    run(async {
        let shop = Shop::open().await;
        let handle = SupportHandle::new();
        let widget = shop.app();
        handle.mount(widget, Owner::current().expect("an owner"));
        let runs = StoredValue::new(0);
        Effect::new(move |_| {
            runs.update_value(|runs| *runs += 1);
            handle.search("refund");
        });
        shop.settle().await;
        handle.close();
        handle.search("parcel");
        shop.settle().await;
        assert_eq!(runs.get_value(), 1);
    });
}

#[test]
fn the_widget_follows_the_props() {
    run(async {
        let shop = Shop::open().await;
        let handle = SupportHandle::new();
        let widget = shop.app();
        handle.mount(widget, Owner::current().expect("an owner"));
        let language = RwSignal::new("en".to_owned());
        let theme = RwSignal::new(Theme::Dark);
        let color = RwSignal::new(Some("teal".to_owned()));
        let context = RwSignal::new(None::<Context>);
        let identity = RwSignal::new(None::<Identity>);
        let _view = SupportWidget(
            SupportWidgetProps::builder()
                .backend("https://help.example")
                .language(language)
                .theme(theme)
                .color(color)
                .position(Position::Left)
                .context(context)
                .identity(identity)
                .handle(handle)
                .build(),
        );
        shop.settle().await;
        let options = || widget.options.get_untracked();
        assert_eq!((options().theme, options().position), (Theme::Dark, Position::Left));
        assert_eq!(options().color, "teal");

        theme.set(Theme::Light);
        color.set(None);
        language.set("de".to_owned());
        context.set(Some(Context { title: Some("Order 7".to_owned()), url: None }));
        identity.set(Some(Identity { email: Some("eve@example.com".to_owned()), ..Identity::default() }));
        shop.settle().await;
        assert_eq!((options().theme, options().color), (Theme::Light, String::new()));
        assert_eq!(widget.services().i18n.requested(), "de");
        let title = now(|| widget.services().request_page()).and_then(|page| page.title);
        assert_eq!(title.as_deref(), Some("Order 7"));
        assert!(widget.explain().customer.identified);

        page::said();
        language.set("no language".to_owned());
        context.set(None);
        shop.settle().await;
        assert_eq!(page::said().len(), 1);
        assert_eq!(widget.services().i18n.requested(), "en");
        let title = now(|| widget.services().request_page()).and_then(|page| page.title);
        assert_eq!(title.as_deref(), Some("Cart"));
    });
}
