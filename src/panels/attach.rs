//! Files beside a message: checked before they travel, uploaded at once, named by the message later.

use crate::signal::{Signal, spawn_local, untrack};
use helpnook_contract::AttachmentId;
use helpnook_contract::attachments::{Attachment, AttachmentQuery, UploadAttachment};
use helpnook_contract::field::ATTACHMENTS_MAX;

use crate::browser::file::{self, PickedFile};
use crate::browser::place::Place;
use crate::browser::{focus, page};
use crate::desk::Desk;
use crate::parts::icon::{Icon, icon};
use crate::remote::Failure;
use crate::text::Word;
use crate::view::{View, button, el, many};

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
    done: Signal<Vec<Attachment>>,
    uploads: Signal<Vec<Upload>>,
    desk: Desk,
}

impl AttachState {
    /// The files that the backend already has.
    pub fn new(desk: Desk, done: Vec<Attachment>) -> Self {
        Self { done: Signal::new(done), uploads: Signal::new(Vec::new()), desk }
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
        let mut faults = Vec::new();
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
                faults.push(fault);
            }
        }
        // All at once: of several messages one after another only the last is heard.
        if !faults.is_empty() {
            self.desk.announce(faults.join(" "));
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
        let text = self.desk.text();
        let limits = untrack(|| self.desk.site().get()).map(|site| site.limits);
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
            let max = text.size(limits.attachment_bytes);
            return Some(text.fill(Word::FileTooLarge, &[("name", &file.name), ("max", &max)]));
        }
        // A device that knows no type leaves it to the backend, which looks at the bytes.
        let is_taken = file.media_type.is_empty()
            || limits.attachment_types.is_empty()
            || limits.attachment_types.iter().any(|taken| file.media_type.starts_with(taken.as_str()));
        (!is_taken).then(|| {
            let kinds: Vec<_> =
                limits.attachment_types.iter().map(|kind| short_name(kind).to_owned()).collect();
            text.fill(Word::FileType, &[("name", &file.name), ("types", &text.list(&kinds))])
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
            let result = self.desk.api().upload(call, file, &key).await;
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
                    let text = self.desk.text();
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
pub fn view(state: AttachState) -> View {
    let place = Place::new();
    let done = move || many(state.done.get().into_iter().map(|file| done_row(state, place, file)));
    let uploads =
        move || many(state.uploads.get().into_iter().map(|upload| upload_row(state, place, upload)));
    let input = el("input")
        .attr("type", "file")
        .attr("multiple", "")
        .class("visually-hidden")
        .on("change", move |event| state.add(file::picked(&event)));
    let pick = el("label")
        .class("attach__pick")
        .child(icon(Icon::Clip))
        .child(" ")
        .child(state.desk.word(Word::AttachFiles))
        .child(input);
    el("div")
        .class("attach")
        .at(place)
        .child(el("ul").class("files").live(done).live(uploads))
        .child(pick)
        .into()
}

fn done_row(state: AttachState, place: Place, file: Attachment) -> View {
    let Attachment { id, name, .. } = file;
    let remove =
        remove(state, place, &name, move || state.done.update(|all| all.retain(|file| file.id != id)));
    el("li").class("file").child(icon(Icon::Clip)).child(file_name(name)).child(remove).into()
}

fn upload_row(state: AttachState, place: Place, upload: Upload) -> View {
    let Upload { key, file, fault, may_pass } = upload;
    let is_fine = fault.is_empty();
    let words =
        if is_fine { state.desk.text().fill(Word::FileSending, &[("name", &file.name)]) } else { fault };
    let (class, picture) = if is_fine { ("file", Icon::Clock) } else { ("file file--refused", Icon::Alert) };
    let again = key.clone();
    let again = may_pass.then(|| {
        button("file__again", move |_| state.send(again.clone())).child(state.desk.word(Word::TryAgain))
    });
    let remove = remove(state, place, &file.name, move || state.drop_upload(&key));
    el("li").class(class).child(icon(picture)).child(file_name(words)).child(again).child(remove).into()
}

fn file_name(name: String) -> View {
    el("span").class("file__name").child(name).into()
}

/// The button goes with its file: the keyboard then is where files are added.
fn remove(state: AttachState, place: Place, name: &str, remove: impl Fn() + 'static) -> View {
    let label = state.desk.text().fill(Word::RemoveFile, &[("name", name)]);
    let press = move |_| {
        remove();
        if let Some(files) = place.get_untracked() {
            focus::move_to(&files, "input");
        }
    };
    button("file__remove", press).attr("aria-label", label).child(icon(Icon::Close)).into()
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
