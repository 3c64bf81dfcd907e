//! Previews of filters that do not fit into one URL.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use sentinelone_sdk::error::{PreviewError, PreviewProblem};
use sentinelone_sdk::mock::{Console, ConsoleThreat, MockTransport, Role};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::transport::{Request, ResponseFuture, Transport};
use sentinelone_sdk::{
    AnalystVerdict, Client, Error, IncidentStatus, MitigateThreats, MitigationAction, SendOptions,
    ThreatFilter, UpdateThreatIncident,
};

use crate::http::fixture::TOKEN;

/// A console whose requests are recorded, and take a second.
#[derive(Clone)]
struct Recorded {
    console: MockTransport,
    urls: Arc<Mutex<Vec<String>>>,
}

impl Transport for Recorded {
    fn send(&self, request: Request) -> ResponseFuture<'_> {
        let mut urls = self.urls.lock().expect("unpoisoned");
        urls.push(request.url().to_owned());
        Box::pin(async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            self.console.send(request).await
        })
    }
}

impl Recorded {
    /// Takes the URLs of the requests so far.
    fn urls(&self) -> Vec<String> {
        std::mem::take(&mut self.urls.lock().expect("unpoisoned"))
    }
}

/// Returns a client of a console that holds the threats with these numbers.
fn client(threats: std::ops::Range<usize>) -> (Client, Recorded) {
    let console = Console::new();
    console.add_token(TOKEN, Role::Analyst);
    for number in threats {
        let threat = ConsoleThreat::new(id(number));
        console.add_threat(threat.with_analyst_verdict(AnalystVerdict::TruePositive));
    }
    let recorded = Recorded {
        console: console.transport(),
        urls: Arc::default(),
    };
    let builder = Client::builder("https://example.sentinelone.net", TOKEN);
    let builder = builder
        .without_rate_limit()
        .with_transport(recorded.clone());
    let client = builder.with_retry_policy(RetryPolicy::never()).build();
    (client.expect("a client"), recorded)
}

fn id(number: usize) -> String {
    format!("1488938160{number:09}")
}

fn update(filter: ThreatFilter) -> UpdateThreatIncident {
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
}

/// Returns the threats with the numbers below `end`.
fn ids(end: usize) -> ThreatFilter {
    ThreatFilter::new().ids((0..end).map(id))
}

fn rejected<T>(outcome: Result<T, Error>) -> PreviewError {
    match outcome.err() {
        Some(Error::Preview(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_of_ids_is_counted_part_by_part() {
    // The console lacks the first 300 ids and the last 100.
    let (client, recorded) = client(300..900);
    let status = [IncidentStatus::Unresolved];
    let request = update(ids(1000).incident_statuses(status));
    let preview = client.preview(&request).await.expect("pages");
    assert_eq!(preview.total(), 600);
    // No threat of the first part exists.
    assert_eq!(preview.items().len(), 100);
    assert_eq!(preview.items()[0].id.as_deref(), Some(&*id(300)));
    let urls = recorded.urls();
    assert_eq!(urls.len(), 4);
    let mut found = 0;
    for url in &urls {
        assert!(url.len() < 8_100, "{}", url.len());
        assert!(url.contains("incidentStatuses=unresolved"), "{url}");
        found += (0..1000)
            .filter(|number| url.contains(&id(*number)))
            .count();
    }
    assert_eq!(found, 1000);
}

#[tokio::test(start_paused = true)]
async fn ids_that_fit_are_counted_at_once() {
    let (client, recorded) = client(0..390);
    let preview = client.preview(&update(ids(390))).await.expect("a page");
    assert_eq!((preview.total(), recorded.urls().len()), (390, 1));
}

#[tokio::test(start_paused = true)]
async fn a_limit_applies_to_the_sum_of_the_parts() {
    let (client, recorded) = client(100..1000);
    let request = update(ids(1000));
    let at_most = |items| SendOptions::new().at_most(items);
    let error = rejected(client.send_with(&request, at_most(899)).await);
    let (count, at_most_899) = (900, 899);
    let expected = PreviewProblem::TooMany {
        count,
        at_most: at_most_899,
    };
    assert_eq!(error.problem, expected);
    let urls = recorded.urls();
    assert_eq!(urls.len(), 4);
    assert!(urls.iter().all(|url| url.contains("countOnly=true")));
    let response = client
        .send_with(&request, at_most(900))
        .await
        .expect("sent");
    assert_eq!(response.json_body.data.affected, 900);
    assert_eq!(recorded.urls().len(), 5);
}

#[tokio::test(start_paused = true)]
async fn one_deadline_covers_all_parts() {
    let (client, recorded) = client(0..1000);
    let options = SendOptions::new().with_deadline(Duration::from_millis(2500));
    let error = client.preview_with(&update(ids(1000)), options).await;
    assert!(matches!(error, Err(Error::Timeout(_))), "{error:?}");
    assert_eq!(recorded.urls().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_filter_that_cannot_be_divided_is_rejected() {
    let (client, recorded) = client(0..1);
    let hashes = (0..300).map(|number| format!("{number:040}"));
    let hashes = update(ThreatFilter::new().content_hashes(hashes));
    let one_id = update(ids(1).content_hashes((0..300).map(|number| format!("{number:040}"))));
    let several = MitigateThreats::new(MitigationAction::Kill, ids(500));
    let at_most = || SendOptions::new().at_most(1000);
    for error in [
        rejected(client.preview(&hashes).await),
        rejected(client.preview(&one_id).await),
        rejected(client.preview(&several).await),
        rejected(client.send_with(&hashes, at_most()).await),
        rejected(client.send_with(&several, at_most()).await),
    ] {
        let PreviewProblem::TooLong { bytes, at_most, .. } = error.problem else {
            panic!("{error:?}");
        };
        assert!(bytes > at_most && at_most == 8000, "{bytes}");
        let message = error.to_string();
        assert!(
            message.contains("GetThreats, which counts its items"),
            "{message}"
        );
        assert!(message.ends_with("divide the filter"), "{message}");
    }
    assert_eq!(recorded.urls(), [""; 0]);
}
