//! Where the site's files come from, and in which codings they lie there.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::header::{ACCEPT_ENCODING, HeaderMap};
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;

/// The files of a built site.
#[derive(Clone, Debug)]
pub struct SiteFiles(Arc<Place>);

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Program(&'static [(&'static str, &'static [u8])]),
}

/// What the build script found; nothing without the feature `embed-site`.
#[cfg(feature = "embed-site")]
const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/site_files.rs"));
#[cfg(not(feature = "embed-site"))]
const EMBEDDED: &[(&str, &[u8])] = &[];

/// A file as it is sent.
pub(super) struct Stored {
    /// Its bytes, in the coding asked for.
    pub(super) content: Bytes,
    /// Its entity tag, with the quotes: another for each version and coding.
    pub(super) tag: String,
}

impl SiteFiles {
    /// The files of a folder, or else those in the program.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self(Arc::new(folder.map_or(Place::Program(EMBEDDED), Place::Folder)))
    }

    /// Whether there is nothing to serve.
    pub fn is_empty(&self) -> bool {
        matches!(*self.0, Place::Program([]))
    }

    /// Reads a file. The name has been checked: plain names with slashes between.
    pub(super) async fn read(&self, name: &str, coding: Coding) -> std::io::Result<Option<Stored>> {
        let name = format!("{name}{}", coding.ending());
        match &*self.0 {
            Place::Program(files) => {
                let found = files.binary_search_by_key(&name.as_str(), |(known, _)| known).ok();
                Ok(found.map(|at| {
                    let content = Bytes::from_static(files[at].1);
                    let tag = tag_of(&content);
                    Stored { content, tag }
                }))
            }
            Place::Folder(folder) => read_file(folder.join(name)).await,
        }
    }
}

async fn read_file(path: PathBuf) -> std::io::Result<Option<Stored>> {
    use std::io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    let mut file = match tokio::fs::File::open(path).await {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidFilename) => return Ok(None),
        Err(error) => return Err(error),
    };
    let about = file.metadata().await?;
    if about.is_dir() {
        return Ok(None);
    }
    let changed = about.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let version = [about.len().to_be_bytes(), (changed.as_nanos() as u64).to_be_bytes()].concat();
    let tag = tag_of(&version);
    let mut content = Vec::with_capacity(about.len().try_into().unwrap_or_default());
    file.read_to_end(&mut content).await?;
    Ok(Some(Stored { content: content.into(), tag }))
}

/// An entity tag: 36 bits of a hash in six letters, as every page view of other sites pays for them.
fn tag_of(version: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 64)]);
    let letters: String = Sha256::digest(version).iter().take(6).map(letter).collect();
    format!("\"{letters}\"")
}

/// How a file is coded; coded ones lie beside the plain one with another ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Brotli,
    Gzip,
    Plain,
}

impl Coding {
    /// The codings a caller takes, smallest first. The plain file is always taken.
    pub(super) fn accepted(headers: &HeaderMap) -> Vec<Self> {
        let wanted: Vec<String> = headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(|entry| {
                let (coding, weight) = entry.split_once(';').unwrap_or((entry, ""));
                let weight = weight.trim().strip_prefix("q=").unwrap_or("1").trim();
                (weight.parse::<f32>() != Ok(0.0)).then(|| coding.trim().to_ascii_lowercase())
            })
            .collect();
        let is_taken =
            |coding: &Self| coding.token().is_none_or(|token| wanted.iter().any(|wanted| wanted == token));
        [Self::Brotli, Self::Gzip, Self::Plain].into_iter().filter(is_taken).collect()
    }

    /// The coding in `Content-Encoding`.
    pub(super) fn token(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Plain => "",
        }
    }
}
