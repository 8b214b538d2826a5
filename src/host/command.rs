//! What a page may tell the widget: parsed once into one type. What cannot be used is named in one line; the rest of
//! the call counts.

use helpnook_contract::field::{Email, PersonName};
use helpnook_contract::{ArticleId, TicketId};

use crate::host::options::{Position, Theme, address, language, position, theme};
use crate::state::suggested_articles::Rule;
use helpnook_browser_json::Given;

mod fields;
use fields::{Fields, text, texts};

/// The calls that say something, as a page names them.
pub const NAMES: [&str; 4] = ["navigate", "identify", "set", "suggest"];

/// What a page tells the widget, beyond opening, closing and forgetting.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Open the panel at a place.
    Navigate(Target),
    /// Say who the customer is.
    Identify(Identity),
    /// Change how the widget looks and speaks.
    Set(Changes),
    /// Offer articles for pages.
    Suggest(Vec<Rule>),
}

/// Where a page sends the customer.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// The first screen.
    Home,
    /// The first screen, with something looked for.
    Search(String),
    /// An article.
    Article(ArticleId),
    /// A new request.
    Compose(Prefill),
    /// The requests of this device.
    Requests,
    /// One of them.
    Request(TicketId),
}

/// What a page writes into a new request; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prefill {
    /// The subject.
    pub subject: String,
    /// The message.
    pub message: String,
    /// The requester's address.
    pub email: String,
    /// The requester's name.
    pub name: String,
    /// The id of its category.
    pub category: String,
    /// The fields that the customer cannot change: all of them are filled.
    pub locked: Vec<&'static str>,
}

/// Who the customer is, as far as the page says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// Their name.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their signed identity, for the backend.
    pub token: Option<String>,
}

/// What a page changes while the widget stands; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// BCP 47.
    pub language: Option<String>,
    /// The colours.
    pub theme: Option<Theme>,
    /// The corner.
    pub position: Option<Position>,
    /// The accent: a CSS colour, which the browser has yet to take.
    pub color: Option<String>,
    /// What is sent along as the page that a request comes from.
    pub context: Option<Context>,
    /// Whether `searched` says what was searched.
    pub queries: Option<bool>,
}

/// The page that a request comes from, where the site wants to say it itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// The fields of a request that can be prefilled and locked.
const PREFILLED: [&str; 5] = ["subject", "message", "email", "name", "category"];

impl Command {
    /// Reads a call. The second is a line for the site owner, if anything in it could not be used; the first is `None`
    /// where nothing is left to do.
    pub fn parse(name: &str, given: &Given) -> (Option<Self>, Option<String>) {
        match name {
            "navigate" => navigate(given),
            "identify" => identify(given),
            "set" => set(given),
            "suggest" => suggest(given),
            _ => {
                let called = Given::Text(name.to_owned()).name();
                let line = ["helpnook: ", &called, " is no call; allowed: ", &NAMES.join(", "), "."].concat();
                (None, Some(line))
            }
        }
    }
}

fn navigate(given: &Given) -> (Option<Command>, Option<String>) {
    const ALLOWED: [&str; 9] =
        ["screen", "query", "id", "subject", "message", "email", "name", "category", "locked"];
    const SCREENS: &str = "home, search, article, compose, requests, request";
    let mut fields = Fields::open(given, &ALLOWED);
    let target = match fields.needed("screen", SCREENS, text) {
        Some("home") => Some(Target::Home),
        Some("search") => {
            fields.needed("query", "a text", text).map(|query| Target::Search(query.to_owned()))
        }
        Some("article") => fields.needed("id", "an article's id", text).map(|id| Target::Article(id.into())),
        Some("compose") => Some(Target::Compose(prefill(&mut fields))),
        Some("requests") => Some(Target::Requests),
        Some("request") => {
            fields.needed("id", "a request's id", text).map(|id| Target::Request(TicketId(id.to_owned())))
        }
        Some(_) => {
            let called = fields.get("screen").name();
            fields.refuse("screen", &called, SCREENS);
            None
        }
        None => None,
    };
    (target.map(Command::Navigate), fields.line("navigate"))
}

fn prefill(fields: &mut Fields<'_>) -> Prefill {
    let mut take = |name: &str| fields.text(name, "a text").unwrap_or_default().to_owned();
    let mut prefill = Prefill {
        subject: take("subject"),
        message: take("message"),
        email: take("email"),
        name: take("name"),
        category: take("category"),
        locked: Vec::new(),
    };
    const ALLOWED: &str =
        "a list of subject, message, email, name, category, each with a text in the same call";
    for name in fields.take("locked", ALLOWED, texts).unwrap_or_default() {
        match PREFILLED.into_iter().find(|known| *known == name) {
            // An empty field that cannot be filled would be a trap.
            Some(known) if text(fields.get(known)).is_some() => prefill.locked.push(known),
            _ => fields.refuse("locked", &["\"", name, "\""].concat(), ALLOWED),
        }
    }
    prefill
}

fn identify(given: &Given) -> (Option<Command>, Option<String>) {
    let mut fields = Fields::open(given, &["name", "email", "token"]);
    let name = fields
        .take("name", "a name", |given| Some(PersonName::parse(text(given)?).ok()?.as_str().to_owned()));
    let email = fields.take("email", "an e-mail address", |given| {
        Some(Email::parse(text(given)?).ok()?.as_str().to_owned())
    });
    let token = fields.text("token", "a signed token").map(str::to_owned);
    let identity = Identity { name, email, token };
    let says_something = identity != Identity::default();
    (says_something.then_some(Command::Identify(identity)), fields.line("identify"))
}

fn set(given: &Given) -> (Option<Command>, Option<String>) {
    let mut fields = Fields::open(given, &["language", "theme", "position", "color", "context", "queries"]);
    let language = fields.take("language", "a tag such as pt-BR", |given| language(text(given)?));
    let theme = fields.take("theme", "auto, light, dark", |given| theme(text(given)?));
    let position = fields.take("position", "right, left", |given| position(text(given)?));
    let color = fields.text("color", "a CSS colour").map(str::to_owned);
    let queries = fields.take("queries", "true, false", |given| match given {
        Given::Flag(flag) => Some(*flag),
        _ => None,
    });
    let context = match fields.get("context") {
        Given::Nothing => None,
        given => {
            let mut inner = Fields::open(given, &["url", "title"]);
            let url = inner.take("url", "an http(s) address", |given| {
                let url = text(given)?;
                address(url).filter(|_| !url.starts_with('/')).map(|_| url.to_owned())
            });
            let title = inner.text("title", "a text").map(str::to_owned);
            fields.join(inner);
            Some(Context { url, title })
        }
    };
    let changes = Changes { language, theme, position, color, context, queries };
    let changes_something = changes != Changes::default();
    (changes_something.then_some(Command::Set(changes)), fields.line("set"))
}

fn suggest(given: &Given) -> (Option<Command>, Option<String>) {
    const IDS: &str = "a list of articles' ids";
    let ids = |fields: &mut Fields<'_>| {
        let ids = fields.take("ids", IDS, texts)?;
        Some(ids.into_iter().map(ArticleId::from).collect::<Vec<_>>())
    };
    let mut fields = Fields::open(given, &["ids", "rules"]);
    let mut rules = Vec::new();
    rules.extend(ids(&mut fields).map(|ids| Rule { url: None, ids }));
    let listed = fields.take("rules", "a list of { url, ids }", |given| match given {
        Given::List(items) => Some(items.as_slice()),
        _ => None,
    });
    for item in listed.unwrap_or_default() {
        let mut inner = Fields::open(item, &["url", "ids"]);
        let url = inner.needed("url", "an address or a path, with * for anything", text);
        if *inner.get("ids") == Given::Nothing {
            inner.refuse("ids", "missing", IDS);
        }
        if let (Some(url), Some(ids)) = (url, ids(&mut inner)) {
            rules.push(Rule { url: Some(url.to_owned()), ids });
        }
        fields.join(inner);
    }
    let is_meant = matches!(given, Given::Object(_));
    (is_meant.then_some(Command::Suggest(rules)), fields.line("suggest"))
}

#[cfg(test)]
mod tests;
