//! Where the customer is, and how they go on and back.

use helpnook_contract::{ArticleId, TicketId};
use leptos::prelude::*;

/// A screen: everything needed to draw it is found by what it names.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// Search, popular articles, categories.
    Home,
    /// One help article.
    Article(ArticleId),
    /// Writing a request.
    NewTicket,
    /// A request that was handed over, by the key under which it was sent.
    TicketSent(String),
    /// The requests of this device.
    Tickets,
    /// One request with its thread.
    Ticket(TicketId),
}

/// The way that the customer took; the last is shown.
#[derive(Clone, Copy)]
pub struct Navigation(RwSignal<Vec<Screen>>);

/// How many screens back one can go; the oldest are forgotten.
const MEMORY: usize = 30;

impl Default for Navigation {
    fn default() -> Self {
        Self(RwSignal::new(vec![Screen::Home]))
    }
}

impl Navigation {
    /// The screen shown now.
    pub fn screen(self) -> Screen {
        self.0.with(|way| way.last().cloned().unwrap_or(Screen::Home))
    }

    /// The screen shown now, without following it.
    pub fn screen_untracked(self) -> Screen {
        self.0.with_untracked(|way| way.last().cloned().unwrap_or(Screen::Home))
    }

    /// Goes on to a screen.
    pub fn go(self, screen: Screen) {
        self.0.update(|way| {
            if way.last() != Some(&screen) {
                way.push(screen);
            }
            if way.len() > MEMORY {
                way.remove(1);
            }
        });
    }

    /// Goes to a screen of the bar below: the way there is forgotten, back leads home.
    pub fn switch(self, screen: Screen) {
        self.0.set(if screen == Screen::Home { vec![screen] } else { vec![Screen::Home, screen] });
    }

    /// Puts a screen in the place of the one shown.
    pub fn replace(self, screen: Screen) {
        self.0.update(|way| {
            way.pop();
            way.push(screen);
        });
    }

    /// Goes back one screen; stays on the first.
    pub fn back(self) {
        self.0.update(|way| {
            if way.len() > 1 {
                way.pop();
            }
        });
    }

    /// Whether there is a way back.
    pub fn has_back(self) -> bool {
        self.0.with(|way| way.len() > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_leads_the_way_one_came_and_stays_at_home() {
        let owner = Owner::new();
        owner.with(|| {
            let way = Navigation::default();
            way.go(Screen::Article("a".into()));
            way.go(Screen::Article("a".into()));
            way.go(Screen::NewTicket);
            way.back();
            assert_eq!(way.screen(), Screen::Article("a".into()));
            way.back();
            way.back();
            assert_eq!(way.screen(), Screen::Home);
            assert!(!way.has_back());
        });
    }

    #[test]
    fn a_sent_request_is_not_written_again_by_going_back() {
        let owner = Owner::new();
        owner.with(|| {
            let way = Navigation::default();
            way.go(Screen::NewTicket);
            way.replace(Screen::TicketSent("k".into()));
            way.back();
            assert_eq!(way.screen(), Screen::Home);
        });
    }
}
