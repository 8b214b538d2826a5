//! What a file is, told from its bytes: what its sender calls it decides nothing but text or table.

/// The media type of a file, by its first 8 KiB; `whole` gives all of it where those are not enough.
///
/// What is no known format and no UTF-8 text is `application/octet-stream`.
pub fn media_type(head: &[u8], name: &str, whole: impl FnOnce() -> Option<Vec<u8>>) -> &'static str {
    if let Some(kind) = infer::get(head) {
        return kind.mime_type();
    }
    if looks_like_markup(head) {
        return "text/html";
    }
    let is_text = whole().and_then(|bytes| String::from_utf8(bytes).ok()).is_some_and(|text| {
        !text.is_empty()
            && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
    });
    match is_text {
        true if name.to_ascii_lowercase().ends_with(".csv") => "text/csv",
        true => "text/plain",
        false => "application/octet-stream",
    }
}

/// Whether a browser that guesses might take it for HTML, SVG or XML.
fn looks_like_markup(head: &[u8]) -> bool {
    const MARKS: [&[u8]; 12] = [
        b"<!doctype",
        b"<html",
        b"<head",
        b"<body",
        b"<script",
        b"<svg",
        b"<?xml",
        b"<iframe",
        b"<!--",
        b"<img",
        b"<math",
        b"<style",
    ];
    let begin = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head).trim_ascii_start();
    MARKS.iter().any(|mark| begin.len() >= mark.len() && begin[..mark.len()].eq_ignore_ascii_case(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(bytes: &[u8], name: &str) -> &'static str {
        media_type(bytes, name, || Some(bytes.to_vec()))
    }

    #[test]
    fn bytes_decide_and_not_the_name() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "notes.txt"), "image/png");
        assert_eq!(kind(b"%PDF-1.7\n", "x.png"), "application/pdf");
        assert_eq!(kind(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'>", "x.png"), "text/html");
        assert_eq!(kind(b"\xef\xbb\xbf <HTML>", "x.txt"), "text/html");
        assert_eq!(kind(b"MZ\x90\0\x03\0\0\0", "x.txt"), "application/vnd.microsoft.portable-executable");
    }

    #[test]
    fn text_is_text_and_a_table_by_its_name() {
        assert_eq!(kind("Grüße, 1 < 2\n".as_bytes(), "a.txt"), "text/plain");
        assert_eq!(kind(b"a,b\n1,2\n", "A.CSV"), "text/csv");
        assert_eq!(kind(b"a\0b", "a.txt"), "application/octet-stream");
        assert_eq!(kind(b"\xff\xfeab", "a.txt"), "application/octet-stream");
        assert_eq!(kind(b"", "a.txt"), "application/octet-stream");
    }
}
