//! Partial failure: the outcome of each threat in a successful response.

use std::collections::BTreeMap;

use sentinelone_sdk::outcomes::{Conclusion, ItemOutcome, Outcome, Outcomes};
use sentinelone_sdk::{
    AnalystVerdict, IncidentStatus, OsType, Response, ThreatFilter, UpdateOutcome,
    UpdateThreatIncident,
};
use serde::Deserialize;

use crate::http::fixture::{chain, client, table};
use crate::http::reply::Reply;
use crate::http::server::Server;

/// A request, a response to it, and the conclusion.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The ids of the filter; without them, it selects by operating system.
    ids: Option<Vec<String>>,
    limit: Option<i32>,
    /// `true` if the request sets a verdict.
    #[serde(default)]
    verdict: bool,
    response: String,
    conclusion: String,
    /// The outcome of each item, by id.
    #[serde(default)]
    items: BTreeMap<String, String>,
    #[serde(default)]
    unaccounted: u64,
    /// The message of the error; without it, the request succeeded.
    message: Option<String>,
    /// `true` if the outcome of each threat is known.
    #[serde(default)]
    itemized: bool,
}

impl Case {
    fn request(&self) -> UpdateThreatIncident {
        let mut filter = ThreatFilter::new();
        filter = match &self.ids {
            Some(ids) => filter.ids(ids),
            None => filter.os_types([OsType::Linux]),
        };
        if let Some(limit) = self.limit {
            filter = filter.limit(limit);
        }
        let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
        if self.verdict {
            return request.analyst_verdict(AnalystVerdict::FalsePositive);
        }
        request
    }
}

async fn send(request: &UpdateThreatIncident, body: &str) -> Response<UpdateThreatIncident> {
    let reply = Reply::json(body).with_header("X-RQID", "q7");
    let server = Server::start([reply.script()]);
    client(&server).send(request).await.expect("a success")
}

/// Returns the outcome of each item under its id; an entry without an id has the id `-`.
fn items(outcomes: &Outcomes<UpdateOutcome>) -> BTreeMap<String, String> {
    let id = |item: &ItemOutcome<UpdateOutcome>| match &item.id {
        Some(id) => id.to_string(),
        None => "-".to_owned(),
    };
    let items = outcomes.items().iter();
    let items = items.map(|item| (id(item), item.outcome.to_string()));
    items.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_response_is_judged_against_its_request() {
    let cases: Vec<Case> = table(include_str!("outcomes.yaml"));
    assert!(cases.len() >= 40, "{}", cases.len());
    for case in cases {
        let request = case.request();
        let response = send(&request, &case.response).await;
        let outcomes = request.outcomes(&response);
        let name = &case.name;
        assert_eq!(
            format!("{:?}", outcomes.conclusion()),
            case.conclusion,
            "{name}"
        );
        assert_eq!(items(&outcomes), case.items, "{name}");
        assert_eq!(outcomes.unaccounted(), case.unaccounted, "{name}");
        assert_eq!(outcomes.is_itemized(), case.itemized, "{name}");
        assert_eq!(outcomes.affected(), Some(response.json_body.data.affected));
        assert_eq!(
            request.all_updated(&response),
            case.message.is_none(),
            "{name}"
        );
        let itemized = request.require_itemized(&response);
        let is_complete = outcomes.conclusion() == Conclusion::AllUpdated;
        assert_eq!(itemized.is_ok(), is_complete, "{name}");
        let Err(error) = request.require_all_updated(&response) else {
            assert_eq!(case.message, None, "{name}");
            continue;
        };
        assert_eq!(error.conclusion(), outcomes.conclusion(), "{name}");
        assert_eq!(error.errors(), response.json_body.errors);
        assert_eq!(error.request_id(), response.headers.x_rqid.as_ref());
        let text = chain(&error);
        let expected = case
            .message
            .map(|message| format!("{message} (request q7)"));
        assert_eq!(Some(&text), expected.as_ref(), "{name}");
        assert_eq!(text.lines().count(), 1, "{name}");
        assert_eq!(format!("{error:?}"), format!("PartialFailureError({text})"));
    }
}

/// The lines of the README's first program.
async fn first_program(body: &str) -> Result<String, Box<dyn std::error::Error>> {
    let server = Server::start([Reply::json(body).script()]);
    let client = client(&server);
    let filter = ThreatFilter::new()
        .ids(["1488938160436018741"])
        .os_types([OsType::Windows]);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
        .analyst_verdict(AnalystVerdict::FalsePositive);
    let response = client.send(&request).await?;
    request.require_all_updated(&response)?;
    Ok(format!(
        "{} threats affected",
        response.json_body.data.affected
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_program_succeeds_without_details() {
    let readme = include_str!("../../README.md");
    for line in [
        "let filter = ThreatFilter::new().ids([\"1488938160436018741\"]).os_types([OsType::Windows]);",
        "request.require_all_updated(&response)?;",
        ".analyst_verdict(AnalystVerdict::FalsePositive)",
    ] {
        assert!(readme.contains(line), "{line}");
    }
    let printed = first_program(r#"{"data":{"affected":1}}"#).await;
    assert_eq!(printed.expect("a success"), "1 threats affected");
    for body in [
        r#"{"data":{"affected":0}}"#,
        r#"{"data":{"affected":0,"details":[]},"errors":null}"#,
    ] {
        let error = first_program(body).await.expect_err("no success");
        assert_eq!(error.to_string(), "no threat matched");
        // A program that ends with the error prints its `Debug` form.
        assert_eq!(
            format!("{error:?}"),
            "PartialFailureError(no threat matched)"
        );
    }
}

#[test]
fn an_outcome_knows_if_it_is_a_success() {
    for (word, is_success) in [
        ("updated", true),
        ("already_set", true),
        ("not_changed", false),
        ("conditions_not_met", false),
        ("missing_permissions", false),
        ("Updated", false),
        ("", false),
    ] {
        assert_eq!(UpdateOutcome::from(word).is_success(), is_success, "{word}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn outcomes_are_counted_and_found_by_id() {
    let filter = ThreatFilter::new().ids(["1", "2", "3", "4"]);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    let body = r#"{"data":{"affected":1,"details":[
        {"threatId":1,"result":"updated","analystVerdict":"not_changed"},
        {"threatId":"2","result":"already_set"},
        {"threatId":"3","result":"renewed"}]}}"#;
    let response = send(&request, body).await;
    let outcomes = request.outcomes(&response);
    let counts = outcomes.counts();
    assert_eq!((counts.done, counts.already_set), (1, 1));
    assert_eq!((counts.failed, counts.not_mentioned), (1, 1));
    let first = outcomes.get("1").expect("an item");
    assert_eq!(first.outcome, Outcome::Done);
    let verdict = first.part("analystVerdict");
    assert_eq!(verdict, Some(&UpdateOutcome::NotChanged));
    assert!(!first.parts[1].is_requested);
    let failed: Vec<_> = outcomes
        .failed()
        .filter_map(|item| item.id.as_deref())
        .collect();
    assert_eq!(failed, ["3"]);
    let open: Vec<_> = outcomes.unmentioned_ids().collect();
    assert_eq!(open, ["4"]);
    assert_eq!(outcomes.get("9"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_lists_the_first_failures_only() {
    let ids: Vec<_> = (1..=7).map(|id| id.to_string()).collect();
    let entry = |id| format!(r#"{{"threatId":"{id}","result":"not_changed"}}"#);
    let entries: Vec<_> = ids.iter().map(entry).collect();
    let body = format!(
        r#"{{"data":{{"affected":0,"details":[{}]}}}}"#,
        entries.join(",")
    );
    let request =
        UpdateThreatIncident::new(IncidentStatus::Resolved, ThreatFilter::new().ids(&ids));
    let response = send(&request, &body).await;
    let error = request
        .require_all_updated(&response)
        .expect_err("failures");
    let text = error.to_string();
    assert!(
        text.starts_with("7 of 7 threats were not updated"),
        "{text}"
    );
    assert!(
        text.contains("5 (result: not_changed), and 2 more"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_says_what_is_known_of_the_server() {
    let guide = include_str!("../../sdk/src/guide/partial_failure.md");
    let known = guide.split("Known facts about the server:").nth(1);
    let known = known.and_then(|rest| rest.split("\n# ").next());
    let known = known.expect("the section").replace("\n  ", " ");
    for fact in [
        "do not resolve a threat whose verdict is `undefined`: its `result` is `conditions_not_met`",
        "A token without `Threats.updateAnalystVerdict` still updates the status. `missing_permissions` \
         is then the outcome of the verdict alone.",
    ] {
        assert!(known.contains(fact), "{fact}");
    }
    // The two responses that the facts describe.
    let filter = ThreatFilter::new().ids(["1"]);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    let body =
        r#"{"data":{"affected":0,"details":[{"threatId":"1","result":"conditions_not_met"}]}}"#;
    let outcomes = request.outcomes(&send(&request, body).await);
    let item = outcomes.get("1").expect("an item");
    assert_eq!(item.part("result"), Some(&UpdateOutcome::ConditionsNotMet));
    let request = request.analyst_verdict(AnalystVerdict::FalsePositive);
    let body = r#"{"data":{"affected":1,"details":[
        {"threatId":"1","result":"updated","analystVerdict":"missing_permissions"}]}}"#;
    let outcomes = request.outcomes(&send(&request, body).await);
    let item = outcomes.get("1").expect("an item");
    assert_eq!(item.part("result"), Some(&UpdateOutcome::Updated));
    let verdict = item.part("analystVerdict");
    assert_eq!(verdict, Some(&UpdateOutcome::MissingPermissions));
    assert_eq!(outcomes.failed().count(), 1);
}
