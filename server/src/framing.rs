//! Who may show what in a frame: the frame page by the pages of listed origins, an answer of the API by nobody.

use axum::http::{HeaderValue, header};
use axum::response::Response;

/// An answer of the API is no page: it loads nothing and stands in no frame.
const OF_AN_ANSWER: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// The policy of answers, where they do not bring a stricter one or are pages.
pub async fn unframed(mut response: Response) -> Response {
    response.headers_mut().entry(header::CONTENT_SECURITY_POLICY).or_insert(OF_AN_ANSWER);
    response
}

/// The policy of the frame page: everything from here, pictures of articles from anywhere, and only pages of `origins`
/// around it. `*` among them: any page, also one in a sandbox, which has no origin.
pub fn frame_policy(origins: &[String]) -> String {
    const LOADS: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
        img-src 'self' https: http: data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
        require-trusted-types-for 'script'; trusted-types 'none'";
    if origins.iter().any(|origin| origin == "*") {
        return LOADS.to_owned();
    }
    format!("{LOADS}; frame-ancestors 'self' {}", origins.join(" ")).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_page_names_who_may_show_it() {
        let listed = frame_policy(&["https://shop.example".to_owned(), "http://localhost:3000".to_owned()]);
        assert!(
            listed.ends_with("; frame-ancestors 'self' https://shop.example http://localhost:3000"),
            "{listed}"
        );
        assert!(frame_policy(&[]).ends_with("; frame-ancestors 'self'"));
        assert!(!frame_policy(&["*".to_owned()]).contains("frame-ancestors"));
    }
}
