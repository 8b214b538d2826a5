//! A reply of every call of the contract.

use std::fmt::Debug;

use helpnook_contract::agent::editing::{GetAgentArticle, ListAgentArticles, PutArticle};
use helpnook_contract::agent::queue::{
    CreateAgentMessage, GetAgentTicket, ListAgentMessages, ListQueue, UpdateTicket,
};
use helpnook_contract::agent::{GetFigures, GetMe};
use helpnook_contract::articles::{CreateVote, GetArticle, ListArticles};
use helpnook_contract::attachments::UploadAttachment;
use helpnook_contract::interactions::CreateInteractions;
use helpnook_contract::reasons::ListReasons;
use helpnook_contract::sessions::{CreateSession, EndSession};
use helpnook_contract::site::GetSite;
use helpnook_contract::surveys::{CreateResponse, GetNextSurvey, UpdateResponse};
use helpnook_contract::thread::{CreateMessage, CreateTransition, ListMessages};
use helpnook_contract::tickets::{CreateTicket, GetTicket, ListTickets};
use helpnook_contract::{Endpoint, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Looks at one reply after the other.
pub(crate) trait Visitor {
    /// A reply as its type, and as the JSON that travels.
    fn reply<T: Serialize + DeserializeOwned + PartialEq + Debug>(&mut self, sample: &Value);
}

fn of<E: Endpoint>(visitor: &mut impl Visitor, sample: &Value)
where
    E::Reply: Serialize + PartialEq + Debug,
{
    visitor.reply::<E::Reply>(sample);
}

fn page(item: &Value) -> Value {
    json!({"items": [item, item], "next": "20.tkt_1"})
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

fn summary() -> Value {
    json!({
        "id": "tkt_1", "reference": "HN-7F3K-92", "subject": "Parcel", "status": "waiting",
        "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:06Z",
        "last_message": {"id": "msg_1", "author": {"kind": "agent", "name": "Ada"}, "excerpt": "On its way"},
    })
}

fn message() -> Value {
    json!({
        "id": "msg_1", "author": {"kind": "customer", "name": null}, "body": "Grüße \"من\" \u{1f600}\n",
        "attachments": [{"id": "att_1", "name": "a b.png", "media_type": "image/png", "bytes": 12}],
        "created_at": "2026-01-02T03:04:05Z",
    })
}

/// Shows a visitor a reply of every call, and problems.
pub(crate) fn each_reply(visitor: &mut impl Visitor) {
    customers(visitor);
    tickets(visitor);
    agents(visitor);
    visitor.reply::<Problem>(&json!({
        "type": "urn:helpnook:problem:invalid-fields", "title": "Fields are not valid", "status": 422,
        "detail": "See `errors`.", "errors": [{"pointer": "/subject", "code": "empty", "detail": "must not be empty"}],
    }));
    visitor.reply::<Problem>(&json!({"type": "https://example.com/quota", "title": "Quota", "status": 402}));
}

fn customers(visitor: &mut impl Visitor) {
    of::<GetSite>(
        visitor,
        &json!({
            "name": "Fernhill", "languages": ["en", "de"],
            "features": {"articles": true, "votes": true, "tickets": true, "tracking": true, "attachments": false,
                "surveys": true, "interactions": true},
            "categories": [{"id": "delivery", "name": "Delivery"}],
            "limits": {"attachment_bytes": 10485760, "attachments": 10, "attachment_types": ["image/png"]},
            "indexes": [{"language": "en", "url": "/v1/faq/en/index?v=1", "articles": 50, "bytes": 77396}],
            "reply_time": {"usual_minutes": 5, "nine_of_ten_minutes": 90}, "identity": "off",
            "theme": {"accent": "#2f6f4f"},
        }),
    );
    let runs = json!([{"text": "Re", "hit": true}, {"text": "turns", "hit": false}]);
    let hit = json!({"id": "returns", "title": runs, "snippet": [], "category": "Orders", "language": "en"});
    of::<ListArticles>(visitor, &page(&hit));
    of::<GetArticle>(
        visitor,
        &json!({
            "id": "returns", "title": "Returns", "body": "# Label", "format": "markdown", "category": "Orders",
            "related": [{"id": "pay", "title": "Ways to pay"}], "language": "en",
            "updated_at": "2026-01-02T03:04:05Z",
        }),
    );
    of::<ListReasons>(
        visitor,
        &json!({"items": [{"typed": "retrun", "found": "return", "way": "slip", "fields": ["title", "body"]}]}),
    );
    of::<CreateVote>(visitor, &json!({"helpful": 3, "not_helpful": 1}));
    of::<CreateInteractions>(visitor, &json!({"counted": 4}));
    of::<CreateSession>(
        visitor,
        &json!({
            "token": "ses_1", "expires_at": "2026-01-02T03:04:05Z",
            "requester": {"id": "rqr_1", "email": "eve@example.com", "name": null},
        }),
    );
    of::<EndSession>(visitor, &Value::Null);
}

fn tickets(visitor: &mut impl Visitor) {
    of::<UploadAttachment>(
        visitor,
        &json!({"id": "att_1", "name": "a.png", "media_type": "image/png", "bytes": 12}),
    );
    of::<CreateTicket>(
        visitor,
        &json!({
            "id": "tkt_1", "reference": "HN-7F3K-92", "ticket_key": "tk_1", "status": "new", "expected_reply": null,
            "created_at": "2026-01-02T03:04:05Z",
        }),
    );
    of::<ListTickets>(visitor, &page(&summary()));
    of::<GetTicket>(visitor, &ticket());
    of::<ListMessages>(visitor, &page(&message()));
    of::<CreateMessage>(visitor, &message());
    of::<CreateTransition>(visitor, &ticket());
    of::<GetNextSurvey>(
        visitor,
        &json!({
            "survey": {"id": "csat", "kind": "csat", "version": 1, "questions": [
                {"id": "score", "kind": "rating", "min": 1, "max": 5, "required": true, "text": null},
                {"id": "comment", "kind": "text", "min": 1, "max": 5, "required": false, "text": "Why?"},
            ]},
            "reason": "due",
        }),
    );
    let response = json!({
        "id": "rsp_1", "survey": "csat", "answers": [{"question": "score", "score": 5}], "state": "dismissed",
    });
    of::<CreateResponse>(visitor, &response);
    of::<UpdateResponse>(visitor, &response);
}

fn agents(visitor: &mut impl Visitor) {
    of::<GetMe>(visitor, &json!({"id": "agt_1", "name": "Ada"}));
    of::<GetFigures>(
        visitor,
        &json!({
            "tickets": [{"status": "new", "count": 2}], "first_response": null, "ratings": 4, "csat": 0.5,
            "deflection": {"searched": 9, "found_nothing": 1, "opened": 5, "solved": 3, "asked": 2},
        }),
    );
    let entry = json!({"ticket": summary(), "requester": {"email": "eve@example.com"}, "score": 4});
    of::<ListQueue>(visitor, &page(&entry));
    let agent_ticket = json!({
        "ticket": ticket(), "page": {"url": "https://shop.example/", "title": "Shop"},
        "rating": {"score": 4, "comment": null, "at": "2026-01-02T03:04:05Z"},
        "signed_in": {"subject": "42", "email": null, "name": "Eve"},
    });
    of::<GetAgentTicket>(visitor, &agent_ticket);
    of::<UpdateTicket>(visitor, &agent_ticket);
    let agent_message = json!({"message": message(), "internal": true});
    of::<ListAgentMessages>(visitor, &page(&agent_message));
    of::<CreateAgentMessage>(visitor, &agent_message);
    let article = json!({
        "id": "returns", "language": "en", "title": "Returns", "body": null, "format": "html", "category": "",
        "published": false, "helpful": 3, "not_helpful": 1, "updated_at": "2026-01-02T03:04:05Z",
    });
    of::<ListAgentArticles>(visitor, &page(&article));
    of::<GetAgentArticle>(visitor, &article);
    of::<PutArticle>(visitor, &article);
}
