//! `operations/*.yaml`.

use super::Value::{List, Mapping, NameOr, Text, Word};
use super::{HEADER, INPUT, Key, OUTPUT, Shape, optional, required};

pub(crate) static OPERATION: Shape = Shape {
    name: "operation",
    what: "an operation",
    description: "One operation.",
    keys: &[&KEYS],
    kinds: None,
};

static KEYS: [Key; 8] = [
    required(
        "operation",
        Text,
        "Names the request in Rust, in UpperCamelCase.",
    ),
    required("title", Text, "The name that the documentation gives it."),
    required("description", Text, "Says what the operation does."),
    required("method", Word(&METHODS), "The HTTP method."),
    required(
        "path",
        Text,
        "The path below `base_path`; it begins with a slash.",
    ),
    optional(
        "inputs",
        List(&Mapping(&INPUT)),
        "What a request holds: one body, an `object` with `fields`.",
    ),
    required(
        "outputs",
        List(&Mapping(&OUTPUT)),
        "What an answer holds: `status_code`, `reason` and `json_body`, all required.",
    ),
    optional(
        "response_headers",
        List(&NameOr(&Text, &HEADER)),
        "The documented headers of the answer: the name of one of `api.yaml`, or a mapping for one that only this operation has.",
    ),
];

static METHODS: [super::Word; 5] = [
    ("GET", "Reads; a request without a body."),
    ("POST", "Creates or does something."),
    ("PUT", "Replaces."),
    ("PATCH", "Changes a part."),
    ("DELETE", "Deletes."),
];
