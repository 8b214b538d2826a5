//! What is drawn, as plain data; `browser::draw` turns it into nodes.
//!
//! Why not Leptos' `view!`: it makes code for every type of every view, which was more than half of what a page had to
//! download, and it writes still parts as markup, which pages with Trusted Types refuse. Signals, effects and the
//! component are Leptos'; a view is a value of one type.

use std::borrow::Cow;

use crate::browser::event::Event;
use crate::browser::place::Place;

/// A text that stands in the code, or one that was made.
pub type Words = Cow<'static, str>;

/// One piece of what is drawn.
pub enum View {
    /// Nothing.
    Nothing,
    /// A text; never markup.
    Text(Words),
    /// An element with all that is in it.
    Element(Element),
    /// Pieces one after another.
    Many(Vec<View>),
    /// A piece that is drawn again whenever a signal changes that it has read. What stays alike keeps its nodes, and
    /// with them the focus and the caret.
    Live(Box<dyn FnMut() -> View>),
}

/// An element as it shall be; boxed, because what makes it hands it on many times.
pub type Element = Box<Shape>;

/// What an element is made of.
pub struct Shape {
    /// Its name.
    pub tag: &'static str,
    /// Its attributes and properties, set in this order after the children are there.
    pub settings: Vec<Setting>,
    /// The events that it listens to.
    pub listeners: Vec<(&'static str, Listener)>,
    /// What is in it.
    pub children: Vec<View>,
    /// Who is told which element it became.
    pub place: Option<Place>,
}

/// What is called when something happens.
pub type Listener = Box<dyn FnMut(Event)>;

/// An attribute or a property.
pub struct Setting {
    /// Its name, as the page has it.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Its value, or where that comes from.
    pub source: Source,
}

/// What a setting is.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// An attribute; without a value it is taken off.
    Attribute,
    /// A property that is a text.
    Text,
    /// A property that is on while there is a value.
    Flag,
}

/// Where a value comes from.
pub enum Source {
    /// It stays as it is.
    Fixed(Option<Words>),
    /// It is read again whenever a signal changes that was read.
    Live(Box<dyn FnMut() -> Option<Words>>),
}

/// An element by its name.
pub fn el(tag: &'static str) -> Element {
    Box::new(Shape { tag, settings: Vec::new(), listeners: Vec::new(), children: Vec::new(), place: None })
}

/// A button with a class; it never sends a form.
pub fn button(class: &'static str, press: impl FnMut(Event) + 'static) -> Element {
    el("button").attr("type", "button").class(class).on("click", press)
}

/// A piece that is drawn again whenever a signal changes that it has read.
pub fn live<V: Into<View>>(mut draw: impl FnMut() -> V + 'static) -> View {
    View::Live(Box::new(move || draw().into()))
}

impl Shape {
    /// An attribute.
    pub fn attr(self: Box<Self>, name: &'static str, value: impl Into<Words>) -> Element {
        self.set(name, Kind::Attribute, Source::Fixed(Some(value.into())))
    }

    /// An attribute that may be missing.
    pub fn attr_if(self: Box<Self>, name: &'static str, value: Option<Words>) -> Element {
        self.set(name, Kind::Attribute, Source::Fixed(value))
    }

    /// An attribute that changes with the signals it reads; missing for `None`.
    pub fn live_attr<T: Into<Words>>(
        self: Box<Self>,
        name: &'static str,
        mut read: impl FnMut() -> Option<T> + 'static,
    ) -> Element {
        self.set(name, Kind::Attribute, Source::Live(Box::new(move || read().map(Into::into))))
    }

    /// An ARIA state that changes: `true` or `false`.
    pub fn state(self: Box<Self>, name: &'static str, mut read: impl FnMut() -> bool + 'static) -> Element {
        self.live_attr(name, move || Some(if read() { "true" } else { "false" }))
    }

    /// An attribute that is there or not, such as `hidden`.
    pub fn live_flag(
        self: Box<Self>,
        name: &'static str,
        mut read: impl FnMut() -> bool + 'static,
    ) -> Element {
        self.live_attr(name, move || read().then_some(""))
    }

    /// The classes.
    pub fn class(self: Box<Self>, class: impl Into<Words>) -> Element {
        self.attr("class", class)
    }

    /// What is in a field.
    pub fn value(self: Box<Self>, mut read: impl FnMut() -> String + 'static) -> Element {
        self.set("value", Kind::Text, Source::Live(Box::new(move || Some(read().into()))))
    }

    /// A property that is true or false, such as `checked`.
    pub fn is(self: Box<Self>, name: &'static str, mut read: impl FnMut() -> bool + 'static) -> Element {
        self.set(name, Kind::Flag, Source::Live(Box::new(move || read().then_some("".into()))))
    }

    /// What happens on an event.
    pub fn on(mut self: Box<Self>, event: &'static str, handle: impl FnMut(Event) + 'static) -> Element {
        self.listeners.push((event, Box::new(handle)));
        self
    }

    /// Tells a place which element this became.
    pub fn at(mut self: Box<Self>, place: Place) -> Element {
        self.place = Some(place);
        self
    }

    /// What is in it, after what is in it already.
    pub fn child(mut self: Box<Self>, child: impl Into<View>) -> Element {
        self.children.push(child.into());
        self
    }

    /// A child that changes: see [`live`].
    pub fn live<V: Into<View>>(self: Box<Self>, draw: impl FnMut() -> V + 'static) -> Element {
        self.child(live(draw))
    }

    fn set(mut self: Box<Self>, name: &'static str, kind: Kind, source: Source) -> Element {
        self.settings.push(Setting { name, kind, source });
        self
    }
}

impl From<Element> for View {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&'static str> for View {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl<V: Into<View>> From<Option<V>> for View {
    fn from(view: Option<V>) -> Self {
        view.map_or(Self::Nothing, Into::into)
    }
}

impl<V: Into<View>> From<Vec<V>> for View {
    fn from(all: Vec<V>) -> Self {
        Self::Many(all.into_iter().map(Into::into).collect())
    }
}

impl<V: Into<View>, const N: usize> From<[V; N]> for View {
    fn from(all: [V; N]) -> Self {
        Self::Many(all.into_iter().map(Into::into).collect())
    }
}

/// Pieces one after another, whatever they come from.
pub fn many<V: Into<View>>(all: impl IntoIterator<Item = V>) -> View {
    View::Many(all.into_iter().map(Into::into).collect())
}
