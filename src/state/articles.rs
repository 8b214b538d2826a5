//! Help articles: found in the index on the device, or by the server where there is none.

use std::sync::Arc;

use helpnook_contract::ArticleId;
use helpnook_contract::articles::{
    Article, ArticleHit, ArticleQuery, GetArticle, ListArticles, RelatedArticle, Run,
};
use helpnook_contract::site::{IndexFile, LanguageQuery, Site};
use helpnook_search::{Index, Query};
use leptos::prelude::*;

use crate::remote::{Failure, Remote};
use crate::state::backend::{Backend, Grant};
use crate::state::tasks::Tasks;

/// How many results are shown.
const MOST: usize = 8;
/// How many popular articles are shown.
const POPULAR: usize = 5;

/// So many categories are offered where a search found nothing.
const NEAR: usize = 4;

/// Help articles in the customer's language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Articles {
    index: RwSignal<Remote<Arc<Index>>>,
    /// What the server calls popular, where there is no index to ask.
    served: RwSignal<Vec<RelatedArticle>>,
    url: RwSignal<String>,
    language: RwSignal<String>,
    backend: Backend,
    tasks: Tasks,
}

impl Articles {
    /// Nothing yet: see [`Articles::load`].
    pub fn new(backend: Backend, tasks: Tasks, language: &str) -> Self {
        Self {
            index: RwSignal::new(Remote::Idle),
            served: RwSignal::new(Vec::new()),
            url: RwSignal::new(String::new()),
            language: RwSignal::new(language.to_owned()),
            backend,
            tasks,
        }
    }

    /// Fetches the index that a site names, unless it is here already.
    pub fn load(self, site: &Site) {
        let language = self.language.get_untracked();
        let Some(file) = nearest(&site.indexes, &language) else {
            self.index.set(Remote::Failed(Failure::NotFound));
            self.tasks.spawn(self.ask_popular());
            return;
        };
        if self.url.get_untracked() == file.url && self.index.with_untracked(|index| index.ready().is_some())
        {
            return;
        }
        let url = file.url.clone();
        self.url.set(url.clone());
        // An older one in the same language stays meanwhile.
        let is_same = |index: &Index| index.language() == file.language;
        if !self.index.with_untracked(|index| index.ready().is_some_and(|index| is_same(index))) {
            self.index.set(Remote::Loading);
        }
        self.tasks.spawn(async move {
            let bytes = self.backend.download(&url, Grant::Anyone).await;
            let opened = bytes.and_then(|bytes| Index::open(bytes).map_err(|_| Failure::Unreadable));
            // Another index was asked for meanwhile.
            if self.url.get_untracked() != url {
                return;
            }
            // An old index is better than none.
            let has_old = self.index.with_untracked(|index| index.ready().is_some());
            if opened.is_ok() || !has_old {
                let is_missing = opened.is_err();
                self.index.set(opened.map(Arc::new).into());
                if is_missing {
                    self.ask_popular().await;
                }
            }
        });
    }

    async fn ask_popular(self) {
        if let Ok(hits) = self.search_on_server("", None).await {
            let title = |hit: &ArticleHit| hit.title.iter().map(|run| run.text.as_str()).collect();
            self.served
                .set(hits.iter().take(POPULAR).map(|hit| related(hit.id.0.clone(), title(hit))).collect());
        }
    }

    /// Speaks another language from the next [`Articles::load`] on.
    pub fn set_language(self, language: &str) {
        self.language.set(language.to_owned());
    }

    /// Whether the index is still on its way.
    pub fn is_loading(self) -> bool {
        self.index.with(|index| matches!(index, Remote::Idle | Remote::Loading))
    }

    /// Whether searching is left to the server.
    pub fn is_remote(self) -> bool {
        self.index.with(|index| matches!(index, Remote::Failed(_)))
    }

    /// What the index finds, at once; nothing while there is none.
    pub fn find(self, text: &str, category: Option<&str>) -> Vec<ArticleHit> {
        let index = self.index.with(|index| index.ready().cloned());
        let Some(index) = index else { return Vec::new() };
        let language = index.language().to_owned();
        index
            .search(&Query { text, category, limit: MOST })
            .into_iter()
            .map(|hit| ArticleHit {
                id: ArticleId(hit.id),
                title: runs(hit.title),
                snippet: runs(hit.snippet),
                category: hit.category,
                language: language.clone(),
            })
            .collect()
    }

    /// The language of the articles in the index.
    pub fn language(self) -> Option<String> {
        let of = |index: &Remote<Arc<Index>>| index.ready().map(|index| index.language().to_owned());
        self.index.with(of).filter(|language| !language.is_empty())
    }

    /// What the server finds.
    ///
    /// # Errors
    /// Any [`Failure`].
    pub async fn search_on_server(
        self,
        text: &str,
        category: Option<&str>,
    ) -> Result<Vec<ArticleHit>, Failure> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let query = ArticleQuery {
            query: some(text),
            category: category.and_then(some),
            language: Some(self.language.get_untracked()),
            cursor: None,
        };
        let page = self.backend.get(ListArticles { query }, Grant::Anyone).await?;
        Ok(page.items.into_iter().take(MOST).collect())
    }

    /// The articles that most people read.
    pub fn popular(self) -> Vec<RelatedArticle> {
        if self.is_remote() { self.served.get() } else { self.entries(|index| index.popular(POPULAR)) }
    }

    /// The articles of a category.
    pub fn in_category(self, category: &str) -> Vec<RelatedArticle> {
        self.entries(|index| index.entries_in(category))
    }

    /// An article by its id, where the index has it.
    pub fn entry(self, id: &ArticleId) -> Option<RelatedArticle> {
        let entry = self.index.with(|index| index.ready().and_then(|index| index.entry(id.as_str())))?;
        Some(related(entry.id, entry.title))
    }

    /// The categories, with how many articles each has.
    pub fn categories(self) -> Vec<(String, usize)> {
        self.index.with(|index| {
            index.ready().map_or_else(Vec::new, |index| {
                index.categories().into_iter().map(|c| (c.name, c.articles)).collect()
            })
        })
    }

    /// What was probably meant, where words of a search stand in no article.
    pub fn did_you_mean(self, text: &str) -> Option<String> {
        self.index.with(|index| index.ready()?.did_you_mean(text))
    }

    /// The categories nearest to a search without an answer, with how many articles each has.
    pub fn nearest_categories(self, text: &str) -> Vec<(String, usize)> {
        self.index.with(|index| {
            index.ready().map_or_else(Vec::new, |index| {
                index.categories_near(text, NEAR).into_iter().map(|c| (c.name, c.articles)).collect()
            })
        })
    }

    /// Articles that may answer a request while it is being written.
    pub fn suggest(self, text: &str) -> Vec<RelatedArticle> {
        self.index.with(|index| {
            index.ready().map_or_else(Vec::new, |index| {
                let hits = index.suggest(text, 3).into_iter();
                hits.map(|hit| related(hit.id, hit.title.into_iter().map(|run| run.text).collect())).collect()
            })
        })
    }

    /// One article.
    ///
    /// # Errors
    /// Any [`Failure`].
    pub async fn article(self, id: ArticleId) -> Result<Article, Failure> {
        let query = LanguageQuery { language: Some(self.language.get_untracked()) };
        self.backend.get(GetArticle { id, query }, Grant::Anyone).await
    }

    fn entries(self, list: impl Fn(&Index) -> Vec<helpnook_search::Entry>) -> Vec<RelatedArticle> {
        self.index.with(|index| {
            index.ready().map_or_else(Vec::new, |index| {
                list(index).into_iter().map(|entry| related(entry.id, entry.title)).collect()
            })
        })
    }
}

fn related(id: String, title: String) -> RelatedArticle {
    RelatedArticle { id: ArticleId(id), title }
}

fn runs(runs: Vec<helpnook_search::Run>) -> Vec<Run> {
    runs.into_iter().map(|run| Run { text: run.text, hit: run.hit }).collect()
}

/// The index nearest to a language: `de-AT` takes `de-AT`, else `de`, else the site's first.
fn nearest<'a>(indexes: &'a [IndexFile], language: &str) -> Option<&'a IndexFile> {
    let mut wanted = language;
    loop {
        if let Some(file) = indexes.iter().find(|file| file.language.eq_ignore_ascii_case(wanted)) {
            return Some(file);
        }
        match wanted.rsplit_once('-') {
            Some((shorter, _)) => wanted = shorter,
            None => return indexes.first(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_language_is_taken_and_else_the_first() {
        let file = |language: &str| IndexFile {
            language: language.into(),
            url: String::new(),
            articles: 1,
            bytes: 1,
        };
        let all = [file("en"), file("de"), file("pt-BR")];
        let of = |language: &str| nearest(&all, language).map(|file| file.language.clone());
        assert_eq!(of("de-AT").as_deref(), Some("de"));
        assert_eq!(of("pt-br").as_deref(), Some("pt-BR"));
        assert_eq!(of("fr").as_deref(), Some("en"));
    }
}
