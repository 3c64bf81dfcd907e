//! The program around the calls: it sends them to a transport that responds as specified, and prints what
//! was sent and read. The test copies it into the crate of the callers.

use sdk_runtime as runtime;
use sdk_runtime::auth::Credential;
use sdk_runtime::client::Client;
use sdk_runtime::error::Error;
use sdk_runtime::request::PreparedRequest;
use sdk_runtime::retry::RetryPolicy;
use sdk_runtime::transport::{Request, Response, ResponseFuture, Transport};
use sdk_runtime::{Api, Operation, Paginated, Previewed};
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Prints the observations of a module, one a line: module, wire or behaviour, name, text.
pub struct Out {
    /// The module.
    pub module: &'static str,
}

type Headers<'a> = &'a [(&'static str, &'static str)];

/// Responds to every request in the same way, and counts them.
struct Canned {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: String,
    attempts: Arc<AtomicU32>,
}

impl Transport for Canned {
    fn send(&self, _request: Request) -> ResponseFuture<'_> {
        self.attempts.fetch_add(1, Ordering::Relaxed);
        let mut response = Response::new(self.status).with_body(self.body.clone());
        for (name, value) in &self.headers {
            response = response.with_header(name, value);
        }
        Box::pin(async { Ok(response) })
    }
}

impl Out {
    fn line(&self, tag: &str, name: &str, text: &str) {
        let text = text.replace(['\n', '\t'], " ");
        println!("{}\t{tag}\t{name}\t{text}", self.module);
    }

    /// Reports a request as it is sent.
    pub fn request<O: Operation>(&mut self, name: &str, request: &O) {
        let text = self.sent(request);
        self.line("wire", name, &text);
    }

    /// Returns a request as it is sent.
    pub fn sent<O: Operation>(&mut self, request: &O) -> String {
        let prepared = match request.prepare() {
            Ok(prepared) => prepared,
            Err(error) => return format!("rejected: {error}"),
        };
        let auth: &dyn Debug = match &O::AUTH {
            runtime::OperationAuth::Client => &<O::Api as Api>::AUTH_SCHEME,
            named => named,
        };
        described(&prepared, auth)
    }

    /// Sends a request, and returns its response or the reason why there is none.
    pub fn exchange<O: Operation>(
        &mut self,
        request: &O,
        status: u16,
        headers: Headers<'_>,
        body: &str,
    ) -> Result<O::Response, String> {
        let (found, _) = send(request, status, headers, body, RetryPolicy::never());
        found.map_err(|error| match error {
            Error::InvalidRequest(error) => format!("rejected: {error}"),
            other => format!("unread: {other}"),
        })
    }

    /// Sends a request, and returns its response or the failure.
    pub fn failure<O: Operation>(
        &mut self,
        request: &O,
        status: u16,
        headers: Headers<'_>,
        body: &str,
    ) -> Result<O::Response, Error> {
        send(request, status, headers, body, RetryPolicy::never()).0
    }

    /// Reports a fact that a response may lack.
    pub fn optional<T: Debug>(&mut self, name: &str, found: Option<T>) {
        self.line("wire", name, &format!("{found:?}"));
    }

    /// Reports a text of the wire, or the reason why there is none.
    pub fn wire(&mut self, name: &str, text: &str) {
        self.line("wire", name, text);
    }

    /// Reports a value that was read.
    pub fn read<T: Debug>(&mut self, name: &str, found: Result<T, String>) {
        let text = found.map_or_else(|problem| problem, |value| format!("{value:?}"));
        self.line("wire", name, &text);
    }

    /// Reports a behaviour that shows in a response, unless the response was not read.
    pub fn known(&mut self, name: &str, found: Result<bool, String>) {
        if let Ok(is_known) = found {
            self.line("behaviour", name, &is_known.to_string());
        }
    }

    /// Reports a behaviour.
    pub fn behaviour(&mut self, name: &str, text: String) {
        self.line("behaviour", name, &text);
    }

    /// Reports what happened to each item by a response.
    pub fn judgement<T: Debug>(&mut self, name: &str, found: Result<T, String>) {
        let text = format!("{found:?}");
        // The words of the messages come first.
        let text = text.split_once("conclusion:").map_or(text.as_str(), |(_, rest)| rest);
        self.line("behaviour", name, text);
    }

    /// Reports the requests that tell what a request would affect.
    pub fn preview<O: Previewed>(&mut self, name: &str, request: &O) {
        let requests = [request.preview_request(), request.count_request()];
        let text = requests.map(|request| self.sent(&request)).join(" ");
        self.line("behaviour", name, &text);
    }

    /// Reports the number of attempts when the server always responds with a status.
    pub fn attempts<O: Operation>(&mut self, name: &str, request: &O, status: u16, headers: Headers<'_>) {
        let policy = RetryPolicy::default().with_max_attempts(3).with_backoff(Duration::ZERO, Duration::ZERO);
        let (_, attempts) = send(request, status, headers, "", policy);
        self.line("behaviour", name, &format!("{attempts} attempts"));
    }

    /// Reports the facts of an operation and of its API.
    pub fn metadata<O: Operation>(&mut self, name: &str) {
        let variables = variables(&<O::Api as Api>::CREDENTIALS);
        let text = format!(
            "{:?} {:?} {} {} {} {} {variables:?}",
            O::METADATA,
            <O::Api as Api>::RATE_LIMIT,
            <O::Api as Api>::ENV_BASE_URL,
            <O::Api as Api>::ENV_TOKEN,
            <O::Api as Api>::ENV_USER,
            <O::Api as Api>::ENV_PASSWORD,
        );
        self.line("behaviour", name, &text);
    }

    /// Reports the items of a page, and the request for the next one.
    pub fn pages<O: Paginated<Item: Debug>>(&mut self, name: &str, request: O, body: &str) {
        let text = match self.exchange(&request, 200, &[], body) {
            Err(problem) => problem,
            Ok(response) => {
                let next = request.next(&response.json_body).map(|next| self.sent(&next));
                format!("{next:?} {:?}", O::items(response.json_body))
            }
        };
        self.line("wire", name, &text);
    }

    /// Reports the total of a page.
    pub fn total<O: Paginated>(&mut self, name: &str, request: &O, body: &str) {
        let found = self.exchange(request, 200, &[], body);
        let total = found.map(|response| O::total(&response.json_body));
        self.line("behaviour", name, &format!("{total:?}"));
    }
}

/// Returns the text of a request. It is compiled once, like the other functions without parameters of types.
fn described(prepared: &PreparedRequest, auth: &dyn Debug) -> String {
    let mut query: Vec<_> = prepared.query_pairs().collect();
    query.sort();
    let headers: Vec<_> = prepared.headers().iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let body = String::from_utf8_lossy(prepared.body()).into_owned();
    // The order of members has no meaning.
    let body = serde_json::from_str::<serde_json::Value>(&body).map_or(body, |json| json.to_string());
    let auth = format!("{auth:?}");
    let auth = auth.split(", advice:").next().unwrap_or_default();
    format!("{} {} {query:?} {headers:?} {body} {auth}", prepared.method(), prepared.path())
}

/// Returns the names of the variables in the text of the credentials.
fn variables(credentials: &dyn Debug) -> Vec<String> {
    let credentials = format!("{credentials:?}");
    let lists = credentials.split("variables: ").skip(1);
    let lists = lists.map(|rest| rest.split(']').next().unwrap_or_default().to_owned());
    lists.filter(|variables| variables.len() > 1).collect()
}

/// Returns a value as JSON.
pub fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("it can be written")
}

/// Returns the first error that a server reported.
pub fn detail<T>(found: &Result<T, Error>) -> Option<&runtime::ErrorDetail> {
    match found {
        Err(Error::Api(error)) => error.errors.first(),
        _ => None,
    }
}

fn send<O: Operation>(
    request: &O,
    status: u16,
    headers: Headers<'_>,
    body: &str,
    policy: RetryPolicy,
) -> (Result<O::Response, Error>, u32) {
    let attempts = Arc::new(AtomicU32::new(0));
    let transport = Canned {
        status,
        headers: headers.to_vec(),
        body: body.to_owned(),
        attempts: Arc::clone(&attempts),
    };
    let mut found = None;
    wait(Box::pin(async {
        found = Some(client::<O::Api>(transport, policy).send(request).await);
    }));
    (found.expect("the call ended"), attempts.load(Ordering::Relaxed))
}

/// Runs a call to its end. It is compiled once, for calls of any type.
fn wait(call: Pin<Box<dyn Future<Output = ()> + '_>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime can be built").block_on(call);
}

fn client<A: Api>(transport: Canned, policy: RetryPolicy) -> Client<A> {
    let values = |count: usize| vec!["secret".to_owned(); count];
    let mut credentials = (0..3).filter_map(|count| A::Credential::from_values(values(count)));
    let credential = credentials.next().expect("every kind of credential has values");
    Client::<A>::builder("https://example.net", credential)
        .with_transport(transport)
        .with_retry_policy(policy)
        .without_rate_limit()
        .build()
        .expect("the client is configured")
}
