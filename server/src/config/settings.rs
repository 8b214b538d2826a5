//! Every setting once: its name, what is allowed, what it is for, how it is set and shown. The loader, `check` and the
//! documentation read this table, so that none of them can know a setting that the others do not.

use std::path::PathBuf;

use super::fault::Refusal;
use super::given::Given;
use super::identity;
use super::site::{self, quoted};
use super::synonyms;
use super::{Config, LogLevel};

/// One setting.
pub struct Setting {
    /// Its name in a file, with dots: `log.level`.
    pub key: &'static str,
    /// What it takes, to be read after "allowed:".
    pub allowed: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Sets it, or says why not.
    pub(super) set: fn(&mut Config, &Given) -> Result<(), Refusal>,
    /// Its value as TOML would write it, without secrets.
    pub show: fn(&Config) -> String,
}

impl Setting {
    /// The variable that sets it: `HELPNOOK_LOG_LEVEL`.
    pub fn variable(&self) -> String {
        format!("HELPNOOK_{}", self.key.replace('.', "_").to_uppercase())
    }
}

/// A setting of `rate`.
macro_rules! per_hour {
    ($key:literal, $field:ident, $about:literal) => {
        Setting {
            key: $key,
            allowed: "0 (no limit) to 1000000",
            about: $about,
            set: |config, given| {
                config.rate.$field = small(given, 1_000_000)?;
                Ok(())
            },
            show: |config| config.rate.$field.to_string(),
        }
    };
}

/// The settings, in the order an operator meets them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "listen",
        allowed: "an address and a port, such as 127.0.0.1:8787, 0.0.0.0:8787 or [::1]:8787",
        about: "Where the server listens.",
        set: |config, given| {
            config.listen = given.text().and_then(|text| text.parse().ok()).ok_or(Refusal::Whole)?;
            Ok(())
        },
        show: |config| quoted(&config.listen.to_string()),
    },
    Setting {
        key: "data",
        allowed: "the path of a folder; it is made when it is missing",
        about: "The folder of the database and of what else the server keeps.",
        set: |config, given| {
            let path = filled(given)?;
            if std::path::Path::new(path).is_file() {
                return Err(Refusal::Part(format!("{path:?} is a file")));
            }
            config.data = PathBuf::from(path);
            Ok(())
        },
        show: |config| quoted(&config.data.display().to_string()),
    },
    Setting {
        key: "database_url",
        allowed: "sqlite: and the path of a file, such as sqlite:///var/lib/helpnook/helpnook.db",
        about: "Another database than helpnook.db in the data folder.",
        set: |config, given| {
            let url = filled(given)?;
            if url.strip_prefix("sqlite:").is_none_or(|path| path.trim_start_matches('/').is_empty()) {
                // The scheme alone: an address of a database may hold a password.
                let scheme = url.split(':').next().unwrap_or_default();
                return Err(Refusal::Part(format!("an address of the kind {scheme:?} is not supported")));
            }
            if url.contains(":memory:") || url.contains("mode=memory") {
                return Err(Refusal::Part("a database in memory would be lost with every stop".to_owned()));
            }
            config.database_url = Some(url.to_owned());
            Ok(())
        },
        show: |config| shown(config.database_url.as_deref()),
    },
    Setting {
        key: "site_dir",
        allowed: "the path of a folder that exists",
        about: "The folder of the built widget and console; wins over files embedded in the program.",
        set: |config, given| {
            let path = PathBuf::from(filled(given)?);
            if !path.is_dir() {
                return Err(Refusal::Part(format!("there is no folder {path:?}")));
            }
            config.site_dir = Some(path);
            Ok(())
        },
        show: |config| shown(config.site_dir.as_ref().map(|path| path.display().to_string()).as_deref()),
    },
    Setting {
        key: "site.name",
        allowed: "1 to 80 characters",
        about: "Shown in the widget's head.",
        set: |config, given| {
            let name = filled(given)?;
            if name.chars().count() > 80 || name.chars().any(char::is_control) {
                return Err(Refusal::Whole);
            }
            config.site.name = name.to_owned();
            Ok(())
        },
        show: |config| quoted(&config.site.name),
    },
    Setting {
        key: "site.languages",
        allowed: "one or more language tags (BCP 47) such as en, de or pt-BR, each once, the default first",
        about: "The languages of the site.",
        set: site::set_languages,
        show: |config| list(&config.site.languages),
    },
    Setting {
        key: "site.categories",
        allowed: "tables { id = \"…\", names = { en = \"…\", … } }: id of 1 to 40 letters, digits, - and _, each once; \
                  a name in the site's default language, others as you like",
        about: "What a ticket may be about. Empty: the form does not ask.",
        set: site::set_categories,
        show: site::show_categories,
    },
    Setting {
        key: "site.accent",
        allowed: "a CSS hex colour, such as #2f6f4f",
        about: "The brand's colour.",
        set: site::set_accent,
        show: |config| shown(config.site.accent.as_deref()),
    },
    Setting {
        key: "search.index_articles",
        allowed: "0 (search on the server alone) to 100000",
        about: "The most articles of a language whose index visitors download; above it the server searches.",
        set: |config, given| {
            config.search.index_articles = small(given, 100_000)?;
            Ok(())
        },
        show: |config| config.search.index_articles.to_string(),
    },
    Setting {
        key: "search.interactions",
        allowed: "true or false",
        about: "Whether what was searched and opened is taken, counted and learned from. It holds no personal data.",
        set: |config, given| {
            config.search.interactions = given.switch().ok_or(Refusal::Whole)?;
            Ok(())
        },
        show: |config| config.search.interactions.to_string(),
    },
    Setting {
        key: "search.synonyms",
        allowed: "for each language a list of lines { en = [\"a, b\", \"c => d, e\"] }: phrases of 1 to 3 words with commas \
                  between them mean each other; before => they mean what follows",
        about: "Words of the site's customers and what its articles call it.",
        set: synonyms::set_synonyms,
        show: synonyms::show_synonyms,
    },
    Setting {
        key: "identity.audience",
        allowed: "1 to 255 characters",
        about: "What `aud` of a signed identity has to be or contain.",
        set: |config, given| {
            let audience = filled(given)?;
            if audience.chars().count() > 255 || audience.chars().any(char::is_control) {
                return Err(Refusal::Whole);
            }
            config.identity.audience = audience.to_owned();
            Ok(())
        },
        show: |config| quoted(&config.identity.audience),
    },
    Setting {
        key: "identity.keys",
        allowed: identity::ALLOWED,
        about: "By which keys the site signs its customers in. Empty: it does not.",
        set: identity::set_keys,
        show: identity::show_keys,
    },
    Setting {
        key: "origins",
        allowed: "origins such as https://shop.example or http://localhost:3000, without a path; or * for any",
        about: "Whose pages may call the server besides its own.",
        set: site::set_origins,
        show: |config| list(&config.origins),
    },
    Setting {
        key: "limits.attachment_bytes",
        allowed: "1024 (1 KiB) to 104857600 (100 MiB)",
        about: "Bytes of one attached file.",
        set: |config, given| {
            config.limits.attachment_bytes = number(given, 1024, 100 * 1024 * 1024)?;
            Ok(())
        },
        show: |config| config.limits.attachment_bytes.to_string(),
    },
    Setting {
        key: "limits.attachments",
        allowed: "0 (no attachments) to 10",
        about: "Files of one message.",
        set: |config, given| {
            config.limits.attachments = small(given, helpnook_contract::field::ATTACHMENTS_MAX as u64)?;
            Ok(())
        },
        show: |config| config.limits.attachments.to_string(),
    },
    Setting {
        key: "limits.attachment_types",
        allowed: "media types such as image/png or application/pdf, each once",
        about: "Media types that may be attached.",
        set: site::set_attachment_types,
        show: |config| list(&config.limits.attachment_types),
    },
    Setting {
        key: "limits.body_bytes",
        allowed: "131072 (128 KiB) to 16777216 (16 MiB)",
        about: "Bytes of a JSON body. An agent's article has to fit.",
        set: |config, given| {
            config.limits.body_bytes = number(given, 128 * 1024, 16 * 1024 * 1024)?;
            Ok(())
        },
        show: |config| config.limits.body_bytes.to_string(),
    },
    per_hour!("rate.tickets_per_hour", tickets_per_hour, "New tickets of one address within an hour."),
    per_hour!(
        "rate.messages_per_hour",
        messages_per_hour,
        "Replies, changes of status and ratings of one address within an hour."
    ),
    per_hour!(
        "rate.attachments_per_hour",
        attachments_per_hour,
        "Uploaded files of one address within an hour."
    ),
    per_hour!("rate.votes_per_hour", votes_per_hour, "Votes on articles of one address within an hour."),
    per_hour!(
        "rate.interactions_per_hour",
        interactions_per_hour,
        "Batches of what was searched and opened, of one address within an hour."
    ),
    per_hour!(
        "rate.sessions_per_hour",
        sessions_per_hour,
        "Customers signing in from one address within an hour."
    ),
    Setting {
        key: "log.level",
        allowed: "error, warn, info, debug or trace",
        about: "Nothing below this is logged.",
        set: |config, given| {
            config.log.level = given.text().and_then(LogLevel::named).ok_or(Refusal::Whole)?;
            Ok(())
        },
        show: |config| quoted(config.log.level.name()),
    },
    Setting {
        key: "log.json",
        allowed: "true or false",
        about: "One JSON object a line instead of text for people.",
        set: |config, given| {
            config.log.json = given.switch().ok_or(Refusal::Whole)?;
            Ok(())
        },
        show: |config| config.log.json.to_string(),
    },
];

fn filled(given: &Given) -> Result<&str, Refusal> {
    given.text().filter(|text| !text.is_empty()).ok_or(Refusal::Whole)
}

fn number(given: &Given, min: u64, max: u64) -> Result<u64, Refusal> {
    given.number(min, max).ok_or(Refusal::Whole)
}

fn small(given: &Given, max: u64) -> Result<u32, Refusal> {
    number(given, 0, max)?.try_into().map_err(|_| Refusal::Whole)
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
}

fn shown(value: Option<&str>) -> String {
    value.map_or_else(|| "(not set)".to_owned(), quoted)
}
