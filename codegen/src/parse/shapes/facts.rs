//! What is true of an operation beside what goes in and comes out.

use super::Value::{Any, Choice, Count, List, Mapping, Text};
use super::{Key, Shape, optional, required};

pub(crate) static RETRY: Shape = Shape {
    name: "retry",
    what: "`retry`",
    description: "Which requests can be sent again after a failure.",
    keys: &[&RETRY_KEYS],
    kinds: None,
};

static RETRY_KEYS: [Key; 4] = [
    optional(
        "refused",
        List(&Mapping(&REFUSAL)),
        "The answers by which the server says that it did nothing: a repeat is safe.",
    ),
    optional(
        "repeatable",
        Choice(&REPEATABLE),
        "Whether a request that may have been carried out can be sent again; `never` by default.",
    ),
    optional(
        "when_set",
        List(&Text),
        "With `when`: the inputs that must all be set, by wire path.",
    ),
    optional(
        "unless_set",
        List(&Text),
        "With `when`: the inputs none of which may be set, by wire path.",
    ),
];

static REPEATABLE: [super::Word; 3] = [
    ("always", "A repeat changes nothing more."),
    ("never", "A repeat may do it twice."),
    ("when", "It depends on `when_set` and `unless_set`."),
];

pub(crate) static REFUSAL: Shape = Shape {
    name: "refusal",
    what: "a refusal",
    description: "An answer by which the server says that it did nothing.",
    keys: &[&REFUSAL_KEYS],
    kinds: None,
};

static REFUSAL_KEYS: [Key; 2] = [
    required("status", Count, "The status code of the answer."),
    optional(
        "with_header",
        Text,
        "A response header: only an answer that has it says so.",
    ),
];

pub(crate) static RATE_LIMIT: Shape = Shape {
    name: "rate_limit",
    what: "`rate_limit`",
    description: "How many requests a client may send.",
    keys: &[&RATE_LIMIT_KEYS],
    kinds: None,
};

static RATE_LIMIT_KEYS: [Key; 2] = [
    required("per_second", Count, "How many in each second."),
    optional("burst", Count, "How many at once after a pause."),
];

pub(crate) static BATCH: Shape = Shape {
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
        "The greatest number of items in one request; that of the field by default.",
    ),
];

pub(crate) static PAGINATION: Shape = Shape {
    name: "pagination",
    what: "`pagination`",
    description: "How the pages of a listing follow each other.",
    keys: &[&PAGINATION_KEYS],
    kinds: None,
};

static PAGINATION_KEYS: [Key; 4] = [
    required(
        "cursor",
        Text,
        "The input that says where a page starts, by wire path.",
    ),
    required(
        "next",
        Text,
        "Where the body of an answer has the cursor of the next page.",
    ),
    required("items", Text, "Where the body of an answer has the items."),
    optional(
        "total",
        Text,
        "Where the body of an answer has the number of all items.",
    ),
];

pub(crate) static EXAMPLE: Shape = Shape {
    name: "example",
    what: "an example",
    description: "A request, and the answer to it.",
    keys: &[&EXAMPLE_KEYS],
    kinds: None,
};

static EXAMPLE_KEYS: [Key; 4] = [
    required("name", Text, "Names the example, in snake_case."),
    required("description", Text, "Says what the request does."),
    optional("request", Any, "The inputs by their names on the wire."),
    optional("answer", Mapping(&ANSWER), "What the server says to it."),
];

pub(crate) static ANSWER: Shape = Shape {
    name: "answer",
    what: "`answer`",
    description: "The answer to the request of an example.",
    keys: &[&ANSWER_KEYS],
    kinds: None,
};

static ANSWER_KEYS: [Key; 3] = [
    required("status", Count, "The status code."),
    optional("headers", Any, "The headers by their names: a text each."),
    optional("body", Any, "The body: JSON as YAML, or text."),
];
