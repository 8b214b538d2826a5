//! The first screen before the customer types: news, earlier searches, popular articles, topics.

use crate::reactive::memo;
use helpnook_contract::articles::RelatedArticle;
use helpnook_contract::{ArticleId, TicketId};
use leptos::prelude::*;

use super::HomeState;
use crate::components::icon::{Icon, Picture};
use crate::components::links::{Link, Links};
use crate::components::notice::Loading;
use crate::components::rows::Rows;
use crate::i18n::TextKey;
use crate::services::Services;
use crate::state::navigation::Screen;

/// The first screen before a search.
#[component]
pub(crate) fn Start(state: HomeState, survey: Callback<(), Option<AnyView>>) -> impl IntoView {
    view! {
        <div class="home__rest">
            // News first: a customer who has read it can say how it went.
            <News />
            {move || survey.run(())}
            <SuggestedForPage state />
            <Searches state />
            <ArticlesAndTopics state />
        </div>
    }
}

/// A section with links, drawn while it has any.
#[component]
fn LinkSection(title: TextKey, links: Memo<Vec<Link>>, choose: Callback<String>) -> impl IntoView {
    let Services { i18n, articles, .. } = expect_context();
    let has_links = memo(move || !links.with(Vec::is_empty));
    let language = Signal::derive(move || articles.language());
    let draw = move || {
        has_links.get().then(|| {
            view! {
                <section class="section">
                    <h3 class="section__title">{i18n.t(title)}</h3>
                    <Links icon=Icon::Article links language choose />
                </section>
            }
            .into_any()
        })
    };
    view! { {move || draw()} }
}

/// Unread replies.
#[component]
fn News() -> impl IntoView {
    let Services { i18n, navigation, tickets, .. } = expect_context();
    let links = memo(move || {
        let unread = tickets.unread().into_iter();
        let title = |subject: &str| i18n.fill(TextKey::NewReply, &[("subject", subject)]);
        unread.map(|ticket| Link { title: title(&ticket.subject), id: ticket.id.0 }).collect::<Vec<_>>()
    });
    let has_links = memo(move || !links.with(Vec::is_empty));
    let choose = Callback::new(move |id| navigation.go(Screen::Ticket(TicketId(id))));
    let draw = move || {
        has_links
            .get()
            .then(|| view! { <div class="news"><Links icon=Icon::Bubble links choose /></div> }.into_any())
    };
    view! { {move || draw()} }
}

/// The articles that the host page suggests.
#[component]
fn SuggestedForPage(state: HomeState) -> impl IntoView {
    let Services { navigation, suggested, .. } = expect_context();
    let links = memo(move || match state.category() {
        None => article_links(suggested.articles()),
        Some(_) => Vec::new(),
    });
    let choose = Callback::new(move |id| navigation.go(Screen::Article(ArticleId(id))));
    view! { <LinkSection title=TextKey::ForThisPage links choose /> }
}

/// Searches that were made on this device before.
#[component]
fn Searches(state: HomeState) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let links = memo(move || {
        let recent = if state.category().is_some() { Vec::new() } else { state.recent() };
        recent.into_iter().map(|text| Link { id: text.clone(), title: text }).collect::<Vec<_>>()
    });
    let has_links = memo(move || !links.with(Vec::is_empty));
    let choose = Callback::new(move |text| state.search(text));
    let draw = move || {
        has_links.get().then(|| {
            view! {
                <section class="section">
                    <div class="section__head">
                        <h3 class="section__title">{i18n.t(TextKey::RecentSearches)}</h3>
                        <button type="button" class="back-link" on:click=move |_| state.forget()>
                            {i18n.t(TextKey::ForgetSearches)}
                        </button>
                    </div>
                    <Links icon=Icon::Search links choose />
                </section>
            }
            .into_any()
        })
    };
    view! { {move || draw()} }
}

/// The articles of the chosen category; else popular articles and the topics.
#[component]
fn ArticlesAndTopics(state: HomeState) -> impl IntoView {
    let Services { site, articles, .. } = expect_context();
    let is_waiting = memo(move || articles.is_loading() && !site.is_away());
    let draw = move || match state.category() {
        Some(name) => view! { <Category state name /> }.into_any(),
        None if is_waiting.get() => view! { <Loading message=TextKey::LoadingArticles /> }.into_any(),
        None => view! { <PopularAndTopics state /> }.into_any(),
    };
    view! { {move || draw()} }
}

#[component]
fn Category(state: HomeState, name: String) -> impl IntoView {
    let Services { i18n, navigation, articles, .. } = expect_context();
    let category = name.clone();
    let links = memo(move || article_links(articles.in_category(&category)));
    let choose = Callback::new(move |id| navigation.go(Screen::Article(ArticleId(id))));
    view! {
        <section class="section">
            <button type="button" class="back-link" on:click=move |_| state.browse(None)>
                <Picture icon=Icon::Back />
                " "
                {i18n.t(TextKey::AllTopics)}
            </button>
            <h3 class="section__title" data-arrive="" tabindex="-1" lang=move || articles.language()>
                {name}
            </h3>
            <Links icon=Icon::Article links language=Signal::derive(move || articles.language()) choose />
        </section>
    }
}

#[component]
fn PopularAndTopics(state: HomeState) -> impl IntoView {
    let Services { i18n, navigation, articles, .. } = expect_context();
    let popular = memo(move || article_links(articles.popular()));
    let topics = memo(move || {
        let has_articles = !popular.with(Vec::is_empty);
        let categories = if has_articles { articles.categories() } else { Vec::new() };
        categories.into_iter().filter(|(name, _)| !name.is_empty()).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |id| navigation.go(Screen::Article(ArticleId(id))));
    let open = Callback::new(move |name| state.browse(Some(name)));
    let topic_names =
        Signal::derive(move || topics.with(|all| all.iter().map(|(name, _)| name.clone()).collect()));
    let has_topics = memo(move || !topics.with(Vec::is_empty));
    let topic = move |name: String| {
        let count = topics.with_untracked(|all| all.iter().find(|one| one.0 == name).map_or(0, |one| one.1));
        view! { <Topic name count open /> }.into_any()
    };
    view! {
        <LinkSection title=TextKey::Popular links=popular choose />
        {move || {
            has_topics.get().then(|| {
                view! {
                    <section class="section">
                        <h3 class="section__title" data-arrive="" tabindex="-1">
                            {i18n.t(TextKey::Topics)}
                        </h3>
                        <ul class="chips" lang=move || articles.language()>
                            <Rows keys=topic_names row=Callback::new(topic) />
                        </ul>
                    </section>
                }
                    .into_any()
            })
        }}
    }
}

/// A topic with the number of its articles.
#[component]
pub(crate) fn Topic(name: String, count: usize, open: Callback<String>) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let target = name.clone();
    view! {
        <li>
            <button type="button" class="chip" on:click=move |_| open.run(target.clone())>
                {name}
                " "
                <span class="chip__count">{move || i18n.number(count as f64)}</span>
            </button>
        </li>
    }
}

fn article_links(articles: Vec<RelatedArticle>) -> Vec<Link> {
    articles.into_iter().map(|article| Link { id: article.id.0, title: article.title }).collect()
}
