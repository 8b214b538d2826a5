//! Keys for signed identities: taken from settings and files, named where they are wrong, and never shown.

use crate::program::{Ended, Folder};

const ES256: &str = include_str!("../api/keys/es256.pub.pem");
const EDDSA: &str = include_str!("../api/keys/eddsa.pub.pem");
const PRIVATE: &str = include_str!("../api/keys/es256.pem");
const SECRET: &str = "swordfish-swordfish-swordfish-32";

/// Settings with a table for each key; the first begins in line 1.
fn keys(tables: &[&str]) -> String {
    tables.iter().map(|table| format!("[[identity.keys]]\n{table}\n")).collect()
}

#[test]
fn keys_are_taken_from_settings_and_files_and_shown_by_their_names_alone() {
    let folder = Folder::new("identity");
    folder.write("secret", format!("{SECRET}\n"));
    folder.write("ed.pem", EDDSA);
    folder.write(
        "helpnook.toml",
        keys(&[
            "kid = 'a'\nalgorithm = 'HS256'\nsecret_file = 'secret'",
            &format!("kid = 'b'\nalgorithm = 'ES256'\npublic_key = '''\n{ES256}'''"),
            "kid = 'c'\nalgorithm = 'EdDSA'\npublic_key_file = 'ed.pem'",
            &format!("kid = 'd'\nalgorithm = 'HS256'\nsecret = '{SECRET}'"),
        ]),
    );
    let ended = folder.run(&["check"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended.has_lines(&[
        "identity.audience = \"helpnook\"  # default",
        "identity.keys = [{ kid = \"a\", algorithm = \"HS256\" }, { kid = \"b\", algorithm = \"ES256\" }, \
         { kid = \"c\", algorithm = \"EdDSA\" }, { kid = \"d\", algorithm = \"HS256\" }]  # helpnook.toml:1",
    ]);
    assert!(!ended.out.contains("swordfish"), "{ended:?}");

    let mut command = Folder::new("identity-variables").command(&["check"]);
    command.env("HELPNOOK_IDENTITY_AUDIENCE", "shop");
    let key = format!("[{{ kid = 'a', algorithm = 'HS256', secret = '{SECRET}' }}]");
    let ended = Ended::of(command.env("HELPNOOK_IDENTITY_KEYS", key).output().expect("the program runs"));
    ended.has_lines(&[
        "identity.audience = \"shop\"  # HELPNOOK_IDENTITY_AUDIENCE",
        "identity.keys = [{ kid = \"a\", algorithm = \"HS256\" }]  # HELPNOOK_IDENTITY_KEYS",
    ]);
}

#[test]
fn every_wrong_key_is_named_with_its_place_and_without_itself() {
    let folder = Folder::new("identity-wrong");
    folder.write("private.pem", PRIVATE);
    folder.write("certificate.pem", ES256.replace("PUBLIC KEY", "CERTIFICATE"));
    folder.write(
        "short-ed.pem",
        "-----BEGIN PUBLIC KEY-----\nMAwwBQYDK2VwAwMAAQI=\n-----END PUBLIC KEY-----\n",
    );
    let wrong = [
        (
            "kid = 'a'\nalgorithm = 'HS256'\nsecret = 'swordfish'",
            "key \"a\": secret has 9 bytes; `openssl rand",
        ),
        (
            "kid = 'b'\nalgorithm = 'HS256'\npublic_key_file = 'private.pem'",
            "key \"b\": HS256 takes a secret, not a public key",
        ),
        (
            "kid = 'c'\nalgorithm = 'HS256'\nsecret_file = 'private.pem'",
            "key \"c\": secret_file is a PEM; HS256",
        ),
        (
            "kid = 'd'\nalgorithm = 'ES256'\nsecret = 'swordfish'",
            "key \"d\": ES256 takes a public key, not a secret",
        ),
        (
            "kid = 'e'\nalgorithm = 'ES256'\npublic_key_file = 'private.pem'",
            "key \"e\": public_key_file is a private key, which nobody but the site's own server may have",
        ),
        (
            "kid = 'f'\nalgorithm = 'ES256'\npublic_key_file = 'certificate.pem'",
            "key \"f\": public_key_file is no PEM that begins with -----BEGIN PUBLIC KEY-----",
        ),
        (
            "kid = 'g'\nalgorithm = 'EdDSA'\npublic_key_file = 'missing.pem'",
            "key \"g\": public_key_file \"missing.pem\" cannot be read: ",
        ),
        (
            "kid = 'h'\nalgorithm = 'EdDSA'\npublic_key_file = 'short-ed.pem'",
            "key \"h\": public_key_file is no public key of Ed25519",
        ),
        (
            "kid = 'i'\nalgorithm = 'none'\nsecret = 'swordfish'",
            "key \"i\": it has no algorithm that is allowed",
        ),
        ("kid = 'j'\nalgorithm = 'HS256'", "key \"j\": it has not exactly one of secret, secret_file"),
        (
            "kid = 'k'\nalgorithm = 'HS256'\nsecret = 'swordfish'\nsecret_file = 'x'",
            "key \"k\": it has not exactly one of",
        ),
        ("algorithm = 'HS256'\nsecret = 'swordfish'", "a key has no kid that is allowed"),
        ("kid = 'l'\nsecrets = 'swordfish'", "\"secrets\" is no part of a key"),
        ("kid = 'm'\nsecret = ['swordfish']", "\"secret\" is not a text"),
    ];
    folder.write("helpnook.toml", keys(&wrong.map(|(table, _)| table)));
    let ended = folder.run(&["check"]);
    assert_eq!(ended.code, Some(1));
    let mut line = 1;
    for (table, expected) in wrong {
        ended.has_lines(&[&format!("helpnook.toml:{line}: identity.keys: {expected}")]);
        line += table.lines().count() + 1;
    }
    assert_eq!(ended.out.lines().count(), wrong.len(), "{ended:#?}");
    assert!(!ended.out.contains("swordfish") && !ended.out.contains("MIGH"), "{ended:#?}");
}

#[test]
fn a_key_of_another_kind_or_a_second_one_of_the_same_name_is_refused() {
    let folder = Folder::new("identity-kinds");
    let key = |kid: &str, algorithm: &str, pem: &str| {
        format!("kid = '{kid}'\nalgorithm = '{algorithm}'\npublic_key = '''{pem}'''")
    };
    let tables = [
        key("a", "ES256", EDDSA),
        key("b", "EdDSA", ES256),
        key("c", "ES256", ES256),
        key("c", "EdDSA", EDDSA),
        key("d", "ES256", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"),
    ];
    folder.write("helpnook.toml", keys(&tables.each_ref().map(String::as_str)));
    let ended = folder.run(&["check"]);
    ended.has_lines(&[
        "helpnook.toml:1: identity.keys: key \"a\": public_key is no public key of the curve P-256; allowed: ",
        "helpnook.toml:8: identity.keys: key \"b\": public_key is no public key of Ed25519",
        "helpnook.toml:24: identity.keys: the kid \"c\" stands there twice",
        "helpnook.toml:31: identity.keys: key \"d\": public_key is no public key of the curve P-256",
    ]);
    assert_eq!(ended.out.lines().count(), 4, "{ended:#?}");
}

#[test]
fn what_is_no_list_of_keys_is_not_shown_either() {
    let folder = Folder::new("identity-shapes");
    for (settings, expected) in [
        (
            "[identity.keys]\nkid = 'a'\nsecret = 'swordfish'",
            "helpnook.toml:1: identity.keys: it is not a list",
        ),
        (
            "[identity]\nkeys = ['swordfish']",
            "helpnook.toml:2: identity.keys: it is not a list of tables; allowed: ",
        ),
        (
            "[[identity]]\nkid = 'a'\nsecret = 'swordfish'",
            "helpnook.toml:1: identity is of the type array; allowed: a table",
        ),
        ("[identity]\nsecret = 'swordfish'", "helpnook.toml:2: identity.secret is not a setting"),
        (
            "[identity]\naudience = ''",
            "helpnook.toml:2: identity.audience is \"\"; allowed: 1 to 255 characters",
        ),
    ] {
        folder.write("helpnook.toml", settings);
        let ended = folder.run(&["check"]);
        ended.has_lines(&[expected]);
        assert!(!ended.out.contains("swordfish"), "{ended:#?}");
    }
    let mut command = folder.command(&["check", "--config", "none.toml"]);
    folder.write("none.toml", "");
    command.env("HELPNOOK_IDENTITY_KEYS", "[{ kid = 'a', algorithm = 'HS256', secret = 'swordfish' }]");
    let ended = Ended::of(command.output().expect("the program runs"));
    ended.has_lines(&["HELPNOOK_IDENTITY_KEYS: entry 1: identity.keys: key \"a\": secret has 9 bytes"]);
}
