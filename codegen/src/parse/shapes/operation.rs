//! `operations/*.yaml`.

use super::Value::{List, Mapping, NameOr, Text, Word};
use super::{BATCH, EXAMPLE, PAGINATION, RATE_LIMIT, RETRY};
use super::{HEADER, INPUT, Key, OUTPUT, Shape, optional, required};

pub(crate) static OPERATION: Shape = Shape {
    name: "operation",
    what: "an operation",
    description: "One operation.",
    keys: &[&KEYS],
    kinds: None,
};

static KEYS: [Key; 16] = [
    required(
        "operation",
        Text,
        "Names the request in Rust, in UpperCamelCase.",
    ),
    optional(
        "renamed_from",
        Text,
        "The name that the request had before; it stays as a deprecated alias.",
    ),
    optional(
        "deprecated",
        Text,
        "Says what to use instead of an operation that is deprecated.",
    ),
    required("title", Text, "The name that the documentation gives it."),
    required("description", Text, "Says what the operation does."),
    required("method", Word(&METHODS), "The HTTP method."),
    required(
        "path",
        Text,
        "The path below `base_path`; it begins with a slash, and `{name}` stands for an input.",
    ),
    optional(
        "permissions",
        List(&Text),
        "What the sender must be allowed to do.",
    ),
    optional(
        "retry",
        Mapping(&RETRY),
        "Which requests can be sent again after a failure.",
    ),
    optional(
        "rate_limit",
        Mapping(&RATE_LIMIT),
        "How many requests a client may send; that of the API by default.",
    ),
    optional(
        "batch",
        Mapping(&BATCH),
        "The list that can be split over several requests.",
    ),
    optional(
        "pagination",
        Mapping(&PAGINATION),
        "How the pages of a listing follow each other.",
    ),
    optional(
        "inputs",
        List(&Mapping(&INPUT)),
        "What a request holds: parameters in the path, the query and the headers, and at most one body.",
    ),
    required(
        "outputs",
        List(&Mapping(&OUTPUT)),
        "What an answer holds: `status_code` and `reason`, and the bodies that there can be.",
    ),
    optional(
        "response_headers",
        List(&NameOr(&Text, &HEADER)),
        "The documented headers of the answer: the name of one of `api.yaml`, or a mapping for one that only this operation has.",
    ),
    optional(
        "examples",
        List(&Mapping(&EXAMPLE)),
        "Requests, and the answers to them.",
    ),
];

static METHODS: [super::Word; 5] = [
    ("GET", "Reads; a request without a body."),
    ("POST", "Creates or does something."),
    ("PUT", "Replaces."),
    ("PATCH", "Changes a part."),
    ("DELETE", "Deletes."),
];
