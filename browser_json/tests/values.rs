//! Odd JSON and changed prototypes, in a browser.

#![cfg(target_arch = "wasm32")]

use helpnook_browser_json::{self as json, Given};
use helpnook_contract::agent::Figures;
use helpnook_contract::articles::{BodyFormat, RelatedArticle, Votes};
use helpnook_contract::attachments::Attachment;
use helpnook_contract::tickets::TicketStatus;
use helpnook_contract::{Cursor, Page, Problem};
use js_sys::{Function, Object, Reflect};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn votes(text: &str) -> Option<(u32, u32)> {
    json::from_text::<Votes>(text).map(|votes| (votes.helpful, votes.not_helpful))
}

#[wasm_bindgen_test]
fn numbers_that_a_type_cannot_hold_are_refused() {
    for number in
        ["4294967296", "-1", "0.5", "1e300", "1e400", "-1e400", "123456789012345678901234567890", "NaN"]
    {
        assert_eq!(votes(&format!(r#"{{"helpful":{number},"not_helpful":1}}"#)), None, "{number}");
    }
    assert_eq!(votes(r#"{"helpful":4294967295,"not_helpful":-0}"#), Some((u32::MAX, 0)));
    assert_eq!(votes(r#"{"helpful":3.0,"not_helpful":1e2}"#), Some((3, 100)));
}

#[wasm_bindgen_test]
fn a_whole_number_is_a_float_and_negative_ones_are_numbers() {
    let figures = |csat: &str| {
        let text = format!(r#"{{"tickets":[],"first_response":null,"ratings":1,"csat":{csat}}}"#);
        json::from_text::<Figures>(&text).and_then(|figures| figures.csat)
    };
    assert_eq!(figures("1"), Some(1.0));
    assert_eq!(figures("0.25"), Some(0.25));
    assert_eq!(figures("null"), None);
    assert_eq!(json::from_text::<Vec<i32>>("[-1, 0, -2147483648]"), Some(vec![-1, 0, i32::MIN]));
    assert_eq!(json::from_text::<Vec<i64>>("[-9007199254740991]"), Some(vec![-9_007_199_254_740_991]));
    assert_eq!(json::from_text::<Vec<f64>>("[-0.5, -3]"), Some(vec![-0.5, -3.0]));
}

#[wasm_bindgen_test]
fn numbers_that_would_come_back_as_others_are_not_written() {
    const LARGEST: u64 = 9_007_199_254_740_991;
    assert_eq!(json::to_text(&LARGEST).as_deref(), Some("9007199254740991"));
    for too_large in [LARGEST + 1, u64::MAX] {
        assert_eq!(json::to_text(&too_large), None, "{too_large}");
    }
    for number in [f64::NAN, f64::INFINITY] {
        assert_eq!(json::to_text(&number), None, "{number}");
    }
    assert_eq!(json::to_text(&(-3, 0.5, i64::from(i32::MIN))).as_deref(), Some("[-3,0.5,-2147483648]"));
}

#[wasm_bindgen_test]
fn deep_nesting_is_refused_or_passed_over() {
    let depth = 100_000;
    let deep = ["[".repeat(depth), "]".repeat(depth)].concat();
    assert_eq!(votes(&deep), None);
    assert_eq!(votes(&"[".repeat(depth)), None);
    let deep = ["[".repeat(1_000), "]".repeat(1_000)].concat();
    let text = format!(r#"{{"helpful":3,"not_helpful":1,"of_a_newer_backend":{deep}}}"#);
    assert_eq!(votes(&text), Some((3, 1)));
    let value = json::parse(&deep).expect("JSON");
    let mut given = Given::from_value(&value);
    let mut levels = 0;
    while let Given::List(mut items) = given {
        given = items.pop().unwrap_or(Given::Nothing);
        levels += 1;
    }
    assert_eq!((given, levels), (Given::Other, 4));
}

#[wasm_bindgen_test]
fn lone_surrogates_become_the_replacement_character() {
    let text = r#"{"id":"a\ud800b","title":"\udc00"}"#;
    let read = json::from_text::<RelatedArticle>(text).expect("a text all the same");
    assert_eq!((read.id.as_str(), read.title.as_str()), ("a\u{fffd}b", "\u{fffd}"));
    let pair = json::from_text::<RelatedArticle>(r#"{"id":"\ud83d\ude00","title":"\u0000"}"#).expect("texts");
    assert_eq!((pair.id.as_str(), pair.title.as_str()), ("\u{1f600}", "\0"));
}

#[wasm_bindgen_test]
fn of_two_fields_with_one_name_the_last_counts() {
    assert_eq!(votes(r#"{"helpful":1,"not_helpful":1,"helpful":2}"#), Some((2, 1)));
    assert_eq!(votes(r#"{"helpful":1,"not_helpful":1,"helpful":"x"}"#), None);
}

#[wasm_bindgen_test]
fn values_of_another_type_are_refused() {
    for text in
        ["", " ", "null", "true", "1", "\"x\"", "[]", "{}", "[1,2]", "<html>", "{\"helpful\":1}", "undefined"]
    {
        assert_eq!(votes(text), None, "{text}");
    }
    for wrong in ["null", "true", "\"3\"", "[]", "[3]", "{}", "{\"a\":3}"] {
        assert_eq!(votes(&format!(r#"{{"helpful":{wrong},"not_helpful":1}}"#)), None, "{wrong}");
    }
    for wrong in ["null", "1", "{}", "[]", "true"] {
        assert_eq!(json::from_text::<TicketStatus>(wrong), None, "{wrong}");
        assert_eq!(json::from_text::<Cursor>(wrong), None, "{wrong}");
    }
    assert_eq!(json::from_text::<Page<Votes>>(r#"{"items":{"length":1,"0":1}}"#), None);
}

#[wasm_bindgen_test]
fn words_of_a_newer_backend_are_read_as_unknown() {
    assert_eq!(json::from_text("\"snoozed\""), Some(TicketStatus::Unknown));
    assert_eq!(json::from_text("\"wiki\""), Some(BodyFormat::Text));
    let problem = json::from_text::<Problem>(r#"{"type":"urn:x:y","title":"t","status":418,"detail":null}"#);
    assert_eq!(problem.map(|problem| String::from(problem.kind)).as_deref(), Some("urn:x:y"));
}

#[wasm_bindgen_test]
fn what_is_passed_over_may_be_anything() {
    let passed_over = json::from_text::<Vec<IgnoredAny>>(r#"[{"a":[1]},[],1,"x",null,true]"#);
    assert_eq!(passed_over.map(|all| all.len()), Some(6));
    assert_eq!(json::from_text::<()>("null"), Some(()));
    assert_eq!(json::from_text::<()>("1"), None);
}

/// The kinds of enums that are stored on a device.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Stored {
    Unit,
    Newtype(Votes),
    Tuple(String, Option<u32>),
    Struct { id: String, is_refused: bool },
}

#[wasm_bindgen_test]
fn enums_are_written_as_serde_json_writes_them_and_read_back() {
    let all = [
        Stored::Unit,
        Stored::Newtype(Votes { helpful: 1, not_helpful: 2 }),
        Stored::Tuple("a".to_owned(), None),
        Stored::Struct { id: "b".to_owned(), is_refused: true },
    ];
    let text = json::to_text(&all).expect("JSON");
    assert_eq!(text, serde_json::to_string(&all).expect("JSON"));
    assert_eq!(json::from_text::<Vec<Stored>>(&text).expect("what was written"), all);
    for wrong in ["{}", "[]", "{\"Other\":1}", "{\"Newtype\":1}", "\"Newtype\"", "{\"Tuple\":[\"a\"]}", "5"] {
        assert_eq!(json::from_text::<Stored>(wrong), None, "{wrong}");
    }
}

/// Puts properties on the prototype of all objects for as long as it lives.
struct Polluted(&'static [(&'static str, &'static str)]);

impl Polluted {
    fn by(properties: &'static [(&'static str, &'static str)]) -> Self {
        for (name, value) in properties {
            let script = format!(
                "Object.defineProperty(Object.prototype, {name:?}, \
                 {{ value: {value}, configurable: true, writable: true, enumerable: true }})"
            );
            Function::new_no_args(&script).call0(&JsValue::NULL).expect("polluted");
        }
        Self(properties)
    }
}

impl Drop for Polluted {
    fn drop(&mut self) {
        for (name, _) in self.0 {
            let script = format!("delete Object.prototype[{name:?}]");
            Function::new_no_args(&script).call0(&JsValue::NULL).expect("clean again");
        }
    }
}

#[wasm_bindgen_test]
fn a_polluted_prototype_adds_nothing_to_a_reply() {
    let _polluted = Polluted::by(&[
        ("helpful", "7"),
        ("not_helpful", "7"),
        ("next", "'evil'"),
        ("detail", "'evil'"),
        ("errors", "[{pointer:'/x',code:'x',detail:'evil'}]"),
        ("texts", "{}"),
        ("Close", "'evil'"),
    ]);
    assert_eq!(votes("{}"), None);
    assert_eq!(votes(r#"{"helpful":1}"#), None);
    let page = json::from_text::<Page<Votes>>(r#"{"items":[]}"#).expect("a page");
    assert_eq!((page.items, page.next), (Vec::new(), None));
    let problem = json::from_text::<Problem>(r#"{"type":"x","title":"t","status":400}"#).expect("a problem");
    assert_eq!((problem.detail, problem.errors), (None, Vec::new()));
    let file = json::parse("{}").expect("JSON");
    assert!(json::value_of(&file, "texts").is_none());
    assert_eq!(json::text_of(&file, "Close"), None);
    assert_eq!(Given::from_value(&file), Given::Object(Vec::new()));
}

#[wasm_bindgen_test]
fn a_polluted_prototype_changes_nothing_that_is_sent() {
    let file = Attachment {
        id: "att_1".into(),
        name: "a.png".to_owned(),
        media_type: "image/png".to_owned(),
        bytes: 12,
    };
    let _polluted = Polluted::by(&[("toJSON", "() => 'evil'"), ("id", "'evil'"), ("extra", "1")]);
    let value = json::to_value(&file).expect("JSON");
    let text = json::value_to_text(&value).expect("JSON");
    assert_eq!(text, r#"{"id":"att_1","name":"a.png","media_type":"image/png","bytes":12}"#);
    assert!(Object::get_prototype_of(&value).is_null());
    let bare = json::bare_object();
    assert!(Reflect::get(&bare, &"extra".into()).expect("an object").is_undefined());
}

#[wasm_bindgen_test]
fn setters_on_the_prototype_see_nothing() {
    let script = "let seen = 0; Object.defineProperty(Object.prototype, 'helpful', \
                  { set() { seen += 1 }, get() { seen += 1; return 9 }, configurable: true }); return () => seen";
    let seen: Function = Function::new_no_args(script).call0(&JsValue::NULL).expect("a function").into();
    let read = votes(r#"{"helpful":1,"not_helpful":2}"#);
    let text = json::to_text(&Votes { helpful: 3, not_helpful: 4 });
    let calls = seen.call0(&JsValue::NULL).expect("a number");
    Function::new_no_args("delete Object.prototype.helpful").call0(&JsValue::NULL).expect("clean again");
    assert_eq!(read, Some((1, 2)));
    assert_eq!(text.as_deref(), Some(r#"{"helpful":3,"not_helpful":4}"#));
    assert_eq!(calls, 0);
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Pair(String, u32);

#[wasm_bindgen_test]
fn a_tuple_struct_is_a_list_and_is_read_as_it_is_written() {
    let pairs = vec![Pair("a".to_owned(), 1), Pair("b".to_owned(), 2)];
    let text = json::to_text(&pairs).expect("it is written");
    assert_eq!(text, r#"[["a",1],["b",2]]"#);
    assert_eq!(json::from_text::<Vec<Pair>>(&text), Some(pairs));
    assert_eq!(json::from_text::<Pair>(r#"["a"]"#), None);
}
