//! The table of faults, each against an idempotent request and one that is not.

use std::net::Ipv4Addr;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use sentinelone_sdk::retry::{AmbiguousRetries, RetryPolicy};
use sentinelone_sdk::values::Bytes;
use sentinelone_sdk::{
    Client, ClientBuilder, Error, SendOptions, Token, UpdateThreatIncident, transport,
};
use serde::Deserialize;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::Semaphore;
use tokio::time::Sleep;

use crate::faults::memory::{Memory, Outcome, Reaction, idempotent, not_idempotent};
use crate::faults::sockets::{Action, Seen, Server};
use crate::faults::{peers, raw};

/// The timeout on a real socket that stays silent.
const SHORT: Duration = Duration::from_millis(200);
/// The timeout on a socket that does send.
const LONG: Duration = Duration::from_secs(10);
/// The maximum length of a body in this table.
const MOST: usize = 1024 * 1024;

/// A row of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub name: String,
    #[serde(default)]
    fault: Option<String>,
    #[serde(default)]
    pub response: Option<String>,
    #[serde(default)]
    then: Option<String>,
    /// The token comes from a provider.
    #[serde(default)]
    provider: bool,
    pub result: String,
    #[serde(default)]
    pub status: Option<u16>,
    pub acted: bool,
    pub attempts: [u32; 4],
    #[serde(default = "yes")]
    seen: bool,
    #[serde(default)]
    waits: Option<[f64; 2]>,
    #[serde(default)]
    retry_after: Option<u64>,
}

fn yes() -> bool {
    true
}

/// All rows.
pub static ROWS: LazyLock<Vec<Row>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("faults.yaml")).expect("a table of faults"));

/// A request with a policy, and its number of attempts in a row.
pub struct Case {
    pub row: &'static Row,
    column: usize,
    pub attempts: u32,
}

impl Row {
    /// Returns the client's timeouts for the connection and for the response.
    fn patience(&self) -> [Duration; 2] {
        match (self.fault.as_deref(), &self.then) {
            (Some("slow tls" | "unknown host"), _) => [SHORT, LONG],
            (Some("stall"), _) | (_, Some(_)) => [LONG, SHORT],
            _ => [LONG, LONG],
        }
    }

    /// Returns the columns of the table, and one attempt for clients without retries.
    fn cases(&'static self) -> impl Iterator<Item = Case> {
        let attempts = self.attempts.into_iter().chain([1]);
        attempts.enumerate().map(move |(column, attempts)| Case {
            row: self,
            column,
            attempts,
        })
    }
}

impl Case {
    /// Returns the credential of the client.
    pub fn token(&self) -> Token {
        if self.row.provider {
            Token::provider(|| async { Ok("canary".to_owned()) })
        } else {
            "canary".into()
        }
    }

    pub fn request(&self) -> UpdateThreatIncident {
        match self.column {
            1 | 2 => not_idempotent(),
            _ => idempotent(),
        }
    }

    /// Returns the policy; the backoff between attempts on real sockets is negligible.
    pub fn options(&self, backoff: Duration) -> SendOptions {
        let retries = match self.column {
            2 => RetryPolicy::default().with_ambiguous(AmbiguousRetries::Always),
            3 => RetryPolicy::default().with_ambiguous(AmbiguousRetries::Never),
            4 => RetryPolicy::never(),
            _ => RetryPolicy::default(),
        };
        SendOptions::new().with_retry_policy(retries.with_backoff(backoff, backoff * 4))
    }

    /// Checks the invariants of every fault and the expectations of the row.
    pub fn check(&self, outcome: &Outcome, seen: Option<usize>) {
        let Row { name, .. } = self.row;
        let context = format!("{name}, column {}: {outcome:?}", self.column);
        let attempts = match outcome {
            Ok(response) => response.attempts(),
            Err(error) => error.attempts().expect("the request passed the checks"),
        };
        assert_eq!(attempts.count(), self.attempts, "{context}");
        assert_eq!(result(outcome), self.row.result, "{context}");
        let status = outcome
            .as_ref()
            .map_or_else(Error::status, |response| Some(response.status_code));
        assert_eq!(status, self.row.status, "{context}");
        let acted = outcome.as_ref().is_err_and(Error::is_ambiguous);
        assert_eq!(acted, self.row.acted, "{context}");
        let retried = self.row.acted && self.attempts > 1;
        assert_eq!(attempts.may_have_acted(), retried, "{context}");
        for failed in attempts.failed() {
            assert_eq!(failed.may_have_acted, self.row.acted, "{context}");
            assert_eq!(failed.status_code, self.row.status, "{context}");
        }
        let retry_after = outcome.as_ref().err().and_then(Error::retry_after);
        if let Some(wanted) = self.row.retry_after {
            assert_eq!(retry_after, Some(Duration::from_secs(wanted)), "{context}");
        }
        if let Some(seen) = seen {
            let reached = if self.row.seen { self.attempts } else { 0 };
            assert_eq!(
                seen,
                usize::try_from(reached).unwrap_or(usize::MAX),
                "{context}"
            );
        }
        let may_act = self.row.acted && self.row.seen;
        let is_safe = self.column == 0 || self.column == 2;
        assert!(!may_act || is_safe || self.attempts == 1, "{context}");
        let shown = format!("{outcome:?}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}

/// Returns the caller's result in the words of the table.
fn result(outcome: &Outcome) -> &'static str {
    match outcome {
        Ok(_) => "ok",
        Err(error) if error.is_connect() => "no connection",
        Err(Error::Timeout(_)) => "timeout",
        Err(Error::Interrupted(_)) => "transport",
        Err(Error::Decode(_)) => "decode",
        Err(Error::Api(_)) => "api",
        Err(_) => "something else",
    }
}

/// Sends the request of a case to a real socket; returns `None` on a machine without certificates,
/// where a client for https cannot be built.
async fn send(case: &Case, url: String) -> Option<Outcome> {
    let client = build(case, Client::builder(url, case.token())).await?;
    let options = case.options(Duration::from_millis(1));
    Some(client.send_with(&case.request(), options).await)
}

/// Builds the client of a case; returns `None` on a machine without certificates.
pub async fn build(case: &Case, builder: ClientBuilder) -> Option<Client> {
    let [to_connect, to_respond] = case.row.patience();
    let client = builder
        .with_connect_timeout(to_connect)
        .with_timeout(to_respond)
        .with_max_body_bytes(MOST);
    // Reading the machine's certificates takes so long that other cases would time out.
    let building = tokio::task::spawn_blocking(|| client.build());
    building.await.expect("no panic").ok()
}

/// Runs a case whose server treats each connection alike.
async fn serve(case: Case, action: Action, scheme: &str) {
    let server = Server::start(action).await;
    let outcome = send(&case, format!("{scheme}://{}", server.address())).await;
    let Seen { connections, begun } = server.finish().await;
    let Some(outcome) = outcome else { return };
    if scheme == "http" {
        case.check(&outcome, Some(begun));
    } else {
        case.check(&outcome, None);
    }
    assert_eq!(
        u32::try_from(connections),
        Ok(case.attempts),
        "{}",
        case.row.name
    );
}

/// Runs a case on a real socket.
async fn on_a_socket(case: Case) {
    let row = case.row;
    let action = match row.fault.as_deref() {
        Some("unknown host") => {
            let outcome = send(&case, "https://console.invalid".to_owned()).await;
            return outcome.iter().for_each(|outcome| case.check(outcome, None));
        }
        Some("refused") => {
            let port = TcpSocket::new_v4().expect("a socket");
            let any = (Ipv4Addr::LOCALHOST, 0).into();
            port.bind(any).expect("a free port");
            let address = port.local_addr().expect("the address of a socket");
            let outcome = send(&case, format!("http://{address}")).await;
            return outcome.iter().for_each(|outcome| case.check(outcome, None));
        }
        Some("proxy") => return peers::through_proxy(case).await,
        Some("idle close") => return peers::after_idling(case).await,
        Some("client certificate") => {
            return peers::without_certificate(case, &rustls::version::TLS13).await;
        }
        Some("client certificate 1.2") => {
            return peers::without_certificate(case, &rustls::version::TLS12).await;
        }
        Some("proxy gone") => {
            let builder = Client::builder("https://console.invalid", case.token());
            let builder = builder.with_proxy("http://127.0.0.1:1");
            let Some(client) = build(&case, builder).await else {
                return;
            };
            let options = case.options(Duration::from_millis(1));
            let outcome = client.send_with(&case.request(), options).await;
            return case.check(&outcome, None);
        }
        Some("no tls") => {
            let page = b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec();
            return serve(case, Action::SendEarly(page), "https").await;
        }
        Some("slow tls") => return serve(case, Action::Stall, "https").await,
        Some("reset before") => Action::ResetBefore,
        Some("reset during") => Action::ResetDuring,
        Some("reset after") => Action::ResetAfter,
        Some("stall") => Action::Stall,
        Some("large head") => {
            let head = format!("HTTP/1.1 200 OK\r\nX-A: {}\r\n\r\n", "a".repeat(1 << 20));
            Action::Respond(head.into_bytes())
        }
        other => {
            let text = row.response.as_deref().unwrap_or_default();
            assert!(other.is_none() && !text.is_empty(), "{row:?}");
            let elsewhere = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
            let elsewhere = elsewhere.expect("a free port");
            let address = elsewhere.local_addr().expect("the address of a listener");
            let bytes = raw::bytes(&text.replace("{elsewhere}", &address.to_string()));
            let action = match row.then.as_deref() {
                Some("stall") => Action::RespondAndStall(bytes),
                _ => Action::Respond(bytes),
            };
            serve(case, action, "http").await;
            // The redirect target got no connection, with or without the token.
            let visit = tokio::time::timeout(Duration::ZERO, elsewhere.accept()).await;
            return assert!(visit.is_err(), "{}", row.name);
        }
    };
    serve(case, action, "http").await;
}

/// A body that never ends; it pauses after each chunk.
struct Slowly {
    chunk: &'static [u8],
    left: usize,
    pause: Duration,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Stream for Slowly {
    type Item = Result<Bytes, transport::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(timer) = &mut self.timer {
            std::task::ready!(timer.as_mut().poll(context));
        }
        let pause = self.pause;
        self.timer = (!pause.is_zero()).then(|| Box::pin(tokio::time::sleep(pause)));
        assert!(self.left > 0, "the body must not be read to its end");
        self.left -= 1;
        Poll::Ready(Some(Ok(self.chunk.into())))
    }
}

/// Returns the reaction of the server in memory.
fn reaction(row: &Row) -> Reaction {
    static CHUNK: [u8; 64 * 1024] = [b' '; 64 * 1024];
    let body = match row.fault.as_deref() {
        Some("drip") => Slowly {
            chunk: b"{",
            left: 100,
            pause: Duration::from_secs(1),
            timer: None,
        },
        // 1 GiB, of which the client may read little more than the limit.
        Some("endless") => Slowly {
            chunk: &CHUNK,
            left: MOST / CHUNK.len() + 1,
            pause: Duration::ZERO,
            timer: None,
        },
        _ => return Reaction::Respond(raw::response(row.response.as_deref().unwrap_or_default())),
    };
    let length = (1_u64 << 30).to_string();
    let response = transport::Response::new(200).with_header("Content-Length", length);
    Reaction::Respond(response.with_chunks(body))
}

/// Runs a case in memory, and measures the waits.
async fn in_memory(case: Case, [least, most]: [f64; 2]) {
    let row = case.row;
    let memory = Memory::new(|_| reaction(row));
    let client = memory.client_with(case.token());
    let client = client.with_max_body_bytes(MOST).build();
    let options = case.options(Duration::from_millis(500));
    let outcome = client
        .expect("a client")
        .send_with(&case.request(), options)
        .await;
    case.check(&outcome, Some(memory.count()));
    for wait in memory.waits() {
        let wait = wait.as_secs_f64();
        assert!(least <= wait && wait <= most, "{}: {wait} s", row.name);
    }
}

#[test]
fn each_row_has_a_unique_name() {
    let mut names: Vec<_> = ROWS.iter().map(|row| row.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ROWS.len());
    assert!(names.len() >= 40, "{names:#?}");
}

/// Returns the rows for real sockets with these timeouts.
fn on_sockets(patience: [Duration; 2]) -> impl Iterator<Item = &'static Row> {
    let rows = ROWS.iter().filter(|row| row.waits.is_none());
    rows.filter(move |row| row.patience() == patience)
}

/// Runs these rows on real sockets, with this many concurrent cases.
async fn run(at_once: usize, rows: impl Iterator<Item = &'static Row>) {
    let mut running = tokio::task::JoinSet::new();
    let permits = Arc::new(Semaphore::new(at_once));
    for case in rows.flat_map(Row::cases) {
        let permit = Arc::clone(&permits).acquire_owned().await;
        running.spawn(async move {
            on_a_socket(case).await;
            drop(permit);
        });
    }
    running.join_all().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_on_real_sockets_match_the_table() {
    run(24, on_sockets([LONG, LONG])).await;
}

/// Limits concurrency, so that no case times out for lack of a processor.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_faults_match_the_table() {
    run(4, on_sockets([SHORT, LONG])).await;
    run(4, on_sockets([LONG, SHORT])).await;
}

#[tokio::test(start_paused = true)]
async fn faults_in_memory_match_the_table() {
    for row in ROWS.iter() {
        for case in row.cases() {
            if let Some(waits) = row.waits {
                in_memory(case, waits).await;
            }
        }
    }
}
