//! The demo shop: its name, languages and help articles, so that a first start has something to show.

use crate::config::{CategoryConfig, Config, SiteConfig};

/// The demo shop's help articles: name and content of each Markdown file.
pub const ARTICLES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/demo_files.rs"));

/// The agent whose token a demo prints.
pub const AGENT: &str = "Demo agent";

/// The settings that a demo starts from; file, variables and flags change them as ever.
pub fn config() -> Config {
    Config {
        site: SiteConfig {
            name: "Fernhill Supply".to_owned(),
            languages: vec!["en".to_owned(), "de".to_owned()],
            categories: CATEGORIES.iter().map(|(id, en, de)| category(id, en, de)).collect(),
            accent: None,
        },
        // A page that tries the snippet may be served from any port, or be a file.
        origins: vec!["*".to_owned()],
        ..Config::default()
    }
}

/// Id, English and German name.
const CATEGORIES: &[(&str, &str, &str)] = &[
    ("delivery", "Delivery", "Lieferung"),
    ("returns", "Returns and refunds", "Rückgabe und Erstattung"),
    ("repairs", "Repairs and warranty", "Reparatur und Garantie"),
    ("products", "Products and care", "Produkte und Pflege"),
    ("payment", "Payment", "Bezahlung"),
    ("gifts", "Gift cards, points, workshops", "Geschenkkarten, Punkte, Workshops"),
    ("account", "Account and privacy", "Konto und Datenschutz"),
    ("business", "Business customers", "Geschäftskunden"),
    ("other", "Something else", "Etwas anderes"),
];

fn category(id: &str, en: &str, de: &str) -> CategoryConfig {
    let names = [("en", en), ("de", de)].map(|(language, name)| (language.to_owned(), name.to_owned()));
    CategoryConfig { id: id.to_owned(), names: names.into() }
}
