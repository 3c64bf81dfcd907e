//! The rules for reading and writing the fields of received structs.

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer};

use crate::api::Api;
use crate::error::api_errors::ErrorDetail;
use crate::response::error_list::error_list;
use crate::response::json::null_as_default;

/// The rule for reading a field of type `T`, and for a former name of it, which must not replace a value.
pub trait FieldRule<'de, T>: WriteRule<T> {
    /// Reads the value of a member.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error if the value does not match the field.
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// Implements a [`FieldRule`].
macro_rules! rules {
    ($(
        $(#[$meta:meta])*
        $rule:ident$(<$api:ident>)?: [$($generics:tt)*] $field:ty, $read:expr;
    )*) => {$(
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $rule$(<$api>(PhantomData<$api>))?;

        impl<'de, $($generics)*> FieldRule<'de, $field> for $rule$(<$api>)? {
            #[inline]
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<$field, D::Error> {
                $read(deserializer)
            }
        }
    )*};
}

rules! {
    /// A field that is `None` if it is absent or `null`.
    Optional: [T: Deserialize<'de>] Option<T>, Option::deserialize;
    /// A field that is `None` if it is absent; `null` is a value, or invalid.
    Present: [T: Deserialize<'de>] Option<T>, |value| T::deserialize(value).map(Some);
    /// A field that has its default if it is absent or `null`.
    OrDefault: [T: Default + Deserialize<'de>] T, null_as_default;
    /// The list of errors of an API.
    ErrorList<A>: [A: Api] Vec<ErrorDetail>, error_list::<_, A>;
}

/// A field that is always written.
#[derive(Debug)]
pub struct Always;

/// The rule for writing a field of type `T`: an unset one is omitted.
pub trait WriteRule<T> {
    /// Returns `true` if the field is unset.
    fn is_unset(value: &T) -> bool;
}

impl<T> WriteRule<Option<T>> for Optional {
    fn is_unset(value: &Option<T>) -> bool {
        value.is_none()
    }
}

impl<T> WriteRule<Option<T>> for Present {
    fn is_unset(value: &Option<T>) -> bool {
        value.is_none()
    }
}

/// Implements [`WriteRule`] for fields that are always written.
macro_rules! always_written {
    ($($rule:ty $(, $api:ident)?;)*) => {$(
        impl<$($api,)? T> WriteRule<T> for $rule {
            fn is_unset(_value: &T) -> bool {
                false
            }
        }
    )*};
}

always_written! {
    Always;
    OrDefault;
    ErrorList<A>, A;
}

/// The rules for reading, by their names in `response_object!`.
pub mod read {
    pub use super::{
        ErrorList as error_list, Optional as fixed, Optional as optional,
        OrDefault as null_as_default, Present as nullable, Present as required,
    };
}

/// The rules for writing, by their names in `response_object!`.
pub mod write {
    pub use super::{
        Always as fixed, Always as required, ErrorList as error_list, Optional as optional,
        OrDefault as null_as_default, Present as nullable,
    };
}
