//! Who is signed in, and everything that a screen shares with the others.

use helpnook_client::Failure;
use helpnook_contract::agent::GetMe;
use helpnook_contract::{AttachmentId, Endpoint};
use leptos::prelude::*;

use crate::{api, browser};

/// Under this name the token is kept.
const TOKEN: &str = "token";

/// An agent's session: signals only, so it is copied freely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    /// The token; none while nobody is signed in.
    token: RwSignal<Option<String>>,
    /// Whether the server stopped accepting the token in the middle of work.
    is_expired: RwSignal<bool>,
    /// What the live region says.
    said: RwSignal<String>,
    /// Grows with every moment at which screens look for news.
    pulse: RwSignal<u32>,
}

impl Session {
    /// The session that this tab or this device remembers.
    pub(crate) fn restore() -> Self {
        let token = browser::kept(TOKEN).or_else(|| browser::kept_on_device(TOKEN));
        Self {
            token: RwSignal::new(token),
            is_expired: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            pulse: RwSignal::new(0),
        }
    }

    /// Whether somebody is signed in.
    pub(crate) fn is_signed_in(self) -> bool {
        self.token.with(Option::is_some)
    }

    /// Whether the server stopped accepting the token in the middle of work.
    pub(crate) fn is_expired(self) -> bool {
        self.is_expired.get()
    }

    /// Tries a token and keeps it when the server accepts it: on this device, or until the tab is closed.
    pub(crate) async fn sign_in(self, token: String, stay: bool) -> Result<(), Failure> {
        api::call(&token, &GetMe).await?;
        browser::keep(TOKEN, &token);
        browser::keep_on_device(TOKEN, stay.then_some(token.as_str()));
        self.is_expired.set(false);
        self.token.set(Some(token));
        Ok(())
    }

    /// Forgets the token and everything that was typed and not sent.
    pub(crate) fn sign_out(self) {
        for name in browser::kept_names() {
            browser::forget(&name);
        }
        browser::keep_on_device(TOKEN, None);
        self.is_expired.set(false);
        self.token.set(None);
    }

    /// Runs a call as this agent.
    pub(crate) async fn call<E: Endpoint>(self, endpoint: E) -> Result<E::Reply, Failure> {
        let token = self.token.get_untracked().unwrap_or_default();
        let outcome = api::call(&token, &endpoint).await;
        self.note(outcome.as_ref().err(), &token);
        outcome
    }

    /// The bytes of a file, as this agent.
    pub(crate) async fn download(self, id: &AttachmentId) -> Result<Vec<u8>, Failure> {
        let token = self.token.get_untracked().unwrap_or_default();
        let outcome = api::download(&token, id).await;
        self.note(outcome.as_ref().err(), &token);
        outcome
    }

    /// Says something to whoever sees the screen and to whoever hears it.
    pub(crate) fn say(self, text: &str) {
        self.said.set(text.to_owned());
    }

    /// What was said last; empty once it was there long enough.
    pub(crate) fn said(self) -> String {
        self.said.get()
    }

    /// Tells the screens to look for news.
    pub(crate) fn beat(self) {
        self.pulse.update(|count| *count = count.wrapping_add(1));
    }

    /// Runs what reads it again at every beat.
    pub(crate) fn pulse(self) -> u32 {
        self.pulse.get()
    }

    /// A refused token ends the session and keeps what was typed: the sign-in says so.
    fn note(self, failure: Option<&Failure>, token: &str) {
        let is_ours = self.token.with_untracked(|now| now.as_deref() == Some(token));
        if failure == Some(&Failure::SignedOut) && is_ours {
            browser::forget(TOKEN);
            browser::keep_on_device(TOKEN, None);
            self.is_expired.set(true);
            self.token.set(None);
        }
    }
}

/// The session of the console.
pub(crate) fn session() -> Session {
    expect_context()
}
