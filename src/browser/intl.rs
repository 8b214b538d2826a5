//! Numbers, dates and plurals as a language writes them: the browser's Intl, so that no tables travel.

#[cfg(target_arch = "wasm32")]
pub use by_browser::{number, plural, relative, time};
#[cfg(not(target_arch = "wasm32"))]
pub use stand_in::{number, plural, relative, time};

/// Whether a language is written from right to left.
pub fn is_right_to_left(language: &str) -> bool {
    let primary = language.split('-').next().unwrap_or_default();
    matches!(primary, "ar" | "fa" | "he" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb")
}

/// The largest unit in which an age of so many seconds is at least one.
#[cfg(any(test, target_arch = "wasm32"))]
fn unit_of(seconds: f64) -> (f64, &'static str) {
    const UNITS: [(f64, &str); 5] = [
        (31_557_600.0, "year"),
        (2_629_800.0, "month"),
        (86_400.0, "day"),
        (3_600.0, "hour"),
        (60.0, "minute"),
    ];
    UNITS
        .into_iter()
        .find(|(length, _)| seconds.abs() >= *length)
        .map_or((seconds / 60.0, "minute"), |(length, unit)| (seconds / length, unit))
}

#[cfg(target_arch = "wasm32")]
mod by_browser {
    use js_sys::{Array, Date, Function, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

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
        let options = [("numeric", "auto"), ("style", "short")];
        format("RelativeTimeFormat", language, &options, "format", &[count.trunc().into(), unit.into()])
            .unwrap_or_else(|| rfc3339.to_owned())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod stand_in {
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
    fn direction_follows_the_language_not_the_region() {
        assert!(is_right_to_left("ar-EG") && is_right_to_left("he"));
        assert!(!is_right_to_left("de") && !is_right_to_left("en-IL"));
    }
}
