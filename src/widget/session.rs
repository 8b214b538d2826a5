//! A customer whom the page signs in: their session with the backend, kept on this device until they log out or it ends.
//!
//! What happens with it is fetched only where somebody is signed in.

use std::pin::Pin;

use helpnook_contract::sessions::{CreateSession, EndSession, NewSession, Session};
use helpnook_contract::site::IdentityMode;
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use super::Widget;
use super::identity::subject_of;
use crate::chunks::{LoadError, load};
use crate::host::command::Identity;
use crate::host::events::Event;
use crate::platform::{page, timer};
use crate::reactive::effect;
use crate::remote::Failure;
use crate::state::backend::Grant;
use crate::state::device_storage::Stored;
use crate::state::device_storage::stored::StoredSession;
use leptos::prelude::*;

/// Seconds until something is asked for again that did not come.
const WAIT: u32 = 5;
/// Milliseconds in which a page is told of one refusal alone: one whose answer is always another token that is refused would
/// else ask for ever.
const TOLD_FOR: f64 = 60_000.0;

/// What is to be done.
#[derive(Clone)]
enum SessionStep {
    /// The panel is open: the device may keep a session, and the page may have given an identity.
    Begin,
    /// The backend has refused this session.
    Ended(String),
}

impl Widget {
    /// Signs a customer in by an identity that their site has signed, as soon as the panel is open.
    pub(super) fn sign_in(self, identity: String) {
        self.identity.set(Some(identity));
        if self.is_open.get_untracked() {
            self.resume_session();
        }
    }

    /// Goes on with the session that this device keeps, or begins one by the identity that the page gave.
    pub(super) fn resume_session(self) {
        if self.identity.with_untracked(Option::is_some) || self.services().storage.has(StoredSession::NAME) {
            self.run_step(SessionStep::Begin);
        }
    }

    /// Hears when the backend refuses the session.
    pub(super) fn follow_session_end(self) {
        effect(move |before: Option<String>| {
            let session = self.services().backend.session();
            let ended = before.filter(|before| session.is_empty() && !before.is_empty());
            if let Some(ended) = ended {
                self.run_step(SessionStep::Ended(ended));
            }
            session
        });
    }

    /// Ends the session, here at once and with the backend as soon as it can be reached.
    pub(super) fn sign_out(self) {
        let stored: StoredSession = self.services().storage.read().unwrap_or_default();
        self.services().storage.clear(StoredSession::NAME);
        let used = self.drop_session();
        if stored.token != used {
            self.end(stored.token);
        }
        self.end(used);
    }

    /// Uses no session any more; gives the one that was used.
    pub(super) fn drop_session(self) -> String {
        self.identity.set(None);
        self.subject.set(String::new());
        let used = untrack(|| self.services().backend.session());
        self.services().backend.use_session(String::new());
        used
    }

    /// Whether the device keeps the session of somebody else than who is signed in here.
    pub(super) fn is_somebody_else(self) -> bool {
        let stored: Option<StoredSession> = self.services().storage.read();
        let subject = self.subject.get_untracked();
        !subject.is_empty() && stored.is_some_and(|stored| stored.subject != subject)
    }

    fn end(self, token: String) {
        if !token.is_empty() {
            self.services().tasks.spawn(async move {
                let _ = self.services().backend.get(EndSession, Grant::Key(&token)).await;
            });
        }
    }

    /// Does it as soon as the code for it is here.
    fn run_step(self, step: SessionStep) {
        self.services().tasks.spawn(async move {
            loop {
                match load(session(self, step.clone())).await {
                    Ok(step) => return step.await,
                    Err(_) => timer::after(WAIT * 1000).await,
                }
            }
        });
    }
}

type SessionTask = Pin<Box<dyn Future<Output = ()>>>;

#[cfg_attr(feature = "chunks", wasm_split(session, fallible))]
fn session(widget: Widget, step: SessionStep) -> Result<SessionTask, LoadError> {
    Ok(Box::pin(run(widget, step)))
}

async fn run(widget: Widget, step: SessionStep) {
    let StoredSession { token, subject: owner } = widget.services().storage.read().unwrap_or_default();
    let identity = widget.identity.try_get_untracked().flatten();
    let identity = match step {
        SessionStep::Begin => resume(widget, identity, token, &owner),
        SessionStep::Ended(refused) => note_end(widget, identity, &refused, token, owner.clone()),
    };
    if let Some(identity) = identity {
        exchange(widget, identity, owner).await;
    }
}

/// Uses the session that the device keeps, unless the page says that somebody else is here. Gives the identity that has to
/// be exchanged.
fn resume(widget: Widget, identity: Option<String>, token: String, owner: &str) -> Option<String> {
    let named = identity.as_deref().and_then(subject_of);
    if identity.is_none() || named.as_deref() == Some(owner) {
        if token.is_empty() {
            return identity;
        }
        // A new identity of the same customer waits for the day that the session ends.
        use_session(widget, token, owner.to_owned());
        return None;
    }
    if named.is_some() && !token.is_empty() {
        // Somebody else was signed in, and did not log out. What they left goes once the backend knows who is here.
        widget.drop_session();
        widget.identity.set(identity.clone());
        widget.end(token);
        keep(widget, String::new(), owner.to_owned());
        widget.services().ticket_keys.remove_session_tickets();
        widget.services().tickets.refresh();
    }
    identity
}

/// The backend has refused the session that was used here. Gives the identity that has to be exchanged.
fn note_end(
    widget: Widget,
    identity: Option<String>,
    refused: &str,
    token: String,
    owner: String,
) -> Option<String> {
    let subject = widget.subject.try_get_untracked().unwrap_or_default();
    if subject.is_empty() || owner.is_empty() {
        // It was let go here, or the customer has logged out.
        return None;
    }
    if owner != subject {
        widget.forget_in_page();
        return None;
    }
    if !token.is_empty() && token != refused {
        // Another tab has begun a new one.
        use_session(widget, token, owner);
        return None;
    }
    keep(widget, String::new(), owner);
    widget.services().ticket_keys.remove_session_tickets();
    widget.services().tickets.refresh();
    if identity.is_none() {
        refuse(widget, "the session has ended: a new token begins another.");
    }
    identity
}

fn keep(widget: Widget, token: String, owner: String) {
    widget.services().storage.write(&StoredSession { token, subject: owner });
}

fn use_session(widget: Widget, token: String, owner: String) {
    if untrack(|| widget.services().backend.session()) != token {
        widget.subject.set(owner);
        widget.services().backend.use_session(token);
        widget.services().tickets.begin();
        widget.services().pending_writes.flush();
    }
}

/// Exchanges an identity for a session; tries again for as long as there is no answer, and the page gave no other. Opened
/// and closed meanwhile, the panel begins it no second time. `owner` is whose the device was.
async fn exchange(widget: Widget, identity: String, owner: String) {
    let services = widget.services();
    if widget.exchanged.try_update(|last| std::mem::replace(last, identity.clone())).as_ref()
        == Some(&identity)
    {
        return;
    }
    let subject = subject_of(&identity).unwrap_or_default();
    let is_other = !owner.is_empty() && owner != subject;
    let ticket_keys = if is_other { Vec::new() } else { services.ticket_keys.keys() };
    let body = NewSession { ticket_keys };
    let key = page::random_key();
    let is_current = || widget.identity.try_get_untracked().flatten().as_ref() == Some(&identity);
    while is_current() {
        let mut wait = WAIT;
        match untrack(|| services.site.heard()).map(|site| site.identity) {
            // It is being asked what it offers.
            None => wait = 1,
            Some(IdentityMode::Off) => {
                widget.identity.set(None);
                page::warn(
                    "helpnook: identify: this backend takes no signed identity; name and email are used, token is not.",
                );
                return;
            }
            Some(_) => {
                let call = CreateSession { body: body.clone() };
                let answer = services.backend.write(call, Grant::Key(&identity), &key).await;
                match answer {
                    _ if !is_current() => return,
                    Ok(session) => return begin(widget, subject, is_other, session),
                    Err(Failure::Busy { seconds }) => wait = seconds,
                    Err(failure) if failure.may_pass() => (),
                    Err(failure) => {
                        let detail = match failure {
                            Failure::Refused(problem) => problem.detail,
                            _ => None,
                        };
                        let detail = detail.as_deref().unwrap_or("the backend does not take this token.");
                        return refuse(widget, detail);
                    }
                }
            }
        }
        timer::after(wait * 1000).await;
    }
}

fn begin(widget: Widget, subject: String, is_other: bool, session: Session) {
    let Session { token, requester, .. } = session;
    let (email, name) = widget.new_ticket.known();
    if is_other {
        widget.forget();
    }
    widget.identity.set(None);
    keep(widget, token.clone(), subject.clone());
    use_session(widget, token, subject);
    // What the page itself says of them counts more.
    let said = |by_page: String, by_backend| Some(by_page).filter(|text| !text.is_empty()).or(by_backend);
    let (email, name) = (said(email, requester.email), said(name, requester.name));
    widget.new_ticket.identify(Identity { name, email, token: None });
}

/// The customer goes on as a guest. The page alone can sign them in anew.
fn refuse(widget: Widget, why: &str) {
    widget.identity.set(None);
    page::warn(&["helpnook: identify: ", why].concat());
    let now = page::now();
    let told = widget.refusal_told_at.try_update(|at| std::mem::replace(at, now)).unwrap_or(now);
    if now - told > TOLD_FOR {
        widget.services().host.emit(Event::IdentityRefused);
    } else {
        // It stays the time when the page was told.
        widget.refusal_told_at.try_set(told);
    }
}
