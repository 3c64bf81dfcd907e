//! Headers of requests and responses.

use std::fmt;
use std::ops::Deref;
use std::slice;

use http::{HeaderMap, HeaderName};

use crate::http::header_text::HeaderText;

/// The documented headers of a response; it dereferences to all headers, documented or not. Generated code
/// implements it with `headers!`.
pub trait Headers: Deref<Target = HeaderFields> + Sized {
    /// Picks the documented headers out of all headers.
    fn read(fields: HeaderFields) -> Self;
}

/// All headers of a message. Names are case-insensitive.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HeaderFields(HeaderMap);

impl HeaderFields {
    /// Wraps the map of the `http` crate, which is not part of the public API.
    pub(crate) fn new(map: HeaderMap) -> Self {
        Self(map)
    }

    /// Returns the map of the `http` crate.
    pub(crate) fn into_map(self) -> HeaderMap {
        self.0
    }

    /// Returns the value of the header with this name, or the first of several; `None` if it is
    /// absent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<HeaderText> {
        self.0.get(name).map(HeaderText::new)
    }

    /// Parses the value of the header with this name; `None` if it is absent or does not parse.
    #[must_use]
    pub fn parsed<T: FromHeader>(&self, name: &str) -> Option<T> {
        T::from_header(self.get(name)?.trim())
    }

    /// Iterates over all values of the header with this name, in order.
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = HeaderText> {
        self.0.get_all(name).iter().map(HeaderText::new)
    }

    /// Iterates over all headers: the name in lower case, and the value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, HeaderText)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), HeaderText::new(value)))
    }

    /// Returns the number of header values; a repeated header counts each time.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no headers.
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

/// The name of a documented header, built at compile time so that reading a response does not
/// validate it again.
#[derive(Debug)]
pub struct KnownHeader(HeaderName);

impl KnownHeader {
    /// Creates the name of a header.
    ///
    /// # Panics
    ///
    /// Panics if the name is invalid or not in lower case.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(HeaderName::from_static(name))
    }
}

/// Reads the documented headers of a response, one after the other.
#[derive(Debug)]
pub struct HeaderReader<'a> {
    fields: &'a HeaderFields,
    names: slice::Iter<'a, KnownHeader>,
}

impl<'a> HeaderReader<'a> {
    /// Starts with the first of these names.
    #[must_use]
    pub fn new(fields: &'a HeaderFields, names: &'a [KnownHeader]) -> Self {
        Self {
            fields,
            names: names.iter(),
        }
    }

    /// Returns the value of the next header, or the first of several; `None` if it is absent.
    pub fn text(&mut self) -> Option<HeaderText> {
        let value = self.fields.0.get(&self.names.next()?.0);
        value.map(HeaderText::new)
    }

    /// Parses the value of the next header; `None` if it is absent or does not parse.
    pub fn parsed<T: FromHeader>(&mut self) -> Option<T> {
        T::from_header(self.text()?.trim())
    }
}

/// A type that can be parsed from the text of a header.
pub trait FromHeader: Sized {
    /// Parses the text; `None` if it is invalid.
    fn from_header(text: &str) -> Option<Self>;
}

/// Implements [`FromHeader`] with [`FromStr`](std::str::FromStr).
macro_rules! from_text {
    ($($type:ty),*) => {$(
        impl FromHeader for $type {
            fn from_header(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

from_text!(bool, i32, i64, u16, u32, u64, uuid::Uuid);

impl FromHeader for f64 {
    fn from_header(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number: &Self| number.is_finite())
    }
}

/// Implements `Headers` for a struct from the list of its fields. The struct keeps all headers in `fields`.
///
/// A row is `text "wire-name" => field;`, or `parsed "wire-name" => field;` for a field that is not text: it
/// is `None` if the text does not parse.
#[macro_export]
#[doc(hidden)]
macro_rules! __headers {
    ($name:ident; $($kind:ident $wire:literal => $field:ident;)*) => {
        impl $crate::Headers for $name {
            fn read(fields: $crate::HeaderFields) -> Self {
                static NAMES: [$crate::KnownHeader; <[&str]>::len(&[$($wire),*])] =
                    [$($crate::KnownHeader::new($wire)),*];
                let mut reader = $crate::HeaderReader::new(&fields, &NAMES);
                // An operation may document no header.
                let _ = &mut reader;
                Self { $($field: reader.$kind(),)* fields }
            }
        }

        impl ::core::ops::Deref for $name {
            type Target = $crate::HeaderFields;

            /// Returns all headers, documented or not.
            fn deref(&self) -> &$crate::HeaderFields {
                &self.fields
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use crate::http::header_text::HeaderText;
    use crate::http::headers::{FromHeader, HeaderFields, Headers};
    use crate::values::timestamp::Timestamp;

    #[derive(Debug)]
    struct Typed {
        total: Option<u64>,
        ratio: Option<f64>,
        kind: Option<HeaderText>,
        expires: Option<Timestamp>,
        fields: HeaderFields,
    }

    crate::headers! {
        Typed;
        parsed "x-total" => total;
        parsed "x-ratio" => ratio;
        text "x-kind" => kind;
        parsed "expires" => expires;
    }

    #[test]
    fn headers_are_parsed_into_the_types_of_their_fields() {
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
        assert!(odd.kind.is_none() && odd.len() == 3);
    }

    #[test]
    fn a_time_is_a_date_of_http_or_a_timestamp() {
        let expected = "2018-02-27T04:49:26Z".parse().ok();
        for text in [
            "Tue, 27 Feb 2018 04:49:26 GMT",
            "Tuesday, 27-Feb-18 04:49:26 GMT",
            "Tue Feb 27 04:49:26 2018",
            "2018-02-27T06:49:26+02:00",
        ] {
            assert_eq!(Timestamp::from_header(text), expected, "{text}");
        }
        for text in ["", "0", "-1", "Wed, 27 Feb 2018 04:49:26 GMT", "2018-02-27"] {
            assert_eq!(Timestamp::from_header(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_case_insensitive() {
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
