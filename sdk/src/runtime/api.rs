//! The facts of one API.

use super::{Credential, RateLimit};

/// The facts the runtime needs to talk to an API: how it authenticates and what its errors look
/// like.
///
/// Generated code implements it for a type without values; nothing here can vary at run time.
pub trait Api: Send + Sync + 'static {
    /// What a client authenticates with.
    type Credential: Credential;

    /// How often all operations together may be called; their own limits come on top.
    const RATE_LIMIT: Option<RateLimit> = None;

    /// What to check when the server refuses the credential; empty when there is nothing to say.
    const AUTH_ADVICE: &'static str = "";
    /// Environment variable with the address of the server; empty when the API names none.
    const ENV_BASE_URL: &'static str = "";
    /// Environment variable with the token; empty when there is none.
    const ENV_TOKEN: &'static str = "";
    /// Environment variable with the user; empty when there is none.
    const ENV_USER: &'static str = "";
    /// Environment variable with the password; empty when there is none.
    const ENV_PASSWORD: &'static str = "";

    /// Name of the API, for `Debug` output.
    const NAME: &'static str;
    /// Header that carries a token, in lower case; empty when there is none.
    const AUTH_HEADER: &'static str;
    /// Word in front of the token, without the space between; empty when there is none.
    const AUTH_PREFIX: &'static str;
    /// Answer header with the id of the request, in lower case; empty when there is none.
    const REQUEST_ID_HEADER: &'static str;
    /// Key of the list of errors in the body of an answer; empty when the body is the error.
    const ERROR_LIST: &'static str;
    /// Key of the code of one error; empty when there is none.
    const ERROR_CODE: &'static str;
    /// Key of the title of one error; empty when there is none.
    const ERROR_TITLE: &'static str;
    /// Key of the detail of one error; empty when there is none.
    const ERROR_DETAIL: &'static str;
}
