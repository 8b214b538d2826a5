use crate::program::{Ended, Folder};

#[test]
fn without_anything_the_defaults_are_shown() {
    let ended = Folder::new("defaults").run(&["check"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended.has_lines(&[
        "ok",
        "listen = \"127.0.0.1:8787\"  # default",
        "site.languages = [\"en\"]  # default",
    ]);
}

#[test]
fn flags_win_over_variables_and_variables_over_the_file() {
    let folder = Folder::new("order");
    folder.write(
        "helpnook.toml",
        "listen = '127.0.0.1:1'\ndata = 'file'\n[log]\nlevel = 'warn'\njson = true\n",
    );
    let mut command = folder.command(&["check", "--listen", "127.0.0.1:3"]);
    command
        .env("HELPNOOK_LISTEN", "127.0.0.1:2")
        .env("HELPNOOK_DATA", "variable")
        .env("HELPNOOK_LOG__LEVEL", "debug");
    let ended = Ended::of(command.output().expect("the program runs"));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended.has_lines(&[
        "listen = \"127.0.0.1:3\"  # --listen",
        "data = \"variable\"  # HELPNOOK_DATA",
        "log.level = \"debug\"  # HELPNOOK_LOG__LEVEL",
        "log.json = true  # helpnook.toml:5",
    ]);
}

#[test]
fn every_bad_value_of_a_file_is_named_with_its_line_and_what_is_allowed() {
    let folder = Folder::new("bad-file");
    folder.write(
        "bad.toml",
        "listen = 'localhost'\n\
         origins = ['https://shop.example/path']\n\
         site_dir = 'nowhere'\n\
         database_url = 'postgres://user:secret@host/db'\n\
         [site]\n\
         name = ''\n\
         languages = ['en', 'german!']\n\
         accent = 'green'\n\
         categories = [{ id = 'a b', names = { en = 'A' } }]\n\
         [limits]\n\
         attachments = 900\n\
         attachment_bytes = '1 MB'\n\
         attachment_types = ['png']\n\
         body_bytes = 1\n\
         [rate]\n\
         tickets_per_hour = -1\n\
         [log]\n\
         level = 'loud'\n\
         json = 'yes'\n",
    );
    let ended = folder.run(&["check", "--config", "bad.toml"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    ended.has_lines(&[
        "bad.toml:1: listen is \"localhost\"; allowed: an address and a port",
        "bad.toml:2: origins: \"https://shop.example/path\" is not an origin; allowed: ",
        "bad.toml:3: site_dir: there is no folder \"nowhere\"; allowed: ",
        "bad.toml:4: database_url: an address of the kind \"postgres\" is not supported; allowed: sqlite:",
        "bad.toml:6: site.name is \"\"; allowed: 1 to 80 characters",
        "bad.toml:7: site.languages: \"german!\" is not a language tag; allowed: ",
        "bad.toml:8: site.accent is \"green\"; allowed: a CSS hex colour",
        "bad.toml:9: site.categories: a category has no id that is allowed; allowed: ",
        "bad.toml:11: limits.attachments is 900; allowed: 0 (no attachments) to 10",
        "bad.toml:12: limits.attachment_bytes is \"1 MB\"; allowed: 1024",
        "bad.toml:13: limits.attachment_types: \"png\" is not a media type; allowed: ",
        "bad.toml:14: limits.body_bytes is 1; allowed: 131072",
        "bad.toml:16: rate.tickets_per_hour is -1; allowed: 0 (no limit)",
        "bad.toml:18: log.level is \"loud\"; allowed: error, warn, info, debug or trace",
        "bad.toml:19: log.json is \"yes\"; allowed: true or false",
    ]);
    assert_eq!(ended.out.lines().count(), 15, "each fault once: {ended:#?}");
    assert!(!ended.out.contains("secret"), "a password must not be shown: {ended:#?}");
}

#[test]
fn bad_variables_and_flags_are_named_as_they_were_given() {
    let mut command = Folder::new("bad-variables").command(&["check", "--listen", "here"]);
    command.env("HELPNOOK_LIMITS_ATTACHMENTS", "many").env("HELPNOOK_SITE__LANGUAGES", "");
    let ended = Ended::of(command.output().expect("the program runs"));
    assert_eq!(ended.code, Some(1));
    ended.has_lines(&[
        "--listen: listen is \"here\"; allowed: ",
        "HELPNOOK_LIMITS_ATTACHMENTS: limits.attachments is \"many\"; allowed: 0",
        "HELPNOOK_SITE__LANGUAGES: site.languages is \"\"; allowed: one or more language tags",
    ]);
}

#[test]
fn unknown_names_are_faults_with_the_right_one() {
    let folder = Folder::new("unknown");
    folder.write(
        "helpnook.toml",
        "orgins = []\n[limits]\nattachmnts = 1\n[colours]\nred = 1\n[log.level]\nx = 1\n",
    );
    let mut command = folder.command(&["check"]);
    command.env("HELPNOOK_LOG_LEVLE", "info").env("HELPNOOK_PORT_8787_TCP", "tcp://10.0.0.1:8787");
    let ended = Ended::of(command.output().expect("the program runs"));
    ended.has_lines(&[
        "helpnook.toml:1: orgins is not a setting; did you mean origins?",
        "helpnook.toml:3: limits.attachmnts is not a setting; did you mean limits.attachments?",
        "helpnook.toml:4: colours is not a setting; allowed: listen, ",
        "helpnook.toml:6: log.level is { x = 1 }; allowed: ",
        "HELPNOOK_LOG_LEVLE: HELPNOOK_LOG_LEVLE is not a setting; did you mean HELPNOOK_LOG_LEVEL?",
    ]);
    assert_eq!(ended.out.lines().count(), 5, "what an orchestrator sets is no fault: {ended:#?}");
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    let folder = Folder::new("no-toml");
    folder.write("helpnook.toml", "[site]\nname = \"open\nlanguages = ['en']\n");
    let ended = folder.run(&["check"]);
    assert_eq!(ended.code, Some(1));
    ended.has_lines(&["helpnook.toml:2: is not TOML: "]);
    let ended = folder.run(&["check", "--config", "missing.toml"]);
    ended.has_lines(&["missing.toml: cannot be read: "]);
}

#[test]
fn categories_are_read_from_a_variable_and_need_the_default_language() {
    let folder = Folder::new("categories");
    let with = |categories: &str| {
        let mut command = folder.command(&["check"]);
        command.env("HELPNOOK_SITE_CATEGORIES", categories).env("HELPNOOK_SITE_LANGUAGES", "de, en");
        Ended::of(command.output().expect("the program runs"))
    };
    let right = with("[{ id = 'order', names = { de = 'Bestellung', en = 'Order' } }]");
    assert_eq!(right.code, Some(0), "{right:?}");
    right.has_lines(&[
        "site.categories = [{ id = \"order\", names = { de = \"Bestellung\", en = \"Order\" } }]",
    ]);
    let wrong = with("[{ id = 'order', names = { en = 'Order' } }]");
    assert_eq!(wrong.code, Some(1));
    wrong.has_lines(&[
        "HELPNOOK_SITE_CATEGORIES: site.categories: \"order\" has no name in the site's default language de",
    ]);
}

#[test]
fn serve_does_not_start_with_bad_settings() {
    let ended = Folder::new("bad-serve").run(&["serve", "--listen", "here"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("--listen: listen is \"here\""), "{ended:?}");
}

#[test]
fn every_bad_line_of_synonyms_is_named_with_its_place() {
    let folder = Folder::new("bad-synonyms");
    let file = "[site]\nlanguages = ['en', 'de']\n\n[search.synonyms]\nen = [\n  'trainers, sneakers',\n  'telly =>',\n  \
                'a => b => c',\n  7,\n]\nenglish = ['a, b']\nde = 'handy, mobiltelefon'\n";
    folder.write("helpnook.toml", file);
    let ended = folder.run(&["check"]);
    assert_eq!(ended.code, Some(1));
    ended.has_lines(&[
        "helpnook.toml:7: search.synonyms: \"telly =>\" has an empty phrase; allowed: ",
        "helpnook.toml:8: search.synonyms: \"a => b => c\" has more than one =>",
        "helpnook.toml:9: search.synonyms: 7 is not a text",
        "helpnook.toml:11: search.synonyms: \"english\" is not a language tag",
        "helpnook.toml:12: search.synonyms: de is \"handy, mobiltelefon\", not a list of lines",
    ]);
    assert_eq!(ended.out.lines().count(), 5, "{ended:#?}");

    folder.write("helpnook.toml", "[search.synonyms]\nfr = ['a, b']\n");
    folder.run(&["check"]).has_lines(&["helpnook.toml:1: search.synonyms: the site has no language fr"]);

    folder.write("helpnook.toml", "[search.synonyms]\nen = ['Telly => television', 'a, b c']\n");
    let shown = "search.synonyms = { en = [\"telly => television\", \"a, b c\"] }  # helpnook.toml:1";
    folder.run(&["check"]).has_lines(&["ok", shown]);

    let mut command = folder.command(&["check"]);
    command.env("HELPNOOK_SEARCH_SYNONYMS", "{ en = ['a, b', 'c'] }");
    let ended = Ended::of(command.output().expect("the program runs"));
    ended.has_lines(&["HELPNOOK_SEARCH_SYNONYMS: en, line 2: search.synonyms: \"c\" is one phrase alone"]);
}
