//! What the table of an object says of each field beside its name.

use super::Pattern;

/// The documented bounds of a field, where it goes, and whether it narrows down what the object
/// selects.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Rules {
    pub(super) min_items: usize,
    pub(super) max_items: usize,
    pub(super) min_length: usize,
    pub(super) max_length: usize,
    pub(super) at_least: i128,
    pub(super) at_most: i128,
    pub(super) number_at_least: f64,
    pub(super) number_at_most: f64,
    pub(super) pattern: Option<Pattern>,
    pub(super) selects: bool,
    pub(super) sensitive: bool,
    pub(super) comma_separated: bool,
    pub(super) part: Part,
}

/// The part of a request that an input goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A member of the JSON object that is the body, or of an object anywhere.
    Member,
    /// Into the path, in the place of `{name}`.
    Path,
    /// A parameter of the query.
    Query,
    /// A header.
    Header,
    /// The whole body, as JSON.
    Body,
    /// The whole body, as it is.
    RawBody,
}

impl Rules {
    /// No bounds; the field selects, and is a member of a JSON object.
    pub const NONE: Self = Self {
        min_items: 0,
        max_items: usize::MAX,
        min_length: 0,
        max_length: usize::MAX,
        at_least: i128::MIN,
        at_most: i128::MAX,
        number_at_least: f64::NEG_INFINITY,
        number_at_most: f64::INFINITY,
        pattern: None,
        selects: true,
        sensitive: false,
        comma_separated: false,
        part: Part::Member,
    };

    /// At least this many items in the list, or entries in the map.
    pub const fn min_items(self, min_items: usize) -> Self {
        Self { min_items, ..self }
    }

    /// At most this many items in the list, or entries in the map.
    pub const fn max_items(self, max_items: usize) -> Self {
        Self { max_items, ..self }
    }

    /// At least this many characters in each text of the field.
    pub const fn min_length(self, min_length: usize) -> Self {
        Self { min_length, ..self }
    }

    /// At most this many characters in each text of the field.
    pub const fn max_length(self, max_length: usize) -> Self {
        Self { max_length, ..self }
    }

    /// The least whole number.
    pub const fn at_least(self, at_least: i128) -> Self {
        Self { at_least, ..self }
    }

    /// The greatest whole number.
    pub const fn at_most(self, at_most: i128) -> Self {
        Self { at_most, ..self }
    }

    /// The least number with a fraction.
    pub const fn number_at_least(self, number_at_least: f64) -> Self {
        Self {
            number_at_least,
            ..self
        }
    }

    /// The greatest number with a fraction.
    pub const fn number_at_most(self, number_at_most: f64) -> Self {
        Self {
            number_at_most,
            ..self
        }
    }

    /// Each text of the field matches this pattern.
    pub const fn pattern(self, pattern: Pattern) -> Self {
        Self {
            pattern: Some(pattern),
            ..self
        }
    }

    /// The field narrows nothing down.
    pub const fn selects_nothing(self) -> Self {
        Self {
            selects: false,
            ..self
        }
    }

    /// Nothing shows the value: neither `Debug` nor the criteria.
    pub const fn sensitive(self) -> Self {
        Self {
            sensitive: true,
            ..self
        }
    }

    /// The input goes into the path.
    pub const fn in_path(self) -> Self {
        self.into(Part::Path)
    }

    /// The input goes into the query.
    pub const fn in_query(self) -> Self {
        self.into(Part::Query)
    }

    /// The input is a header.
    pub const fn in_header(self) -> Self {
        self.into(Part::Header)
    }

    /// The input is the whole body, as JSON.
    pub const fn as_body(self) -> Self {
        self.into(Part::Body)
    }

    /// The input is the whole body: bytes or text, as they are.
    pub const fn as_raw_body(self) -> Self {
        self.into(Part::RawBody)
    }

    /// The items of the list go into one parameter of the query, with commas between.
    pub const fn comma_separated(self) -> Self {
        Self {
            comma_separated: true,
            ..self
        }
    }

    const fn into(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// The rules for the items of a list or map: bounds of its length are its own.
    pub(super) const fn of_items(self) -> Self {
        Self {
            min_items: 0,
            max_items: usize::MAX,
            ..self
        }
    }
}
