//! Words and texts, the harmless ones first. Later entries have each exposed a bug.

/// Prose: descriptions, titles, notes.
pub const PROSE: [&str; 26] = [
    "A plain sentence.",
    "Describes the value, and its changes while no request reads it.",
    "A text with `code`, **stars**, _lines_ and [brackets](http://example.com).",
    "See https://example.com/a_b?c=d&e=f#g, or <https://example.com>.",
    "# A text like a heading",
    "- like a list\n- of two items\n\n1. like a number\n2) like another",
    "```\nfn main() { panic!() }\n```",
    "A fence ``` in the middle, and a lone ` behind it",
    "    four spaces in front, as for code",
    "It says \"so\" and 'so' and \\n and \\\\ and \u{201c}so\u{201d}.",
    "*/ /* // /// //! #[doc = \"x\"] #![deny(all)] #\"\"# r#\"x\"#",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzendenwitwenverein",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "Übergröße, 日本語のテキスト, עברית, العربية, 🦀🏳️‍🌈",
    "left\u{202e}right, zero\u{200b}width, soft\u{ad}hyphen, line\u{2028}separator",
    "a\tb\u{7}c\u{1b}[31md\u{0}e\u{85}f",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<script>alert(1)</script> &amp; &lt; <b>bold</b> <!-- -->",
    "[Self], [`Vec`], [nothing], [a][b], ![image](x.png), [^1]",
    "run() and run(now) and a::b and created_at and ThreatFilter",
    "~~struck~~ ^up^ $x_1$ :colon: @at %percent% {brace} {{braces}}",
    "...",
    "`",
    "> quoted\n> twice",
    "one\n\n\n\ntwo\n   three   \nfour",
    "===\n---\n***\n+++",
];

/// Values of enums.
pub const VALUES: [&str; 52] = [
    "red",
    "in_progress",
    "In Progress",
    "in-progress",
    "inProgress",
    "IN_PROGRESS",
    "",
    " ",
    "\t",
    "+1",
    "-1",
    "1",
    "01",
    "32 bit",
    "1.5",
    "1e3",
    "0x1F",
    "-",
    "+",
    "*",
    "n/a",
    "N/A",
    "<=",
    ">=",
    "==",
    "!=",
    "a b",
    "a-b",
    "a_b",
    "AB",
    "self",
    "Self",
    "type",
    "crate",
    "unrecognized",
    "Unrecognized",
    "None",
    "Some",
    "Ok",
    "String",
    "true",
    "no",
    "null",
    "~",
    "ü",
    "日本",
    "🦀",
    "a\"b\\c",
    "new\nline",
    "value_1",
    "// }",
    "c\u{202e}d",
];

/// Names of members in JSON.
pub const MEMBERS: [&str; 60] = [
    "name",
    "count",
    "createdAt",
    "createdAt__lt",
    "data",
    "items",
    "list",
    "status",
    "id",
    "ids",
    "value",
    "values",
    "fields",
    "type",
    "match",
    "self",
    "Self",
    "super",
    "crate",
    "new",
    "default",
    "clone",
    "write",
    "into",
    "check",
    "where",
    "async",
    "gen",
    "union",
    "r#type",
    "created_at",
    "created-at",
    "created at",
    "created.at",
    "$ref",
    "@id",
    "#",
    "1st",
    "2",
    "",
    " ",
    "ü",
    "größe",
    "日本",
    "a\"b",
    "a\\b",
    "a{b}",
    "runtime",
    "types",
    "std",
    "parts",
    "i32",
    "str",
    "Option",
    "json_body",
    "criteria",
    "k8s",
    "x",
    "stateOrProvinceOfTheOffice",
    "_private",
];

/// Names of parameters in a query.
pub const QUERIES: [&str; 26] = [
    "limit",
    "cursor",
    "sort",
    "q",
    "siteIds",
    "sort.by",
    "filter[name]",
    "a b",
    "a&b=c",
    "ü",
    "type",
    "self",
    "$top",
    "created_at__gte",
    "1",
    "#",
    "+",
    "fields",
    "value",
    "page-size",
    "new",
    "include[]",
    "%41",
    "?",
    "values",
    "limit_",
];

/// Names of headers.
pub const HEADERS: [&str; 16] = [
    "X-Trace",
    "If-Match",
    "Idempotency-Key",
    "x",
    "Accept-Language",
    "Type",
    "X_Under",
    "X.Dot",
    "Prefer",
    "Self",
    "x-1",
    "Fields",
    "!x",
    "~",
    "X-Value",
    "Range",
];

/// Names of parameters in a path.
pub const PARAMETERS: [&str; 10] = [
    "id",
    "name",
    "siteId",
    "file name",
    "type",
    "ü",
    "a.b",
    "self",
    "x-y",
    "0",
];

/// Stems of the names of types.
pub const TYPES: [&str; 22] = [
    "Aux",
    "Com1",
    "Con",
    "Nul",
    "Values",
    "Types",
    "Operations",
    "Std",
    "Examples",
    "SdkRuntime",
    "Lamp",
    "Filter",
    "Color",
    "Os",
    "Status2",
    "K8sNode",
    "X",
    "ThreatList",
    "Data",
    "Parts",
    "Value",
    "Runtime",
];

/// Stems of the names of operations.
pub const OPERATIONS: [&str; 13] = [
    "List", "Create", "Update", "Get2", "X", "Type", "Send", "RunAll", "Aux", "Api", "Types",
    "Lpt1", "Core",
];

/// Names of response bodies.
pub const BODIES: [&str; 10] = [
    "created",
    "accepted",
    "done",
    "other",
    "partial",
    "no content",
    "1st",
    "None",
    "Ok",
    "multi-status",
];

/// Media types of JSON that no type implies.
pub const JSON_TYPES: [&str; 3] = [
    "application/merge-patch+json",
    "application/vnd.x.v1+json; charset=utf-8",
    "text/json",
];

/// Media types of text and bytes that no type implies.
pub const RAW_TYPES: [&str; 3] = [
    "image/png",
    "text/csv; charset=utf-8",
    "application/vnd.x.v1+json",
];

/// Formats of texts, and a text of each.
pub const FORMATS: [(&str, &str); 5] = [
    ("any", "any text"),
    ("digits", "007"),
    ("md5", "d41d8cd98f00b204e9800998ecf8427e"),
    ("sha1", "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"),
    (
        "sha256",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ),
];

/// Regular expressions, and a text that matches each.
pub const PATTERNS: [(&str, &str); 6] = [
    ("^[a-z]+$", "abc"),
    ("^[A-Z]{2,5}-[0-9]+$", "AB-1"),
    ("a|\"b\"", "\"b\""),
    (r"^\d+\.\d+\\?$", "1.2"),
    ("(?i)ÜBER x", "ÜBER X"),
    ("#\"##", "x#\"##y"),
];

/// The types of enums of integers, and the least value of each.
pub const INTEGER_WIRES: [(&str, i128); 5] = [
    ("int32", -2_147_483_648),
    ("int64", -9_223_372_036_854_775_808),
    ("uint16", 0),
    ("uint32", 0),
    ("uint64", 0),
];

/// Exclusive limits, between which is 1.
pub const BETWEEN: (&str, &str) = ("0", "2");

/// Bounds of unsigned integers, of signed ones, and of fractional numbers.
pub const BOUNDS: [[(&str, &str); 4]; 3] = [
    [("0", "10"), ("1", "65535"), ("7", "7"), ("100", "1000")],
    [
        ("-90", "90"),
        ("0", "2147483647"),
        ("-2147483648", "-1"),
        ("5", "5"),
    ],
    [
        ("0.5", "99.5"),
        ("-1.25", "1"),
        ("0", "1000000"),
        ("-273.15", "-273.15"),
    ],
];

/// The media type of forms.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of multipart bodies.
pub const MULTIPART: &str = "multipart/form-data";
