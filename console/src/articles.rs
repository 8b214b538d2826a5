//! The help articles: every language, drafts too.

use helpnook_client::Failure;
use helpnook_contract::agent::editing::{AgentArticle, AgentArticlesQuery, ListAgentArticles};
use helpnook_contract::site::Site;
use leptos::prelude::*;

use crate::article_filter::{Shown, is_shown};
use crate::browser;
use crate::parts::{Loading, Moment, Nothing, ScreenTitle, Trouble};
use crate::remote::Remote;
use crate::screen::Screen;
use crate::session::{Session, session};
use crate::wording::counted;

/// The list of articles with its filters.
#[component]
pub(crate) fn Articles(language: Memo<Option<String>>) -> impl IntoView {
    let session = session();
    let articles = Remote::<Vec<AgentArticle>>::new();
    let words = RwSignal::new(String::new());
    let shown = RwSignal::new(Shown::All);

    Effect::new(move |_| articles.load(fetch(session, language.get())));
    let again = Callback::new(move |()| articles.load(fetch(session, language.get_untracked())));
    let found = Memo::new(move |_| {
        let articles = articles.value()?;
        let is_wanted = |article: &AgentArticle| words.with(|words| is_shown(article, words, shown.get()));
        Some(articles.into_iter().filter(is_wanted).collect::<Vec<_>>())
    });
    let is_pending = Memo::new(move |_| articles.with(|it| it.is_none()));
    let is_empty = Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(Vec::is_empty)));
    let has_any = Memo::new(move |_| articles.with(|it| it.is_some_and(|it| !it.is_empty())));
    view! {
        <div class="title-line">
            <ScreenTitle text="Help articles".to_owned() />
            <a class="button button--main" href=Screen::NewArticle.hash()>"New article"</a>
        </div>
        <search class="filters">
            <div class="field">
                <label for="article-words">"Find"</label>
                <input
                    id="article-words"
                    type="search"
                    placeholder="Title, category or id"
                    prop:value=words
                    on:input=move |event| words.set(event_target_value(&event))
                />
            </div>
            <LanguageFilter language />
            <div class="field">
                <label for="article-shown">"Show"</label>
                <select id="article-shown" on:change=move |event| shown.set(Shown::from_value(&event_target_value(&event)))>
                    <option value="all">"All"</option>
                    <option value="published">"Published"</option>
                    <option value="drafts">"Drafts"</option>
                </select>
            </div>
        </search>
        <Trouble what="The list" remote=articles retry=again />
        <section aria-label="Articles">
            <p class="count" role="status">{move || found.with(|found| found.as_ref().map(|found| number(found.len())))}</p>
            <Show when=move || is_pending.get() && articles.failure().is_none()>
                <Loading what="Loading articles" />
            </Show>
            <Show when=move || is_empty.get()>
                {move || if has_any.get() {
                    view! { <Nothing title="No article fits" text="Try fewer words, or show all." /> }
                } else {
                    view! { <Nothing title="No articles yet" text="Write the first one: the question you hear most." /> }
                }}
            </Show>
            <ul class="articles">
                <For each=move || found.get().unwrap_or_default() key=stamp let:article>
                    <Row article />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn LanguageFilter(language: Memo<Option<String>>) -> impl IntoView {
    let site = expect_context::<Remote<Site>>();
    let languages = Memo::new(move |_| {
        let mut known = site.with(|site| site.map(|site| site.languages.clone())).unwrap_or_default();
        // A language that the address names stays a choice even if the site has dropped it.
        known.extend(language.get().filter(|asked| !known.contains(asked)));
        known
    });
    let choose = move |event| {
        let chosen = Some(event_target_value(&event)).filter(|code| !code.is_empty());
        browser::go(&Screen::Articles { language: chosen }.hash());
    };
    view! {
        <div class="field">
            <label for="article-language-filter">"Language"</label>
            <select id="article-language-filter" on:change=choose>
                <option value="" prop:selected=move || language.get().is_none()>"All"</option>
                {move || {
                    languages
                        .get()
                        .into_iter()
                        .map(|code| {
                            let name = browser::language_name(&code);
                            let own = code.clone();
                            let is_chosen = move || language.with(|language| language.as_ref() == Some(&own));
                            view! { <option value=code prop:selected=is_chosen>{name}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </div>
    }
}

#[component]
fn Row(article: AgentArticle) -> impl IntoView {
    let AgentArticle { id, language, title, category, published, helpful, not_helpful, updated_at, .. } =
        article;
    let (badge, state) = if published { ("badge badge--solved", "Published") } else { ("badge", "Draft") };
    let lang = language.clone();
    view! {
        <li>
            <a class="article-row" href=Screen::Article { id, language: language.clone() }.hash()>
                <span class="article-row__title" lang=lang dir="auto">{title}</span>
                <span class="article-row__place">
                    {browser::language_name(&language)}
                    {(!category.is_empty()).then(|| view! { " · " <bdi>{category}</bdi> })}
                </span>
                <span class="article-row__votes">{votes(helpful, not_helpful)}</span>
                <span class="article-row__state"><span class=badge>{state}</span></span>
                <span class="article-row__time"><Moment time=updated_at /></span>
            </a>
        </li>
    }
}

async fn fetch(session: Session, language: Option<String>) -> Result<Vec<AgentArticle>, Failure> {
    let mut articles = Vec::new();
    let mut cursor = None;
    loop {
        let query = AgentArticlesQuery { language: language.clone(), cursor };
        let page = session.call(ListAgentArticles { query }).await?;
        articles.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            return Ok(articles);
        }
    }
}

/// A row is drawn anew only when something on it changed.
fn stamp(article: &AgentArticle) -> (String, String, String, u32, u32) {
    let AgentArticle { id, language, updated_at, helpful, not_helpful, .. } = article;
    (id.to_string(), language.clone(), updated_at.clone(), *helpful, *not_helpful)
}

fn number(count: usize) -> String {
    counted(u32::try_from(count).unwrap_or(u32::MAX), "article", "articles")
}

/// What customers said, in words; nothing before the first vote.
pub(crate) fn votes(helpful: u32, not_helpful: u32) -> Option<String> {
    let all = helpful + not_helpful;
    (all > 0).then(|| format!("helped {helpful} of {all}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_without_votes_has_no_figure() {
        assert_eq!(votes(0, 0), None);
        assert_eq!(votes(3, 1).as_deref(), Some("helped 3 of 4"));
    }
}
