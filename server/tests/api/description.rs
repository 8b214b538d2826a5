//! The description says what the server does.

use serde_json::Value;

use crate::support::World;

#[test]
fn the_checked_in_description_is_the_servers() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/openapi.json");
    let checked_in = std::fs::read_to_string(path).expect("contract/openapi.json");
    assert!(
        checked_in == helpnook_server::openapi::json(),
        "contract/openapi.json is not what the server says. Refresh it: \
         cargo run -p helpnook-server -- openapi > contract/openapi.json"
    );
}

#[tokio::test]
async fn every_described_route_is_there_and_every_reference_leads_somewhere() {
    let world = World::new().await;
    let description: Value =
        serde_json::from_slice(&world.get("/openapi.json", "").await.body).expect("JSON");
    assert_eq!(description["openapi"], "3.1.0");
    for (path, item) in description["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let request = axum::http::Request::builder().method(method.to_uppercase().as_str());
            let address = path.replace(['{', '}'], "x");
            let request = request.uri(&address).body(axum::body::Body::empty()).expect("a request");
            let reply = world.send(request).await;
            let status = reply.status.as_u16().to_string();
            let has_no_route =
                status == "404" && String::from_utf8_lossy(&reply.body).contains("no-such-address");
            assert!(status != "405" && !has_no_route, "{method} {path}");
            assert!(
                operation["responses"].get(&status).is_some(),
                "{method} {path} does not describe {status}"
            );
        }
    }
    let text = helpnook_server::openapi::json();
    for reference in
        text.split("\"$ref\": \"#").skip(1).map(|rest| rest.split('"').next().unwrap_or_default())
    {
        assert!(description.pointer(reference).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn a_call_that_the_contract_names_is_described() {
    use helpnook_contract::{
        Endpoint, agent, articles, attachments, sessions, site, surveys, thread, tickets,
    };
    fn check<E: Endpoint>(description: &Value) {
        let operation = &description["paths"][E::PATH][E::METHOD.name().to_lowercase()];
        assert!(operation.is_object(), "{} {}", E::METHOD.name(), E::PATH);
        let needs_key = operation["parameters"].as_array().is_some_and(|all| {
            all.iter()
                .any(|parameter| parameter["name"] == "Idempotency-Key" && parameter["required"] == true)
        });
        assert_eq!(needs_key, E::METHOD.is_write(), "{} {}", E::METHOD.name(), E::PATH);
    }
    let description: Value = serde_json::from_str(helpnook_server::openapi::json()).expect("JSON");
    let checks: [fn(&Value); 26] = [
        check::<site::GetSite>,
        check::<articles::ListArticles>,
        check::<articles::GetArticle>,
        check::<articles::CreateVote>,
        check::<attachments::UploadAttachment>,
        check::<sessions::CreateSession>,
        check::<sessions::EndSession>,
        check::<tickets::CreateTicket>,
        check::<tickets::ListTickets>,
        check::<tickets::GetTicket>,
        check::<thread::ListMessages>,
        check::<thread::CreateMessage>,
        check::<thread::CreateTransition>,
        check::<surveys::GetNextSurvey>,
        check::<surveys::CreateResponse>,
        check::<surveys::UpdateResponse>,
        check::<agent::GetMe>,
        check::<agent::GetFigures>,
        check::<agent::queue::ListQueue>,
        check::<agent::queue::GetAgentTicket>,
        check::<agent::queue::UpdateTicket>,
        check::<agent::queue::ListAgentMessages>,
        check::<agent::queue::CreateAgentMessage>,
        check::<agent::editing::ListAgentArticles>,
        check::<agent::editing::GetAgentArticle>,
        check::<agent::editing::PutArticle>,
    ];
    for check in checks {
        check(&description);
    }
}
