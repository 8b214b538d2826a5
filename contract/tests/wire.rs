//! The wire format, to the letter: the address and JSON of every call. A change here breaks deployed widgets and
//! backends.

use helpnook_contract::agent::editing::*;
use helpnook_contract::agent::queue::*;
use helpnook_contract::agent::*;
use helpnook_contract::articles::*;
use helpnook_contract::attachments::*;
use helpnook_contract::sessions::*;
use helpnook_contract::site::*;
use helpnook_contract::surveys::*;
use helpnook_contract::thread::*;
use helpnook_contract::tickets::*;
use helpnook_contract::{Cursor, Endpoint, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Asserts method, address and body of a call.
fn sends<E: Endpoint>(call: &E, line: &str, body: Value) {
    assert_eq!([E::METHOD.name(), " ", &call.address()].concat(), line);
    let sent = call.body().map_or(Value::Null, |body| serde_json::to_value(body).expect("JSON"));
    assert_eq!(sent, body, "{line}");
}

/// Asserts that a reply is read from this JSON and written as the same.
fn replies<E: Endpoint>(json: Value)
where
    E::Reply: Serialize,
{
    reads::<E::Reply>(json);
}

fn reads<T: Serialize + DeserializeOwned>(json: Value) {
    let read: T = serde_json::from_value(json.clone()).expect("the type that the contract names");
    assert_eq!(serde_json::to_value(&read).expect("JSON"), json);
}

fn ticket_summary() -> Value {
    json!({
        "id": "tkt_1", "reference": "HN-7F3K-92", "subject": "Parcel", "status": "waiting",
        "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:06Z",
        "last_message": {"id": "msg_1", "author": {"kind": "agent", "name": "Ada"}, "excerpt": "On its way"},
    })
}

fn ticket() -> Value {
    json!({
        "id": "tkt_1", "reference": "HN-7F3K-92", "subject": "Parcel", "status": "solved", "category": "delivery",
        "requester": {"email": "eve@example.com", "name": "Eve"},
        "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:06Z",
        "history": [
            {"to": "new", "at": "2026-01-02T03:04:05Z", "by": "customer"},
            {"to": "solved", "at": "2026-01-02T03:04:06Z", "by": "system"},
        ],
        "can": ["reply", "solve", "reopen", "rate"],
        "expected_reply": {"usual_minutes": 5, "nine_of_ten_minutes": 90},
    })
}

fn message() -> Value {
    json!({
        "id": "msg_1", "author": {"kind": "customer", "name": null}, "body": "Hello",
        "attachments": [{"id": "att_1", "name": "a b.png", "media_type": "image/png", "bytes": 12}],
        "created_at": "2026-01-02T03:04:05Z",
    })
}

fn agent_article() -> Value {
    json!({
        "id": "returns", "language": "en", "title": "Returns", "body": null, "format": "html", "category": "",
        "published": false, "helpful": 3, "not_helpful": 1, "updated_at": "2026-01-02T03:04:05Z",
    })
}

fn page(item: Value) -> Value {
    json!({"items": [item], "next": "20"})
}

fn language(language: &str) -> LanguageQuery {
    LanguageQuery { language: Some(language.to_owned()) }
}

#[test]
fn site() {
    sends(&GetSite::default(), "GET /v1/site", Value::Null);
    sends(&GetSite { query: language("de-AT") }, "GET /v1/site?language=de-AT", Value::Null);
    replies::<GetSite>(json!({
        "name": "Fernhill", "languages": ["en", "de"],
        "features": {"articles": true, "votes": true, "tickets": true, "tracking": true, "attachments": false, "surveys": true,
            "interactions": true},
        "categories": [{"id": "delivery", "name": "Delivery"}],
        "limits": {"attachment_bytes": 10485760, "attachments": 10, "attachment_types": ["image/png"]},
        "indexes": [{"language": "en", "url": "/v1/faq/en/index?v=1", "articles": 50, "bytes": 77396}],
        "reply_time": null, "identity": "off", "theme": {"accent": "#2f6f4f"},
    }));
}

#[test]
fn articles() {
    let query = ArticleQuery {
        query: Some("log in & out".to_owned()),
        category: Some("Konto".to_owned()),
        language: Some("de".to_owned()),
        cursor: Some(Cursor("20".to_owned())),
    };
    let line = "GET /v1/articles?query=log%20in%20%26%20out&category=Konto&language=de&cursor=20";
    sends(&ListArticles { query }, line, Value::Null);
    let runs = json!([{"text": "Re", "hit": true}, {"text": "turns", "hit": false}]);
    replies::<ListArticles>(page(json!({
        "id": "returns", "title": runs, "snippet": [], "category": "Orders", "language": "en",
    })));
    let call = GetArticle { id: "how.to_pay-1".into(), query: language("pt-BR") };
    sends(&call, "GET /v1/articles/how.to_pay-1?language=pt-BR", Value::Null);
    replies::<GetArticle>(json!({
        "id": "returns", "title": "Returns", "body": "# Label", "format": "markdown", "category": "Orders",
        "related": [{"id": "pay", "title": "Ways to pay"}], "language": "en", "updated_at": "2026-01-02T03:04:05Z",
    }));
    let vote = |reason| Vote { helpful: false, reason, language: None };
    let call = CreateVote { id: "returns".into(), body: vote(Some("Too short".to_owned())) };
    sends(&call, "POST /v1/articles/returns/votes", json!({"helpful": false, "reason": "Too short"}));
    let call = CreateVote { id: "returns".into(), body: vote(None) };
    sends(&call, "POST /v1/articles/returns/votes", json!({"helpful": false}));
    replies::<CreateVote>(json!({"helpful": 3, "not_helpful": 1}));
    assert_eq!(INDEX_PATH, "/v1/faq/{language}/index");
}

#[test]
fn attachments() {
    let call = UploadAttachment { query: AttachmentQuery { name: "Über/a b.png".to_owned() } };
    sends(&call, "POST /v1/attachments?name=%C3%9Cber%2Fa%20b.png", Value::Null);
    replies::<UploadAttachment>(
        json!({"id": "att_1", "name": "a.png", "media_type": "image/png", "bytes": 12}),
    );
    assert_eq!(attachment_address(&"att_1".into()), "/v1/attachments/att_1");
}

#[test]
fn tickets() {
    let mut new = NewTicket {
        subject: "Parcel".to_owned(),
        message: "Where?".to_owned(),
        requester: Requester { email: "eve@example.com".to_owned(), name: None },
        category: None,
        attachments: Vec::new(),
        page: None,
    };
    let least = json!({"subject": "Parcel", "message": "Where?", "requester": {"email": "eve@example.com"}});
    sends(&CreateTicket { body: new.clone() }, "POST /v1/tickets", least);
    new.requester.name = Some("Eve".to_owned());
    new.category = Some("delivery".to_owned());
    new.attachments = vec!["att_1".into()];
    new.page = Some(PageContext {
        url: "https://shop.example/".to_owned(),
        title: None,
        language: Some("en".to_owned()),
    });
    sends(
        &CreateTicket { body: new },
        "POST /v1/tickets",
        json!({
            "subject": "Parcel", "message": "Where?", "requester": {"email": "eve@example.com", "name": "Eve"},
            "category": "delivery", "attachments": ["att_1"],
            "page": {"url": "https://shop.example/", "language": "en"},
        }),
    );
    replies::<CreateTicket>(json!({
        "id": "tkt_1", "reference": "HN-7F3K-92", "ticket_key": "tk_1", "status": "new", "expected_reply": null,
        "created_at": "2026-01-02T03:04:05Z",
    }));
    sends(&ListTickets::default(), "GET /v1/tickets", Value::Null);
    let query = CursorQuery { cursor: Some(Cursor("1.tkt_1".to_owned())) };
    sends(&ListTickets { query }, "GET /v1/tickets?cursor=1.tkt_1", Value::Null);
    replies::<ListTickets>(page(ticket_summary()));
    sends(&GetTicket { id: "tkt_1".into() }, "GET /v1/tickets/tkt_1", Value::Null);
    replies::<GetTicket>(ticket());
}

#[test]
fn thread() {
    let query = MessagesQuery { after: Some("msg_1".into()), cursor: Some(Cursor("50".to_owned())) };
    let call = ListMessages { id: "tkt_1".into(), query };
    sends(&call, "GET /v1/tickets/tkt_1/messages?after=msg_1&cursor=50", Value::Null);
    replies::<ListMessages>(page(message()));
    let body = NewMessage { body: "Hello".to_owned(), attachments: vec!["att_1".into()] };
    let call = CreateMessage { id: "tkt_1".into(), body };
    sends(&call, "POST /v1/tickets/tkt_1/messages", json!({"body": "Hello", "attachments": ["att_1"]}));
    replies::<CreateMessage>(message());
    for (to, word) in [(CustomerStatus::Solved, "solved"), (CustomerStatus::Open, "open")] {
        let call = CreateTransition { id: "tkt_1".into(), body: Transition { to } };
        sends(&call, "POST /v1/tickets/tkt_1/transitions", json!({"to": word}));
    }
    replies::<CreateTransition>(ticket());
}

#[test]
fn surveys() {
    let query = NextSurveyQuery { trigger: "ticket_solved".to_owned(), ticket: Some("tkt_1".into()) };
    sends(&GetNextSurvey { query }, "GET /v1/surveys/next?trigger=ticket_solved&ticket=tkt_1", Value::Null);
    replies::<GetNextSurvey>(json!({
        "survey": {"id": "csat", "kind": "csat", "version": 1, "questions": [
            {"id": "score", "kind": "rating", "min": 1, "max": 5, "required": true, "text": null},
            {"id": "comment", "kind": "text", "min": 1, "max": 5, "required": false, "text": "Why?"},
        ]},
        "reason": "due",
    }));
    for reason in ["none_for_trigger", "not_solved", "answered", "dismissed"] {
        replies::<GetNextSurvey>(json!({"survey": null, "reason": reason}));
    }
    let score = Answer { question: "score".to_owned(), score: Some(5), text: None };
    let comment = Answer { question: "comment".to_owned(), score: None, text: Some("Kind".to_owned()) };
    let body =
        NewResponse { ticket: Some("tkt_1".into()), answers: vec![score], state: ResponseState::Partial };
    sends(
        &CreateResponse { id: "csat".into(), body },
        "POST /v1/surveys/csat/responses",
        json!({"ticket": "tkt_1", "answers": [{"question": "score", "score": 5}], "state": "partial"}),
    );
    let body = ResponseChange { answers: vec![comment], state: ResponseState::Complete };
    sends(
        &UpdateResponse { id: "csat".into(), response: "rsp_1".into(), body },
        "PATCH /v1/surveys/csat/responses/rsp_1",
        json!({"answers": [{"question": "comment", "text": "Kind"}], "state": "complete"}),
    );
    let response = json!({"id": "rsp_1", "survey": "csat", "answers": [{"question": "score", "score": 5}], "state": "dismissed"});
    replies::<CreateResponse>(response.clone());
    replies::<UpdateResponse>(response);
}

#[test]
fn agents() {
    sends(&GetMe, "GET /v1/agent/me", Value::Null);
    replies::<GetMe>(json!({"id": "agt_1", "name": "Ada"}));
    sends(&GetFigures, "GET /v1/agent/figures", Value::Null);
    replies::<GetFigures>(json!({
        "tickets": [{"status": "new", "count": 2}], "first_response": null, "ratings": 4, "csat": 0.5,
        "deflection": {"searched": 9, "found_nothing": 1, "opened": 5, "solved": 3, "asked": 2},
    }));
}

#[test]
fn queue() {
    let query = QueueQuery { status: Some("open".to_owned()), cursor: None };
    sends(&ListQueue { query }, "GET /v1/agent/tickets?status=open", Value::Null);
    replies::<ListQueue>(page(json!({
        "ticket": ticket_summary(), "requester": {"email": "eve@example.com"}, "score": 4,
    })));
    sends(&GetAgentTicket { id: "tkt_1".into() }, "GET /v1/agent/tickets/tkt_1", Value::Null);
    let agent_ticket = json!({
        "ticket": ticket(), "page": {"url": "https://shop.example/", "title": "Shop"},
        "rating": {"score": 4, "comment": null, "at": "2026-01-02T03:04:05Z"},
    });
    replies::<GetAgentTicket>(agent_ticket.clone());
    let mut signed_in = agent_ticket.clone();
    signed_in["signed_in"] = json!({"subject": "42", "email": null, "name": "Eve"});
    replies::<GetAgentTicket>(signed_in);
    for (status, word) in [
        (AgentStatus::Open, "open"),
        (AgentStatus::Waiting, "waiting"),
        (AgentStatus::Solved, "solved"),
        (AgentStatus::Closed, "closed"),
    ] {
        let call = UpdateTicket { id: "tkt_1".into(), body: TicketChange { status } };
        sends(&call, "PATCH /v1/agent/tickets/tkt_1", json!({"status": word}));
    }
    replies::<UpdateTicket>(agent_ticket);
    let call = ListAgentMessages { id: "tkt_1".into(), query: MessagesQuery::default() };
    sends(&call, "GET /v1/agent/tickets/tkt_1/messages", Value::Null);
    replies::<ListAgentMessages>(page(json!({"message": message(), "internal": true})));
    let body = NewAgentMessage { body: "Hi".to_owned(), internal: false, attachments: Vec::new() };
    let call = CreateAgentMessage { id: "tkt_1".into(), body };
    sends(&call, "POST /v1/agent/tickets/tkt_1/messages", json!({"body": "Hi", "internal": false}));
    replies::<CreateAgentMessage>(json!({"message": message(), "internal": false}));
}

#[test]
fn sessions() {
    let body = NewSession { ticket_keys: vec!["tk_1".to_owned()] };
    sends(&CreateSession { body }, "POST /v1/sessions", json!({"ticket_keys": ["tk_1"]}));
    sends(&CreateSession { body: NewSession::default() }, "POST /v1/sessions", json!({}));
    replies::<CreateSession>(json!({
        "token": "ses_1", "expires_at": "2026-01-02T03:04:05Z",
        "requester": {"id": "rqr_1", "email": "eve@example.com", "name": null},
    }));
    sends(&EndSession, "DELETE /v1/sessions", Value::Null);
    replies::<EndSession>(Value::Null);
}

#[test]
fn editing() {
    let query = AgentArticlesQuery { language: Some("de".to_owned()), cursor: Some(Cursor("50".to_owned())) };
    sends(&ListAgentArticles { query }, "GET /v1/agent/articles?language=de&cursor=50", Value::Null);
    replies::<ListAgentArticles>(page(agent_article()));
    let call = GetAgentArticle { id: "returns".into(), query: language("de") };
    sends(&call, "GET /v1/agent/articles/returns?language=de", Value::Null);
    replies::<GetAgentArticle>(agent_article());
    let body = ArticleDraft {
        title: "Returns".to_owned(),
        body: "Text".to_owned(),
        format: BodyFormat::Text,
        category: String::new(),
        published: true,
    };
    sends(
        &PutArticle { id: "returns".into(), query: language("en"), body },
        "PUT /v1/agent/articles/returns?language=en",
        json!({"title": "Returns", "body": "Text", "format": "text", "category": "", "published": true}),
    );
    replies::<PutArticle>(agent_article());
    let unknown = json!({"title": "Returns", "body": "Text", "format": "wiki", "published": true});
    assert!(serde_json::from_value::<ArticleDraft>(unknown).is_err(), "what is kept must be known");
}

#[test]
fn problems() {
    reads::<Problem>(json!({
        "type": "urn:helpnook:problem:invalid-fields", "title": "Fields are not valid", "status": 422,
        "detail": "See `errors`.", "errors": [{"pointer": "/subject", "code": "empty", "detail": "must not be empty"}],
    }));
    reads::<Problem>(json!({"type": "about:blank", "title": "Bad gateway", "status": 502}));
}

#[test]
fn words_of_a_newer_backend_are_read_as_unknown() {
    let read = |word: &str| json!(word);
    assert_eq!(serde_json::from_value::<TicketStatus>(read("snoozed")).ok(), Some(TicketStatus::Unknown));
    assert_eq!(serde_json::from_value::<TicketAction>(read("merge")).ok(), Some(TicketAction::Unknown));
    assert_eq!(serde_json::from_value::<Actor>(read("bot")).ok(), Some(Actor::System));
    assert_eq!(serde_json::from_value::<SurveyReason>(read("quiet")).ok(), Some(SurveyReason::Unknown));
    assert_eq!(serde_json::from_value::<SurveyKind>(read("smiley")).ok(), Some(SurveyKind::Custom));
    assert_eq!(serde_json::from_value::<QuestionKind>(read("slider")).ok(), Some(QuestionKind::Text));
    assert_eq!(serde_json::from_value::<BodyFormat>(read("wiki")).ok(), Some(BodyFormat::Text));
    assert_eq!(serde_json::from_value::<IdentityMode>(read("passkey")).ok(), Some(IdentityMode::Unknown));
}
