//! What a file's name says: its media type, how long it may be kept, and for pages what they may load.

/// What is sent with a file.
pub(super) struct Kind {
    /// `Content-Type`; files are never sniffed, so an unknown ending is plain bytes.
    pub(super) media_type: &'static str,
    /// `Content-Security-Policy`, for pages.
    pub(super) policy: Policy,
    is_hashed: bool,
}

/// What a file may load, and who may show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// It is no page.
    None,
    /// This one.
    Page(&'static str),
    /// That of the frame page: it names the operator's origins.
    Frame,
}

impl Kind {
    /// Of a file's name within the site.
    pub(super) fn of(name: &str) -> Self {
        let media_type = media_type(name);
        let policy = match media_type {
            HTML if name == "frame.html" => Policy::Frame,
            HTML if name.starts_with("console/") => Policy::Page(CONSOLE_POLICY),
            HTML if name == "configure/index.html" => Policy::Page(CONFIGURE_POLICY),
            HTML => Policy::Page(PAGE_POLICY),
            _ => Policy::None,
        };
        let is_built = name.starts_with("assets/") || name.starts_with("console/");
        Self { media_type, policy, is_hashed: is_built && has_hash(name) }
    }

    /// `Cache-Control`. A name with a hash never gets another content; a page is asked for anew each time, since it
    /// names those files.
    pub(super) fn caching(&self) -> &'static str {
        match (self.is_hashed, self.media_type) {
            (true, _) => "public, max-age=31536000, immutable",
            (_, HTML) => "no-cache",
            // Every page view pays for each byte of this: what has no credentials is public by itself.
            _ => "max-age=300",
        }
    }
}

/// Agents write here what customers must not read: nothing from elsewhere, in no frame.
const CONSOLE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The configurator: its own files, and a page with the widget in a frame.
const CONFIGURE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The demo page and the configurator's preview. Articles may show pictures of other sites.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' https: data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
    frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

const HTML: &str = "text/html; charset=utf-8";

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => HTML,
        // Modules are UTF-8 whatever is said, and `embed.js` is ASCII: the rest of a header would be paid for nothing.
        "js" | "mjs" => "text/javascript",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether a name bears a hash of the content, as `helpnook-1a2b3c4d5e6f7a8b_bg.wasm` does.
fn has_hash(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.split(['-', '_', '.'])
        .skip(1)
        .any(|part| part.len() >= 8 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_files_are_kept_for_good() {
        for name in ["assets/helpnook-1a2b3c4d5e6f7a8b.js", "assets/helpnook-1a2b3c4d5e6f7a8b_bg.wasm"] {
            assert!(Kind::of(name).caching().contains("immutable"), "{name}");
        }
    }

    #[test]
    fn files_of_fixed_names_are_asked_for_again() {
        for name in ["embed.js", "index.html", "console/index.html", "text/de.json", "assets/logo.svg"] {
            assert!(!Kind::of(name).caching().contains("immutable"), "{name}");
        }
    }

    #[test]
    fn only_pages_have_a_policy() {
        assert_eq!(Kind::of("console/index.html").policy, Policy::Page(CONSOLE_POLICY));
        assert_eq!(Kind::of("index.html").policy, Policy::Page(PAGE_POLICY));
        assert_eq!(Kind::of("frame.html").policy, Policy::Frame);
        assert_eq!(Kind::of("embed.js").policy, Policy::None);
    }
}
