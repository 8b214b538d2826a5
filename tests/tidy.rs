//! The house rules that a compiler does not hold: who may name whom, where words and colours stand, how long a file is.

use std::path::Path;

#[path = "tidy/circles.rs"]
mod circles;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/styles.rs"]
mod styles;

use source::{Line, code_below, files, lines_of, read, shout, words_of};

/// Lines of code, outside of comments and of unit tests, that name something.
fn naming<'a>(lines: &'a [Line], names: &'a [&str]) -> impl Iterator<Item = &'a Line> {
    lines.iter().filter(move |line| words_of(&line.text).any(|word| names.contains(&word.as_str())))
}

#[test]
fn contract_and_search_name_nobody_and_no_clock() {
    let others =
        ["leptos", "axum", "sqlx", "web_sys", "gloo_net", "tokio", "SystemTime", "Instant", "jiff", "chrono"];
    let house = [
        "helpnook",
        "helpnook_browser_json",
        "helpnook_client",
        "helpnook_contract",
        "helpnook_search",
        "helpnook_server",
        "helpnook_console",
    ];
    for (folder, own) in [("contract", "helpnook_contract"), ("search", "helpnook_search")] {
        let code = code_below(&format!("{folder}/src"), &[]);
        let strangers: Vec<_> = others.iter().chain(&house).copied().filter(|name| *name != own).collect();
        shout(folder, naming(&code, &strangers).map(Line::place));
        let manifest = read(&format!("{folder}/Cargo.toml"));
        let needed = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
        let needed: Vec<_> = needed.take_while(|line| !line.starts_with('[')).collect();
        assert!(!needed.is_empty(), "{folder} has a list of dependencies");
        let is_stranger = |line: &&&str| {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default().replace('-', "_");
            strangers.contains(&name.as_str())
        };
        shout(folder, needed.iter().filter(is_stranger).map(|line| format!("{folder}/Cargo.toml: {line}")));
    }
}

#[test]
fn articles_depend_on_nothing() {
    let code = code_below("articles/src", &[]);
    let strangers = [
        "leptos",
        "axum",
        "sqlx",
        "web_sys",
        "tokio",
        "helpnook",
        "helpnook_server",
        "SystemTime",
        "Instant",
    ];
    shout("articles", naming(&code, &strangers).map(Line::place));
    assert!(!read("articles/Cargo.toml").contains("dependencies]"), "articles depends on nothing");
}

#[test]
fn the_server_keeps_routes_store_and_clock_apart() {
    let code = |below: &str| code_below(below, &[]);
    let routes = code("server/src/routes");
    shout("a route names the database", naming(&routes, &["sqlx"]).map(Line::place));
    let store = code("server/src/store");
    shout("the store names the web", naming(&store, &["axum", "http", "tower"]).map(Line::place));
    let rest = code_below("server/src", &["server/src/clock.rs"]);
    let clocks = ["SystemTime", "Instant", "Zoned"];
    shout("another clock than clock.rs", naming(&rest, &clocks).map(Line::place));
    shout(
        "the server names a page",
        naming(&rest, &["helpnook_console", "leptos", "web_sys"]).map(Line::place),
    );
}

#[test]
fn only_the_edges_of_the_widget_name_the_browser() {
    let edges =
        ["src/component/place.rs", "src/host/events.rs", "src/mount.rs", "src/mount/", "src/platform/"];
    let code = code_below("src", &edges);
    shout("the browser is named", naming(&code, &["web_sys", "gloo_net"]).map(Line::place));
    shout("the browser is named", naming(&code, &["js_sys", "wasm_bindgen"]).map(Line::place));
}

#[test]
fn one_transport_makes_requests() {
    let mut code = code_below("src", &[]);
    code.extend(code_below("console/src", &[]));
    code.extend(code_below("browser_json/src", &[]));
    code.extend(code_below("client/src", &["client/src/fetch.rs"]));
    shout(
        "another transport",
        naming(&code, &["gloo_net", "fetch_with_str", "fetch_with_request"]).map(Line::place),
    );
    let code = code_below(
        "client/src",
        &["client/src/fetch.rs", "client/src/attempt.rs", "client/src/transport.rs"],
    );
    shout(
        "the client names the browser",
        naming(&code, &["web_sys", "js_sys", "wasm_bindgen"]).map(Line::place),
    );
}

#[test]
fn client_and_json_know_neither_views_nor_a_server() {
    let strangers =
        ["leptos", "axum", "sqlx", "helpnook", "helpnook_server", "helpnook_console", "helpnook_search"];
    shout("client", naming(&code_below("client/src", &[]), &strangers).map(Line::place));
    let json: Vec<_> =
        strangers.into_iter().chain(["helpnook_contract", "helpnook_client", "web_sys"]).collect();
    shout("browser_json", naming(&code_below("browser_json/src", &[]), &json).map(Line::place));
}

#[test]
fn the_widget_names_neither_server_nor_console() {
    let code = code_below("src", &[]);
    shout("another crate", naming(&code, &["helpnook_server", "helpnook_console", "axum"]).map(Line::place));
}

#[test]
fn components_know_no_screen_and_make_no_calls() {
    let code = code_below("src/components", &[]);
    let names = ["screens", "api", "backend", "storage", "device_storage", "pending_writes", "drafts"];
    shout("a component names a screen or a call", naming(&code, &names).map(Line::place));
}

#[test]
fn a_screen_names_no_other_screen() {
    let screens: Vec<String> = files("src/screens", &["rs"])
        .into_iter()
        .filter(|file| file.matches('/').count() == 2)
        .filter_map(|file| Some(Path::new(&file).file_stem()?.to_str()?.to_owned()))
        .collect();
    assert!(screens.contains(&"new_ticket".to_owned()), "{screens:?}");
    let mut strays = Vec::new();
    for line in code_below("src/screens", &[]) {
        let own = line.file.trim_start_matches("src/screens/").split(['/', '.']).next().unwrap_or_default();
        for other in screens.iter().filter(|other| *other != own) {
            if line.text.contains(&format!("screens::{other}::"))
                || line.text.contains(&format!("screens::{other};"))
            {
                strays.push(line.place());
            }
        }
    }
    shout("a screen names another", strays.into_iter());
}

#[test]
fn texts_that_people_read_stand_in_i18n_alone() {
    let mut strays = Vec::new();
    let mut code = code_below("src/screens", &[]);
    code.extend(code_below("src/components", &[]));
    code.extend(code_below("src/panel", &[]));
    for line in &code {
        for (before, literal, after) in source::literals(&line.text) {
            let is_child =
                before.ends_with(['>', '}']) && (after.starts_with(['<', '{']) || after.is_empty());
            let is_said =
                ["placeholder=", "aria-label=", "title=", "alt="].iter().any(|name| before.ends_with(name));
            let has_words = literal.chars().any(char::is_alphabetic);
            // Classes and selectors are lower case; sentences begin large.
            let is_sentence = literal.starts_with(char::is_uppercase) && has_two_words(literal);
            if has_words && (is_sentence || is_child || is_said) {
                strays.push(format!("{}: {literal:?}", line.place()));
            }
        }
    }
    shout("texts outside of i18n/", strays.into_iter());
}

/// Whether two words of letters follow each other.
fn has_two_words(text: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ':', ';', '!', '?', '…']);
        word.chars().count() > 1 && word.chars().all(char::is_alphabetic)
    };
    let words: Vec<_> = text.split(' ').collect();
    words.windows(2).any(|pair| pair.iter().all(|word| is_word(word)))
}

/// The most lines of a source file.
const LONGEST: usize = 300;
/// Files that are longer, and why.
const LONGER: [(&str, &str); 6] = [
    ("contract/src/tickets.rs", "half of it describes fields"),
    ("contract/tests/wire.rs", "one list of every call, read as one"),
    ("public/demo/shop.css", "the demo shop's page, no part of the product"),
    ("search/src/query.rs", "one walk through a search, to be read in one go"),
    ("search/src/words.rs", "tables of words by language"),
    ("search/tests/search.rs", "one list of promises over one small index"),
];

#[test]
fn files_are_short() {
    let long = files("", &["rs", "css", "mjs", "js"]).into_iter().filter_map(|file| {
        let lines = read(&file).lines().count();
        let most = if LONGER.iter().any(|(name, _)| *name == file) { LONGEST + 50 } else { LONGEST };
        (lines > most).then(|| format!("{file}: {lines} lines"))
    });
    shout("too long", long);
}

#[test]
fn files_are_named_for_what_they_hold() {
    let empty_names = ["mod", "utils", "util", "helpers", "helper", "common", "misc", "manager", "service"];
    let is_empty = |file: &String| {
        Path::new(file)
            .file_stem()
            .and_then(|stem| stem.to_str())
            .is_some_and(|stem| empty_names.contains(&stem))
    };
    shout("a name that says nothing", files("", &["rs", "css", "mjs", "js"]).into_iter().filter(is_empty));
}

#[test]
fn every_module_says_what_it_is_for() {
    for folder in [
        "src",
        "contract/src",
        "browser_json/src",
        "browser_json/tests",
        "client/src",
        "client/tests",
        "articles/src",
        "search/src",
        "server/src",
        "console/src",
        "xtask/src",
        "tests",
    ] {
        // Unit tests in a file of their own are described where they are declared.
        let modules = files(folder, &["rs"]).into_iter().filter(|file| !file.ends_with("_tests.rs"));
        let silent = modules.filter(|file| !read(file).starts_with("//!"));
        shout("no word about the file at its beginning", silent);
    }
}

#[test]
fn the_repository_names_no_machine_and_no_registry() {
    // In pieces, so that this file does not name them.
    let machine =
        [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"]].map(|parts| parts.concat());
    let registries = [["crates", ".io"], ["npm", "js."], ["registry.", "yarn"], ["py", "pi.org"]]
        .map(|parts| parts.concat());
    let kinds =
        ["rs", "toml", "md", "css", "js", "mjs", "ts", "html", "json", "run", "sql", "txt", "py", "svg"];
    // Lock files name where each package comes from: that is what they are for.
    let all = files("", &kinds).into_iter().filter(|file| !file.ends_with("-lock.json"));
    let mut strays = Vec::new();
    for file in all {
        for (number, line) in lines_of(&read(&file)) {
            let is_path = machine.iter().any(|path| {
                line.match_indices(path.as_str())
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.'))
            });
            if is_path || registries.iter().any(|name| line.contains(name.as_str())) {
                strays.push(format!("{file}:{number}: {}", line.trim()));
            }
        }
    }
    shout("a machine or a registry is named", strays.into_iter());
}
