//! The words of the help pages: those that the widget has too from `public/text`, the pages' own from `server/text`,
//! English for all of them from `server/text/en.json`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The widget's texts, one file a language.
const SHARED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/shared_texts.rs"));
/// The pages' own.
const OWN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page_texts.rs"));

macro_rules! words {
    ($($name:ident)*) => {
        /// A message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the text beside each name in en.json says what it is")]
        pub enum Word { $($name),* }

        impl Word {
            /// Every message.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its key in the files.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }
        }
    };
}

words! {
    AllTopics ArticleCut ArticleGone AskUsThis AttachFiles BackToHelp BarHelp Category CategoryNone Days Email EmailMissing
    EmailWrong FileFailed FileGone FileTooLarge FileTooMany FileType HomeTitle Hours Message MessageMissing Minutes Name No NothingFoundFor NothingFoundHelp
    NotAccepted Optional PleaseCheck Popular Related ReplyTime ReplyTimeOnce ResultsLabel SearchLabel SearchPlaceholder
    SendRequest SentTitle StillNeedHelp Subject SubjectMissing TooLong Topics VoteFailed VoteNoThanks VoteYesThanks
    WasItHelpful WriteToUs Yes
    PageFailed PageLanguage PageLeaveEmpty PageMissing PageMissingHelp PageMore PageSearch PageSendAgain PageSentBefore
    PageSentFollow PageSentKept PageSentNoMail PageSentNotKept PageSentReference PageSentTeam PageSkip
    PageStillSending PageNotReached PageTakesNothing PageTooMany PageTrapFilled
}

type Texts = HashMap<String, String>;

/// Every language that there is a file for, with what its files say.
static LANGUAGES: LazyLock<BTreeMap<&'static str, Texts>> = LazyLock::new(|| {
    let mut languages: BTreeMap<&'static str, Texts> = BTreeMap::new();
    for (file, content) in SHARED.iter().chain(OWN) {
        let Some(language) = file.strip_suffix(".json").filter(|name| !name.contains('/')) else { continue };
        let texts: HashMap<String, serde_json::Value> = serde_json::from_slice(content).unwrap_or_default();
        let texts = texts.into_iter().filter_map(|(key, text)| Some((key, text.as_str()?.to_owned())));
        languages.entry(language).or_default().extend(texts);
    }
    languages
});

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// BCP 47, as the file is named.
    pub language: &'static str,
}

impl Words {
    /// Of the nearest language that there are words for: `de-AT` takes `de`, `pt` takes `pt-BR`, and the rest English.
    pub fn of(wanted: &str) -> Self {
        let is_known = |tag: &str| LANGUAGES.keys().find(|known| known.eq_ignore_ascii_case(tag)).copied();
        let mut shorter = wanted;
        loop {
            if let Some(language) = is_known(shorter) {
                return Self { language };
            }
            let Some((rest, _)) = shorter.rsplit_once('-') else { break };
            shorter = rest;
        }
        let sister = LANGUAGES.keys().find(|known| primary(known).eq_ignore_ascii_case(shorter));
        Self { language: sister.copied().unwrap_or("en") }
    }

    /// `rtl` or `ltr`.
    pub fn direction(self) -> &'static str {
        direction(self.language)
    }

    /// A message without placeholders.
    pub fn get(self, word: Word) -> &'static str {
        let text = |language: &str| LANGUAGES.get(language).and_then(|texts| texts.get(word.key()));
        text(self.language).or_else(|| text("en")).map_or("", String::as_str)
    }

    /// A message with its placeholders filled.
    pub fn fill(self, word: Word, values: &[(&str, &str)]) -> String {
        fill(self.get(word), values)
    }

    /// A message that counts: `{n}` is the number.
    pub fn count(self, word: Word, number: u32) -> String {
        let forms = self.get(word);
        let class = plural(self.language, number);
        let mut named = forms.split('|').filter_map(|form| form.split_once(':'));
        let fitting = named.clone().find(|(name, _)| *name == class).or_else(|| named.next_back());
        fill(fitting.map_or(forms, |(_, words)| words), &[("n", &self.number(number))])
    }

    /// A whole number with its thousands apart, as the language writes it.
    pub fn number(self, number: u32) -> String {
        let digits = number.to_string();
        let gap = match primary(self.language) {
            "de" | "es" | "pt" | "it" | "nl" | "tr" | "id" | "da" => ".",
            "fr" => "\u{202f}",
            "pl" | "ru" | "uk" | "cs" | "sk" | "sv" | "fi" | "nb" => "\u{a0}",
            _ => ",",
        };
        // Spanish, Polish and Portuguese write four digits in one piece.
        if digits.len() < 4 || digits.len() == 4 && matches!(primary(self.language), "es" | "pl" | "pt") {
            return digits;
        }
        let (head, tail) = digits.split_at(digits.len() - 3);
        [head, gap, tail].concat()
    }

    /// So many bytes, as the language writes it: rounded down, since it is a limit.
    pub fn size(self, bytes: u64) -> String {
        const UNIT: u64 = 1024;
        let kilobytes = bytes / UNIT;
        let number = |count: u64| self.number(u32::try_from(count).unwrap_or(u32::MAX));
        // Nobody else writes octets.
        let byte = if primary(self.language) == "fr" { "o" } else { "B" };
        match kilobytes {
            0..UNIT => [&number(kilobytes), "\u{a0}k", byte].concat(),
            _ => [&number(kilobytes / UNIT), "\u{a0}M", byte].concat(),
        }
    }

    /// So many minutes in words, no finer than anyone plans by.
    pub fn duration(self, minutes: u32) -> String {
        match minutes {
            0..=90 => self.count(Word::Minutes, minutes.max(5)),
            91..=2_879 => self.count(Word::Hours, minutes.div_ceil(60)),
            _ => self.count(Word::Days, minutes.div_ceil(1_440)),
        }
    }
}

/// `rtl` or `ltr`: how a language is written.
pub fn direction(language: &str) -> &'static str {
    match primary(language) {
        "ar" | "fa" | "he" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" => "rtl",
        _ => "ltr",
    }
}

/// The language of a tag without script and region.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn fill(message: &str, values: &[(&str, &str)]) -> String {
    values
        .iter()
        .fold(message.to_owned(), |message, (name, value)| message.replace(&["{", name, "}"].concat(), value))
}

/// The plural class of a whole number (CLDR), for the languages that there are words for and their neighbours.
fn plural(language: &str, number: u32) -> &'static str {
    let (ones, hundreds) = (number % 10, number % 100);
    let is_few = (2..=4).contains(&ones) && !(12..=14).contains(&hundreds);
    match primary(language) {
        "ja" | "zh" | "ko" | "vi" | "th" | "id" => "other",
        "fr" | "pt" if number < 2 => "one",
        "pl" if number != 1 => {
            if is_few {
                "few"
            } else {
                "many"
            }
        }
        "ru" | "uk" if ones != 1 || hundreds == 11 => {
            if is_few {
                "few"
            } else {
                "many"
            }
        }
        "ru" | "uk" => "one",
        "cs" | "sk" if (2..=4).contains(&number) => "few",
        "ar" => match (number, hundreds) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        },
        "he" if number == 2 => "two",
        _ if number == 1 => "one",
        _ => "other",
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
