//! The frame of every page: head, name of the site, languages; and what is sent with it.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::visit::Visit;
use super::words::{Word, direction};
use crate::routes::articles::has_already;
use crate::secret::sha256;

/// The name of the buttons that take a form into another language.
pub(super) const SWITCH: &str = "switch";

/// How long a page may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// By anyone, if it is asked each time whether it is still right.
    Checked,
    /// Not at all: it holds what someone typed, or a key.
    Never,
}

/// A page to be drawn.
pub(super) struct Draw {
    title: String,
    content: Markup,
    status: StatusCode,
    keep: Keep,
    is_hidden: bool,
    canonical: Option<String>,
    /// The rest of its address in every other language.
    rest: String,
    /// The id of the form that goes along into another language, with all that is typed.
    form: Option<&'static str>,
    /// Places that pictures come from.
    pictures: Vec<String>,
    script: Option<String>,
}

impl Draw {
    /// A page with this title and content.
    pub(super) fn new(title: &str, content: Markup) -> Self {
        Self {
            title: title.to_owned(),
            content,
            status: StatusCode::OK,
            keep: Keep::Checked,
            is_hidden: false,
            canonical: None,
            rest: String::new(),
            form: None,
            pictures: Vec::new(),
            script: None,
        }
    }

    /// With another status than 200.
    pub(super) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// To be kept so long.
    pub(super) fn keep(self, keep: Keep) -> Self {
        Self { keep, ..self }
    }

    /// Not for search engines.
    pub(super) fn hidden(self) -> Self {
        Self { is_hidden: true, ..self }
    }

    /// The address under which search engines should know it.
    pub(super) fn canonical(self, address: String) -> Self {
        Self { canonical: Some(address), ..self }
    }

    /// What follows the language in its address.
    pub(super) fn rest(self, rest: &str) -> Self {
        Self { rest: rest.to_owned(), ..self }
    }

    /// With a form, by its id, that is sent along into another language.
    pub(super) fn form(self, id: &'static str) -> Self {
        Self { form: Some(id), ..self }
    }

    /// With pictures of these origins.
    pub(super) fn pictures(self, pictures: Vec<String>) -> Self {
        Self { pictures, ..self }
    }

    /// With a script, which may load the widget.
    pub(super) fn script(self, address: String) -> Self {
        Self { script: Some(address), ..self }
    }

    /// What may be loaded: our style sheet and pictures, the pictures of this article, and a script where there is one.
    fn policy(&self) -> String {
        let scripts = match self.script {
            Some(_) => "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; ",
            None => "",
        };
        let pictures: String = self.pictures.iter().map(|origin| [" ", origin].concat()).collect();
        [
            "default-src 'none'; style-src 'self'; img-src 'self'",
            &pictures,
            "; form-action 'self'; ",
            scripts,
            "base-uri 'none'; frame-ancestors 'self'",
        ]
        .concat()
    }

    /// The reply. A browser that has the page already is told so.
    pub(super) fn reply(self, visit: &Visit, asked: &HeaderMap) -> Response {
        let html = self.whole(visit).into_string();
        let mut headers = HeaderMap::new();
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        set(header::CONTENT_TYPE, "text/html; charset=utf-8");
        set(header::CONTENT_SECURITY_POLICY, &self.policy());
        if self.is_hidden {
            set(HeaderName::from_static("x-robots-tag"), "noindex");
        }
        if self.keep == Keep::Never {
            set(header::CACHE_CONTROL, "no-store");
            return (self.status, headers, Body::from(html)).into_response();
        }
        // Weak, as the same page may travel compressed or not.
        let tag: String = sha256(&[html.as_bytes()]).chars().take(16).collect();
        let tag = ["W/\"", &tag, "\""].concat();
        set(header::CACHE_CONTROL, "no-cache");
        set(header::ETAG, &tag);
        if self.status == StatusCode::OK && has_already(asked, &tag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (self.status, headers, Body::from(html)).into_response()
    }

    fn whole(&self, visit: &Visit) -> Markup {
        let words = visit.words;
        let title = match self.title.as_str() {
            "" => [words.get(Word::BarHelp), " · ", &visit.site.name].concat(),
            title => [title, " · ", &visit.site.name].concat(),
        };
        html! {
            (DOCTYPE)
            html.helpnook lang=(words.language) dir=(words.direction()) {
                head {
                    meta charset="utf-8";
                    title { (title) }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if self.is_hidden { meta name="robots" content="noindex"; }
                    @if let Some(address) = &self.canonical { link rel="canonical" href=(address); }
                    link rel="icon" href=(assets::icon()) type="image/svg+xml";
                    link rel="stylesheet" href=(assets::style_sheet(&visit.state));
                    @if let Some(address) = &self.script { script defer src=(address) {} }
                }
                body {
                    a.skip href="#main" { (words.get(Word::PageSkip)) }
                    header.top {
                        a.top__name href=(visit.address("")) { (visit.site.name) }
                        (self.languages(visit))
                    }
                    main #main tabindex="-1" { (self.content) }
                }
            }
        }
    }

    fn languages(&self, visit: &Visit) -> Markup {
        let others = &visit.site.languages;
        html! {
            @if others.len() > 1 {
                nav aria-label=(visit.words.get(Word::PageLanguage)) {
                    ul.languages {
                        @for language in others {
                            @let current = (*language == visit.language).then_some("page");
                            @let address = ["/help/", &self.rest.replace("{}", language)].concat();
                            @let address = if self.rest.is_empty() { ["/help/", language].concat() } else { address };
                            li {
                                @if let Some(form) = self.form.filter(|_| current.is_none()) {
                                    button form=(form) formaction=(address) name=(SWITCH) value="1" type="submit" formnovalidate
                                        lang=(language) dir=(direction(language)) { (own_name(language)) }
                                } @else {
                                    a href=(address) hreflang=(language) lang=(language) dir=(direction(language))
                                        aria-current=[current] { (own_name(language)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a language calls itself; one that is not known here by its tag.
fn own_name(language: &str) -> &str {
    match language.split('-').next().unwrap_or(language) {
        "ar" => "العربية",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fi" => "Suomi",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "zh" => "中文",
        _ => language,
    }
}
