//! What the widget and the help pages both say, they say in the same words.

use helpnook::i18n::table;
use helpnook_server::help::words::{Word, Words};

#[test]
fn shared_messages_are_the_widgets_own() {
    let english = Words::of("en");
    let mut shared = 0;
    for word in Word::ALL.iter().filter(|word| !word.key().starts_with("Page")) {
        let (_, text) = table()
            .find(|(key, _)| *key == word.key())
            .unwrap_or_else(|| panic!("the widget has no {word:?}"));
        assert_eq!(english.get(*word), text, "{word:?} in server/text/en.json");
        shared += 1;
    }
    assert!(shared > 30, "{shared} messages are shared");
}
