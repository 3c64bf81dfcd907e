//! Each field of the filter, alone: the table `fields.yaml` against the bytes on the wire.

use std::sync::LazyLock;

use sentinelone_sdk::{IncidentStatus, Operation, ThreatFilter, UpdateThreatIncident};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::http::fixture::{client, success};
use crate::http::server::Server;
use crate::http::setters;

/// The generated table of fields as text.
const GENERATED: &str = include_str!("../../sdk/src/generated/types/threat_filter.rs");

/// One field of the filter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The argument of the setter.
    pub set: Json,
    /// The JSON on the wire, byte for byte.
    pub json: String,
    /// The maximum length of the list.
    pub at_most: Option<usize>,
    /// The minimum length of the text.
    pub at_least: Option<usize>,
    /// `true` if the field narrows the selection.
    #[serde(default = "yes")]
    pub selects: bool,
}

/// The default of `selects`.
fn yes() -> bool {
    true
}

/// All fields by wire name, in the documentation's order.
pub static FIELDS: LazyLock<Vec<(String, Field)>> = LazyLock::new(|| {
    let table: serde_yaml::Mapping =
        serde_yaml::from_str(include_str!("fields.yaml")).expect("a table of fields");
    let row = |(name, field)| {
        let name = serde_yaml::from_value(name).expect("a name");
        let field = serde_yaml::from_value(field);
        let field = field.unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, field)
    };
    table.into_iter().map(row).collect()
});

impl Field {
    /// Returns a filter with this field and no other that selects; if this one does not select
    /// either, the filter selects everything.
    pub fn alone(&self, name: &str) -> ThreatFilter {
        let start = if self.selects {
            ThreatFilter::new()
        } else {
            ThreatFilter::all_in_scope()
        };
        set(start, name, &self.set)
    }
}

/// Sets one field.
pub fn set(filter: ThreatFilter, name: &str, value: &Json) -> ThreatFilter {
    setters::set(filter, &Map::from_iter([(name.to_owned(), value.clone())]))
}

/// Returns the body of a request with this JSON as its filter.
pub fn body(filter: &str) -> String {
    format!(r#"{{"data":{{"incidentStatus":"resolved"}},"filter":{filter}}}"#)
}

/// Returns the names in the generated table of fields, in order.
fn generated() -> Vec<&'static str> {
    let (_, table) = GENERATED
        .split_once("object! {\n    ThreatFilter;")
        .expect("the table of fields");
    let (table, _) = table.split_once("\n}").expect("the end of the table");
    let rows = table.lines().map(str::trim);
    rows.filter_map(|row| row.strip_prefix('"')?.split('"').next())
        .collect()
}

/// Converts a wire name to the setter's name: snake case, without doubled underscores.
fn snake_case(wire: &str) -> String {
    let mut name = String::new();
    for c in wire.chars() {
        if (c.is_uppercase() || c == '_') && !name.ends_with('_') {
            name.push('_');
        }
        if c != '_' {
            name.extend(c.to_lowercase());
        }
    }
    name
}

#[test]
fn each_generated_field_has_a_case_and_a_setter() {
    let cases: Vec<_> = FIELDS.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(cases, generated(), "fields.yaml against the SDK");
    let setters: Vec<_> = setters::TABLE.iter().map(|setter| setter.wire).collect();
    assert_eq!(setters, generated(), "setters.rs against the SDK");
    assert_eq!(cases.len(), 99, "98 documented fields and one newer field");
}

#[test]
fn each_setter_is_the_wire_name_in_snake_case() {
    for setter in setters::TABLE {
        assert_eq!(setter.method, snake_case(setter.wire));
    }
    assert_eq!(
        snake_case("k8sNodeName__contains"),
        "k8s_node_name_contains"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_field_alone_is_exactly_its_key_and_value_on_the_wire() {
    let server = Server::start(FIELDS.iter().map(|_| success().script()));
    let client = client(&server);
    for (name, field) in FIELDS.iter() {
        let request = UpdateThreatIncident::new(IncidentStatus::Resolved, field.alone(name));
        let outcome = client.send(&request).await;
        outcome.unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
    let seen = server.finish();
    assert_eq!(seen.requests.len(), FIELDS.len());
    for (request, (name, field)) in seen.requests.iter().zip(FIELDS.iter()) {
        let filter = format!(r#"{{"{name}":{}}}"#, field.json);
        assert_eq!(request.body(), body(&filter));
    }
}

#[test]
fn each_field_alone_is_shown_by_debug() {
    for (name, field) in FIELDS.iter() {
        let filter = field.alone(name);
        let sent: Json = serde_json::from_str(&field.json).expect("the JSON of a field");
        let criteria: Vec<_> = filter.criteria().collect();
        assert_eq!(criteria, [(name.as_str(), sent.into())]);
        let json = serde_json::to_string(&filter).expect("a filter is JSON");
        assert_eq!(json, format!(r#"{{"{name}":{}}}"#, field.json));
        assert!(format!("{filter:?}").contains(name), "{filter:?}");
        assert_ne!(filter, ThreatFilter::new());
        assert_eq!(filter, field.alone(name));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_fields_at_once_are_exactly_their_keys_on_the_wire() {
    let server = Server::start([success().script()]);
    let all = FIELDS
        .iter()
        .fold(ThreatFilter::new(), |filter, (name, field)| {
            set(filter, name, &field.set)
        });
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, all);
    client(&server).send(&request).await.expect("a success");
    let entries: Vec<_> = FIELDS
        .iter()
        .map(|(name, field)| format!(r#""{name}":{}"#, field.json))
        .collect();
    let body = body(&format!("{{{}}}", entries.join(",")));
    assert_eq!(server.finish().requests[0].body(), body);
    let prepared = request.prepare().expect("a request");
    assert_eq!(prepared.body(), body.as_bytes());
}
