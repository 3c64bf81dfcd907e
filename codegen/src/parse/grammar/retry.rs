//! Retries and rate limits.

use super::Value::{Choice, Count, List, Mapping, Text};
use super::{Key, Shape, optional, required};

pub(crate) static RETRY: Shape = Shape {
    name: "retry",
    what: "`retry`",
    description: "The requests that can be retried after a failure.",
    keys: &[&RETRY_KEYS],
    kinds: None,
};

static RETRY_KEYS: [Key; 4] = [
    optional(
        "refused_responses",
        List(&Mapping(&REFUSED_RESPONSE)),
        "The responses by which the server states that it did not process the request: a retry is safe.",
    ),
    optional(
        "idempotent",
        Choice(&IDEMPOTENT),
        "The requests that are safe to retry although the server may have processed them; `never` by default.",
    ),
    optional(
        "when_set",
        List(&Text),
        "With `when`: the inputs that must all be set, by wire path.",
    ),
    optional(
        "unless_set",
        List(&Text),
        "With `when`: the inputs that must all be unset, by wire path.",
    ),
];

static IDEMPOTENT: [super::Word; 3] = [
    ("always", "Every request: a retry has no further effect."),
    ("never", "No request: a retry may do the work twice."),
    (
        "when",
        "The requests that satisfy `when_set` and `unless_set`.",
    ),
];

pub(crate) static REFUSED_RESPONSE: Shape = Shape {
    name: "refused_response",
    what: "a refused response",
    description: "A response by which the server states that it did not process the request.",
    keys: &[&REFUSED_RESPONSE_KEYS],
    kinds: None,
};

static REFUSED_RESPONSE_KEYS: [Key; 2] = [
    required("status", Count, "The status code of the response."),
    optional(
        "with_header",
        Text,
        "A header that the response must have to count as refused.",
    ),
];

pub(crate) static RATE_LIMIT: Shape = Shape {
    name: "rate_limit",
    what: "`rate_limit`",
    description: "The rate at which a client may send requests.",
    keys: &[&RATE_LIMIT_KEYS],
    kinds: None,
};

static RATE_LIMIT_KEYS: [Key; 2] = [
    required("per_second", Count, "Requests per second."),
    optional("burst", Count, "Requests at once after a pause."),
];
