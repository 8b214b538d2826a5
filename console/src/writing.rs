//! An article while it is written, apart from how it travels and from how it is shown.

use helpnook_contract::agent::editing::{AgentArticle, ArticleDraft};
use helpnook_contract::articles::BodyFormat;
use serde::{Deserialize, Serialize};

use crate::article_id;
use crate::failure::sentence;

/// What stands in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Writing {
    /// The article's id.
    pub(crate) id: String,
    /// BCP 47.
    pub(crate) language: String,
    /// The title.
    pub(crate) title: String,
    /// Empty for none.
    pub(crate) category: String,
    /// How the body is written.
    pub(crate) format: BodyFormat,
    /// The text.
    pub(crate) body: String,
    /// When the article that this began from was last changed; none for a new one.
    pub(crate) begun_from: Option<String>,
}

/// Why saving would destroy what somebody else wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conflict {
    /// A new article under an id that is taken.
    Taken,
    /// The article was changed by somebody else since it was opened.
    Changed,
}

impl Writing {
    /// An empty sheet.
    pub(crate) fn blank(id: &str, language: &str) -> Self {
        Self {
            id: id.to_owned(),
            language: language.to_owned(),
            title: String::new(),
            category: String::new(),
            format: BodyFormat::Markdown,
            body: String::new(),
            begun_from: None,
        }
    }

    /// Whether nothing was written yet.
    pub(crate) fn is_blank(&self) -> bool {
        [&self.title, &self.category, &self.body].iter().all(|text| text.trim().is_empty())
    }

    /// The article as it stands on the server.
    pub(crate) fn of(article: &AgentArticle) -> Self {
        Self {
            id: article.id.to_string(),
            language: article.language.clone(),
            title: article.title.clone(),
            category: article.category.clone(),
            format: article.format,
            body: article.body.clone().unwrap_or_default(),
            begun_from: Some(article.updated_at.clone()),
        }
    }

    /// The article as it is sent.
    pub(crate) fn draft(&self, published: bool) -> ArticleDraft {
        ArticleDraft {
            title: self.title.trim().to_owned(),
            body: self.body.clone(),
            format: self.format,
            category: self.category.trim().to_owned(),
            published,
        }
    }

    /// What keeps it from being saved, field by field: the id of the field and a sentence.
    pub(crate) fn faults(&self, published: bool) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        for fault in self.draft(published).faults() {
            let (field, name) = match fault.pointer.as_str() {
                "/title" => ("article-title", "The title "),
                "/category" => ("article-category", "The category "),
                _ => ("article-body", "The text "),
            };
            faults.push((field, sentence(&[name, &fault.detail].concat())));
        }
        if let Some(fault) = article_id::fault(&self.id) {
            faults.push(("article-id", fault.to_owned()));
        }
        if published && self.body.trim().is_empty() {
            faults.push(("article-body", "Write the text before you publish.".to_owned()));
        }
        faults
    }

    /// Whether the server's article, found just before saving, was written by somebody else.
    pub(crate) fn conflict(&self, found: &AgentArticle, published: bool) -> Option<Conflict> {
        // The same content is our own save whose answer got lost.
        let is_same = Self::of(found).draft(found.published) == self.draft(published);
        match &self.begun_from {
            _ if is_same => None,
            None => Some(Conflict::Taken),
            Some(time) if *time != found.updated_at => Some(Conflict::Changed),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> AgentArticle {
        AgentArticle {
            id: "returns".into(),
            language: "en".to_owned(),
            title: "Returns".to_owned(),
            body: Some("Send it back.".to_owned()),
            format: BodyFormat::Markdown,
            category: "Orders".to_owned(),
            published: true,
            helpful: 0,
            not_helpful: 0,
            updated_at: "2026-01-01T00:00:00Z".to_owned(),
        }
    }

    #[test]
    fn a_draft_may_be_empty_but_a_published_article_not() {
        let mut writing = Writing::blank("returns", "en");
        writing.title = "Returns".to_owned();
        assert_eq!(writing.faults(false), []);
        assert_eq!(writing.faults(true)[0].0, "article-body");
    }

    #[test]
    fn every_fault_names_its_field() {
        let writing = Writing { category: "x".repeat(201), ..Writing::blank("a b", "en") };
        let fields: Vec<_> = writing.faults(false).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["article-title", "article-category", "article-id"]);
    }

    #[test]
    fn somebody_elses_change_is_noticed() {
        let mut writing = Writing::of(&article());
        writing.body.push_str(" Soon.");
        assert_eq!(writing.conflict(&article(), true), None);
        let theirs = AgentArticle { updated_at: "2026-01-02T00:00:00Z".to_owned(), ..article() };
        assert_eq!(writing.conflict(&theirs, true), Some(Conflict::Changed));
    }

    #[test]
    fn a_new_article_does_not_replace_one_with_the_same_id() {
        let mut writing = Writing::blank("returns", "en");
        writing.title = "Our returns".to_owned();
        assert_eq!(writing.conflict(&article(), false), Some(Conflict::Taken));
    }

    #[test]
    fn our_own_save_whose_answer_got_lost_is_no_conflict() {
        let writing = Writing { begun_from: None, ..Writing::of(&article()) };
        assert_eq!(writing.conflict(&article(), true), None);
        assert_eq!(writing.conflict(&article(), false), Some(Conflict::Taken));
    }
}
