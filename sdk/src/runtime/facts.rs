//! What an API says about an operation beside its inputs and outputs.

use super::Object;

/// What is known about an operation: what it takes to call it, when it can be repeated, and how
/// often it may be called. Made of constants, so that it costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub struct Facts {
    /// Permissions that the caller needs.
    pub permissions: &'static [&'static str],
    /// Answers by which the server says that it did nothing: a repeat is safe.
    pub refused: &'static [Refusal],
    /// Whether a request that may have been carried out can be sent again.
    pub repeatable: Repeatable,
    /// How often the operation may be called.
    pub rate_limit: Option<RateLimit>,
    /// A list that may be split over several requests.
    pub batch: Option<Batch>,
}

impl Facts {
    /// Nothing is known: the operation is sent once.
    pub const NONE: Self = Self {
        permissions: &[],
        refused: &[],
        repeatable: Repeatable::Never,
        rate_limit: None,
        batch: None,
    };

    /// Permissions that the caller needs.
    pub const fn permissions(self, permissions: &'static [&'static str]) -> Self {
        Self {
            permissions,
            ..self
        }
    }

    /// Answers by which the server says that it did nothing.
    pub const fn refused(self, refused: &'static [Refusal]) -> Self {
        Self { refused, ..self }
    }

    /// A request can always be sent again.
    pub const fn repeatable(self) -> Self {
        Self {
            repeatable: Repeatable::Always,
            ..self
        }
    }

    /// A request can be sent again when all inputs of `set` are set and none of `unset` is.
    pub const fn repeatable_when(
        self,
        set: &'static [&'static str],
        unset: &'static [&'static str],
    ) -> Self {
        Self {
            repeatable: Repeatable::When { set, unset },
            ..self
        }
    }

    /// How often the operation may be called.
    pub const fn rate_limit(self, per_second: u32, burst: u32) -> Self {
        Self {
            rate_limit: Some(RateLimit { per_second, burst }),
            ..self
        }
    }

    /// The list that may be split, by its wire path, and how many items a request takes.
    pub const fn batch(self, list: &'static str, max_items: usize) -> Self {
        Self {
            batch: Some(Batch { list, max_items }),
            ..self
        }
    }
}

/// An answer by which the server says that it did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The status.
    pub status: u16,
    /// A header, in lower case, without which the answer says no such thing.
    pub header: Option<&'static str>,
}

impl Refusal {
    /// Every answer with this status.
    #[must_use]
    pub const fn status(status: u16) -> Self {
        Self {
            status,
            header: None,
        }
    }

    /// Only answers that have this header too, named in lower case.
    #[must_use]
    pub const fn with_header(self, header: &'static str) -> Self {
        Self {
            header: Some(header),
            ..self
        }
    }
}

/// Whether a request that may have been carried out can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Repeatable {
    /// Never: it would be carried out twice.
    Never,
    /// Always: to carry it out twice does what carrying it out once does.
    Always,
    /// It depends on what is set, by wire paths such as `filter.ids`.
    When {
        /// All of these are set.
        set: &'static [&'static str],
        /// None of these is set.
        unset: &'static [&'static str],
    },
}

impl Repeatable {
    /// Whether it holds for this request.
    #[must_use]
    pub fn holds_for<T: Object>(&self, request: &T) -> bool {
        let is_set = |path: &&str| super::is_set(request, path);
        match self {
            Self::Never => false,
            Self::Always => true,
            // What the SDK does not know may be what must not be set.
            Self::When { set, unset } => {
                set.iter().all(is_set) && !unset.iter().any(is_set) && !super::has_extra(request)
            }
        }
    }
}

/// How often an operation may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// Requests in a second, on and on.
    pub per_second: u32,
    /// Requests at once after a pause.
    pub burst: u32,
}

/// The rate limit of an API, as a constant.
#[must_use]
pub const fn rate_limit(per_second: u32, burst: u32) -> Option<RateLimit> {
    Some(RateLimit { per_second, burst })
}

/// A list that may be split over several requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Batch {
    /// The list, by its wire path such as `filter.ids`.
    pub list: &'static str,
    /// How many items a request takes.
    pub max_items: usize,
}

/// An operation that says what is known about it: generated code does with `facts!`.
pub trait HasFacts {
    /// What is known about the operation.
    const FACTS: Facts;
}

/// Says what is known about an operation: each row is a method of [`Facts`] with its arguments.
#[macro_export]
#[doc(hidden)]
macro_rules! __facts {
    ($name:ident; $($fact:ident($($argument:expr),*);)*) => {
        impl $crate::runtime::HasFacts for $name {
            const FACTS: $crate::runtime::Facts =
                $crate::runtime::Facts::NONE$(.$fact($($argument),*))*;
        }
    };
}

#[cfg(test)]
mod tests {
    use super::{Batch, Facts, HasFacts, RateLimit, Refusal, Repeatable};
    use crate::runtime;
    use crate::runtime::testing::{Filter, Paint};

    struct Known;

    runtime::facts! {
        Known;
        permissions(&["Paint.edit"]);
        refused(&[runtime::Refusal::status(429), runtime::Refusal::status(503).with_header("retry-after")]);
        repeatable_when(&["filter.ids"], &["filter.limit"]);
        rate_limit(10, 50);
        batch("filter.ids", 3);
    }

    #[test]
    fn facts_are_constants() {
        let facts = Known::FACTS;
        assert_eq!(facts.permissions, ["Paint.edit"]);
        let [always, with_header] = facts.refused else {
            panic!("{facts:?}");
        };
        assert_eq!((always.status, always.header), (429, None));
        assert_eq!(
            *with_header,
            Refusal::status(503).with_header("retry-after")
        );
        assert_eq!(
            facts.rate_limit,
            Some(RateLimit {
                per_second: 10,
                burst: 50
            })
        );
        assert_eq!(
            facts.batch,
            Some(Batch {
                list: "filter.ids",
                max_items: 3
            })
        );
        assert_eq!(Paint::FACTS, Facts::NONE);
        assert_eq!(Facts::NONE.repeatable().repeatable, Repeatable::Always);
    }

    #[test]
    fn what_is_set_decides_whether_a_request_is_repeatable() {
        let ids = || Filter::ids(["1"]);
        let limited = ids().with(|fields| fields.limit = Some(1));
        for (filter, holds) in [(ids(), true), (limited, false), (Filter::all(), false)] {
            let request = Paint::new(filter);
            assert_eq!(Known::FACTS.repeatable.holds_for(&request), holds);
            assert!(Repeatable::Always.holds_for(&request));
            assert!(!Repeatable::Never.holds_for(&request));
        }
    }
}
