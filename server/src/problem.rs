//! The one edge error: every handler ends in `?`, and this file alone picks status and body.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use helpnook_contract::field::FieldError;
use helpnook_contract::{FieldProblem, Problem, ProblemKind as Kind};

use crate::identity::IdentityFault;
use crate::store::{Refused, StoreError};

/// Why a call is refused.
#[derive(Debug)]
pub enum Refusal {
    /// The request is not what the description says; told in a sentence.
    BadRequest(String),
    /// The body is no JSON; told with the place.
    NotJson(String),
    /// No `Idempotency-Key`, or none that can be taken.
    MissingKey,
    /// Nobody is named in `Authorization`, or nobody who is known; how to name someone.
    Unauthorised(&'static str),
    /// The signed identity's time is over; told in a sentence.
    IdentityExpired(String),
    /// The signed identity is not taken; told in a sentence.
    IdentityRefused(String),
    /// The session has ended, or there never was one.
    SessionEnded,
    /// A page of another site writes.
    ForeignOrigin(String),
    /// No such thing, or not for this caller.
    NotFound,
    /// No such address.
    NoRoute,
    /// The address takes other methods.
    MethodNotAllowed,
    /// The same `Idempotency-Key` is being served.
    StillRunning,
    /// The ticket is closed.
    TicketClosed,
    /// The ticket's status does not allow it.
    NotAllowed,
    /// Rated or dismissed already.
    Answered,
    /// More bytes than this.
    TooLarge(u64),
    /// A file or body of a type that is not taken; says which are.
    UnsupportedType(String),
    /// Fields are at fault.
    Fields(Vec<FieldProblem>),
    /// The `Idempotency-Key` was used for another call.
    KeyReused,
    /// Too many calls; again in this many seconds.
    TooMany(u64),
    /// The database is locked or full; goes to the log.
    Unavailable(String),
    /// Our fault; goes to the log.
    Broken(String),
}

/// Refuses what has faults.
///
/// # Errors
/// [`Refusal::Fields`] unless the list is empty.
pub fn refuse(faults: Vec<FieldProblem>) -> Result<(), Refusal> {
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Fields(faults)) }
}

/// The kind of a refusal, which has the status with it; its title; its detail.
struct Look(Kind, &'static str, Option<String>);

impl Refusal {
    fn look(&self) -> Look {
        let said = |text: &str| Some(text.to_owned());
        match self {
            Self::BadRequest(detail) => Look(Kind::BadRequest, "Bad request", said(detail)),
            Self::NotJson(detail) => Look(Kind::NotJson, "Body is not JSON", said(detail)),
            Self::MissingKey => Look(
                Kind::IdempotencyKeyMissing,
                "Idempotency-Key is missing",
                said(
                    "Every write carries Idempotency-Key: 1 to 255 visible ASCII characters, a new one for each new write.",
                ),
            ),
            Self::Unauthorised(how) => Look(Kind::Unauthorised, "Not authorised", said(how)),
            Self::IdentityExpired(detail) => {
                Look(Kind::IdentityExpired, "Identity has expired", said(detail))
            }
            Self::IdentityRefused(detail) => Look(Kind::IdentityRefused, "Identity is refused", said(detail)),
            Self::SessionEnded => Look(
                Kind::SessionEnded,
                "The session has ended",
                said("Sign in again: `POST /v1/sessions` with a new identity. Nothing was changed."),
            ),
            Self::ForeignOrigin(origin) => Look(
                Kind::ForeignOrigin,
                "Origin is not allowed",
                Some(format!(
                    "Pages of {origin} may not call this server. Its operator can add them to `origins`."
                )),
            ),
            Self::NotFound => Look(
                Kind::NotFound,
                "Not found",
                said("There is no such thing, or the key that was sent does not open it."),
            ),
            Self::NoRoute => {
                Look(Kind::NoSuchAddress, "No such address", said("/openapi.json describes every address."))
            }
            Self::MethodNotAllowed => Look(
                Kind::MethodNotAllowed,
                "Method is not allowed",
                said("The header Allow names the methods of this address."),
            ),
            Self::StillRunning => Look(
                Kind::IdempotencyKeyRunning,
                "The first call is still running",
                said(
                    "A call with this Idempotency-Key is being served; repeat it in a moment to get its reply.",
                ),
            ),
            Self::TicketClosed => Look(
                Kind::TicketClosed,
                "The ticket is closed",
                said(
                    "A closed ticket takes no replies. Send a new ticket and name this one's reference in it.",
                ),
            ),
            Self::NotAllowed => Look(
                Kind::NotAllowedNow,
                "Not allowed in this status",
                said(
                    "The ticket's status does not allow this now; read the ticket again to see what it allows.",
                ),
            ),
            Self::Answered => Look(
                Kind::SurveyAnswered,
                "Answered already",
                said("This was rated or dismissed since the ticket was last solved."),
            ),
            Self::TooLarge(limit) => {
                Look(Kind::TooLarge, "Too large", Some(format!("At most {limit} bytes are taken.")))
            }
            Self::UnsupportedType(taken) => {
                Look(Kind::UnsupportedType, "Type is not taken", Some(format!("Taken are: {taken}.")))
            }
            Self::Fields(_) => Look(Kind::InvalidFields, "Fields are not valid", said("See `errors`.")),
            Self::KeyReused => Look(
                Kind::IdempotencyKeyReused,
                "Idempotency-Key was used for another call",
                said(
                    "Send a new Idempotency-Key with a new write; repeat a write unchanged under its old one.",
                ),
            ),
            Self::TooMany(seconds) => Look(
                Kind::TooManyRequests,
                "Too many requests",
                Some(format!("Try again in {seconds} seconds.")),
            ),
            Self::Unavailable(_) => Look(
                Kind::Unavailable,
                "Cannot be served now",
                said("Nothing was changed. Try again in a moment."),
            ),
            Self::Broken(_) => Look(
                Kind::Internal,
                "The server failed",
                said("This is not your fault. It was noted for the operator."),
            ),
        }
    }

    fn header(&self) -> Option<(HeaderName, HeaderValue)> {
        match self {
            Self::Unauthorised(_)
            | Self::IdentityExpired(_)
            | Self::IdentityRefused(_)
            | Self::SessionEnded => Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            Self::TooMany(seconds) => Some((header::RETRY_AFTER, HeaderValue::from(*seconds))),
            Self::StillRunning => Some((header::RETRY_AFTER, HeaderValue::from(1))),
            Self::Unavailable(_) => Some((header::RETRY_AFTER, HeaderValue::from(3))),
            _ => None,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Look(kind, title, detail) = self.look();
        let status = kind.status().and_then(|status| StatusCode::from_u16(status).ok());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let header = self.header();
        match &self {
            Self::Unavailable(why) => tracing::warn!(why, "cannot serve now"),
            Self::Broken(why) => tracing::error!(why, "failed"),
            _ => {}
        }
        let errors = if let Self::Fields(errors) = self { errors } else { Vec::new() };
        let problem = Problem { kind, title: title.to_owned(), status: status.as_u16(), detail, errors };
        let mut response = (status, Json(problem)).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response.headers_mut().extend(header);
        response
    }
}

/// The reply to a call whose handler panicked: one call is lost, not the server.
pub fn panicked(why: Box<dyn std::any::Any + Send>) -> Response {
    let said = why.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let said = said.or_else(|| why.downcast_ref::<String>().cloned()).unwrap_or_default();
    Refusal::Broken(["panicked: ", &said].concat()).into_response()
}

impl From<IdentityFault> for Refusal {
    fn from(fault: IdentityFault) -> Self {
        match fault {
            IdentityFault::Expired(why) => Self::IdentityExpired(why),
            IdentityFault::Refused(why) => Self::IdentityRefused(why),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(why) => Self::Unavailable(why),
            StoreError::Broken(why) => Self::Broken(why),
            StoreError::Refused(Refused::NotFound) => Self::NotFound,
            StoreError::Refused(Refused::Closed) => Self::TicketClosed,
            StoreError::Refused(Refused::NotAllowed) => Self::NotAllowed,
            StoreError::Refused(Refused::Answered) => Self::Answered,
            StoreError::Refused(Refused::Attachments(places)) => Self::Fields(
                places
                    .iter()
                    .map(|place| FieldError::NotFound.at(&format!("/attachments/{place}")))
                    .collect(),
            ),
        }
    }
}
