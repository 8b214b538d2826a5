//! The calls and the events that a page may name, read from the types of `public/helpnook.d.ts`, so that the loader's lists
//! are those of the types: one line for each call, and one that begins each event.

use crate::places::{Places, read};
use crate::steps::Outcome;
use serde_json::Value;

const TYPES: &str = "public/helpnook.d.ts";

/// An object of all calls: each name with an array of the kinds of its arguments, a `?` at the end of those that may be
/// left out.
const CALLS_PLACE: &str = "__HELPNOOK_CALLS__";
/// An array of the names of all calls.
const NAMES_PLACE: &str = "__HELPNOOK_CALL_NAMES__";
/// An array of the names of all events, without their `helpnook-`.
const EVENTS_PLACE: &str = "__HELPNOOK_EVENTS__";

/// The names that a page may use.
#[derive(Debug, PartialEq)]
pub(crate) struct Calls {
    /// Each call with the kinds of its arguments.
    calls: Vec<(String, Vec<String>)>,
    events: Vec<String>,
}

impl Calls {
    /// Reads the types.
    ///
    /// Errors: a call that is not written as one line, or an argument whose kind is not known.
    pub(crate) fn read(places: &Places) -> Outcome<Calls> {
        Calls::parse(&read(&places.root.join(TYPES))?).map_err(|reason| format!("{TYPES}: {reason}"))
    }

    fn parse(types: &str) -> Outcome<Calls> {
        let calls =
            members(types, "HelpnookMethods")?.map(|line| call(types, line)).collect::<Outcome<_>>()?;
        let events = members(types, "HelpnookEvents")?
            .filter_map(|line| line.strip_prefix("\"helpnook-")?.split_once('"'))
            .map(|(name, _)| name.to_owned())
            .collect();
        Ok(Calls { calls, events })
    }

    /// A script with what it wants of the calls: any of the three places.
    pub(crate) fn fill(&self, script: &str) -> String {
        // In the order of the types: `serde_json` would sort an object.
        let calls = self.calls.iter().map(|(name, kinds)| format!("{name}:{}", Value::from(kinds.clone())));
        let names: Value = self.calls.iter().map(|(name, _)| name.clone()).collect();
        script
            .replace(CALLS_PLACE, &format!("{{{}}}", calls.collect::<Vec<_>>().join(",")))
            .replace(NAMES_PLACE, &names.to_string())
            .replace(EVENTS_PLACE, &Value::from(self.events.clone()).to_string())
    }
}

/// The lines of an interface's members, without comments.
fn members<'a>(types: &'a str, interface: &str) -> Outcome<impl Iterator<Item = &'a str>> {
    let start = format!("export interface {interface} {{\n");
    let (_, rest) = types.split_once(&start).ok_or_else(|| format!("there is no interface {interface}"))?;
    let (body, _) = rest.split_once("\n}").ok_or_else(|| format!("{interface} has no end"))?;
    Ok(body.lines().map(str::trim).filter(|line| !line.starts_with("/*") && !line.starts_with('*')))
}

/// A call from its line, `name: [argument: Type, …];`.
fn call(types: &str, line: &str) -> Outcome<(String, Vec<String>)> {
    let (name, arguments) = line
        .strip_suffix("];")
        .and_then(|line| line.split_once(": ["))
        .filter(|(name, _)| name.chars().all(|c| c.is_ascii_alphabetic()))
        .ok_or_else(|| format!("`{line}` is no call: it has to be one line, `name: [argument: Type];`"))?;
    let arguments = arguments.split(", ").filter(|argument| !argument.is_empty());
    let kinds = arguments.map(|argument| kind(types, argument)).collect::<Outcome<_>>()?;
    Ok((name.to_owned(), kinds))
}

/// The kinds of value, as `typeof` names them, that an argument takes.
fn kind(types: &str, argument: &str) -> Outcome<String> {
    let (label, type_name) =
        argument.split_once(": ").ok_or_else(|| format!("the argument `{argument}` has no type"))?;
    let is_declared = |word: &str| {
        types.contains(&format!("export {word} {type_name} ")) && !type_name.contains(char::is_whitespace)
    };
    let kind = match type_name {
        "string" | "HelpnookEventName" => "string",
        listener if listener.starts_with("HelpnookListener<") => "function|object",
        _ if is_declared("interface") || is_declared("type") => "object",
        _ => return Err(format!("the kind of the argument `{argument}` is not known")),
    };
    Ok(if label.ends_with('?') { format!("{kind}?") } else { kind.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: &str = r#"
/** Where. */
export type HelpnookTarget =
  | { screen: "home" };
export interface HelpnookMethods {
  /** Opens the panel. */
  open: [text?: string];
  close: [];
  /**
   * Leads to a place.
   */
  navigate: [target: HelpnookTarget];
  on: [event: HelpnookEventName, listener: HelpnookListener<HelpnookEventName>];
}
export interface HelpnookEvents {
  /** The panel is open. */
  "helpnook-opened": CustomEvent;
  "helpnook-error": CustomEvent<{
    name: "load-failed";
  }>;
}
"#;

    #[test]
    fn calls_and_events_are_those_of_the_types_in_their_order() {
        let calls = Calls::parse(TYPES).expect("types");
        assert_eq!(
            calls.fill("a(__HELPNOOK_CALLS__)"),
            r#"a({open:["string?"],close:[],navigate:["object"],on:["string","function|object"]})"#
        );
        assert_eq!(calls.fill("__HELPNOOK_CALL_NAMES__"), r#"["open","close","navigate","on"]"#);
        assert_eq!(calls.fill("__HELPNOOK_EVENTS__"), r#"["opened","error"]"#);
    }

    #[test]
    fn a_call_that_cannot_be_read_is_named() {
        let reason = |from, to| Calls::parse(&TYPES.replace(from, to)).expect_err("it cannot be read");
        assert!(reason("close: [];", "close(): void;").contains("`close(): void;`"));
        assert!(reason("target: HelpnookTarget", "target: HelpnookPlace").contains("HelpnookPlace"));
        assert!(reason("text?: string", "text?: string | number").contains("`text?: string | number`"));
        assert!(reason("interface HelpnookMethods", "interface Methods").contains("HelpnookMethods"));
    }

    #[test]
    fn the_types_of_this_checkout_can_be_read() {
        let calls = Calls::read(&Places::find().expect("a checkout")).expect("types");
        assert!(calls.calls.len() > 10 && calls.events.len() > 8, "{calls:?}");
    }
}
