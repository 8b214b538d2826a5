//! Files beside a message: what is refused is said before anything travels.

use helpnook::platform::files::PickedFile;
use helpnook::screens::new_ticket::NewTicketState;
use helpnook::state::attachments::AttachmentsState;
use helpnook_server::config::Config;

use crate::support::{Gate, Shop, Trouble, now, run};

const UPLOAD: &str = "POST /v1/attachments";

fn png(name: &str) -> PickedFile {
    let content = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".to_vec();
    PickedFile {
        name: name.to_owned(),
        bytes: content.len() as u64,
        media_type: "image/png".to_owned(),
        content,
    }
}

fn small_limits(config: &mut Config) {
    config.limits.attachment_bytes = 1_048_576;
    config.limits.attachments = 2;
}

#[test]
fn a_file_is_with_the_backend_before_the_request_is_sent_and_the_draft_names_it() {
    run(async {
        let shop = Shop::open().await;
        let state = NewTicketState::new(shop.desk_with_index().await);
        assert_eq!(now(|| state.draft()).attachments, []);
        shop.settle().await;
        state.files.add(vec![png("box.png")]);
        assert!(now(|| state.files.is_busy()));
        shop.settle().await;
        assert_eq!(now(|| state.files.done())[0].name, "box.png");
        let again = NewTicketState::new(shop.services());
        let stored: Vec<_> = now(|| again.draft())
            .attachments
            .into_iter()
            .map(helpnook_contract::attachments::Attachment::from)
            .collect();
        assert_eq!(stored, now(|| state.files.done()), "the draft after a reload");
        assert_eq!(now(|| again.files.done()), now(|| state.files.done()), "after a reload");
    });
}

#[test]
fn too_large_refused_and_too_many_files_are_said_and_never_travel() {
    run(async {
        let shop = Shop::open_with(small_limits).await;
        let files = AttachmentsState::new(shop.desk_with_index().await, None);
        let large = PickedFile { bytes: 2_000_000, ..png("large.png") };
        let program = PickedFile { media_type: "application/x-msdownload".to_owned(), ..png("run.exe") };
        files.add(vec![large, program]);
        shop.settle().await;
        let faults = now(|| files.faults());
        assert!(faults[0].contains("large.png") && faults[0].contains("1 MB"), "{faults:?}");
        assert!(faults[1].contains("run.exe") && faults[1].contains("png"), "{faults:?}");
        assert_eq!(shop.wire.count(UPLOAD), 0);
        files.add(vec![png("a.png"), png("b.png"), png("c.png")]);
        shop.settle().await;
        assert_eq!(now(|| files.done()).len(), 2);
        assert!(now(|| files.faults())[2].contains("c.png"));
        assert_eq!(shop.wire.count(UPLOAD), 2);
    });
}

#[test]
fn a_file_that_only_the_server_can_refuse_says_why() {
    run(async {
        let shop = Shop::open().await;
        let files = AttachmentsState::new(shop.desk_with_index().await, None);
        let content = b"MZ\x90\0 not what it says".to_vec();
        let file = PickedFile { bytes: content.len() as u64, content, ..png("box.png") };
        files.add(vec![file]);
        shop.settle().await;
        assert!(now(|| files.done()).is_empty());
        assert!(now(|| files.faults())[0].starts_with("box.png: "), "{:?}", now(|| files.faults()));
    });
}

#[test]
fn a_request_waits_for_its_files() {
    run(async {
        let shop = Shop::open().await;
        let state = NewTicketState::new(shop.desk_with_index().await);
        state.write(|draft| {
            draft.subject = "Parcel".to_owned();
            draft.message = "See the picture.".to_owned();
            draft.email = "eve@example.com".to_owned();
        });
        let gate = Gate::closed();
        shop.wire.next(UPLOAD, Trouble::LateReply(gate.clone()));
        state.files.add(vec![png("box.png")]);
        shop.settle().await;
        state.submit();
        shop.settle().await;
        assert_eq!(
            now(|| state.failure()).as_deref(),
            Some("A file is still being uploaded. Send again in a moment.")
        );
        assert_eq!(shop.tickets().await, 0);
        gate.open();
        shop.settle().await;
        state
            .files
            .add(vec![PickedFile { media_type: "application/x-msdownload".to_owned(), ..png("run.exe") }]);
        assert_eq!(now(|| state.files.faults()).len(), 1);
        state.submit();
        shop.settle().await;
        assert_eq!(shop.tickets().await, 1);
        assert!(now(|| state.files.done()).is_empty());
        assert!(
            now(|| state.files.faults()).is_empty(),
            "nor is one that was not taken left for the next request"
        );
        assert!(now(|| NewTicketState::new(shop.services()).draft()).attachments.is_empty());
    });
}
