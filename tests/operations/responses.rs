//! Responses made from the facts, in every completeness, are read with equal values.

use std::fmt::Debug;

use sentinelone_sdk::operations::*;
use sentinelone_sdk::transport::{self, Request, ResponseFuture, Transport};
use sentinelone_sdk::{
    AnalystVerdict, Client, ExclusionType, IncidentStatus, MitigationAction, Operation, Response,
    SentinelOne, TargetScope, ThreatFilter,
};
use serde_json::Value;

use crate::operations::facts;
use crate::operations::requests::{NOTE, TEXT, THREAT, alerts};
use crate::operations::samples::{Completeness, Samples};

/// Returns one body for every request.
struct Canned(String);

impl Transport for Canned {
    fn send(&self, _: Request) -> ResponseFuture<'_> {
        let response = transport::Response::new(200);
        let response = response.with_body(self.0.clone());
        Box::pin(async { Ok(response) })
    }
}

/// Reads a body as the response of an operation.
async fn read<O>(request: &O, body: &Value) -> O::Body
where
    O: Operation<Api = SentinelOne, Response = Response<O>>,
{
    let client = Client::builder("https://example.sentinelone.net", "token")
        .with_transport(Canned(body.to_string()))
        .build()
        .expect("a client");
    let response = client.send(request).await;
    response
        .unwrap_or_else(|error| panic!("{}: {error:?}\n{body:#}", O::NAME))
        .json_body
}

/// Reads the response of an operation in every completeness.
async fn check<O>(request: O)
where
    O: Operation<Api = SentinelOne, Response = Response<O>>,
    O::Body: Debug,
{
    let facts = facts::of(O::METHOD.as_str(), O::PATH);
    let schema = facts.response().expect("a JSON body");
    for completeness in [
        Completeness::Full,
        Completeness::Sparse,
        Completeness::Null,
        Completeness::AllNull,
    ] {
        let mut samples = Samples::new(completeness);
        let mut value = samples.of("", &schema);
        if completeness == Completeness::Sparse {
            // Every console sends the effect of a request.
            let affected = schema["properties"]["data"]["properties"].get("affected");
            if affected.is_some() {
                value["data"] = serde_json::json!({"affected": 1});
            }
        }
        let shown = format!("{:?}", read(&request, &value).await);
        let hidden = value["data"]["downloadUrl"]
            .as_str()
            .map(|url| format!("{url:?}"));
        let of_values = samples
            .shown
            .iter()
            .filter(|text| Some(*text) != hidden.as_ref());
        for text in of_values {
            let name = O::NAME;
            assert!(
                shown.contains(text),
                "{name} {completeness:?}: {text} is not in {shown}"
            );
        }
        let trues = shown.matches("true").count();
        assert_eq!(
            trues,
            samples.trues,
            "{} {completeness:?}: {shown}",
            O::NAME
        );
        if completeness == Completeness::Full {
            // The detail of an error is `null`, and every known value is listed.
            let unset = shown.replace("detail: None", "").matches(": None").count();
            assert_eq!(unset, 0, "{}: {shown}", O::NAME);
            assert!(!shown.contains("Unrecognized"), "{}: {shown}", O::NAME);
        }
    }
}

#[tokio::test]
async fn responses_of_every_completeness_are_read() {
    let filter = || ThreatFilter::new().ids([THREAT]);
    check(GetThreats::new(filter())).await;
    check(UpdateThreatIncident::new(
        IncidentStatus::Resolved,
        filter(),
    ))
    .await;
    check(UpdateThreatAnalystVerdict::new(
        AnalystVerdict::Suspicious,
        filter(),
    ))
    .await;
    check(MitigateThreats::new(MitigationAction::Kill, filter())).await;
    check(AddThreatNote::new(TEXT, filter())).await;
    check(GetThreatNotes::new(THREAT)).await;
    check(UpdateThreatNote::new(THREAT, NOTE, TEXT)).await;
    check(DeleteThreatNote::new(THREAT, NOTE)).await;
    check(GetThreatTimeline::new(THREAT)).await;
    check(UpdateThreatExternalTicketId::new(TEXT, filter())).await;
    check(AddToBlocklist::new(TargetScope::Site, filter())).await;
    check(AddToExclusions::new(
        TargetScope::Site,
        ExclusionType::Hash,
        filter(),
    ))
    .await;
    check(FetchThreatFile::new(TEXT, filter())).await;
    check(GetExclusionOptions::new(THREAT)).await;
    check(GetThreatDownloadUrl::new(THREAT)).await;
    check(GetAlerts::new(alerts())).await;
    check(UpdateAlertIncident::new(alerts(), IncidentStatus::Resolved)).await;
    check(UpdateAlertAnalystVerdict::new(
        alerts(),
        AnalystVerdict::Suspicious,
    ))
    .await;
    check(GetApiTokenDetails::new()).await;
    check(GetSystemStatus::new()).await;
    check(GetSystemInfo::new()).await;
}

/// The address of a file holds a secret: it is readable, and hidden in logs.
#[tokio::test]
async fn the_address_of_a_file_is_read_and_hidden() {
    let body =
        serde_json::json!({"data": {"downloadUrl": "https://files.example.net/a?signature=b"}});
    let data = read(&GetThreatDownloadUrl::new(THREAT), &body)
        .await
        .data
        .expect("the file");
    assert!(!format!("{data:?}").contains("signature"));
    let url = data.download_url.expect("the address");
    assert_eq!(*url, "https://files.example.net/a?signature=b");
}
