//! A JSON value.

use std::collections::BTreeMap;

use crate::json::number::JsonNumber;

/// Free-form JSON: a value of any form, whose numbers keep the text that they came with.
///
/// It has the variants and most methods of `serde_json::Value`, and converts from it. The members of
/// an object are sorted by name. A [`JsonNumber`] has every digit; `serde_json::Value` would read
/// numbers beyond 64 bits as `f64`.
///
/// ```
/// use sdk_runtime::values::Json;
///
/// let json: Json = r#"{"size": 123456789012345678901234567890, "tags": ["a"]}"#.parse()?;
/// assert_eq!(json["tags"][0], "a");
/// assert_eq!(json.get("colour"), None);
/// assert_eq!(json["size"].to_string(), "123456789012345678901234567890");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [`decode`](Self::decode) reads it as a type of one's own, [`encode`](Self::encode) makes it of
/// one, and [`to_value`](Self::to_value) converts it to a `serde_json::Value` if that can hold its
/// numbers.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(JsonNumber),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Json>),
    /// An object; the last of several members with one name counts.
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Returns `true` for `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns the value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the number.
    #[must_use]
    pub fn as_number(&self) -> Option<&JsonNumber> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the value of an integer in range, in any notation: `1e3` is 1000.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// Returns the value of an integer in range that is not negative, in any notation: `1e3` is 1000.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// Returns the `f64` that is nearest to a number in its range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// Returns the text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the items of a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&Vec<Json>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the items of a list, to change them.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Json>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the members of an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&BTreeMap<String, Json>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the members of an object, to change them.
    pub fn as_object_mut(&mut self) -> Option<&mut BTreeMap<String, Json>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the value at a JSON Pointer (RFC 6901), such as `/tags/0`.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Json> {
        let mut steps = pointer.split('/');
        if !steps.next()?.is_empty() {
            return None;
        }
        steps.try_fold(self, |json, step| match json {
            Self::Array(items) => items.get(position(step)?),
            Self::Object(members) => members.get(&name(step)),
            _ => None,
        })
    }

    /// Returns the value at a JSON Pointer (RFC 6901), to change it.
    pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Json> {
        let mut steps = pointer.split('/');
        if !steps.next()?.is_empty() {
            return None;
        }
        steps.try_fold(self, |json, step| match json {
            Self::Array(items) => items.get_mut(position(step)?),
            Self::Object(members) => members.get_mut(&name(step)),
            _ => None,
        })
    }

    /// Returns the value, and leaves `null` in its place.
    #[must_use]
    pub fn take(&mut self) -> Json {
        std::mem::take(self)
    }
}

/// Returns the name of a member in a JSON Pointer.
fn name(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// Returns the position of an item in a JSON Pointer.
fn position(step: &str) -> Option<usize> {
    let is_plain = step == "0" || !step.starts_with(['0', '+']);
    step.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::Json;

    fn json() -> Json {
        r#"{"a":[{"b":1},true],"a/b":2,"m~n":3,"":4,"text":"x"}"#
            .parse()
            .unwrap()
    }

    #[test]
    fn accessors_return_values_of_their_kind_only() {
        let mut json = json();
        assert_eq!(json["a"][1].as_bool(), Some(true));
        assert_eq!(json["text"].as_str(), Some("x"));
        assert_eq!(json["text"].as_bool(), None);
        assert_eq!(json["a/b"].as_u64(), Some(2));
        assert_eq!(json["a/b"].as_f64(), Some(2.0));
        assert_eq!(json["a/b"].as_str(), None);
        assert_eq!(json["a"].as_array().unwrap().len(), 2);
        assert!(json["a"].as_object().is_none() && json.as_array().is_none());
        assert!(json["none"].is_null() && json["a"][9].is_null() && json["text"]["x"].is_null());
        json.as_object_mut().unwrap().remove("a");
        *json.get_mut("text").unwrap() = 5.into();
        assert_eq!(
            json.take().to_string(),
            r#"{"":4,"a/b":2,"m~n":3,"text":5}"#
        );
        assert!(json.is_null() && json.as_object_mut().is_none());
    }

    #[test]
    fn pointers_lead_to_members_and_items() {
        let mut json = json();
        for (pointer, found) in [
            ("/a/0/b", "1"),
            ("/a~1b", "2"),
            ("/m~0n", "3"),
            ("/", "4"),
            ("/a/1", "true"),
        ] {
            assert_eq!(json.pointer(pointer).unwrap().to_string(), found);
            *json.pointer_mut(pointer).unwrap() = Json::Null;
            assert!(json.pointer(pointer).unwrap().is_null());
        }
        assert_eq!(json.pointer(""), Some(&json));
        for pointer in [
            "a", "/a/2", "/a/00", "/a/+1", "/a/-1", "/text/0", "/x", "/a/b",
        ] {
            assert_eq!(json.pointer(pointer), None, "{pointer}");
            assert_eq!(json.pointer_mut(pointer), None, "{pointer}");
        }
    }
}
