//! Numbers, dates and plurals as a language writes them: the browser's Intl, so that no tables travel.

#[cfg(target_arch = "wasm32")]
pub use by_browser::{is_right_to_left, list, nearest, number, plural, relative, time};
#[cfg(not(target_arch = "wasm32"))]
pub use stand_in::{is_right_to_left, list, nearest, number, plural, relative, time};

#[cfg(target_arch = "wasm32")]
use by_browser::quantity;
#[cfg(not(target_arch = "wasm32"))]
use stand_in::quantity;

/// The size of a file, in the unit that people would take: `12 kB`, `3.4 MB`.
pub fn size(language: &str, bytes: u64) -> String {
    const UNIT: f64 = 1024.0;
    let kilobytes = bytes as f64 / UNIT;
    if kilobytes < UNIT {
        quantity(language, kilobytes.round().max(1.0), "kilobyte")
    } else {
        quantity(language, kilobytes / UNIT, "megabyte")
    }
}

/// The largest unit in which an age of so many seconds is at least one.
#[cfg(any(test, target_arch = "wasm32"))]
fn unit_of(seconds: f64) -> (f64, &'static str) {
    const UNITS: [(f64, &str); 6] = [
        (31_557_600.0, "year"),
        (2_629_800.0, "month"),
        (86_400.0, "day"),
        (3_600.0, "hour"),
        (60.0, "minute"),
        // Seconds would be told wrong a second later: "now".
        (0.0, "second"),
    ];
    let (length, unit) =
        UNITS.into_iter().find(|(length, _)| seconds.abs() >= *length).unwrap_or((0.0, "second"));
    (if length == 0.0 { 0.0 } else { seconds / length }, unit)
}

#[cfg(target_arch = "wasm32")]
mod by_browser {
    use js_sys::{Array, Date, Function, Object, Reflect};
    use wasm_bindgen::prelude::*;

    mod languages {
        use super::*;

        #[wasm_bindgen(module = "/src/platform/languages.mjs")]
        extern "C" {
            pub(super) fn nearest(wanted: &str, known: Array) -> Option<String>;
            #[wasm_bindgen(js_name = isRightToLeft)]
            pub(super) fn is_right_to_left(tag: &str) -> bool;
        }
    }

    /// The one of the known languages that a reader of the wanted one reads.
    pub fn nearest(wanted: &str, known: &[&str]) -> Option<String> {
        languages::nearest(wanted, known.iter().map(|tag| JsValue::from(*tag)).collect())
    }

    /// Whether a language is written from right to left.
    pub fn is_right_to_left(language: &str) -> bool {
        languages::is_right_to_left(language)
    }

    /// A formatter of Intl: by hand, because the few calls that are needed are the same for all of them.
    fn format(
        kind: &str,
        language: &str,
        options: &[(&str, &str)],
        method: &str,
        arguments: &[JsValue],
    ) -> Option<String> {
        let settings = Object::new();
        for (name, value) in options {
            Reflect::set(&settings, &(*name).into(), &(*value).into()).ok()?;
        }
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
        let languages = if language.is_empty() { JsValue::UNDEFINED } else { language.into() };
        let formatter = Reflect::construct(&constructor, &Array::of2(&languages, &settings)).ok()?;
        let function: Function = Reflect::get(&formatter, &method.into()).ok()?.dyn_into().ok()?;
        Reflect::apply(&function, &formatter, &arguments.iter().collect()).ok()?.as_string()
    }

    /// The plural class of a number: `zero`, `one`, `two`, `few`, `many` or `other` (CLDR).
    pub fn plural(language: &str, number: u32) -> String {
        format("PluralRules", language, &[], "select", &[number.into()]).unwrap_or_else(|| "other".to_owned())
    }

    /// A number.
    pub fn number(language: &str, number: f64) -> String {
        format("NumberFormat", language, &[("maximumFractionDigits", "1")], "format", &[number.into()])
            .unwrap_or_default()
    }

    /// A number of something: `12 kB`.
    pub(super) fn quantity(language: &str, number: f64, unit: &str) -> String {
        let options = [("style", "unit"), ("unit", unit), ("maximumFractionDigits", "1")];
        format("NumberFormat", language, &options, "format", &[number.into()]).unwrap_or_default()
    }

    /// Several things: `pdf, png and txt`.
    pub fn list(language: &str, items: &[String]) -> String {
        let all: Array = items.iter().map(|item| JsValue::from(item.as_str())).collect();
        format("ListFormat", language, &[], "format", &[all.into()]).unwrap_or_else(|| items.join(", "))
    }

    /// An RFC 3339 time as day and time of day.
    pub fn time(language: &str, rfc3339: &str) -> String {
        let date: JsValue = Date::new(&rfc3339.into()).into();
        let options = [("dateStyle", "medium"), ("timeStyle", "short")];
        format("DateTimeFormat", language, &options, "format", &[date]).unwrap_or_else(|| rfc3339.to_owned())
    }

    /// An RFC 3339 time as its distance from now: `3 hours ago`. Never in the future: clocks differ.
    pub fn relative(language: &str, rfc3339: &str) -> String {
        let age = (Date::new(&rfc3339.into()).get_time() - Date::now()) / 1000.0;
        if age.is_nan() {
            return rfc3339.to_owned();
        }
        let (count, unit) = super::unit_of(age.min(0.0));
        let options = [("numeric", "auto")];
        format("RelativeTimeFormat", language, &options, "format", &[count.trunc().into(), unit.into()])
            .unwrap_or_else(|| rfc3339.to_owned())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod stand_in {
    /// The wanted language, or it without its regions.
    pub fn nearest(wanted: &str, known: &[&str]) -> Option<String> {
        let mut wanted = wanted;
        loop {
            if let Some(found) = known.iter().find(|language| language.eq_ignore_ascii_case(wanted)) {
                return Some((*found).to_owned());
            }
            wanted = wanted.rsplit_once('-')?.0;
        }
    }

    /// Whether it is Arabic or Hebrew.
    pub fn is_right_to_left(language: &str) -> bool {
        matches!(language.split('-').next(), Some("ar" | "he"))
    }

    /// The number and the unit's English sign.
    pub(super) fn quantity(_language: &str, number: f64, unit: &str) -> String {
        let sign = if unit == "kilobyte" { " kB" } else { " MB" };
        [&number.to_string(), sign].concat()
    }

    /// The things with commas between.
    pub fn list(_language: &str, items: &[String]) -> String {
        items.join(", ")
    }

    /// The plural class in English.
    pub fn plural(_language: &str, number: u32) -> String {
        if number == 1 { "one" } else { "other" }.to_owned()
    }

    /// The number in digits.
    pub fn number(_language: &str, number: f64) -> String {
        number.to_string()
    }

    /// The time as it is.
    pub fn time(_language: &str, rfc3339: &str) -> String {
        rfc3339.to_owned()
    }

    /// The time as it is.
    pub fn relative(_language: &str, rfc3339: &str) -> String {
        rfc3339.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_its_largest_whole_unit() {
        assert_eq!(unit_of(-7_200.0), (-2.0, "hour"));
        assert_eq!(unit_of(-90.0).1, "minute");
        assert_eq!(unit_of(-3.0 * 86_400.0), (-3.0, "day"));
    }

    #[test]
    fn what_is_less_than_a_minute_old_is_new() {
        assert_eq!(unit_of(-59.0), (0.0, "second"));
    }

    #[test]
    fn a_size_is_told_in_the_unit_that_people_would_take() {
        assert_eq!(size("en", 3), "1 kB");
        assert_eq!(size("en", 12_700), "12 kB");
        assert_eq!(size("en", 10_485_760), "10 MB");
    }
}
