//! The outcomes of a request for single items: a successful response can hide a partial failure.
//!
//! Generated code supplies the facts of an operation ([`ReportsOutcomes`]); the judgement is here. It
//! compares the response with the request, so that an item that was requested and is not accounted
//! for does not pass as updated.

pub(crate) mod counts;
pub(crate) mod error;
pub(crate) mod facts;
pub(crate) mod item;
pub(crate) mod judgement;
pub(crate) mod requested;
pub(crate) mod summary;

pub use counts::OutcomeCounts;
pub use error::PartialFailureError;
pub use facts::{NoEntry, OutcomeFacts, OutcomePart, OutcomeValue, ReportsOutcomes, is_success};
pub use item::{ItemOutcome, Outcome, PartOutcome};
pub use summary::{Conclusion, Outcomes};
