//! Values that may be `null`, distinguished from absent fields.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::model::{ToJson, Value};
use crate::object::query::Query;
use crate::object::validate::Validator;
use crate::values::id::Id;

/// A value or `null`, for fields where the API distinguishes `null` from an absent field: `null`
/// clears the field, and omitting it changes nothing.
///
/// ```
/// use sdk_runtime::Nullable;
///
/// let nobody: Nullable<String> = Nullable::Null;
/// assert!(nobody.is_null());
/// assert_eq!(Nullable::from("me").value().map(String::as_str), Some("me"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// `null`.
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns `true` for `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns a reference to the value; `None` for `null`.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Converts `&Nullable<T>` to `Nullable<&T>`.
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// Returns the value; `None` for `null`.
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

impl<T: Value + Serialize> Value for Nullable<T> {
    fn has_length() -> bool {
        T::has_length()
    }

    /// `null` is blank: a server may treat it as an absent field.
    fn is_blank(&self) -> bool {
        self.value().is_none_or(Value::is_blank)
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        if let Self::Value(value) = self {
            value.validate(path, spec, validator);
        }
    }

    fn has_extra(&self) -> bool {
        self.value().is_some_and(Value::has_extra)
    }

    fn normalize(&mut self) {
        if let Self::Value(value) = self {
            value.normalize();
        }
    }

    fn is_set(&self, path: &str) -> bool {
        path.is_empty() || self.value().is_some_and(|value| value.is_set(path))
    }

    fn each_id(&self, path: &str, visit: &mut dyn FnMut(&str)) {
        if let Self::Value(value) = self {
            value.each_id(path, visit);
        }
    }

    fn write_query(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        query: &mut Query<'_>,
    ) {
        match self {
            Self::Null => query.parameter(path, name, self.to_json()),
            Self::Value(value) => value.write_query(path, name, spec, query),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::values::nullable::Nullable;

    #[derive(PartialEq)]
    struct Ticket {
        assignee: Option<Nullable<String>>,
    }

    crate::response_object! { Ticket; nullable "assignee" => assignee; }

    #[test]
    fn null_is_distinguished_from_an_absent_field() {
        let read = |json| serde_json::from_str::<Ticket>(json).unwrap().assignee;
        assert_eq!(read("{}"), None);
        assert_eq!(read(r#"{"assignee": null}"#), Some(Nullable::Null));
        assert_eq!(read(r#"{"assignee": "me"}"#), Some("me".into()));
        assert!(serde_json::from_str::<Ticket>(r#"{"assignee": 7}"#).is_err());
    }

    #[test]
    fn values_and_options_convert() {
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
