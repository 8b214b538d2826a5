//! Files beside a message: checked before they travel, uploaded at once, named by the message later.

use crate::signal::{Signal, spawn_local, untrack};
use helpnook_contract::AttachmentId;
use helpnook_contract::attachments::{Attachment, AttachmentQuery, UploadAttachment, short_name};
use helpnook_contract::field::ATTACHMENTS_MAX;

use crate::browser::file::{self, PickedFile};
use crate::browser::place::Place;
use crate::browser::{focus, page};
use crate::desk::Desk;
use crate::draft::Draft;
use crate::parts::icon::{Icon, icon};
use crate::remote::Failure;
use crate::text::Word;
use crate::view::{View, button, el, many};

/// A file, in the order in which it was added.
#[derive(Clone)]
struct Kept {
    /// The same from when it is added until it is taken away.
    key: String,
    stage: Stage,
}

#[derive(Clone)]
enum Stage {
    /// On its way.
    Going(PickedFile),
    /// Not taken.
    Refused {
        file: PickedFile,
        fault: String,
        /// Whether trying again can help.
        may_pass: bool,
    },
    /// The backend has it.
    Done(Attachment),
}

/// The files of one message.
#[derive(Clone, Copy)]
pub struct AttachState {
    files: Signal<Vec<Kept>>,
    /// The draft on the device that names them.
    draft: Option<Draft>,
    desk: Desk,
}

impl AttachState {
    /// None yet; those that arrive are named in the draft, if there is one.
    pub fn new(desk: Desk, draft: Option<Draft>) -> Self {
        Self { files: Signal::new(Vec::new()), draft, desk }
    }

    /// The files that the backend has.
    pub fn done(self) -> Vec<Attachment> {
        self.files.with(|all| all.iter().filter_map(Kept::attachment).cloned().collect())
    }

    /// Their ids.
    pub fn ids(self) -> Vec<AttachmentId> {
        self.files.with_untracked(|all| {
            all.iter().filter_map(Kept::attachment).map(|attachment| attachment.id.clone()).collect()
        })
    }

    /// Whether a file is still on its way.
    pub fn is_busy(self) -> bool {
        self.files.with(|all| all.iter().any(|file| matches!(file.stage, Stage::Going(_))))
    }

    /// What is wrong with the files that were not taken: one sentence each.
    pub fn faults(self) -> Vec<String> {
        let fault = |file: &Kept| match &file.stage {
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
                    self.files.update(|all| all.push(Kept { key, stage }));
                }
                None => {
                    let stage = Stage::Going(file.clone());
                    self.files.update(|all| all.push(Kept { key: key.clone(), stage }));
                    self.send(key, file);
                }
            }
        }
        // All at once: of several messages one after another only the last is heard.
        if !faults.is_empty() {
            self.desk.announce(faults.join(" "));
        }
    }

    /// Forgets the files of a message that went off, also those that were not taken; what was added meanwhile stays.
    pub fn forget(self, sent: &[AttachmentId]) {
        let stays = |file: &Kept| match &file.stage {
            Stage::Done(attachment) => !sent.contains(&attachment.id),
            Stage::Refused { .. } => false,
            Stage::Going(_) => true,
        };
        self.files.update(|all| all.retain(stays));
        self.note();
    }

    /// Takes files that the backend has already.
    pub fn take(self, files: Vec<Attachment>) {
        self.files.update(|all| all.extend(files.into_iter().map(Kept::done)));
        self.note();
    }

    /// Starts anew, with nothing attached.
    pub fn clear(self) {
        self.files.set(Vec::new());
    }

    fn fault_of(self, file: &PickedFile) -> Option<String> {
        let text = self.desk.text();
        let limits = untrack(|| self.desk.site().get()).map(|site| site.limits);
        let most = limits
            .as_ref()
            .map_or(ATTACHMENTS_MAX, |limits| (limits.attachments as usize).min(ATTACHMENTS_MAX));
        let is_taken = |file: &&Kept| !matches!(file.stage, Stage::Refused { .. });
        let count = self.files.with_untracked(|all| all.iter().filter(is_taken).count());
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

    fn send(self, key: String, file: PickedFile) {
        spawn_local(async move {
            let name = file.name.clone();
            let call = UploadAttachment { query: AttachmentQuery { name: name.clone() } };
            let result = self.desk.api().upload(call, file.clone(), &key).await;
            // Taken away meanwhile: then nobody names it and the backend drops it.
            if self.files.try_with_untracked(|all| all.iter().any(|kept| kept.key == key)) != Some(true) {
                return;
            }
            let stage = match result {
                Ok(attachment) => Stage::Done(attachment),
                Err(failure) => {
                    let fault = match &failure {
                        Failure::Refused { detail: Some(detail), .. } => [&name, ": ", detail].concat(),
                        _ => self.desk.text().fill(Word::FileFailed, &[("name", &name)]),
                    };
                    self.desk.announce(fault.clone());
                    Stage::Refused { file, fault, may_pass: failure.may_pass() }
                }
            };
            self.put(&key, stage);
        });
    }

    fn send_again(self, key: String, file: PickedFile) {
        self.put(&key, Stage::Going(file.clone()));
        self.send(key, file);
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
        let done = untrack(|| self.done());
        let lacks = |draft: &Draft| draft.is_read() && draft.with_untracked(|now| now.attachments != done);
        if let Some(draft) = self.draft.filter(lacks) {
            draft.write(|draft| draft.attachments = done);
        }
    }
}

impl Kept {
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

/// Draws the files and the button that adds more.
pub fn view(state: AttachState) -> View {
    let place = Place::new();
    let rows = move || many(state.files.get().into_iter().map(|file| row(state, place, file)));
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
    el("div").class("attach").at(place).child(el("ul").class("files").live(rows)).child(pick).into()
}

/// One shape for every stage, so that the keyboard stays on a button while the file arrives.
fn row(state: AttachState, place: Place, kept: Kept) -> View {
    let Kept { key, stage } = kept;
    let text = state.desk.text();
    let (class, picture, name, words, again) = match stage {
        Stage::Done(attachment) => ("file", Icon::Clip, attachment.name.clone(), attachment.name, None),
        Stage::Going(file) => {
            let words = text.fill(Word::FileSending, &[("name", &file.name)]);
            ("file", Icon::Clock, file.name, words, None)
        }
        Stage::Refused { file, fault, may_pass } => {
            ("file file--refused", Icon::Alert, file.name.clone(), fault, may_pass.then_some(file))
        }
    };
    let again = again.map(|file| {
        let key = key.clone();
        button("file__again", move |_| state.send_again(key.clone(), file.clone()))
            .child(state.desk.word(Word::TryAgain))
    });
    // The button goes with its file: the keyboard then is where files are added.
    let press = move |_| {
        state.files.update(|all| all.retain(|file| file.key != key));
        state.note();
        if let Some(files) = place.get_untracked() {
            focus::move_to(&files, "input");
        }
    };
    let remove = button("file__remove", press)
        .attr("aria-label", text.fill(Word::RemoveFile, &[("name", &name)]))
        .child(icon(Icon::Close));
    let words = el("span").class("file__name").child(words);
    el("li").class(class).child(icon(picture)).child(words).child(again).child(remove).into()
}
