//! The rules of the style sheets.

use crate::source::{files, lines_of, read, shout};

/// The declarations of a sheet: file and line, property, value.
fn declarations(file: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut is_comment = false;
    for (number, line) in lines_of(&read(file)) {
        let line = line.trim();
        is_comment |= line.starts_with("/*");
        let is_selector = line.ends_with('{') || line.ends_with(',') && !line.contains(": ");
        if !is_comment && !is_selector {
            for part in line.split(['{', '}', ';']) {
                if let Some((property, value)) = part.split_once(':') {
                    let place = format!("{file}:{number}: {}", part.trim());
                    found.push((place, property.trim().to_lowercase(), value.trim().to_lowercase()));
                }
            }
        }
        is_comment &= !line.contains("*/");
    }
    found
}

/// Whether a value has a colour of its own.
fn is_colour(value: &str) -> bool {
    const FUNCTIONS: [&str; 10] =
        ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];
    const NAMES: [&str; 22] = [
        "white", "black", "red", "green", "blue", "yellow", "orange", "purple", "pink", "gray", "grey",
        "silver", "teal", "navy", "maroon", "olive", "lime", "aqua", "cyan", "magenta", "brown", "gold",
    ];
    let has_number = value.split(|c: char| c.is_whitespace() || c == ',' || c == '(').any(|word| {
        let digits = word.trim_end_matches(')').strip_prefix('#').unwrap_or_default();
        matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    });
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    has_number || FUNCTIONS.iter().any(|name| value.contains(name)) || words.any(|word| NAMES.contains(&word))
}

#[test]
fn colours_stand_in_tokens_alone() {
    let sheets = files("style", &["css"]).into_iter().filter(|file| file != "style/tokens.css");
    let strays = sheets.flat_map(|file| declarations(&file)).filter(|(_, _, value)| is_colour(value));
    shout("a colour outside of tokens.css", strays.map(|(place, ..)| place));
    assert!(
        declarations("style/tokens.css").iter().any(|(_, _, value)| is_colour(value)),
        "colours are seen"
    );
}

/// Where left and right are meant, not begin and end: the site owner says in which corner the widget stands.
const CORNERS: [&str; 2] = ["style/panel.css", "style/components/component.css"];

#[test]
fn sheets_follow_the_direction_of_the_text() {
    let is_physical = |property: &str, value: &str| {
        let sides = ["left", "right"];
        let has_side = |text: &str| text.split(['-', ' ']).any(|word| sides.contains(&word));
        has_side(property) || (matches!(property, "text-align" | "float" | "clear") && has_side(value))
    };
    let is_corner = |place: &str, property: &str| {
        CORNERS.iter().any(|file| place.starts_with(file)) && matches!(property, "left" | "right")
    };
    let mut corners = 0;
    let mut strays = Vec::new();
    for (place, property, value) in files("style", &["css"]).iter().flat_map(|file| declarations(file)) {
        if is_corner(&place, &property) {
            corners += 1;
        } else if is_physical(&property, &value) {
            strays.push(place);
        }
    }
    shout("a side that does not turn with the text", strays.into_iter());
    assert!(corners > 0, "the corners are seen");
}

#[test]
fn every_sheet_is_part_of_the_widget() {
    let included = read("build.rs");
    let is_missing = |file: &String| {
        let name = file.trim_start_matches("style/").trim_end_matches(".css");
        !included.contains(&format!("\"{name}\""))
    };
    shout("a sheet that nobody includes", files("style", &["css"]).into_iter().filter(is_missing));
}

#[test]
fn the_widget_leaves_out_what_the_loader_brings() {
    let list = |file: &str, start: &str| {
        let source = read(file);
        let (_, rest) = source.split_once(start).expect("the list of sheets");
        let (list, _) = rest.split_once("];").expect("its end");
        let names = list.split('"').skip(1).step_by(2);
        let sheets = names.filter(|name| !name.starts_with("loader/"));
        sheets
            .map(|name| name.trim_start_matches("style/").trim_end_matches(".css").to_owned())
            .collect::<Vec<_>>()
    };
    let left_out = list("build.rs", "const SKELETON: ");
    assert_eq!(left_out, list("xtask/src/loader.rs", "const SKELETON_SHEETS: "));
    assert!(left_out.len() > 3, "the sheets are seen");
}
