//! The wire format of interactions.

use helpnook_contract::Endpoint;
use helpnook_contract::interactions::{CreateInteractions, Interaction, InteractionKind, Interactions};
use helpnook_contract::site::Features;
use serde_json::json;

fn batch(interactions: Vec<Interaction>) -> Interactions {
    let (device, language) = ("zfPcDT9m4cHxO1t8sQnR2w".to_owned(), "en".to_owned());
    Interactions { device, language, interactions }
}

fn asked() -> Interaction {
    Interaction { kind: InteractionKind::Asked, query: None, article: None, found: None }
}

#[test]
fn a_batch_goes_out_without_what_is_not_said() {
    let solved = Interaction {
        kind: InteractionKind::Solved,
        query: Some("send it back".to_owned()),
        article: Some("returns".into()),
        found: None,
    };
    let call = CreateInteractions { body: batch(vec![solved, asked()]) };
    assert_eq!((call.address().as_str(), CreateInteractions::METHOD.name()), ("/v1/interactions", "POST"));
    let sent = json!({
        "device": "zfPcDT9m4cHxO1t8sQnR2w", "language": "en",
        "interactions": [{"kind": "solved", "query": "send it back", "article": "returns"}, {"kind": "asked"}],
    });
    assert_eq!(serde_json::to_value(call.body()).expect("JSON"), sent);
    assert_eq!(call.body.faults(), []);
}

#[test]
fn kinds_of_newer_clients_are_read() {
    let read: Interaction = serde_json::from_value(json!({"kind": "danced"})).expect("an interaction");
    assert_eq!(read.kind, InteractionKind::Unknown);
}

#[test]
fn every_fault_is_named_by_its_place() {
    let mut wrong = batch(vec![Interaction { article: Some("".into()), ..asked() }; 51]);
    wrong.device = "short".to_owned();
    wrong.language = "x".repeat(36);
    let faults = wrong.faults();
    let pointers: Vec<_> = faults.iter().take(4).map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(pointers, ["/device", "/language", "/interactions", "/interactions/0/article"]);
    assert_eq!(batch(Vec::new()).faults()[0].code, "empty");
}

#[test]
fn a_backend_that_does_not_speak_of_it_takes_none() {
    let older = json!({"articles": true, "votes": true, "tickets": true, "tracking": true, "attachments": true, "surveys": true});
    let features: Features = serde_json::from_value(older).expect("features");
    assert!(!features.interactions);
}
