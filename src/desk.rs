//! Everything that panels are given: the services of one widget, each cheap to copy.

use std::cell::Cell;

use helpnook_contract::tickets::PageContext;

use crate::signal::{Signal, on_cleanup};

use crate::api::Api;
use crate::browser::page;
use crate::command::Context;
use crate::events::Host;
use crate::faq::Faq;
use crate::for_page::ForPage;
use crate::keyring::Keyring;
use crate::ledger::Ledger;
use crate::outbox::Outbox;
use crate::screen::Navigator;
use crate::shelf::Shelf;
use crate::site::SiteState;
use crate::survey::SurveyState;
use crate::text::{Text, Word};
use crate::tickets::Tickets;

/// The services of one widget. Cheap to copy: what it stands for is kept once, because nearly every closure of every view
/// holds a copy.
#[derive(Clone, Copy)]
pub struct Desk {
    services: Signal<Services>,
    shelf: Shelf,
}

thread_local! {
    /// The services of the widget that was last taken out of its page; every signal in them is gone. It is what answers
    /// that come too late find.
    static GONE: Cell<Option<Services>> = const { Cell::new(None) };
}

macro_rules! services {
    ($($(#[$doc:meta])* $name:ident: $kind:ty,)*) => {
        /// The services of one widget, together.
        #[derive(Clone, Copy)]
        struct Services {
            $($name: $kind,)*
        }

        impl Desk {
            $($(#[$doc])* pub fn $name(self) -> $kind {
                self.read(|services| services.$name)
            })*
        }
    };
}

services! {
    /// The backend.
    api: Api,
    /// The words.
    text: Text,
    /// Where the customer is.
    way: Navigator,
    /// What the backend offers.
    site: SiteState,
    /// Help articles.
    faq: Faq,
    /// Articles for the page that the customer is on.
    for_page: ForPage,
    /// The keys to this device's tickets.
    keyring: Keyring,
    /// Where this device's tickets stand.
    tickets: Tickets,
    /// Writes on their way.
    outbox: Outbox,
    /// The survey that is due.
    survey: SurveyState,
    /// What was searched, and what answered it.
    ledger: Ledger,
    /// Who hears the events.
    host: Host,
    /// What a screen reader is told next.
    live: Signal<String>,
    /// Grows when the content of a screen has come: the keyboard then belongs to its beginning.
    arrivals: Signal<u32>,
    /// What the site says of the page that a request comes from.
    context: Signal<Context>,
    /// Whether the site asked to hear what is searched.
    tells_queries: Signal<bool>,
}

impl Desk {
    /// The services over a backend, with words that are there already.
    pub fn open(api: Api, text: Text, shelf: Shelf, host: Host) -> Self {
        let language = text.wanted();
        let keyring = Keyring::open(shelf);
        let site = SiteState::open(api, shelf, &language);
        let faq = Faq::new(api, &language);
        let services = Services {
            api,
            text,
            way: Navigator::default(),
            site,
            faq,
            for_page: ForPage::new(faq),
            keyring,
            tickets: Tickets::new(api, keyring),
            outbox: Outbox::open(api, shelf, keyring, host),
            survey: SurveyState::new(api, keyring, host),
            ledger: Ledger::new(api, shelf, site, faq),
            host,
            live: Signal::new(String::new()),
            arrivals: Signal::new(0),
            context: Signal::new(Context::default()),
            tells_queries: Signal::new(false),
        };
        on_cleanup(move || GONE.set(Some(services)));
        Self { services: Signal::new(services), shelf }
    }

    /// What this device keeps; it is there for ever.
    pub fn shelf(self) -> Shelf {
        self.shelf
    }

    fn read<T>(self, pick: impl FnOnce(&Services) -> T) -> T {
        match (self.services.try_get_untracked(), GONE.get()) {
            (Some(services), _) | (None, Some(services)) => pick(&services),
            (None, None) => unreachable!("services are gone only after that was noted"),
        }
    }

    /// A word of the interface.
    pub fn word(self, word: Word) -> String {
        self.text().get(word)
    }

    /// The page that a request comes from: as the site says, else as it is.
    pub fn page(self) -> Option<PageContext> {
        let page = page::context(&self.text().language())?;
        let given = self.context().get();
        Some(PageContext { url: given.url.unwrap_or(page.url), title: given.title.or(page.title), ..page })
    }

    /// The content of the screen has come.
    pub fn arrive(self) {
        self.arrivals().try_update(|count| *count += 1);
    }

    /// Tells people who cannot see the screen. The same words a second time end in a space that does not break, so that
    /// they are a change, which is what screen readers listen for.
    pub fn announce(self, message: String) {
        self.live().try_update(|live| *live = if *live == message { message + "\u{a0}" } else { message });
    }
}
