//! `api.yaml`, and the mappings in it.

use super::Value::{Choice, List, Mapping, Text};
use super::fields::HEADER_TYPES;
use super::{Key, OPERATION, RATE_LIMIT, Shape, TYPE, optional, required};

pub(crate) static API: Shape = Shape {
    name: "api_file",
    what: "an API",
    description: "What is true of the whole API.",
    keys: &[&API_KEYS],
    kinds: None,
};

static API_KEYS: [Key; 14] = [
    required("api", Text, "Names the API in Rust, in UpperCamelCase."),
    required("title", Text, "Names the API to people."),
    required("description", Text, "Says what the API is for."),
    optional(
        "base_path",
        Text,
        "What the path of every operation starts with: it begins with a slash and does not end in one.",
    ),
    optional(
        "runtime",
        Text,
        "The Rust path by which generated code names the runtime; `crate::runtime` by default.",
    ),
    optional(
        "public_path",
        Text,
        "The Rust path under which users find what is generated; with it, examples become doc examples.",
    ),
    optional("auth", Mapping(&AUTH), "How a request proves who sends it."),
    optional(
        "environment",
        Mapping(&ENVIRONMENT),
        "The environment variables that a client can be set up from.",
    ),
    optional(
        "error_envelope",
        Mapping(&ERROR_ENVELOPE),
        "The keys of an error body.",
    ),
    optional(
        "request_id_header",
        Text,
        "The response header that identifies a request to the people who run the server.",
    ),
    optional(
        "rate_limit",
        Mapping(&RATE_LIMIT),
        "How many requests a client may send; an operation may have its own.",
    ),
    optional(
        "response_headers",
        List(&Mapping(&HEADER)),
        "Headers that several operations document; an operation lists them by name alone.",
    ),
    optional(
        "types",
        List(&Mapping(&TYPE)),
        "Shared types of a small API; otherwise each has a file in `types/`.",
    ),
    optional(
        "operations",
        List(&Mapping(&OPERATION)),
        "Operations of a small API; otherwise each has a file in `operations/`.",
    ),
];

pub(crate) static AUTH: Shape = Shape {
    name: "auth",
    what: "`auth`",
    description: "How a request proves who sends it.",
    keys: &[&AUTH_KEYS],
    kinds: None,
};

static AUTH_KEYS: [Key; 4] = [
    optional(
        "scheme",
        Choice(&SCHEMES),
        "In which way; `header` by default.",
    ),
    optional(
        "header",
        Text,
        "The header that carries the token; goes with the scheme `header` alone.",
    ),
    optional(
        "prefix",
        Text,
        "The word that stands before the token; goes with the scheme `header` alone.",
    ),
    optional(
        "advice",
        Text,
        "What to check when the server refuses the credential, in one line; it stands in the error.",
    ),
];

pub(crate) static ENVIRONMENT: Shape = Shape {
    name: "environment",
    what: "`environment`",
    description: "The environment variables that a client can be set up from.",
    keys: &[&ENVIRONMENT_KEYS],
    kinds: None,
};

static ENVIRONMENT_KEYS: [Key; 4] = [
    required("base_url", Text, "Holds the address of the server."),
    optional(
        "token",
        Text,
        "Holds the token, where the scheme takes one.",
    ),
    optional(
        "user",
        Text,
        "Holds the user; goes with the scheme `basic`.",
    ),
    optional(
        "password",
        Text,
        "Holds the password; goes with the scheme `basic`.",
    ),
];

static SCHEMES: [super::Word; 4] = [
    ("header", "A token in the header that `header` names."),
    (
        "bearer",
        "A token in the header `Authorization`, behind `Bearer`.",
    ),
    ("basic", "A user and a password, as RFC 7617 has it."),
    ("none", "Not at all."),
];

pub(crate) static ERROR_ENVELOPE: Shape = Shape {
    name: "error_envelope",
    what: "`error_envelope`",
    description: "The keys of an error body.",
    keys: &[&ERROR_ENVELOPE_KEYS],
    kinds: None,
};

static ERROR_ENVELOPE_KEYS: [Key; 4] = [
    optional(
        "errors",
        Text,
        "The key that holds the errors; without it, the body is the error.",
    ),
    optional("code", Text, "The key of an error's code."),
    optional("title", Text, "The key of an error's title."),
    optional("detail", Text, "The key of an error's detail."),
];

pub(crate) static HEADER: Shape = Shape {
    name: "header",
    what: "a header",
    description: "A response header.",
    keys: &[&HEADER_KEYS],
    kinds: None,
};

static HEADER_KEYS: [Key; 3] = [
    required("name", Text, "The name of the header, as documented."),
    optional(
        "type",
        Choice(HEADER_TYPES),
        "The type of its value; `string` by default.",
    ),
    required(
        "description",
        Text,
        "Says what the header tells the person who reads it.",
    ),
];
