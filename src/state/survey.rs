//! The survey that is due: asked for once a ticket is solved, answered in one tap, a comment after it.

use std::pin::Pin;

use helpnook_client::Attempt;
use helpnook_contract::surveys::{
    Answer, CreateResponse, GetNextSurvey, NewResponse, NextSurveyQuery, QuestionKind, ResponseChange,
    ResponseState, Survey, UpdateResponse,
};
use helpnook_contract::{ResponseId, TicketId};
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use crate::chunks::{LoadError, load};
use crate::host::events::{Event, Host};
use crate::remote::Failure;
use crate::state::backend::{Backend, Grant};
use crate::state::tasks::Tasks;
use crate::state::ticket_keys::{TicketKeys, TrackedTicket};
use helpnook_browser_json as json;
use leptos::prelude::*;

/// A survey about a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// The question above the scale.
    pub ticket: TicketId,
    /// The questions.
    pub survey: Survey,
}

/// How far the answer has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// Nothing answered.
    Asked,
    /// The score is with the backend; a comment may follow.
    Scored(u8, ResponseId),
    /// Everything is with the backend.
    Done(u8),
}

/// The one survey on show. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SurveyState {
    due: RwSignal<Option<Due>>,
    progress: RwSignal<Progress>,
    failure: RwSignal<Option<Failure>>,
    /// The comment as far as it is written.
    pub comment: RwSignal<String>,
    /// What was sent last and under which key, so that a second try is not a second answer.
    attempt: RwSignal<Option<Attempt>>,
    is_sending: RwSignal<bool>,
    /// The score that was chosen while another was on its way: arrow keys pass by the ones between.
    next: RwSignal<Option<u8>>,
    backend: Backend,
    tasks: Tasks,
    ticket_keys: TicketKeys,
    host: Host,
}

impl SurveyState {
    /// Nothing is due yet.
    pub fn new(backend: Backend, tasks: Tasks, ticket_keys: TicketKeys, host: Host) -> Self {
        Self {
            due: RwSignal::new(None),
            progress: RwSignal::new(Progress::Asked),
            failure: RwSignal::new(None),
            comment: RwSignal::new(String::new()),
            attempt: RwSignal::new(None),
            is_sending: RwSignal::new(false),
            next: RwSignal::new(None),
            backend,
            tasks,
            ticket_keys,
            host,
        }
    }

    /// What is due for a ticket.
    pub fn due(self, ticket: &TicketId) -> Option<Due> {
        self.due.get().filter(|due| due.ticket == *ticket)
    }

    /// The ticket that is asked about.
    pub fn ticket(self) -> Option<TicketId> {
        self.due.with(|due| due.as_ref().map(|due| due.ticket.clone()))
    }

    /// How far it is.
    pub fn progress(self) -> Progress {
        self.progress.get()
    }

    /// Why the last answer did not arrive.
    pub fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// Asks the backend whether a survey is due for a solved ticket; what is being answered stays.
    pub fn ask(self, ticket: TicketId) {
        self.tasks.spawn(async move {
            if let Ok(asked) = load(ask(self, ticket)).await {
                asked.await;
            }
        });
    }

    async fn ask_now(self, ticket: TicketId) {
        let Some(held) = self.ticket_keys.find(&ticket).filter(|_| !self.is_taken(&ticket)) else { return };
        let query = NextSurveyQuery { trigger: "ticket_solved".to_owned(), ticket: Some(ticket.clone()) };
        let Ok(next) = self.backend.get(GetNextSurvey { query }, Grant::Key(&held.key)).await else { return };
        // Forgotten, answered or declined meanwhile: then that goes first.
        let is_as_before = |now: &TrackedTicket| now.is_rated == held.is_rated && !self.is_taken(&ticket);
        if !self.ticket_keys.find(&ticket).is_some_and(|now| is_as_before(&now)) {
            return;
        }
        match next.survey {
            Some(survey) => {
                self.attempt.try_set(None);
                self.due.try_set(Some(Due { ticket, survey }));
                self.progress.try_set(Progress::Asked);
                self.failure.try_set(None);
                self.comment.try_set(String::new());
            }
            None => self.ticket_keys.mark_rated(&ticket, true),
        }
    }

    /// The ticket is open again: there is nothing to ask about it now.
    pub fn withdraw(self, ticket: &TicketId) {
        if untrack(|| self.due(ticket)).is_some() {
            self.due.set(None);
        }
    }

    /// Forgets what was asked and answered.
    pub fn forget(self) {
        self.due.set(None);
        self.progress.set(Progress::Asked);
        self.comment.set(String::new());
        self.attempt.set(None);
    }

    /// Whether there is no room for a question about a ticket: it is asked already, or another one's comment is
    /// being written.
    fn is_taken(self, ticket: &TicketId) -> bool {
        let is_same =
            self.due.try_with_untracked(|due| due.as_ref().map(|due| due.ticket == *ticket)).flatten();
        match (is_same, self.progress.try_get_untracked()) {
            (_, None) => true,
            // An answer, or that there is none, is on its way.
            _ if self.is_sending.try_get_untracked() != Some(false) => true,
            (Some(true), Some(progress)) => progress == Progress::Asked,
            (Some(false), Some(progress)) => matches!(progress, Progress::Scored(..)),
            (None, _) => false,
        }
    }

    /// Gives the score: one tap, and the backend has it. Of several while one is on its way the last counts.
    pub fn score(self, score: u8) {
        if self.is_sending.get_untracked() {
            self.next.set(Some(score));
            return;
        }
        let Some(due) = self.due.get_untracked() else { return };
        let Some(question) = question(&due.survey, QuestionKind::Rating) else { return };
        let answers = vec![Answer { question, score: Some(score), text: None }];
        let changed = match self.progress.get_untracked() {
            Progress::Scored(_, response) => Some(response),
            Progress::Asked => None,
            Progress::Done(_) => return,
        };
        self.send(due, changed, answers, ResponseState::Partial, move |state, response| {
            state.progress.try_set(Progress::Scored(score, response));
            state.host.emit(Event::SurveyAnswered(score));
        });
    }

    /// Ends the answer, with the comment if there is one.
    pub fn finish(self) {
        let Some(due) = self.due.get_untracked() else { return };
        let Progress::Scored(score, response) = self.progress.get_untracked() else { return };
        let text = self.comment.get_untracked().trim().to_owned();
        let answers = match question(&due.survey, QuestionKind::Text) {
            Some(question) if !text.is_empty() => vec![Answer { question, score: None, text: Some(text) }],
            _ => Vec::new(),
        };
        self.send(due, Some(response), answers, ResponseState::Complete, move |state, _| {
            state.progress.try_set(Progress::Done(score));
        });
    }

    /// Not now: the backend is told, so that it does not ask again. A score that was given stays.
    pub fn dismiss(self) {
        let Some(due) = self.due.get_untracked() else { return };
        self.ticket_keys.mark_rated(&due.ticket, true);
        if self.progress.get_untracked() == Progress::Asked {
            self.send(due, None, Vec::new(), ResponseState::Dismissed, |_, _| {});
        }
        self.due.set(None);
    }

    fn send(
        self,
        due: Due,
        response: Option<ResponseId>,
        answers: Vec<Answer>,
        state: ResponseState,
        then: impl FnOnce(Self, ResponseId) + 'static,
    ) {
        let Some(grant) = self.ticket_keys.key_of(&due.ticket).filter(|_| !self.is_sending.get_untracked())
        else {
            return;
        };
        self.is_sending.set(true);
        self.failure.set(None);
        let ticket = due.ticket.clone();
        let body = NewResponse { ticket: Some(due.ticket), answers, state };
        let key = self.key_for(&body);
        self.tasks.spawn(async move {
            let sent = match response {
                None => {
                    self.backend
                        .write(CreateResponse { id: due.survey.id, body }, Grant::Key(&grant), &key)
                        .await
                }
                Some(response) => {
                    let body = ResponseChange { answers: body.answers, state };
                    let call = UpdateResponse { id: due.survey.id, response, body };
                    self.backend.write(call, Grant::Key(&grant), &key).await
                }
            };
            self.is_sending.try_set(false);
            match sent {
                Ok(response) => {
                    self.ticket_keys.mark_rated(&ticket, true);
                    then(self, response.id);
                    let next = self.next.try_update(Option::take).flatten();
                    let has = self.progress.try_get_untracked();
                    if let Some(next) = next
                        && matches!(has, Some(Progress::Scored(score, _)) if score != next)
                    {
                        self.score(next);
                    }
                }
                Err(failure) => {
                    self.next.try_update(Option::take);
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }

    /// The same content goes under the same key, other content under another.
    fn key_for(self, body: &NewResponse) -> String {
        let content = json::to_text(body).unwrap_or_default();
        let attempt = Attempt::follow(self.attempt.get_untracked(), &content);
        let key = attempt.key().to_owned();
        self.attempt.set(Some(attempt));
        key
    }
}

fn question(survey: &Survey, kind: QuestionKind) -> Option<String> {
    survey.questions.iter().find(|question| question.kind == kind).map(|question| question.id.clone())
}

#[cfg_attr(feature = "chunks", wasm_split(requests, fallible))]
fn ask(state: SurveyState, ticket: TicketId) -> Result<Pin<Box<dyn Future<Output = ()>>>, LoadError> {
    Ok(Box::pin(state.ask_now(ticket)))
}
