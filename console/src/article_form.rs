//! The form of the editor: the fields of an article and what can be done with it.

use helpnook_contract::articles::BodyFormat;
use helpnook_contract::site::Site;
use leptos::prelude::*;

use crate::articles::votes;
use crate::parts::{Moment, Problem};
use crate::remote::Remote;
use crate::screen::Screen;
use crate::sheet::{Save, Sheet};
use crate::writing::{Conflict, Writing};
use crate::{article_id, browser};

/// The form.
#[component]
pub(crate) fn ArticleForm(sheet: Sheet) -> impl IntoView {
    let Sheet { writing, is_new, was_kept, is_running, problem, .. } = sheet;
    let is_published = Memo::new(move |_| sheet.is_published());
    let is_changed = Memo::new(move |_| sheet.is_changed());
    let send = move |published| sheet.save(Save { published, replaces: false });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // Enter in a field saves a draft. What customers see changes by a button only.
        if !is_published.get_untracked() {
            send(false);
        }
    };
    view! {
        <Standing sheet />
        <Show when=move || was_kept.get()>
            <div class="notice" role="status">
                <p>"These are your changes from before. They are not saved yet."</p>
                <button class="button" type="button" on:click=move |_| sheet.discard()>"Drop them"</button>
            </div>
        </Show>
        <form class="editor" on:submit=submit novalidate>
            <TitleField writing is_new />
            <Show when=move || is_new>
                <Identity writing />
            </Show>
            <div class="editor__pair">
                <div class="field">
                    <label for="article-category">"Category"</label>
                    <input
                        id="article-category"
                        dir="auto"
                        autocomplete="off"
                        aria-describedby="article-category-hint"
                        prop:value=move || writing.with(|it| it.category.clone())
                        on:input=move |event| writing.update(|it| it.category = event_target_value(&event))
                    />
                    <p class="field__hint" id="article-category-hint">"As customers read it. Empty for none."</p>
                </div>
                <FormatField writing />
            </div>
            <div class="field">
                <label for="article-body">"Text"</label>
                <textarea
                    id="article-body"
                    class="editor__body"
                    rows="20"
                    dir="auto"
                    lang=move || writing.with(|it| it.language.clone())
                    prop:value=move || writing.with(|it| it.body.clone())
                    on:input=move |event| writing.update(|it| it.body = event_target_value(&event))
                ></textarea>
            </div>
            <Problem text=problem />
            <ConflictNotice sheet />
            <div class="editor__foot" aria-busy=move || is_running.get().to_string()>
                {move || if is_published.get() {
                    view! {
                        <button class="button button--main" type="button" on:click=move |_| send(true)>"Publish changes"</button>
                        <button class="button" type="button" on:click=move |_| send(false)>"Withdraw"</button>
                    }
                        .into_any()
                } else {
                    view! {
                        <button class="button button--main" type="button" on:click=move |_| send(true)>"Publish"</button>
                        <button class="button" type="submit">"Save draft"</button>
                    }
                        .into_any()
                }}
                <p class="editor__state">
                    {move || match (is_running.get(), is_changed.get()) {
                        (true, _) => "Saving…",
                        (_, true) => "Not saved yet; kept in this tab.",
                        _ => "",
                    }}
                </p>
            </div>
        </form>
    }
}

/// Where the article stands, and its other languages.
#[component]
fn Standing(sheet: Sheet) -> impl IntoView {
    let Sheet { writing, found, is_new, .. } = sheet;
    let site = expect_context::<Remote<Site>>();
    let others = move || {
        let (id, own) = writing.with(|it| (it.id.clone(), it.language.clone()));
        let languages = site.with(|site| site.map(|site| site.languages.clone())).unwrap_or_default();
        let link = move |code: String| {
            let name = browser::language_name(&code);
            let href = Screen::Article { id: id.as_str().into(), language: code }.hash();
            view! { <a href=href>{name}</a> " " }
        };
        languages.into_iter().filter(|code| *code != own).map(link).collect_view()
    };
    let line = move || match found.value().flatten() {
        Some(article) => {
            let badge = if article.published { "badge badge--solved" } else { "badge" };
            let votes = votes(article.helpful, article.not_helpful).map(|votes| [" · ", &votes].concat());
            view! {
                <span class=badge>{if article.published { "Published" } else { "Draft" }}</span>
                " changed "
                <Moment time=article.updated_at />
                {votes}
            }
            .into_any()
        }
        None if is_new => "Customers see it once you publish it.".into_any(),
        None => "Not written in this language yet.".into_any(),
    };
    view! {
        <p class="editor__standing">{line}</p>
        <Show when=move || !is_new>
            <p class="editor__languages">
                <strong>{move || writing.with(|it| browser::language_name(&it.language))}</strong>
                <span class="unseen">" is shown. Other languages: "</span>
                " "
                {others}
                <span class="editor__id">{move || writing.with(|it| it.id.clone())}</span>
            </p>
        </Show>
    }
}

#[component]
fn TitleField(writing: RwSignal<Writing>, is_new: bool) -> impl IntoView {
    let type_title = move |event| {
        writing.update(|it| {
            // The id follows the title until it is changed by hand.
            let follows = is_new && it.id == article_id::from_title(&it.title);
            it.title = event_target_value(&event);
            if follows {
                it.id = article_id::from_title(&it.title);
            }
        });
    };
    view! {
        <div class="field">
            <label for="article-title">"Title"</label>
            <input
                id="article-title"
                class="editor__title"
                dir="auto"
                autocomplete="off"
                aria-describedby="article-title-hint"
                lang=move || writing.with(|it| it.language.clone())
                prop:value=move || writing.with(|it| it.title.clone())
                on:input=type_title
            />
            <p class="field__hint" id="article-title-hint">"The question as a customer asks it."</p>
        </div>
    }
}

/// The id and the language of a new article.
#[component]
fn Identity(writing: RwSignal<Writing>) -> impl IntoView {
    let site = expect_context::<Remote<Site>>();
    let options = move || {
        let languages = site.with(|site| site.map(|site| site.languages.clone())).unwrap_or_default();
        let option = |code: String| {
            let own = code.clone();
            let is_chosen = move || writing.with(|it| it.language == own);
            let name = browser::language_name(&code);
            view! { <option value=code prop:selected=is_chosen>{name}</option> }
        };
        languages.into_iter().map(option).collect_view()
    };
    view! {
        <div class="editor__pair">
            <div class="field">
                <label for="article-id">"Id"</label>
                <input
                    id="article-id"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="article-id-hint"
                    prop:value=move || writing.with(|it| it.id.clone())
                    on:input=move |event| writing.update(|it| it.id = event_target_value(&event))
                />
                <p class="field__hint" id="article-id-hint">
                    "Part of links, the same in every language. It cannot be changed later."
                </p>
            </div>
            <div class="field">
                <label for="article-language">"Language"</label>
                <select
                    id="article-language"
                    on:change=move |event| writing.update(|it| it.language = event_target_value(&event))
                >
                    {options}
                </select>
            </div>
        </div>
    }
}

#[component]
fn FormatField(writing: RwSignal<Writing>) -> impl IntoView {
    let formats = [
        (BodyFormat::Markdown, "markdown", "Markdown"),
        (BodyFormat::Html, "html", "HTML"),
        (BodyFormat::Text, "text", "Plain text"),
    ];
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some((format, ..)) = formats.iter().find(|(_, code, _)| *code == value) {
            writing.update(|it| it.format = *format);
        }
    };
    let option = move |(format, code, name)| {
        view! { <option value=code prop:selected=move || writing.with(|it| it.format == format)>{name}</option> }
    };
    view! {
        <div class="field">
            <label for="article-format">"Format"</label>
            <select id="article-format" on:change=choose>{formats.map(option).collect_view()}</select>
        </div>
    }
}

/// Somebody else's writing stands in the way: the agent decides.
#[component]
fn ConflictNotice(sheet: Sheet) -> impl IntoView {
    let notice = move |(kind, wish): (Conflict, Save)| {
        match kind {
        Conflict::Taken => {
            let (id, language) = sheet.writing.with_untracked(|it| (it.id.clone(), it.language.clone()));
            let href = Screen::Article { id: id.as_str().into(), language }.hash();
            view! {
                <div class="notice notice--error">
                    <p>
                        <strong>"Not saved."</strong>
                        " There is an article with this id in this language. Choose another id, or "
                        <a href=href>"open that one"</a>
                        "; your text is kept."
                    </p>
                </div>
            }
            .into_any()
        }
        Conflict::Changed => view! {
            <div class="notice notice--error">
                <p>
                    <strong>"Not saved."</strong>
                    " Somebody changed this article since you opened it. Your text is kept."
                </p>
                <button class="button" type="button" on:click=move |_| sheet.save(Save { replaces: true, ..wish })>
                    "Save mine in its place"
                </button>
                <button class="button" type="button" on:click=move |_| sheet.reload()>"Drop mine, show theirs"</button>
            </div>
        }
        .into_any(),
    }
    };
    view! { <div role="alert">{move || sheet.conflict.get().map(notice)}</div> }
}
