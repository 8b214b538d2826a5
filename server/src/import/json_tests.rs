use super::*;

fn rows(content: &[u8]) -> Vec<Result<Draft, Refused>> {
    Rows::new("faq.json", content).map(|row| row.expect("a slice can be read").and_then(draft)).collect()
}

/// Row, line and reason of each row that is refused.
fn refusals(content: &[u8]) -> Vec<(Option<usize>, usize, String)> {
    let refused = rows(content).into_iter().filter_map(Result::err);
    refused.map(|refused| (refused.place.row, refused.place.line, refused.reasons.join("; "))).collect()
}

fn ids(content: &[u8]) -> Vec<String> {
    rows(content).into_iter().filter_map(|row| row.ok()?.id).collect()
}

#[test]
fn brackets_and_commas_in_strings_end_no_row() {
    let list = br#"[ {"id": "a", "title": "],[ {\" }", "tags": ["x", "y"]}, {"id": 7} ]"#;
    assert_eq!(ids(list), ["a", "7"]);
    assert_eq!(refusals(list), []);
}

#[test]
fn missing_quote_spoils_one_row() {
    let spread = b"[\n{\"id\": \"a\",\n\"title\": \"open\n},\n{\"id\": \"b\"}]";
    let one_line = b"[\n{\"id\": \"a},\n{\"id\": \"b\"}\n]";
    for list in [&spread[..], &one_line[..]] {
        assert_eq!(ids(list), ["b"]);
        assert_eq!(refusals(list).len(), 1);
        assert_eq!(refusals(list)[0].0, Some(1));
    }
}

#[test]
fn line_and_row_of_each_fault_are_told() {
    let list = b"[\n{\"id\": \"a\"},\n\n{\"id\": \"b\",\n \"title\": nope},\n,\n42,\n{\"id\": []},\n{\"tags\": 1}\n]";
    let faults = refusals(list);
    let places: Vec<_> = faults.iter().map(|(row, line, _)| (row.unwrap_or_default(), *line)).collect();
    assert_eq!(places, [(2, 5), (3, 6), (4, 7), (5, 8), (6, 9)]);
    assert!(faults[0].2.contains("not JSON"), "{faults:?}");
    assert!(faults[3].2.contains("id is not a string"), "{faults:?}");
    assert!(faults[4].2.contains("tags is not a list"), "{faults:?}");
}

#[test]
fn bad_utf8_is_refused_with_its_line() {
    let list = b"[{\"id\": \"a\"},\n{\"id\":\n\"\xff\"}, {\"id\": \"c\"}]";
    assert_eq!(ids(list), ["a", "c"]);
    assert_eq!(refusals(list), [(Some(2), 3, "it is not UTF-8".to_owned())]);
}

#[test]
fn what_is_no_whole_list_is_told() {
    assert!(refusals(b"{\"id\": 1}")[0].2.contains("not a JSON list"));
    assert!(refusals(b"")[0].2.contains("not a JSON list"));
    assert!(refusals(b"[{\"id\": \"a\"}, {\"id\": ")[0].2.contains("cut off"));
    assert!(refusals(b"[] x")[0].2.contains("after the list"));
    assert!(refusals(b"[{},]")[0].2.contains("nothing between"));
    assert_eq!(rows(b"\xef\xbb\xbf [ ] \n"), []);
}

#[test]
fn huge_row_is_refused_and_the_next_is_read() {
    let list = format!("[{{\"id\": \"a\", \"body\": \"{}\"}}, {{\"id\": \"b\"}}]", "x".repeat(ROW_MAX));
    assert_eq!(ids(list.as_bytes()), ["b"]);
    assert!(refusals(list.as_bytes())[0].2.contains("more than 10 MB"));
}
