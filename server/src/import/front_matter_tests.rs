use super::*;

fn value_of(line: &str) -> Result<Value, String> {
    let text = format!("---\n{line}\n---\nBody\n");
    match split(&text) {
        Ok((mut entries, _)) => Ok(entries.remove(0).value),
        Err(faults) => Err(faults.into_iter().map(|(_, what)| what).collect()),
    }
}

fn text(value: &str) -> Result<Value, String> {
    Ok(Value::Text(value.to_owned()))
}

fn list(items: &[&str]) -> Result<Value, String> {
    Ok(Value::List(items.iter().map(|item| (*item).to_owned()).collect()))
}

#[test]
fn strings_are_read_bare_or_quoted() {
    assert_eq!(value_of("title: Where's my order?  # a comment"), text("Where's my order?"));
    assert_eq!(value_of("title: \"Returns: how \\\"free\\\" is it?\""), text("Returns: how \"free\" is it?"));
    assert_eq!(value_of("title: 'It''s #1'"), text("It's #1"));
    assert_eq!(value_of("popular: 40"), text("40"));
    assert_eq!(value_of("title: no"), text("no"));
    assert_eq!(value_of("category:"), text(""));
}

#[test]
fn lists_are_read_on_one_line_or_several() {
    assert_eq!(value_of("tags: [a, \"b, c\", d e]"), list(&["a", "b, c", "d e"]));
    assert_eq!(value_of("tags: []"), list(&[]));
    assert_eq!(value_of("tags:\n  - one\n  - 'two: three'"), list(&["one", "two: three"]));
}

#[test]
fn body_begins_after_the_head_with_any_line_ends() {
    let (entries, body) = split("\u{feff}---\r\nid: a\r\n---\r\n\r\n# Title\r\n---\r\n").expect("read");
    assert_eq!(entries.len(), 1);
    assert_eq!(body, "# Title\r\n---\r\n");
}

#[test]
fn what_yaml_would_read_otherwise_has_to_be_quoted() {
    for line in ["title: Returns: how?", "title: {a: b}", "title: |", "title: *x", "title: @home"] {
        assert!(value_of(line).is_err_and(|what| what.contains("quotes")), "{line}");
    }
}

#[test]
fn every_bad_line_is_named() {
    let faults = split("---\nid: a\nno colon\nid: b\ntitle: \"open\ntags: [a\n---\n").expect_err("bad lines");
    let lines: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4, 5, 6]);
}

#[test]
fn missing_fences_are_named() {
    for (text, reason) in
        [("", "no front matter"), ("# Title\n", "no front matter"), ("---\nid: a\n", "no end")]
    {
        let faults = split(text).expect_err("no head");
        assert!(faults[0].1.contains(reason), "{text:?}: {faults:?}");
    }
}
