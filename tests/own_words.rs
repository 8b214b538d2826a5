//! A site owner's own words in the place of the widget's.

use std::rc::Rc;

use helpnook::i18n::{I18n, TextKey};
use helpnook::state::backend::Backend;
use helpnook_client::{Failure, Local, Request, Response, Transport};
use leptos::prelude::Owner;

/// A place where one file lies, or none.
struct Place(Option<&'static str>);

impl Transport for Place {
    fn send(&self, _request: Request) -> Local<Result<Response, Failure>> {
        Box::pin(async { Err(Failure::Offline) })
    }

    fn download(&self, _address: String, _authorization: Option<String>) -> Local<Result<Vec<u8>, Failure>> {
        let file = self.0.map(|text| text.as_bytes().to_vec()).ok_or(Failure::NotFound);
        Box::pin(async { file })
    }
}

async fn said(file: Option<&'static str>) -> (String, String) {
    let owner = Owner::new();
    let (api, text) = owner.with(|| (Backend::new(Rc::new(Place(file))), I18n::english()));
    text.replace(api, "https://shop.example/words.json").await;
    (text.text(TextKey::HomeTitle), text.text(TextKey::WriteToUs))
}

#[tokio::test]
async fn words_of_the_nearest_language_come_first_and_the_rest_stays() {
    let file =
        r#"{ "en": { "HomeTitle": "Ask Ada" }, "*": { "HomeTitle": "no", "WriteToUs": "Call" }, "de": {} }"#;
    assert_eq!(said(Some(file)).await, ("Ask Ada".to_owned(), "Call".to_owned()));
    let some = r#"{ "en": { "HomeTitle": " ", "Other": 5 } }"#;
    assert_eq!(said(Some(some)).await, ("How can we help?".to_owned(), "Write to us".to_owned()));
}

#[tokio::test]
async fn a_file_that_is_none_changes_nothing() {
    for file in [None, Some("<html>"), Some("[]"), Some(r#"{"en":"x"}"#)] {
        assert_eq!(said(file).await.0, "How can we help?", "{file:?}");
    }
}
