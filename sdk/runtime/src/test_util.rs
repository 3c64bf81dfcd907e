//! A made-up API for the tests of the runtime.

use std::io;
use std::ops::Deref;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::api::Api;
use crate::auth::credential::{Anonymous, Token};
use crate::auth::header::AuthScheme;
use crate::auth::named::NamedAuth;
use crate::error::validation::{InvalidObjectError, validate};
use crate::http::headers::{HeaderFields, Headers};
use crate::http::method::Method;
use crate::object::extra::Extra;
use crate::request::builder::RequestBuilder;
use crate::response::operation::Operation;
use crate::response::stream::ByteStream;
use crate::response::typed::{EmptyResponse, Response, StreamResponse, TextResponse};
use crate::values::containers::list;
use crate::values::id::Id;
use crate::values::timestamp::Timestamp;

/// An API with tokens and a list of errors.
#[derive(Debug)]
pub(crate) enum Example {}

impl Api for Example {
    type Credential = Token;

    const AUTH_ADVICE: &'static str = "look at the token";
    const CREDENTIALS: &'static [&'static NamedAuth] = &[&KEY, &LOGIN];
    const ENV_BASE_URL: &'static str = "EXAMPLE_URL";
    const ENV_TOKEN: &'static str = "EXAMPLE_TOKEN";
    const NAME: &'static str = "Example";
    const AUTH_HEADER: &'static str = "authorization";
    const AUTH_PREFIX: &'static str = "ApiToken";
    const REQUEST_ID_HEADER: &'static str = "x-request-id";
    const ERROR_LIST: &'static str = "errors";
    const ERROR_CODE: &'static str = "code";
    const ERROR_TITLE: &'static str = "title";
    const ERROR_DETAIL: &'static str = "detail";
}

static KEY: NamedAuth =
    NamedAuth::new("Key", AuthScheme::query("key")).with_variables(&["EXAMPLE_KEY"]);
static LOGIN: NamedAuth = NamedAuth::new("Login", AuthScheme::header("authorization", "Basic"))
    .with_variables(&["EXAMPLE_USER", "EXAMPLE_PASSWORD"]);

/// An API without authentication, whose errors are the body itself.
#[derive(Debug)]
pub(crate) enum Plain {}

impl Api for Plain {
    type Credential = Anonymous;

    const NAME: &'static str = "Plain";
    const AUTH_HEADER: &'static str = "";
    const AUTH_PREFIX: &'static str = "";
    const REQUEST_ID_HEADER: &'static str = "";
    const ERROR_LIST: &'static str = "";
    const ERROR_CODE: &'static str = "";
    const ERROR_TITLE: &'static str = "title";
    const ERROR_DETAIL: &'static str = "detail";
}

crate::open_enum! {
    pub(crate) enum Colour {
        Red = "red",
        DarkBlue = "dark blue",
    }
}

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Filter {
    pub(crate) all: bool,
    pub(crate) ids: Option<Vec<Id>>,
    pub(crate) colours: Option<Vec<Colour>>,
    pub(crate) names: Option<Vec<String>>,
    pub(crate) query: Option<String>,
    pub(crate) since: Option<Timestamp>,
    pub(crate) active: Option<bool>,
    pub(crate) limit: Option<i32>,
    pub(crate) extra: Extra,
}

crate::object! {
    Filter;
    selection all => "Filter::all()";
    extra extra;
    read;
    optional "ids" => ids, max_items(3);
    optional "colours" => colours, min_items(2);
    optional "name__contains" => names, min_length(2);
    optional "query" => query;
    optional "since" => since;
    optional "active" => active;
    optional "limit" => limit, selects_nothing();
}

impl Filter {
    pub(crate) fn all() -> Self {
        Self::default().with(|fields| fields.all = true)
    }

    pub(crate) fn with(mut self, set: impl FnOnce(&mut Self)) -> Self {
        set(&mut self);
        self
    }

    pub(crate) fn validate(&self) -> Result<(), InvalidObjectError> {
        validate(self)
    }

    pub(crate) fn ids<const N: usize>(ids: [&str; N]) -> Self {
        Self::default().with(|fields| fields.ids = Some(list(ids)))
    }
}

#[derive(Clone, PartialEq)]
pub(crate) struct Paint {
    pub(crate) colour: Colour,
    pub(crate) filter: Filter,
}

crate::object! {
    Paint;
    read;
    required "colour" => colour;
    required "filter" => filter;
}

impl Paint {
    pub(crate) fn new(filter: Filter) -> Self {
        Self {
            colour: Colour::Red,
            filter,
        }
    }
}

impl Operation for Paint {
    type Api = Example;
    type Headers = NoHeaders;
    type Body = crate::Json;
    type Response = Response<Self>;

    const NAME: &'static str = "Paint";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/paint";

    fn write(&self, request: &mut RequestBuilder) {
        request.inputs(self);
        request.json_members(self);
    }
}

#[derive(Debug)]
pub(crate) struct NoHeaders(HeaderFields);

impl Headers for NoHeaders {
    fn read(fields: HeaderFields) -> Self {
        Self(fields)
    }
}

impl Deref for NoHeaders {
    type Target = HeaderFields;

    fn deref(&self) -> &HeaderFields {
        &self.0
    }
}

/// Declares operations without inputs, one for each type of response.
macro_rules! operations_without_inputs {
    ($($name:ident $path:literal $body:ty, $response:ident;)*) => {$(
        #[derive(Clone)]
        pub(crate) struct $name;

        crate::object! { $name; }

        impl Operation for $name {
            type Api = Example;
            type Headers = NoHeaders;
            type Body = $body;
            type Response = $response<Self>;

            const NAME: &'static str = stringify!($name);
            const METHOD: Method = Method::Get;
            const PATH: &'static str = $path;

            fn write(&self, request: &mut RequestBuilder) {
                request.inputs(self);
            }
        }
    )*};
}

operations_without_inputs! {
    Delete "/delete" (), EmptyResponse;
    Download "/download" ByteStream, StreamResponse;
    Read "/text" String, TextResponse;
}

/// A running test server; it returns the requested paths.
pub(crate) type Served = JoinHandle<io::Result<Vec<String>>>;

/// Starts a server on loopback that sends each of these responses to one connection and closes it.
/// Returns its URL and its task.
pub(crate) async fn serve(responses: Vec<Vec<u8>>) -> io::Result<(String, Served)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let server = tokio::spawn(async move {
        let mut paths = Vec::new();
        for response in responses {
            let (mut socket, _) = listener.accept().await?;
            let mut request = [0; 4096];
            let length = socket.read(&mut request).await?;
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            paths.push(path.to_owned());
            // The client may close the connection early.
            let _ = socket.write_all(&response).await;
            let _ = socket.shutdown().await;
        }
        Ok(paths)
    });
    Ok((url, server))
}

/// Returns `true` if another crate of the build enables `serde_json/arbitrary_precision`.
pub(crate) fn has_arbitrary_precision() -> bool {
    let number: Result<serde_json::Number, _> = "1.50".parse();
    number.is_ok_and(|number| number.to_string() == "1.50")
}
