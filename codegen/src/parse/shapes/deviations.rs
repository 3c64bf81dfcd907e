//! `deviations.yaml`.

use super::Value::{List, Mapping, Text, Word};
use super::{Key, Shape, optional, required};

pub(crate) static DEVIATIONS: Shape = Shape {
    name: "deviations_file",
    what: "a list of deviations",
    description: "Where the spec says more than the documentation, or something else.",
    keys: &[&FILE_KEYS],
    kinds: None,
};

static FILE_KEYS: [Key; 1] = [required(
    "deviations",
    List(&Mapping(&DEVIATION)),
    "One entry for each place where the spec differs from the documentation.",
)];

pub(crate) static DEVIATION: Shape = Shape {
    name: "deviation",
    what: "a deviation",
    description: "A place where the spec differs from the documentation.",
    keys: &[&KEYS],
    kinds: None,
};

static KEYS: [Key; 6] = [
    required(
        "items",
        List(&Text),
        "The paths of what the entry is about, such as `ThreatFilter.limit`.",
    ),
    required("kind", Word(&KINDS), "In what the spec differs."),
    optional(
        "documented",
        Text,
        "What the documentation says: its type, or `optional` for `presence`.",
    ),
    optional(
        "spec",
        Text,
        "What the spec says: its type, or `required` for `presence`.",
    ),
    required("reason", Text, "Says why the spec differs."),
    required(
        "evidence",
        Text,
        "Says where the truth comes from, so that a reader can check it.",
    ),
];

static KINDS: [super::Word; 3] = [
    ("type", "The documentation has another type."),
    ("added", "The documentation does not have the item."),
    (
        "presence",
        "The documentation does not say that the item is always there.",
    ),
];
