//! Calls as pages make them, good and bad.

use super::*;
use helpnook_browser_json as json;

fn parse(name: &str, given: &str) -> (Option<Command>, String) {
    let given = json::parse(given).expect("JSON");
    let (command, line) = Command::parse(name, &Given::from_value(&given));
    (command, line.unwrap_or_default())
}

fn fine(name: &str, given: &str) -> Command {
    let (command, line) = parse(name, given);
    assert_eq!(line, "", "{name} {given}");
    command.expect("a command")
}

#[test]
fn every_screen_is_reached_by_its_name() {
    let to = |given: &str| match fine("navigate", given) {
        Command::Navigate(target) => target,
        other => panic!("{other:?}"),
    };
    assert_eq!(to(r#"{"screen":"home"}"#), Target::Home);
    assert_eq!(to(r#"{"screen":"search","query":" lost key "}"#), Target::Search("lost key".into()));
    assert_eq!(to(r#"{"screen":"article","id":"refund"}"#), Target::Article("refund".into()));
    assert_eq!(to(r#"{"screen":"compose"}"#), Target::Compose(Prefill::default()));
    assert_eq!(to(r#"{"screen":"requests"}"#), Target::Requests);
    assert_eq!(to(r#"{"screen":"request","id":"tkt_1"}"#), Target::Request(TicketId("tkt_1".into())));
    let order =
        to(r#"{"screen":"compose","subject":"Order 7","email":"eve@example.com","locked":["subject"]}"#);
    let Target::Compose(order) = order else { panic!("{order:?}") };
    assert_eq!((order.subject.as_str(), order.email.as_str()), ("Order 7", "eve@example.com"));
    assert_eq!(order.locked, ["subject"]);
}

#[test]
fn a_call_that_does_not_exist_is_named_with_those_that_do() {
    let (command, line) = parse("opne", "null");
    assert_eq!(command, None);
    assert_eq!(line, "helpnook: \"opne\" is no call; allowed: navigate, identify, set, suggest.");
}

#[test]
fn what_is_missing_or_wrong_is_named_in_one_line_and_nothing_is_done() {
    for (name, given, says) in [
        ("navigate", "null", "the argument is missing; allowed: an object with screen"),
        ("navigate", r#""home""#, "the argument is \"home\"; allowed: an object"),
        ("navigate", r#"{"screen":"hom"}"#, "screen is \"hom\"; allowed: home, search, article"),
        ("navigate", r#"{"screen":7}"#, "screen is a number; allowed: home"),
        ("navigate", r#"{"screen":"article"}"#, "id is missing; allowed: an article's id"),
        ("navigate", r#"{"screen":"article","id":["a"]}"#, "id is a list; allowed: an article's id"),
        ("navigate", r#"{"screen":"search","query":""}"#, "query is \"\"; allowed: a text"),
        ("identify", r#"{"email":"eve"}"#, "email is \"eve\"; allowed: an e-mail address"),
        ("identify", "7", "the argument is a number; allowed: an object with name, email, token"),
        ("set", r#"{"theme":"pink"}"#, "theme is \"pink\"; allowed: auto, light, dark"),
        ("suggest", r#"["a"]"#, "the argument is a list; allowed: an object with ids, rules"),
    ] {
        let (command, line) = parse(name, given);
        assert_eq!(command, None, "{name} {given}");
        assert!(line.starts_with(&format!("helpnook: {name}: ")) && line.contains(says), "{line}");
        assert!(!line.contains('\n'));
    }
}

#[test]
fn every_bad_value_is_in_the_one_line_and_the_rest_counts() {
    let (command, line) = parse(
        "set",
        r#"{"language":"not a tag","theme":"dark","colour":"red","queries":"yes","context":{"url":"javascript:alert(1)","title":"Cart"}}"#,
    );
    let Some(Command::Set(changes)) = command else { panic!("{command:?}") };
    assert_eq!(changes.theme, Some(Theme::Dark));
    assert_eq!(changes.context, Some(Context { url: None, title: Some("Cart".into()) }));
    assert_eq!((changes.language, changes.color, changes.queries), (None, None, None));
    for says in [
        "colour is not known; allowed: language, theme, position, color, context, queries",
        "language is \"not a tag\"; allowed: a tag such as pt-BR",
        "queries is \"yes\"; allowed: true, false",
        "url is \"javascript:alert(1)\"; allowed: an http(s) address",
    ] {
        assert!(line.contains(says), "{line}");
    }
}

#[test]
fn a_field_is_locked_only_with_a_text_in_it() {
    let (command, line) =
        parse("navigate", r#"{"screen":"compose","name":"Eve","locked":["name","email","phone"]}"#);
    let Some(Command::Navigate(Target::Compose(prefill))) = command else { panic!("{command:?}") };
    assert_eq!(prefill.locked, ["name"]);
    assert!(line.contains("locked is \"email\"") && line.contains("locked is \"phone\""), "{line}");
}

#[test]
fn articles_are_suggested_by_ids_and_by_rules() {
    let given = r#"{"ids":["a"],"rules":[{"url":"/cart*","ids":["b","c"]},{"url":"/x"},{"ids":["d"]},"e"]}"#;
    let (command, line) = parse("suggest", given);
    let rule = |url: Option<&str>, ids: &[&str]| Rule {
        url: url.map(str::to_owned),
        ids: ids.iter().map(|id| ArticleId::from(*id)).collect(),
    };
    assert_eq!(command, Some(Command::Suggest(vec![rule(None, &["a"]), rule(Some("/cart*"), &["b", "c"])])));
    assert!(line.contains("ids is missing") && line.contains("url is missing"), "{line}");
    assert!(line.contains("the argument is \"e\"; allowed: an object with url, ids"), "{line}");
    assert_eq!(fine("suggest", "{}"), Command::Suggest(Vec::new()), "nothing any more");
}

#[test]
fn long_values_are_cut_in_the_line() {
    let (_, line) = parse("set", &format!(r#"{{"theme":"{}"}}"#, "x".repeat(5_000)));
    assert!(line.chars().count() < 200, "{line}");
}
