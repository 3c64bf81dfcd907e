//! The target of a request: its path and query.

use crate::request::prepared::PreparedRequest;

/// A path and query that replace those of an operation, because the server named them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestTarget {
    path: String,
    query: Option<String>,
}

impl RequestTarget {
    /// Creates a target from a percent-encoded path and query.
    pub(crate) fn new(path: &str, query: Option<&str>) -> Self {
        Self {
            path: path.to_owned(),
            query: query.map(str::to_owned),
        }
    }
}

impl PreparedRequest {
    /// Replaces path and query, unless the target is `None`.
    pub(crate) fn with_target(self, target: Option<&RequestTarget>) -> Self {
        match target {
            Some(target) => Self {
                path: target.path.clone().into(),
                query: target.query.clone(),
                ..self
            },
            None => self,
        }
    }
}
