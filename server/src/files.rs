//! The folder of attached files: random names, written beside and renamed, so that a file is whole or not there.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::{Body, Bytes};
use axum::extract::multipart::Field;
use http_body_util::BodyExt as _;
use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use crate::clock::Moment;
use crate::media_type::media_type;
use crate::problem::Refusal;
use crate::random;
use crate::secret::hex;

/// What a file that is still being received is called.
const PARTIAL: &str = "part_";
/// So many bytes at its beginning tell a file's type.
const HEAD: usize = 8 * 1024;
/// The folder. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    folder: Arc<PathBuf>,
}

/// Where a file's bytes come from.
pub enum Sent<'a> {
    /// The body of a call.
    Body(Body),
    /// A part of a form.
    Part(Box<Field<'a>>),
}

impl Sent<'_> {
    /// The next bytes; `None` at the end.
    async fn chunk(&mut self) -> Result<Option<Bytes>, Refusal> {
        let broken = || Refusal::BadRequest("The upload broke off; send it again.".to_owned());
        match self {
            Self::Part(field) => field.chunk().await.map_err(|_| broken()),
            Self::Body(body) => loop {
                let Some(frame) = body.frame().await else { return Ok(None) };
                if let Ok(data) = frame.map_err(|_| broken())?.into_data() {
                    return Ok(Some(data));
                }
            },
        }
    }
}

/// A file that has been received whole but is not yet kept: dropping it removes it.
#[derive(Debug)]
pub struct Received {
    partial: PathBuf,
    /// Told from the bytes.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
}

impl Drop for Received {
    fn drop(&mut self) {
        // Gone already when it was kept.
        std::fs::remove_file(&self.partial).ok();
    }
}

impl Files {
    /// Uses this folder; makes it when it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: PathBuf) -> std::io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder: Arc::new(folder) })
    }

    /// Receives a file of at most `limit` bytes; nothing of a larger one is kept.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`] as soon as it is, [`Refusal::BadRequest`] when the sender breaks off,
    /// [`Refusal::Unavailable`] when it cannot be written.
    pub async fn receive(&self, mut sent: Sent<'_>, name: &str, limit: u64) -> Result<Received, Refusal> {
        let partial = self.folder.join(random::id(PARTIAL));
        let mut received = Received { partial, media_type: String::new(), bytes: 0, sha256: String::new() };
        let mut file = File::create_new(&received.partial).await.map_err(unwritable)?;
        let mut head = Vec::with_capacity(HEAD);
        let mut hash = Sha256::new();
        while let Some(data) = sent.chunk().await? {
            received.bytes += data.len() as u64;
            if received.bytes > limit {
                return Err(Refusal::TooLarge(limit));
            }
            head.extend_from_slice(&data[..data.len().min(HEAD - head.len())]);
            hash.update(&data);
            file.write_all(&data).await.map_err(unwritable)?;
        }
        // The last write is reported by `flush` alone: `sync_all` would pass over a disk that was full.
        file.flush().await.map_err(unwritable)?;
        file.sync_all().await.map_err(unwritable)?;
        drop(file);
        received.sha256 = hex(&hash.finalize());
        // A text is read through to its end: not where other calls wait.
        let (name, partial) = (name.to_owned(), received.partial.clone());
        let told = move || media_type(&head, &name, || std::fs::read(&partial).ok());
        let told = tokio::task::spawn_blocking(told).await;
        received.media_type = told.map_err(|error| Refusal::Broken(error.to_string()))?.to_owned();
        Ok(received)
    }

    /// Keeps a received file; tells its name in the folder. On disk when it returns.
    ///
    /// # Errors
    /// [`Refusal::Unavailable`] when it cannot be written.
    pub async fn keep(&self, received: &Received) -> Result<String, Refusal> {
        let file = random::id("f_");
        tokio::fs::rename(&received.partial, self.folder.join(&file)).await.map_err(unwritable)?;
        // The new name is on disk only once the folder is.
        File::open(self.folder.as_ref()).await.map_err(unwritable)?.sync_all().await.map_err(unwritable)?;
        Ok(file)
    }

    /// Opens a kept file.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn read(&self, file: &str) -> std::io::Result<File> {
        File::open(self.folder.join(file)).await
    }

    /// Removes a kept file; one that is gone is no fault.
    pub async fn remove(&self, file: &str) {
        tokio::fs::remove_file(self.folder.join(file)).await.ok();
    }

    /// The names of the files that were last written before `moment`.
    pub async fn written_before(&self, moment: Moment) -> Vec<String> {
        let mut names = Vec::new();
        let Ok(mut folder) = tokio::fs::read_dir(self.folder.as_ref()).await else { return names };
        while let Ok(Some(entry)) = folder.next_entry().await {
            let changed = entry.metadata().await.and_then(|known| known.modified()).unwrap_or(UNIX_EPOCH);
            let since = changed.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
            let is_old = i64::try_from(since).unwrap_or(i64::MAX) < moment.0;
            names.extend(entry.file_name().into_string().ok().filter(|_| is_old));
        }
        names
    }
}

fn unwritable(error: std::io::Error) -> Refusal {
    Refusal::Unavailable(["attached files: ", &error.to_string()].concat())
}
