//! Files: uploaded first, then attached to a ticket or reply.

use serde::{Deserialize, Serialize};

use crate::endpoint::{Address, Endpoint, Method, NoBody};
use crate::id::AttachmentId;

/// `POST /v1/attachments`: the file's bytes are the body (`application/octet-stream`), 201.
///
/// The type is detected from the bytes, not taken from the sender. A file that no ticket uses within a day is
/// deleted. A caller who has the id may attach the file once.
#[derive(Clone, Debug)]
pub struct UploadAttachment {
    /// The file's name.
    pub query: AttachmentQuery,
}

impl Endpoint for UploadAttachment {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/v1/attachments";
    type Body = NoBody;
    type Reply = Attachment;

    fn address(&self) -> String {
        Address::new(Self::PATH).query("name", Some(&self.query.name)).finish()
    }
}

/// The query of [`UploadAttachment`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AttachmentQuery {
    /// 1 to 255 characters; a name to show, never a path.
    #[cfg_attr(
        feature = "openapi",
        param(min_length = 1, max_length = 255, pattern = r"^[^\x00-\x1f\x7f]+$")
    )]
    pub name: String,
}

/// A file that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// Its name.
    pub name: String,
    /// Detected from the bytes.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// `GET /v1/attachments/{id}`: the bytes, as `attachment` with `nosniff`, for callers who may read the ticket.
/// Not an [`Endpoint`]: its reply is not JSON.
pub const ATTACHMENT_PATH: &str = "/v1/attachments/{id}";

/// The address of a file's bytes.
pub fn attachment_address(id: &AttachmentId) -> String {
    Address::new(ATTACHMENT_PATH).with("id", id.as_str()).finish()
}

/// The usual short name of a media type: `docx`, not `application/vnd.openxmlformats-…`.
pub fn short_name(media_type: &str) -> &str {
    match media_type.rsplit('/').next().unwrap_or(media_type) {
        "plain" => "txt",
        "vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "vnd.oasis.opendocument.text" => "odt",
        "vnd.oasis.opendocument.spreadsheet" => "ods",
        other => other,
    }
}
