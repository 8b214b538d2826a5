//! The files of the form: those that are kept already, the field for more, and what is wrong.

use helpnook_contract::AttachmentId;
use maud::{Markup, html};

use super::visit::Visit;
use super::words::{Word, Words};

/// The name of the boxes of files that are kept already.
pub(super) const KEPT: &str = "kept";
/// The name of the field for files, and its id.
pub(super) const FILES: &str = "files";

/// A file that waits for its request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeptFile {
    pub(super) id: AttachmentId,
    pub(super) name: String,
}

impl KeptFile {
    /// As the form carries it along; whoever knows the id has uploaded it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (id, name) = text.split_once(' ')?;
        Some(Self { id: AttachmentId(id.to_owned()), name: name.to_owned() })
    }

    fn to_text(&self) -> String {
        [self.id.as_str(), " ", &self.name].concat()
    }
}

/// Whether requests may have files here.
pub(super) fn has_files(visit: &Visit) -> bool {
    visit.site.features.attachments && visit.site.limits.attachments > 0
}

/// The files that are kept already, each in a box that takes it away, and the field for more.
pub(super) fn files(words: Words, kept: &[KeptFile], refused: &[String]) -> Markup {
    html! {
        div.field {
            label.field__label for=(FILES) {
                (words.get(Word::AttachFiles)) " " span.field__hint { "(" (words.get(Word::Optional)) ")" }
            }
            @if !refused.is_empty() {
                div id="files-error" { @for said in refused { p.field__error { (said) } } }
            }
            @for file in kept {
                label.kept {
                    input type="checkbox" name=(KEPT) value=(file.to_text()) checked;
                    bdi { (file.name) }
                }
            }
            input.field__input id=(FILES) name=(FILES) type="file" multiple
                aria-invalid=[(!refused.is_empty()).then_some("true")]
                aria-describedby=[(!refused.is_empty()).then_some("files-error")];
        }
    }
}
