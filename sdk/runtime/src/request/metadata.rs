//! Metadata of operations: permissions, idempotency and limits.

use crate::object::model::Object;

/// The metadata of an operation: its permissions, when it can be retried, and its limits.
///
/// Generated code builds it as a constant, from [`Metadata::NONE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub struct Metadata {
    /// The permissions that the caller needs.
    pub permissions: &'static [&'static str],
    /// The permissions that the caller needs for some fields only.
    pub optional_permissions: &'static [&'static str],
    /// Responses by which the server confirms that it did nothing, so that a retry is safe.
    pub refused_responses: &'static [RefusedResponse],
    /// The conditions under which a request that may have been carried out can be sent again.
    pub idempotency: Idempotency,
    /// The rate limit of the operation, if it has one.
    pub rate_limit: Option<RateLimit>,
    /// The list that may be split over several requests, and its limit, if the operation has one.
    pub batch: Option<BatchLimit>,
}

impl Metadata {
    /// No metadata: the operation is never retried once it may have been carried out.
    pub const NONE: Self = Self {
        permissions: &[],
        optional_permissions: &[],
        refused_responses: &[],
        idempotency: Idempotency::Never,
        rate_limit: None,
        batch: None,
    };

    /// Sets the permissions that the caller needs.
    pub const fn permissions(self, permissions: &'static [&'static str]) -> Self {
        Self {
            permissions,
            ..self
        }
    }

    /// Sets the permissions that the caller needs for some fields only.
    pub const fn optional_permissions(self, permissions: &'static [&'static str]) -> Self {
        Self {
            optional_permissions: permissions,
            ..self
        }
    }

    /// Sets the responses by which the server confirms that it did nothing.
    pub const fn refused_responses(self, refused_responses: &'static [RefusedResponse]) -> Self {
        Self {
            refused_responses,
            ..self
        }
    }

    /// Marks the operation as idempotent: it can always be sent again.
    pub const fn idempotent(self) -> Self {
        Self {
            idempotency: Idempotency::Always,
            ..self
        }
    }

    /// Marks requests as idempotent if all inputs of `set` are set and none of `unset` is. Inputs
    /// are wire paths such as `filter.ids`.
    pub const fn idempotent_when(
        self,
        set: &'static [&'static str],
        unset: &'static [&'static str],
    ) -> Self {
        Self {
            idempotency: Idempotency::When { set, unset },
            ..self
        }
    }

    /// Sets the rate limit: requests per second, and requests in a burst.
    pub const fn rate_limit(self, per_second: u32, burst: u32) -> Self {
        Self {
            rate_limit: Some(RateLimit { per_second, burst }),
            ..self
        }
    }

    /// Sets the list that may be split, by its wire path, and the maximum number of items per
    /// request.
    pub const fn batch(self, list: &'static str, max_items: usize) -> Self {
        Self {
            batch: Some(BatchLimit { list, max_items }),
            ..self
        }
    }
}

/// A response by which the server confirms that it did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RefusedResponse {
    /// The status code.
    pub status: u16,
    /// A header that the response must have, in lower case; `None` if the status alone decides.
    pub header: Option<&'static str>,
}

impl RefusedResponse {
    /// Matches every response with this status code.
    #[must_use]
    pub const fn status(status: u16) -> Self {
        Self {
            status,
            header: None,
        }
    }

    /// Matches only responses that also have this header, named in lower case.
    #[must_use]
    pub const fn with_header(self, header: &'static str) -> Self {
        Self {
            header: Some(header),
            ..self
        }
    }
}

/// The conditions under which a request that may have been carried out can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Idempotency {
    /// Never: the request would be carried out twice.
    Never,
    /// Always: carrying out the request twice has the same effect as once.
    Always,
    /// Depends on which fields are set, by wire paths such as `filter.ids`.
    When {
        /// Fields that must all be set.
        set: &'static [&'static str],
        /// Fields that must all be unset.
        unset: &'static [&'static str],
    },
}

impl Idempotency {
    /// Returns `true` if this request can be sent again. A request with extra members can only be
    /// sent again under [`Always`](Self::Always).
    #[must_use]
    pub fn applies_to<T: Object>(&self, request: &T) -> bool {
        let has = |path: &&str| request.is_set(path);
        match self {
            Self::Never => false,
            Self::Always => true,
            // An unknown member may be one that must not be set.
            Self::When { set, unset } => {
                set.iter().all(has) && !unset.iter().any(has) && !request.has_extra()
            }
        }
    }
}

/// A rate limit: a sustained rate and a burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// Sustained requests per second.
    pub per_second: u32,
    /// Requests that may be sent at once after a pause.
    pub burst: u32,
}

/// Creates the value of [`Api::RATE_LIMIT`](crate::api::Api::RATE_LIMIT).
#[must_use]
pub const fn rate_limit(per_second: u32, burst: u32) -> Option<RateLimit> {
    Some(RateLimit { per_second, burst })
}

/// The size limit of a list that may be split over several requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BatchLimit {
    /// The list, by its wire path such as `filter.ids`.
    pub list: &'static str,
    /// The maximum number of items per request.
    pub max_items: usize,
}

#[cfg(test)]
mod tests {
    use crate::request::metadata::{BatchLimit, Idempotency, Metadata, RateLimit, RefusedResponse};
    use crate::response::operation::Operation;
    use crate::test_util::{Filter, Paint};

    const KNOWN: Metadata = Metadata::NONE
        .permissions(&["Paint.edit"])
        .optional_permissions(&["Paint.mix"])
        .refused_responses(&[
            RefusedResponse::status(429),
            RefusedResponse::status(503).with_header("retry-after"),
        ])
        .idempotent_when(&["filter.ids"], &["filter.limit"])
        .rate_limit(10, 50)
        .batch("filter.ids", 3);

    #[test]
    fn metadata_is_built_in_constants() {
        let metadata = KNOWN;
        assert_eq!(metadata.permissions, ["Paint.edit"]);
        assert_eq!(metadata.optional_permissions, ["Paint.mix"]);
        let [always, with_header] = metadata.refused_responses else {
            panic!("{metadata:?}");
        };
        assert_eq!((always.status, always.header), (429, None));
        assert_eq!(
            *with_header,
            RefusedResponse::status(503).with_header("retry-after")
        );
        assert_eq!(
            metadata.rate_limit,
            Some(RateLimit {
                per_second: 10,
                burst: 50
            })
        );
        assert_eq!(
            metadata.batch,
            Some(BatchLimit {
                list: "filter.ids",
                max_items: 3
            })
        );
        assert_eq!(Paint::METADATA, Metadata::NONE);
        assert_eq!(Metadata::NONE.idempotent().idempotency, Idempotency::Always);
    }

    #[test]
    fn idempotency_depends_on_the_fields_that_are_set() {
        let ids = || Filter::ids(["1"]);
        let limited = ids().with(|fields| fields.limit = Some(1));
        for (filter, expected) in [(ids(), true), (limited, false), (Filter::all(), false)] {
            let request = Paint::new(filter);
            assert_eq!(KNOWN.idempotency.applies_to(&request), expected);
            assert!(Idempotency::Always.applies_to(&request));
            assert!(!Idempotency::Never.applies_to(&request));
        }
    }
}
