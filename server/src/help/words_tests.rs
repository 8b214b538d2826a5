use super::*;

fn file(table: &[(&str, &[u8])], name: &str) -> Texts {
    let content = table.iter().find(|(file, _)| *file == name).map(|(_, content)| *content);
    serde_json::from_slice(content.unwrap_or_else(|| panic!("{name} is there")))
        .expect("a flat object of texts")
}

#[test]
fn english_has_every_message_and_no_other() {
    let english = file(OWN, "en.json");
    for word in Word::ALL {
        assert!(english.get(word.key()).is_some_and(|text| !text.is_empty()), "{word:?} is missing");
    }
    let stray: Vec<_> =
        english.keys().filter(|key| Word::ALL.iter().all(|word| word.key() != *key)).collect();
    assert!(stray.is_empty(), "no such message: {stray:?}");
}

#[test]
fn every_language_has_all_the_pages_own_messages_with_their_placeholders() {
    let english = file(OWN, "en.json");
    let is_own = |key: &&String| key.starts_with("Page");
    for (name, _) in OWN.iter().filter(|(name, _)| *name != "en.json") {
        let texts = file(OWN, name);
        for (key, english) in english.iter().filter(|(key, _)| is_own(key)) {
            let text = texts.get(key).unwrap_or_else(|| panic!("{name}: {key} is missing"));
            assert!(!text.trim().is_empty(), "{name}: {key} is empty");
            let holes = |text: &str| {
                let mut holes: Vec<_> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split_once('}').map(|(hole, _)| hole.to_owned()))
                    .collect();
                holes.sort();
                holes
            };
            assert_eq!(holes(english), holes(text), "{name}: {key}");
        }
        let stray: Vec<_> = texts.keys().filter(|key| !is_own(key) || !english.contains_key(*key)).collect();
        assert!(stray.is_empty(), "{name}: no such message: {stray:?}");
    }
}

#[test]
fn every_language_of_the_widget_has_words_for_these_pages() {
    for (name, _) in SHARED.iter().filter(|(name, _)| name.ends_with(".json") && !name.contains('/')) {
        assert!(OWN.iter().any(|(own, _)| own == name), "server/text/{name} is missing");
        let shared = file(SHARED, name);
        let missing: Vec<_> = Word::ALL
            .iter()
            .map(|word| word.key())
            .filter(|key| !key.starts_with("Page") && !shared.contains_key(*key))
            .collect();
        assert!(*name == "en.json" || missing.is_empty(), "public/text/{name} lacks {missing:?}");
    }
}

#[test]
fn the_nearest_language_speaks() {
    for (wanted, spoken) in
        [("de-AT", "de"), ("pt", "pt-BR"), ("zh-Hans-CN", "zh-Hans"), ("tlh", "en"), ("EN-gb", "en")]
    {
        assert_eq!(Words::of(wanted).language, spoken, "{wanted}");
    }
}

#[test]
fn counts_take_the_form_of_their_language() {
    let classes = |language, numbers: &[u32]| {
        numbers.iter().map(|n| plural(language, *n)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(classes("en", &[0, 1, 2]), "other one other");
    assert_eq!(classes("fr", &[0, 1, 2]), "one one other");
    assert_eq!(classes("pl", &[1, 2, 5, 12, 22, 25]), "one few many many few many");
    assert_eq!(classes("ar", &[0, 1, 2, 3, 11, 100]), "zero one two few many other");
    assert_eq!(classes("he", &[1, 2, 3]), "one two other");
    assert_eq!(Words::of("de").duration(2), "5 Minuten");
    assert_eq!(Words::of("en").duration(180), "3 hours");
}

#[test]
fn thousands_stand_apart_as_the_language_has_it() {
    let written = |language| Words::of(language).number(20_000);
    assert_eq!([written("en"), written("de"), written("fr")], ["20,000", "20.000", "20\u{202f}000"]);
    assert_eq!(Words::of("es").number(1000), "1000");
}
