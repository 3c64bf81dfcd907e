//! The outcomes that a response reports for single items.

use super::Value::{List, Mapping, Text};
use super::{Key, Shape, optional, required};

pub(crate) static OUTCOMES: Shape = Shape {
    name: "outcomes",
    what: "`outcomes`",
    description: "The outcomes that a successful response reports: one for each item, or their number.",
    keys: &[&OUTCOMES_KEYS],
    kinds: None,
};

static OUTCOMES_KEYS: [Key; 9] = [
    required("noun", Text, "The noun for one item, for messages."),
    optional(
        "plural",
        Text,
        "The noun for several items; the noun with an `s` by default.",
    ),
    required(
        "affected",
        Text,
        "The number of affected items in the response body, by wire path.",
    ),
    optional(
        "details",
        Text,
        "The list in the response body with an entry for each item, by wire path; without it, responses have only the number.",
    ),
    optional(
        "id",
        Text,
        "The member of an entry that is the item's id; it belongs to `details`.",
    ),
    optional(
        "parts",
        List(&Mapping(&PART)),
        "The members of an entry that are outcomes; they belong to `details`.",
    ),
    optional(
        "errors",
        Text,
        "The errors that the response body lists besides the entries, by wire path.",
    ),
    optional(
        "ids",
        Text,
        "The input that lists the ids of the items, by wire path.",
    ),
    optional(
        "limited_by",
        List(&Text),
        "The inputs that make the server pick only some of the items with these ids, by wire path.",
    ),
];

static PART: Shape = Shape {
    name: "outcome_part",
    what: "a part",
    description: "A member of an entry that is an outcome.",
    keys: &[&PART_KEYS],
    kinds: None,
};

static PART_KEYS: [Key; 2] = [
    required(
        "outcome",
        Text,
        "The member of an entry: an enum with values marked by `success`.",
    ),
    required(
        "requested_by",
        Text,
        "The input that asks for this part, by wire path; the part counts only if the input is set.",
    ),
];
