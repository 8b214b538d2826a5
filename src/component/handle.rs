//! Calls of the app: those of the script tag's `helpnook()`, typed.

use helpnook_contract::ArticleId;
use leptos::prelude::*;

use crate::host::command::{Command, Identity, Prefill, Target};
use crate::host::events::Event;
use crate::state::suggested_articles::Rule;
use crate::widget::{Explanation, Widget};

/// Calls a [`SupportWidget`](super::SupportWidget). Cheap to copy. Calls that are made before the widget is in the page are
/// kept, and run in their order; on a server nothing happens.
///
/// A component anywhere in the app finds it in the context:
///
/// ```
/// use helpnook::{SupportHandle, SupportWidget};
/// use leptos::prelude::*;
///
/// #[component]
/// fn App() -> impl IntoView {
///     SupportHandle::provide();
///     view! {
///         <Header />
///         <SupportWidget backend="https://help.example.com" />
///     }
/// }
///
/// #[component]
/// fn Header() -> impl IntoView {
///     let help = expect_context::<SupportHandle>();
///     view! {
///         <button on:click=move |_| help.toggle() aria-expanded=move || help.is_open().to_string()>
///             "Help" {move || (help.unread() > 0).then_some(" (news)")}
///         </button>
///     }
/// }
/// ```
#[derive(Clone, Copy)]
pub struct SupportHandle {
    target: StoredValue<CallTarget>,
    is_open: RwSignal<bool>,
    unread: RwSignal<u32>,
}

/// Where calls go.
enum CallTarget {
    /// There is no widget yet: they are kept.
    Queue(Vec<Call>),
    /// To the widget, under its owner.
    Mounted(Box<Widget>, Owner),
}

type Call = Box<dyn FnOnce(Widget) + Send + Sync>;

impl SupportHandle {
    /// A handle for the prop `handle` of one widget.
    pub fn new() -> Self {
        Self {
            target: StoredValue::new(CallTarget::Queue(Vec::new())),
            is_open: RwSignal::new(false),
            unread: RwSignal::new(0),
        }
    }

    /// A handle in the context: for the widget and for every component below the one that calls this.
    pub fn provide() -> Self {
        let handle = Self::new();
        provide_context(handle);
        handle
    }

    /// Opens the panel.
    pub fn open(self) {
        self.call(Widget::open);
    }

    /// Closes the panel; an inline one stays.
    pub fn close(self) {
        self.call(Widget::close);
    }

    /// Does as a click on the launcher does.
    pub fn toggle(self) {
        self.call(Widget::toggle);
    }

    /// Opens the panel with a search.
    pub fn search(self, query: impl Into<String>) {
        let query = query.into();
        self.call(move |widget| widget.search(query));
    }

    /// Opens the panel at a place; from there back leads home.
    pub fn navigate(self, target: Target) {
        self.run(Command::Navigate(target));
    }

    /// Opens an article.
    pub fn open_article(self, id: impl Into<ArticleId>) {
        self.navigate(Target::Article(id.into()));
    }

    /// Opens a new request with some fields filled in; what the customer has written stays.
    pub fn prefill(self, fields: Prefill) {
        self.navigate(Target::Compose(fields));
    }

    /// Says who the customer is. The prop `identity` does the same.
    pub fn identify(self, identity: Identity) {
        self.run(Command::Identify(identity));
    }

    /// Forgets what this device keeps of the customer: session, keys, drafts, unsent requests, name.
    pub fn logout(self) {
        self.call(Widget::forget);
    }

    /// Offers articles for pages; each call takes the place of the one before.
    pub fn suggest(self, rules: Vec<Rule>) {
        self.run(Command::Suggest(rules));
    }

    /// How the widget stands, and why; `None` before it is in the page.
    pub fn explain(self) -> Option<Explanation> {
        let explain = |target: &CallTarget| match target {
            CallTarget::Mounted(widget, _) => Some(**widget),
            CallTarget::Queue(_) => None,
        };
        self.target.try_with_value(explain).flatten().map(Widget::explain)
    }

    /// True while the panel is open; an effect that reads it follows.
    pub fn is_open(self) -> bool {
        self.is_open.get()
    }

    /// How many requests have a reply that was not read; an effect that asks follows it.
    pub fn unread(self) -> u32 {
        self.unread.get()
    }

    /// Runs what the host page's calls run.
    pub(super) fn run(self, command: Command) {
        self.call(move |widget| widget.run(command));
    }

    fn call(self, call: impl FnOnce(Widget) + Send + Sync + 'static) {
        let mut call: Option<Call> = Some(Box::new(call));
        let mounted = self.target.try_update_value(|target| match target {
            CallTarget::Queue(queue) => {
                queue.extend(call.take());
                None
            }
            CallTarget::Mounted(widget, owner) => Some((**widget, owner.clone())),
        });
        if let (Some(Some((widget, owner))), Some(call)) = (mounted, call) {
            run_under(&owner, widget, call);
        }
    }

    /// The widget is in the page: runs the calls that waited for it. The component calls this.
    pub fn mount(self, widget: Widget, owner: Owner) {
        let target = CallTarget::Mounted(Box::new(widget), owner.clone());
        let before = self.target.try_update_value(|now| std::mem::replace(now, target));
        if let Some(CallTarget::Queue(calls)) = before {
            calls.into_iter().for_each(|call| run_under(&owner, widget, call));
        }
    }

    /// The widget leaves the page: calls are kept for the next. Where another one has come already, calls go there. The
    /// component calls this.
    pub fn unmount(self, widget: Widget) {
        let is_gone = self.target.try_update_value(|target| {
            // Signals are equal where they are the same.
            let is_of = matches!(target, CallTarget::Mounted(now, _) if now.is_open == widget.is_open);
            if is_of {
                *target = CallTarget::Queue(Vec::new());
            }
            is_of
        });
        if is_gone == Some(true) {
            self.is_open.try_set(false);
            self.unread.try_set(0);
        }
    }

    /// Keeps what [`Self::is_open`] and [`Self::unread`] say.
    pub(super) fn note(self, event: &Event) {
        match event {
            Event::Opened => drop(self.is_open.try_set(true)),
            Event::Closed => drop(self.is_open.try_set(false)),
            Event::UnreadChanged(count) => drop(self.unread.try_set(*count)),
            _ => {}
        }
    }
}

impl Default for SupportHandle {
    fn default() -> Self {
        Self::new()
    }
}

/// The widget outlives the effect or the component that calls it, and no effect of the app follows the widget's signals.
fn run_under(owner: &Owner, widget: Widget, call: Call) {
    owner.with(|| untrack(|| call(widget)));
}
