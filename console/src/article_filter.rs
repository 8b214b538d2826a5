//! Which articles of the list are shown.

use helpnook_contract::agent::editing::AgentArticle;

/// Whether drafts, published articles or both are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Both.
    #[default]
    All,
    /// Only what customers see.
    Published,
    /// Only what they do not see.
    Drafts,
}

impl Shown {
    /// The choice that a form's value stands for.
    pub(crate) fn from_value(value: &str) -> Self {
        match value {
            "published" => Self::Published,
            "drafts" => Self::Drafts,
            _ => Self::All,
        }
    }
}

/// Whether an article is of the kind asked for and has every word of `words` in its title, category or id.
pub(crate) fn is_shown(article: &AgentArticle, words: &str, shown: Shown) -> bool {
    let is_of_kind = match shown {
        Shown::All => true,
        Shown::Published => article.published,
        Shown::Drafts => !article.published,
    };
    let text = [&article.title, " ", &article.category, " ", article.id.as_str()].concat().to_lowercase();
    is_of_kind && words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use helpnook_contract::articles::BodyFormat;

    fn article(title: &str, published: bool) -> AgentArticle {
        AgentArticle {
            id: "change-address".into(),
            language: "de".to_owned(),
            title: title.to_owned(),
            body: None,
            format: BodyFormat::Markdown,
            category: "Konto".to_owned(),
            published,
            helpful: 0,
            not_helpful: 0,
            updated_at: String::new(),
        }
    }

    #[test]
    fn words_are_found_in_title_category_and_id_in_any_case() {
        let address = article("Wie ÄNDERE ich meine Adresse?", true);
        for words in ["", "ändere", "konto adresse", "change-ad", "  ADRESSE "] {
            assert!(is_shown(&address, words, Shown::All), "{words}");
        }
        assert!(!is_shown(&address, "adresse paket", Shown::All));
    }

    #[test]
    fn drafts_and_published_articles_are_told_apart() {
        assert!(is_shown(&article("A", false), "", Shown::from_value("drafts")));
        assert!(!is_shown(&article("A", true), "", Shown::from_value("drafts")));
        assert!(!is_shown(&article("A", false), "", Shown::from_value("published")));
        assert!(is_shown(&article("A", false), "", Shown::from_value("all")));
    }
}
