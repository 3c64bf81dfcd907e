//! The headers of a request or an answer.

use std::fmt;

use http::{HeaderMap, HeaderName};

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

    /// The value of the header with this name, read as something else than text.
    #[must_use]
    pub fn parsed<T: FromHeader>(&self, name: &str) -> Option<T> {
        T::from_header(self.get(name)?.trim())
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

/// The name of a documented header, made while the program is compiled: no answer pays for it.
#[derive(Debug)]
pub struct KnownHeader(HeaderName);

impl KnownHeader {
    /// The name, in lower case.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(HeaderName::from_static(name))
    }

    /// The header's value; the first one where there are several.
    #[must_use]
    pub fn text(&self, fields: &HeaderFields) -> Option<HeaderText> {
        fields.0.get(&self.0).map(HeaderText::new)
    }

    /// The header's value, read as something else than text.
    #[must_use]
    pub fn parsed<T: FromHeader>(&self, fields: &HeaderFields) -> Option<T> {
        T::from_header(self.text(fields)?.trim())
    }
}

/// What the text of a header can be read as.
pub trait FromHeader: Sized {
    /// Reads the text; none when it says something else.
    fn from_header(text: &str) -> Option<Self>;
}

/// Types that are read from a header as from any text.
macro_rules! from_text {
    ($($type:ty),*) => {$(
        impl FromHeader for $type {
            fn from_header(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

from_text!(bool, i32, i64, u16, u32, u64, super::Date, uuid::Uuid);

impl FromHeader for f64 {
    fn from_header(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number: &Self| number.is_finite())
    }
}

impl FromHeader for super::Id {
    fn from_header(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| text.into())
    }
}

/// Headers write points in time as JSON does, or in the way of HTTP.
impl FromHeader for super::Timestamp {
    fn from_header(text: &str) -> Option<Self> {
        text.parse().ok().or_else(|| Self::from_http_date(text))
    }
}

/// Makes a struct the [`Headers`] of an answer from the list of its fields, with access to all
/// other headers, which the struct keeps in `fields`.
///
/// A row is `"wire-name" => field;`, or `"wire-name" => field, parsed;` for a field that is no text:
/// it is absent when the text cannot be read.
#[macro_export]
#[doc(hidden)]
macro_rules! __headers {
    ($name:ident; $($wire:literal => $field:ident $(, $parsed:ident)?;)*) => {
        impl $crate::runtime::Headers for $name {
            fn read(fields: $crate::runtime::HeaderFields) -> Self {
                Self { $($field: $crate::__headers!(@read fields $wire $($parsed)?),)* fields }
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
    (@read $fields:ident $wire:literal) => {
        const { $crate::runtime::KnownHeader::new($wire) }.text(&$fields)
    };
    (@read $fields:ident $wire:literal parsed) => {
        const { $crate::runtime::KnownHeader::new($wire) }.parsed(&$fields)
    };
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::{HeaderFields, Headers};

    #[derive(Debug)]
    struct Typed {
        total: Option<u64>,
        ratio: Option<f64>,
        kind: Option<crate::runtime::HeaderText>,
        expires: Option<crate::runtime::Timestamp>,
        fields: HeaderFields,
    }

    crate::runtime::headers! {
        Typed;
        "x-total" => total, parsed;
        "x-ratio" => ratio, parsed;
        "x-kind" => kind;
        "expires" => expires, parsed;
    }

    #[test]
    fn a_header_is_read_as_what_it_is() {
        let read = |rows: &[(&'static str, &'static str)]| {
            let rows = rows.iter().map(|(name, value)| {
                let name = http::HeaderName::from_static(name);
                (name, HeaderValue::from_static(value))
            });
            Typed::read(HeaderFields::new(rows.collect()))
        };
        let date = "Tue, 27 Feb 2018 04:49:26 GMT";
        let rows = [
            ("x-total", " 7"),
            ("x-ratio", "0.5"),
            ("x-kind", "a"),
            ("expires", date),
        ];
        let typed = read(&rows);
        assert_eq!((typed.total, typed.ratio), (Some(7), Some(0.5)));
        assert_eq!(typed.kind.as_deref(), Some("a"));
        let expires = typed.expires.map(|expires| expires.to_string());
        assert_eq!(expires.as_deref(), Some("2018-02-27T04:49:26.000000Z"));
        let odd = read(&[("x-total", "-7"), ("x-ratio", "NaN"), ("expires", "0")]);
        assert_eq!((odd.total, odd.ratio, odd.expires), (None, None, None));
        assert_eq!(odd.get("X-Total").unwrap(), "-7");
        assert!(odd.kind.is_none() && odd.all().len() == 3);
    }

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
