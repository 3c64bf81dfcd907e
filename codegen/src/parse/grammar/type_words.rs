//! The words for types.

use super::Word;

/// The words for scalar types: first those of headers, then those of handwritten types, then the
/// rest.
pub(crate) static SCALARS: [Word; 20] = [
    ("string", "Any text."),
    ("boolean", "`true` or `false`."),
    ("int32", "A signed 32-bit integer."),
    ("int64", "A signed 64-bit integer."),
    ("uint16", "An unsigned 16-bit integer."),
    ("uint32", "An unsigned 32-bit integer."),
    ("uint64", "An unsigned 64-bit integer."),
    ("number", "A floating-point number."),
    ("date-time", "A timestamp, as RFC 3339 text."),
    ("date", "A date, as text: `2026-01-31`."),
    (
        "local-date-time",
        "A date and a time without a zone, as text: `2026-01-31T12:00:00`.",
    ),
    ("uuid", "A UUID, as text."),
    (
        "id",
        "An identifier, as text: its digits are too many for a floating-point number.",
    ),
    ("json", "Any JSON."),
    ("json_string", "Any JSON, as text inside a JSON string."),
    (
        "bytes",
        "Bytes: base64 text inside JSON, raw as a whole body.",
    ),
    ("text", "Plain text; only as a whole body."),
    ("nothing", "No body; only in outputs."),
    (
        "error_list",
        "The errors of a response, in any of their shapes; only in outputs.",
    ),
    ("file", "A file; only as a part of a multipart body."),
];

/// The types of a header's value.
pub(super) static HEADER_TYPES: &[Word] = SCALARS.split_at(13).0;

/// The wire types of handwritten types: all except whole bodies and lists of errors.
pub(super) static WIRE_TYPES: &[Word] = SCALARS.split_at(16).0;

/// The words for types that require further keys.
pub(crate) static COMPOSITES: [Word; 3] = [
    ("list", "A list; see `items`."),
    ("map", "A JSON object with free keys; see `items`."),
    ("object", "An inline object; see `fields`."),
];
