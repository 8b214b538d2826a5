//! The widget as a component of a Leptos app.

use leptos::prelude::*;

use crate::host::command::{Changes, Command, Context, Identity};
use crate::host::events::{Event, Trouble};
use crate::host::options::{self, Options, Position, Theme};
use crate::platform::page;
use helpnook_contract::{ArticleId, TicketId};

/// Calls of the app.
pub mod handle;
/// Events for the app.
pub mod listeners;
/// The widget in the component's element.
#[cfg(target_arch = "wasm32")]
mod place;

use handle::SupportHandle;
use listeners::{Listeners, Searched};

/// The widget in a Leptos app: launcher and panel, or the panel alone with `inline`, in a shadow root.
///
/// The crate enables no mode of Leptos: the app does (`csr`, `hydrate`, `ssr`). On a server the component renders its
/// empty element, which hydration takes as it is; the widget starts in the browser. Above a router's `<Routes>` it stays
/// as it is from page to page; in a route it comes and goes with the route, and keeps what was written.
///
/// # Where the backend is
/// ```
/// # use helpnook::SupportWidget;
/// # use leptos::prelude::*;
/// #[component]
/// fn App() -> impl IntoView {
///     view! {
///         <main>"Our shop"</main>
///         <SupportWidget
///             backend="https://help.example.com"
///             // Where the widget's own files lie, if not beside the backend.
///             base="https://cdn.example.com/helpnook"
///             // A file with the site's own words.
///             text="/our-words.json"
///             // A help page of the site's own, for what cannot be shown here.
///             fallback="https://www.example.com/help"
///         />
///     }
/// }
/// ```
///
/// # Following the app
/// A prop takes a value or a signal. The widget changes with the signal: a draft, the focus and an open panel stay.
/// ```
/// # use helpnook::{Context, Identity, Position, SupportWidget, Theme};
/// # use leptos::prelude::*;
/// #[component]
/// fn App() -> impl IntoView {
///     let language = RwSignal::new("en".to_owned());
///     let is_dark = RwSignal::new(false);
///     let user = RwSignal::new(None::<(String, String)>);
///     let order = RwSignal::new(7);
///     let identity = move || {
///         let (name, token) = user.get()?;
///         Some(Identity { name: Some(name), token: Some(token), ..Identity::default() })
///     };
///     let context = move || Context { title: Some(format!("Order {}", order.get())), url: None };
///     view! {
///         <SupportWidget
///             backend="https://help.example.com"
///             language
///             theme=Signal::derive(move || if is_dark.get() { Theme::Dark } else { Theme::Light })
///             color="rebeccapurple"
///             position=Position::Left
///             identity=Signal::derive(identity)
///             context=Signal::derive(context)
///             queries=true
///         />
///     }
/// }
/// ```
///
/// # Calling the widget
/// ```
/// # use helpnook::{SupportHandle, SupportWidget};
/// # use leptos::prelude::*;
/// #[component]
/// fn App() -> impl IntoView {
///     let handle = SupportHandle::new();
///     view! {
///         <button on:click=move |_| handle.open_article("returns")>"How do I return this?"</button>
///         <SupportWidget backend="https://help.example.com" handle />
///     }
/// }
/// ```
///
/// # Inline
/// The panel fills the element, always open, without launcher. The element is a block of 640 pixels, until the app says
/// otherwise by a class or a style.
/// ```
/// # use helpnook::SupportWidget;
/// # use leptos::prelude::*;
/// #[component]
/// fn HelpPage() -> impl IntoView {
///     view! { <SupportWidget backend="https://help.example.com" inline=true attr:class="help" /> }
/// }
/// ```
///
/// # Listening
/// ```
/// # use helpnook::{Event, Searched, SupportWidget, Trouble};
/// # use leptos::logging::log;
/// # use leptos::prelude::*;
/// #[component]
/// fn App() -> impl IntoView {
///     let unread = RwSignal::new(0);
///     view! {
///         <SupportWidget
///             backend="https://help.example.com"
///             on_opened=move |()| log!("opened")
///             on_closed=move |()| log!("closed")
///             on_searched=move |Searched { count, .. }| log!("{count} articles found")
///             on_article_viewed=move |id| log!("article {id} read")
///             on_ticket_created=move |reference: String| log!("request {reference} sent")
///             on_reply_sent=move |ticket| log!("reply to {ticket} sent")
///             on_survey_answered=move |score: u8| log!("rated {score}")
///             on_unread_changed=move |count| unread.set(count)
///             on_identity_refused=move |()| log!("a new token is needed")
///             on_error=move |trouble: Trouble| log!("{}", trouble.name())
///             on_event=move |event: Event| log!("{event:?}")
///         />
///     }
/// }
/// ```
#[component]
pub fn SupportWidget(
    /// The backend's address.
    #[prop(into)]
    backend: String,
    /// Where the widget's own files lie; the backend's address by default.
    #[prop(optional, into)]
    base: String,
    /// The address of a file with the site's own words.
    #[prop(optional, into)]
    text: String,
    /// The address of a help page, for what cannot be shown here; the backend's own by default.
    #[prop(optional, into)]
    fallback: String,
    /// BCP 47. `None`: `lang` of `<html>`, else the browser's language.
    #[prop(optional, into)]
    language: MaybeProp<String>,
    /// Light, dark, or as the visitor's system has it, which is the default.
    #[prop(optional, into)]
    theme: Signal<Theme>,
    /// The accent: any CSS colour. `None`: fern green.
    #[prop(optional, into)]
    color: MaybeProp<String>,
    /// The bottom corner of launcher and panel.
    #[prop(optional, into)]
    position: Signal<Position>,
    /// Who the customer is. `None` says nothing: [`SupportHandle::logout`] forgets a customer.
    #[prop(optional, into)]
    identity: MaybeProp<Identity>,
    /// The page that a request comes from. `None`: the browser's address and title.
    #[prop(optional, into)]
    context: MaybeProp<Context>,
    /// True where [`Searched`] has the query.
    #[prop(optional, into)]
    queries: Signal<bool>,
    /// True for a panel that fills the component's element instead of floating.
    #[prop(optional)]
    inline: bool,
    /// Calls the widget; by default the one that is in the context, if any.
    #[prop(optional)]
    handle: Option<SupportHandle>,
    /// The panel was opened.
    #[prop(optional, into)]
    on_opened: Option<Callback<()>>,
    /// The panel was closed.
    #[prop(optional, into)]
    on_closed: Option<Callback<()>>,
    /// A search came to rest.
    #[prop(optional, into)]
    on_searched: Option<Callback<Searched>>,
    /// An article was opened.
    #[prop(optional, into)]
    on_article_viewed: Option<Callback<ArticleId>>,
    /// The backend has a new request, by the reference that the customer sees.
    #[prop(optional, into)]
    on_ticket_created: Option<Callback<String>>,
    /// The backend has a reply to a request.
    #[prop(optional, into)]
    on_reply_sent: Option<Callback<TicketId>>,
    /// A rating was given, from 1 to 5.
    #[prop(optional, into)]
    on_survey_answered: Option<Callback<u8>>,
    /// So many requests have a reply that was not read.
    #[prop(optional, into)]
    on_unread_changed: Option<Callback<u32>>,
    /// The signed identity was refused, or its session has ended: a new one signs the customer in again.
    #[prop(optional, into)]
    on_identity_refused: Option<Callback<()>>,
    /// Something did not work.
    #[prop(optional, into)]
    on_error: Option<Callback<Trouble>>,
    /// Any of these.
    #[prop(optional, into)]
    on_event: Option<Callback<Event>>,
) -> impl IntoView {
    let handle = handle.or_else(use_context).unwrap_or_default();
    let listeners = Listeners {
        opened: on_opened,
        closed: on_closed,
        searched: on_searched,
        article_viewed: on_article_viewed,
        ticket_created: on_ticket_created,
        reply_sent: on_reply_sent,
        survey_answered: on_survey_answered,
        unread_changed: on_unread_changed,
        identity_refused: on_identity_refused,
        error: on_error,
        any: on_event,
    };
    let listener = listeners.into_callback(handle);
    let language = Signal::derive(move || language_of(language.get()));
    Effect::new(move |_| {
        handle.run(Command::Set(Changes {
            language: Some(language.get()).filter(|language| !language.is_empty()),
            theme: Some(theme.get()),
            position: Some(position.get()),
            color: Some(color_of(color.get())),
            context: Some(context.get().unwrap_or_default()),
            queries: Some(queries.get()),
        }));
    });
    Effect::new(move |_| {
        if let Some(identity) = identity.get() {
            handle.identify(identity);
        }
    });
    let options = move || Options {
        backend: backend.trim_end_matches('/').to_owned(),
        base: base.clone(),
        language: language.get_untracked(),
        position: position.get_untracked(),
        theme: theme.get_untracked(),
        text: text.clone(),
        help: fallback.clone(),
        is_inline: inline,
        // The first command sets it.
        color: String::new(),
    };
    let element = NodeRef::<leptos::html::Div>::new();
    #[cfg(target_arch = "wasm32")]
    place::mount_into(element, handle, options, listener);
    #[cfg(not(target_arch = "wasm32"))]
    drop((options, listener));
    view! { <div node_ref=element></div> }
}

/// A language that the app asks for; the page's, where it asks for none.
fn language_of(asked: Option<String>) -> String {
    let Some(asked) = asked.filter(|asked| !asked.is_empty()) else { return page::language() };
    options::language(&asked).unwrap_or_else(|| {
        page::warn(
            &["helpnook: language is \"", &asked, "\"; allowed: a BCP 47 tag such as pt-BR."].concat(),
        );
        page::language()
    })
}

/// A colour that the app asks for; empty for the style sheets'.
fn color_of(asked: Option<String>) -> String {
    let Some(asked) = asked.filter(|asked| !asked.is_empty()) else { return String::new() };
    if page::is_color(&asked) {
        return asked;
    }
    page::warn(&["helpnook: color is \"", &asked, "\"; allowed: a CSS colour."].concat());
    String::new()
}
