//! The values that requests and answers are made of.

mod bytes;
mod closed_enum;
mod containers;
mod date;
mod date_conversions;
mod id;
mod json_text;
mod nullable;
mod open_enum;
mod scalars;
mod sensitive;
mod timestamp;
mod timestamp_conversions;

pub use self::bytes::Bytes;
pub use closed_enum::{ClosedEnum, ClosedEnumVisitor, UnknownValue, read_closed};
pub use containers::{list, map};
pub use date::{Date, InvalidDate};
pub use id::Id;
pub use json_text::JsonText;
pub use nullable::{Nullable, nullable, present};
pub use open_enum::{OpenEnum, OpenEnumVisitor, Unrecognized, read_owned, read_str};
pub use sensitive::Sensitive;
pub use timestamp::{InvalidTimestamp, Timestamp};

use std::fmt;

use serde::Serialize;

use super::parts::Raw;
use super::{Check, Object, Place, Query, Rules, check};

/// A value that can stand in a request: it can be sent, shown and checked.
pub trait Value: Serialize + fmt::Debug {
    /// For an object that has to select something: how to write that everything is meant.
    const EVERYTHING: Option<&'static str> = None;

    /// Whether the value says nothing, so that it narrows nothing down.
    fn is_blank(&self) -> bool;

    /// Reports what is wrong with the value; nothing, unless a type says otherwise.
    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        let _ = (place, rules, check);
    }

    /// Whether the field with this path of wire names is set inside the value; the value itself
    /// is, and stands at the empty path.
    fn is_set(&self, path: &str) -> bool {
        path.is_empty()
    }

    /// Whether the value, or one inside it, holds members that the SDK does not know.
    fn has_extra(&self) -> bool {
        false
    }

    /// Writes the value into the query under `name`; as one parameter, unless a type says
    /// otherwise.
    fn write_query(&self, place: &Place<'_>, name: &str, rules: &Rules, query: &mut Query<'_>) {
        let _ = rules;
        query.parameter(place, name, self);
    }

    /// The value as a whole body that is no JSON: its text, unless a type says otherwise.
    ///
    /// # Errors
    ///
    /// Why it cannot be one.
    fn raw_body(&self) -> Result<Raw, &'static str> {
        Raw::text(self)
    }
}

/// Whether no field of the object narrows anything down.
pub fn is_blank_object<T: Object>(object: &T) -> bool {
    !object.everything() && !check::selects(object)
}
