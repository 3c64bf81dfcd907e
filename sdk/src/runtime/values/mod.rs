//! The values that requests and answers are made of.

mod id;
mod open_enum;
mod scalars;
mod timestamp;
mod timestamp_conversions;

pub use id::Id;
pub use open_enum::{OpenEnum, OpenEnumVisitor, Unrecognized, read_owned, read_str};
pub use timestamp::{InvalidTimestamp, Timestamp};

use std::fmt;

use serde::Serialize;

use super::{Check, Object, Place, Rules, check};

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
}

/// Whether no field of the object narrows anything down.
pub fn is_blank_object<T: Object>(object: &T) -> bool {
    !object.everything() && !check::selects(object)
}

/// The value of a list field from whatever the caller has.
pub fn list<T>(values: impl IntoIterator<Item: Into<T>>) -> Option<Vec<T>> {
    Some(values.into_iter().map(Into::into).collect())
}
