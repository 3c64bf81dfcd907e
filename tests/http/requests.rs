//! Requests against the exact bytes on the wire.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use sentinelone_sdk::client::Method;
use sentinelone_sdk::{
    AnalystVerdict, ClassificationSource, Client, ConfidenceLevel, Engine, Id, IncidentStatus,
    InitiatedBy, MachineType, MitigationStatus, Operation, OsArch, OsType, ThreatFilter,
    UpdateOutcome, UpdateThreatIncident,
};
use serde::Deserialize;
use serde_json::Value as Json;

use crate::http::fields;
use crate::http::fixture::{ID, TOKEN, client, request, success, table};
use crate::http::message::Request;
use crate::http::server::Server;

/// The full path of the operation.
const PATH: &str = "/web/api/v2.1/threats/incident";
/// The SDK's `User-Agent`.
const USER_AGENT: &str = "sentinelone-sdk/0.1.0";

/// The fields of a request, and its expected body.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    data: Vec<String>,
    #[serde(default)]
    all: bool,
    set: serde_yaml::Mapping,
    body: String,
}

impl Case {
    /// Builds the request, with the fields set in the order of the table.
    fn request(&self) -> UpdateThreatIncident {
        let start = if self.all {
            ThreatFilter::all_in_scope()
        } else {
            ThreatFilter::new()
        };
        let filter = self.set.iter().fold(start, |filter, (name, value)| {
            let name = name.as_str().expect("a name");
            let value: Json = serde_yaml::from_value(value.clone()).expect("a value");
            fields::set(filter, name, &value)
        });
        match self.data.as_slice() {
            [status] => UpdateThreatIncident::new(status.as_str(), filter),
            [status, verdict] => {
                UpdateThreatIncident::new(status.as_str(), filter).analyst_verdict(verdict.as_str())
            }
            other => panic!("{}: {other:?} is not a status and a verdict", self.name),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_request_is_exactly_its_body_on_the_wire() {
    let cases: Vec<Case> = table(include_str!("requests.yaml"));
    let server = Server::start(cases.iter().map(|_| success().script()));
    let client = client(&server);
    for case in &cases {
        let outcome = client.send(&case.request()).await;
        outcome.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
    }
    let seen = server.finish();
    assert_eq!(seen.requests.len(), cases.len());
    for (request, case) in seen.requests.iter().zip(&cases) {
        assert_eq!(request.body(), case.body, "{}", case.name);
        let json = serde_json::to_string(&case.request()).expect("a request is JSON");
        assert_eq!(json, case.body, "{}", case.name);
    }
}

/// Checks every part of a request but its body.
fn assert_head(request: &Request, server: SocketAddr, user_agent: &str) {
    let host = server.to_string();
    let length = request.body().len().to_string();
    let authorization = format!("ApiToken {TOKEN}");
    assert_eq!(request.line(), format!("POST {PATH} HTTP/1.1"));
    let headers = [
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("authorization", &authorization),
        ("content-length", &length),
        ("content-type", "application/json"),
        ("host", &host),
        ("user-agent", user_agent),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value));
    assert_eq!(request.headers(), headers);
}

#[tokio::test(flavor = "multi_thread")]
async fn line_and_headers_are_exactly_the_expected_ones() {
    let server = Server::start([success().script(), success().script()]);
    let address = server.address();
    client(&server).send(&request()).await.expect("a success");
    let named = Client::builder(server.url(), TOKEN)
        .with_user_agent("soar/7 (night shift)")
        .build()
        .expect("a client");
    named.send(&request()).await.expect("a success");
    let [first, second] = server.finish().requests.try_into().expect("two requests");
    assert_head(&first, address, USER_AGENT);
    assert_head(&second, address, "soar/7 (night shift)");
    let bytes = format!("{}\r\n\r\n{}", first.head(), first.body());
    assert_eq!(first.bytes(), bytes.as_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_of_a_response_are_not_sent_back() {
    let cookie = success().with_header("Set-Cookie", "session=1; Path=/; HttpOnly");
    let server = Server::start([cookie.script(), success().script()]);
    let (address, client) = (server.address(), client(&server));
    client.send(&request()).await.expect("a success");
    client.clone().send(&request()).await.expect("a success");
    let seen = server.finish();
    assert_head(&seen.requests[1], address, USER_AGENT);
}

/// With one thread and a few turns for the connection's task, the connection is ready for reuse.
#[tokio::test]
async fn clones_share_their_connections() {
    let server = Server::start([success().script(), success().script()]);
    let client = client(&server);
    client.clone().send(&request()).await.expect("a success");
    for _ in 0..16 {
        tokio::task::yield_now().await;
    }
    client.send(&request()).await.expect("a success");
    let seen = server.finish();
    assert_eq!((seen.connections, seen.requests.len()), (1, 2));
}

#[test]
fn a_prepared_request_is_sent_without_the_clients_part() {
    let prepared = request().prepare().expect("a request");
    assert_eq!(prepared.method(), Method::Post);
    assert_eq!(prepared.path(), PATH);
    assert_eq!(prepared.query(), None);
    let body = fields::body(&format!(r#"{{"ids":["{ID}"]}}"#));
    assert_eq!(prepared.body(), body.as_bytes());
    let headers: BTreeMap<_, _> = prepared
        .headers()
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_string()))
        .collect();
    let expected = [
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("content-type", "application/json"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(headers, BTreeMap::from(expected));
}

#[test]
fn ids_are_made_from_text_and_numbers() {
    let number: u64 = ID.parse().expect("an id is a number");
    let owned = ID.to_owned();
    let filters = [
        ThreatFilter::new().ids([ID]),
        ThreatFilter::new().ids([owned.clone()]),
        ThreatFilter::new().ids([number]),
        ThreatFilter::new().ids([Id::from(ID)]),
        ThreatFilter::new().ids([&owned]),
        ThreatFilter::new().ids(&[Id::from(ID)]),
        ThreatFilter::new().ids(Some(ID)),
        ThreatFilter::new().ids(vec![u64::MAX]).ids([number]),
    ];
    for filter in filters {
        let json = serde_json::to_string(&filter).expect("a filter is JSON");
        assert_eq!(json, format!(r#"{{"ids":["{ID}"]}}"#));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_ids_as_the_bound_go_out_in_one_body() {
    let ids: Vec<_> = (1_488_938_160_436_000_000_u64..).take(5000).collect();
    let quoted: Vec<_> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    let filter = ThreatFilter::new().ids(ids);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    let server = Server::start([success().script()]);
    client(&server).send(&request).await.expect("a success");
    let [sent] = server.finish().requests.try_into().expect("one request");
    let filter = format!(r#"{{"ids":[{}]}}"#, quoted.join(","));
    assert!(
        sent.body() == fields::body(&filter),
        "the body is another one"
    );
}

#[test]
fn lists_accept_variants_and_text() {
    let filter = ThreatFilter::new()
        .os_archs([OsArch::Bit32, OsArch::Bit64, OsArch::Arm64])
        .confidence_levels([ConfidenceLevel::NotAvailable])
        .agent_machine_types(vec![MachineType::KubernetesNode, "iot".into()])
        .classification_sources([ClassificationSource::Cloud])
        .os_types_nin([OsType::WindowsLegacy]);
    let json = concat!(
        r#"{"classificationSources":["Cloud"],"osTypesNin":["windows_legacy"],"#,
        r#""agentMachineTypes":["kubernetes node","iot"],"confidenceLevels":["n/a"],"#,
        r#""osArchs":["32 bit","64 bit","ARM64"]}"#
    );
    assert_eq!(serde_json::to_string(&filter).expect("JSON"), json);
}

/// Parses text as each of the enums: returns its text again, and whether it is known.
macro_rules! open_enums {
    ($($name:ident),*) => {
        const OPEN_ENUMS: &[(&str, fn(&str) -> (String, bool))] = &[$((
            stringify!($name),
            |text| {
                let value = $name::from(text);
                let known = !matches!(value, $name::Unrecognized(_));
                (value.to_string(), known)
            },
        )),*];
    };
}

open_enums!(
    AnalystVerdict,
    ClassificationSource,
    ConfidenceLevel,
    Engine,
    IncidentStatus,
    InitiatedBy,
    MachineType,
    MitigationStatus,
    OsArch,
    OsType,
    UpdateOutcome
);

#[test]
fn each_known_value_is_known_and_any_other_is_kept() {
    let values: BTreeMap<String, Vec<String>> =
        serde_yaml::from_str(include_str!("values.yaml")).expect("a table of values");
    let names: Vec<_> = values.keys().map(String::as_str).collect();
    let enums: Vec<_> = OPEN_ENUMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, enums);
    for (name, read) in OPEN_ENUMS {
        for value in &values[*name] {
            assert_eq!(read(value), (value.clone(), true), "{name}");
            for other in [value.to_uppercase() + "?", format!(" {value}")] {
                assert_eq!(read(&other), (other, false), "{name}");
            }
        }
    }
}
