//! `types/*.yaml`: the shared types.

use super::Value::{List, Mapping, Text, Word};
use super::fields::WIRE_TYPES;
use super::{FIELD, Key, Kind, Kinds, Shape, optional, required};

pub(crate) static TYPE: Shape = Shape {
    name: "type",
    what: "a type",
    description: "A shared type.",
    keys: &[&KEYS],
    kinds: Some(Kinds {
        key: "kind",
        what: "kind of type",
        list: &KINDS,
    }),
};

static KEYS: [Key; 4] = [
    required("type", Text, "The name of the type, in UpperCamelCase."),
    optional(
        "renamed_from",
        Text,
        "The name that the type had before; it stays as a deprecated alias.",
    ),
    required("description", Text, "Says what a value of the type means."),
    required(
        "kind",
        Text,
        "What the type is; the other keys depend on it.",
    ),
];

static KINDS: [Kind; 4] = [
    Kind {
        word: "open_enum",
        description: "Text with known values; the server's list may grow.",
        keys: &ENUM,
    },
    Kind {
        word: "closed_enum",
        description: "Text with known values; the server's list never grows.",
        keys: &ENUM,
    },
    Kind {
        word: "object",
        description: "An object with fields.",
        keys: &OBJECT,
    },
    Kind {
        word: "external",
        description: "A type that is written by hand beside the generated code.",
        keys: &EXTERNAL,
    },
];

static ENUM: [Key; 1] = [required(
    "values",
    List(&Mapping(&ENUM_VALUE)),
    "The known values.",
)];

static OBJECT: [Key; 2] = [
    optional(
        "selection",
        Mapping(&SELECTION),
        "Says that the object selects what an operation works on: one that selects nothing is refused.",
    ),
    required(
        "fields",
        List(&Mapping(&FIELD)),
        "The members of the object, in the documentation's order.",
    ),
];

static EXTERNAL: [Key; 3] = [
    required("rust", Text, "The path of the type in Rust."),
    required(
        "wire",
        Word(WIRE_TYPES),
        "The scalar type that it has on the wire.",
    ),
    optional("content", Text, "Says in prose what stands inside."),
];

pub(crate) static ENUM_VALUE: Shape = Shape {
    name: "enum_value",
    what: "an enum value",
    description: "A known value of an enum.",
    keys: &[&ENUM_VALUE_KEYS],
    kinds: None,
};

static ENUM_VALUE_KEYS: [Key; 6] = [
    required("value", Text, "The text on the wire."),
    optional(
        "name",
        Text,
        "The Rust variant; the value in UpperCamelCase by default.",
    ),
    optional(
        "since",
        Text,
        "When the value appeared, where the documentation does not have it; in quotes.",
    ),
    optional(
        "deprecated",
        Text,
        "Says what to use instead of a value that is deprecated.",
    ),
    optional(
        "renamed_from",
        Text,
        "The text that the value had on the wire before; it is still understood.",
    ),
    required("description", Text, "Says what the value means."),
];

pub(crate) static SELECTION: Shape = Shape {
    name: "selection",
    what: "`selection`",
    description: "Says that an object selects what an operation works on.",
    keys: &[&SELECTION_KEYS],
    kinds: None,
};

static SELECTION_KEYS: [Key; 2] = [
    required(
        "everything",
        Text,
        "The constructor that explicitly means everything, in snake_case.",
    ),
    required("description", Text, "Says what that constructor means."),
];
