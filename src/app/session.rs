//! A customer whom the page signs in: their session with the backend, kept on this device until they log out or it ends.
//!
//! What happens with it is fetched only where somebody is signed in.

use std::pin::Pin;

use helpnook_contract::sessions::{CreateSession, EndSession, NewSession, Session};
use helpnook_contract::site::IdentityMode;
use serde::Deserialize;
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use super::App;
use crate::api::Grant;
use crate::browser::{page, timer};
use crate::chunk::{Away, come};
use crate::command::Identity;
use crate::events::Event;
use crate::json;
use crate::remote::Failure;
use crate::signal::{spawn_local, untrack, watch};

/// Where the device keeps it: the session's token, and the `sub` of the identity that it came of. One that has ended leaves
/// an empty list behind: nothing at all would say to other tabs that the customer has logged out.
const KEPT: &str = "session";
/// Seconds until the backend is asked again, where it gave no answer.
const WAIT: u32 = 5;

/// What is to be done.
enum Step {
    /// The panel is open: the device may keep a session, and the page may have given an identity.
    Begin,
    /// The backend has refused the session.
    Ended,
    /// The customer logs out of this session.
    SignOut(String),
}

impl App {
    /// Signs a customer in by an identity that their site has signed, as soon as the panel is open.
    pub(super) fn sign_in(self, identity: String) {
        self.identity.set(Some(identity));
        if self.is_open.get_untracked() {
            self.be_signed_in();
        }
    }

    /// Goes on with the session that this device keeps, or begins one by the identity that the page gave.
    pub(super) fn be_signed_in(self) {
        if self.identity.with_untracked(Option::is_some) || self.desk.shelf().has_any(KEPT) {
            self.take(Step::Begin);
        }
    }

    /// Hears when the backend refuses the session.
    pub(super) fn hear_of_the_end(self) {
        watch(move |was_signed_in: Option<bool>| {
            let is_signed_in = !self.desk.api().session().is_empty();
            if was_signed_in == Some(true) && !is_signed_in {
                self.take(Step::Ended);
            }
            is_signed_in
        });
    }

    /// Ends the session, here at once and with the backend as soon as it can be reached.
    pub(super) fn sign_out(self) {
        self.identity.set(None);
        self.desk.shelf().clear(KEPT);
        let token = untrack(|| self.desk.api().session());
        if !token.is_empty() {
            self.desk.api().use_session(String::new());
            self.take(Step::SignOut(token));
        }
    }

    fn take(self, step: Step) {
        spawn_local(async move {
            if let Ok(taken) = come(session(self, step)).await {
                taken.await;
            }
        });
    }
}

type Taken = Pin<Box<dyn Future<Output = ()>>>;

#[cfg_attr(feature = "chunks", wasm_split(session, fallible))]
fn session(app: App, step: Step) -> Result<Taken, Away> {
    Ok(Box::pin(take(app, step)))
}

async fn take(app: App, step: Step) {
    if let Step::SignOut(token) = step {
        let _ = app.desk.api().get(EndSession, Grant::Key(&token)).await;
    } else if let Some(identity) = prepare(app, matches!(step, Step::Ended)) {
        exchange(app, identity).await;
    }
}

/// Does what can be done at once; gives the identity that has to be exchanged.
fn prepare(app: App, has_ended: bool) -> Option<String> {
    let desk = app.desk;
    let identity = app.identity.try_get_untracked().flatten();
    let kept: Vec<String> = desk.shelf().read(KEPT).unwrap_or_default();
    let [token, subject] = &kept[..] else {
        // They have logged out.
        return identity.filter(|_| !has_ended);
    };
    if has_ended {
        desk.shelf().write(KEPT, &Vec::<String>::new());
        desk.keyring().part();
        desk.tickets().refresh();
        if identity.is_none() {
            refuse(app, "the session has ended: a new token begins another.");
        }
        return identity;
    }
    // The session of the same customer: their new identity waits for the day that it ends.
    if identity.is_none() || identity.as_deref().and_then(subject_of).as_ref() == Some(subject) {
        if untrack(|| desk.api().session()) != *token {
            desk.api().use_session(token.clone());
            desk.tickets().refresh();
        }
        return None;
    }
    // Somebody else was signed in, and did not log out.
    app.forget();
    app.identity.set(identity.clone());
    identity
}

/// Exchanges an identity for a session; tries again for as long as there is no answer, and the page gave no other. Opened
/// and closed meanwhile, the panel begins it no second time.
async fn exchange(app: App, identity: String) {
    let desk = app.desk;
    if app.exchanged.try_update(|last| std::mem::replace(last, identity.clone())).as_ref() == Some(&identity)
    {
        return;
    }
    let body = NewSession { ticket_keys: desk.keyring().keys() };
    let key = page::random_key();
    let is_wanted = || app.identity.try_get_untracked().flatten().as_ref() == Some(&identity);
    while is_wanted() {
        let mut wait = WAIT;
        match untrack(|| desk.site().get()).map(|site| site.identity) {
            // It is being asked what it offers.
            None => wait = 1,
            Some(IdentityMode::Off) => {
                app.identity.set(None);
                page::warn(
                    "helpnook: identify: this backend takes no signed identity; name and email are used, token is not.",
                );
                return;
            }
            Some(_) => {
                let call = CreateSession { body: body.clone() };
                let answer = desk.api().write(call, Grant::Key(&identity), &key).await;
                match answer {
                    _ if !is_wanted() => return,
                    Ok(session) => return begin(app, &identity, session),
                    Err(Failure::SlowDown { seconds }) => wait = seconds,
                    Err(failure) if failure.may_pass() => (),
                    Err(Failure::Refused { detail: Some(detail), .. }) => return refuse(app, &detail),
                    Err(_) => return refuse(app, "the backend does not take this token."),
                }
            }
        }
        timer::after(wait * 1000).await;
    }
}

fn begin(app: App, identity: &str, session: Session) {
    let Session { token, requester, .. } = session;
    app.identity.set(None);
    app.is_refusal_told.set(false);
    app.desk.shelf().write(KEPT, &vec![token.clone(), subject_of(identity).unwrap_or_default()]);
    app.desk.api().use_session(token);
    app.compose.identify(Identity { name: requester.name, email: requester.email, token: None });
    app.desk.tickets().refresh();
}

/// The customer goes on as a guest. The page alone can sign them in anew, and is told once: one whose answer is always
/// another token that is refused would else ask for ever.
fn refuse(app: App, why: &str) {
    app.identity.set(None);
    page::warn(&["helpnook: identify: ", why].concat());
    if app.is_refusal_told.try_update(|is_told| std::mem::replace(is_told, true)) == Some(false) {
        app.desk.host().emit(Event::IdentityRefused);
    }
}

/// Whom a signed identity names: the `sub` in the payload of a JWT (RFC 7519). The backend alone checks its signature;
/// here it only tells whether a session that the device keeps is theirs.
fn subject_of(identity: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Claims {
        sub: String,
    }
    let text = String::from_utf8(from_base64url(identity.split('.').nth(1)?)?).ok()?;
    json::from_text::<Claims>(&text).map(|claims| claims.sub)
}

/// RFC 4648, 5, without padding.
fn from_base64url(text: &str) -> Option<Vec<u8>> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for digit in text.bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_tells_whom_it_names() {
        // {"sub":"customer-7 ✓"}
        let identity = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXN0b21lci03IOKckyJ9.c2lnbmF0dXJl";
        assert_eq!(subject_of(identity).as_deref(), Some("customer-7 ✓"));
        for wrong in ["", "a.b.c", "eyJhbGciOiJIUzI1NiJ9", "x.eyJuYW1lIjoiRXZlIn0.y", "x.=.y", "x.gICA.y"] {
            assert_eq!(subject_of(wrong), None, "{wrong}");
        }
    }
}
