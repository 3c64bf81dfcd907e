//! The headers of a request or an answer.

use std::fmt;

use http::HeaderMap;

use super::HeaderText;

/// The documented headers of an answer: generated code picks its fields out of all of them.
pub trait Headers: Sized {
    /// Reads the documented headers.
    fn read(fields: HeaderFields) -> Self;
}

/// All headers, by name in any case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HeaderFields(HeaderMap);

impl HeaderFields {
    /// Wraps the map of the HTTP crate, which stays out of the public face.
    pub(super) fn new(map: HeaderMap) -> Self {
        Self(map)
    }

    /// The map of the HTTP crate.
    pub(super) fn into_map(self) -> HeaderMap {
        self.0
    }

    /// The value of the header with this name in any case; the first one where there are several.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<HeaderText> {
        self.0.get(name).map(HeaderText::new)
    }

    /// All values of the header with this name in any case, in order.
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = HeaderText> {
        self.0.get_all(name).iter().map(HeaderText::new)
    }

    /// All headers: name in lower case, and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, HeaderText)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), HeaderText::new(value)))
    }

    /// How many headers there are, each repetition counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no headers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for HeaderFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Makes a struct the [`Headers`] of an answer from the list of its fields, with access to all
/// other headers, which the struct keeps in `fields`.
///
/// A row is `"wire-name" => field;`.
#[macro_export]
#[doc(hidden)]
macro_rules! __headers {
    ($name:ident; $($wire:literal => $field:ident;)*) => {
        impl $crate::runtime::Headers for $name {
            fn read(fields: $crate::runtime::HeaderFields) -> Self {
                Self { $($field: fields.get($wire),)* fields }
            }
        }

        impl $name {
            /// Any header, by its name in any case; the first where the server sent several.
            #[must_use]
            pub fn get(&self, name: &str) -> ::core::option::Option<$crate::runtime::HeaderText> {
                self.fields.get(name)
            }

            /// All headers, documented or not, with repetitions.
            #[must_use]
            pub fn all(&self) -> &$crate::runtime::HeaderFields {
                &self.fields
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::HeaderFields;

    #[test]
    fn names_match_in_any_case() {
        let mut map = HeaderMap::new();
        map.append("vary", HeaderValue::from_static("Origin"));
        map.append("vary", HeaderValue::from_static("Accept"));
        let fields = HeaderFields::new(map);
        assert_eq!(fields.get("VARY").unwrap(), "Origin");
        assert_eq!(fields.get_all("Vary").count(), 2);
        assert_eq!(fields.iter().count(), 2);
        assert!(fields.get("no name at all\n").is_none());
        assert!(fields.get("").is_none());
    }
}
