//! A ticket's status: who may change it to what, and the history of its changes.

use helpnook_contract::TicketId;
use helpnook_contract::agent::Agent;
use helpnook_contract::thread::CustomerStatus;
use helpnook_contract::tickets::{Actor, TicketStatus};

use super::{Refused, StoreError, Write, columns};

impl Write {
    /// The customer solves or reopens.
    ///
    /// # Errors
    /// [`Refused::Closed`], [`Refused::NotAllowed`], and when the database fails.
    pub async fn customer_transition(
        &mut self,
        ticket: &TicketId,
        to: CustomerStatus,
    ) -> Result<(), StoreError> {
        let (status, _) = self.standing(ticket).await?;
        let to = match (to, status) {
            (_, TicketStatus::Closed | TicketStatus::Unknown) => Err(Refused::Closed),
            (CustomerStatus::Solved, TicketStatus::New | TicketStatus::Open | TicketStatus::Waiting) => {
                Ok(TicketStatus::Solved)
            }
            (CustomerStatus::Open, TicketStatus::Solved) => Ok(TicketStatus::Open),
            _ => Err(Refused::NotAllowed),
        };
        let to = to.map_err(StoreError::Refused)?;
        self.change_status(ticket, status, to, Actor::Customer, None).await
    }

    /// An agent gives a status; the one that it has already changes nothing.
    ///
    /// # Errors
    /// [`Refused::NotFound`], [`Refused::Closed`], and when the database fails.
    pub async fn agent_transition(
        &mut self,
        ticket: &TicketId,
        agent: &Agent,
        to: TicketStatus,
    ) -> Result<(), StoreError> {
        let (status, _) = self.standing(ticket).await?;
        match status {
            status if status == to => Ok(()),
            TicketStatus::Closed => Err(StoreError::Refused(Refused::Closed)),
            _ => self.change_status(ticket, status, to, Actor::Agent, Some(agent)).await,
        }
    }

    /// Where a ticket stands, and how its requester is called.
    pub(super) async fn standing(
        &mut self,
        ticket: &TicketId,
    ) -> Result<(TicketStatus, Option<String>), StoreError> {
        let row: Option<(String, Option<String>)> =
            sqlx::query_as("SELECT status, name FROM tickets WHERE id = ?")
                .bind(ticket.as_str())
                .fetch_optional(&mut *self.transaction)
                .await?;
        let (status, name) = row.ok_or(StoreError::Refused(Refused::NotFound))?;
        Ok((columns::status(&status), name))
    }

    pub(super) async fn change_status(
        &mut self,
        ticket: &TicketId,
        from: TicketStatus,
        to: TicketStatus,
        by: Actor,
        agent: Option<&Agent>,
    ) -> Result<(), StoreError> {
        let waits = |status| matches!(status, TicketStatus::New | TicketStatus::Open);
        sqlx::query(
            "UPDATE tickets SET status = ?, updated_at = ?, solve_cycle = solve_cycle + ?, \
                 waiting_since = CASE WHEN ? THEN ? ELSE waiting_since END WHERE id = ?",
        )
        .bind(columns::status_word(to))
        .bind(self.now.0)
        .bind(i64::from(to == TicketStatus::Solved))
        .bind(waits(to) && !waits(from))
        .bind(self.now.0)
        .bind(ticket.as_str())
        .execute(&mut *self.transaction)
        .await?;
        self.note_status(ticket, to, by, agent).await
    }

    pub(super) async fn note_status(
        &mut self,
        ticket: &TicketId,
        to: TicketStatus,
        by: Actor,
        agent: Option<&Agent>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO status_changes (ticket, ordinal, status, at, actor, agent) \
             VALUES (?, (SELECT COUNT(*) + 1 FROM status_changes WHERE ticket = ?), ?, ?, ?, ?)",
        )
        .bind(ticket.as_str())
        .bind(ticket.as_str())
        .bind(columns::status_word(to))
        .bind(self.now.0)
        .bind(columns::actor_word(by))
        .bind(agent.map(|agent| agent.id.as_str()))
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
