//! Calls of agents, each with an agent's API token as `Bearer`.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Endpoint, Method, NoBody};
use crate::id::AgentId;
use crate::site::ReplyTime;
use crate::tickets::TicketStatus;

/// Writing help articles.
pub mod editing;
/// The queue of tickets.
pub mod queue;

/// `GET /v1/agent/me`: the agent of the token.
#[derive(Clone, Copy, Debug)]
pub struct GetMe;

impl Endpoint for GetMe {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/me";
    type Body = NoBody;
    type Reply = Agent;
}

/// An agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agent {
    /// Its id.
    pub id: AgentId,
    /// Name that customers see beside replies.
    pub name: String,
}

/// `GET /v1/agent/figures`: figures of the last 30 days.
#[derive(Clone, Copy, Debug)]
pub struct GetFigures;

impl Endpoint for GetFigures {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/v1/agent/figures";
    type Body = NoBody;
    type Reply = Figures;
}

/// Figures of support.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Current number of tickets by status.
    pub tickets: Vec<StatusCount>,
    /// First response time of tickets created in the last 30 days; absent without a response.
    pub first_response: Option<ReplyTime>,
    /// Ratings in the last 30 days.
    pub ratings: u32,
    /// CSAT: the share of ratings that are 4 or 5, 0 to 1; absent without ratings.
    pub csat: Option<f64>,
    /// Outcomes of searches in the last 30 days.
    #[serde(default)]
    pub deflection: Deflection,
}

/// Outcomes of searches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deflection {
    /// Searches.
    pub searched: u32,
    /// Searches without results.
    pub found_nothing: u32,
    /// Articles opened from results.
    pub opened: u32,
    /// Searches answered by an article.
    pub solved: u32,
    /// Tickets created after a search.
    pub asked: u32,
}

/// The number of tickets in a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusCount {
    /// The status.
    pub status: TicketStatus,
    /// The count.
    pub count: u32,
}
