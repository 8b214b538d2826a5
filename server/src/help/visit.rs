//! Who looks at which language of the site: what every page begins with.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use helpnook_contract::site::{LanguageQuery, Site};
use maud::html;

use super::page::{Draw, Keep};
use super::words::{Word, Words, primary};
use crate::address::QueryOf;
use crate::problem::Refusal;
use crate::routes::site::get_site;
use crate::state::AppState;

/// A page that is looked at.
pub(super) struct Visit {
    /// What every call shares.
    pub(super) state: AppState,
    /// One of the site's languages.
    pub(super) language: String,
    /// The page's own words, in the nearest language that there are words for.
    pub(super) words: Words,
    /// What the site offers.
    pub(super) site: Site,
}

impl Visit {
    /// A visit in exactly this language of the site.
    ///
    /// # Errors
    /// For a near language the way to it, for others the page that says there is none; a page that says so when the database
    /// fails.
    pub(super) async fn begin(state: AppState, language: &str, rest: &str) -> Result<Self, Response> {
        let nearest = state.nearest_language(Some(language)).to_owned();
        if nearest != language {
            let is_near = primary(&nearest).eq_ignore_ascii_case(primary(language));
            return Err(if is_near {
                Redirect::to(&rest.replacen("{}", &nearest, 1)).into_response()
            } else {
                in_words(&state, StatusCode::NOT_FOUND).await
            });
        }
        Self::of(state, nearest).await
    }

    async fn of(state: AppState, language: String) -> Result<Self, Response> {
        let query = QueryOf(LanguageQuery { language: Some(language.clone()) });
        match get_site(State(state.clone()), query).await {
            Ok(site) => Ok(Self { words: Words::of(&language), site: site.0, language, state }),
            Err(refusal) => Err(refusal.into_response()),
        }
    }

    /// The address of the home page, or of a page below it.
    pub(super) fn address(&self, rest: &str) -> String {
        ["/help/", &self.language, rest].concat()
    }

    /// The address of the form.
    pub(super) fn contact(&self) -> String {
        ["/help/contact/", &self.language].concat()
    }

    /// What is shown in the place of a page that cannot be had.
    pub(super) fn refused(&self, refusal: Refusal, missing: Word) -> Response {
        // As everywhere else the refusal picks the status, and tells the log what went wrong.
        self.excused(refusal.into_response().status(), missing)
    }

    fn excused(&self, status: StatusCode, missing: Word) -> Response {
        let words = self.words;
        let (title, help) = match status {
            StatusCode::NOT_FOUND => (words.get(missing), Some(words.get(Word::PageMissingHelp))),
            StatusCode::METHOD_NOT_ALLOWED => (words.get(Word::PageTakesNothing), None),
            _ => (words.get(Word::PageFailed), None),
        };
        let content = html! {
            div.empty {
                h1 { (title) }
                @if let Some(help) = help { p { (help) } }
                p { a.button href=(self.address("")) { (words.get(Word::BackToHelp)) } }
            }
        };
        Draw::new(title, content).status(status).keep(Keep::Never).hidden().reply(self, &HeaderMap::new())
    }
}

/// An address below `/help` that is none.
pub(super) async fn no_page(State(state): State<AppState>) -> Response {
    in_words(&state, StatusCode::NOT_FOUND).await
}

/// An address below `/help` that is read, not written to.
pub(super) async fn takes_nothing(State(state): State<AppState>) -> Response {
    in_words(&state, StatusCode::METHOD_NOT_ALLOWED).await
}

/// A page of the site's first language that says why there is no other.
pub(super) async fn in_words(state: &AppState, status: StatusCode) -> Response {
    let language = state.nearest_language(None).to_owned();
    match Visit::of(state.clone(), language).await {
        Ok(visit) => visit.excused(status, Word::PageMissing),
        // Without the database not even the site's name is known.
        Err(refused) => {
            (refused.status(), Words::of(state.nearest_language(None)).get(Word::PageFailed)).into_response()
        }
    }
}

/// The site's language that comes first in `Accept-Language`; its default when there is none of them.
pub(super) fn preferred<'a>(languages: &'a [String], accepted: &str) -> &'a str {
    let mut wanted: Vec<(&str, f32)> = accepted
        .split(',')
        .filter_map(|entry| {
            let (tag, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let weight: f32 = weight.trim().strip_prefix("q=")?.trim().parse().ok()?;
            (weight > 0.0).then_some((tag.trim(), weight))
        })
        .collect();
    wanted.sort_by(|one, other| other.1.total_cmp(&one.1));
    let near = |tag: &str| {
        let exact = languages.iter().find(|known| known.eq_ignore_ascii_case(tag));
        exact.or_else(|| languages.iter().find(|known| primary(known).eq_ignore_ascii_case(primary(tag))))
    };
    let found = wanted.iter().find_map(|(tag, _)| near(tag)).or(languages.first());
    found.map_or("en", String::as_str)
}

/// Whether another site's page made the browser send this. Browsers say so; what says nothing is no browser's doing.
pub(super) fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(from) = text("sec-fetch-site") {
        return !matches!(from, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return false };
    // A proxy may speak TLS for the server, so the scheme of its own address is not known here.
    origin.split_once("://").map(|(_, authority)| authority) != text(header::HOST.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_first_language_of_the_site_is_taken() {
        let languages = ["en", "de", "pt-BR"].map(str::to_owned);
        for (accepted, taken) in [
            ("", "en"),
            ("de", "de"),
            ("fr, de-CH;q=0.8, en;q=0.9", "en"),
            ("fr;q=1, de-CH;q=0.8", "de"),
            ("pt-PT", "pt-BR"),
            ("de;q=0, *", "en"),
            ("de;q=x, ;;,,", "en"),
        ] {
            assert_eq!(preferred(&languages, accepted), taken, "{accepted}");
        }
    }

    #[test]
    fn what_other_sites_send_is_told_apart() {
        let headers = |pairs: &[(&'static str, &str)]| -> HeaderMap {
            pairs
                .iter()
                .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
                .collect()
        };
        assert!(!is_foreign(&headers(&[])));
        assert!(!is_foreign(&headers(&[("host", "a.example"), ("origin", "https://a.example")])));
        assert!(is_foreign(&headers(&[("host", "a.example"), ("origin", "https://b.example")])));
        assert!(is_foreign(&headers(&[("host", "a.example"), ("origin", "null")])));
        assert!(is_foreign(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_foreign(&headers(&[("sec-fetch-site", "same-origin"), ("origin", "null")])));
    }
}
