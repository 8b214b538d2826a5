//! Where the agent is, kept in the address after `#`, so that reload, back and a shared link work.

use helpnook_contract::tickets::TicketStatus;
use helpnook_contract::{Address, ArticleId, TicketId};

use crate::status;

/// A screen of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// The queue: one status, or every ticket.
    Queue {
        /// The status shown; all when absent.
        status: Option<TicketStatus>,
    },
    /// One ticket.
    Ticket {
        /// Which.
        id: TicketId,
    },
    /// The help articles of one language, or of all.
    Articles {
        /// The language shown, BCP 47; all when absent.
        language: Option<String>,
    },
    /// An article that is not written yet.
    NewArticle,
    /// One article in one language.
    Article {
        /// Which.
        id: ArticleId,
        /// BCP 47.
        language: String,
    },
}

impl Screen {
    /// Reads the part of an address from `#` on; the whole queue where it names no screen.
    pub(crate) fn from_hash(hash: &str) -> Self {
        let (path, query) = hash.trim_start_matches('#').split_once('?').unwrap_or((hash, ""));
        let path = path.trim_start_matches('#');
        let parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(decode).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["tickets", id] => Self::Ticket { id: TicketId::from(*id) },
            ["articles"] => Self::Articles { language: value_of(query, "language") },
            ["articles", "new"] => Self::NewArticle,
            ["articles", id, language] => {
                Self::Article { id: ArticleId::from(*id), language: (*language).to_owned() }
            }
            _ => Self::Queue { status: value_of(query, "status").and_then(|code| status::from_code(&code)) },
        }
    }

    /// The address of this screen, from `#` on.
    pub(crate) fn hash(&self) -> String {
        match self {
            Self::Queue { status } => {
                Address::new("#/tickets").query("status", status.and_then(status::code)).finish()
            }
            Self::Ticket { id } => Address::new("#/tickets/{id}").with("id", id.as_str()).finish(),
            Self::Articles { language } => {
                Address::new("#/articles").query("language", language.as_deref()).finish()
            }
            Self::NewArticle => "#/articles/new".to_owned(),
            Self::Article { id, language } => Address::new("#/articles/{id}/{language}")
                .with("id", id.as_str())
                .with("language", language)
                .finish(),
        }
    }

    /// The screen without its filter: two screens with the same place are drawn by the same panel.
    pub(crate) fn place(&self) -> Self {
        match self {
            Self::Queue { .. } => Self::Queue { status: None },
            Self::Articles { .. } => Self::Articles { language: None },
            other => other.clone(),
        }
    }

    /// Whether the screen belongs to the articles' part of the console rather than to the tickets'.
    pub(crate) fn is_about_articles(&self) -> bool {
        matches!(self, Self::Articles { .. } | Self::NewArticle | Self::Article { .. })
    }
}

fn value_of(query: &str, name: &str) -> Option<String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| decode(value))
}

/// Undoes percent-encoding; what is not valid stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let coded = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(coded.unwrap_or(bytes[at]));
        at += if coded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_survives_a_reload() {
        let screens = [
            Screen::Queue { status: None },
            Screen::Queue { status: Some(TicketStatus::Waiting) },
            Screen::Ticket { id: "tkt_abc".into() },
            Screen::Articles { language: None },
            Screen::Articles { language: Some("pt-BR".to_owned()) },
            Screen::NewArticle,
            Screen::Article { id: "change-e-mail".into(), language: "de".to_owned() },
            Screen::Article { id: "ü/ber 50%".into(), language: "zh-Hant".to_owned() },
        ];
        for screen in screens {
            assert_eq!(Screen::from_hash(&screen.hash()), screen, "{}", screen.hash());
        }
    }

    #[test]
    fn addresses_are_the_documented_ones() {
        assert_eq!(Screen::Queue { status: Some(TicketStatus::Open) }.hash(), "#/tickets?status=open");
        assert_eq!(Screen::Article { id: "a".into(), language: "en".to_owned() }.hash(), "#/articles/a/en");
    }

    #[test]
    fn an_address_that_names_no_screen_shows_the_whole_queue() {
        for hash in
            ["", "#", "#/", "#main", "#/nowhere/at/all/really", "#/tickets?status=burning", "#/articles/x"]
        {
            assert_eq!(Screen::from_hash(hash), Screen::Queue { status: None }, "{hash}");
        }
    }

    #[test]
    fn a_filter_does_not_change_the_place() {
        let all = Screen::from_hash("#/tickets");
        assert_eq!(Screen::from_hash("#/tickets?status=new").place(), all.place());
        assert_ne!(Screen::from_hash("#/articles").place(), all.place());
    }

    #[test]
    fn broken_percent_signs_are_kept() {
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%41"), "%zzA");
        assert_eq!(decode("%ff"), "%ff");
    }
}
