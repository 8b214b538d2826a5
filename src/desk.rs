//! Everything that panels are given: the services of one widget, each cheap to copy.

use helpnook_contract::tickets::PageContext;

use crate::signal::Signal;

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

/// The services of one widget.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The backend.
    pub api: Api,
    /// The words.
    pub text: Text,
    /// Where the customer is.
    pub way: Navigator,
    /// What the backend offers.
    pub site: SiteState,
    /// Help articles.
    pub faq: Faq,
    /// Articles for the page that the customer is on.
    pub for_page: ForPage,
    /// The keys to this device's tickets.
    pub keyring: Keyring,
    /// Where this device's tickets stand.
    pub tickets: Tickets,
    /// Writes on their way.
    pub outbox: Outbox,
    /// The survey that is due.
    pub survey: SurveyState,
    /// What this device keeps.
    pub shelf: Shelf,
    /// What was searched, and what answered it.
    pub ledger: Ledger,
    /// Who hears the events.
    pub host: Host,
    /// What a screen reader is told next.
    pub live: Signal<String>,
    /// Grows when the content of a screen has come: the keyboard then belongs to its beginning.
    pub arrivals: Signal<u32>,
    /// What the site says of the page that a request comes from.
    pub context: Signal<Context>,
    /// Whether the site asked to hear what is searched.
    pub tells_queries: Signal<bool>,
}

impl Desk {
    /// The services over a backend, with words that are there already.
    pub fn open(api: Api, text: Text, shelf: Shelf, host: Host) -> Self {
        let language = text.wanted();
        let keyring = Keyring::open(shelf);
        let site = SiteState::open(api, shelf, &language);
        let faq = Faq::new(api, &language);
        Self {
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
            shelf,
            host,
            live: Signal::new(String::new()),
            arrivals: Signal::new(0),
            context: Signal::new(Context::default()),
            tells_queries: Signal::new(false),
        }
    }

    /// A word of the interface.
    pub fn word(self, word: Word) -> String {
        self.text.get(word)
    }

    /// The page that a request comes from: as the site says, else as it is.
    pub fn page(self) -> Option<PageContext> {
        let page = page::context(&self.text.language())?;
        let given = self.context.get();
        Some(PageContext { url: given.url.unwrap_or(page.url), title: given.title.or(page.title), ..page })
    }

    /// The content of the screen has come.
    pub fn arrive(self) {
        self.arrivals.try_update(|count| *count += 1);
    }

    /// Tells people who cannot see the screen. The same words a second time end in a space that does not break, so that
    /// they are a change, which is what screen readers listen for.
    pub fn announce(self, message: String) {
        self.live.try_update(|live| *live = if *live == message { message + "\u{a0}" } else { message });
    }
}
