//! `api.yaml` and its mappings.

use super::Value::{Boolean, Choice, Count, List, Mapping, NameOr, Text};
use super::fields::{ENCODINGS, FORMATS, HEADER, LIST_STYLES, OBJECT_STYLES};
use super::operation::OPERATION;
use super::retry::RATE_LIMIT;
use super::types::TYPE;
use super::{Key, Shape, optional, required};

pub(crate) static API: Shape = Shape {
    name: "api_file",
    what: "an API",
    description: "The description of a whole API.",
    keys: &[&API_KEYS],
    kinds: None,
};

static API_KEYS: [Key; 22] = [
    required(
        "api",
        Text,
        "The name of the API in Rust, in UpperCamelCase.",
    ),
    required("title", Text, "The name of the API in documentation."),
    required("description", Text, "The purpose of the API."),
    optional(
        "version",
        Text,
        "The version of the API, for the OpenAPI description.",
    ),
    optional(
        "base_path",
        Text,
        "The prefix of every operation's path; it begins with a slash and does not end with one.",
    ),
    optional(
        "runtime",
        Text,
        "The Rust path by which generated code refers to the runtime; `sdk_runtime` by default.",
    ),
    optional(
        "public_path",
        Text,
        "The Rust path under which users find the generated items; with it, examples become doc examples.",
    ),
    optional(
        "reserved_names",
        List(&Text),
        "The type names that hand-written code of the same crate exports; no type of the spec can have one.",
    ),
    optional("auth", Mapping(&AUTH), "The authentication of requests."),
    optional(
        "credentials",
        List(&Mapping(&CREDENTIAL)),
        "Credentials that operations can name in place of `auth`.",
    ),
    optional(
        "environment",
        Mapping(&ENVIRONMENT),
        "The environment variables that configure a client.",
    ),
    optional(
        "error_envelope",
        Mapping(&ERROR_ENVELOPE),
        "The keys of an error body.",
    ),
    optional("ids", Mapping(&IDS), "The syntax of the ids of the API."),
    optional(
        "defaults",
        Mapping(&DEFAULTS),
        "The keys of all fields that do not have their own.",
    ),
    optional(
        "request_id_header",
        Text,
        "The response header that contains the server's request id.",
    ),
    optional(
        "rate_limit",
        Mapping(&RATE_LIMIT),
        "The rate at which a client may send requests; an operation may override it.",
    ),
    optional(
        "response_headers",
        List(&Mapping(&HEADER)),
        "Common headers, which operations list by name.",
    ),
    optional(
        "header_sets",
        List(&Mapping(&HEADER_SET)),
        "Sets of headers; the operations that list exactly the headers of a set share a type for them.",
    ),
    optional(
        "tags",
        List(&Mapping(&TAG)),
        "The subjects of the operations, in the order of the documentation.",
    ),
    optional(
        "tag_features",
        Boolean,
        "`true` if each tag is a cargo feature, which compiles its operations; `false` by default.",
    ),
    optional(
        "types",
        List(&Mapping(&TYPE)),
        "The shared types of a small API; otherwise each has a file in `types/`.",
    ),
    optional(
        "operations",
        List(&Mapping(&OPERATION)),
        "The operations of a small API; otherwise each has a file in `operations/`.",
    ),
];

static TAG: Shape = Shape {
    name: "tag",
    what: "a tag",
    description: "A subject of operations.",
    keys: &[&TAG_KEYS],
    kinds: None,
};

static TAG_KEYS: [Key; 3] = [
    required("name", Text, "The name, as operations list it."),
    optional(
        "feature",
        Text,
        "The name of the cargo feature; the name of the tag in kebab-case by default.",
    ),
    required("description", Text, "The description of the subject."),
];

static HEADER_SET: Shape = Shape {
    name: "header_set",
    what: "a set of headers",
    description: "A set of headers for which operations share a type.",
    keys: &[&HEADER_SET_KEYS],
    kinds: None,
};

static HEADER_SET_KEYS: [Key; 3] = [
    required(
        "name",
        Text,
        "The name of the type in Rust, in UpperCamelCase.",
    ),
    required("description", Text, "The description of the set."),
    required(
        "response_headers",
        List(&NameOr(&Text, &HEADER)),
        "The headers: names of common headers, or headers with their own description.",
    ),
];

static AUTH: Shape = Shape {
    name: "auth",
    what: "`auth`",
    description: "The authentication of requests.",
    keys: &[&AUTH_KEYS],
    kinds: None,
};

static CREDENTIAL: Shape = Shape {
    name: "credential",
    what: "a credential",
    description: "A credential that some operations need instead of that of the client.",
    keys: &[&CREDENTIAL_KEYS, &AUTH_KEYS, &CREDENTIAL_ENVIRONMENT],
    kinds: None,
};

static CREDENTIAL_KEYS: [Key; 2] = [
    required(
        "credential",
        Text,
        "The name of the credential in Rust, in UpperCamelCase.",
    ),
    required(
        "description",
        Text,
        "The description of the credential, for users who pass it to a client.",
    ),
];

static CREDENTIAL_ENVIRONMENT: [Key; 1] = [optional(
    "environment",
    Mapping(&VARIABLES),
    "The environment variables of the credential.",
)];

static VARIABLES: Shape = Shape {
    name: "variables",
    what: "`environment`",
    description: "The environment variables of a credential.",
    keys: &[&VARIABLES_KEYS],
    kinds: None,
};

static AUTH_KEYS: [Key; 6] = [
    optional(
        "scheme",
        Choice(&SCHEMES),
        "The authentication scheme; `header` by default.",
    ),
    optional(
        "header",
        Text,
        "The header that carries the token; only with the scheme `header`.",
    ),
    optional(
        "prefix",
        Text,
        "The word before the token; only with the scheme `header`.",
    ),
    optional(
        "parameter",
        Text,
        "The query parameter that is the token; only with the scheme `query`.",
    ),
    optional(
        "cookie",
        Text,
        "The cookie that is the token; only with the scheme `cookie`.",
    ),
    optional(
        "advice",
        Text,
        "Advice for users whose credential the server refuses, in one line; it is part of the error message.",
    ),
];

static ENVIRONMENT: Shape = Shape {
    name: "environment",
    what: "`environment`",
    description: "The environment variables that configure a client.",
    keys: &[&ENVIRONMENT_KEYS, &VARIABLES_KEYS],
    kinds: None,
};

static ENVIRONMENT_KEYS: [Key; 1] = [required(
    "base_url",
    Text,
    "The variable of the server's address.",
)];

static VARIABLES_KEYS: [Key; 3] = [
    optional(
        "token",
        Text,
        "The variable of the token; only with a scheme that uses a token.",
    ),
    optional(
        "user",
        Text,
        "The variable of the user name; only with the scheme `basic`.",
    ),
    optional(
        "password",
        Text,
        "The variable of the password; only with the scheme `basic`.",
    ),
];

static SCHEMES: [super::Word; 6] = [
    ("header", "A token in the header that `header` names."),
    (
        "bearer",
        "A token in the header `Authorization`, after `Bearer`.",
    ),
    (
        "basic",
        "A user name and a password, according to RFC 7617.",
    ),
    (
        "query",
        "A token in the query parameter that `parameter` names.",
    ),
    ("cookie", "A token in the cookie that `cookie` names."),
    ("none", "No authentication."),
];

static IDS: Shape = Shape {
    name: "ids",
    what: "`ids`",
    description: "The syntax of the ids of the API; a field with one of these keys has its own.",
    keys: &[&IDS_KEYS],
    kinds: None,
};

static IDS_KEYS: [Key; 4] = [
    optional(
        "format",
        Choice(&FORMATS),
        "The format of an id; `any` by default.",
    ),
    optional(
        "min_length",
        Count,
        "The minimum number of characters of an id.",
    ),
    optional(
        "max_length",
        Count,
        "The maximum number of characters of an id.",
    ),
    optional(
        "pattern",
        Text,
        "A regular expression that every id matches.",
    ),
];

static DEFAULTS: Shape = Shape {
    name: "defaults",
    what: "`defaults`",
    description: "The keys of all fields that do not have their own.",
    keys: &[&DEFAULTS_KEYS],
    kinds: None,
};

static DEFAULTS_KEYS: [Key; 4] = [
    optional(
        "list_style",
        Choice(&LIST_STYLES),
        "The encoding of lists in a query or a form.",
    ),
    optional(
        "object_style",
        Choice(&OBJECT_STYLES),
        "The encoding of objects and maps in a query or a form.",
    ),
    optional(
        "encoding",
        Choice(&ENCODINGS),
        "The encoding of `int64` and `uint64` in JSON.",
    ),
    optional(
        "media_type",
        Text,
        "The media type of JSON bodies of requests and responses.",
    ),
];

static ERROR_ENVELOPE: Shape = Shape {
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
        "The key of the list of errors; without it, the body is the error.",
    ),
    optional("code", Text, "The key of an error's code."),
    optional("title", Text, "The key of an error's title."),
    optional("detail", Text, "The key of an error's detail."),
];
