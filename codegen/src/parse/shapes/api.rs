//! `api.yaml`, and the mappings in it.

use super::Value::{List, Mapping, Text};
use super::{Key, OPERATION, Shape, TYPE, optional, required};

pub(crate) static API: Shape = Shape {
    name: "api_file",
    what: "an API",
    description: "What is true of the whole API.",
    keys: &[&API_KEYS],
    kinds: None,
};

static API_KEYS: [Key; 11] = [
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
    optional("auth", Mapping(&AUTH), "How a request proves who sends it."),
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

static AUTH_KEYS: [Key; 2] = [
    required("header", Text, "The header that carries the token."),
    optional("prefix", Text, "The word that stands before the token."),
];

pub(crate) static ERROR_ENVELOPE: Shape = Shape {
    name: "error_envelope",
    what: "`error_envelope`",
    description: "The keys of an error body.",
    keys: &[&ERROR_ENVELOPE_KEYS],
    kinds: None,
};

static ERROR_ENVELOPE_KEYS: [Key; 4] = [
    required("errors", Text, "The key that holds the list of errors."),
    required("code", Text, "The key of an error's code."),
    required("title", Text, "The key of an error's title."),
    required("detail", Text, "The key of an error's detail."),
];

pub(crate) static HEADER: Shape = Shape {
    name: "header",
    what: "a header",
    description: "A response header.",
    keys: &[&HEADER_KEYS],
    kinds: None,
};

static HEADER_KEYS: [Key; 2] = [
    required("name", Text, "The name of the header, as documented."),
    required(
        "description",
        Text,
        "Says what the header tells the person who reads it.",
    ),
];
