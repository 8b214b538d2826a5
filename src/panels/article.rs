//! One help article, whether it helped, and where to go from it.

use crate::signal::{Callback, Signal, spawn_local};
use helpnook_contract::ArticleId;
use helpnook_contract::articles::{Article, BodyFormat, CreateVote, Vote};

use crate::api::Grant;
use crate::browser::{intl, page};
use crate::desk::Desk;
use crate::events::Event;
use crate::parts::icon::{Icon, icon};
use crate::parts::links::links;
use crate::parts::notice::{Tone, failed, loading, notice};
use crate::parts::prose::prose;
use crate::remote::{Failure, Remote};
use crate::safe_html::{self, Node, Rules};
use crate::screen::Screen;
use crate::text::Word;
use crate::view::{Element, View, button, el, live, many};

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
    article: Signal<Remote<Article>>,
    voting: Signal<Voting>,
    attempt: Signal<String>,
    call: Signal<u32>,
    base: Signal<String>,
    desk: Desk,
}

impl ArticleState {
    /// No article yet; `base` is the backend's address, against which an article's own are read.
    pub fn new(desk: Desk, base: &str) -> Self {
        Self {
            article: Signal::new(Remote::Idle),
            voting: Signal::new(Voting::Open),
            attempt: Signal::new(String::new()),
            call: Signal::new(0),
            base: Signal::new(base.to_owned()),
            desk,
        }
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
        spawn_local(async move {
            let article = self.desk.faq().article(id).await;
            if self.call.try_get_untracked() == Some(call) {
                if matches!(&article, Err(failure) if *failure != Failure::Gone) {
                    self.desk.announce(self.desk.word(Word::ArticleFailed));
                }
                let viewed = article.as_ref().ok().map(|article| article.id.0.clone());
                self.article.set(article.into());
                self.desk.arrive();
                if let Some(id) = viewed {
                    self.desk.host().emit(Event::ArticleViewed(id));
                }
            }
        });
    }

    /// Fetches the article on show anew: in another language.
    pub fn speak(self) {
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
        spawn_local(async move {
            let call = CreateVote { id, body: Vote { helpful, reason: None, language: Some(language) } };
            let result = self.desk.api().write(call, Grant::Anyone, &key).await;
            // Another article is on show by now: its vote is another.
            if self.attempt.try_get_untracked() != Some(key) {
                return;
            }
            if let (Ok(_), true, Some(id)) = (&result, helpful, self.id()) {
                self.desk.ledger().solve(&id);
            }
            self.voting.try_set(if result.is_ok() {
                Voting::Counted(helpful)
            } else {
                Voting::Failed(helpful)
            });
            self.desk.arrive();
        });
    }

    fn id(self) -> Option<ArticleId> {
        self.article.try_with_untracked(|article| article.ready().map(|article| article.id.clone()))?
    }

    fn nodes(self, article: &Article) -> (Vec<Node>, bool) {
        let rules = Rules { base: self.base.get_untracked(), ..Rules::default() };
        match article.format {
            BodyFormat::Html => {
                let read = safe_html::from_html(&article.body, &rules);
                (read.nodes, read.is_cut)
            }
            BodyFormat::Markdown => {
                let read = safe_html::from_markdown(&article.body, &rules);
                (read.nodes, read.is_cut)
            }
            BodyFormat::Text => (vec![Node::Text(article.body.clone())], false),
        }
    }
}

/// Draws an article; `write` begins a request with a subject.
pub fn view(state: ArticleState, id: ArticleId, write: Callback<String>) -> View {
    let desk = state.desk;
    state.open(id.clone());
    live(move || match state.article.get() {
        Remote::Ready(article) => read(state, article, write),
        Remote::Failed(Failure::Gone) => {
            let back = button("button", move |_| desk.way().switch(Screen::Home));
            let title = el("p").class("empty__title").attr("data-focus", "").attr("tabindex", "-1");
            el("div")
                .class("empty")
                .child(title.child(desk.word(Word::ArticleGone)))
                .child(back.child(desk.word(Word::BackToSearch)))
                .into()
        }
        Remote::Failed(_) => {
            let id = id.clone();
            let retry = Callback::new(move |()| state.open(id.clone()));
            failed(desk.word(Word::ArticleFailed), (desk.word(Word::TryAgain), retry))
        }
        _ => loading(desk.word(Word::LoadingArticle)),
    })
}

fn read(state: ArticleState, article: Article, write: Callback<String>) -> View {
    let desk = state.desk;
    let (nodes, is_cut) = state.nodes(&article);
    let open = move |id| desk.way().go(Screen::Article(id));
    let related: Vec<_> = article.related.iter().map(|a| (a.title.clone(), a.id.clone())).collect();
    let subject = article.title.clone();
    let direction = if intl::is_right_to_left(&article.language) { "rtl" } else { "ltr" };
    let of_related = article.language.clone();
    let title = el("h3").class("article__title").attr("data-focus", "").attr("tabindex", "-1");
    let text = el("article")
        .class("article")
        .attr("lang", article.language.clone())
        .attr("dir", direction)
        .child(el("p").class("article__category").child(article.category))
        .child(title.child(article.title))
        .child(prose(nodes, article.language, move |id| open(ArticleId(id))))
        .child(is_cut.then(|| cut(desk)));
    let related = (!related.is_empty()).then(|| {
        let title = el("h3").class("section__title").child(desk.word(Word::Related));
        el("section")
            .class("section")
            .child(title)
            .child(links(Icon::Article, related, open).attr("lang", of_related))
    });
    let ask = button("button button--quiet home__write", move |_| write.run(subject.clone()))
        .child(icon(Icon::Bubble))
        .child(" ")
        .child(desk.word(Word::StillNeedHelp));
    many([Some(text), desk.site().has(|features| features.votes).then(|| vote(state)), related, Some(ask)])
}

/// Our own words within an article that may be in another language.
fn cut(desk: Desk) -> Element {
    let words = notice(Tone::Calm, desk.word(Word::ArticleCut), None);
    el("div").attr("lang", desk.text().language()).attr("dir", desk.text().direction()).child(words)
}

fn vote(state: ArticleState) -> Element {
    let desk = state.desk;
    let answer = move |helpful: bool, word: Word| {
        button("button button--small", move |_| state.vote(helpful))
            .state("aria-disabled", move || state.voting.get() == Voting::Sending)
            .child(desk.word(word))
    };
    let thanks = move |word| {
        let words = el("h3").class("vote__thanks").attr("data-arrive", "say").attr("tabindex", "-1");
        words.child(desk.word(word)).into()
    };
    let answers = move || match state.voting.get() {
        Voting::Counted(true) => thanks(Word::VoteYesThanks),
        Voting::Counted(false) => thanks(Word::VoteNoThanks),
        voting => {
            let is_lost = matches!(voting, Voting::Failed(_));
            let question = desk.word(if is_lost { Word::VoteFailed } else { Word::WasItHelpful });
            let answers = [answer(true, Word::Yes).into(), View::from(" "), answer(false, Word::No).into()];
            many([
                el("h3").class("vote__question").child(question),
                el("div").class("vote__answers").child(many(answers)),
            ])
        }
    };
    el("div").class("vote").live(answers)
}
