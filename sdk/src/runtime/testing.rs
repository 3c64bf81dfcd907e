//! A small API for the tests of the runtime, so that they know no real one.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{
    Anonymous, Api, ByteStream, EmptyResponse, Headers, Id, Method, Operation, Parts, Response,
    StreamResponse, TextResponse, Timestamp, Token, list,
};

#[derive(Debug)]
pub(super) enum Example {}

impl Api for Example {
    type Credential = Token;

    const AUTH_ADVICE: &'static str = "look at the token";
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

/// An API without authentication, with errors that stand at the top of the body.
#[derive(Debug)]
pub(super) enum Plain {}

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

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Colour {
    Red,
    DarkBlue,
    Unrecognized(super::Unrecognized),
}

super::open_enum! {
    Colour;
    "red" => Red;
    "dark blue" => DarkBlue;
}

#[derive(Clone, Default, PartialEq)]
pub(super) struct Filter {
    pub(super) fields: Box<Fields>,
}

#[derive(Clone, Default, PartialEq)]
pub(super) struct Fields {
    pub(super) all: bool,
    pub(super) ids: Option<Vec<Id>>,
    pub(super) colours: Option<Vec<Colour>>,
    pub(super) names: Option<Vec<String>>,
    pub(super) query: Option<String>,
    pub(super) since: Option<Timestamp>,
    pub(super) active: Option<bool>,
    pub(super) limit: Option<i32>,
    pub(super) extra: super::Extra,
}

super::object! {
    Filter;
    selection fields.all => "Filter::all()";
    extra fields.extra;
    optional "ids" => fields.ids, max_items(3);
    optional "colours" => fields.colours, min_items(2);
    optional "name__contains" => fields.names, min_length(2);
    optional "query" => fields.query;
    optional "since" => fields.since;
    optional "active" => fields.active;
    optional "limit" => fields.limit, selects_nothing();
}

impl Filter {
    pub(super) fn all() -> Self {
        Self::default().with(|fields| fields.all = true)
    }

    pub(super) fn with(mut self, set: impl FnOnce(&mut Fields)) -> Self {
        set(&mut self.fields);
        self
    }

    pub(super) fn ids<const N: usize>(ids: [&str; N]) -> Self {
        Self::default().with(|fields| fields.ids = Some(list(ids)))
    }
}

#[derive(Clone, PartialEq)]
pub(super) struct Paint {
    pub(super) colour: Colour,
    pub(super) filter: Filter,
}

super::object! {
    Paint;
    required "colour" => colour;
    required "filter" => filter;
}

impl Paint {
    pub(super) fn new(filter: Filter) -> Self {
        Self {
            colour: Colour::Red,
            filter,
        }
    }
}

impl Operation for Paint {
    type Api = Example;
    type Headers = NoHeaders;
    type Body = super::Json;
    type Response = Response<Self>;

    const NAME: &'static str = "Paint";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/paint";

    fn write(&self, parts: &mut Parts) {
        parts.inputs(self);
        parts.json_members(self);
    }
}

super::facts! { Paint; }

#[derive(Debug)]
pub(super) struct NoHeaders;

impl Headers for NoHeaders {
    fn read(_fields: super::HeaderFields) -> Self {
        Self
    }
}

/// Operations without inputs, one for each kind of answer.
macro_rules! bare {
    ($($name:ident $path:literal $body:ty, $response:ident;)*) => {$(
        #[derive(Clone)]
        pub(super) struct $name;

        super::object! { $name; }
        super::facts! { $name; }

        impl Operation for $name {
            type Api = Example;
            type Headers = NoHeaders;
            type Body = $body;
            type Response = $response<Self>;

            const NAME: &'static str = stringify!($name);
            const METHOD: Method = Method::Get;
            const PATH: &'static str = $path;

            fn write(&self, parts: &mut Parts) {
                parts.inputs(self);
            }
        }
    )*};
}

bare! {
    Delete "/delete" (), EmptyResponse;
    Download "/download" ByteStream, StreamResponse;
    Read "/text" String, TextResponse;
}

/// The paths that a server was asked for.
pub(super) type Served = JoinHandle<io::Result<Vec<String>>>;

/// A server on loopback that gives each of these answers to one connection, and closes it; it ends
/// with the paths that it was asked for.
pub(super) async fn serve(answers: Vec<Vec<u8>>) -> io::Result<(String, Served)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let server = tokio::spawn(async move {
        let mut paths = Vec::new();
        for answer in answers {
            let (mut socket, _) = listener.accept().await?;
            let mut request = [0; 4096];
            let length = socket.read(&mut request).await?;
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            paths.push(path.to_owned());
            // The client may have read enough.
            let _ = socket.write_all(&answer).await;
            let _ = socket.shutdown().await;
        }
        Ok(paths)
    });
    Ok((url, server))
}
