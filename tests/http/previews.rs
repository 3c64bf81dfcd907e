//! Previews, and requests that are sent only if few items match.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use sentinelone_sdk::batches::BatchOptions;
use sentinelone_sdk::error::{PreviewError, PreviewProblem};
use sentinelone_sdk::mock::{self, Fault, MockTransport};
use sentinelone_sdk::transport::{Request, Response, ResponseFuture, Transport};
use sentinelone_sdk::{
    AddThreatNote, AlertFilter, Client, Error, GetSystemStatus, GetThreats, IncidentStatus, OsType,
    SendOptions, ThreatFilter, UpdateAlertIncident, UpdateThreatIncident,
};

use crate::http::fixture::{ID, TOKEN, chain, client, success, violations};
use crate::http::reply::Reply;
use crate::http::server::{Server, Step};

fn update() -> UpdateThreatIncident {
    let filter = ThreatFilter::new().os_types([OsType::Linux]).limit(2000);
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
}

/// Returns a page with this number of threats in total, and one of them.
fn page(total: &str) -> Reply {
    let page = format!(r#"{{"pagination":{{{total}}},"data":[{{"id":"{ID}"}}]}}"#);
    Reply::json(&page)
}

fn at_most(items: u64) -> SendOptions {
    SendOptions::new().at_most(items)
}

/// Sends the update to a server with these replies, and returns the requests.
async fn sent(
    replies: impl IntoIterator<Item = Reply>,
    items: u64,
) -> (Result<u64, Error>, Vec<String>) {
    let server = Server::start(replies.into_iter().map(|reply| reply.script()));
    let response = client(&server).send_with(&update(), at_most(items)).await;
    let affected = response.map(|response| response.json_body.data.affected);
    let seen = server.finish();
    let lines = seen
        .requests
        .iter()
        .map(|request| request.line().to_owned());
    (affected, lines.collect())
}

fn rejected<T: std::fmt::Debug>(outcome: Result<T, Error>) -> PreviewError {
    let error = outcome.expect_err("it is not sent");
    assert!(!error.is_ambiguous(), "{error}");
    match error {
        Error::Preview(error) => *error,
        error => panic!("another error: {error:?}"),
    }
}

const LIST: &str = "GET /web/api/v2.1/threats?osTypes=linux&limit=100 HTTP/1.1";
const COUNT: &str = "GET /web/api/v2.1/threats?osTypes=linux&limit=100&countOnly=true HTTP/1.1";
const UPDATE: &str = "POST /web/api/v2.1/threats/incident HTTP/1.1";

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_lists_with_the_filter_and_sends_nothing_else() {
    let server = Server::start([page(r#""totalItems":580"#).script()]);
    let preview = client(&server).preview(&update()).await;
    let preview = preview.expect("a page");
    assert_eq!(preview.total(), 580);
    assert_eq!(preview.items()[0].id.as_deref(), Some(ID));
    assert_eq!(preview.into_items().len(), 1);
    let seen = server.finish();
    assert_eq!(seen.requests.len(), 1);
    assert_eq!(seen.requests[0].line(), LIST);
}

#[tokio::test(flavor = "multi_thread")]
async fn criteria_that_the_sdk_does_not_know_are_listed_and_counted_too() {
    let total = r#""totalItems":1"#;
    let server = Server::start([page(total), page(total), success()].map(|reply| reply.script()));
    let filter = ThreatFilter::new().ids([ID]).with_extra("newNin", "x");
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    let client = client(&server);
    client.preview(&request).await.expect("a page");
    let sent = client.send_with(&request, at_most(1)).await;
    sent.expect("it is sent");
    let seen = server.finish();
    assert_eq!(seen.requests.len(), 3);
    for listed in &seen.requests[..2] {
        assert!(listed.line().contains("newNin=x"), "{}", listed.line());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn alerts_have_previews_too() {
    let server = Server::start([page(r#""totalItems":1"#).script()]);
    let filter = AlertFilter::new().site_ids(["225494730938493804"]);
    let request = UpdateAlertIncident::new(filter, IncidentStatus::Resolved);
    let preview = client(&server).preview(&request).await;
    assert_eq!(preview.expect("a page").total(), 1);
    let seen = server.finish();
    let wanted =
        "GET /web/api/v2.1/cloud-detection/alerts?limit=100&siteIds=225494730938493804 HTTP/1.1";
    assert_eq!(seen.requests[0].line(), wanted);
}

#[test]
fn the_blocking_client_has_previews_too() {
    let server = Server::start([page(r#""totalItems":2"#).script()]);
    let client = sentinelone_sdk::blocking::Client::builder(server.url(), TOKEN);
    let client = client.build_blocking().expect("a client");
    assert_eq!(client.preview(&update()).expect("a page").total(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_sent_if_few_items_match() {
    let (affected, lines) = sent([page(r#""totalItems":5"#), success()], 5).await;
    assert_eq!(affected.expect("it is sent"), 1);
    assert_eq!(lines, [COUNT, UPDATE]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_not_sent_if_too_many_items_match() {
    let (affected, lines) = sent([page(r#""totalItems":6"#), success()], 5).await;
    let error = rejected(affected);
    let wanted = PreviewProblem::TooMany {
        count: 6,
        at_most: 5,
    };
    assert_eq!(error.problem, wanted);
    let wanted = "UpdateThreatIncident was not sent: it would affect 6 items, and at most 5 are \
                  allowed";
    assert_eq!(error.to_string(), wanted);
    assert!(!Error::from(error).is_retryable());
    assert_eq!(lines, [COUNT]);
}

#[tokio::test(flavor = "multi_thread")]
async fn items_that_cannot_be_read_are_counted() {
    let body = r#"{"data":[{"agentDetectionInfo":5}],"pagination":{"totalItems":2.0}}"#;
    let (affected, lines) = sent([Reply::json(body), success()], 2).await;
    affected.expect("it is sent");
    assert_eq!(lines, [COUNT, UPDATE]);
    let server = Server::start([Reply::json(body).script()]);
    let preview = client(&server).preview(&update()).await;
    let error = preview.expect_err("a preview has the items");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_count_is_not_zero() {
    for total in ["", r#""totalItems":null"#] {
        let (affected, lines) = sent([page(total), success()], u64::MAX).await;
        let error = rejected(affected);
        let message = error.to_string();
        assert!(
            message.starts_with("UpdateThreatIncident was not sent: "),
            "{message}"
        );
        assert_eq!(lines, [COUNT]);
    }
    let server = Server::start([page("").script()]);
    let error = rejected(client(&server).preview(&update()).await);
    let listing = "GetThreats";
    assert_eq!(error.problem, PreviewProblem::NotCounted { listing });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_count_keeps_the_request_from_being_sent() {
    let refused = Reply::json(r#"{"errors":[{"code":4030010,"title":"no permission"}]}"#);
    let (affected, lines) = sent([refused.with_status("403 Forbidden"), success()], 5).await;
    let error = Error::from(rejected(affected));
    assert!(error.is_permission() && !error.is_retryable());
    assert_eq!(error.status(), Some(403));
    assert!(chain(&error).contains("GetThreats, which counts its items, failed\n"));
    assert_eq!(lines, [COUNT]);
    // A count whose response was lost can be repeated, and so can the request.
    let server = Server::start([vec![Step::Close], success().script()]);
    let outcome = client(&server).send_with(&update(), at_most(5)).await;
    let error = Error::from(rejected(outcome));
    assert!(error.is_retryable(), "{error:?}");
    assert_eq!(server.finish().requests.len(), 1);
}

/// Returns the error of an update whose count gets these replies.
async fn uncounted(replies: impl IntoIterator<Item = mock::Reply>) -> Error {
    let mock = MockTransport::new();
    let replies: Vec<_> = replies.into_iter().collect();
    let count = replies.len();
    let mut replies = replies.into_iter();
    mock.on::<GetThreats>(move |_| replies.next().expect("as many as are expected"))
        .times(count);
    let builder = Client::builder("https://example.sentinelone.net", TOKEN);
    let client = builder.with_transport(mock.clone()).build();
    let client = client.expect("a client");
    rejected(client.send_with(&update(), at_most(5)).await).into()
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_count_tells_its_cause() {
    let refused = |status| mock::Reply::error(status).with_header("Retry-After", "86400");
    let error = uncounted([refused(429)]).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(86400)));
    let unreachable = || mock::Reply::from(Fault::NoConnection);
    let error = uncounted([(); 4].map(|()| unreachable())).await;
    assert!(error.is_connect(), "{error:?}");
    // A lost and repeated count updates nothing, so the update itself is in no doubt.
    let error = uncounted([Fault::CutAfterActing.into(), mock::Reply::error(403)]).await;
    assert!(error.is_permission() && !error.is_ambiguous(), "{error:?}");
    let client = slow_client(&Slow::default());
    let options = at_most(5).with_deadline(Duration::from_secs(3));
    let error = Error::from(rejected(client.send_with(&update(), options).await));
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_without_a_preview_is_not_sent() {
    let server = Server::start([success().script()]);
    let request = GetSystemStatus::new();
    let error = rejected(client(&server).send_with(&request, at_most(5)).await);
    assert_eq!(error.problem, PreviewProblem::Unsupported);
    assert!(server.finish().requests.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_request_is_not_counted() {
    let server = Server::start([page(r#""totalItems":5"#).script()]);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, ThreatFilter::new());
    let client = client(&server);
    violations(client.send_with(&request, at_most(5)).await);
    violations(client.preview(&request).await);
    // The filter itself is valid.
    let request = AddThreatNote::new("", ThreatFilter::new().ids([ID]));
    violations(client.send_with(&request, at_most(5)).await);
    violations(client.preview(&request).await);
    assert!(server.finish().requests.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ids_of_a_job_are_counted_before_its_first_batch() {
    let server = Server::start([success().script()]);
    let filter = ThreatFilter::new().ids([ID, "1488938160436018742", ID]);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    let options = |items| BatchOptions::new().with_send_options(at_most(items));
    let client = client(&server);
    let error = rejected(client.send_batched(&request, options(1)));
    let (count, at_most) = (2, 1);
    assert_eq!(error.problem, PreviewProblem::TooMany { count, at_most });
    let job = client.send_batched(&request, options(2)).expect("a job");
    job.finish().await.expect("a report");
    let seen = server.finish();
    assert_eq!(seen.requests.len(), 1);
    assert_eq!(seen.requests[0].line(), UPDATE);
}

/// Takes six seconds for each response, and keeps the requests.
#[derive(Clone, Default)]
struct Slow(Arc<Mutex<Vec<String>>>);

impl Transport for Slow {
    fn send(&self, request: Request) -> ResponseFuture<'_> {
        let mut seen = self.0.lock().expect("no other test");
        seen.push(request.method().to_string());
        Box::pin(async {
            tokio::time::sleep(Duration::from_secs(6)).await;
            let body = r#"{"pagination":{"totalItems":1},"data":[]}"#;
            Ok(Response::new(200).with_body(body))
        })
    }
}

/// Returns a client of a slow server.
fn slow_client(slow: &Slow) -> Client {
    let builder = Client::builder("https://example.sentinelone.net", TOKEN);
    let builder = builder.with_transport(slow.clone());
    builder.build().expect("a client")
}

#[tokio::test(start_paused = true)]
async fn a_preview_has_options() {
    let client = slow_client(&Slow::default());
    let options = SendOptions::new().with_deadline(Duration::from_secs(3));
    let begin = tokio::time::Instant::now();
    let error = client.preview_with(&update(), options).await;
    assert!(matches!(error, Err(Error::Timeout(_))), "{error:?}");
    assert_eq!(begin.elapsed().as_secs(), 3);
}

#[tokio::test(start_paused = true)]
async fn one_deadline_covers_the_count_and_the_request() {
    let slow = Slow::default();
    let client = slow_client(&slow);
    let options = at_most(5).with_deadline(Duration::from_secs(10));
    let begin = tokio::time::Instant::now();
    let error = client.send_with(&update(), options).await;
    assert!(matches!(error, Err(Error::Timeout(_))), "{error:?}");
    assert_eq!(begin.elapsed().as_secs(), 10);
    assert_eq!(*slow.0.lock().expect("the call ended"), ["GET", "POST"]);
}
