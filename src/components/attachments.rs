//! The files beside a message, and the button that adds more.

use crate::reactive::memo;
use leptos::ev::Event;
use leptos::html::Div;
use leptos::prelude::*;

use super::icon::{Icon, Picture};
use super::rows::Rows;
use crate::i18n::TextKey;
use crate::platform::{files, focus};
use crate::services::Services;
use crate::state::attachments::{AttachmentsState, Stage};

/// The files in the order in which they were added. A row keeps its elements, and the focus, while its file is uploaded.
#[component]
pub(crate) fn Attachments(state: AttachmentsState) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let root = NodeRef::<Div>::new();
    let row = move |key| view! { <Row state root key /> }.into_any();
    view! {
        <div class="attach" node_ref=root>
            <ul class="files">
                <Rows keys=Signal::derive(move || state.keys()) row=Callback::new(row) />
            </ul>
            <label class="attach__pick">
                <Picture icon=Icon::Clip />
                " "
                {i18n.t(TextKey::AttachFiles)}
                <input
                    type="file"
                    multiple
                    class="visually-hidden"
                    on:change=move |event: Event| state.add(files::picked(&event))
                />
            </label>
        </div>
    }
}

#[component]
fn Row(state: AttachmentsState, root: NodeRef<Div>, key: String) -> impl IntoView {
    let Services { i18n, .. } = expect_context();
    let key = StoredValue::new(key);
    let stage = move || key.with_value(|key| state.stage(key));
    let is_refused = memo(move || matches!(stage(), Some(Stage::Refused { .. })));
    let may_retry = memo(move || matches!(stage(), Some(Stage::Refused { may_pass: true, .. })));
    let icon = memo(move || match stage() {
        Some(Stage::Uploading(_)) => Icon::Clock,
        Some(Stage::Refused { .. }) => Icon::Alert,
        _ => Icon::Clip,
    });
    let text = move || match stage() {
        Some(Stage::Uploading(file)) => i18n.fill(TextKey::FileSending, &[("name", &file.name)]),
        Some(Stage::Refused { fault, .. }) => fault,
        Some(Stage::Done(attachment)) => attachment.name,
        None => String::new(),
    };
    let name = move || stage().map(|stage| stage.name().to_owned()).unwrap_or_default();
    // The button is removed with its file: the focus goes to where files are added.
    let remove = move |_| {
        key.with_value(|key| state.remove(key));
        if let Some(root) = root.get_untracked() {
            focus::move_to(&root, "input");
        }
    };
    view! {
        <li class=move || if is_refused.get() { "file file--refused" } else { "file" }>
            {move || view! { <Picture icon=icon.get() /> }.into_any()}
            <span class="file__name">{move || text()}</span>
            {move || {
                may_retry.get().then(|| {
                    view! {
                        <button
                            type="button"
                            class="file__again"
                            on:click=move |_| key.with_value(|key| state.retry(key))
                        >
                            {i18n.t(TextKey::TryAgain)}
                        </button>
                    }
                        .into_any()
                })
            }}
            <button
                type="button"
                class="file__remove"
                aria-label=move || i18n.fill(TextKey::RemoveFile, &[("name", &name())])
                on:click=remove
            >
                <Picture icon=Icon::Close />
            </button>
        </li>
    }
}
