//! The details of the response with types for known values and ids, as the SDK's are: a misspelt value
//! does not compile, and neither of them is allocated.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use smol_str::SmolStr;
use std::fmt;

/// The result for one threat.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypedDetail {
    /// The result for the status.
    pub result: Option<Outcome>,
    /// The result for the verdict.
    pub analyst_verdict: Option<Outcome>,
    /// The ID of the threat.
    pub threat_id: Option<ThreatId>,
}

/// Declares each known value once.
macro_rules! outcomes {
    ($($variant:ident $wire:literal,)*) => {
        /// The result of one change.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "they are named as in the documentation")]
        pub enum Outcome {
            $($variant,)*
            /// A value that is not in the documentation.
            Unrecognized(Box<str>),
        }

        impl From<&str> for Outcome {
            fn from(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::Unrecognized(text.into()),
                }
            }
        }
    };
}

outcomes! {
    Updated "updated",
    NotChanged "not_changed",
    AlreadySet "already_set",
    ConditionsNotMet "conditions_not_met",
    MissingPermissions "missing_permissions",
}

impl<'de> Deserialize<'de> for Outcome {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Outcome;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Outcome, E> {
                Ok(text.into())
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// The ID of a threat, which is short enough to be stored inline.
#[derive(Debug)]
pub struct ThreatId(pub SmolStr);

impl<'de> Deserialize<'de> for ThreatId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = ThreatId;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<ThreatId, E> {
                Ok(ThreatId(text.into()))
            }
        }

        deserializer.deserialize_str(Text)
    }
}
