//! Values of plain Rust types.

use uuid::Uuid;

use super::Value;
use crate::runtime::{Check, Json, Place, Rules, is_blank_text};

/// Types of which every value says something.
macro_rules! always_says_something {
    ($($scalar:ty),*) => {$(
        impl Value for $scalar {
            fn is_blank(&self) -> bool {
                false
            }
        }
    )*};
}

always_says_something!(bool, Uuid, super::Date, super::Timestamp);

/// Whole numbers, which may have bounds.
macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Value for $integer {
            fn is_blank(&self) -> bool {
                false
            }

            fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
                check.integer(i128::from(*self), place, rules);
            }
        }
    )*};
}

integers!(i32, i64, u16, u32, u64);

impl Value for f64 {
    fn is_blank(&self) -> bool {
        false
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        check.number(*self, place, rules);
    }
}

impl Value for String {
    fn is_blank(&self) -> bool {
        is_blank_text(self)
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        check.text(self, place, rules);
    }
}

impl Value for super::Id {
    fn is_blank(&self) -> bool {
        is_blank_text(self)
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        check.text(self, place, rules);
    }
}

impl Value for Json {
    fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Bool(_) | Self::Number(_) => false,
            Self::String(text) => is_blank_text(text),
            Self::Array(items) => items.iter().all(Value::is_blank),
            Self::Object(entries) => entries.values().all(Value::is_blank),
        }
    }

    fn is_set(&self, path: &str) -> bool {
        path.is_empty() || self.get(path).is_some()
    }
}
