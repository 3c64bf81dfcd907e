//! Reading and writing of unions: values of one of several types, distinguished by a member or by their
//! shape in JSON.

use serde::de::{DeserializeOwned, Deserializer, Error};
use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Serialize, Serializer};

use crate::json::Json;
use crate::response::error_path::{self, ErrorPath};
pub use crate::response::tag::Tag;
use crate::response::tolerant::Tolerant;

/// A union, read from JSON. Generated code lists its variants with `union!` or `response_union!`.
pub trait Union: Sized {
    /// The member whose value tells the variants apart; empty if their shapes do.
    const DISCRIMINATOR: &'static str;

    /// Reads the variant of a value: that of the discriminator's value, or that of the shape of the JSON.
    /// Returns `None` if there is no such variant.
    fn variant(tag: &Json, json: &Json) -> Option<Result<Self, Problem>>;

    /// Creates the catch-all variant.
    fn unrecognized(json: Json) -> Self;
}

/// Deserializes a union. JSON that belongs to no variant is kept; JSON that belongs to a variant
/// and does not fit is an error.
///
/// # Errors
///
/// Returns the deserializer's error, and the error of a variant that does not fit.
pub fn read_union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut json = Json::deserialize(deserializer)?;
    if T::DISCRIMINATOR.is_empty() {
        let read = T::variant(&Json::Null, &json);
        return finished(read, json);
    }
    let members = json.as_object_mut();
    let value = members.and_then(|members| members.remove(T::DISCRIMINATOR));
    let read = value.as_ref().and_then(|value| T::variant(value, &json));
    if let (Some(value), Json::Object(members)) = (value, &mut json) {
        members.insert(T::DISCRIMINATOR.to_owned(), value);
    }
    finished(read, json)
}

fn finished<T: Union, E: Error>(read: Option<Result<T, Problem>>, json: Json) -> Result<T, E> {
    match read {
        Some(read) => read.map_err(Problem::into_error),
        None => Ok(T::unrecognized(json)),
    }
}

/// Reads the value of a variant.
///
/// # Errors
///
/// Returns the problem with its path inside the value.
pub fn read<T: DeserializeOwned>(json: &Json) -> Result<T, Problem> {
    // The text of a number is exact; that of a number in a tree of `serde_json` is not.
    let text = json.to_string();
    let mut reader = serde_json::Deserializer::from_str(&text);
    // Reading again to find the path would double the work with every union inside another.
    let read = error_path::find(|| T::deserialize(Tolerant(&mut reader)));
    read.map_err(|(error, path)| Problem::new(&error, path))
}

/// Writes the members of a variant after its discriminator.
///
/// # Errors
///
/// Returns the serializer's error, or that of a value that cannot be written.
pub fn write_tagged<T: Serialize, S: Serializer>(
    discriminator: &'static str,
    value: Tag,
    variant: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let json = Json::encode(variant).map_err(S::Error::custom)?;
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry(discriminator, &value)?;
    for (name, member) in json.as_object().into_iter().flatten() {
        if name != discriminator {
            map.serialize_entry(name, member)?;
        } else if !value.is(member) {
            return Err(S::Error::custom(format_args!(
                "`{name}` is `{value}` in this variant: do not set it to another value"
            )));
        }
    }
    map.end()
}

/// Returns the only variant whose shape matches; `None` if none does, or several do.
pub fn only<V>(matches: impl IntoIterator<Item = (bool, V)>) -> Option<V> {
    let mut matches = matches.into_iter().filter(|(is_match, _)| *is_match);
    let (_, only) = matches.next()?;
    matches.next().is_none().then_some(only)
}

/// The shapes of JSON, each as a test.
pub mod shapes {
    use crate::json::Json;

    /// Returns `true` for text.
    #[must_use]
    pub fn text(json: &Json) -> bool {
        json.as_str().is_some()
    }

    /// Returns `true` for a number.
    #[must_use]
    pub fn number(json: &Json) -> bool {
        json.as_number().is_some()
    }

    /// Returns `true` for text and for a number: an id can be written as both.
    #[must_use]
    pub fn text_or_number(json: &Json) -> bool {
        text(json) || number(json)
    }

    /// Returns `true` for `true` and `false`.
    #[must_use]
    pub fn boolean(json: &Json) -> bool {
        json.as_bool().is_some()
    }

    /// Returns `true` for a list.
    #[must_use]
    pub fn list(json: &Json) -> bool {
        json.as_array().is_some()
    }

    /// Returns `true` for an object.
    #[must_use]
    pub fn object(json: &Json) -> bool {
        json.as_object().is_some()
    }

    /// Returns `true` for an object with a member of that name.
    #[must_use]
    pub fn object_with(json: &Json, member: &str) -> bool {
        json.get(member).is_some()
    }
}

/// A variant that does not fit its type.
#[derive(Debug)]
pub struct Problem {
    /// The path inside the union.
    path: ErrorPath,
    message: String,
}

impl Problem {
    fn new(error: &serde_json::Error, path: ErrorPath) -> Self {
        // A position in the text of the union has no meaning in the body.
        let position = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        let message = message.strip_suffix(&position).unwrap_or(&message);
        Self {
            path,
            message: message.to_owned(),
        }
    }

    /// Converts it into the error of a deserializer. The path is part of the message if nobody looks for it.
    fn into_error<E: Error>(self) -> E {
        let Self { path, message } = self;
        if path.is_empty() || error_path::is_wanted() {
            path.note();
            return E::custom(message);
        }
        E::custom(format_args!("at `{path}`: {message}"))
    }
}
