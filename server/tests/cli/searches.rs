use crate::program::{Ended, Folder};

fn shop(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("faq/en/returns.md", "---\nid: returns\ntitle: Return an item\n---\nWithin 30 days.\n");
    folder.write("faq/de/returns.md", "---\nid: returns\ntitle: Rückgabe\nlocale: de\n---\nIn 30 Tagen.\n");
    let ended = run(&folder, &["import-faq", "faq"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    folder
}

fn run(folder: &Folder, args: &[&str]) -> Ended {
    let mut command = folder.command(args);
    command.env("HELPNOOK_SITE_LANGUAGES", "en,de");
    Ended::of(command.output().expect("the program runs"))
}

#[test]
fn good_searches_are_in_and_each_bad_one_is_told() {
    let folder = shop("import-searches");
    folder.write(
        "searches.csv",
        "query,article,people,locale\nsend it back,returns,12,\n\"zurück, bitte\",returns,5,de\nmoney back,returns,4,\n\
         eve@example.com,returns,9,\nsomething,nothing,9,\nSend  it back,returns,7,en\nsomething,returns,many,fr\n",
    );
    let ended = run(&folder, &["import-searches", "searches.csv"]);
    assert_eq!((ended.code, ended.out.trim()), (Some(1), "2 searches are in, 5 refused"), "{ended:#?}");
    let told: Vec<&str> = ended.err.lines().collect();
    assert_eq!(told[0], "searches.csv:4: row 3: 4 people searched so; from fewer than 5 nothing is learned");
    assert!(told[1].starts_with("searches.csv:5: row 4: the search may hold personal data"), "{told:#?}");
    assert_eq!(told[2], "searches.csv:6: row 5: there is no article nothing in en");
    assert!(
        told[3].contains(
            "row 6: the search \"send it back\" for returns stands at searches.csv:2: row 1 already"
        )
    );
    assert!(
        told[4].contains("people is \"many\"") && told[4].contains("the site has no language fr"),
        "{told:#?}"
    );
}

#[test]
fn a_list_in_json_is_taken_too_and_again() {
    let folder = shop("import-searches-json");
    folder.write(
        "s.json",
        "[\n{\"query\": \"send it back\", \"article\": \"returns\", \"people\": 12},\n{\"query\": 1}\n]",
    );
    for _ in 0..2 {
        let ended = run(&folder, &["import-searches", "s.json"]);
        assert_eq!((ended.code, ended.out.trim()), (Some(1), "1 searches are in, 1 refused"), "{ended:#?}");
        assert!(ended.err.starts_with("s.json:3: row 2: "), "{ended:#?}");
    }
}

#[test]
fn what_is_no_list_of_searches_is_told() {
    let folder = shop("no-searches");
    folder.write("s.txt", "query");
    folder.write("s.csv", "");
    let told = |args: &[&str]| run(&folder, args).err;
    assert!(told(&["import-searches", "s.txt"]).contains("s.txt is neither a .csv nor a .json file"));
    assert!(told(&["import-searches", "missing.csv"]).contains("missing.csv cannot be read"));
    assert!(
        told(&["import-searches", "s.csv"]).contains("s.csv:1: it has no first line that names the columns")
    );
}
