//! Typed fields: parsed into a type by the form when a field loses the focus, and by the server again.

use crate::problem::FieldProblem;

/// The maximum number of characters (Unicode scalar values) of a subject.
pub const SUBJECT_MAX: usize = 200;
/// The maximum number of characters of a message or reply.
pub const MESSAGE_MAX: usize = 20_000;
/// The maximum number of characters of a person's name.
pub const NAME_MAX: usize = 200;
/// The maximum number of characters of an e-mail address (RFC 5321, 4.5.3.1).
pub const EMAIL_MAX: usize = 254;
/// The maximum number of characters of a comment in a survey or a vote.
pub const COMMENT_MAX: usize = 5_000;
/// The maximum number of files of one message.
pub const ATTACHMENTS_MAX: usize = 10;

/// The reason why a field is invalid: a closed list, each with one text and one remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// Empty, or white space alone.
    Empty,
    /// More than `max` characters.
    TooLong {
        /// The maximum.
        max: usize,
    },
    /// Not an e-mail address.
    NotAnEmail,
    /// Outside `min..=max`.
    OutOfRange {
        /// The minimum.
        min: u8,
        /// The maximum.
        max: u8,
    },
    /// More than `max` entries.
    TooMany {
        /// The maximum.
        max: usize,
    },
    /// A reference to something that does not exist or does not belong here.
    NotFound,
    /// Not one of the allowed values.
    NotAllowed,
}

impl FieldError {
    /// Its code in [`FieldProblem::code`].
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too_long",
            Self::NotAnEmail => "not_an_email",
            Self::OutOfRange { .. } => "out_of_range",
            Self::TooMany { .. } => "too_many",
            Self::NotFound => "not_found",
            Self::NotAllowed => "not_allowed",
        }
    }

    /// The problem of the field at `pointer`, with a sentence in English.
    pub fn at(self, pointer: &str) -> FieldProblem {
        let detail = match self {
            Self::Empty => "must not be empty".to_owned(),
            Self::TooLong { max } => ["must have at most ", &max.to_string(), " characters"].concat(),
            Self::NotAnEmail => "must be an e-mail address such as eve@example.com".to_owned(),
            Self::OutOfRange { min, max } => {
                ["must be between ", &min.to_string(), " and ", &max.to_string()].concat()
            }
            Self::TooMany { max } => ["must have at most ", &max.to_string(), " entries"].concat(),
            Self::NotFound => "names something that does not exist or cannot be used here".to_owned(),
            Self::NotAllowed => "is not one of the allowed values".to_owned(),
        };
        FieldProblem { pointer: pointer.to_owned(), code: self.code().to_owned(), detail }
    }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident up to $max:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Parses the text and trims white space.
            ///
            /// # Errors
            /// [`FieldError::Empty`] and [`FieldError::TooLong`].
            pub fn parse(text: &str) -> Result<Self, FieldError> {
                bounded(text, $max).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

texts! {
    /// The subject of a ticket, one line.
    Subject up to SUBJECT_MAX;
    /// The text of a ticket or reply.
    MessageText up to MESSAGE_MAX;
    /// The name of a person.
    PersonName up to NAME_MAX;
    /// A comment.
    Comment up to COMMENT_MAX;
}

/// An e-mail address: `local@domain.tld`.
///
/// The check refuses only impossible addresses: no check can tell that mail arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Parses the address and trims white space.
    ///
    /// # Errors
    /// [`FieldError::Empty`], [`FieldError::TooLong`] and [`FieldError::NotAnEmail`].
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let text = bounded(text, EMAIL_MAX)?;
        let is_email = text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && local.len() <= 64
                && domain.split('.').count() >= 2
                && domain.split('.').all(|label| !label.is_empty() && !label.starts_with('-'))
                && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\"\\".contains(c))
                && !domain.contains('@')
        });
        if is_email { Ok(Self(text)) } else { Err(FieldError::NotAnEmail) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Checks a score against its scale.
///
/// # Errors
/// [`FieldError::OutOfRange`].
pub fn score_within(score: u8, min: u8, max: u8) -> Result<u8, FieldError> {
    if (min..=max).contains(&score) { Ok(score) } else { Err(FieldError::OutOfRange { min, max }) }
}

fn bounded(text: &str, max: usize) -> Result<String, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        Err(FieldError::Empty)
    } else if text.chars().count() > max {
        Err(FieldError::TooLong { max })
    } else {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_a_text_is_not_kept() {
        assert_eq!(Subject::parse("  Parcel \n").map(|s| s.0), Ok("Parcel".to_owned()));
        assert_eq!(Subject::parse(" \t ").err(), Some(FieldError::Empty));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert!(Subject::parse(&"ä".repeat(SUBJECT_MAX)).is_ok());
        assert_eq!(
            Subject::parse(&"ä".repeat(SUBJECT_MAX + 1)).err(),
            Some(FieldError::TooLong { max: SUBJECT_MAX })
        );
    }

    #[test]
    fn addresses_that_mail_can_reach_are_taken() {
        for good in ["eve@example.com", " a.b+c@mail.example.co.uk ", "jürgen@bücher.example"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in
            ["eve", "eve@", "@example.com", "eve@example", "a b@example.com", "a@b@c.de", "a@.de", "a@b..de"]
        {
            assert_eq!(Email::parse(bad).err(), Some(FieldError::NotAnEmail), "{bad}");
        }
    }
}
