//! Fields, inputs and outputs, and the types they have.

use super::Value::{
    Any, Boolean, Choice, Count, List, Mapping, NameOr, Number, OneOrMore, Status, Text, Type, Word,
};
use super::{Key, Shape, optional, required};

pub(crate) static FIELD: Shape = Shape {
    name: "field",
    what: "a field",
    description: "A member of an object.",
    keys: &[&NAME, &RUST_NAME, &TYPE_KEYS, &FURTHER],
    kinds: None,
};

pub(crate) static INPUT: Shape = Shape {
    name: "input",
    what: "a field",
    description: "An input of an operation.",
    keys: &[&NAME, &IN, &MEDIA_TYPE, &RUST_NAME, &TYPE_KEYS, &FURTHER],
    kinds: None,
};

pub(crate) static OUTPUT: Shape = Shape {
    name: "output",
    what: "a field",
    description: "An output of an operation.",
    keys: &[
        &NAME,
        &FROM,
        &STATUS,
        &MEDIA_TYPE,
        &RUST_NAME,
        &TYPE_KEYS,
        &FURTHER,
    ],
    kinds: None,
};

pub(crate) static ITEMS: Shape = Shape {
    name: "items",
    what: "`items`",
    description: "The type of a list's items or a map's values, with the keys that refine it.",
    keys: &[&TYPE_KEYS],
    kinds: None,
};

static NAME: [Key; 1] = [required(
    "name",
    Text,
    "The name on the wire, exactly as it is there.",
)];

static IN: [Key; 1] = [required("in", Word(&INPUT_PLACES), "Where the input goes.")];

static INPUT_PLACES: [super::Word; 4] = [
    (
        "path",
        "The path, at the place that has its name in braces.",
    ),
    ("query", "The query, behind the question mark."),
    ("header", "A header of the request."),
    ("body", "The body of the request."),
];

static FROM: [Key; 1] = [required(
    "from",
    Word(&OUTPUT_PLACES),
    "Where the output comes from.",
)];

static OUTPUT_PLACES: [super::Word; 3] = [
    ("status", "The status code of the answer."),
    ("reason", "The phrase beside the status code."),
    ("body", "The body of the answer."),
];

static STATUS: [Key; 1] = [optional(
    "status",
    OneOrMore(&Status),
    "The answers that have this body: a status code, a list of them, or `default` for all others.",
)];

static MEDIA_TYPE: [Key; 1] = [optional(
    "media_type",
    Text,
    "The media type of a body, where it is not the one that goes with its type.",
)];

static RUST_NAME: [Key; 1] = [optional(
    "rust_name",
    Text,
    "The name in Rust, where the name on the wire does not give a good one.",
)];

static TYPE_KEYS: [Key; 11] = [
    required("type", Type, "The type, or the name of a shared type."),
    optional(
        "items",
        NameOr(&Type, &ITEMS),
        "The type of a list's items or a map's values: the name of a type, or a mapping with the keys that refine it.",
    ),
    optional(
        "fields",
        List(&Mapping(&FIELD)),
        "The members of an object that is described in place.",
    ),
    optional(
        "rust",
        Text,
        "The Rust type of an object that is described in place; made from the names around it by default.",
    ),
    optional(
        "min_items",
        Count,
        "The least number of items of a list or a map.",
    ),
    optional(
        "max_items",
        Count,
        "The greatest number of items of a list or a map; a request with more is refused before it is sent.",
    ),
    optional(
        "min_length",
        Count,
        "The least number of characters of a string; a request with a shorter one is refused before it is sent.",
    ),
    optional(
        "max_length",
        Count,
        "The greatest number of characters of a string; a request with a longer one is refused before it is sent.",
    ),
    optional(
        "minimum",
        Number,
        "The least value of a number; a request with a smaller one is refused before it is sent. That of an id is recorded, not enforced.",
    ),
    optional(
        "maximum",
        Number,
        "The greatest value of a number; a request with a greater one is refused before it is sent.",
    ),
    optional(
        "pattern",
        Text,
        "A regular expression; a request with a string that does not match it is refused before it is sent.",
    ),
];

static FURTHER: [Key; 11] = [
    optional(
        "required",
        Boolean,
        "Whether it is always there: an argument of `new`, or a member without `Option`. `false` by default.",
    ),
    optional(
        "nullable",
        Boolean,
        "Whether `null` is a value of its own, told apart from a field that is not there; `false` by default.",
    ),
    optional(
        "sensitive",
        Boolean,
        "Whether the value is kept out of what is shown for debugging; `false` by default.",
    ),
    optional(
        "list_style",
        Choice(&LIST_STYLES),
        "How a list goes into the query; `repeat` by default.",
    ),
    optional(
        "selects",
        Boolean,
        "Whether it narrows down what an operation works on; `true` by default.",
    ),
    optional(
        "default",
        Any,
        "What the server takes where the input is left out: documented, never sent.",
    ),
    optional(
        "since",
        Text,
        "When the field appeared, where the documentation does not have it; in quotes.",
    ),
    optional(
        "deprecated",
        Text,
        "Says what to use instead of a field that is deprecated.",
    ),
    optional(
        "renamed_from",
        Text,
        "The name that the field had on the wire before; it is still understood.",
    ),
    optional("example", Any, "A value that the field may have."),
    required(
        "description",
        Text,
        "Says what the field does for the person who sets or reads it.",
    ),
];

static LIST_STYLES: [super::Word; 2] = [
    ("comma", "One parameter, with commas between the items."),
    ("repeat", "A parameter for each item."),
];

/// The words for scalar types. Those that a header can have come first, then
/// those that a hand-written type can have.
pub(crate) static SCALARS: [super::Word; 18] = [
    ("string", "Any text."),
    ("boolean", "`true` or `false`."),
    ("int32", "An integer of 32 bits."),
    ("int64", "An integer of 64 bits."),
    ("uint16", "An integer of 16 bits that is never below zero."),
    ("uint32", "An integer of 32 bits that is never below zero."),
    ("uint64", "An integer of 64 bits that is never below zero."),
    ("number", "A number that may have a fraction."),
    ("date-time", "A moment, as text in the form of RFC 3339."),
    ("date", "A day, as text: `2026-01-31`."),
    ("uuid", "A UUID, as text."),
    (
        "id",
        "An identifier: digits as text, too long for a floating-point number.",
    ),
    ("json", "Any JSON."),
    ("json_string", "Any JSON, as text inside a JSON string."),
    (
        "bytes",
        "Bytes: base64 text inside JSON, and as they are in a whole body.",
    ),
    ("text", "Plain text; a whole body only."),
    ("nothing", "No body at all; outputs only."),
    (
        "error_list",
        "The errors of an answer, in whatever shape they come; outputs only.",
    ),
];

/// The types of a header's value.
pub(super) static HEADER_TYPES: &[super::Word] = SCALARS.split_at(12).0;

/// The types that a hand-written one can have on the wire: all that are no whole body and no list of
/// errors.
pub(super) static WIRE_TYPES: &[super::Word] = SCALARS.split_at(15).0;

/// The words for types that need further keys.
pub(crate) static COMPOSITES: [super::Word; 3] = [
    ("list", "A list, see `items`."),
    ("map", "A JSON object with free keys, see `items`."),
    (
        "object",
        "An object that is described in place, see `fields`.",
    ),
];
