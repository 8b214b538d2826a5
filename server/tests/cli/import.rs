use crate::program::{Ended, Folder};

const ARTICLE: &str =
    "---\nid: returns\ntitle: How do I return an item?\ntags: [refund]\n---\nWithin 30 days.\n";

fn import(folder: &Folder, args: &[&str]) -> Ended {
    let mut command = folder.command(&["import-faq"]);
    command.args(args).env("HELPNOOK_SITE_LANGUAGES", "en,de");
    Ended::of(command.output().expect("the program runs"))
}

#[test]
fn second_import_updates_and_tells_what_it_did() {
    let folder = Folder::new("reimport");
    folder.write("faq/en/returns.md", ARTICLE);
    folder.write("faq/de/returns.md", ARTICLE.replace("tags", "locale: de\ntags"));
    folder.write("faq/notes.txt", "no article");
    let first = import(&folder, &["faq"]);
    assert_eq!(
        (first.code, first.out.trim()),
        (Some(0), "2 added, 0 changed, 0 unchanged, 0 refused"),
        "{first:?}"
    );
    folder.write("faq/en/returns.md", ARTICLE.replace("30 days", "60 days"));
    let second = import(&folder, &["faq"]);
    assert_eq!(
        (second.code, second.out.trim()),
        (Some(0), "0 added, 1 changed, 1 unchanged, 0 refused"),
        "{second:?}"
    );
}

#[test]
fn good_articles_are_in_and_each_bad_one_is_told() {
    let folder = Folder::new("bad-articles");
    folder.write("faq/a.md", ARTICLE);
    folder.write("faq/b.md", ARTICLE);
    folder.write("faq/c.md", "# No head\n");
    folder.write("faq/d.md", "---\nid: d\ntitle: ''\nlocale: fr\npopular: some\n---\n");
    folder.write("faq/e.md", "---\nid: e\ntitle: Returns: how?\ntags: [a\n---\nText\n");
    folder.write("faq/f.md", b"---\nid: f\ntitle: \xff\n---\nText\n");
    folder.write("faq/g.md", "---\nid: 'no id'\ntitle: T\nlocale: english\n---\nText\n");
    let ended = import(&folder, &["faq"]);
    assert_eq!(ended.code, Some(1));
    assert_eq!(ended.out.trim(), "1 added, 0 changed, 0 unchanged, 6 refused", "{ended:#?}");
    let told: Vec<&str> = ended.err.lines().collect();
    assert_eq!(told[0], "faq/b.md:1: the id returns in en is taken by faq/a.md:1");
    assert!(told[1].starts_with("faq/c.md:1: it has no front matter"), "{told:#?}");
    let everything = ["no title", "no body", "the site has no language fr", "popular is \"some\""];
    assert!(everything.iter().all(|reason| told[2].contains(reason)), "{told:#?}");
    assert!(
        told[3].starts_with("faq/e.md:3: ") && told[3].contains("line 4: the list has no ]"),
        "{told:#?}"
    );
    assert_eq!(told[4], "faq/f.md:3: it is not UTF-8");
    assert!(
        told[5].contains("the id \"no id\" is not made of") && told[5].contains("no language tag"),
        "{told:#?}"
    );
}

#[test]
fn broken_rows_of_a_list_are_told_by_row_and_line() {
    let folder = Folder::new("bad-rows");
    folder.write(
        "faq.json",
        "[\n{\"id\": \"a\", \"title\": \"A\", \"body\": \"Text\", \"locale\": \"de\", \"votes\": 3},\n\
         {\"id\": \"b\", \"title\": \"B\" \"body\": \"Text\"},\n\
         {\"id\": \"c\", \"title\": \" \", \"body\": \"Text\"},\n\
         {\"id\": \"d\", \"title\": \"D\", \"body\": \"<p>Text</p>\", \"format\": \"html\"},\n\
         {\"id\": \"e\", \"title\": \"E\", \"body\": \"Text\", \"format\": \"docx\"}\n]\n",
    );
    let ended = import(&folder, &["faq.json", "--language", "en"]);
    assert_eq!(
        (ended.code, ended.out.trim()),
        (Some(1), "2 added, 0 changed, 0 unchanged, 3 refused"),
        "{ended:#?}"
    );
    let told: Vec<&str> = ended.err.lines().collect();
    assert!(told[0].starts_with("faq.json:3: row 2: it is not JSON: expected `,` or `}`"), "{told:#?}");
    assert_eq!(told[1], "faq.json:4: row 3: it has no title");
    assert!(told[2].starts_with("faq.json:6: row 5: the format is \"docx\"; allowed: markdown"), "{told:#?}");
}

#[test]
fn what_cannot_be_imported_is_told() {
    let folder = Folder::new("no-import");
    folder.write("empty/readme.txt", "");
    folder.write("faq.csv", "");
    folder.write("faq.json", "[]");
    let told = |args: &[&str]| {
        let ended = import(&folder, args);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        ended.err
    };
    assert!(told(&["missing"]).contains("missing cannot be read"));
    assert!(told(&["empty"]).contains("empty holds no .md file"));
    assert!(told(&["faq.csv"]).contains("neither a folder nor a .md or .json file"));
    assert!(told(&["faq.json", "--language", "fr"]).contains("--language is \"fr\"; allowed: "));
}

#[test]
fn token_is_the_only_output() {
    let folder = Folder::new("token");
    let ended = folder.run(&["token", "Ada"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.starts_with("hnk_") && ended.out.lines().count() == 1, "{ended:?}");
    assert_eq!(folder.run(&["token", " "]).code, Some(1));
}

#[test]
fn description_of_the_api_is_printed() {
    let ended = Folder::new("openapi").run(&["openapi"]);
    let description: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert!(description["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    assert!(description["paths"]["/v1/tickets"]["post"].is_object());
}

#[test]
fn what_is_too_large_double_or_foreign_in_a_list_is_told_and_the_rest_is_in() {
    let folder = Folder::new("hostile-list");
    let row = |id: &str, title: &str, body: &str, locale: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"{title}\", \"body\": \"{body}\", \"locale\": \"{locale}\"}}"
        )
    };
    let rows = [
        row("a", "A", "Text", "en"),
        row("a", "Again", "Text", "en"),
        row("a", "Auf Deutsch", "Text", "de"),
        row("b", "", "Text", "en"),
        row("c", "C", "Text", "tlh"),
        row("d", "D", "Text", "klingon!"),
        row("e", "E", &"word ".repeat(2_000_000), "en"),
        row("f", "F", &"x".repeat(1_000_001), "en"),
        row("g", "G", &"word ".repeat(199_999), "en"),
    ];
    folder.write("faq.json", format!("[\n{}\n]", rows.join(",\n")));
    let ended = import(&folder, &["faq.json"]);
    assert_eq!(ended.code, Some(1));
    assert_eq!(ended.out.trim(), "3 added, 0 changed, 0 unchanged, 6 refused");
    let told: Vec<&str> = ended.err.lines().collect();
    assert_eq!(told[0], "faq.json:3: row 2: the id a in en is taken by faq.json:2: row 1");
    assert_eq!(told[1], "faq.json:5: row 4: it has no title");
    assert!(told[2].starts_with("faq.json:6: row 5: the site has no language tlh"), "{}", told[2]);
    assert!(
        told[3].starts_with("faq.json:7: row 6: the locale \"klingon!\" is no language tag"),
        "{}",
        told[3]
    );
    assert_eq!(told[4], "faq.json:8: row 7: it has more than 10 MB");
    assert_eq!(told[5], "faq.json:9: row 8: the body has more than 1000000 characters");
}
