//! Which attribute an element may carry, and with which values.

use super::names::{Attribute, Tag};
use super::{Rules, addresses};

/// The value to set for `attribute` of `tag`; `value` has its character references resolved.
pub(super) fn checked(tag: Tag, attribute: Attribute, value: &str, rules: &Rules) -> Option<String> {
    use Attribute::*;
    match (attribute, tag) {
        (Href, Tag::A) => addresses::link(value, &rules.base),
        (Src, Tag::Img) => addresses::image(value, &rules.base),
        (Alt, Tag::Img) | (Title, Tag::A | Tag::Img) => Some(value.to_owned()),
        (Width | Height, Tag::Img) => number(value, 1, 10_000),
        (Colspan | Rowspan, Tag::Td | Tag::Th) => number(value, 1, 100),
        (Start, Tag::Ol) => number(value, 0, 999_999_999),
        (Scope, Tag::Th) => one_of(value, &["row", "col", "rowgroup", "colgroup"]),
        (Dir, _) => one_of(value, &["ltr", "rtl", "auto"]),
        (Lang, _) => {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            let is_tag = !value.is_empty() && value.len() <= 35 && value.bytes().all(is_plain);
            is_tag.then(|| value.to_owned())
        }
        _ => None,
    }
}

/// A whole number from `least` to `most`, written anew; a trailing `px` is let pass.
fn number(value: &str, least: u32, most: u32) -> Option<String> {
    let value = value.trim_ascii();
    let digits = value.strip_suffix("px").unwrap_or(value);
    if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits.bytes().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    (least..=most).contains(&number).then(|| decimal(number))
}

/// `number` in decimal digits.
pub(super) fn decimal(number: u32) -> String {
    number.to_string()
}

fn one_of(value: &str, known: &[&str]) -> Option<String> {
    known.iter().find(|known| known.eq_ignore_ascii_case(value.trim_ascii())).map(|known| (*known).to_owned())
}
