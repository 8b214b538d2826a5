//! The article as it is drawn.

use crate::reactive::memo;
use helpnook_contract::ArticleId;
use helpnook_contract::articles::Article;
use leptos::prelude::*;

use super::{ArticleState, Voting};
use crate::components::icon::{Icon, Picture};
use crate::components::links::{Link, Links};
use crate::components::notice::{Failed, Loading, Notice, Tone};
use crate::components::prose::Prose;
use crate::i18n::TextKey;
use crate::platform::intl;
use crate::remote::Remote;
use crate::services::Services;
use crate::state::navigation::Screen;

/// An article; `write` begins a request with a subject.
#[component]
pub(crate) fn ArticleView(state: ArticleState, id: ArticleId, write: Callback<String>) -> impl IntoView {
    state.open(id.clone());
    let draw = move || match state.article() {
        Remote::Ready(article) => view! { <Content state article write /> }.into_any(),
        Remote::Failed(failure) if failure.is_gone() => view! { <Gone /> }.into_any(),
        Remote::Failed(_) => {
            let id = id.clone();
            let retry = Callback::new(move |()| state.open(id.clone()));
            view! { <Failed message=TextKey::ArticleFailed retry /> }.into_any()
        }
        Remote::Idle | Remote::Loading => view! { <Loading message=TextKey::LoadingArticle /> }.into_any(),
    };
    view! { {move || draw()} }
}

#[component]
fn Gone() -> impl IntoView {
    let Services { i18n, navigation, .. } = expect_context();
    view! {
        <div class="empty">
            <p class="empty__title" data-focus="" tabindex="-1">
                {i18n.t(TextKey::ArticleGone)}
            </p>
            <button type="button" class="button" on:click=move |_| navigation.switch(Screen::Home)>
                {i18n.t(TextKey::BackToSearch)}
            </button>
        </div>
    }
}

#[component]
fn Content(state: ArticleState, article: Article, write: Callback<String>) -> impl IntoView {
    let Services { i18n, navigation, site, .. } = expect_context();
    let (nodes, is_cut) = state.nodes(&article);
    let follow = Callback::new(move |id| navigation.go(Screen::Article(ArticleId(id))));
    let links: Vec<_> =
        article.related.into_iter().map(|related| Link { id: related.id.0, title: related.title }).collect();
    let subject = article.title.clone();
    let language = article.language;
    let direction = if intl::is_right_to_left(&language) { "rtl" } else { "ltr" };
    let has_votes = memo(move || site.has(|features| features.votes));
    let related_language = language.clone();
    let prose_language = language.clone();
    view! {
        <article class="article" lang=language dir=direction>
            <p class="article__category">{article.category}</p>
            <h3 class="article__title" data-focus="" tabindex="-1">
                {article.title}
            </h3>
            <Prose content=nodes language=prose_language follow />
            {is_cut.then(|| {
                // The notice is in the panel's language, the article may be in another one.
                view! {
                    <div lang=move || i18n.language() dir=move || i18n.direction()>
                        <Notice tone=Tone::Calm message=i18n.t(TextKey::ArticleCut) />
                    </div>
                }
                    .into_any()
            })}
        </article>
        {move || has_votes.get().then(|| view! { <Vote state /> }.into_any())}
        {(!links.is_empty()).then(|| {
            let language = Signal::stored(Some(related_language));
            view! {
                <section class="section">
                    <h3 class="section__title">{i18n.t(TextKey::Related)}</h3>
                    <Links icon=Icon::Article links language choose=follow />
                </section>
            }
                .into_any()
        })}
        <button
            type="button"
            class="button button--quiet home__write"
            on:click=move |_| write.run(subject.clone())
        >
            <Picture icon=Icon::Bubble />
            " "
            {i18n.t(TextKey::StillNeedHelp)}
        </button>
    }
}

/// How the vote is drawn.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Question,
    Thanks(TextKey),
}

#[component]
fn Vote(state: ArticleState) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let shown = memo(move || match state.voting() {
        Voting::Counted(true) => Shown::Thanks(TextKey::VoteYesThanks),
        Voting::Counted(false) => Shown::Thanks(TextKey::VoteNoThanks),
        Voting::Open | Voting::Sending | Voting::Failed(_) => Shown::Question,
    });
    let question = move || {
        let has_failed = matches!(state.voting(), Voting::Failed(_));
        i18n.text(if has_failed { TextKey::VoteFailed } else { TextKey::WasItHelpful })
    };
    let answer = move |helpful: bool, label: TextKey| {
        view! {
            <button
                type="button"
                class="button button--small"
                aria-disabled=move || if state.voting() == Voting::Sending { "true" } else { "false" }
                on:click=move |_| state.vote(helpful)
            >
                {i18n.t(label)}
            </button>
        }
    };
    view! {
        <div class="vote">
            {move || match shown.get() {
                Shown::Thanks(thanks) => {
                    view! {
                        <h3 class="vote__thanks" data-arrive="say" tabindex="-1">
                            {i18n.t(thanks)}
                        </h3>
                    }
                        .into_any()
                }
                Shown::Question => {
                    view! {
                        <h3 class="vote__question">{move || question()}</h3>
                        <div class="vote__answers">
                            {answer(true, TextKey::Yes)} " " {answer(false, TextKey::No)}
                        </div>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
