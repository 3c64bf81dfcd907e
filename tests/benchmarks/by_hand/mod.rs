//! Handwritten code for the one operation: owned types and serde, nothing else.

pub mod filter;
pub mod response;
pub mod threat;
pub mod typed_response;

use filter::Filter;
use serde::Serialize;

/// The body of the request.
#[derive(Clone, Serialize)]
pub struct Update<F = Filter> {
    /// The values to set.
    pub data: Values,
    /// The selected threats.
    pub filter: F,
}

/// The values to set.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Values {
    /// The status.
    pub incident_status: String,
    /// The verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub analyst_verdict: Option<String>,
}

impl<F> Update<F> {
    /// Sets the status of some threats.
    pub fn new(incident_status: impl Into<String>, filter: F) -> Self {
        Self {
            data: Values {
                incident_status: incident_status.into(),
                analyst_verdict: None,
            },
            filter,
        }
    }

    /// Sets the verdict too.
    #[must_use]
    pub fn analyst_verdict(mut self, value: impl Into<String>) -> Self {
        self.data.analyst_verdict = Some(value.into());
        self
    }
}
