//! Fields, inputs, outputs, headers, and their types.

use super::Value::{
    Any, Boolean, Choice, Count, List, Mapping, NameOr, Number, OneOrMore, Status, Text, Type, Word,
};
use super::type_words::HEADER_TYPES;
use super::{Key, Shape, optional, required};

pub(crate) static FIELD: Shape = Shape {
    name: "field",
    what: "a field",
    description: "A member of an object.",
    keys: &[
        &NAME, &RUST_NAME, &TYPE, &TYPE_KEYS, &BOUNDS, &USE, &FURTHER,
    ],
    kinds: None,
};

pub(crate) static INPUT: Shape = Shape {
    name: "input",
    what: "a field",
    description: "An input of an operation.",
    keys: &[
        &NAME,
        &IN,
        &KEEP_SLASHES,
        &MEDIA_TYPE,
        &RUST_NAME,
        &TYPE,
        &TYPE_KEYS,
        &BOUNDS,
        &USE,
        &FURTHER,
    ],
    kinds: None,
};

pub(crate) static OUTPUT: Shape = Shape {
    name: "output",
    what: "a field",
    description: "An output of an operation.",
    keys: &[
        &NAME,
        &FROM,
        &STATUS,
        &MEDIA_TYPE,
        &RUST_NAME,
        &TYPE,
        &TYPE_KEYS,
        &BOUNDS,
        &USE,
        &FURTHER,
    ],
    kinds: None,
};

pub(crate) static ITEMS: Shape = Shape {
    name: "items",
    what: "`items`",
    description: "The type of a list's items or a map's values, with the keys that refine it.",
    keys: &[&TYPE, &TYPE_KEYS, &BOUNDS, &ITEM_KEYS],
    kinds: None,
};

pub(crate) static ADDITIONAL: Shape = Shape {
    name: "additional",
    what: "`additional`",
    description: "The type of an object's members without a field, with the keys that refine it.",
    keys: &[&RUST_NAME, &TYPE, &TYPE_KEYS, &BOUNDS, &ADDITIONAL_KEYS],
    kinds: None,
};

pub(crate) static HEADER: Shape = Shape {
    name: "header",
    what: "a header",
    description: "A response header.",
    keys: &[&HEADER_KEYS],
    kinds: None,
};

static HEADER_KEYS: [Key; 4] = [
    required("name", Text, "The name of the header, as documented."),
    optional(
        "rust_name",
        Text,
        "The name in Rust, if the converted name is unsuitable.",
    ),
    optional(
        "type",
        Choice(HEADER_TYPES),
        "The type of its value; `string` by default.",
    ),
    required(
        "description",
        Text,
        "The description of the header, for users who read it.",
    ),
];

static NAME: [Key; 1] = [required("name", Text, "The exact name on the wire.")];

static IN: [Key; 1] = [required(
    "in",
    Word(&INPUT_LOCATIONS),
    "The location of the input in the request.",
)];

static INPUT_LOCATIONS: [super::Word; 4] = [
    ("path", "The path, as the parameter `{name}`."),
    ("query", "The query, after the question mark."),
    ("header", "A header of the request."),
    ("body", "The body of the request."),
];

static KEEP_SLASHES: [Key; 1] = [optional(
    "keep_slashes",
    Boolean,
    "`true` if the slashes of a path parameter separate segments of the path; `false` by default.",
)];

static FROM: [Key; 1] = [required(
    "from",
    Word(&OUTPUT_LOCATIONS),
    "The part of the response that contains the output.",
)];

static OUTPUT_LOCATIONS: [super::Word; 3] = [
    ("status", "The status code of the response."),
    ("reason", "The phrase after the status code."),
    ("body", "The body of the response."),
];

static STATUS: [Key; 1] = [optional(
    "status",
    OneOrMore(&Status),
    "The responses that have this body: a status code, a list of status codes, or `default` for all others.",
)];

static MEDIA_TYPE: [Key; 1] = [optional(
    "media_type",
    Text,
    "The media type of a body, if different from the default of its type.",
)];

static RUST_NAME: [Key; 1] = [optional(
    "rust_name",
    Text,
    "The name in Rust, if the converted wire name is unsuitable.",
)];

pub(super) static TYPE: [Key; 1] = [required(
    "type",
    Type,
    "The type, or the name of a shared type.",
)];

/// The keys that refine a type.
pub(super) static TYPE_KEYS: [Key; 5] = [
    optional(
        "items",
        NameOr(&Type, &ITEMS),
        "The type of a list's items or a map's values: the name of a type, or a mapping with the keys that refine it.",
    ),
    optional(
        "fields",
        List(&Mapping(&FIELD)),
        "The members of an inline object.",
    ),
    optional(
        "additional",
        NameOr(&Type, &ADDITIONAL),
        "The type of the members of an inline object without a field: the name of a type, or a mapping with the keys that refine it.",
    ),
    optional(
        "rust",
        Text,
        "The Rust type of an inline object; derived from the enclosing names by default.",
    ),
    optional(
        "encoding",
        Choice(&ENCODINGS),
        "The encoding of an integer in JSON; `number` by default.",
    ),
];

/// The bounds of a value.
pub(super) static BOUNDS: [Key; 10] = [
    optional(
        "min_items",
        Count,
        "The minimum number of items of a list or a map.",
    ),
    optional(
        "max_items",
        Count,
        "The maximum number of items of a list or a map; a request with more is rejected before it is sent.",
    ),
    optional(
        "format",
        Choice(&FORMATS),
        "The format of a string or an id; a request with another text is rejected before it is sent.",
    ),
    optional(
        "min_length",
        Count,
        "The minimum number of characters of a string or an id; a request with a shorter one is rejected before it is sent.",
    ),
    optional(
        "max_length",
        Count,
        "The maximum number of characters of a string or an id; a request with a longer one is rejected before it is sent.",
    ),
    optional(
        "minimum",
        Number,
        "The minimum of a number; a request with a smaller number is rejected before it is sent. The minimum of an id is documented, not enforced.",
    ),
    optional(
        "maximum",
        Number,
        "The maximum of a number; a request with a greater number is rejected before it is sent.",
    ),
    optional(
        "exclusive_minimum",
        Number,
        "The limit that a number exceeds; a request with that number or a smaller one is rejected before it is sent.",
    ),
    optional(
        "exclusive_maximum",
        Number,
        "The limit below which a number is; a request with that number or a greater one is rejected before it is sent.",
    ),
    optional(
        "pattern",
        Text,
        "A regular expression; a request with a string or an id that does not match it is rejected before it is sent.",
    ),
];

static USE: [Key; 2] = [
    optional(
        "without",
        List(&Text),
        "The fields of the shared object that are left out here; a request with one of them is rejected before it is sent.",
    ),
    optional(
        "overrides",
        List(&Mapping(&OVERRIDE)),
        "The fields of the shared object that differ here.",
    ),
];

static OVERRIDE: Shape = Shape {
    name: "override",
    what: "an override",
    description: "The differences of one field on this use of a shared object.",
    keys: &[&NAME, &BOUNDS, &OVERRIDE_KEYS],
    kinds: None,
};

static OVERRIDE_KEYS: [Key; 3] = [
    optional(
        "list_style",
        Choice(&LIST_STYLES),
        "The encoding of a list in the query here.",
    ),
    optional(
        "deprecated",
        Text,
        "The replacement of a field that is deprecated here.",
    ),
    optional("description", Text, "The description of the field here."),
];

static ITEM_KEYS: [Key; 3] = [
    optional(
        "nullable",
        Boolean,
        "`true` if an item can be `null`; `false` by default.",
    ),
    optional("example", Any, "An example of an item or a value."),
    optional(
        "description",
        Text,
        "The description of an item or a value, for users who set or read it.",
    ),
];

static ADDITIONAL_KEYS: [Key; 4] = [
    optional("nullable", Boolean, "`true` if a value can be `null`."),
    optional(
        "sensitive",
        Boolean,
        "`true` if the members are hidden in debug output; `false` by default.",
    ),
    optional("example", Any, "An example of a value."),
    optional(
        "description",
        Text,
        "The description of the members, for users who set or read them.",
    ),
];

/// The encodings of integers.
pub(super) static ENCODINGS: [super::Word; 2] = [
    ("number", "A number: `123`."),
    ("text", "The digits as text: `\"123\"`."),
];

/// The formats of strings and ids.
pub(super) static FORMATS: [super::Word; 5] = [
    ("any", "Any text."),
    ("digits", "The digits 0 to 9."),
    ("md5", "An MD5 hash: 32 hexadecimal digits."),
    ("sha1", "A SHA-1 hash: 40 hexadecimal digits."),
    ("sha256", "A SHA-256 hash: 64 hexadecimal digits."),
];

static FURTHER: [Key; 14] = [
    optional(
        "required",
        Boolean,
        "`true` if it is always present: an argument of `new`, or a member without `Option`. `false` by default.",
    ),
    optional(
        "nullable",
        Boolean,
        "`true` if `null` is a value, different from an absent field; `false` by default.",
    ),
    optional(
        "read_only",
        Boolean,
        "`true` if only the server sets it: a member of a shared object that requests do not have. `false` by default.",
    ),
    optional(
        "sensitive",
        Boolean,
        "`true` if the value is hidden in debug output; `false` by default.",
    ),
    optional(
        "list_style",
        Choice(&LIST_STYLES),
        "The encoding of a list in the query, or of the lists in an object; `repeat` by default.",
    ),
    optional(
        "object_style",
        Choice(&OBJECT_STYLES),
        "The encoding of an object or a map in the query; `members` by default.",
    ),
    optional(
        "selects",
        Boolean,
        "`true` if it narrows down the selection of an operation; `true` by default.",
    ),
    optional(
        "const",
        Any,
        "The only value of the field: always sent, without an argument or a setter.",
    ),
    optional(
        "default",
        Any,
        "The server's default value of the input: documented, never sent.",
    ),
    optional(
        "since",
        Text,
        "The date or version in which an undocumented field was introduced; in quotes.",
    ),
    optional("deprecated", Text, "The replacement of a deprecated field."),
    optional(
        "renamed_from",
        Text,
        "The former name on the wire, which is still accepted.",
    ),
    optional("example", Any, "An example value of the field."),
    required(
        "description",
        Text,
        "The description of the field, for users who set or read it.",
    ),
];

pub(super) static LIST_STYLES: [super::Word; 5] = [
    ("comma", "One parameter, with commas between the items."),
    ("repeat", "One parameter per item."),
    ("pipe", "One parameter, with `|` between the items."),
    ("space", "One parameter, with spaces between the items."),
    ("brackets", "One parameter per item, named `list[]`."),
];

pub(super) static OBJECT_STYLES: [super::Word; 2] = [
    ("members", "One parameter per member, with its name."),
    (
        "brackets",
        "One parameter per member, named `object[member]`.",
    ),
];
