//! The agents' side: every call carries an agent's API token as `Bearer`.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Endpoint, Method, NoBody};
use crate::id::AgentId;
use crate::site::ReplyTime;
use crate::tickets::TicketStatus;

/// Writing help articles.
pub mod editing;
/// The queue of tickets.
pub mod queue;

/// `GET /v1/agent/me`: whose token this is.
#[derive(Clone, Copy, Debug)]
pub struct GetMe;

impl Endpoint for GetMe {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/me";
    type Body = NoBody;
    type Reply = Agent;
}

/// Someone who helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agent {
    /// Which.
    pub id: AgentId,
    /// Shown to customers beside replies.
    pub name: String,
}

/// `GET /v1/agent/figures`: how it goes, over the last 30 days.
#[derive(Clone, Copy, Debug)]
pub struct GetFigures;

impl Endpoint for GetFigures {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/figures";
    type Body = NoBody;
    type Reply = Figures;
}

/// How it goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Tickets by status now.
    pub tickets: Vec<StatusCount>,
    /// First response time of tickets created in the last 30 days; absent when none was answered.
    pub first_response: Option<ReplyTime>,
    /// Ratings in the last 30 days.
    pub ratings: u32,
    /// CSAT: the share of ratings that are 4 or 5, 0 to 1; absent without ratings.
    pub csat: Option<f64>,
    /// What became of searches in the last 30 days.
    #[serde(default)]
    pub deflection: Deflection,
}

/// What became of searches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deflection {
    /// Searches.
    pub searched: u32,
    /// Those that found nothing.
    pub found_nothing: u32,
    /// Articles that were opened out of results.
    pub opened: u32,
    /// Searches that an article answered.
    pub solved: u32,
    /// Tickets that were written after searching.
    pub asked: u32,
}

/// How many tickets stand so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusCount {
    /// The status.
    pub status: TicketStatus,
    /// The count.
    pub count: u32,
}
