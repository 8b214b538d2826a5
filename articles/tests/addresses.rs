//! Where an article's links may lead and its images come from.

#[path = "fixtures/outline.rs"]
mod outline;

use helpnook_articles::{Rules, from_html};
use outline::{html, rules};

/// What becomes of a link's address, if the link stays.
fn href(address: &str) -> Option<String> {
    attribute(&html(&format!("<a href=\"{address}\">x</a>")), "href=")
}

/// What becomes of an image's address, if the image stays.
fn src(address: &str) -> Option<String> {
    attribute(&html(&format!("<img src=\"{address}\">")), "src=")
}

fn attribute(outline: &str, name: &str) -> Option<String> {
    outline.split(name).nth(1)?.split('"').nth(1).map(str::to_owned)
}

#[test]
fn links_go_to_the_web_mail_phones_and_articles_only() {
    for address in [
        "https://ok.test/a?b=c#d",
        "http://ok.test",
        "mailto:a@b.test?subject=Hi",
        "tel:+43123",
        "article:A-1_b.2",
    ] {
        assert_eq!(href(address).as_deref(), Some(address));
    }
    for address in
        ["javascript:x", "data:text/html,x", "ftp://a.test", "article:..", "article:a/b", "#top", "", "a:b"]
    {
        assert_eq!(href(address), None, "{address}");
    }
    assert_eq!(href("HTTPS://ok.test").as_deref(), Some("https://ok.test"));
    assert_eq!(href("article:7#top").as_deref(), Some("article:7"));
    assert_eq!(href("mailto:a@b.test?cc=c@d.test").as_deref(), Some("mailto:a@b.test"));
    assert_eq!(href("tel:+43 1 23").as_deref(), Some("tel:+43123"));
}

#[test]
fn link_with_a_refused_address_leaves_its_text() {
    assert_eq!(html("<p>a <a href=javascript:x>b <b>c</b></a> d</p>"), "<p>a b <strong>c</strong> d</p>");
}

#[test]
fn disguised_schemes_are_seen_through() {
    for address in [
        "&#1;javascript:x",
        "java&#10;script:x",
        "javascript&colon;x",
        "&#106avascript:x",
        "JAVASCRIPT&#58;x",
    ] {
        assert_eq!(href(address), None, "{address}");
    }
}

#[test]
fn misleading_addresses_are_refused() {
    for address in [
        "https://ok.test@evil.test",
        "https:\\\\evil.test",
        "/\\evil.test",
        "https:evil.test",
        "https:///evil.test",
        "https://a&#x202e;b.test",
        "https://a&#x200b;b.test",
        "https://%65vil.test",
    ] {
        assert_eq!(href(address), None, "{address}");
    }
}

#[test]
fn quotes_and_spaces_in_addresses_are_escaped() {
    assert_eq!(href("https://ok.test/a b&quot;<c>`").as_deref(), Some("https://ok.test/a%20b%22%3Cc%3E%60"));
}

#[test]
fn relative_addresses_need_a_base() {
    let article = from_html("<a href=/a>x</a><img src=/a.png alt=y>", &Rules::default());
    assert_eq!(outline::outline(&article.nodes), "xy");
    for (address, resolved) in [
        ("/a/b", "https://help.test/a/b"),
        ("b", "https://help.test/en/articles/b"),
        ("../b", "https://help.test/en/articles/../b"),
        ("?b", "https://help.test/en/articles/7?b"),
        ("//cdn.test/b", "https://cdn.test/b"),
        ("javascript%3Ax", "https://help.test/en/articles/javascript%3Ax"),
    ] {
        assert_eq!(href(address).as_deref(), Some(resolved));
        assert_eq!(src(address).as_deref(), Some(resolved));
    }
    let bare = Rules { base: "https://help.test".to_owned(), ..rules() };
    let article = from_html("<a href=b>x</a>", &bare);
    assert_eq!(outline::outline(&article.nodes), "<a href=\"https://help.test/b\">x</a>");
}

#[test]
fn base_that_is_no_web_address_resolves_nothing() {
    for base in
        ["javascript:x", "//help.test", "https://", "https://a@b.test/", "data:text/html,", "help.test"]
    {
        let article =
            from_html("<a href=/a>x</a><a href=a>y</a>", &Rules { base: base.to_owned(), ..rules() });
        assert_eq!(outline::outline(&article.nodes), "xy", "{base}");
    }
}

#[test]
fn images_come_over_https_unless_the_base_is_http() {
    assert_eq!(src("https://ok.test/a.png").as_deref(), Some("https://ok.test/a.png"));
    for address in
        ["http://ok.test/a.png", "data:image/png;base64,AAAA", "article:1", "blob:x", "javascript:x"]
    {
        assert_eq!(src(address), None, "{address}");
    }
    let local = Rules { base: "http://localhost:8080/a".to_owned(), ..rules() };
    let article = from_html("<img src=b.png><img src=http://c.test/d.png><a href=e>f</a>", &local);
    assert_eq!(
        outline::outline(&article.nodes),
        "<img src=\"http://localhost:8080/b.png\" alt=\"\"><img src=\"http://c.test/d.png\" alt=\"\">f"
    );
}

#[test]
fn image_with_a_refused_address_leaves_its_alternative_text() {
    assert_eq!(html("<p>a <img src=data:x alt='the <b>'> c</p>"), "<p>a the <b> c</p>");
}

#[test]
fn overlong_addresses_are_refused() {
    let of = |length: usize| format!("https://ok.test/{}", "a".repeat(length - 16));
    assert_eq!(href(&of(2_048)), Some(of(2_048)));
    assert_eq!(href(&of(2_049)), None);
    assert_eq!(src(&of(2_049)), None);
}
