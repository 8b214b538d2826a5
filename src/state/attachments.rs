//! Files beside a message: checked before they travel, uploaded at once, named by the message later.

use helpnook_contract::AttachmentId;
use helpnook_contract::attachments::{Attachment, AttachmentQuery, UploadAttachment, short_name};
use helpnook_contract::field::ATTACHMENTS_MAX;
use leptos::prelude::*;

use crate::i18n::TextKey;
use crate::platform::files::PickedFile;
use crate::platform::page;
use crate::remote::Failure;
use crate::services::Services;
use crate::state::device_storage::stored::StoredFile;
use crate::state::drafts::Draft;

/// A file, in the order in which it was added.
#[derive(Clone)]
struct AttachedFile {
    /// The same from when it is added until it is taken away.
    key: String,
    stage: Stage,
}

/// How far a file is.
#[derive(Clone)]
pub enum Stage {
    /// Being uploaded.
    Uploading(PickedFile),
    /// Not accepted.
    Refused {
        /// The file.
        file: PickedFile,
        /// Why, in the customer's language.
        fault: String,
        /// Whether trying again can help.
        may_pass: bool,
    },
    /// The backend has it.
    Done(Attachment),
}

/// The files of one message.
#[derive(Clone, Copy)]
pub struct AttachmentsState {
    files: RwSignal<Vec<AttachedFile>, LocalStorage>,
    /// The draft on the device that names them.
    draft: Option<Draft>,
    services: StoredValue<Services>,
}

impl AttachmentsState {
    /// None yet; those that arrive are named in the draft, if there is one.
    pub fn new(services: Services, draft: Option<Draft>) -> Self {
        Self { files: RwSignal::new_local(Vec::new()), draft, services: StoredValue::new(services) }
    }

    /// The services.
    fn services(self) -> Services {
        self.services.get_value()
    }

    /// The files that the backend has.
    pub fn done(self) -> Vec<Attachment> {
        self.files.with(|all| all.iter().filter_map(AttachedFile::attachment).cloned().collect())
    }

    /// Their ids.
    pub fn ids(self) -> Vec<AttachmentId> {
        self.files.with_untracked(|all| {
            all.iter().filter_map(AttachedFile::attachment).map(|attachment| attachment.id.clone()).collect()
        })
    }

    /// Whether a file is still on its way.
    pub fn is_busy(self) -> bool {
        self.files.with(|all| all.iter().any(|file| matches!(file.stage, Stage::Uploading(_))))
    }

    /// What is wrong with the files that were not taken: one sentence each.
    pub fn faults(self) -> Vec<String> {
        let fault = |file: &AttachedFile| match &file.stage {
            Stage::Refused { fault, .. } => Some(fault.clone()),
            _ => None,
        };
        self.files.with(|all| all.iter().filter_map(fault).collect())
    }

    /// Takes files: what is too large, of a refused type or too many is said before anything travels.
    pub fn add(self, files: Vec<PickedFile>) {
        let mut faults = Vec::new();
        for file in files {
            let key = page::random_key();
            match self.fault_of(&file) {
                Some(fault) => {
                    faults.push(fault.clone());
                    let stage = Stage::Refused { file, fault, may_pass: false };
                    self.files.update(|all| all.push(AttachedFile { key, stage }));
                }
                None => {
                    let stage = Stage::Uploading(file.clone());
                    self.files.update(|all| all.push(AttachedFile { key: key.clone(), stage }));
                    self.send(key, file);
                }
            }
        }
        // All at once: of several messages one after another only the last is heard.
        if !faults.is_empty() {
            self.services().announcer.announce(faults.join(" "));
        }
    }

    /// Forgets the files of a message that went off, also those that were not taken; what was added meanwhile stays.
    pub fn forget(self, sent: &[AttachmentId]) {
        let stays = |file: &AttachedFile| match &file.stage {
            Stage::Done(attachment) => !sent.contains(&attachment.id),
            Stage::Refused { .. } => false,
            Stage::Uploading(_) => true,
        };
        self.files.update(|all| all.retain(stays));
        self.note();
    }

    /// Takes files that the backend has already.
    pub fn take(self, files: Vec<Attachment>) {
        self.files.update(|all| all.extend(files.into_iter().map(AttachedFile::done)));
        self.note();
    }

    /// Starts anew, with nothing attached.
    pub fn clear(self) {
        self.files.set(Vec::new());
    }

    fn fault_of(self, file: &PickedFile) -> Option<String> {
        let text = self.services().i18n;
        let limits = untrack(|| self.services().site.get()).map(|site| site.limits);
        let most = limits
            .as_ref()
            .map_or(ATTACHMENTS_MAX, |limits| (limits.attachments as usize).min(ATTACHMENTS_MAX));
        let is_taken = |file: &&AttachedFile| !matches!(file.stage, Stage::Refused { .. });
        let count = self.files.with_untracked(|all| all.iter().filter(is_taken).count());
        if count >= most {
            return Some(
                text.fill(TextKey::FileTooMany, &[("name", &file.name), ("max", &text.number(most as f64))]),
            );
        }
        let limits = limits?;
        if file.bytes > limits.attachment_bytes {
            let max = text.size(limits.attachment_bytes);
            return Some(text.fill(TextKey::FileTooLarge, &[("name", &file.name), ("max", &max)]));
        }
        // A device that knows no type leaves it to the backend, which looks at the bytes.
        let is_taken = file.media_type.is_empty()
            || limits.attachment_types.is_empty()
            || limits.attachment_types.iter().any(|taken| file.media_type.starts_with(taken.as_str()));
        (!is_taken).then(|| {
            let kinds: Vec<_> =
                limits.attachment_types.iter().map(|kind| short_name(kind).to_owned()).collect();
            text.fill(TextKey::FileType, &[("name", &file.name), ("types", &text.list(&kinds))])
        })
    }

    fn send(self, key: String, file: PickedFile) {
        self.services().tasks.spawn(async move {
            let name = file.name.clone();
            let call = UploadAttachment { query: AttachmentQuery { name: name.clone() } };
            let result = self.services().backend.upload(call, file.clone(), &key).await;
            // Taken away meanwhile: then nobody names it and the backend drops it.
            if !self.files.with_untracked(|all| all.iter().any(|kept| kept.key == key)) {
                return;
            }
            let stage = match result {
                Ok(attachment) => Stage::Done(attachment),
                Err(failure) => {
                    let fault = match &failure {
                        Failure::Refused(problem) if problem.detail.is_some() => {
                            [&name, ": ", problem.detail.as_deref().unwrap_or_default()].concat()
                        }
                        _ => self.services().i18n.fill(TextKey::FileFailed, &[("name", &name)]),
                    };
                    self.services().announcer.announce(fault.clone());
                    Stage::Refused { file, fault, may_pass: failure.may_pass() }
                }
            };
            self.put(&key, stage);
        });
    }

    /// Uploads a refused file again.
    pub fn retry(self, key: &str) {
        if let Some(Stage::Refused { file, .. }) = untrack(|| self.stage(key)) {
            self.put(key, Stage::Uploading(file.clone()));
            self.send(key.to_owned(), file);
        }
    }

    /// Removes a file; one that is being uploaded is named by no message, and the backend drops it.
    pub fn remove(self, key: &str) {
        self.files.update(|all| all.retain(|file| file.key != key));
        self.note();
    }

    /// The keys of the files in their order.
    pub fn keys(self) -> Vec<String> {
        self.files.with(|all| all.iter().map(|file| file.key.clone()).collect())
    }

    /// How far a file is.
    pub fn stage(self, key: &str) -> Option<Stage> {
        self.files.with(|all| all.iter().find(|file| file.key == key).map(|file| file.stage.clone()))
    }

    fn put(self, key: &str, stage: Stage) {
        self.files.update(|all| {
            if let Some(kept) = all.iter_mut().find(|kept| kept.key == key) {
                kept.stage = stage;
            }
        });
        self.note();
    }

    /// Files arrive and go by themselves; the draft on the device names them too.
    fn note(self) {
        let done: Vec<StoredFile> = untrack(|| self.done()).into_iter().map(Into::into).collect();
        let lacks = |draft: &Draft| draft.is_read() && draft.with_untracked(|now| now.attachments != done);
        if let Some(draft) = self.draft.filter(lacks) {
            draft.write(|draft| draft.attachments = done);
        }
    }
}

impl AttachedFile {
    fn done(attachment: Attachment) -> Self {
        Self { key: attachment.id.0.clone(), stage: Stage::Done(attachment) }
    }

    fn attachment(&self) -> Option<&Attachment> {
        match &self.stage {
            Stage::Done(attachment) => Some(attachment),
            _ => None,
        }
    }
}

impl Stage {
    /// The file's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Uploading(file) | Self::Refused { file, .. } => &file.name,
            Self::Done(attachment) => &attachment.name,
        }
    }
}
