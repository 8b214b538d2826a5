//! Ratings: responses to surveys.

use helpnook_contract::surveys::{Answer, ResponseState, SurveyResponse};
use helpnook_contract::tickets::TicketStatus;
use helpnook_contract::{ResponseId, SurveyId, TicketId};
use sqlx::SqliteConnection;

use super::{Refused, Store, StoreError, Write, columns};
use crate::random;

/// What decides whether a ticket's survey is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where the ticket stands.
    pub status: TicketStatus,
    /// The response since it was last solved.
    pub response: Option<ResponseState>,
}

impl Store {
    /// What decides whether a survey is due for a ticket.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn survey_standing(
        &self,
        survey: &SurveyId,
        ticket: &TicketId,
    ) -> Result<Option<Standing>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let standing = standing(&mut connection, survey, ticket).await?;
        Ok(standing.map(|(status, _, response)| Standing { status, response }))
    }

    /// The ticket that a response rates.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rated_ticket(
        &self,
        survey: &SurveyId,
        response: &ResponseId,
    ) -> Result<Option<TicketId>, StoreError> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT ticket FROM survey_responses WHERE id = ? AND survey = ?")
                .bind(response.as_str())
                .bind(survey.as_str())
                .fetch_optional(&self.readers)
                .await?;
        Ok(row.map(|(ticket,)| TicketId(ticket)))
    }

    /// What was answered in a response so far.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn response_answers(&self, response: &ResponseId) -> Result<Vec<Answer>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        answers(&mut connection, response).await
    }
}

impl Write {
    /// Keeps the first answers to a survey about a solved ticket.
    ///
    /// # Errors
    /// [`Refused::NotFound`], [`Refused::NotAllowed`] when the ticket is not solved, [`Refused::Answered`], and when
    /// the database fails.
    pub async fn create_response(
        &mut self,
        survey: &SurveyId,
        ticket: &TicketId,
        given: &[Answer],
        state: ResponseState,
    ) -> Result<SurveyResponse, StoreError> {
        let standing = standing(&mut self.transaction, survey, ticket).await?;
        let cycle = match standing {
            None => Err(Refused::NotFound),
            Some((_, _, Some(_))) => Err(Refused::Answered),
            Some((TicketStatus::Solved, cycle, None)) => Ok(cycle),
            Some(_) => Err(Refused::NotAllowed),
        };
        let cycle = cycle.map_err(StoreError::Refused)?;
        let id = ResponseId(random::id("rsp_"));
        sqlx::query(
            "INSERT INTO survey_responses (id, survey, ticket, cycle, state, created_at, updated_at) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id.as_str())
        .bind(survey.as_str())
        .bind(ticket.as_str())
        .bind(cycle)
        .bind(columns::state_word(state))
        .bind(self.now.0)
        .bind(self.now.0)
        .execute(&mut *self.transaction)
        .await?;
        self.answer(survey, &id, given, state).await
    }

    /// Adds to or corrects a response.
    ///
    /// # Errors
    /// [`Refused::NotFound`], and when the database fails.
    pub async fn update_response(
        &mut self,
        survey: &SurveyId,
        response: &ResponseId,
        given: &[Answer],
        state: ResponseState,
    ) -> Result<SurveyResponse, StoreError> {
        let done =
            sqlx::query("UPDATE survey_responses SET state = ?, updated_at = ? WHERE id = ? AND survey = ?")
                .bind(columns::state_word(state))
                .bind(self.now.0)
                .bind(response.as_str())
                .bind(survey.as_str())
                .execute(&mut *self.transaction)
                .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Refused(Refused::NotFound));
        }
        self.answer(survey, response, given, state).await
    }

    async fn answer(
        &mut self,
        survey: &SurveyId,
        response: &ResponseId,
        given: &[Answer],
        state: ResponseState,
    ) -> Result<SurveyResponse, StoreError> {
        for answer in given {
            sqlx::query(
                "INSERT INTO survey_answers (response, question, score, text) VALUES (?, ?, ?, ?) \
                 ON CONFLICT (response, question) DO UPDATE SET score = excluded.score, text = excluded.text",
            )
            .bind(response.as_str())
            .bind(&answer.question)
            .bind(answer.score.map(i64::from))
            .bind(answer.text.as_deref().map(str::trim))
            .execute(&mut *self.transaction)
            .await?;
        }
        let answers = answers(&mut self.transaction, response).await?;
        Ok(SurveyResponse { id: response.clone(), survey: survey.clone(), answers, state })
    }
}

async fn standing(
    connection: &mut SqliteConnection,
    survey: &SurveyId,
    ticket: &TicketId,
) -> Result<Option<(TicketStatus, i64, Option<ResponseState>)>, StoreError> {
    let row: Option<(String, i64, Option<String>)> = sqlx::query_as(
        "SELECT t.status, t.solve_cycle, r.state FROM tickets t \
         LEFT JOIN survey_responses r ON r.ticket = t.id AND r.cycle = t.solve_cycle AND r.survey = ? WHERE t.id = ?",
    )
    .bind(survey.as_str())
    .bind(ticket.as_str())
    .fetch_optional(&mut *connection)
    .await?;
    Ok(row.map(|(status, cycle, state)| {
        (columns::status(&status), cycle, state.as_deref().map(columns::state))
    }))
}

async fn answers(
    connection: &mut SqliteConnection,
    response: &ResponseId,
) -> Result<Vec<Answer>, StoreError> {
    let rows: Vec<(String, Option<i64>, Option<String>)> = sqlx::query_as(
        "SELECT question, score, text FROM survey_answers WHERE response = ? ORDER BY question DESC",
    )
    .bind(response.as_str())
    .fetch_all(&mut *connection)
    .await?;
    let answer = |(question, score, text): (String, Option<i64>, Option<String>)| Answer {
        question,
        score: score.and_then(|score| u8::try_from(score).ok()),
        text,
    };
    Ok(rows.into_iter().map(answer).collect())
}
