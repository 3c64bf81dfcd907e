//! Requests: metadata and builders of operations, and prepared and raw requests.

pub(crate) mod builder;
pub(crate) mod metadata;
pub(crate) mod path_template;
pub(crate) mod prepared;
pub(crate) mod query_names;
pub(crate) mod raw;
pub(crate) mod target;

pub use crate::http::multipart::Part;
pub use builder::RequestBuilder;
pub use metadata::{BatchLimit, Idempotency, Metadata, RateLimit, RefusedResponse, rate_limit};
pub use prepared::PreparedRequest;
pub use raw::RawRequest;
