//! The article on show and the vote on it.

use helpnook_contract::ArticleId;
use helpnook_contract::articles::{Article, BodyFormat, CreateVote, Vote};
use leptos::prelude::*;

use crate::host::events::Event;
use crate::i18n::TextKey;
use crate::platform::page;
use crate::remote::Remote;
use crate::services::Services;
use crate::state::backend::Grant;
use helpnook_articles::{Node, Rules, from_html, from_markdown};

/// How a vote goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Voting {
    /// Not voted.
    Open,
    /// On its way.
    Sending,
    /// The backend has it.
    Counted(bool),
    /// It did not arrive.
    Failed(bool),
}

/// The article that is read.
#[derive(Clone, Copy)]
pub struct ArticleState {
    article: RwSignal<Remote<Article>>,
    voting: RwSignal<Voting>,
    attempt: RwSignal<String>,
    call: RwSignal<u32>,
    base: RwSignal<String>,
    services: StoredValue<Services>,
}

impl ArticleState {
    /// No article yet; `base` is the backend's address, against which an article's own are read.
    pub fn new(services: Services, base: &str) -> Self {
        Self {
            article: RwSignal::new(Remote::Idle),
            voting: RwSignal::new(Voting::Open),
            attempt: RwSignal::new(String::new()),
            call: RwSignal::new(0),
            base: RwSignal::new(base.to_owned()),
            services: StoredValue::new(services),
        }
    }

    /// The services.
    fn services(self) -> Services {
        self.services.get_value()
    }

    /// The article.
    pub fn article(self) -> Remote<Article> {
        self.article.get()
    }

    /// How the vote goes.
    pub fn voting(self) -> Voting {
        self.voting.get()
    }

    /// Fetches an article, unless it is on show; the newest call wins.
    pub fn open(self, id: ArticleId) {
        if self.article.with_untracked(|article| article.ready().is_some_and(|article| article.id == id)) {
            return;
        }
        self.article.set(Remote::Loading);
        self.voting.set(Voting::Open);
        self.attempt.set(page::random_key());
        self.call.update(|call| *call += 1);
        let call = self.call.get_untracked();
        self.services().tasks.spawn(async move {
            let article = self.services().articles.article(id).await;
            if self.call.get_untracked() == call {
                if matches!(&article, Err(failure) if !failure.is_gone()) {
                    self.services().announcer.announce(self.services().i18n.text(TextKey::ArticleFailed));
                }
                let viewed = article.as_ref().ok().map(|article| article.id.0.clone());
                self.article.set(article.into());
                self.services().focus.content_arrived();
                if let Some(id) = viewed {
                    self.services().host.emit(Event::ArticleViewed(id));
                }
            }
        });
    }

    /// Fetches the article on show anew: in another language.
    pub fn reload(self) {
        let id = self.article.with_untracked(|article| article.ready().map(|article| article.id.clone()));
        self.article.set(Remote::Idle);
        if let Some(id) = id {
            self.open(id);
        }
    }

    /// Says whether it helped. The same vote may be sent again and counts once.
    pub fn vote(self, helpful: bool) {
        let article = self.article.with_untracked(|a| a.ready().map(|a| (a.id.clone(), a.language.clone())));
        let Some((id, language)) = article else { return };
        if !matches!(self.voting.get_untracked(), Voting::Open | Voting::Failed(_)) {
            return;
        }
        if self.voting.get_untracked() == Voting::Failed(!helpful) {
            self.attempt.set(page::random_key());
        }
        self.voting.set(Voting::Sending);
        let key = self.attempt.get_untracked();
        self.services().tasks.spawn(async move {
            let call = CreateVote { id, body: Vote { helpful, reason: None, language: Some(language) } };
            let result = self.services().backend.write(call, Grant::Anyone, &key).await;
            // Another article is on show by now: its vote is another.
            if self.attempt.get_untracked() != key {
                return;
            }
            if let (Ok(_), true, Some(id)) = (&result, helpful, self.id()) {
                self.services().analytics.solve(&id);
            }
            self.voting.set(if result.is_ok() { Voting::Counted(helpful) } else { Voting::Failed(helpful) });
            self.services().focus.content_arrived();
        });
    }

    fn id(self) -> Option<ArticleId> {
        self.article.with_untracked(|article| article.ready().map(|article| article.id.clone()))
    }

    pub(super) fn nodes(self, article: &Article) -> (Vec<Node>, bool) {
        let rules = Rules { base: self.base.get_untracked(), ..Rules::default() };
        match article.format {
            BodyFormat::Html => {
                let read = from_html(&article.body, &rules);
                (read.nodes, read.is_cut)
            }
            BodyFormat::Markdown => {
                let read = from_markdown(&article.body, &rules);
                (read.nodes, read.is_cut)
            }
            BodyFormat::Text => (vec![Node::Text(article.body.clone())], false),
        }
    }
}
