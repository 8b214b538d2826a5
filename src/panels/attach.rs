//! Files beside a message: checked before they travel, uploaded at once, named by the message later.

use crate::parts::one::handler;
use helpnook_contract::AttachmentId;
use helpnook_contract::attachments::{Attachment, AttachmentQuery, UploadAttachment};
use helpnook_contract::field::ATTACHMENTS_MAX;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::file::{self, PickedFile};
use crate::browser::page;
use crate::desk::Desk;
use crate::parts::icon::{Icon, icon};
use crate::remote::Failure;
use crate::text::Word;

/// A file on its way, or refused.
#[derive(Clone)]
struct Upload {
    key: String,
    file: PickedFile,
    /// Why it is not on its way; empty while it is.
    fault: String,
    /// Whether trying again can help.
    may_pass: bool,
}

/// The files of one message.
#[derive(Clone, Copy)]
pub struct AttachState {
    done: RwSignal<Vec<Attachment>>,
    uploads: RwSignal<Vec<Upload>, LocalStorage>,
    desk: Desk,
}

impl AttachState {
    /// The files that the backend already has.
    pub fn new(desk: Desk, done: Vec<Attachment>) -> Self {
        Self { done: RwSignal::new(done), uploads: RwSignal::new_local(Vec::new()), desk }
    }

    /// The files that the backend has.
    pub fn done(self) -> Vec<Attachment> {
        self.done.get()
    }

    /// Their ids.
    pub fn ids(self) -> Vec<AttachmentId> {
        self.done.with_untracked(|all| all.iter().map(|file| file.id.clone()).collect())
    }

    /// Whether a file is still on its way.
    pub fn is_busy(self) -> bool {
        self.uploads.with(|all| all.iter().any(|upload| upload.fault.is_empty()))
    }

    /// What is wrong with the files that were not taken: one sentence each.
    pub fn faults(self) -> Vec<String> {
        self.uploads
            .with(|all| all.iter().map(|u| u.fault.clone()).filter(|fault| !fault.is_empty()).collect())
    }

    /// Takes files: what is too large, of a refused type or too many is said before anything travels.
    pub fn add(self, files: Vec<PickedFile>) {
        for file in files {
            let key = page::random_key();
            let fault = self.fault_of(&file).unwrap_or_default();
            let is_fine = fault.is_empty();
            self.uploads.update(|all| {
                all.push(Upload { key: key.clone(), file, fault: fault.clone(), may_pass: false });
            });
            if is_fine {
                self.send(key);
            } else {
                self.desk.announce(fault);
            }
        }
    }

    /// Forgets files that went off with a message; what was added meanwhile stays.
    pub fn forget(self, sent: &[AttachmentId]) {
        self.done.update(|all| all.retain(|file| !sent.contains(&file.id)));
    }

    /// Takes files that the backend has already.
    pub fn take(self, files: Vec<Attachment>) {
        self.done.update(|all| all.extend(files));
    }

    /// Starts anew, with nothing attached.
    pub fn clear(self) {
        self.done.set(Vec::new());
        self.uploads.set(Vec::new());
    }

    fn fault_of(self, file: &PickedFile) -> Option<String> {
        let text = self.desk.text;
        let limits = untrack(|| self.desk.site.get()).map(|site| site.limits);
        let most = limits
            .as_ref()
            .map_or(ATTACHMENTS_MAX, |limits| (limits.attachments as usize).min(ATTACHMENTS_MAX));
        let count = self.done.with_untracked(Vec::len)
            + self.uploads.with_untracked(|all| all.iter().filter(|upload| upload.fault.is_empty()).count());
        if count >= most {
            return Some(
                text.fill(Word::FileTooMany, &[("name", &file.name), ("max", &text.number(most as f64))]),
            );
        }
        let limits = limits?;
        if file.bytes > limits.attachment_bytes {
            let max = text.number(limits.attachment_bytes as f64 / 1_048_576.0);
            return Some(text.fill(Word::FileTooLarge, &[("name", &file.name), ("max", &max)]));
        }
        // A device that knows no type leaves it to the backend, which looks at the bytes.
        let is_taken = file.media_type.is_empty()
            || limits.attachment_types.is_empty()
            || limits.attachment_types.iter().any(|taken| file.media_type.starts_with(taken.as_str()));
        (!is_taken).then(|| {
            let kinds: Vec<_> = limits.attachment_types.iter().map(|kind| short_name(kind)).collect();
            text.fill(Word::FileType, &[("name", &file.name), ("types", &kinds.join(", "))])
        })
    }

    fn send(self, key: String) {
        let Some(file) =
            self.uploads.with_untracked(|all| all.iter().find(|u| u.key == key).map(|u| u.file.clone()))
        else {
            return;
        };
        self.change(&key, |upload| upload.fault.clear());
        spawn_local(async move {
            let name = file.name.clone();
            let call = UploadAttachment { query: AttachmentQuery { name: name.clone() } };
            let result = self.desk.api.upload(call, file, &key).await;
            // Taken away meanwhile: then nobody names it and the backend drops it.
            if self.uploads.try_with_untracked(|all| all.iter().any(|upload| upload.key == key)) != Some(true)
            {
                return;
            }
            match result {
                Ok(attachment) => {
                    self.uploads.update(|all| all.retain(|upload| upload.key != key));
                    self.done.update(|all| all.push(attachment));
                }
                Err(failure) => {
                    let text = self.desk.text;
                    let fault = match &failure {
                        Failure::Refused { detail: Some(detail), .. } => [&name, ": ", detail].concat(),
                        _ => text.fill(Word::FileFailed, &[("name", &name)]),
                    };
                    self.desk.announce(fault.clone());
                    self.change(&key, |upload| {
                        upload.fault.clone_from(&fault);
                        upload.may_pass = failure.may_pass();
                    });
                }
            }
        });
    }

    fn change(self, key: &str, change: impl Fn(&mut Upload)) {
        self.uploads.update(|all| all.iter_mut().filter(|upload| upload.key == key).for_each(change));
    }

    fn drop_upload(self, key: &str) {
        self.uploads.update(|all| all.retain(|upload| upload.key != key));
    }
}

/// Draws the files and the button that adds more.
pub fn view(state: AttachState) -> impl IntoView {
    let desk = state.desk;
    let remove = move |name: &str| desk.text.fill(Word::RemoveFile, &[("name", name)]);
    let done = move || {
        let rows = state.done.get().into_iter().map(|file| {
            let (id, name) = (file.id, file.name);
            let label = remove(&name);
            view! {
                <li class="file">
                    {icon(Icon::Clip)} <span class="file__name">{name}</span>
                    <button type="button" class="file__remove" aria-label=label
                        on:click=handler(move |_| state.done.update(|all| all.retain(|file| file.id != id)))>
                        {icon(Icon::Close)}
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    let uploads = move || {
        let rows = state.uploads.get().into_iter().map(|upload| {
            let (key, again) = (upload.key.clone(), upload.key);
            let is_fine = upload.fault.is_empty();
            let label = remove(&upload.file.name);
            let words = if is_fine { desk.text.fill(Word::FileSending, &[("name", &upload.file.name)]) } else { upload.fault };
            let class = if is_fine { "file" } else { "file file--refused" };
            view! {
                <li class=class>
                    {icon(if is_fine { Icon::Clock } else { Icon::Alert })} <span class="file__name">{words}</span>
                    {upload.may_pass.then(|| view! {
                        <button type="button" class="file__again" on:click=handler(move |_| state.send(again.clone()))>{desk.word(Word::TryAgain)}</button>
                    })}
                    <button type="button" class="file__remove" aria-label=label on:click=handler(move |_| state.drop_upload(&key))>
                        {icon(Icon::Close)}
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <div class="attach">
            <ul class="files">{done} {uploads}</ul>
            <label class="attach__pick">
                {icon(Icon::Clip)} {desk.word(Word::AttachFiles)}
                <input type="file" multiple=true class="visually-hidden" on:change=handler(move |event| state.add(file::picked(&event))) />
            </label>
        </div>
    }
}

/// A media type as people call it: `docx`, not `application/vnd.openxmlformats-…`.
fn short_name(media_type: &str) -> &str {
    match media_type.rsplit('/').next().unwrap_or(media_type) {
        "plain" => "txt",
        "vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "vnd.oasis.opendocument.text" => "odt",
        "vnd.oasis.opendocument.spreadsheet" => "ods",
        other => other,
    }
}
