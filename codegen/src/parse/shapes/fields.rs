//! Fields, inputs and outputs, and the types they have.

use super::Value::{Any, Boolean, Count, List, Mapping, NameOr, Number, Text, Type, Word};
use super::{Key, Shape, optional, required};

pub(crate) static FIELD: Shape = Shape {
    name: "field",
    what: "a field",
    description: "A member of an object.",
    keys: &[&NAME, &TYPE_KEYS, &FURTHER],
    kinds: None,
};

pub(crate) static INPUT: Shape = Shape {
    name: "input",
    what: "a field",
    description: "An input of an operation.",
    keys: &[&NAME, &IN, &TYPE_KEYS, &FURTHER],
    kinds: None,
};

pub(crate) static OUTPUT: Shape = Shape {
    name: "output",
    what: "a field",
    description: "An output of an operation.",
    keys: &[&NAME, &FROM, &TYPE_KEYS, &FURTHER],
    kinds: None,
};

pub(crate) static ITEMS: Shape = Shape {
    name: "items",
    what: "`items`",
    description: "The type of a list's items, with the keys that refine it.",
    keys: &[&TYPE_KEYS],
    kinds: None,
};

static NAME: [Key; 1] = [required(
    "name",
    Text,
    "The name on the wire, exactly as it is there.",
)];

static IN: [Key; 1] = [required("in", Word(&INPUT_PLACES), "Where the input goes.")];

static INPUT_PLACES: [super::Word; 1] = [("body", "The body of the request, as JSON.")];

static FROM: [Key; 1] = [required(
    "from",
    Word(&OUTPUT_PLACES),
    "Where the output comes from.",
)];

static OUTPUT_PLACES: [super::Word; 3] = [
    ("status", "The status code of the answer."),
    ("reason", "The phrase beside the status code."),
    ("body", "The body of the answer, as JSON."),
];

static TYPE_KEYS: [Key; 8] = [
    required("type", Type, "The type, or the name of a shared type."),
    optional(
        "items",
        NameOr(&Type, &ITEMS),
        "The type of a list's items: the name of a type, or a mapping with the keys that refine it.",
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
    optional("min_items", Count, "The least number of items of a list."),
    optional(
        "max_items",
        Count,
        "The greatest number of items of a list; a request with more is refused before it is sent.",
    ),
    optional(
        "min_length",
        Count,
        "The least number of characters of a string; a request with a shorter one is refused before it is sent.",
    ),
    optional(
        "minimum",
        Number,
        "The least value of a number or an id: recorded, not enforced.",
    ),
];

static FURTHER: [Key; 5] = [
    optional(
        "required",
        Boolean,
        "Whether it is always there: an argument of `new`, or a member without `Option`. `false` by default.",
    ),
    optional(
        "selects",
        Boolean,
        "Whether it narrows down what an operation works on; `true` by default.",
    ),
    optional(
        "since",
        Text,
        "When the field appeared, where the documentation does not have it; in quotes.",
    ),
    optional("example", Any, "A value that the field may have."),
    required(
        "description",
        Text,
        "Says what the field does for the person who sets or reads it.",
    ),
];

/// The words for scalar types.
pub(crate) static SCALARS: [super::Word; 11] = [
    ("string", "Any text."),
    ("boolean", "`true` or `false`."),
    ("int32", "An integer of 32 bits."),
    ("int64", "An integer of 64 bits."),
    ("uint16", "An integer of 16 bits that is never below zero."),
    ("uint32", "An integer of 32 bits that is never below zero."),
    ("uint64", "An integer of 64 bits that is never below zero."),
    ("date-time", "A moment, as text in the form of RFC 3339."),
    (
        "id",
        "An identifier: digits as text, too long for a floating-point number.",
    ),
    ("json", "Any JSON."),
    (
        "error_list",
        "The errors of an answer, in whatever shape they come; outputs only.",
    ),
];

/// The words for types that need further keys.
pub(crate) static COMPOSITES: [super::Word; 2] = [
    ("list", "A list, see `items`."),
    (
        "object",
        "An object that is described in place, see `fields`.",
    ),
];
