//! Facts of an API and of its operations: what the runtime is to know, and what readers are told.

use super::{FieldName, Type, WireName};

/// How a request proves who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// By a token in a header.
    Token {
        /// The header's name.
        header: WireName,
        /// The word before the token; empty when there is none.
        prefix: String,
    },
    /// By a user's name and password.
    Basic,
    /// Not at all.
    Anonymous,
}

/// The environment variables that a client can be set up from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// Holds the address of the server.
    pub base_url: String,
    /// Holds the token, where the scheme takes one.
    pub token: Option<String>,
    /// Holds the user, where the scheme takes one.
    pub user: Option<String>,
    /// Holds the password, where the scheme takes one.
    pub password: Option<String>,
}

/// The keys of an error body. A key that is not there is `None`.
#[derive(Clone, Debug, Default)]
pub struct ErrorEnvelope {
    /// Holds the errors; without it the error is the whole body.
    pub errors: Option<WireName>,
    /// An error's code.
    pub code: Option<WireName>,
    /// An error's title.
    pub title: Option<WireName>,
    /// An error's detail.
    pub detail: Option<WireName>,
}

/// What there is to know of an operation before it is sent.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What the token must be allowed to do.
    pub permissions: Vec<String>,
    /// The answers by which the server says that it did nothing.
    pub refused: Vec<Refusal>,
    /// Whether a request that may have been carried out can be sent again.
    pub repeatable: Repeatable,
    /// How many requests a client may send.
    pub rate_limit: Option<RateLimit>,
    /// The list that can be split over several requests.
    pub batch: Option<Batch>,
}

/// An answer by which the server says that it did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: u16,
    /// The header without which the answer does not say so.
    pub header: Option<WireName>,
}

/// Whether a request that may have been carried out can be sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Repeatable {
    /// It cannot.
    #[default]
    Never,
    /// It can.
    Always,
    /// It can when some inputs are set and others are not, by wire path.
    When {
        /// These are.
        set: Vec<String>,
        /// These are not.
        unset: Vec<String>,
    },
}

/// How many requests a client may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// So many in a second.
    pub per_second: u32,
    /// So many at once after a pause.
    pub burst: u32,
}

/// A list that can be split over several requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The list, by wire path.
    pub list: String,
    /// How many items one request takes.
    pub max_items: u32,
}

/// How the pages of a listing follow each other.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// The way to the cursor among the inputs.
    pub cursor: Vec<FieldName>,
    /// The way to the next cursor in the body of an answer.
    pub next: Vec<Step>,
    /// The way to the items.
    pub items: Vec<Step>,
    /// What the items are.
    pub item: Type,
    /// The way to the number of all items.
    pub total: Option<Vec<Step>>,
}

/// A member on the way through the body of an answer.
#[derive(Clone, Debug)]
pub struct Step {
    /// The struct field.
    pub field: FieldName,
    /// Whether it is an `Option`.
    pub is_optional: bool,
    /// Whether `null` is a value of it.
    pub is_nullable: bool,
}

/// Of which kind the body of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// A JSON object whose members are inputs of the request.
    Members,
    /// One input, as JSON.
    Json,
    /// One input, as it is: bytes or text.
    Raw,
}

/// What the body of an answer becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is none.
    Nothing,
    /// A value read from JSON.
    Json,
    /// Text.
    Text,
    /// A stream of bytes.
    Stream,
    /// One of several, told apart by the status.
    ByStatus,
}

/// The statuses of the answers that have a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statuses {
    /// All that no other body has.
    Others,
    /// These.
    These(Vec<u16>),
}

/// A request, and the answer to it.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub description: String,
    /// The inputs by their names.
    pub request: serde_json::Map<String, serde_json::Value>,
    /// The answer.
    pub answer: Option<ExampleAnswer>,
}

/// The answer of an example.
#[derive(Clone, Debug)]
pub struct ExampleAnswer {
    /// Its status.
    pub status: u16,
    /// Its headers: names and texts.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Option<serde_json::Value>,
}
