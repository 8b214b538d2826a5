//! Which view draws each screen. Home is in the first wasm; the code of the others is fetched when they are asked for.

use crate::reactive::effect;
use helpnook_contract::TicketId;
use leptos::prelude::*;
#[cfg(feature = "chunks")]
use wasm_split_helpers::wasm_split;

use crate::chunks::{Chunk, FetchCode, LoadError, call_loaded};
use crate::components::notice::{DeadEnd, Loading};
use crate::host::events::{Event, Trouble};
use crate::host::options::Options;
use crate::i18n::{ARTICLE, List, REQUESTS, TextKey, add_messages};
use crate::platform::timer;
use crate::remote::Remote;
use crate::screens::article::ArticleView;
use crate::screens::home::HomeView;
use crate::screens::new_ticket::NewTicketView;
use crate::screens::survey::SurveyCard;
use crate::screens::ticket::TicketView;
use crate::screens::ticket_sent::TicketSentView;
use crate::screens::tickets::TicketsView;
use crate::services::Services;
use crate::state::navigation::Screen;
use crate::state::tasks::Tasks;
use crate::widget::{LaterCode, Widget};

/// Milliseconds after which a fetch of code is announced to screen readers.
const SLOW: u32 = 1_000;

/// Draws the screen on show.
#[component]
pub(crate) fn CurrentScreen(widget: Widget) -> impl IntoView {
    let navigation = widget.services().navigation;
    let draw = move || draw_when_loaded(widget, navigation.screen()).into_any();
    view! { {move || draw()} }
}

/// Draws a screen, or how the fetch of its code goes on.
fn draw_when_loaded(widget: Widget, screen: Screen) -> AnyView {
    let services = widget.services();
    let Some(chunk) = widget.chunks.of(&screen) else { return draw(widget, &screen).into_any() };
    chunk.load();
    let [wait, lost] = match screen {
        Screen::Article(_) => [TextKey::LoadingArticle, TextKey::ArticleFailed],
        Screen::NewTicket | Screen::TicketSent(_) => [TextKey::LoadingRequests, TextKey::FormFailed],
        _ => [TextKey::LoadingRequests, TextKey::RequestsFailed],
    };
    if !chunk.is_loaded() {
        announce_progress(services, chunk, wait, lost);
    }
    let help_page = move || widget.options.with_untracked(Options::help_page);
    let draw_state = move || match chunk.state() {
        Remote::Ready(()) => draw(widget, &screen),
        Remote::Failed(_) => {
            let retry = Callback::new(move |()| chunk.load());
            // Where the widget's files have another version by now only a new page helps, and the customer may have
            // written something here: the help page opens beside it.
            Some(view! { <DeadEnd message=lost retry help_page=help_page() /> }.into_any())
        }
        Remote::Idle | Remote::Loading => Some(view! { <Loading message=wait /> }.into_any()),
    };
    view! { {move || draw_state()} }.into_any()
}

/// Announces that the code of a screen takes long or could not be fetched, while that screen is shown.
fn announce_progress(services: Services, chunk: Chunk, wait: TextKey, lost: TextKey) {
    // The current owner is the screen's: the task ends with it.
    Tasks::new().spawn(async move {
        timer::after(SLOW).await;
        if chunk.is_loading() {
            services.announcer.announce(services.i18n.text(wait));
        }
    });
    effect(move |_| {
        if matches!(chunk.state(), Remote::Failed(_)) {
            services.announcer.announce(untrack(|| services.i18n.text(lost)));
            services.host.emit(Event::Error(Trouble::LoadFailed));
        }
    });
}

fn draw(widget: Widget, screen: &Screen) -> Option<AnyView> {
    let call = ChunkCall::Draw(screen.clone());
    match screen {
        Screen::Home => {
            let survey = move || survey_at_home(widget);
            Some(view! { <HomeView state=widget.home survey write=writer(widget) /> }.into_any())
        }
        Screen::Article(_) => call_loaded(article(widget, call)).flatten(),
        _ => call_loaded(requests(widget, call)).flatten(),
    }
}

/// Begins a request with a subject.
fn writer(widget: Widget) -> Callback<String> {
    Callback::new(move |subject| widget.write(subject))
}

/// The survey that is due, at home; nothing while its code is not loaded.
fn survey_at_home(widget: Widget) -> Option<AnyView> {
    let ticket = widget.services().survey.ticket()?;
    match widget.chunks.tickets.state() {
        Remote::Ready(()) => call_loaded(requests(widget, ChunkCall::Rate(ticket))).flatten(),
        _ => None,
    }
}

/// The code of later screens, for [`Widget::new`].
pub const LATER_CODE: LaterCode = LaterCode { fetch: FETCH, leave, fetch_suggested, refresh_ticket };

/// Polls for news of the ticket on show.
fn refresh_ticket(widget: Widget) {
    if widget.chunks.tickets.is_loaded() {
        call_loaded(requests(widget, ChunkCall::Refresh));
    }
}

/// The panel closes over a screen, or the page is left: the backend is told what was searched and what answered it. While
/// the code for articles is not loaded nothing was answered; the searches wait for the next time.
fn leave(widget: Widget, screen: Option<Screen>) {
    if widget.chunks.article.is_loaded() {
        call_loaded(article(widget, ChunkCall::Leave(screen)));
    }
}

/// Fetches suggested articles that the index on the device does not have.
fn fetch_suggested(widget: Widget) {
    if widget.services().suggested.missing().is_empty() {
        return;
    }
    match widget.chunks.article.state() {
        Remote::Ready(()) => {
            call_loaded(article(widget, ChunkCall::FetchSuggested));
        }
        Remote::Idle => widget.chunks.article.load(),
        _ => {}
    }
}

/// The names of the two chunks, and how each is fetched.
#[cfg(feature = "chunks")]
const FETCH: [(&str, FetchCode); 2] =
    [("article", || Box::pin(fetch_article())), ("requests", || Box::pin(fetch_requests()))];
#[cfg(not(feature = "chunks"))]
const FETCH: [(&str, FetchCode); 2] = [("", || Box::pin(async { Ok(()) })); 2];

/// A call into a chunk. Each chunk has one entry function, whose code is known to be loaded once it was fetched.
enum ChunkCall {
    Draw(Screen),
    /// Draws the survey about a ticket, at home.
    Rate(TicketId),
    /// Polls for news of the ticket on show.
    Refresh,
    /// Reports searches, and that the article on show answered the last one.
    Leave(Option<Screen>),
    /// Fetches suggested articles.
    FetchSuggested,
}

/// Adds the style sheet and the messages that come with the code of a chunk.
fn add_resources(widget: Widget, name: &'static str, style: &str, messages: List) {
    add_messages(messages);
    widget.services().host.adopt_style(name, style);
}

#[cfg_attr(feature = "chunks", wasm_split(article, fallible, preload(fetch_article)))]
fn article(widget: Widget, call: ChunkCall) -> Result<Option<AnyView>, LoadError> {
    add_resources(widget, "article", include_str!(concat!(env!("OUT_DIR"), "/article.css")), ARTICLE);
    let services = widget.services();
    match call {
        ChunkCall::Draw(Screen::Article(id)) => {
            let write = writer(widget);
            return Ok(Some(view! { <ArticleView state=widget.article id write /> }.into_any()));
        }
        ChunkCall::Leave(screen) => {
            if let Some(Screen::Article(id)) = screen {
                services.analytics.solve(&id);
            }
            services.analytics.flush();
        }
        ChunkCall::FetchSuggested => services.suggested.fetch_missing(),
        _ => {}
    }
    Ok(None)
}

#[cfg_attr(feature = "chunks", wasm_split(requests, fallible, preload(fetch_requests)))]
fn requests(widget: Widget, call: ChunkCall) -> Result<Option<AnyView>, LoadError> {
    add_resources(widget, "requests", include_str!(concat!(env!("OUT_DIR"), "/requests.css")), REQUESTS);
    let navigation = widget.services().navigation;
    Ok(Some(match call {
        ChunkCall::Draw(Screen::NewTicket) => view! { <NewTicketView state=widget.new_ticket /> }.into_any(),
        ChunkCall::Draw(Screen::TicketSent(key)) => {
            let edit = Callback::new(move |key: String| {
                widget.new_ticket.take_back(&key);
                navigation.replace(Screen::NewTicket);
            });
            view! { <TicketSentView key edit /> }.into_any()
        }
        ChunkCall::Draw(Screen::Tickets) => view! { <TicketsView /> }.into_any(),
        ChunkCall::Draw(Screen::Ticket(id)) => {
            let rated = id.clone();
            let survey = move || view! { <SurveyCard ticket=rated.clone() is_at_home=false /> }.into_any();
            view! { <TicketView state=widget.ticket id survey write=writer(widget) /> }.into_any()
        }
        ChunkCall::Rate(ticket) => view! { <SurveyCard ticket is_at_home=true /> }.into_any(),
        ChunkCall::Refresh => {
            widget.ticket.refresh();
            return Ok(None);
        }
        _ => return Ok(None),
    }))
}
