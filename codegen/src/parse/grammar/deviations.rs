//! `deviations.yaml`.

use super::Value::{List, Mapping, Text, Word};
use super::{Key, Shape, optional, required};

pub(crate) static DEVIATIONS: Shape = Shape {
    name: "deviations_file",
    what: "a list of deviations",
    description: "The differences between the spec and the documentation.",
    keys: &[&FILE_KEYS],
    kinds: None,
};

static FILE_KEYS: [Key; 1] = [required(
    "deviations",
    List(&Mapping(&DEVIATION)),
    "One entry per difference between the spec and the documentation.",
)];

static DEVIATION: Shape = Shape {
    name: "deviation",
    what: "a deviation",
    description: "A difference between the spec and the documentation.",
    keys: &[&KEYS],
    kinds: None,
};

static KEYS: [Key; 6] = [
    required(
        "items",
        List(&Text),
        "The paths of the affected items, such as `ThreatFilter.limit`.",
    ),
    required("kind", Word(&KINDS), "The kind of difference."),
    optional(
        "documented",
        Text,
        "The documentation's version: its type, or `optional` or `required` for `presence`.",
    ),
    optional(
        "spec",
        Text,
        "The spec's version: its type, or `required` or `optional` for `presence`.",
    ),
    required("reason", Text, "The reason for the difference."),
    required(
        "evidence",
        Text,
        "The source of the information, which lets readers verify it.",
    ),
];

static KINDS: [super::Word; 3] = [
    ("type", "The documentation has another type."),
    ("added", "The item is undocumented."),
    (
        "presence",
        "The documentation and the spec disagree on whether the item is always present.",
    ),
];
