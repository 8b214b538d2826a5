//! A call, described once.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The HTTP methods that the contract uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; never changes anything.
    Get,
    /// Creates.
    Post,
    /// Changes a part.
    Patch,
    /// Replaces the whole, or creates it under a known id.
    Put,
    /// Ends. Repeats change nothing further (RFC 9110, 9.2.2), so it needs no key.
    Delete,
}

impl Method {
    /// The method as it stands in a request.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// Whether a call with this method needs an `Idempotency-Key`.
    pub fn is_write(self) -> bool {
        !matches!(self, Self::Get | Self::Delete)
    }
}

/// One call of the contract.
pub trait Endpoint {
    /// Its method.
    const METHOD: Method;
    /// Its path, with parameters in braces: `/v1/tickets/{id}`.
    const PATH: &'static str;
    /// What is sent as JSON; [`NoBody`] where nothing is.
    type Body: Serialize;
    /// What comes back as JSON on success.
    type Reply: DeserializeOwned;

    /// The address below the backend's own: the path with its parameters in place, and the query.
    fn address(&self) -> String {
        Self::PATH.to_owned()
    }

    /// The body, where the call has one.
    fn body(&self) -> Option<&Self::Body> {
        None
    }
}

/// The body of a call that sends none.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct NoBody;

/// A page of a list. `next` is the `cursor` of the following page; absent on the last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries, in the order that the call documents.
    pub items: Vec<T>,
    /// To be sent back unchanged as `cursor`.
    pub next: Option<Cursor>,
}

/// Where a list goes on. Opaque: a backend makes it as it likes, a client sends it back unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(min_length = 1))]
#[serde(transparent)]
pub struct Cursor(pub String);

impl Cursor {
    /// The cursor as it travels.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Builds an address: parameters and query values are percent-encoded (RFC 3986, unreserved kept).
#[derive(Debug)]
pub struct Address {
    text: String,
    has_query: bool,
}

impl Address {
    /// Starts from a path with parameters in braces.
    pub fn new(path: &str) -> Self {
        Self { text: path.to_owned(), has_query: false }
    }

    /// Puts `value` where `{name}` stands.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let hole = ["{", name, "}"].concat();
        // The library's search of texts would be a kilobyte of the widget, for this line alone.
        let at = self.text.as_bytes().windows(hole.len()).position(|found| found == hole.as_bytes());
        if let Some(at) = at {
            self.text = [&self.text[..at], &encode(value), &self.text[at + hole.len()..]].concat();
        }
        self
    }

    /// Adds `name=value` to the query, unless there is no value.
    pub fn query(mut self, name: &str, value: Option<&str>) -> Self {
        if let Some(value) = value {
            self.text.push(if self.has_query { '&' } else { '?' });
            self.text.push_str(name);
            self.text.push('=');
            self.text.push_str(&encode(value));
            self.has_query = true;
        }
        self
    }

    /// The finished address.
    pub fn finish(self) -> String {
        self.text
    }
}

fn encode(value: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_query_are_encoded() {
        let address = Address::new("/v1/articles/{id}")
            .with("id", "a/b é")
            .query("language", None)
            .query("query", Some("log in & out"))
            .query("cursor", Some("x"))
            .finish();
        assert_eq!(address, "/v1/articles/a%2Fb%20%C3%A9?query=log%20in%20%26%20out&cursor=x");
    }
}
