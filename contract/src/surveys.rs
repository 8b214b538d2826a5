//! Surveys: the survey that is due, and responses.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Endpoint, Method, NoBody};
use crate::id::{ResponseId, SurveyId, TicketId};

/// `GET /v1/surveys/next`: the survey to show now, or none, with the reason.
/// With a `ticket`, its key is sent in `Authorization`.
#[derive(Clone, Debug)]
pub struct GetNextSurvey {
    /// The kind of an interaction.
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
    /// The trigger: `ticket_solved`. A backend without a survey for another trigger
    /// replies [`SurveyReason::NoneForTrigger`].
    pub trigger: String,
    /// The ticket of the trigger.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub ticket: Option<TicketId>,
}

/// The decision with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextSurvey {
    /// The survey to show; absent for none.
    pub survey: Option<Survey>,
    /// The reason for this one or none.
    pub reason: SurveyReason,
}

/// The reason why a survey is shown or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SurveyReason {
    /// It is due.
    Due,
    /// No survey has this trigger.
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
    /// Its id.
    pub id: SurveyId,
    /// The kind of survey.
    pub kind: SurveyKind,
    /// Grows with each change of its questions.
    pub version: u32,
    /// In order of display.
    pub questions: Vec<Question>,
}

/// The kind of a survey.
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
    /// Its id.
    pub id: String,
    /// The kind of question.
    pub kind: QuestionKind,
    /// The lowest score of a rating.
    pub min: u8,
    /// The highest score of a rating.
    pub max: u8,
    /// True if a complete response needs an answer to it.
    pub required: bool,
    /// Its text; absent: the widget's own text for this kind of survey, in the customer's language.
    pub text: Option<String>,
}

/// The kind of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// A score.
    Rating,
    /// A text, or a kind of a newer backend.
    #[serde(other)]
    Text,
}

/// `POST /v1/surveys/{id}/responses`: 201. A ticket's rating is a response with its `ticket`, whose key is
/// sent in `Authorization`. 409 for a ticket that has a rating since it was last solved.
#[derive(Clone, Debug)]
pub struct CreateResponse {
    /// The survey.
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

/// The body of [`CreateResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewResponse {
    /// The rated ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
    /// One entry for each answered question.
    pub answers: Vec<Answer>,
    /// In progress, complete or dismissed.
    pub state: ResponseState,
}

/// The answer to one question: a score or a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// The question's id.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[^\x00]*$"))]
    pub question: String,
    /// The answer to a rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 255))]
    pub score: Option<u8>,
    /// The answer to a text question, at most 5,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 5000, pattern = r"^[^\x00]*$"))]
    pub text: Option<String>,
}

/// The state of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ResponseState {
    /// In progress: more answers may follow.
    Partial,
    /// Complete.
    Complete,
    /// Dismissed by the customer.
    Dismissed,
}

/// `PATCH /v1/surveys/{id}/responses/{response}`: adds to or corrects a response; 200.
/// A later answer to a question replaces the earlier one.
#[derive(Clone, Debug)]
pub struct UpdateResponse {
    /// The survey.
    pub id: SurveyId,
    /// The response's id.
    pub response: ResponseId,
    /// New answers or state.
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

/// The body of [`UpdateResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResponseChange {
    /// One entry for each new or corrected answer.
    pub answers: Vec<Answer>,
    /// Its state.
    pub state: ResponseState,
}

/// A stored response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SurveyResponse {
    /// Its id.
    pub id: ResponseId,
    /// The survey.
    pub survey: SurveyId,
    /// All answers.
    pub answers: Vec<Answer>,
    /// Its state.
    pub state: ResponseState,
}
