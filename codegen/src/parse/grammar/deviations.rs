//! `deviations.yaml`.

use super::Value::{Choice, List, Mapping, Text, Word};
use super::{Key, Shape, optional, required};

pub(crate) static DEVIATIONS: Shape = Shape {
    name: "deviations_file",
    what: "a list of deviations",
    description: "The differences between the spec and its sources.",
    keys: &[&FILE_KEYS],
    kinds: None,
};

static FILE_KEYS: [Key; 1] = [required(
    "deviations",
    List(&Mapping(&DEVIATION)),
    "One entry per difference between the spec and a source.",
)];

static DEVIATION: Shape = Shape {
    name: "deviation",
    what: "a deviation",
    description: "A difference between the spec and one of its sources.",
    keys: &[&KEYS],
    kinds: None,
};

static KEYS: [Key; 7] = [
    required(
        "items",
        List(&Text),
        "The paths of the affected items, such as `ThreatFilter.limit`.",
    ),
    required("kind", Word(&KINDS), "The kind of difference."),
    optional(
        "differs_from",
        Choice(&COUNTERPARTS),
        "The source that the spec differs from; the documentation by default.",
    ),
    optional(
        "documented",
        Text,
        "The source's version: its type, its bound, or `optional` or `required` for `presence`.",
    ),
    optional(
        "spec",
        Text,
        "The spec's version: its type, its bound, or `required` or `optional` for `presence`.",
    ),
    required("reason", Text, "The reason for the difference."),
    required(
        "evidence",
        Text,
        "The source of the information, which lets readers verify it.",
    ),
];

static KINDS: [super::Word; 15] = [
    ("type", "The source has another type."),
    (
        "added",
        "The source does not have the item: a field, a value of an enum, or a header.",
    ),
    (
        "presence",
        "The source and the spec disagree on whether the item is always present.",
    ),
    (
        "selection",
        "The spec rejects an object that selects nothing.",
    ),
    (
        "order",
        "The source has the members of an object in another order.",
    ),
    ("min_items", "The minimum number of items differs."),
    ("max_items", "The maximum number of items differs."),
    ("format", "The format differs."),
    ("min_length", "The minimum length differs."),
    ("max_length", "The maximum length differs."),
    ("minimum", "The minimum differs."),
    ("maximum", "The maximum differs."),
    (
        "exclusive_minimum",
        "The exclusive minimum of a number differs.",
    ),
    (
        "exclusive_maximum",
        "The exclusive maximum of a number differs.",
    ),
    ("pattern", "The pattern differs."),
];

static COUNTERPARTS: [super::Word; 2] = [
    ("documentation", "The reference documentation."),
    (
        "openapi",
        "The OpenAPI description that operations are imported from.",
    ),
];
