//! Agents and their API tokens.

use helpnook_contract::AgentId;
use helpnook_contract::agent::Agent;

use super::{Store, StoreError};
use crate::random;
use crate::secret::Secret;

impl Store {
    /// Makes an API token (`hnk_…`) for the agent of this name, who is made when missing. It is returned once;
    /// only its hash is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create_token(&self, agent_name: &str) -> Result<String, StoreError> {
        let mut write = self.write().await?;
        let known: Option<(String,)> = sqlx::query_as("SELECT id FROM agents WHERE name = ?")
            .bind(agent_name)
            .fetch_optional(&mut *write.transaction)
            .await?;
        let agent = match known {
            Some((id,)) => id,
            None => {
                let id = random::id("agt_");
                sqlx::query("INSERT INTO agents (id, name, created_at) VALUES (?, ?, ?)")
                    .bind(&id)
                    .bind(agent_name)
                    .bind(write.now.0)
                    .execute(&mut *write.transaction)
                    .await?;
                id
            }
        };
        let token = Secret::new(Secret::AGENT);
        sqlx::query("INSERT INTO agent_tokens (hash, agent, created_at) VALUES (?, ?, ?)")
            .bind(token.hash())
            .bind(agent)
            .bind(write.now.0)
            .execute(&mut *write.transaction)
            .await?;
        write.commit().await?;
        Ok(token.reveal().to_owned())
    }

    /// Takes every token of this agent back; tells how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_tokens(&self, agent_name: &str) -> Result<u64, StoreError> {
        let mut write = self.write().await?;
        let done = sqlx::query(
            "UPDATE agent_tokens SET revoked_at = ? \
             WHERE revoked_at IS NULL AND agent IN (SELECT id FROM agents WHERE name = ?)",
        )
        .bind(write.now.0)
        .bind(agent_name)
        .execute(&mut *write.transaction)
        .await?;
        write.commit().await?;
        Ok(done.rows_affected())
    }

    /// The agent whose token this is, unless it was taken back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_of(&self, token: &Secret) -> Result<Option<Agent>, StoreError> {
        let row: Option<(String, String)> = sqlx::query_as(
            "SELECT agents.id, agents.name FROM agent_tokens JOIN agents ON agents.id = agent_tokens.agent \
             WHERE agent_tokens.hash = ? AND agent_tokens.revoked_at IS NULL",
        )
        .bind(token.hash())
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|(id, name)| Agent { id: AgentId(id), name }))
    }
}
