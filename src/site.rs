//! The site: what the backend offers. Asked for at each start, remembered for when the backend is away.

use crate::signal::{Signal, spawn_local};
use helpnook_contract::site::{GetSite, LanguageQuery, Site};

use crate::api::{Api, Grant};
use crate::browser::{page, timer};
use crate::shelf::Shelf;

/// The site as it is known now. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SiteState {
    site: Signal<Option<Site>>,
    is_away: Signal<bool>,
    is_asking: Signal<bool>,
    is_heard: Signal<bool>,
    api: Api,
    shelf: Shelf,
    language: Signal<String>,
}

/// Seconds between two tries while the backend is away: doubled from the first to the last.
const FIRST_WAIT: u32 = 2;
const LAST_WAIT: u32 = 30;

impl SiteState {
    /// What is remembered, until [`SiteState::refresh`] brought news.
    pub fn open(api: Api, shelf: Shelf, language: &str) -> Self {
        let state = Self {
            site: Signal::new(shelf.read("site")),
            is_away: Signal::new(false),
            is_asking: Signal::new(false),
            is_heard: Signal::new(false),
            api,
            shelf,
            language: Signal::new(language.to_owned()),
        };
        page::when("online", move || state.refresh());
        state
    }

    /// The site; `None` until it was heard of for the first time.
    pub fn get(self) -> Option<Site> {
        self.site.get()
    }

    /// The site as it said since the page was loaded; nothing that the device remembers.
    pub fn heard(self) -> Option<Site> {
        self.get().filter(|_| self.is_heard.get())
    }

    /// Whether a feature is offered; what is not known yet is offered.
    pub fn has(self, feature: impl Fn(&helpnook_contract::site::Features) -> bool) -> bool {
        self.site.with(|site| site.as_ref().is_none_or(|site| feature(&site.features)))
    }

    /// Whether the backend could not be reached just now.
    pub fn is_away(self) -> bool {
        self.is_away.get()
    }

    /// Asks anew, in another language.
    pub fn speak(self, language: &str) {
        self.language.set(language.to_owned());
        self.refresh();
    }

    /// Asks, and goes on asking until the backend answers.
    pub fn refresh(self) {
        if self.is_asking.try_get_untracked() != Some(false) {
            return;
        }
        self.is_asking.set(true);
        spawn_local(async move {
            let mut wait = FIRST_WAIT;
            while !self.ask().await {
                timer::after(wait * 1000).await;
                wait = (wait * 2).min(LAST_WAIT);
            }
            self.is_asking.try_set(false);
        });
    }

    /// Asks once. True when there is nothing left to ask for.
    async fn ask(self) -> bool {
        let Some(language) = self.language.try_get_untracked() else { return true };
        let call = GetSite { query: LanguageQuery { language: Some(language.clone()) } };
        let answer = self.api.get(call, Grant::Anyone).await;
        if self.language.try_with_untracked(|now| *now != language) == Some(true) {
            // Another language is wanted by now.
            return Box::pin(self.ask()).await;
        }
        match answer {
            Ok(site) => {
                self.shelf.write("site", &site);
                self.is_away.try_set(false);
                self.site.try_set(Some(site));
                self.is_heard.try_set(true);
                true
            }
            // Gone after the widget was taken out of the page: nobody to ask for any more.
            Err(_) => !self.is_away.try_set(true),
        }
    }
}
