//! `helpnook-server`: runs what the command line asks for. Results go to the output, everything else to the error output.
//!
//! It ends with 0 when all went well, 1 when something was refused or failed, 2 when it was asked wrongly.

/// The command line.
mod cli;

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use helpnook_server::config::{self, Config, Fault, Loaded, SETTINGS, Sources, canonical_language};
use helpnook_server::import::{ImportEvent, ImportRules, import_embedded, import_path, import_searches};
use helpnook_server::serve::{self, Stopped};
use helpnook_server::site_files::{self, SiteFiles};
use helpnook_server::state::AppState;
use helpnook_server::{demo, logs, openapi, router};

use cli::{Cli, Command};

/// What is said at the end of a run that did not do what it was asked.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&format!("helpnook-server: cannot start threads: {error}"));
            return ExitCode::FAILURE;
        }
    };
    runtime.block_on(run(Cli::parse().command)).unwrap_or_else(|failure| {
        complain(&format!("helpnook-server: {failure}"));
        ExitCode::FAILURE
    })
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve { serving } => {
            let is_demo = serving.is_demo();
            let Some(loaded) = settings(serving.sources()) else { return Ok(ExitCode::from(2)) };
            run_server(loaded.config, is_demo).await
        }
        Command::ImportFaq { path, language, place } => {
            let Some(loaded) = settings(place.sources()) else { return Ok(ExitCode::from(2)) };
            import_faq(loaded.config, &path, language).await
        }
        Command::ImportSearches { path, language, place } => {
            let Some(loaded) = settings(place.sources()) else { return Ok(ExitCode::from(2)) };
            import_learned(loaded.config, &path, language).await
        }
        Command::Token { name, place } => {
            let Some(loaded) = settings(place.sources()) else { return Ok(ExitCode::from(2)) };
            make_token(loaded.config, &name).await
        }
        Command::Check { serving } => Ok(check(serving.sources())),
        Command::Openapi => {
            say(openapi::json().trim_end());
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn run_server(config: Config, is_demo: bool) -> Result<ExitCode, Failure> {
    logs::start(config.log);
    let stop = serve::told_to_stop()?;
    // First the address: a second start must not take the token of the first one back.
    let listener = serve::listen(config.listen).await?;
    let address = listener.local_addr()?;
    let site_dir = config.site_dir.clone();
    let has_site = !SiteFiles::new(site_dir.clone()).is_empty();
    let state = AppState::open(config).await?;
    let token = if is_demo { Some(prepare_demo(&state).await?) } else { None };
    state.refresh_indexes().await?;
    announce(address, has_site, token.as_deref());

    let app = serve::app(router(state.clone()), site_files::routes(site_dir, &state.config.origins));
    let stopped = serve::serve(listener, app, stop, serve::LAST_ANSWERS).await?;
    state.indexes.settled().await;
    state.store.close().await;
    if stopped == Stopped::GaveUp {
        complain("helpnook-server: stopped; some requests took longer than 10 seconds and were given up");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Brings the demo shop's articles in where there are none, and makes a token that only this run's output knows.
async fn prepare_demo(state: &AppState) -> Result<String, Failure> {
    if state.store.count_articles().await? == 0 {
        let summary =
            import_embedded(&state.store, rules(&state.config, None)?, demo::ARTICLES, &mut teller()).await?;
        tracing::info!(
            added = summary.added,
            refused = summary.refused,
            "brought the demo shop's articles in"
        );
    }
    state.store.revoke_tokens(demo::AGENT).await?;
    Ok(state.store.create_token(demo::AGENT).await?)
}

fn announce(address: SocketAddr, has_site: bool, token: Option<&str>) {
    // What listens everywhere is reached from this machine by its own address.
    let host = match address.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        host => host,
    };
    let base = format!("http://{}", SocketAddr::new(host, address.port()));
    let mut lines = vec![format!("Helpnook {} listens at {address}", env!("CARGO_PKG_VERSION"))];
    if has_site {
        lines.push(format!("  Demo page        {base}/"));
        lines.push(format!("  Configurator     {base}/configure/"));
        lines.push(format!("  Console          {base}/console/"));
    }
    lines.push(format!("  Help page        {base}/help"));
    lines.push(format!("  API description  {base}/openapi.json"));
    if let Some(token) = token {
        lines.push(format!("  Console token    {token}  (for this start of the demo only)"));
    }
    if !has_site {
        lines.push(
            "  No widget and no console: start with --site-dir and the folder of the built site.".to_owned(),
        );
    }
    say(&lines.join("\n"));
}

async fn import_faq(config: Config, path: &Path, language: Option<String>) -> Result<ExitCode, Failure> {
    let rules = rules(&config, language)?;
    let state = AppState::open(config).await?;
    // A server that runs on the same data sees by itself that its search indexes are old.
    let summary = import_path(&state.store, rules, path, &mut teller()).await?;
    state.store.close().await;
    say(&summary.to_string());
    Ok(if summary.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn import_learned(config: Config, path: &Path, language: Option<String>) -> Result<ExitCode, Failure> {
    let rules = rules(&config, language)?;
    let state = AppState::open(config).await?;
    let summary = import_searches(&state.store, rules, path, &mut teller()).await?;
    state.store.close().await;
    say(&format!("{} searches are in, {} refused", summary.added, summary.refused));
    Ok(if summary.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn rules(config: &Config, language: Option<String>) -> Result<ImportRules, String> {
    let languages = config.site.languages.clone();
    let first = languages.first().cloned().unwrap_or_default();
    let language = match language {
        None => first,
        Some(tag) => canonical_language(&tag).filter(|tag| languages.contains(tag)).ok_or_else(|| {
            format!(
                "--language is {tag:?}; allowed: a language of the site (site.languages): {}",
                languages.join(", ")
            )
        })?,
    };
    Ok(ImportRules { languages, language })
}

/// Tells what is refused as it happens, and every now and then how far a long import is.
fn teller() -> impl FnMut(ImportEvent<'_>) + Send {
    let mut told = 0;
    move |event| match event {
        ImportEvent::Refused(refused) => complain(&refused.to_string()),
        ImportEvent::Kept(handled) if handled >= told + 5000 => {
            told = handled;
            complain(&format!("… {handled} so far"));
        }
        ImportEvent::Kept(_) => {}
    }
}

async fn make_token(config: Config, name: &str) -> Result<ExitCode, Failure> {
    let name = helpnook_contract::field::PersonName::parse(name)
        .map_err(|error| format!("the agent's name {}", error.at("").detail))?;
    let state = AppState::open(config).await?;
    let token = state.store.create_token(name.as_str()).await?;
    state.store.close().await;
    complain("This token is shown once. Whoever has it can read and answer every ticket.");
    say(&token);
    Ok(ExitCode::SUCCESS)
}

fn check(sources: Sources) -> ExitCode {
    match config::load(sources) {
        Ok(loaded) => {
            let lines = SETTINGS.iter().map(|setting| {
                let (value, place) = ((setting.show)(&loaded.config), loaded.place(setting.key));
                format!("{} = {value}  # {place}", setting.key)
            });
            say(&format!("ok\n\n{}", lines.collect::<Vec<_>>().join("\n")));
            ExitCode::SUCCESS
        }
        Err(faults) => {
            faults.iter().for_each(|fault| say(&fault.to_string()));
            ExitCode::FAILURE
        }
    }
}

fn settings(sources: Sources) -> Option<Loaded> {
    let told = |faults: Vec<Fault>| faults.iter().for_each(|fault| complain(&fault.to_string()));
    config::load(sources).map_err(told).ok()
}

/// Writes a line to the output. A reader that went away (`| head`) has read enough.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
