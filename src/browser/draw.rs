//! Views as nodes. What is drawn again is compared with what stands there: what is alike stays, so that nobody loses
//! the focus, the caret or their place in the text.
//!
//! A piece that may grow or go (`Nothing`, `Many`, `Live`) ends with an empty text node, before which its nodes are put.

use std::cell::RefCell;
use std::rc::Rc;

use reactive_graph::effect::RenderEffect;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Node, Text};

use crate::browser::event::Event;
use crate::view::{Kind, Listener, Setting, Shape, Source, View, Words};

/// The namespace of pictures.
const SVG: &str = "http://www.w3.org/2000/svg";

/// What stands in the page; dropping it stops what was live in it, and leaves the nodes.
pub enum Drawn {
    /// Where something may come.
    Nothing(Text),
    /// A text.
    Text(Text, Words),
    /// An element.
    Element(Box<DrawnElement>),
    /// Pieces, and their end.
    Many(Vec<Drawn>, Text),
    /// What is drawn again, and its end.
    Live(RenderEffect<Drawn>, Text),
}

/// An element that stands in the page.
pub struct DrawnElement {
    node: web_sys::Element,
    tag: &'static str,
    settings: Vec<DrawnSetting>,
    listeners: Vec<DrawnListener>,
    children: Vec<Drawn>,
}

struct DrawnSetting {
    name: &'static str,
    now: Now,
}

enum Now {
    Fixed(Option<Words>),
    Live(RenderEffect<Option<Words>>),
}

struct DrawnListener {
    event: &'static str,
    handle: Rc<RefCell<Listener>>,
    _closure: Closure<dyn FnMut(Event)>,
}

/// Draws a view at the end of an element.
pub fn draw_into(parent: &Node, view: View) -> Option<Drawn> {
    let document = parent.owner_document()?;
    Some(draw(&document, view, parent, None))
}

fn draw(document: &Document, view: View, parent: &Node, before: Option<&Node>) -> Drawn {
    let put = |node: &Node| {
        let _ = parent.insert_before(node, before);
    };
    let text = |words: &str| {
        let node = document.create_text_node(words);
        put(&node);
        node
    };
    match view {
        View::Nothing => Drawn::Nothing(text("")),
        View::Text(words) => Drawn::Text(text(&words), words),
        View::Many(views) => {
            let end = text("");
            let all = views.into_iter().map(|view| draw(document, view, parent, Some(&end))).collect();
            Drawn::Many(all, end)
        }
        View::Live(piece) => {
            let end = text("");
            Drawn::Live(follow(document, piece, &end, None), end)
        }
        View::Element(element) => {
            let element = make(document, *element);
            put(&element.node);
            Drawn::Element(Box::new(element))
        }
    }
}

/// Draws a live piece before its end, and again whenever what it read changes.
fn follow(
    document: &Document,
    mut piece: Box<dyn FnMut() -> View>,
    end: &Text,
    before: Option<Drawn>,
) -> RenderEffect<Drawn> {
    let (document, end) = (document.clone(), end.clone());
    RenderEffect::new_with_value(
        move |drawn: Option<Drawn>| {
            let view = piece();
            let parent = end.parent_node().unwrap_or_else(|| end.clone().into());
            match drawn {
                Some(drawn) => redraw(&document, drawn, view, &parent, Some(&end)),
                None => draw(&document, view, &parent, Some(&end)),
            }
        },
        before,
    )
}

/// Changes what stands there to what shall stand there; `before` is the node after it.
fn redraw(document: &Document, drawn: Drawn, view: View, parent: &Node, before: Option<&Node>) -> Drawn {
    match (drawn, view) {
        (Drawn::Nothing(node), View::Nothing) => Drawn::Nothing(node),
        (Drawn::Text(node, was), View::Text(words)) => {
            if was != words {
                node.set_data(&words);
            }
            Drawn::Text(node, words)
        }
        (Drawn::Many(mut all, end), View::Many(views)) => {
            redraw_all(document, &mut all, views, parent, Some(&end));
            Drawn::Many(all, end)
        }
        (Drawn::Live(effect, end), View::Live(piece)) => {
            let before = effect.take_value();
            drop(effect);
            Drawn::Live(follow(document, piece, &end, before), end)
        }
        (Drawn::Element(mut is), View::Element(shall)) if is.can_become(&shall) => {
            is.become_(document, *shall);
            Drawn::Element(is)
        }
        (drawn, view) => {
            let next = first(&drawn);
            let new = draw(document, view, parent, next.as_ref().or(before));
            remove(drawn);
            new
        }
    }
}

fn redraw_all(
    document: &Document,
    all: &mut Vec<Drawn>,
    views: Vec<View>,
    parent: &Node,
    before: Option<&Node>,
) {
    let count = views.len();
    let mut old = std::mem::take(all).into_iter();
    for view in views {
        all.push(match old.next() {
            // What is left of the old ones stands between this piece and the end.
            Some(drawn) => redraw(document, drawn, view, parent, before),
            None => draw(document, view, parent, before),
        });
    }
    debug_assert_eq!(all.len(), count);
    old.for_each(remove);
}

/// The first node of a piece.
fn first(drawn: &Drawn) -> Option<Node> {
    match drawn {
        Drawn::Nothing(node) | Drawn::Text(node, _) => Some(node.clone().into()),
        Drawn::Element(element) => Some(element.node.clone().into()),
        Drawn::Many(all, end) => all.first().and_then(first).or_else(|| Some(end.clone().into())),
        Drawn::Live(effect, end) => {
            effect.with_value_mut(|drawn| first(drawn)).flatten().or_else(|| Some(end.clone().into()))
        }
    }
}

/// Takes a piece out of the page. The nodes go first: leaving a field is heard by those who listened to it.
fn remove(drawn: Drawn) {
    match drawn {
        Drawn::Nothing(node) | Drawn::Text(node, _) => node.remove(),
        Drawn::Element(element) => element.node.remove(),
        Drawn::Many(all, end) => {
            all.into_iter().for_each(remove);
            end.remove();
        }
        Drawn::Live(effect, end) => {
            if let Some(drawn) = effect.take_value() {
                remove(drawn);
            }
            end.remove();
        }
    }
}

fn make(document: &Document, element: Shape) -> DrawnElement {
    let Shape { tag, settings, listeners, children, place } = element;
    let node = match tag {
        "svg" | "path" => document.create_element_ns(Some(SVG), tag),
        _ => document.create_element(tag),
    };
    // The names of elements stand in the code: all of them are names.
    let node = node.unwrap_throw();
    let listeners = listeners.into_iter().map(|(event, handle)| listen(&node, event, handle)).collect();
    let children = children.into_iter().map(|child| draw(document, child, &node, None)).collect();
    // After the children: what is chosen in a list has to be there first.
    let settings = settings.into_iter().map(|setting| apply(&node, setting, None)).collect();
    if let Some(place) = place {
        place.set(node.clone());
    }
    DrawnElement { node, tag, settings, listeners, children }
}

fn listen(node: &web_sys::Element, event: &'static str, handle: Listener) -> DrawnListener {
    let handle = Rc::new(RefCell::new(handle));
    let called = handle.clone();
    let closure = Closure::<dyn FnMut(Event)>::new(move |event| {
        // A listener that calls itself by what it does is not called a second time.
        if let Ok(mut handle) = called.try_borrow_mut() {
            handle(event);
        }
    });
    let _ = node.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    DrawnListener { event, handle, _closure: closure }
}

/// Sets an attribute or a property where it differs from what is set, and again whenever what it read changes.
fn apply(node: &web_sys::Element, setting: Setting, before: Option<Option<Words>>) -> DrawnSetting {
    let Setting { name, kind, source } = setting;
    let now = match source {
        Source::Fixed(value) => {
            if before.as_ref() != Some(&value) {
                put(node, name, kind, value.as_deref());
            }
            Now::Fixed(value)
        }
        Source::Live(mut read) => {
            let node = node.clone();
            Now::Live(RenderEffect::new_with_value(
                move |was: Option<Option<Words>>| {
                    let value = read();
                    if was.as_ref() != Some(&value) {
                        put(&node, name, kind, value.as_deref());
                    }
                    value
                },
                before,
            ))
        }
    };
    DrawnSetting { name, now }
}

fn put(node: &web_sys::Element, name: &str, kind: Kind, value: Option<&str>) {
    let set = |value: &JsValue| {
        let _ = js_sys::Reflect::set(node, &name.into(), value);
    };
    match (kind, value) {
        (Kind::Attribute, Some(value)) => {
            let _ = node.set_attribute(name, value);
        }
        (Kind::Attribute, None) => {
            let _ = node.remove_attribute(name);
        }
        (Kind::Text, value) => set(&value.unwrap_or_default().into()),
        (Kind::Flag, value) => set(&value.is_some().into()),
    }
}

impl DrawnElement {
    /// Whether it is the same element, listening to the same, with the same attributes.
    fn can_become(&self, shall: &Shape) -> bool {
        self.tag == shall.tag
            && self.settings.iter().map(|setting| setting.name).eq(shall.settings.iter().map(|s| s.name))
            && self.listeners.iter().map(|listener| listener.event).eq(shall.listeners.iter().map(|l| l.0))
    }

    fn become_(&mut self, document: &Document, shall: Shape) {
        for (listener, (_, handle)) in self.listeners.iter().zip(shall.listeners) {
            if let Ok(mut now) = listener.handle.try_borrow_mut() {
                *now = handle;
            }
        }
        redraw_all(document, &mut self.children, shall.children, &self.node, None);
        for (setting, shall) in self.settings.iter_mut().zip(shall.settings) {
            let before = match &mut setting.now {
                Now::Fixed(value) => Some(value.take()),
                Now::Live(effect) => effect.take_value(),
            };
            *setting = apply(&self.node, shall, before);
        }
        if let Some(place) = shall.place {
            place.set(self.node.clone());
        }
    }
}
