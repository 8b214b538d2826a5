//! Why something is shown or not, for the site owner: a plain object.

use serde::Serialize;

use super::Widget;
use crate::platform::{page, storage};
use crate::state::navigation::Screen;
use leptos::prelude::*;

/// How a widget stands, and why. What of it a customer wrote or looked for is not in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// True while the panel is open.
    pub open: bool,
    /// Whether it fills a box in the page.
    pub inline: bool,
    /// Where the customer is: `home`, `article`, `compose`, `sent`, `requests`, `request`.
    pub screen: &'static str,
    /// The backend.
    pub backend: BackendReport,
    /// The language.
    pub language: Language,
    /// What the device allows.
    pub device: Device,
    /// Articles for this page.
    pub suggestions: Suggestions,
    /// What is known of the customer.
    pub customer: Customer,
}

/// The backend, as far as it is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BackendReport {
    /// Its address.
    pub address: String,
    /// Whether it could not be reached just now.
    pub away: bool,
    /// Whether anything was ever heard of it on this device; what it offers is a guess before.
    pub known: bool,
    /// The parts that it switches off: each is not shown.
    pub off: Vec<&'static str>,
    /// Where articles are searched: `device`, `server`, or `loading`.
    pub search: &'static str,
}

/// The language, and why it is that.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Language {
    /// What was asked for.
    pub asked: String,
    /// That of the widget's words.
    pub words: String,
    /// That of the articles; empty where it is not known.
    pub articles: String,
    /// Why, in a sentence.
    pub why: String,
}

/// What the device allows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Device {
    /// Whether it has a network at all.
    pub online: bool,
    /// Whether anything is kept until the next visit; without, requests are followed in this page alone.
    pub storage: bool,
}

/// Articles for this page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestions {
    /// The page that the rules are held against, without its query.
    pub page: String,
    /// The rules.
    pub rules: Vec<RuleMatch>,
    /// What is shown.
    pub shown: Vec<String>,
    /// What is not, because neither the index nor the backend has such an article.
    pub missing: Vec<String>,
}

/// A rule, and whether it is for this page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleMatch {
    /// Its pattern; `*` where it is for every page.
    pub url: String,
    /// Whether it is for this page.
    pub matches: bool,
    /// Its articles.
    pub ids: Vec<String>,
}

/// What is known of the customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Customer {
    /// Whether the page said who they are.
    pub identified: bool,
    /// Whether the backend knows them: they see their requests from other devices too.
    #[serde(rename = "signedIn")]
    pub is_signed_in: bool,
    /// How many requests this device follows.
    pub requests: usize,
    /// How many of these have news.
    pub unread: usize,
    /// How many writes wait to be sent.
    pub waiting: usize,
}

impl Widget {
    /// How the widget stands, and why.
    pub fn explain(self) -> Explanation {
        untrack(|| Explanation {
            open: self.is_open.get(),
            inline: self.is_inline(),
            screen: match self.services().navigation.screen() {
                Screen::Home => "home",
                Screen::Article(_) => "article",
                Screen::NewTicket => "compose",
                Screen::TicketSent(_) => "sent",
                Screen::Tickets => "requests",
                Screen::Ticket(_) => "request",
            },
            backend: self.explain_backend(),
            language: self.explain_language(),
            device: Device { online: page::is_online(), storage: storage::is_kept() },
            suggestions: self.explain_suggestions(),
            customer: Customer {
                identified: self.new_ticket.is_identified(),
                is_signed_in: !self.services().backend.session().is_empty(),
                requests: self.services().ticket_keys.all().len(),
                unread: self.services().tickets.unread().len(),
                waiting: self.services().pending_writes.count(),
            },
        })
    }

    fn explain_backend(self) -> BackendReport {
        let site = self.services().site.get();
        let features = site.as_ref().map(|site| site.features);
        let off = features.map(|features| {
            let all = [
                ("articles", features.articles),
                ("votes", features.votes),
                ("tickets", features.tickets),
                ("tracking", features.tracking),
                ("attachments", features.attachments),
                ("surveys", features.surveys),
                ("interactions", features.interactions),
            ];
            all.into_iter().filter(|(_, is_on)| !is_on).map(|(name, _)| name).collect()
        });
        BackendReport {
            address: self.options.with(|options| options.backend.clone()),
            away: self.services().site.is_away(),
            known: site.is_some(),
            off: off.unwrap_or_default(),
            search: match (self.services().articles.is_loading(), self.services().articles.is_remote()) {
                (true, _) => "loading",
                (_, true) => "server",
                _ => "device",
            },
        }
    }

    fn explain_language(self) -> Language {
        let (asked, words) = (self.services().i18n.requested(), self.services().i18n.language());
        let articles = self.services().articles.language().unwrap_or_default();
        let is_same = |a: &str, b: &str| a.split('-').next() == b.split('-').next();
        let mut why = if asked == words {
            "the widget has words for it".to_owned()
        } else {
            ["the nearest to ", &asked, " that the widget has, or could load, words for"].concat()
        };
        if !articles.is_empty() && !is_same(&articles, &asked) {
            why.push_str("; the site has no index of articles in it");
        }
        Language { asked, words, articles, why }
    }

    fn explain_suggestions(self) -> Suggestions {
        let names = |ids: Vec<helpnook_contract::ArticleId>| ids.into_iter().map(|id| id.0).collect();
        let rules = self.services().suggested.rules().into_iter().map(|(rule, matches)| RuleMatch {
            url: rule.url.unwrap_or_else(|| "*".to_owned()),
            matches,
            ids: names(rule.ids),
        });
        let shown: Vec<String> =
            self.services().suggested.articles().into_iter().map(|article| article.id.0).collect();
        let wanted: Vec<String> = names(self.services().suggested.ids());
        Suggestions {
            page: self.services().suggested.page(),
            rules: rules.collect(),
            missing: wanted.into_iter().filter(|id| !shown.contains(id)).collect(),
            shown,
        }
    }
}
