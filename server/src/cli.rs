//! The command line. Values of settings are taken as text: the settings' own table checks them, like those of a file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use helpnook_server::config::Sources;
use helpnook_server::demo;

/// Helpnook's backend: help articles, tickets, ratings, the widget and the agents' console.
#[derive(Debug, Parser)]
#[command(name = "helpnook-server", version, about, after_help = SOURCES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const SOURCES: &str = "\
Settings come from a TOML file (--config, HELPNOOK_CONFIG, or helpnook.toml in the working folder), \
from variables (HELPNOOK_LOG_LEVEL sets log.level) and from flags. Flags win over variables, variables over the file. \
`helpnook-server check` shows every setting and where it was set.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the API, the widget and the console
    Serve {
        #[command(flatten)]
        serving: Serving,
    },
    /// Bring help articles in: a folder of Markdown files with front matter, one .md, or a JSON list
    ImportFaq {
        /// The folder or file
        path: PathBuf,
        /// The language of articles that name none [default: the site's first language]
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        #[command(flatten)]
        place: Keeping,
    },
    /// Teach the search what customers type: a .csv or .json file of query, article and how many people
    ImportSearches {
        /// The file
        path: PathBuf,
        /// The language of rows that name none [default: the site's first language]
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        #[command(flatten)]
        place: Keeping,
    },
    /// Make an API token for an agent; it is shown once
    Token {
        /// The agent's name, as customers see it
        name: String,
        #[command(flatten)]
        place: Keeping,
    },
    /// Say what is wrong with the settings, or show them all
    Check {
        #[command(flatten)]
        serving: Serving,
    },
    /// Print the description of the API (OpenAPI 3.1)
    Openapi,
}

/// Where things are kept.
#[derive(Debug, Args)]
pub(crate) struct Keeping {
    /// The file of settings
    #[arg(long, value_name = "FILE", env = "HELPNOOK_CONFIG")]
    config: Option<PathBuf>,
    /// The folder of the database and attached files [default: data]
    #[arg(long, value_name = "FOLDER")]
    data: Option<String>,
    /// Another database than helpnook.db in the data folder
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Start from the demo shop's settings
    #[arg(long)]
    demo: bool,
}

/// What a server needs.
#[derive(Debug, Args)]
pub(crate) struct Serving {
    #[command(flatten)]
    place: Keeping,
    /// Where to listen [default: 127.0.0.1:8787]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// The folder of the built widget and console
    #[arg(long, value_name = "FOLDER")]
    site_dir: Option<String>,
}

impl Keeping {
    /// What the settings are made of.
    pub(crate) fn sources(self) -> Sources {
        let flags = [("data", self.data), ("database_url", self.database_url)];
        Sources {
            base: if self.demo { demo::config() } else { Default::default() },
            file: self.config,
            // A variable that is no Unicode cannot be one of ours.
            variables: std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
            flags: given(flags),
        }
    }
}

impl Serving {
    /// Whether the demo shop is served.
    pub(crate) fn is_demo(&self) -> bool {
        self.place.demo
    }

    /// What the settings are made of.
    pub(crate) fn sources(self) -> Sources {
        let flags = given([("listen", self.listen), ("site_dir", self.site_dir)]);
        let mut sources = self.place.sources();
        sources.flags.extend(flags);
        sources
    }
}

fn given<const N: usize>(flags: [(&'static str, Option<String>); N]) -> Vec<(&'static str, String)> {
    flags.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}
