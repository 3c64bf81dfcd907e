//! Requests that are rejected before a connection is opened, each with the wire name of the field.

use sentinelone_sdk::{Client, Error, IncidentStatus, ThreatFilter, UpdateThreatIncident};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::http::fields::{FIELDS, Field, set};
use crate::http::fixture::{client, table, violations};
use crate::http::server::Server;
use crate::http::setters;

/// A rejected request, and its violations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    all: bool,
    set: Map<String, Json>,
    violations: Vec<Map<String, Json>>,
}

impl Case {
    /// Builds the filter.
    fn filter(&self) -> ThreatFilter {
        let start = if self.all {
            ThreatFilter::all_in_scope()
        } else {
            ThreatFilter::new()
        };
        setters::set(start, &self.set)
    }

    /// Returns the path and the start of the message of each violation.
    fn violations(&self) -> Vec<(&str, &str)> {
        let entries = self.violations.iter().flatten();
        entries
            .map(|(path, message)| (path.as_str(), message.as_str().unwrap_or_default()))
            .collect()
    }
}

/// A client, and its server, which must never be reached.
struct Unreached {
    server: Server,
    client: Client,
}

impl Unreached {
    /// Starts a server without responses.
    fn start() -> Self {
        let server = Server::start([]);
        let client = client(&server);
        Self { server, client }
    }

    /// Checks that a filter is rejected with these violations: path and start of the message.
    async fn assert_rejected(&self, case: &str, filter: ThreatFilter, expected: &[(&str, &str)]) {
        let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
        let violations = violations(self.client.send(&request).await);
        let shown: Vec<_> = violations.iter().map(ToString::to_string).collect();
        assert_eq!(violations.len(), expected.len(), "{case}: {shown:?}");
        for (violation, (path, message)) in violations.iter().zip(expected) {
            assert_eq!(violation.path, *path, "{case}: {shown:?}");
            assert!(violation.message.starts_with(message), "{case}: {shown:?}");
            assert_eq!(violation.to_string().lines().count(), 1, "{case}");
        }
    }

    /// Checks that no connection was opened.
    fn finish(self) {
        assert_eq!(self.server.finish().connections, 0);
    }
}

/// Returns a list of this many different items, as the field has them.
fn items(name: &str, count: usize) -> Json {
    let number = 1_488_938_160_436_000_000_u64;
    let item = |number: u64| match name {
        "contentHashes" => format!("{number:040x}"),
        _ => number.to_string(),
    };
    (number..).take(count).map(item).collect()
}

/// Returns a text of this many characters for a field, or a longer one if it has a format.
fn text(name: &str, length: usize) -> String {
    match name {
        "contentHashes" => "a".repeat(40),
        _ if name == "ids" || (name.ends_with("Ids") && name != "externalTicketIds") => {
            "7".repeat(length)
        }
        _ => "ä".repeat(length),
    }
}

/// Returns the fields that are lists.
fn lists() -> impl Iterator<Item = (&'static str, &'static Field)> {
    let lists = FIELDS.iter().filter(|(_, field)| field.set.is_array());
    lists.map(|(name, field)| (name.as_str(), field))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_violation_is_reported_and_nothing_is_sent() {
    let unreached = Unreached::start();
    for case in table::<Case>(include_str!("rejections.yaml")) {
        unreached
            .assert_rejected(&case.name, case.filter(), &case.violations())
            .await;
    }
    unreached.finish();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_does_not_select_is_rejected_alone() {
    let unreached = Unreached::start();
    let mut names = Vec::new();
    for (name, field) in FIELDS.iter().filter(|(_, field)| !field.selects) {
        let filter = set(ThreatFilter::new(), name, &field.set);
        unreached
            .assert_rejected(name, filter, &[("filter", "selects nothing")])
            .await;
        names.push(name.as_str());
    }
    assert_eq!(names, ["countsFor", "limit", "tenant"]);
    unreached.finish();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_is_rejected_with_any_other_field() {
    let unreached = Unreached::start();
    for (name, _) in lists() {
        let path = format!("filter.{name}");
        let empty = [(path.as_str(), "the list is empty")];
        let others = [
            ThreatFilter::new(),
            ThreatFilter::new().resolved(true),
            ThreatFilter::all_in_scope(),
        ];
        for start in others {
            let filter = set(start, name, &json!([]));
            unreached.assert_rejected(name, filter, &empty).await;
        }
    }
    unreached.finish();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blank_text_is_rejected_in_each_list() {
    let unreached = Unreached::start();
    for (name, _) in lists() {
        let path = format!("filter.{name}");
        for blank in ["", " ", "\u{a0}\n"] {
            let filter = set(
                ThreatFilter::new(),
                name,
                &json!([items(name, 1)[0], blank]),
            );
            unreached
                .assert_rejected(name, filter, &[(&path, "item 1 is empty")])
                .await;
        }
    }
    unreached.finish();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_list_accepts_as_many_items_as_its_bound_and_no_more() {
    let unreached = Unreached::start();
    for (name, field) in lists() {
        let most = field
            .at_most
            .unwrap_or_else(|| panic!("{name} has no bound"));
        let full = set(ThreatFilter::new(), name, &items(name, most));
        assert_accepted(name, full);
        let path = format!("filter.{name}");
        let message = format!("has {} items, accepts at most {most}", most + 1);
        let filter = set(ThreatFilter::new(), name, &items(name, most + 1));
        unreached
            .assert_rejected(name, filter, &[(&path, &message)])
            .await;
    }
    unreached.finish();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_text_is_as_long_as_its_minimum_in_characters() {
    let unreached = Unreached::start();
    for (name, field) in lists() {
        let least = field.at_least.unwrap_or(1);
        assert_accepted(
            name,
            set(ThreatFilter::new(), name, &json!([text(name, least)])),
        );
        if least > 1 {
            let path = format!("filter.{name}");
            let message = format!("item 1 is shorter than {least} characters");
            let short = json!(["long enough", "ä".repeat(least - 1)]);
            let filter = set(ThreatFilter::new(), name, &short);
            unreached
                .assert_rejected(name, filter, &[(&path, &message)])
                .await;
        }
    }
    unreached.finish();
}

/// Checks that a filter passes the checks; it is not sent.
fn assert_accepted(name: &str, filter: ThreatFilter) {
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    let prepared = sentinelone_sdk::Operation::prepare(&request);
    prepared.unwrap_or_else(|error| panic!("{name}: {error}"));
}

#[test]
fn the_message_names_the_operation_the_fields_and_the_fix() {
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, ThreatFilter::new());
    let Err(error) = sentinelone_sdk::Operation::prepare(&request) else {
        panic!("an empty filter was accepted");
    };
    let Error::InvalidRequest(invalid) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(invalid.operation, "UpdateThreatIncident");
    let text = error.to_string();
    assert!(text.starts_with("UpdateThreatIncident was not sent: filter: selects nothing"));
    assert!(text.contains("`ThreatFilter::all_in_scope()`"), "{text}");
    assert_eq!((error.status(), error.request_id()), (None, None));
}
