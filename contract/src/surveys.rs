//! Surveys: which one is due, and what was answered.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Endpoint, Method, NoBody};
use crate::id::{ResponseId, SurveyId, TicketId};

/// `GET /v1/surveys/next`: the one survey to show now, or none with the reason.
/// With a `ticket`, its key is sent in `Authorization`.
#[derive(Clone, Debug)]
pub struct GetNextSurvey {
    /// What happened.
    pub query: NextSurveyQuery,
}

impl Endpoint for GetNextSurvey {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/surveys/next";
    type Body = NoBody;
    type Reply = NextSurvey;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .query("trigger", Some(&self.query.trigger))
            .query("ticket", self.query.ticket.as_ref().map(TicketId::as_str))
            .finish()
    }
}

/// The query of [`GetNextSurvey`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct NextSurveyQuery {
    /// What happened: `ticket_solved`. Other triggers may be asked for; a backend that has no survey
    /// for one says so.
    pub trigger: String,
    /// To which ticket it happened.
    pub ticket: Option<TicketId>,
}

/// The decision, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextSurvey {
    /// The survey to show; absent for none.
    pub survey: Option<Survey>,
    /// Why this one, or why none.
    pub reason: SurveyReason,
}

/// Why a survey is shown or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SurveyReason {
    /// It is due.
    Due,
    /// No survey listens to this trigger.
    NoneForTrigger,
    /// The ticket is not solved.
    NotSolved,
    /// It was answered already.
    Answered,
    /// It was dismissed.
    Dismissed,
    /// A reason of a newer backend.
    #[serde(other)]
    Unknown,
}

/// A survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Survey {
    /// To answer it by.
    pub id: SurveyId,
    /// What it measures.
    pub kind: SurveyKind,
    /// Grows with each change of its questions.
    pub version: u32,
    /// In the order to ask them.
    pub questions: Vec<Question>,
}

/// What a survey measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SurveyKind {
    /// Customer satisfaction, 1 to 5.
    Csat,
    /// Net promoter score, 0 to 10.
    Nps,
    /// Customer effort score, 1 to 7.
    Ces,
    /// Any other.
    #[serde(other)]
    Custom,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    /// To answer it by.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The lowest score of a rating.
    pub min: u8,
    /// The highest score of a rating.
    pub max: u8,
    /// Whether a complete response must answer it.
    pub required: bool,
    /// Its words; absent: the widget's own for this kind of survey, in the customer's language.
    pub text: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// By a score.
    Rating,
    /// By a text; also whatever a newer backend asks.
    #[serde(other)]
    Text,
}

/// `POST /v1/surveys/{id}/responses`: 201. A ticket's rating is a response with its `ticket`, whose key is
/// sent in `Authorization`. A ticket rated already since it was last solved: 409.
#[derive(Clone, Debug)]
pub struct CreateResponse {
    /// To which survey.
    pub id: SurveyId,
    /// The answers.
    pub body: NewResponse,
}

impl Endpoint for CreateResponse {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/surveys/{id}/responses";
    type Body = NewResponse;
    type Reply = SurveyResponse;

    fn address(&self) -> String {
        Address::new(Self::PATH).with("id", self.id.as_str()).finish()
    }

    fn body(&self) -> Option<&NewResponse> {
        Some(&self.body)
    }
}

/// Answers as they are sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewResponse {
    /// What is rated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
    /// One entry for each question answered so far.
    pub answers: Vec<Answer>,
    /// Whether more may follow.
    pub state: ResponseState,
}

/// The answer to one question: a score or a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// Which question.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[^\x00]*$"))]
    pub question: String,
    /// For a rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 255))]
    pub score: Option<u8>,
    /// For a text, at most 5,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 5000, pattern = r"^[^\x00]*$"))]
    pub text: Option<String>,
}

/// How far a response has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ResponseState {
    /// More may follow.
    Partial,
    /// Done.
    Complete,
    /// The customer does not want to answer.
    Dismissed,
}

/// `PATCH /v1/surveys/{id}/responses/{response}`: adds to or corrects a response; 200.
/// Answers to the same question replace each other.
#[derive(Clone, Debug)]
pub struct UpdateResponse {
    /// To which survey.
    pub id: SurveyId,
    /// Which response.
    pub response: ResponseId,
    /// What is new.
    pub body: ResponseChange,
}

impl Endpoint for UpdateResponse {
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/v1/surveys/{id}/responses/{response}";
    type Body = ResponseChange;
    type Reply = SurveyResponse;

    fn address(&self) -> String {
        Address::new(Self::PATH)
            .with("id", self.id.as_str())
            .with("response", self.response.as_str())
            .finish()
    }

    fn body(&self) -> Option<&ResponseChange> {
        Some(&self.body)
    }
}

/// What is new in a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResponseChange {
    /// One entry for each question answered or corrected.
    pub answers: Vec<Answer>,
    /// How far it has come.
    pub state: ResponseState,
}

/// A response as the server has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SurveyResponse {
    /// To change it by.
    pub id: ResponseId,
    /// To which survey.
    pub survey: SurveyId,
    /// Everything answered so far.
    pub answers: Vec<Answer>,
    /// How far it has come.
    pub state: ResponseState,
}
