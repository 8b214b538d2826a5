//! An article as a file gives it, and the check that makes it one of the site's.

use helpnook_contract::ArticleId;
use helpnook_contract::agent::editing::ArticleDraft;
use helpnook_contract::articles::BodyFormat;

use super::ImportRules;
use crate::config::canonical_language;
use crate::store::articles::ImportedArticle;

/// An article before it is checked: whatever the file said, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) place: Place,
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) body: Option<String>,
    pub(super) format: Option<String>,
    pub(super) category: Option<String>,
    pub(super) locale: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) popular: Option<String>,
    pub(super) related: Vec<String>,
}

/// Where an article stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The row of a JSON list, from 1.
    pub row: Option<usize>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        self.row.map_or(Ok(()), |row| write!(f, ": row {row}"))
    }
}

/// An article that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands.
    pub place: Place,
    /// Everything that is wrong with it.
    pub reasons: Vec<String>,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.reasons.join("; "))
    }
}

impl Draft {
    /// Makes an article of it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(super) fn check(
        self,
        rules: &ImportRules,
        usual: BodyFormat,
    ) -> Result<(Place, ImportedArticle), Refused> {
        let mut reasons = Vec::new();
        let mut fault = |reason: String| reasons.push(reason);

        let id = self.id.unwrap_or_default();
        if !is_article_id(&id) {
            fault(if id.is_empty() { "it has no id".to_owned() } else { format!("the id {id:?} {ID_RULE}") });
        }
        let title = self.title.unwrap_or_default().trim().to_owned();
        if title.is_empty() {
            fault("it has no title".to_owned());
        } else if title.chars().count() > ArticleDraft::TITLE_MAX {
            fault(format!("the title has more than {} characters", ArticleDraft::TITLE_MAX));
        }
        let body = self.body.unwrap_or_default();
        if body.trim().is_empty() {
            fault("it has no body".to_owned());
        } else if body.chars().count() > ArticleDraft::BODY_MAX {
            fault(format!("the body has more than {} characters", ArticleDraft::BODY_MAX));
        }
        let category = self.category.unwrap_or_default().trim().to_owned();
        if category.chars().count() > ArticleDraft::CATEGORY_MAX {
            fault(format!("the category has more than {} characters", ArticleDraft::CATEGORY_MAX));
        }
        let format = match self.format.as_deref() {
            None => usual,
            Some("markdown") => BodyFormat::Markdown,
            Some("html") => BodyFormat::Html,
            Some("text") => BodyFormat::Text,
            Some(other) => {
                fault(format!("the format is {other:?}; allowed: markdown, html, text"));
                usual
            }
        };
        let language = language(self.locale.as_deref(), rules).unwrap_or_else(|reason| {
            fault(reason);
            String::new()
        });
        let popular =
            self.popular.as_deref().map_or(Some(0), |text| text.parse().ok()).unwrap_or_else(|| {
                fault(format!(
                    "popular is {:?}; allowed: a whole number from 0",
                    self.popular.unwrap_or_default()
                ));
                0
            });
        if let Some(wrong) = self.related.iter().find(|id| !is_article_id(id)) {
            fault(format!("the related id {wrong:?} {ID_RULE}"));
        }
        let related = self.related.into_iter().map(ArticleId).collect();
        if !reasons.is_empty() {
            return Err(Refused { place: self.place, reasons });
        }
        let (id, tags) = (ArticleId(id), self.tags);
        let article = ImportedArticle { id, language, title, body, format, category, tags, popular, related };
        Ok((self.place, article))
    }
}

pub(super) const ID_RULE: &str = "is not made of 1 to 100 letters (a to z), digits, -, _ and .";

pub(super) fn is_article_id(id: &str) -> bool {
    (1..=100).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        // No address may have such a part.
        && !matches!(id, "." | "..")
}

/// One of the site's languages; the usual one where none is named.
pub(super) fn language(locale: Option<&str>, rules: &ImportRules) -> Result<String, String> {
    let Some(locale) = locale.map(str::trim).filter(|locale| !locale.is_empty()) else {
        return Ok(rules.language.clone());
    };
    let tag = canonical_language(locale)
        .ok_or_else(|| format!("the locale {locale:?} is no language tag; such are en, de, pt-BR"))?;
    if rules.languages.contains(&tag) {
        return Ok(tag);
    }
    let languages = rules.languages.join(", ");
    Err(format!("the site has no language {tag}: add it to site.languages, which is {languages}"))
}
