//! `operations/*.yaml`.

use super::Value::{Any, Boolean, Count, List, Mapping, NameOr, Text, Word};
use super::errors::ERROR_RESPONSE;
use super::fields::{HEADER, INPUT, OUTPUT};
use super::outcomes::OUTCOMES;
use super::pagination::PAGINATION;
use super::retry::{RATE_LIMIT, RETRY};
use super::{Key, Shape, optional, required};

pub(crate) static OPERATION: Shape = Shape {
    name: "operation",
    what: "an operation",
    description: "One operation.",
    keys: &[&KEYS],
    kinds: None,
};

static KEYS: [Key; 23] = [
    required(
        "operation",
        Text,
        "The name of the request type, in UpperCamelCase.",
    ),
    optional(
        "renamed_from",
        Text,
        "The former name of the request type, which remains as a deprecated alias.",
    ),
    optional(
        "deprecated",
        Text,
        "The replacement of a deprecated operation.",
    ),
    required("title", Text, "The name in the documentation."),
    required(
        "description",
        Text,
        "The description of the operation's effect.",
    ),
    optional(
        "tags",
        List(&Text),
        "The subjects of the operation: names of tags in `api.yaml`.",
    ),
    required("method", Word(&METHODS), "The HTTP method."),
    optional(
        "base_path",
        Text,
        "The prefix of the path in place of that in `api.yaml`; `\"\"` for none.",
    ),
    required(
        "path",
        Text,
        "The path below `base_path`; it begins with a slash, and `{name}` is a path parameter.",
    ),
    optional(
        "auth",
        Text,
        "The credential in place of that of the client: the name of one in `credentials`, or `none`.",
    ),
    optional(
        "permissions",
        List(&Text),
        "The permissions that the sender needs.",
    ),
    optional(
        "optional_permissions",
        List(&Text),
        "The permissions that the sender needs for some of the fields only.",
    ),
    optional(
        "retry",
        Mapping(&RETRY),
        "The requests that can be retried after a failure.",
    ),
    optional(
        "rate_limit",
        Mapping(&RATE_LIMIT),
        "The rate at which a client may send requests; the rate limit of the API by default.",
    ),
    optional(
        "batch",
        Mapping(&BATCH),
        "The list that can be split over several requests.",
    ),
    optional(
        "pagination",
        Mapping(&PAGINATION),
        "The pagination of a listing.",
    ),
    optional(
        "outcomes",
        Mapping(&OUTCOMES),
        "The outcomes that a successful response reports: one for each item, or their number.",
    ),
    optional(
        "preview",
        Mapping(&PREVIEW),
        "The operation that lists the items that a request would affect.",
    ),
    optional(
        "inputs",
        List(&Mapping(&INPUT)),
        "The inputs of a request: parameters in the path, the query and the headers, and at most one body.",
    ),
    required(
        "outputs",
        List(&Mapping(&OUTPUT)),
        "The outputs of a response: `status_code`, `reason`, and the possible bodies.",
    ),
    optional(
        "errors",
        List(&Mapping(&ERROR_RESPONSE)),
        "The documented errors: responses with a status from 300 to 599.",
    ),
    optional(
        "response_headers",
        List(&NameOr(&Text, &HEADER)),
        "The documented headers of the response: the name of a header in `api.yaml`, or a mapping that describes a header of this operation.",
    ),
    optional(
        "examples",
        List(&Mapping(&EXAMPLE)),
        "Example requests with their responses.",
    ),
];

static METHODS: [super::Word; 6] = [
    ("GET", "Reads."),
    ("HEAD", "Reads the headers of a response only."),
    ("POST", "Creates or does something."),
    ("PUT", "Replaces."),
    ("PATCH", "Changes a part."),
    ("DELETE", "Deletes."),
];

static BATCH: Shape = Shape {
    name: "batch",
    what: "`batch`",
    description: "A list that can be split over several requests.",
    keys: &[&BATCH_KEYS],
    kinds: None,
};

static BATCH_KEYS: [Key; 2] = [
    required("list", Text, "The input that is the list, by wire path."),
    optional(
        "max_items",
        Count,
        "The maximum number of items in one request; the maximum of the field by default.",
    ),
];

static PREVIEW: Shape = Shape {
    name: "preview",
    what: "`preview`",
    description: "The operation that lists the items that a request would affect.",
    keys: &[&PREVIEW_KEYS],
    kinds: None,
};

static PREVIEW_KEYS: [Key; 3] = [
    required(
        "operation",
        Text,
        "The name of a listing with the filter of this operation.",
    ),
    optional(
        "limit",
        Text,
        "The input of the listing with the number of items on a page, by wire path.",
    ),
    optional(
        "count_only",
        Text,
        "The input of the listing that leaves the items out of the response, by wire path.",
    ),
];

static EXAMPLE: Shape = Shape {
    name: "example",
    what: "an example",
    description: "An example request with its response.",
    keys: &[&EXAMPLE_KEYS],
    kinds: None,
};

static EXAMPLE_KEYS: [Key; 5] = [
    required("name", Text, "The name of the example, in snake_case."),
    required("description", Text, "The description of the request."),
    optional(
        "unlisted_values",
        Boolean,
        "`true` if open enums have values that the spec does not list.",
    ),
    optional("request", Any, "The inputs by their names on the wire."),
    optional(
        "response",
        Mapping(&RESPONSE),
        "The response to the request.",
    ),
];

static RESPONSE: Shape = Shape {
    name: "response",
    what: "`response`",
    description: "The response to the request of an example.",
    keys: &[&RESPONSE_KEYS],
    kinds: None,
};

static RESPONSE_KEYS: [Key; 3] = [
    required("status", Count, "The status code."),
    optional("headers", Any, "The headers: names and texts."),
    optional("body", Any, "The body: JSON as YAML, or text."),
];
