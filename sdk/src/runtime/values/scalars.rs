//! Values of plain Rust types.

use super::Value;
use crate::runtime::check::is_blank_text;
use crate::runtime::{Check, Json, Place, Rules};

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

always_says_something!(bool, i32, i64, u16, u32, u64, super::Timestamp);

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

impl<T: Value> Value for Vec<T> {
    fn is_blank(&self) -> bool {
        self.iter().all(Value::is_blank)
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        check.list(self, place, rules);
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
}
