//! Coverage of the language's features by the specs. A generator of specs that lost a
//! feature tests less than it seems to; this module detects that.

use crate::random_specs::model::Spec;
use crate::random_specs::node::Node;
use crate::random_specs::wire_names;
use crate::random_specs::write::Parts;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Features without a key or a word, reported by the generator of specs.
const SEEN: [&str; 56] = [
    "a body of a GET request",
    "a body of any JSON",
    "a body of bytes",
    "a body of inline fields",
    "a body of text",
    "a body that is a list",
    "a body that is a map",
    "a body that is a shared type",
    "a body that is one value",
    "a cursor inside an object of the body",
    "a deprecated member on the path of a page",
    "a discriminator of other values than texts",
    "a form of inline fields",
    "a form that is a map",
    "a form that is a shared type",
    "a list in a query",
    "a map in a query",
    "a multipart body",
    "a name that needs `rust_name`",
    "a nasty description",
    "a page that is a list",
    "a page that is a shared type",
    "a parameter inside a segment",
    "a redirect as a result",
    "a received inline object that is required and nullable",
    "a response that may be missing",
    "a response that is a list",
    "a response that is a map",
    "a response that is a shared type",
    "a response that is an inline object",
    "a response that is one value",
    "a sent inline object that is required and nullable",
    "a shared inline object that is required and nullable",
    "a shared type in a query",
    "a single body with statuses",
    "a slash at the end of a path",
    "a value of a closed enum with a quote",
    "a value of a closed enum with a space",
    "additional members in a query",
    "additional members",
    "an empty enum value",
    "an empty value of a closed enum",
    "an enum value of signs alone",
    "an enum value that is a keyword",
    "an enum value with digits",
    "an enum value with non-ASCII characters",
    "an enum value with spaces",
    "an error at the top of the body",
    "an error with a typed body",
    "an example with a response",
    "a union of shapes",
    "a union with a discriminator",
    "an object in a query",
    "responses by status with one value",
    "responses by status",
    "the items of a page inside an object",
];

/// Features that are visible in the code.
const IN_CODE: [(&str, &str); 8] = [
    ("a recursive type behind a box", "Option<Box<"),
    (
        "a request or an object of many fields",
        "fields_: Box<runtime::SetFields<",
    ),
    ("pages", "impl runtime::Paginated for"),
    ("a stream", "runtime::StreamResponse<Self>"),
    ("a response without a body", "runtime::EmptyResponse<Self>"),
    ("an escaped keyword", "r#type"),
    ("`null` distinguished from absence", "_null(mut self)"),
    ("an example in the documentation", "/// # Example"),
];

/// Keys whose values are chosen by the API.
const SAMPLES: [&str; 5] = ["default", "example", "request", "headers", "body"];

/// Keys whose values are words of the language.
const WORDED: [&str; 13] = [
    "type",
    "items",
    "kind",
    "in",
    "from",
    "method",
    "scheme",
    "idempotent",
    "list_style",
    "object_style",
    "format",
    "encoding",
    "style",
];

/// The number of specs with each feature.
#[derive(Default)]
pub struct Coverage(BTreeMap<String, usize>);

impl Coverage {
    /// Counts the features of one spec.
    pub fn add(&mut self, spec: &Spec, seen: &BTreeSet<&'static str>, parts: &Parts, code: &str) {
        let mut features: BTreeSet<String> = seen.iter().map(|seen| (*seen).to_owned()).collect();
        let api = Node::Map(parts.api.clone());
        walk(&api, &mut features);
        let lists = [("types", &parts.types), ("operations", &parts.operations)];
        let lists = lists.into_iter().filter(|(_, parts)| !parts.is_empty());
        features.extend(lists.map(|(key, _)| format!("key `{key}`")));
        for (_, node) in parts.types.iter().chain(&parts.operations) {
            walk(node, &mut features);
        }
        let shown = IN_CODE.iter().filter(|(_, sign)| code.contains(sign));
        features.extend(shown.map(|(feature, _)| (*feature).to_owned()));
        if (0..spec.types.len()).any(|at| wire_names::flow(spec, at) == (true, true)) {
            features.insert("an object in both directions".to_owned());
        }
        for feature in features {
            *self.0.entry(feature).or_default() += 1;
        }
    }

    /// Returns the table, and the features missing from it.
    pub fn report(&self, specs: u64) -> (String, Vec<String>) {
        let mut table = format!("features of {specs} random specs:\n");
        let expected = expected();
        let count = |feature: &String| self.0.get(feature).copied().unwrap_or(0);
        for feature in &expected {
            let _ = writeln!(table, "{:>5}  {feature}", count(feature));
        }
        let missing = expected.into_iter().filter(|feature| count(feature) < 2);
        (table, missing.collect())
    }
}

fn walk(node: &Node, features: &mut BTreeSet<String>) {
    match node {
        Node::Text(_) | Node::Bare(_) => {}
        Node::List(nodes) => nodes.iter().for_each(|node| walk(node, features)),
        Node::Map(entries) => {
            for (key, value) in entries {
                features.insert(format!("key `{key}`"));
                match value {
                    Node::Text(word) if WORDED.contains(&key.as_str()) => {
                        let key = if key == "items" { "type" } else { key };
                        features.insert(format!("`{key}: {word}`"));
                    }
                    _ if SAMPLES.contains(&key.as_str()) => {}
                    value => walk(value, features),
                }
            }
        }
    }
}

/// Returns every key and every word of the language, and the other features.
fn expected() -> BTreeSet<String> {
    let schema: Value = serde_json::from_str(&codegen::schema()).expect("the schema is JSON");
    let mut expected = BTreeSet::from(["an object in both directions".to_owned()]);
    expected.extend(SEEN.map(str::to_owned));
    expected.extend(IN_CODE.map(|(feature, _)| feature.to_owned()));
    // Entries of `deviations.yaml` do not affect the code.
    let definitions = schema["definitions"].as_object().expect("definitions");
    let definitions = definitions
        .iter()
        .filter(|(name, _)| !name.starts_with("deviation"));
    definitions.for_each(|(_, definition)| keys(definition, &mut expected));
    let words = [
        (
            "kind",
            &["open_enum", "closed_enum", "object", "union", "external"][..],
        ),
        ("in", &["path", "query", "header", "body"]),
        ("from", &["status", "reason", "body"]),
        ("method", &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]),
        (
            "scheme",
            &["header", "bearer", "basic", "query", "cookie", "none"],
        ),
        ("idempotent", &["always", "never", "when"]),
        (
            "list_style",
            &["comma", "repeat", "pipe", "space", "brackets"],
        ),
        ("object_style", &["members", "brackets"]),
        ("style", &["cursor", "offset", "page", "link", "next_url"]),
        ("format", &["any", "digits", "md5", "sha1", "sha256"]),
        ("encoding", &["number", "text"]),
        ("type", &["list", "map", "object"]),
    ];
    for (key, words) in words {
        expected.extend(words.iter().map(|word| format!("`{key}: {word}`")));
    }
    let scalars = codegen::model::Scalar::ALL.iter();
    expected.extend(scalars.map(|(word, _)| format!("`type: {word}`")));
    expected
}

/// Collects the keys under `properties` at any depth.
fn keys(schema: &Value, expected: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (name, member) in members {
                if name == "properties" {
                    let names = member
                        .as_object()
                        .into_iter()
                        .flat_map(|names| names.keys());
                    expected.extend(names.map(|name| format!("key `{name}`")));
                }
                keys(member, expected);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys(value, expected)),
        _ => {}
    }
}
