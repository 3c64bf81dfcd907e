//! `types/*.yaml`: the shared types.

use super::Value::{
    Choice, List, Mapping, NameOr, Text, TextIntegerOrBoolean, TextOrInteger, Type, Word,
};
use super::fields::{self, ADDITIONAL, BOUNDS, FIELD, TYPE_KEYS};
use super::type_words::WIRE_TYPES;
use super::{Key, Kind, Kinds, Shape, optional, required};

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
        "The former name of the type, which remains as a deprecated alias.",
    ),
    required("description", Text, "The meaning of a value of the type."),
    required(
        "kind",
        Text,
        "The kind of the type; the other keys depend on it.",
    ),
];

static KINDS: [Kind; 5] = [
    Kind {
        word: "open_enum",
        description: "Text or integers with known values; the server's list may grow.",
        keys: &ENUM,
    },
    Kind {
        word: "closed_enum",
        description: "Text or integers with known values; the server's list never grows.",
        keys: &ENUM,
    },
    Kind {
        word: "object",
        description: "An object with fields.",
        keys: &OBJECT,
    },
    Kind {
        word: "union",
        description: "A value of one of several types.",
        keys: &UNION,
    },
    Kind {
        word: "external",
        description: "A handwritten type next to the generated code.",
        keys: &EXTERNAL,
    },
];

static ENUM: [Key; 2] = [
    optional(
        "wire",
        Choice(&ENUM_WIRES),
        "The type of the values on the wire; `string` by default.",
    ),
    required("values", List(&Mapping(&ENUM_VALUE)), "The known values."),
];

static ENUM_WIRES: [super::Word; 6] = [
    ("string", "Text."),
    ("int32", "Signed 32-bit integers."),
    ("int64", "Signed 64-bit integers."),
    ("uint16", "Unsigned 16-bit integers."),
    ("uint32", "Unsigned 32-bit integers."),
    ("uint64", "Unsigned 64-bit integers."),
];

static OBJECT: [Key; 3] = [
    optional(
        "selection",
        Mapping(&SELECTION),
        "Marks an object that selects the items of an operation: an empty selection is rejected.",
    ),
    required(
        "fields",
        List(&Mapping(&FIELD)),
        "The members of the object, in the documentation's order.",
    ),
    optional(
        "additional",
        NameOr(&Type, &ADDITIONAL),
        "The type of the members without a field: the name of a type, or a mapping with the keys that refine it.",
    ),
];

static UNION: [Key; 2] = [
    optional(
        "discriminator",
        Text,
        "The member whose value tells the variants apart; without it, their shapes in JSON do.",
    ),
    required(
        "variants",
        List(&Mapping(&VARIANT)),
        "The types that a value can have.",
    ),
];

static VARIANT: Shape = Shape {
    name: "variant",
    what: "a variant",
    description: "A type that a value of a union can have.",
    keys: &[
        &VARIANT_KEYS,
        &fields::TYPE,
        &TYPE_KEYS,
        &BOUNDS,
        &VARIANT_DESCRIPTION,
    ],
    kinds: None,
};

static VARIANT_KEYS: [Key; 2] = [
    optional(
        "value",
        TextIntegerOrBoolean,
        "The value of the discriminator: text, an integer or a boolean.",
    ),
    optional(
        "name",
        Text,
        "The Rust variant; by default the text of the value, or the shared type, in UpperCamelCase.",
    ),
];

static VARIANT_DESCRIPTION: [Key; 1] =
    [required("description", Text, "The meaning of the variant.")];

static EXTERNAL: [Key; 3] = [
    required("rust", Text, "The path of the type in Rust."),
    required("wire", Word(WIRE_TYPES), "The scalar type on the wire."),
    optional("content", Text, "The description of the content, in prose."),
];

static ENUM_VALUE: Shape = Shape {
    name: "enum_value",
    what: "an enum value",
    description: "A known value of an enum.",
    keys: &[&ENUM_VALUE_KEYS],
    kinds: None,
};

static ENUM_VALUE_KEYS: [Key; 7] = [
    required(
        "value",
        TextOrInteger,
        "The text on the wire, or the integer in an enum of integers.",
    ),
    optional(
        "name",
        Text,
        "The Rust variant; the value in UpperCamelCase by default.",
    ),
    optional(
        "since",
        Text,
        "The date or version in which an undocumented value was introduced; in quotes.",
    ),
    optional("deprecated", Text, "The replacement of a deprecated value."),
    optional(
        "renamed_from",
        TextOrInteger,
        "The former text or integer on the wire, which is still accepted.",
    ),
    optional(
        "success",
        Choice(&SUCCESS),
        "Marks a value that is the outcome of a success; all other values are failures.",
    ),
    required("description", Text, "The meaning of the value."),
];

static SUCCESS: [super::Word; 2] = [
    ("done", "The item was changed as requested."),
    ("already_set", "The item already was as requested."),
];

static SELECTION: Shape = Shape {
    name: "selection",
    what: "`selection`",
    description: "Marks an object that selects the items of an operation.",
    keys: &[&SELECTION_KEYS],
    kinds: None,
};

static SELECTION_KEYS: [Key; 2] = [
    required(
        "everything",
        Text,
        "The name of the constructor that explicitly selects everything, in snake_case.",
    ),
    required("description", Text, "The description of that constructor."),
];
