//! The ways to send the request: the SDK, and the code that a user would write instead.

use crate::Result;
use crate::by_hand::Update;
use crate::by_hand::filter::Filter;
use crate::by_hand::response::{Body, Headers, Response};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, Request};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use sentinelone_sdk::{
    AnalystVerdict, Client, IncidentStatus, Operation, OsType, ThreatFilter, UpdateThreatIncident,
};
use serde_json::{Value, json};
use std::hint::black_box;
use std::net::SocketAddr;
use std::time::Duration;

/// The path of the operation.
pub const PATH: &str = "/web/api/v2.1/threats/incident";
/// The time-out of a request.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// One way to send the request.
pub trait Caller: Clone + Send + Sync + Sized + 'static {
    /// Creates a client for the server.
    ///
    /// # Errors
    ///
    /// Returns an error if the client cannot be set up.
    fn new(server: SocketAddr) -> Result<Self>;

    /// Builds the request, sends it and reads the response.
    fn call(&self) -> impl Future<Output = Result<()>> + Send;
}

/// The SDK with its defaults: timeouts, both limits, retries and checks.
#[derive(Clone)]
pub struct Sdk(Client);

impl Caller for Sdk {
    fn new(server: SocketAddr) -> Result<Self> {
        Ok(Self(
            Client::builder(format!("http://{server}"), "token").build()?,
        ))
    }

    async fn call(&self) -> Result<()> {
        black_box(self.0.send(&request()).await?);
        Ok(())
    }
}

/// The SDK with a rate limit that is never reached: the declared one delays after 50 requests.
#[derive(Clone)]
pub struct UnboundSdk(Sdk);

impl Caller for UnboundSdk {
    fn new(server: SocketAddr) -> Result<Self> {
        let builder = Client::builder(format!("http://{server}"), "token");
        Ok(Self(Sdk(builder
            .with_rate_limit(u32::MAX, u32::MAX)
            .build()?)))
    }

    async fn call(&self) -> Result<()> {
        self.0.call().await
    }
}

pub fn request() -> UpdateThreatIncident {
    let filter = ThreatFilter::new()
        .ids(["1488938160436018741"])
        .site_ids(["225494730938493804"])
        .os_types([OsType::Windows]);
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
        .analyst_verdict(AnalystVerdict::FalsePositive)
}

/// reqwest with handwritten types: the documented headers as text, the body as structs.
#[derive(Clone)]
pub struct Typed {
    client: reqwest::Client,
    url: String,
}

impl Caller for Typed {
    fn new(server: SocketAddr) -> Result<Self> {
        Ok(Self {
            client: client()?,
            url: format!("http://{server}{PATH}"),
        })
    }

    async fn call(&self) -> Result<()> {
        let filter = Filter::new()
            .ids(["1488938160436018741"])
            .site_ids(["225494730938493804"])
            .os_types(["windows"]);
        let update = Update::new("resolved", filter).analyst_verdict("false_positive");
        let response = self.client.post(&self.url).json(&update).send().await?;
        let response = response.error_for_status()?;
        black_box(Response {
            status_code: response.status().as_u16(),
            headers: Headers::read(response.headers()),
            body: response.json::<Body>().await?,
        });
        Ok(())
    }
}

/// reqwest with `json!` and `Value` instead of types; the same headers.
#[derive(Clone)]
pub struct Untyped(Typed);

impl Caller for Untyped {
    fn new(server: SocketAddr) -> Result<Self> {
        Typed::new(server).map(Self)
    }

    async fn call(&self) -> Result<()> {
        let Self(Typed { client, url }) = self;
        let update = json!({
            "data": {"incidentStatus": "resolved", "analystVerdict": "false_positive"},
            "filter": {
                "ids": ["1488938160436018741"],
                "siteIds": ["225494730938493804"],
                "osTypes": ["windows"],
            },
        });
        let response = client.post(url).json(&update).send().await?;
        let response = response.error_for_status()?;
        black_box((response.status(), Headers::read(response.headers())));
        black_box(response.json::<Value>().await?);
        Ok(())
    }
}

/// Builds the client of a careful user: with timeouts, and the token set once.
fn client() -> Result<reqwest::Client> {
    // No case uses TLS, but reqwest requires a provider. It is already installed for a second
    // client.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut token = HeaderValue::from_static("ApiToken token");
    token.set_sensitive(true);
    let client = reqwest::Client::builder()
        .default_headers(HeaderMap::from_iter([(AUTHORIZATION, token)]))
        .connect_timeout(Duration::from_secs(10))
        .timeout(TIMEOUT);
    Ok(client.build()?)
}

/// The floor: hyper's client with prepared bytes, and a response that stays bytes.
#[derive(Clone)]
pub struct Floor {
    client: legacy::Client<HttpConnector, Full<Bytes>>,
    url: http::Uri,
    body: Bytes,
}

impl Caller for Floor {
    fn new(server: SocketAddr) -> Result<Self> {
        let client = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build_http();
        Ok(Self {
            client,
            url: format!("http://{server}{PATH}").parse()?,
            body: request().prepare()?.body().to_vec().into(),
        })
    }

    async fn call(&self) -> Result<()> {
        let json = HeaderValue::from_static("application/json");
        let mut request = Request::new(Full::new(self.body.clone()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        let headers = request.headers_mut();
        headers.insert(ACCEPT, json.clone());
        headers.insert(CONTENT_TYPE, json);
        headers.insert(AUTHORIZATION, HeaderValue::from_static("ApiToken token"));
        let response = self.client.request(request).await?;
        black_box(response.into_body().collect().await?.to_bytes());
        Ok(())
    }
}
