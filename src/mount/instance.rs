//! One widget in a page: its shadow root, its style sheets, its views.

use std::cell::RefCell;
use std::rc::Rc;

use crate::reactive::effect;
use helpnook_client::fetch::Fetch;
use js_sys::Reflect;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRootInit, ShadowRootMode};

#[cfg(not(feature = "chunks"))]
use crate::components::launcher::Launcher;
use crate::host::events::{Event, Host};
use crate::host::options::{Options, Position, RawOptions, Theme};
use crate::i18n::I18n;
#[cfg(not(feature = "chunks"))]
use crate::i18n::TextKey;
use crate::panel::Panel;
use crate::panel::router::LATER_CODE;
#[cfg(not(feature = "chunks"))]
use crate::platform::focus;
use crate::platform::{page, style};
use crate::services::Services;
use crate::state::backend::Backend;
use crate::state::device_storage::DeviceStorage;
use crate::widget::Widget;

/// The sheets of the first screen: see `build.rs`.
const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/start.css"));

struct Instance {
    host: HtmlElement,
    widget: Widget,
    root: HtmlElement,
    /// Removes the views and cleans up their owner when it is dropped.
    _views: Box<dyn std::any::Any>,
    /// The owner of services and states.
    owner: Owner,
}

thread_local! {
    static INSTANCES: RefCell<Vec<Instance>> = const { RefCell::new(Vec::new()) };
}

/// Draws the panel, closed, into the shadow root of `host`. A second call for the same host changes nothing.
/// `options` is an object of texts: see [`RawOptions`]; `style` in it is the sheet of the panel's frame. Values that are
/// not allowed are named in the console.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub async fn mount(host: HtmlElement, options: JsValue) {
    let text = |name: &str| Reflect::get(&options, &name.into()).ok().and_then(|value| value.as_string());
    let (options, faults) = Options::parse(RawOptions {
        backend: text("backend"),
        base: text("base"),
        language: text("language"),
        position: text("position"),
        theme: text("theme"),
        text: text("text"),
        help: text("help"),
        inline: text("inline"),
    });
    faults.iter().for_each(|line| page::warn(line));
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| page::warn(&panic.to_string())));
    attach(&host, options, Some(text("style").unwrap_or_default()), None).await;
    // A text that was typed into the loader's search box is searched for at once.
    if let (Some(typed), Some(widget)) = (text("typed").filter(|typed| !typed.is_empty()), widget_of(&host)) {
        widget.home.search(typed);
    }
}

/// Opens a widget's panel; with a `query`, searches for it.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub fn open(host: &HtmlElement, query: Option<String>) {
    match (widget_of(host), query) {
        (Some(widget), Some(query)) => widget.search(query),
        (Some(widget), None) => widget.open(),
        _ => {}
    }
}

/// Closes a widget's panel.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub fn close(host: &HtmlElement) {
    widget_of(host).into_iter().for_each(Widget::close);
}

/// Opens a widget's panel, or closes it.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub fn toggle(host: &HtmlElement) {
    widget_of(host).into_iter().for_each(Widget::toggle);
}

/// Removes everything that this device stores of the customer.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub fn logout(host: &HtmlElement) {
    widget_of(host).into_iter().for_each(Widget::forget);
}

pub(crate) fn widget_of(host: &HtmlElement) -> Option<Widget> {
    INSTANCES.with_borrow(|all| all.iter().find(|one| one.host == *host).map(|one| one.widget))
}

/// Calls back with a mounted widget and the owner of its states.
pub(crate) fn with_owner(host: &HtmlElement, call: impl FnOnce(Widget, Owner)) {
    let found = INSTANCES.with_borrow(|all| {
        all.iter().find(|one| one.host == *host).map(|one| (one.widget, one.owner.clone()))
    });
    if let Some((widget, owner)) = found {
        call(widget, owner);
    }
}

/// Removes a widget from its host: views, states, listeners, style sheets.
#[cfg_attr(feature = "csr", wasm_bindgen)]
pub fn unmount(host: &HtmlElement) {
    let removed = INSTANCES.with_borrow_mut(|all| {
        let at = all.iter().position(|one| one.host == *host)?;
        Some(all.swap_remove(at))
    });
    if let Some(Instance { host, root, _views: views, owner, .. }) = removed {
        style::remove_all(&host);
        // The nodes go first: a field that loses the focus by it still finds its state.
        root.remove();
        drop(views);
        owner.cleanup();
    }
}

/// `shell` is the sheet of the panel's frame, where the loader has drawn it; else the widget brings all sheets and draws
/// its launcher. `listener` hears the events, too.
pub(crate) async fn attach(
    host: &HtmlElement,
    options: Options,
    shell: Option<String>,
    listener: Option<Callback<Event>>,
) {
    let is_mounted = || INSTANCES.with_borrow(|all| all.iter().any(|one| one.host == *host));
    if is_mounted() {
        return;
    }
    // States spawn tasks before the first view is mounted, which would initialize the executor otherwise.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let (backend, i18n) =
        owner.with(|| (Backend::new(Rc::new(Fetch::new(&options.backend))), I18n::english()));
    i18n.load(backend, options.files(), &options.language).await;
    i18n.replace(backend, &options.text).await;
    if is_mounted() || !host.is_connected() {
        owner.cleanup();
        return;
    }
    if let Some(instance) = build(host, options, shell, listener, owner, backend, i18n) {
        INSTANCES.with_borrow_mut(|all| all.push(instance));
    }
}

fn build(
    host: &HtmlElement,
    options: Options,
    shell: Option<String>,
    listener: Option<Callback<Event>>,
    owner: Owner,
    backend: Backend,
    i18n: I18n,
) -> Option<Instance> {
    let init = ShadowRootInit::new(ShadowRootMode::Open);
    let shadow = host.shadow_root().or_else(|| host.attach_shadow(&init).ok())?;
    if shell.is_none() && options.is_inline {
        // For the component's sheet; the loader has one for each way.
        let _ = host.set_attribute("data-inline", "");
    }
    style::adopt(host, "start", &(shell.unwrap_or_default() + STYLE))?;
    let root: HtmlElement = host.owner_document()?.create_element("div").ok()?.unchecked_into();
    shadow.append_child(&root).ok()?;
    let widget = owner.with(|| {
        let storage = DeviceStorage::of(&options.backend);
        let services = Services::new(backend, i18n, storage, Host::new(host.clone()).listen(listener));
        let widget = Widget::new(services, options, LATER_CODE);
        follow_look(widget, host.clone(), root.clone());
        widget
    });
    let views = owner.with(|| mount_to(root.clone(), move || view! { <Whole widget /> }));
    if widget.is_inline() {
        widget.begin();
    }
    Some(Instance { host: host.clone(), widget, root, _views: into_any_handle(views), owner })
}

fn into_any_handle<M: leptos::tachys::view::Mountable + 'static>(
    views: UnmountHandle<M>,
) -> Box<dyn std::any::Any> {
    Box::new(views)
}

/// The panel; and the launcher, where no loader draws one.
#[component]
fn Whole(widget: Widget) -> impl IntoView {
    #[cfg(not(feature = "chunks"))]
    let launcher = own_launcher(widget);
    #[cfg(feature = "chunks")]
    let launcher: Option<AnyView> = None;
    view! {
        {launcher}
        <Panel widget />
    }
}

/// The launcher that no loader draws; the focus returns to it when the panel closes.
#[cfg(not(feature = "chunks"))]
fn own_launcher(widget: Widget) -> Option<AnyView> {
    if widget.is_inline() {
        return None;
    }
    let root = NodeRef::<leptos::html::Div>::new();
    effect(move |was_open: Option<bool>| {
        let is_open = widget.is_open.get();
        if let (Some(true), false, Some(root)) = (was_open, is_open, root.get_untracked()) {
            focus::move_to(&root, ".launcher");
        }
        is_open
    });
    let label = widget.services().i18n.t(TextKey::LauncherLabel);
    let toggle = Callback::new(move |()| widget.toggle());
    Some(
        view! {
            <div node_ref=root>
                <Launcher label is_open=widget.is_open toggle />
            </div>
        }
        .into_any(),
    )
}

/// Keeps the look in step with the settings.
fn follow_look(widget: Widget, host: HtmlElement, root: HtmlElement) {
    // The loader has set the first one.
    let given = widget.options.with_untracked(|options| {
        set_look(&root, options);
        options.color.clone()
    });
    effect(move |before: Option<String>| {
        widget.options.with(|options| {
            set_look(&root, options);
            if before.as_ref().unwrap_or(&given) != &options.color {
                let _ = host.style().set_property("--helpnook-accent", &options.color);
            }
            options.color.clone()
        })
    });
}

fn set_look(root: &HtmlElement, options: &Options) {
    root.set_class_name(match options.position {
        _ if options.is_inline => "helpnook helpnook--inline",
        Position::Right => "helpnook",
        Position::Left => "helpnook helpnook--left",
    });
    let theme = match options.theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let _ = root.set_attribute("data-theme", theme);
}
