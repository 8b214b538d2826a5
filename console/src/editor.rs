//! The screen of one article in one language, or of a new one.

use leptos::prelude::*;

use crate::article_form::ArticleForm;
use crate::parts::{Loading, ScreenTitle, Trouble};
use crate::remote::Remote;
use crate::screen::Screen;
use crate::session::session;
use crate::sheet::{Found, Sheet, Which, fetch};

/// The editor: loads what the server has, then lays it on the desk.
#[component]
pub(crate) fn Editor(article: Which) -> impl IntoView {
    let session = session();
    let found = Remote::<Found>::new();
    let which = article.clone();
    let again = Callback::new(move |()| found.load(fetch(session, which.clone())));
    again.run(());
    let is_new = article.is_none();
    let title = move || match found.value().flatten() {
        Some(article) => article.title,
        None if is_new => "New article".to_owned(),
        None => "Article".to_owned(),
    };
    let is_there = Memo::new(move |_| found.with(|it| it.is_some()));
    view! {
        <p class="back"><a href=Screen::Articles { language: None }.hash()>"All articles"</a></p>
        <ScreenTitle text=Signal::derive(title) />
        <Trouble what="The article" remote=found retry=again />
        <Show when=move || !is_there.get() && found.failure().is_none()>
            <Loading what="Loading the article" />
        </Show>
        {move || is_there.get().then(|| view! { <ArticleForm sheet=Sheet::begin(article.clone(), found) /> })}
    }
}
