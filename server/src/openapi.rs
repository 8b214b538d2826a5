//! The description of the API (OpenAPI 3.1), made from the contract's types and the handlers.
//!
//! What holds for many calls is added here once: `Idempotency-Key` on every write, and the problems that a call
//! may reply with.

use std::sync::LazyLock;

use helpnook_contract::{FieldProblem, Problem, ProblemKind};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use crate::routes::agent::{self, editing, queue};
use crate::routes::{articles, attachments, interactions, meta, sessions, site, surveys, thread, tickets};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Helpnook",
        description = "What the Helpnook widget and any backend say to each other. Every error is a Problem (RFC 9457).",
    ),
    paths(
        meta::get_health,
        meta::get_description,
        site::get_site,
        articles::get_faq_index,
        articles::list_articles,
        articles::get_article,
        articles::list_reasons,
        articles::create_vote,
        interactions::create_interactions,
        sessions::create_session,
        sessions::end_session,
        tickets::create_ticket,
        tickets::list_tickets,
        tickets::get_ticket,
        thread::list_messages,
        thread::create_message,
        thread::create_transition,
        attachments::upload_attachment,
        attachments::get_attachment,
        surveys::get_next_survey,
        surveys::create_response,
        surveys::update_response,
        agent::get_me,
        queue::list_queue,
        queue::get_agent_ticket,
        queue::update_ticket,
        queue::list_agent_messages,
        queue::create_agent_message,
        editing::list_agent_articles,
        editing::get_agent_article,
        editing::put_article,
        agent::get_figures,
    ),
    components(schemas(Problem, ProblemKind, FieldProblem))
)]
struct Description;

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut description = serde_json::to_value(Description::openapi()).unwrap_or_default();
    complete(&mut description);
    let mut text = serde_json::to_string_pretty(&description).unwrap_or_default();
    text.push('\n');
    text
});

/// The description as indented JSON, always the same text.
pub fn json() -> &'static str {
    &TEXT
}

/// Adds what many calls share.
fn complete(description: &mut Value) {
    description["components"]["securitySchemes"] = json!({
        "ticket_key": {
            "type": "http", "scheme": "bearer", "bearerFormat": "tk_…",
            "description": "The key of one ticket, from the reply to its creation.",
        },
        "ticket_keys": {
            "type": "apiKey", "in": "header", "name": "Authorization",
            "description": "The keys of at most 100 tickets, and a session's token: `TicketKeys ses_…, tk_…, tk_…`.",
        },
        "session": {
            "type": "http", "scheme": "bearer", "bearerFormat": "ses_…",
            "description": "A session's token, from the reply to signing in: a key to all tickets of its customer.",
        },
        "signed_identity": {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "Who the customer is, signed by the site: ES256, EdDSA or HS256, with kid, aud, sub and exp.",
        },
        "agent_token": {
            "type": "http", "scheme": "bearer", "bearerFormat": "hnk_…", "description": "An agent's API token.",
        },
    });
    description["components"]["responses"] = PROBLEMS.iter().map(problem).collect::<Map<_, _>>().into();
    let Some(paths) = description["paths"].as_object_mut() else { return };
    for (path, item) in paths {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            add_shared(path, method, operation);
        }
    }
}

fn add_shared(path: &str, method: &str, operation: &mut Value) {
    let is_change = method != "get";
    let is_write = is_change && method != "delete";
    if is_write {
        let key = json!({
            "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "A new one for each new write; a repeat under the same one gets the first reply.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$" },
        });
        match operation["parameters"].as_array_mut() {
            Some(parameters) => parameters.push(key),
            None => operation["parameters"] = json!([key]),
        }
    }
    let has_query =
        operation["parameters"].as_array().is_some_and(|all| all.iter().any(|p| p["in"] == "query"));
    let secured = operation.get("security").is_some();
    let in_v1 = path.starts_with("/v1/");
    let possible = [
        ("400", is_write || has_query || path == "/v1/tickets"),
        ("401", secured),
        ("403", is_change),
        ("404", path.contains('{') || is_absent_where_off(path, method)),
        ("409", is_write),
        ("413", is_write),
        ("415", is_write),
        ("422", is_write),
        ("429", is_write && !path.starts_with("/v1/agent/")),
        ("500", in_v1),
        ("503", path != "/openapi.json"),
    ];
    for (status, _) in possible.into_iter().filter(|(_, is_possible)| *is_possible) {
        operation["responses"][status] = json!({ "$ref": format!("#/components/responses/{status}") });
    }
}

/// Whether a call without a parameter in its path may be of a part that the site has not, or about a thing that is not.
fn is_absent_where_off(path: &str, method: &str) -> bool {
    ["/v1/surveys/next", "/v1/interactions"].contains(&path) || (path, method) == ("/v1/sessions", "post")
}

/// Status, when, and the header that comes with it.
const PROBLEMS: [(&str, &str, Option<&str>); 11] = [
    ("400", "Not what this description says.", None),
    (
        "401",
        "`Authorization` has no known key, session or token; or the session has ended, or the identity is not accepted.",
        Some("WWW-Authenticate"),
    ),
    ("403", "A page of an origin that is not allowed writes.", None),
    ("404", "No such thing, or not for this caller.", None),
    ("409", "The state of things forbids it, or the same `Idempotency-Key` is being served.", None),
    ("413", "Too many bytes; the detail names the limit.", None),
    ("415", "A type that is not taken; the detail names those that are.", None),
    ("422", "Fields are at fault, or the `Idempotency-Key` was used for another call.", None),
    ("429", "Too many calls from one address.", Some("Retry-After")),
    ("500", "The server failed.", None),
    ("503", "Cannot be served now; nothing was changed.", Some("Retry-After")),
];

fn problem((status, when, header): &(&str, &str, Option<&str>)) -> (String, Value) {
    let mut response = json!({
        "description": when,
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    if let Some(header) = header {
        response["headers"] = json!({ *header: { "required": true, "schema": { "type": "string" } } });
    }
    ((*status).to_owned(), response)
}
