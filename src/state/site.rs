//! The site: what the backend offers. Asked for at each start, remembered for when the backend is away.

use helpnook_contract::site::{Category, GetSite, LanguageQuery, Site};
use leptos::prelude::*;

use crate::platform::{page, timer};
use crate::state::backend::{Backend, Grant};
use crate::state::device_storage::DeviceStorage;
use crate::state::device_storage::stored::StoredSite;
use crate::state::tasks::Tasks;

/// The site as it is known now. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SiteState {
    site: RwSignal<Option<Site>>,
    is_away: RwSignal<bool>,
    is_asking: RwSignal<bool>,
    is_heard: RwSignal<bool>,
    backend: Backend,
    tasks: Tasks,
    storage: DeviceStorage,
    language: RwSignal<String>,
}

/// Seconds between two tries while the backend is away: doubled from the first to the last.
const FIRST_WAIT: u32 = 2;
const LAST_WAIT: u32 = 30;

impl SiteState {
    /// What is remembered, until [`SiteState::refresh`] brought news.
    pub fn open(backend: Backend, tasks: Tasks, storage: DeviceStorage, language: &str) -> Self {
        let state = Self {
            site: RwSignal::new(storage.read().map(|StoredSite(site)| site)),
            is_away: RwSignal::new(false),
            is_asking: RwSignal::new(false),
            is_heard: RwSignal::new(false),
            backend,
            tasks,
            storage,
            language: RwSignal::new(language.to_owned()),
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

    /// The site's name; empty until the backend has answered for the first time.
    pub fn name(self) -> String {
        self.site.with(|site| site.as_ref().map(|site| site.name.clone())).unwrap_or_default()
    }

    /// The categories of tickets.
    pub fn categories(self) -> Vec<Category> {
        self.site.with(|site| site.as_ref().map(|site| site.categories.clone())).unwrap_or_default()
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
    pub fn set_language(self, language: &str) {
        self.language.set(language.to_owned());
        self.refresh();
    }

    /// Asks, and goes on asking until the backend answers.
    pub fn refresh(self) {
        if self.is_asking.get_untracked() {
            return;
        }
        self.is_asking.set(true);
        self.tasks.spawn(async move {
            let mut wait = FIRST_WAIT;
            while !self.ask().await {
                timer::after(wait * 1000).await;
                wait = (wait * 2).min(LAST_WAIT);
            }
            self.is_asking.set(false);
        });
    }

    /// Asks once. True when there is nothing left to ask for.
    async fn ask(self) -> bool {
        let language = self.language.get_untracked();
        let call = GetSite { query: LanguageQuery { language: Some(language.clone()) } };
        let answer = self.backend.get(call, Grant::Anyone).await;
        if self.language.with_untracked(|now| *now != language) {
            // Another language is wanted by now.
            return Box::pin(self.ask()).await;
        }
        match answer {
            Ok(site) => {
                let site = StoredSite(site);
                self.storage.write(&site);
                self.is_away.set(false);
                self.site.set(Some(site.0));
                self.is_heard.set(true);
                true
            }
            Err(_) => {
                self.is_away.set(true);
                false
            }
        }
    }
}
