//! One widget in a page: its shadow root, its style sheets, its states.

use std::cell::RefCell;
use std::rc::Rc;

use crate::signal::{Owner, watch};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRootInit, ShadowRootMode};

use crate::api::{Api, fetch::Fetch};
use crate::app::{App, panel};
use crate::browser::draw::{Drawn, draw_into};
#[cfg(feature = "component")]
use crate::browser::focus;
use crate::browser::{page, style};
use crate::desk::Desk;
use crate::events::Host;
use crate::options::{Options, Position, RawOptions, Theme};
#[cfg(feature = "component")]
use crate::parts::launcher::launcher;
use crate::shelf::Shelf;
use crate::text::Text;
#[cfg(feature = "component")]
use crate::text::Word;
use crate::view::{View, live, many};

/// The sheets of what is drawn first: see `build.rs`.
const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/start.css"));

struct Instance {
    host: HtmlElement,
    app: App,
    place: HtmlElement,
    /// Dropping it takes the views and the states down.
    _views: Option<Drawn>,
    _owner: Owner,
}

thread_local! {
    static INSTANCES: RefCell<Vec<Instance>> = const { RefCell::new(Vec::new()) };
}

/// Draws the panel, closed, into the shadow root of `host`. Twice on one host changes nothing.
/// `options` is an object of texts: see [`RawOptions`]; `style` in it is the sheet of the panel's frame. What is not allowed is named in the console.
#[wasm_bindgen]
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
    attach(&host, options, Some(text("style").unwrap_or_default())).await;
    // What was typed into the loader's search box is looked for at once.
    if let (Some(typed), Some(app)) = (text("typed").filter(|typed| !typed.is_empty()), app_of(&host)) {
        app.home.ask(typed);
    }
}

/// Opens a widget's panel; with a `query`, to look for that.
#[wasm_bindgen]
pub fn open(host: &HtmlElement, query: Option<String>) {
    match (app_of(host), query) {
        (Some(app), Some(query)) => app.search(query),
        (Some(app), None) => app.open(),
        _ => {}
    }
}

/// Closes a widget's panel.
#[wasm_bindgen]
pub fn close(host: &HtmlElement) {
    app_of(host).into_iter().for_each(App::close);
}

/// Opens a widget's panel, or closes it.
#[wasm_bindgen]
pub fn toggle(host: &HtmlElement) {
    app_of(host).into_iter().for_each(App::toggle);
}

/// Forgets what this device keeps of the customer.
#[wasm_bindgen]
pub fn logout(host: &HtmlElement) {
    app_of(host).into_iter().for_each(App::forget);
}

pub(super) fn app_of(host: &HtmlElement) -> Option<App> {
    INSTANCES.with_borrow(|all| all.iter().find(|one| one.host == *host).map(|one| one.app))
}

/// Takes a widget out of its host: views, states, listeners, style sheets.
#[wasm_bindgen]
pub fn unmount(host: &HtmlElement) {
    let gone = INSTANCES.with_borrow_mut(|all| {
        let at = all.iter().position(|one| one.host == *host)?;
        Some(all.swap_remove(at))
    });
    if let Some(Instance { host, place, .. }) = gone {
        style::take_off(&host);
        place.remove();
    }
}

/// `shell` is the sheet of the panel's frame, where the loader has drawn it; else the widget has all, and draws its launcher.
pub(super) async fn attach(host: &HtmlElement, options: Options, shell: Option<String>) {
    let is_mounted = || INSTANCES.with_borrow(|all| all.iter().any(|one| one.host == *host));
    if is_mounted() {
        return;
    }
    // States spawn tasks before the first view is mounted, which would set this otherwise.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| page::warn(&panic.to_string())));
    let owner = Owner::new();
    let (api, text) = owner.with(|| (Api::new(Rc::new(Fetch::new(&options.backend))), Text::english()));
    text.load(api, options.files(), &options.language).await;
    text.replace(api, &options.text).await;
    if is_mounted() || !host.is_connected() {
        return;
    }
    if let Some(instance) = build(host, options, shell, owner, api, text) {
        INSTANCES.with_borrow_mut(|all| all.push(instance));
    }
}

fn build(
    host: &HtmlElement,
    options: Options,
    shell: Option<String>,
    owner: Owner,
    api: Api,
    text: Text,
) -> Option<Instance> {
    let init = ShadowRootInit::new(ShadowRootMode::Open);
    let root = host.shadow_root().or_else(|| host.attach_shadow(&init).ok())?;
    #[cfg(feature = "component")]
    let is_alone = shell.is_none();
    style::wear(host, "start", &(shell.unwrap_or_default() + STYLE))?;
    let place: HtmlElement = host.owner_document()?.create_element("div").ok()?.unchecked_into();
    root.append_child(&place).ok()?;
    let app = owner.with(|| {
        let desk = Desk::open(api, text, Shelf::of(&options.backend), Host::new(host.clone()));
        App::new(desk, options)
    });
    let views = owner.with(|| {
        let look = (host.clone(), place.clone());
        app.options.with_untracked(|options| dress(&look.1, options));
        watch(move |color: Option<String>| {
            app.options.with(|options| {
                dress(&look.1, options);
                // The loader has set what its attribute says.
                if color.is_some_and(|color| color != options.color) {
                    let _ = look.0.style().set_property("--helpnook-accent", &options.color);
                }
                options.color.clone()
            })
        });
        #[cfg(feature = "component")]
        let button = is_alone.then(|| own_launcher(app, place.clone()));
        #[cfg(not(feature = "component"))]
        let button: Option<View> = None;
        // In another language it is drawn anew; what stays alike keeps its nodes.
        let whole = live(move || {
            text.track();
            panel(app)
        });
        draw_into(&place, many([button, Some(whole)]))
    });
    if app.is_inline() {
        app.begin();
    }
    Some(Instance { host: host.clone(), app, place, _views: views, _owner: owner })
}

/// The launcher that no loader draws, and takes the focus back to.
#[cfg(feature = "component")]
fn own_launcher(app: App, home: HtmlElement) -> View {
    watch(move |was_open: Option<bool>| {
        let is_open = app.is_open.get();
        if was_open == Some(true) && !is_open {
            focus::move_to(&home, ".launcher");
        }
        is_open
    });
    let label = app.desk.word(Word::LauncherLabel);
    launcher(label, move || app.is_open.get(), move || app.toggle())
}

/// Gives a widget the look that is set.
fn dress(place: &HtmlElement, options: &Options) {
    place.set_class_name(match options.position {
        _ if options.is_inline => "helpnook helpnook--inline",
        Position::Right => "helpnook",
        Position::Left => "helpnook helpnook--left",
    });
    let theme = match options.theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let _ = place.set_attribute("data-theme", theme);
}
