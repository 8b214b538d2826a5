//! A customer whom the page signs in: their session with the backend, kept on this device until they log out or it ends.
//!
//! What happens with it is fetched with the code for requests, which is what it is for.

use std::pin::Pin;

use helpnook_contract::sessions::{CreateSession, EndSession, NewSession, Session};
use helpnook_contract::site::IdentityMode;
use serde::{Deserialize, Serialize};
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

/// The first wait after a try without an answer, in seconds; each further one is twice as long, up to the last.
const FIRST_WAIT: u32 = 2;
const LAST_WAIT: u32 = 60;

/// What the device keeps of a session. One that has ended leaves a null behind: nothing at all would say to other tabs that
/// the customer has logged out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    token: String,
    /// The `sub` of the identity that it came of.
    subject: String,
}

/// What is to be done.
enum Step {
    /// The device may keep a session.
    Resume,
    /// The page gave an identity.
    SignIn(String),
    /// The backend has refused the session.
    Ended,
    /// The customer logs out of this session.
    SignOut(String),
}

impl App {
    /// Goes on with the session that this device keeps, and hears when it ends.
    pub(super) fn stay_signed_in(self) {
        let api = self.desk.api();
        if self.desk.shelf().has("session") {
            self.take(Step::Resume);
        }
        watch(move |was_signed_in: Option<bool>| {
            let is_signed_in = !api.session().is_empty();
            if was_signed_in == Some(true) && !is_signed_in {
                self.take(Step::Ended);
            }
            is_signed_in
        });
    }

    /// Signs a customer in by an identity that their site has signed, once the backend has said that it takes some.
    pub(super) fn sign_in(self, identity: String) {
        self.identity.set(Some(identity.clone()));
        watch(move |was_known: Option<bool>| {
            let mode = self.desk.site().get().map(|site| site.identity);
            let is_first = was_known != Some(true) && untrack(|| self.is_wanted(&identity));
            match mode {
                Some(IdentityMode::Off) if is_first => page::warn(
                    "helpnook: identify: this backend takes no signed identity; name and email are used, token is not.",
                ),
                Some(_) if is_first => self.take(Step::SignIn(identity.clone())),
                _ => (),
            }
            mode.is_some() || was_known == Some(true)
        });
    }

    /// Ends the session, here at once and with the backend as soon as it can be reached.
    pub(super) fn sign_out(self) {
        self.identity.set(None);
        let token = untrack(|| self.desk.api().session());
        self.desk.shelf().clear("session");
        self.desk.api().use_session(String::new());
        if !token.is_empty() {
            self.take(Step::SignOut(token));
        }
    }

    /// Whether this is still the identity that the page gave last.
    fn is_wanted(self, identity: &str) -> bool {
        self.identity.try_get_untracked().flatten().as_deref() == Some(identity)
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

#[cfg_attr(feature = "chunks", wasm_split(requests, fallible))]
fn session(app: App, step: Step) -> Result<Taken, Away> {
    Ok(Box::pin(take(app, step)))
}

async fn take(app: App, step: Step) {
    let desk = app.desk;
    let kept: Option<Kept> = desk.shelf().read("session");
    match (step, kept) {
        (Step::Resume, Some(kept)) => resume(app, kept),
        (Step::Resume, None) => (),
        (Step::SignIn(identity), kept) => match kept {
            // The session is theirs: the identity waits for the day that it ends.
            Some(kept) if Some(&kept.subject) == subject_of(&identity).as_ref() => resume(app, kept),
            Some(_) => {
                // Somebody else was signed in, and did not log out.
                app.forget();
                app.identity.set(Some(identity.clone()));
                exchange(app, identity).await;
            }
            None => exchange(app, identity).await,
        },
        (Step::Ended, Some(_)) => {
            desk.shelf().write("session", &None::<Kept>);
            desk.keyring().part();
            desk.tickets().refresh();
            match app.identity.try_get_untracked().flatten() {
                Some(identity) => exchange(app, identity).await,
                None => refuse(app, "the session has ended."),
            }
        }
        // They have logged out.
        (Step::Ended, None) => (),
        (Step::SignOut(token), _) => {
            let _ = desk.api().get(EndSession, Grant::Key(&token)).await;
        }
    }
}

fn resume(app: App, kept: Kept) {
    if untrack(|| app.desk.api().session()) != kept.token {
        app.desk.api().use_session(kept.token);
        app.desk.tickets().refresh();
    }
}

/// Exchanges an identity for a session, and tries again for as long as there is no answer and the page gave no other.
async fn exchange(app: App, identity: String) {
    let desk = app.desk;
    let body = NewSession { ticket_keys: desk.keyring().keys() };
    let key = page::random_key();
    let mut wait = FIRST_WAIT;
    while app.is_wanted(&identity) {
        let call = CreateSession { body: body.clone() };
        let answer = desk.api().write(call, Grant::Key(&identity), &key).await;
        if !app.is_wanted(&identity) {
            return;
        }
        let mut patience = wait;
        match answer {
            Ok(session) => return begin(app, &identity, session),
            Err(Failure::SlowDown { seconds }) => patience = seconds,
            Err(failure) if failure.may_pass() => (),
            Err(Failure::Refused { detail: Some(detail), .. }) => return refuse(app, &detail),
            Err(_) => return refuse(app, "the backend does not take this token."),
        }
        timer::after(patience * 1000).await;
        wait = (wait * 2).min(LAST_WAIT);
    }
}

fn begin(app: App, identity: &str, session: Session) {
    let Session { token, requester, .. } = session;
    app.identity.set(None);
    let subject = subject_of(identity).unwrap_or_default();
    app.desk.shelf().write("session", &Kept { token: token.clone(), subject });
    app.desk.api().use_session(token);
    app.compose.identify(Identity { name: requester.name, email: requester.email, token: None });
    app.desk.tickets().refresh();
}

/// The customer goes on as a guest. Said once: the page alone can sign them in anew.
fn refuse(app: App, why: &str) {
    app.identity.set(None);
    page::warn(&["helpnook: identify: ", why, " Call identify with a new token."].concat());
    app.desk.host().emit(Event::IdentityRefused);
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
