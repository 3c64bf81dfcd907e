//! Values that are redacted in `Debug` output.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::http::encoded_body::EncodedBody;
use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::model::Value;
use crate::object::query::Query;
use crate::object::validate::Validator;
use crate::redact::REDACTED;

/// A value that `Debug` redacts, so that it does not end up in a log. It dereferences to the value.
///
/// ```
/// use sdk_runtime::Sensitive;
///
/// let key = Sensitive::from("s3cret".to_owned());
/// assert_eq!(format!("{key:?}"), "***");
/// assert_eq!(key.len(), 6);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Returns the value, which is no longer redacted.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Sensitive<T> {
    /// Returns the value, to change it.
    pub(crate) fn get_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> Deref for Sensitive<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

impl<T: Serialize> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<T: Value + Serialize> Value for Sensitive<T> {
    fn select_all() -> Option<&'static str> {
        T::select_all()
    }

    fn has_length() -> bool {
        T::has_length()
    }

    fn is_blank(&self) -> bool {
        self.0.is_blank()
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        validator.mark_sensitive(path);
        self.0.validate(path, &spec.sensitive(), validator);
    }

    fn has_extra(&self) -> bool {
        self.0.has_extra()
    }

    fn normalize(&mut self) {
        self.0.normalize();
    }

    fn is_set(&self, path: &str) -> bool {
        self.0.is_set(path)
    }

    fn each_id(&self, path: &str, visit: &mut dyn FnMut(&str)) {
        self.0.each_id(path, visit);
    }

    fn write_query(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        query: &mut Query<'_>,
    ) {
        self.0.write_query(path, name, spec, query);
    }

    fn raw_body(&self) -> Result<EncodedBody, &'static str> {
        self.0.raw_body()
    }
}

#[cfg(test)]
mod tests {
    use crate::values::sensitive::Sensitive;

    #[test]
    fn values_are_sent_and_read_but_not_shown() {
        let key: Sensitive<String> = serde_json::from_str("\"canary\"").unwrap();
        assert_eq!(key, Sensitive::from("canary"));
        assert_eq!(serde_json::to_string(&key).unwrap(), "\"canary\"");
        assert_eq!(format!("{key:?} {:?}", Some(key.clone())), "*** Some(***)");
        assert_eq!(key.into_inner(), "canary");
    }
}
