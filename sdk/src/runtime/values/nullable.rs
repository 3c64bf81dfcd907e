//! Values that may be `null`, told apart from fields that are not there.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Id, Value};
use crate::runtime::{Check, Place, Query, Rules};

/// A value, or `null` where the API tells it apart from a missing field: to set a field to `null`
/// takes away what it held, and to leave it out changes nothing.
///
/// ```
/// use sentinelone_sdk::runtime::Nullable;
///
/// let nobody: Nullable<String> = Nullable::Null;
/// assert!(nobody.is_null());
/// assert_eq!(Nullable::from("me").value().map(String::as_str), Some("me"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// `null`
    #[default]
    Null,
    /// Anything else.
    Value(T),
}

impl<T> Nullable<T> {
    /// Whether it is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, unless it is `null`.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The same over a reference.
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The value itself, unless it is `null`.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        value.into_option()
    }
}

impl From<&str> for Nullable<String> {
    fn from(text: &str) -> Self {
        Self::Value(text.to_owned())
    }
}

impl From<&str> for Nullable<Id> {
    fn from(text: &str) -> Self {
        Self::Value(Id::from(text))
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

/// Reads a field that is there, so that `null` is told apart from a field that is not.
///
/// # Errors
///
/// When the value is not what the field holds.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Reads a field that has to be there, be it as `null`.
///
/// # Errors
///
/// When the value is neither `null` nor what the field holds.
pub fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

impl<T: Value> Value for Nullable<T> {
    /// `null` narrows nothing down: a server may well read it as a field that is not there.
    fn is_blank(&self) -> bool {
        self.value().is_none_or(Value::is_blank)
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        if let Self::Value(value) = self {
            value.check(place, rules, check);
        }
    }

    fn has_extra(&self) -> bool {
        self.value().is_some_and(Value::has_extra)
    }

    fn is_set(&self, path: &str) -> bool {
        path.is_empty() || self.value().is_some_and(|value| value.is_set(path))
    }

    fn write_query(&self, place: &Place<'_>, name: &str, rules: &Rules, query: &mut Query<'_>) {
        match self {
            Self::Null => query.parameter(place, name, self),
            Self::Value(value) => value.write_query(place, name, rules, query),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{Nullable, present};

    #[derive(Debug, Deserialize, PartialEq)]
    struct Ticket {
        #[serde(default, deserialize_with = "present")]
        assignee: Option<Nullable<String>>,
    }

    #[test]
    fn null_is_told_apart_from_nothing() {
        let read = |json| serde_json::from_str::<Ticket>(json).unwrap().assignee;
        assert_eq!(read("{}"), None);
        assert_eq!(read(r#"{"assignee": null}"#), Some(Nullable::Null));
        assert_eq!(read(r#"{"assignee": "me"}"#), Some("me".into()));
        assert!(serde_json::from_str::<Ticket>(r#"{"assignee": 7}"#).is_err());
    }

    #[test]
    fn it_is_made_of_what_the_caller_has() {
        let made: [Nullable<String>; 4] = [
            "me".into(),
            "me".to_owned().into(),
            Some("me".to_owned()).into(),
            Nullable::Value("me".to_owned()),
        ];
        for made in made {
            assert_eq!(serde_json::to_string(&made).unwrap(), "\"me\"");
            assert_eq!(made.into_option().as_deref(), Some("me"));
        }
        let null = Nullable::<String>::from(None);
        assert_eq!(serde_json::to_string(&null).unwrap(), "null");
        assert!(null.is_null() && null.value().is_none());
    }
}
