//! The documented properties of a field: bounds, location and sensitivity.

use crate::object::list_style::ListStyle;
use crate::object::location::Location;
use crate::object::pattern::Pattern;
use crate::object::text_format::TextFormat;

/// The bounds of a field, its location in the request, and its effect on what the object selects.
///
/// Generated code builds one per field from [`FieldSpec::NONE`], in a constant.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct FieldSpec {
    pub(crate) min_items: usize,
    pub(crate) max_items: usize,
    pub(crate) min_length: usize,
    pub(crate) max_length: usize,
    pub(crate) at_least: i128,
    pub(crate) at_most: i128,
    pub(crate) number_at_least: f64,
    pub(crate) number_at_most: f64,
    pub(crate) number_above: f64,
    pub(crate) number_below: f64,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) format: Option<TextFormat>,
    pub(crate) selects: bool,
    pub(crate) sensitive: bool,
    /// The encoding of a list in the query, or of the lists in an object; `None` for that of the
    /// enclosing object.
    pub(crate) list_style: Option<ListStyle>,
    pub(crate) object_style: ObjectStyle,
    pub(crate) keep_slashes: bool,
    pub(crate) location: Location,
    pub(crate) overrides: &'static [Override],
    pub(crate) access: Access,
}

/// The difference of a member on one use of a shared object: other properties, or its absence.
#[derive(Clone, Copy, Debug)]
pub struct Override {
    name: &'static str,
    spec: Option<FieldSpec>,
}

impl Override {
    /// Replaces the properties of the member with this wire name.
    #[must_use]
    pub const fn new(name: &'static str, spec: FieldSpec) -> Self {
        Self {
            name,
            spec: Some(spec),
        }
    }

    /// Leaves out the member with this wire name: a request cannot have it.
    #[must_use]
    pub const fn without(name: &'static str) -> Self {
        Self { name, spec: None }
    }
}

/// Returns the properties of a member on this use of its object; `None` if it is left out.
pub(crate) fn spec_on_use<'a>(
    overrides: &'static [Override],
    name: &str,
    spec: &'a FieldSpec,
) -> Option<&'a FieldSpec> {
    let found = overrides.iter().find(|known| known.name == name);
    found.map_or(Some(spec), |found| found.spec.as_ref())
}

/// The side that sets a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// The caller or the server.
    ReadWrite,
    /// Only the server.
    ReadOnly,
}

/// The names of the parameters of an object in the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectStyle {
    /// `member=1`
    Members,
    /// `object[member]=1`
    Brackets,
}

impl FieldSpec {
    /// No bounds: a selecting member of a JSON object.
    pub const NONE: Self = Self {
        min_items: 0,
        max_items: usize::MAX,
        min_length: 0,
        max_length: usize::MAX,
        at_least: i128::MIN,
        at_most: i128::MAX,
        number_at_least: f64::NEG_INFINITY,
        number_at_most: f64::INFINITY,
        number_above: f64::NEG_INFINITY,
        number_below: f64::INFINITY,
        pattern: None,
        format: None,
        selects: true,
        sensitive: false,
        list_style: None,
        object_style: ObjectStyle::Members,
        keep_slashes: false,
        location: Location::Member,
        overrides: &[],
        access: Access::ReadWrite,
    };

    /// Starts with the properties of a field that must be set.
    pub const fn required() -> Self {
        Self::NONE
    }

    /// Starts with the properties of a field that may be unset.
    pub const fn optional() -> Self {
        Self::NONE
    }

    /// Starts with the properties of a field that has only one value.
    pub const fn fixed() -> Self {
        Self::NONE
    }

    /// Starts with the properties of a read-only field.
    pub const fn read_only() -> Self {
        Self {
            access: Access::ReadOnly,
            ..Self::NONE
        }
    }

    /// Sets the differences of the members on this use of a shared object.
    pub const fn overrides(self, overrides: &'static [Override]) -> Self {
        Self { overrides, ..self }
    }

    /// Requires at least this many items in the list, or entries in the map.
    pub const fn min_items(self, min_items: usize) -> Self {
        Self { min_items, ..self }
    }

    /// Allows at most this many items in the list, or entries in the map.
    pub const fn max_items(self, max_items: usize) -> Self {
        Self { max_items, ..self }
    }

    /// Requires at least this many characters in each text of the field.
    pub const fn min_length(self, min_length: usize) -> Self {
        Self { min_length, ..self }
    }

    /// Allows at most this many characters in each text of the field.
    pub const fn max_length(self, max_length: usize) -> Self {
        Self { max_length, ..self }
    }

    /// Sets the least integer, inclusive.
    pub const fn at_least(self, at_least: i128) -> Self {
        Self { at_least, ..self }
    }

    /// Sets the greatest integer, inclusive.
    pub const fn at_most(self, at_most: i128) -> Self {
        Self { at_most, ..self }
    }

    /// Sets the least floating-point number, inclusive.
    pub const fn number_at_least(self, number_at_least: f64) -> Self {
        Self {
            number_at_least,
            ..self
        }
    }

    /// Sets the greatest floating-point number, inclusive.
    pub const fn number_at_most(self, number_at_most: f64) -> Self {
        Self {
            number_at_most,
            ..self
        }
    }

    /// Sets the limit that a floating-point number exceeds.
    pub const fn number_above(self, number_above: f64) -> Self {
        Self {
            number_above,
            ..self
        }
    }

    /// Sets the limit below which a floating-point number is.
    pub const fn number_below(self, number_below: f64) -> Self {
        Self {
            number_below,
            ..self
        }
    }

    /// Requires each text of the field to match this pattern.
    pub const fn pattern(self, pattern: Pattern) -> Self {
        Self {
            pattern: Some(pattern),
            ..self
        }
    }

    /// Requires each text of the field to consist of ASCII digits.
    pub const fn digits(self) -> Self {
        self.formatted(TextFormat::Digits)
    }

    /// Requires each text of the field to be an MD5 hash: 32 hexadecimal digits.
    pub const fn md5(self) -> Self {
        self.formatted(TextFormat::Hash(32, "MD5"))
    }

    /// Requires each text of the field to be a SHA-1 hash: 40 hexadecimal digits.
    pub const fn sha1(self) -> Self {
        self.formatted(TextFormat::Hash(40, "SHA-1"))
    }

    /// Requires each text of the field to be a SHA-256 hash: 64 hexadecimal digits.
    pub const fn sha256(self) -> Self {
        self.formatted(TextFormat::Hash(64, "SHA-256"))
    }

    const fn formatted(self, format: TextFormat) -> Self {
        Self {
            format: Some(format),
            ..self
        }
    }

    /// Marks a field that does not narrow down what the object selects.
    pub const fn selects_nothing(self) -> Self {
        Self {
            selects: false,
            ..self
        }
    }

    /// Hides the value in `Debug` output and criteria.
    pub const fn sensitive(self) -> Self {
        Self {
            sensitive: true,
            ..self
        }
    }

    /// Sends the input in the path.
    pub const fn in_path(self) -> Self {
        self.at(Location::Path)
    }

    /// Sends the slashes of an input in the path unchanged: they separate segments.
    pub const fn keep_slashes(self) -> Self {
        Self {
            keep_slashes: true,
            ..self
        }
    }

    /// Sends the input in the query.
    pub const fn in_query(self) -> Self {
        self.at(Location::Query)
    }

    /// Sends the input as a header.
    pub const fn in_header(self) -> Self {
        self.at(Location::Header)
    }

    /// Sends the input as a field of a form.
    pub const fn in_form(self) -> Self {
        self.at(Location::Form)
    }

    /// Sends the input as a part of a multipart body.
    pub const fn in_multipart(self) -> Self {
        self.at(Location::Part)
    }

    /// Sends the input as the whole body, as a form.
    pub const fn as_form(self) -> Self {
        self.at(Location::FormBody)
    }

    /// Sends the input as the whole body, in JSON.
    pub const fn as_body(self) -> Self {
        self.at(Location::JsonBody)
    }

    /// Sends the input as the whole body, unencoded: bytes or text.
    pub const fn as_raw_body(self) -> Self {
        self.at(Location::RawBody)
    }

    /// Sends the items of a list in one parameter or form field, separated by commas.
    pub const fn comma_separated(self) -> Self {
        self.listed(ListStyle::Comma)
    }

    /// Sends the items of a list in one query parameter, separated by `|`. An item cannot contain
    /// one.
    pub const fn pipe_separated(self) -> Self {
        self.listed(ListStyle::Pipe)
    }

    /// Sends the items of a list in one query parameter, separated by spaces. An item cannot contain
    /// one.
    pub const fn space_separated(self) -> Self {
        self.listed(ListStyle::Space)
    }

    /// Sends the items of a list as query parameters with the name `list[]`.
    pub const fn bracketed_items(self) -> Self {
        self.listed(ListStyle::Brackets)
    }

    /// Sends the items of a list as query parameters of the same name, also in an object with
    /// another style.
    pub const fn repeated(self) -> Self {
        self.listed(ListStyle::Repeat)
    }

    /// Sends the members of an object or a map as query parameters named `object[member]`.
    pub const fn bracketed_members(self) -> Self {
        Self {
            object_style: ObjectStyle::Brackets,
            ..self
        }
    }

    const fn listed(self, list_style: ListStyle) -> Self {
        Self {
            list_style: Some(list_style),
            ..self
        }
    }

    const fn at(self, location: Location) -> Self {
        Self { location, ..self }
    }

    /// Returns the spec of a variant inside a union, whose field has its own marks.
    pub fn within(&self, union: &Self) -> Self {
        Self {
            sensitive: self.sensitive || union.sensitive,
            list_style: union.list_style,
            object_style: union.object_style,
            location: union.location,
            ..*self
        }
    }

    /// Returns the spec of the items of a list or map, without the bounds of its length.
    pub(crate) const fn of_items(self) -> Self {
        Self {
            min_items: 0,
            max_items: usize::MAX,
            ..self
        }
    }
}
