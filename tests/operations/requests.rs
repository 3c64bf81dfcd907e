//! The request of every operation with every input set.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use sentinelone_sdk::operations::*;
use sentinelone_sdk::{
    AlertFilter, AlertSortKey, AnalystVerdict, ApiTokenInput, Error, ExcludedMacros,
    ExclusionAction, ExclusionMode, ExclusionType, IncidentStatus, MitigationAction, NoteSortKey,
    Operation, PreparedRequest, SortOrder, TargetScope, ThreatFilter, ThreatSortKey,
    TimelineSortKey,
};
use serde_json::{Map, Value};

use crate::operations::facts::{self, Facts};
use crate::operations::samples::{Completeness, Samples};
use crate::operations::validate;

pub const THREAT: &str = "1488938160436018741";
pub const NOTE: &str = "225494730938493804";
pub const TEXT: &str = "Closed by the nightly job";

/// Makes a filter with every field.
fn filter<T: serde::de::DeserializeOwned>(mut fields: Map<String, Value>, without: &[&str]) -> T {
    fields.retain(|name, _| !without.contains(&name.as_str()));
    let mut samples = Samples::new(Completeness::Full);
    let values = fields.iter().map(|(name, schema)| {
        let value = match name.as_str() {
            // Examples are values that the field accepts.
            "agentTagsData" => schema["example"].clone(),
            "contentHashes" => serde_json::json!([schema["items"]["example"]]),
            "limit" => 500.into(),
            _ => samples.of(name, schema),
        };
        (name.clone(), value)
    });
    let json = Value::Object(values.collect());
    serde_json::from_value(json).expect("a filter with every field")
}

pub fn threats(without: &[&str]) -> ThreatFilter {
    filter(facts::threat_filter(), without)
}

pub fn alerts() -> AlertFilter {
    let facts = facts::of("POST", "/web/api/v2.1/cloud-detection/alerts/incident");
    let body = facts.body().expect("a body");
    let fields = body["properties"]["filter"]["properties"].as_object();
    filter(fields.expect("the filter has properties").clone(), &[])
}

/// Returns the request of each operation in the order of the facts, with every input set.
fn all() -> Vec<PreparedRequest> {
    let all = of_threats()
        .into_iter()
        .chain(of_lists())
        .chain(of_others());
    all.map(|request| request.expect("a valid request"))
        .collect()
}

fn of_threats() -> Vec<Result<PreparedRequest, Error>> {
    vec![
        GetThreats::new(threats(&[]))
            .skip(1)
            .cursor("a=")
            .count_only(true)
            .skip_count(true)
            .sort_by(ThreatSortKey::CreatedAt)
            .sort_order(SortOrder::Asc)
            .prepare(),
        ExportThreats::new(threats(&["limit"])).prepare(),
        UpdateThreatIncident::new(IncidentStatus::Resolved, threats(&[]))
            .analyst_verdict(AnalystVerdict::Suspicious)
            .prepare(),
        UpdateThreatAnalystVerdict::new(AnalystVerdict::Suspicious, threats(&[])).prepare(),
        MitigateThreats::new(MitigationAction::Unquarantine, threats(&[]))
            .data([("a", true)])
            .prepare(),
        AddThreatNote::new(TEXT, threats(&[])).prepare(),
        GetThreatNotes::new(THREAT)
            .skip(1)
            .limit(1000)
            .cursor("a=")
            .count_only(true)
            .skip_count(true)
            .sort_by(NoteSortKey::UpdatedAt)
            .sort_order(SortOrder::Desc)
            .creator_like("John")
            .creator_id(NOTE)
            .prepare(),
        UpdateThreatNote::new(THREAT, NOTE, TEXT).prepare(),
        DeleteThreatNote::new(THREAT, NOTE).prepare(),
        GetThreatTimeline::new(THREAT)
            .skip(1)
            .limit(1)
            .cursor("a=")
            .count_only(true)
            .skip_count(true)
            .sort_by(TimelineSortKey::ActivityType)
            .sort_order(SortOrder::Asc)
            .site_ids([THREAT, NOTE])
            .account_ids([NOTE])
            .group_ids([NOTE])
            .query("a&b")
            .activity_types(["6", "2028"])
            .prepare(),
    ]
}

fn of_lists() -> Vec<Result<PreparedRequest, Error>> {
    vec![
        UpdateThreatExternalTicketId::new("SEC-1", threats(&[])).prepare(),
        AddToBlocklist::new(TargetScope::Tenant, threats(&[]))
            .description(TEXT)
            .note(TEXT)
            .external_ticket_id("SEC-1")
            .prepare(),
        AddToExclusions::new(TargetScope::Site, ExclusionType::Path, threats(&[]))
            .note(TEXT)
            .external_ticket_id("SEC-1")
            .value("/opt")
            .description(TEXT)
            .mode(ExclusionMode::Suppress)
            .path_exclusion_type("file")
            .actions([ExclusionAction::Detect])
            .macro_modules(ExcludedMacros::new().description(TEXT).hashes(["a", "b"]))
            .prepare(),
        FetchThreatFile::new("a password", threats(&["limit"])).prepare(),
        GetExclusionOptions::new(THREAT).prepare(),
        GetThreatDownloadUrl::new(THREAT).prepare(),
    ]
}

fn of_others() -> Vec<Result<PreparedRequest, Error>> {
    vec![
        GetAlerts::new(alerts())
            .skip(1)
            .cursor("a=")
            .count_only(true)
            .skip_count(true)
            .sort_by(AlertSortKey::Id)
            .sort_order(SortOrder::Asc)
            .disable_pagination(false)
            .prepare(),
        UpdateAlertIncident::new(alerts(), IncidentStatus::Resolved).prepare(),
        UpdateAlertAnalystVerdict::new(alerts(), AnalystVerdict::Suspicious).prepare(),
        GetApiTokenDetails::new()
            .data(ApiTokenInput::new().api_token("a token"))
            .prepare(),
        GetSystemStatus::new().prepare(),
        GetSystemInfo::new().prepare(),
    ]
}

/// Returns the values of the parameters in a query; lists are separated by commas.
fn parameters(query: &str) -> BTreeMap<String, Vec<String>> {
    let decode = |text: &str| {
        percent_decode_str(text)
            .decode_utf8()
            .expect("UTF-8")
            .into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').expect("a value");
        (decode(name), value.split(',').map(decode).collect())
    });
    pairs.collect()
}

/// Compares the values in the path with the parameters of its template.
fn path(facts: &Facts, path: &str) -> Vec<String> {
    let name = facts.name();
    let template = name.split_once(' ').map_or("", |(_, path)| path);
    let segments = || template.split('/').zip(path.split('/'));
    assert_eq!(
        template.split('/').count(),
        path.split('/').count(),
        "{path}"
    );
    let schemas = facts.parameters("path");
    let found = segments().flat_map(|(known, value)| {
        let parameter = known
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'));
        match parameter {
            Some(name) => validate::parameter(name, &schemas[name], &[value.to_owned()]),
            None if known == value => Vec::new(),
            None => vec![format!("{value} is not {known}")],
        }
    });
    found.collect()
}

fn query(facts: &Facts, query: &str) -> Vec<String> {
    let (schemas, values) = (facts.parameters("query"), parameters(query));
    let unknown = values.keys().filter(|name| !schemas.contains_key(*name));
    let mut found: Vec<_> = unknown.map(|name| format!("{name} is unknown")).collect();
    for (name, schema) in &schemas {
        match values.get(name) {
            Some(values) => found.extend(validate::parameter(name, schema, values)),
            None => found.push(format!("{name} is not set")),
        }
    }
    found
}

#[test]
fn requests_with_every_input_fit_the_facts() {
    let (all, requests) = (facts::all(), all());
    assert_eq!(all.len(), requests.len());
    for (facts, request) in all.iter().zip(&requests) {
        let name = facts.name();
        assert!(
            name.starts_with(&format!("{} ", request.method())),
            "{name}"
        );
        let mut found = path(facts, request.path());
        found.extend(query(facts, request.query().unwrap_or_default()));
        match facts.body() {
            Some(schema) => {
                let value: Value = serde_json::from_slice(request.body()).expect("JSON");
                found.extend(validate::body("body", &schema, &value));
            }
            None => assert!(request.body().is_empty(), "{name}"),
        }
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

/// The comparison itself finds wrong and missing values.
#[test]
fn wrong_requests_do_not_fit() {
    let facts = facts::of("POST", "/web/api/v2.1/threats/notes");
    let schema = facts.body().expect("a body");
    let request = AddThreatNote::new(TEXT, ThreatFilter::new().ids(["7"])).prepare();
    let request = request.expect("a valid request");
    let value: Value = serde_json::from_slice(request.body()).expect("JSON");
    let found = validate::body("body", &schema, &value);
    assert!(
        found.contains(&"body.filter.ids is outside of its bounds: 7".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"body.filter.osTypes is not set".to_owned()),
        "{found:?}"
    );
    let facts = facts::of("GET", "/web/api/v2.1/threats");
    let found = query(&facts, "limit=1001&skip=x&osTypes=beos&more=1");
    for wrong in [
        "limit is outside",
        "skip is not an integer",
        "osTypes has another value",
        "more is unknown",
    ] {
        assert!(
            found.iter().any(|found| found.starts_with(wrong)),
            "{wrong}: {found:?}"
        );
    }
}
