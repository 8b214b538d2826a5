//! The built widget and console: files of a folder, or those embedded in the program.
//!
//! Pages of other sites load `embed.js`, the widget and its texts from here, so every file may be used by any origin;
//! nothing here is secret. What is asked for is looked up by plain names only: a path that could lead out of the folder
//! is not found.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

/// Media types, how long a file may be kept, what a page may load.
mod kind;
/// What is said when there is no such file.
mod missing;
/// Where files come from.
mod source;

use crate::framing;
use kind::{Kind, Policy};
pub use source::SiteFiles;
use source::{Coding, Stored};

/// The files, and the policy of the frame page among them.
#[derive(Clone, Debug)]
struct Site {
    files: SiteFiles,
    frame_policy: Arc<str>,
}

/// Serves the files of a folder; without one, those in the program; without either, a page that says what to do.
/// Pages of `origins` may show the widget in a frame.
pub fn routes(site_dir: Option<PathBuf>, origins: &[String]) -> MethodRouter {
    let site = Site { files: SiteFiles::new(site_dir), frame_policy: framing::frame_policy(origins).into() };
    get(serve).fallback(missing::method).with_state(site)
}

async fn serve(State(Site { files, frame_policy }): State<Site>, uri: Uri, headers: HeaderMap) -> Response {
    let folder = match uri.path() {
        "/console" => Some("/console/"),
        "/configure" => Some("/configure/"),
        _ => None,
    };
    if let Some(folder) = folder.filter(|_| !files.is_empty()) {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, folder)]).into_response();
    }
    let Some(name) = plain_name(uri.path()) else { return missing::file(&headers) };
    if files.is_empty() && name == "index.html" {
        return missing::site();
    }
    let kind = Kind::of(&name);
    for coding in Coding::accepted(&headers) {
        match files.read(&name, coding).await {
            Ok(Some(stored)) => return reply(&kind, &frame_policy, coding, stored, &headers),
            Ok(None) => {}
            Err(error) => {
                tracing::error!(file = name, %error, "a file of the site cannot be read");
                return missing::unreadable();
            }
        }
    }
    missing::file(&headers)
}

fn reply(kind: &Kind, frame_policy: &str, coding: Coding, stored: Stored, asked: &HeaderMap) -> Response {
    let mut headers = HeaderMap::new();
    let mut set =
        |name: HeaderName, value: &'static str| drop(headers.insert(name, HeaderValue::from_static(value)));
    set(header::CONTENT_TYPE, kind.media_type);
    set(header::CACHE_CONTROL, kind.caching());
    set(header::VARY, "accept-encoding");
    set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    set(HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if let Some(token) = coding.token() {
        set(header::CONTENT_ENCODING, token);
    }
    if kind.policy != Policy::None {
        set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    }
    match kind.policy {
        Policy::None => {}
        Policy::Page(policy) => set(header::CONTENT_SECURITY_POLICY, policy),
        Policy::Frame => {
            // A host page that is isolated from other origins shows only frames that are so, too.
            set(HeaderName::from_static("cross-origin-embedder-policy"), "credentialless");
            if let Ok(policy) = HeaderValue::from_str(frame_policy) {
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
        }
    }
    let is_known = asked.get_all(header::IF_NONE_MATCH).iter().any(|tags| names_tag(tags, &stored.tag));
    if let Ok(tag) = HeaderValue::from_str(&stored.tag) {
        headers.insert(header::ETAG, tag);
    }
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, Body::from(stored.content)).into_response()
}

/// Whether `If-None-Match` names this version: caches and proxies may have made the tag weak on the way.
fn names_tag(tags: &HeaderValue, tag: &str) -> bool {
    tags.to_str().is_ok_and(|tags| {
        tags.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
    })
}

/// The name of the file that a path asks for, or `None` for a path that no file of the site can have: `..`, hidden
/// files, back slashes, control characters, broken escapes.
fn plain_name(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let (high, low) = (hex(rest.next()?)?, hex(rest.next()?)?);
                high * 16 + low
            }
            byte => byte,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let folder_or_file = path.strip_prefix('/')?;
    let name = match folder_or_file.strip_suffix('/') {
        Some(folder) => format!("{folder}/index.html"),
        None if folder_or_file.is_empty() => "index.html".to_owned(),
        None => folder_or_file.to_owned(),
    };
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.contains(|c: char| c.is_control() || "\\:".contains(c))
    };
    // The compressed twins go out under the name of their original alone.
    let is_twin = name.ends_with(".br") || name.ends_with(".gz");
    (!is_twin && name.split('/').all(is_plain)).then_some(name)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| digit.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_their_index() {
        assert_eq!(plain_name("/").as_deref(), Some("index.html"));
        assert_eq!(plain_name("/console/").as_deref(), Some("console/index.html"));
        assert_eq!(plain_name("/text/caf%C3%A9.json").as_deref(), Some("text/café.json"));
    }

    #[test]
    fn paths_that_lead_out_are_no_names() {
        for path in
            ["/..", "/../x", "/a/../../x", "/%2e%2e/x", "/..%2fx", "/a//b", "//x", "/.env", "/a\\b", "/C:/x"]
        {
            assert_eq!(plain_name(path), None, "{path}");
        }
        for path in ["/%00", "/%zz", "/%2", "/%ff", "x"] {
            assert_eq!(plain_name(path), None, "{path}");
        }
    }
}
