//! A JSON body from someone who is not trusted: every fault is named with its place.

use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use helpnook_contract::FieldProblem;
use http_body_util::{BodyExt as _, Limited};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use crate::problem::Refusal;
use crate::state::AppState;

/// An article may have a million characters, each up to four bytes or six as an escape.
const ARTICLE_BYTES: u64 = 8 * 1024 * 1024;

/// The bytes of a JSON body.
///
/// # Errors
/// [`Refusal::UnsupportedType`], [`Refusal::TooLarge`], and [`Refusal::BadRequest`] when the sender breaks off.
pub async fn bytes(parts: &Parts, body: Body, state: &AppState) -> Result<Bytes, Refusal> {
    if !is_json(parts) {
        return Err(Refusal::UnsupportedType("application/json".to_owned()));
    }
    let is_article = parts.uri.path().starts_with("/v1/agent/articles/");
    let limit = if is_article { ARTICLE_BYTES } else { state.config.limits.body_bytes };
    let limited = Limited::new(body, usize::try_from(limit).unwrap_or(usize::MAX));
    match limited.collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(Refusal::TooLarge(limit)),
        Err(_) => Err(Refusal::BadRequest("The body broke off; send it again.".to_owned())),
    }
}

/// Reads a JSON body.
///
/// # Errors
/// [`Refusal::NotJson`] with line and column, [`Refusal::Fields`] with the pointer of what has the wrong type or is missing.
pub fn read<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, Refusal> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let pointer = pointer(error.path());
        fault(&error.into_inner(), pointer)
    })?;
    json.end().map_err(|error| fault(&error, String::new()))?;
    // Every body is an object; serde takes a list of the fields' values for one, too.
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err(wrong(String::new(), "must be an object"));
    }
    // PostgreSQL takes no NUL in a text, so no store is given one. Only an escape can make one; a field that is
    // passed over may have it.
    if bytes.windows(6).any(|part| part.eq_ignore_ascii_case(b"\\u0000")) {
        let taken = serde_json::to_value(&value).map_err(|error| Refusal::Broken(error.to_string()))?;
        if let Some(pointer) = nul_in(&taken, "") {
            return Err(wrong(pointer, "must not contain the character U+0000"));
        }
    }
    Ok(value)
}

fn is_json(parts: &Parts) -> bool {
    let sent = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = sent.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn fault(error: &serde_json::Error, pointer: String) -> Refusal {
    match error.classify() {
        Category::Data => {
            let said = error.to_string();
            let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
            wrong(pointer, said)
        }
        _ => Refusal::NotJson(error.to_string()),
    }
}

fn wrong(pointer: String, detail: &str) -> Refusal {
    Refusal::Fields(vec![FieldProblem { pointer, code: "not_allowed".to_owned(), detail: detail.to_owned() }])
}

fn pointer(path: &Path) -> String {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(["/", &escaped(key)].concat()),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

fn nul_in(value: &Value, at: &str) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(|| at.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(index, item)| nul_in(item, &format!("{at}/{index}")))
        }
        Value::Object(fields) => {
            fields.iter().find_map(|(key, item)| nul_in(item, &[at, "/", &escaped(key)].concat()))
        }
        _ => None,
    }
}

/// A key as a segment of a JSON Pointer (RFC 6901, 3).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use helpnook_contract::thread::MessagesQuery;
    use helpnook_contract::tickets::NewTicket;

    use super::*;

    fn pointer_of(json: &str) -> String {
        match read::<NewTicket>(json.as_bytes()) {
            Err(Refusal::Fields(fields)) => fields[0].pointer.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        assert_eq!(pointer_of(r#"{"subject":5}"#), "/subject");
        assert_eq!(
            pointer_of(r#"{"subject":"s","message":"m","requester":{"email":[]}}"#),
            "/requester/email"
        );
        assert_eq!(
            pointer_of(
                r#"{"subject":"s","message":"m","requester":{"email":"a@b.cd"},"attachments":["a",1]}"#
            ),
            "/attachments/1"
        );
        assert_eq!(
            pointer_of(r#"{"subject":"s\u0000","message":"m","requester":{"email":"a@b.cd"}}"#),
            "/subject"
        );
        assert_eq!(pointer_of(r#" ["s", "m", {"email": "a@b.cd"}, null, []]"#), "");
        assert!(read::<MessagesQuery>(br#"{"unknown":"\u0000"}"#).is_ok());
        assert!(read::<String>(br#""an escaped \\u0000 is fine""#).is_ok());
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        let deep = "[".repeat(10_000);
        for broken in ["", "{", "{\"a\":NaN}", "{} {}", "\u{feff}{}", "<html>", &deep] {
            match read::<Value>(broken.as_bytes()) {
                Err(Refusal::NotJson(said)) => assert!(said.contains("line 1"), "{said}"),
                other => panic!("{broken:.20}: {other:?}"),
            }
        }
    }
}
