//! The state of the editor: what stands in the form, what the server has, and saving the one over the other.

use helpnook_client::Failure;
use helpnook_contract::ArticleId;
use helpnook_contract::agent::editing::{AgentArticle, GetAgentArticle, PutArticle};
use helpnook_contract::site::{LanguageQuery, Site};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::drafts::Slot;
use crate::failure::FailureText;
use crate::remote::Remote;
use crate::screen::Screen;
use crate::session::{Session, session};
use crate::writing::{Conflict, Writing};

/// Which article, and in which language; none for a new one.
pub(crate) type Which = Option<(ArticleId, String)>;
/// What the server has there; nothing where the article is not written in this language.
pub(crate) type Found = Option<AgentArticle>;

/// A wish to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Save {
    /// Whether customers see it afterwards.
    pub(crate) published: bool,
    /// Whether it may replace what somebody else wrote meanwhile.
    pub(crate) replaces: bool,
}

/// One article on the desk: signals only, so it is copied freely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sheet {
    /// What stands in the fields.
    pub(crate) writing: RwSignal<Writing>,
    /// What the server has.
    pub(crate) found: Remote<Found>,
    /// Whether id and language are still to be chosen.
    pub(crate) is_new: bool,
    /// Whether the fields were filled from an earlier visit.
    pub(crate) was_kept: RwSignal<bool>,
    /// Whether it is being saved.
    pub(crate) is_running: RwSignal<bool>,
    /// Why saving came to nothing.
    pub(crate) problem: RwSignal<Option<String>>,
    /// Somebody else's writing in the way of a wish.
    pub(crate) conflict: RwSignal<Option<(Conflict, Save)>>,
    session: Session,
    site: Remote<Site>,
    which: StoredValue<Which>,
}

impl Sheet {
    /// Lays an article on the desk as it was left, or as the server has it.
    pub(crate) fn begin(which: Which, found: Remote<Found>) -> Self {
        let sheet = Self {
            writing: RwSignal::new(Writing::blank("", "")),
            found,
            is_new: which.is_none(),
            was_kept: RwSignal::new(false),
            is_running: RwSignal::new(false),
            problem: RwSignal::new(None),
            conflict: RwSignal::new(None),
            session: session(),
            site: expect_context(),
            which: StoredValue::new(which),
        };
        let kept = sheet.slot().restore::<Writing>().filter(|kept| !sheet.is_as_found(kept));
        sheet.was_kept.set(kept.is_some());
        sheet.writing.set(kept.unwrap_or_else(|| sheet.as_found()));
        sheet.choose_first_language();
        sheet.keep_changes();
        sheet
    }

    /// Whether the fields differ from what the server has.
    pub(crate) fn is_changed(self) -> bool {
        self.found.with(|_| ());
        self.writing.with(|writing| !self.is_as_found(writing))
    }

    /// Whether customers see the article now.
    pub(crate) fn is_published(self) -> bool {
        self.found.with(|found| found.and_then(Option::as_ref).is_some_and(|article| article.published))
    }

    /// Goes back to what the server has.
    pub(crate) fn discard(self) {
        self.slot().clear();
        self.was_kept.set(false);
        self.writing.set(self.as_found());
    }

    /// Asks the server again and goes back to that.
    pub(crate) fn reload(self) {
        let which = self.which.get_value();
        spawn_local(async move {
            match fetch(self.session, which).await {
                Ok(_) if self.writing.is_disposed() => {}
                Ok(found) => {
                    self.found.put(found);
                    self.conflict.set(None);
                    self.discard();
                }
                Err(failure) => self.tell(failure.message()),
            }
        });
    }

    /// Saves what stands in the fields, unless a field is at fault or somebody else's writing is in the way.
    pub(crate) fn save(self, wish: Save) {
        if self.is_running.get_untracked() {
            return;
        }
        let writing = self.writing.get_untracked();
        let faults = writing.faults(wish.published);
        if let Some((field, _)) = faults.first() {
            browser::focus(field);
            self.problem.set(Some(faults.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")));
            return;
        }
        self.is_running.set(true);
        self.problem.set(None);
        self.conflict.set(None);
        let slot = self.slot();
        let was_published = untrack(|| self.is_published());
        spawn_local(async move {
            match store(self.session, &writing, wish).await {
                Ok(article) => {
                    self.session.say(done(was_published, article.published));
                    self.follow(&slot, &writing, article);
                }
                Err(Refusal::Conflict(kind)) => {
                    self.conflict.try_set(Some((kind, wish)));
                }
                Err(Refusal::Failure(failure)) => {
                    self.tell(failure.of_write("saved"));
                }
            }
            self.is_running.try_set(false);
        });
    }

    /// The server has `saved` as `article`; what was typed since then stays in the form and in the tab.
    fn follow(self, slot: &Slot, saved: &Writing, article: AgentArticle) {
        slot.clear();
        let begun = Writing::of(&article);
        let next = match self.writing.try_get_untracked() {
            Some(now) if now != *saved => Writing {
                id: begun.id.clone(),
                language: begun.language.clone(),
                begun_from: begun.begun_from.clone(),
                ..now
            },
            _ => begun.clone(),
        };
        if self.is_new {
            if next != begun {
                Slot::article(&next.id, &next.language).keep(&next);
            }
            // Whoever went on to another screen meanwhile stays there.
            if !self.writing.is_disposed() {
                browser::go(&Screen::Article { id: article.id, language: article.language }.hash());
            }
        } else if !self.writing.is_disposed() {
            self.was_kept.set(false);
            self.writing.set(next);
            self.found.put(Some(article));
        }
    }

    fn slot(self) -> Slot {
        self.which.with_value(|which| match which {
            Some((id, language)) => Slot::article(id.as_str(), language),
            None => Slot::article("", ""),
        })
    }

    fn as_found(self) -> Writing {
        let blank = || match self.which.get_value() {
            Some((id, language)) => Writing::blank(id.as_str(), &language),
            None => Writing::blank("", &first_language(self.site.value_now().as_ref())),
        };
        self.found.value_now().flatten().as_ref().map_or_else(blank, Writing::of)
    }

    fn is_as_found(self, writing: &Writing) -> bool {
        if self.is_new { writing.is_blank() } else { *writing == self.as_found() }
    }

    /// A new article begins in the site's first language, known once the site is.
    fn choose_first_language(self) {
        Effect::new(move |_| {
            let first = self.site.with(first_language);
            if self.writing.with_untracked(|writing| writing.language.is_empty()) {
                self.writing.update(|writing| writing.language = first);
            }
        });
    }

    fn keep_changes(self) {
        let slot = self.slot();
        Effect::new(move |_| {
            let is_changed = self.is_changed();
            self.writing.with(|writing| if is_changed { slot.keep(writing) } else { slot.clear() });
        });
    }

    /// Shows the trouble in the form, or says it where the form was left meanwhile.
    fn tell(self, trouble: String) {
        if let Some(Some(trouble)) = self.problem.try_set(Some(trouble)) {
            self.session.say(&trouble);
        }
    }
}

/// What the server has under an address.
pub(crate) async fn fetch(session: Session, which: Which) -> Result<Found, Failure> {
    let Some((id, language)) = which else { return Ok(None) };
    match session.call(GetAgentArticle { id, query: LanguageQuery { language: Some(language) } }).await {
        Ok(article) => Ok(Some(article)),
        Err(Failure::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Why an article was not saved.
enum Refusal {
    Conflict(Conflict),
    Failure(Failure),
}

async fn store(session: Session, writing: &Writing, wish: Save) -> Result<AgentArticle, Refusal> {
    let (id, language) = (ArticleId(writing.id.clone()), writing.language.clone());
    if !wish.replaces {
        let which = Some((id.clone(), language.clone()));
        let found = fetch(session, which).await.map_err(Refusal::Failure)?;
        if let Some(kind) = found.and_then(|found| writing.conflict(&found, wish.published)) {
            return Err(Refusal::Conflict(kind));
        }
    }
    let query = LanguageQuery { language: Some(language) };
    session
        .call(PutArticle { id, query, body: writing.draft(wish.published) })
        .await
        .map_err(Refusal::Failure)
}

fn first_language(site: Option<&Site>) -> String {
    site.and_then(|site| site.languages.first().cloned()).unwrap_or_default()
}

fn done(was_published: bool, is_published: bool) -> &'static str {
    match (was_published, is_published) {
        (false, true) => "Published. Customers find it now.",
        (true, true) => "Changes published.",
        (true, false) => "Withdrawn. Customers no longer see it; it is kept as a draft.",
        (false, false) => "Draft saved.",
    }
}
