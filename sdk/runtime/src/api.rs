//! The trait that describes an API.

use crate::auth::credential::Credential;
use crate::auth::header::AuthScheme;
use crate::auth::named::NamedAuth;
use crate::error::format::ErrorFormat;
use crate::request::metadata::RateLimit;

/// An API: how clients authenticate, what its errors look like, and which limits apply to all of
/// its operations.
///
/// Generated code implements it for a type without values, so everything is known at compile time.
pub trait Api: Send + Sync + 'static {
    /// The credential of a client.
    type Credential: Credential;

    /// The rate limit of all operations together, in addition to their own limits; `None` if there
    /// is none.
    const RATE_LIMIT: Option<RateLimit> = None;

    /// Advice for the case that the server refuses the credential; empty if there is none.
    const AUTH_ADVICE: &'static str = "";
    /// The environment variable with the base URL of the server; empty if there is none.
    const ENV_BASE_URL: &'static str = "";
    /// The environment variable with the token; empty if there is none.
    const ENV_TOKEN: &'static str = "";
    /// The environment variable with the user name; empty if there is none.
    const ENV_USER: &'static str = "";
    /// The environment variable with the password; empty if there is none.
    const ENV_PASSWORD: &'static str = "";

    /// The name of the API, for `Debug` output.
    const NAME: &'static str;
    /// The header that carries the token, in lower case; empty if there is none.
    const AUTH_HEADER: &'static str;
    /// The word before the token, without the space in between; empty if there is none.
    const AUTH_PREFIX: &'static str;
    /// The response header with the id of the request, in lower case; empty if there is none.
    const REQUEST_ID_HEADER: &'static str;
    /// The key of the list of errors in the body of an error response; empty if the body itself is
    /// the error.
    const ERROR_LIST: &'static str;
    /// The key of the code of an error; empty if there is none.
    const ERROR_CODE: &'static str;
    /// The key of the title of an error; empty if there is none.
    const ERROR_TITLE: &'static str;
    /// The key of the detail of an error; empty if there is none.
    const ERROR_DETAIL: &'static str;

    /// The format of error responses, composed of the constants above.
    const ERROR_FORMAT: ErrorFormat = ErrorFormat {
        request_id_header: Self::REQUEST_ID_HEADER,
        list: Self::ERROR_LIST,
        code: Self::ERROR_CODE,
        title: Self::ERROR_TITLE,
        detail: Self::ERROR_DETAIL,
        auth_advice: Self::AUTH_ADVICE,
    };

    /// The place in which the credential is sent: by default the header of the constants above.
    const AUTH_SCHEME: AuthScheme = AuthScheme::header(Self::AUTH_HEADER, Self::AUTH_PREFIX);

    /// The credentials that some operations need instead of that of the client.
    const CREDENTIALS: &'static [&'static NamedAuth] = &[];

    /// The default `User-Agent` header: name and version of the SDK.
    const USER_AGENT: &'static str =
        concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
}

/// A credential that some operations of an API need instead of that of the client.
///
/// Generated code implements it for a type without values, which names the credential in
/// [`ClientBuilder::with_credential`](crate::client::ClientBuilder::with_credential).
pub trait NamedCredential: 'static {
    /// The API whose operations need the credential.
    type Api: Api;
    /// The kind of credential.
    type Credential: Credential;

    /// Its name, its place in a request, and the advice if the server refuses it.
    const AUTH: NamedAuth;
}
