//! Credentials as written.

use super::{Given, Text};
use crate::source::Span;

/// The authentication of requests.
#[derive(Clone, Debug)]
pub struct AuthDoc {
    /// Its beginning.
    pub span: Span,
    /// `scheme`: `header` by default.
    pub scheme: Given<String>,
    /// `header`: the header that carries the token.
    pub header: Given<String>,
    /// `prefix`: the word before the token.
    pub prefix: Given<String>,
    /// `parameter`: the query parameter that is the token.
    pub parameter: Given<String>,
    /// `cookie`: the cookie that is the token.
    pub cookie: Given<String>,
    /// `advice`: advice for users whose credential the server refuses.
    pub advice: Given<String>,
}

/// A credential that some operations need instead of that of the client.
#[derive(Clone, Debug)]
pub struct CredentialDoc {
    /// `credential`: its name in Rust.
    pub name: Text,
    /// `description`.
    pub description: Text,
    /// Its scheme.
    pub auth: AuthDoc,
    /// `environment`: its variables.
    pub environment: Option<VariablesDoc>,
}

/// The environment variables that configure a client.
#[derive(Clone, Debug)]
pub struct EnvironmentDoc {
    /// `base_url`.
    pub base_url: Text,
    /// The variables of the credential.
    pub credential: VariablesDoc,
}

/// The environment variables of a credential.
#[derive(Clone, Debug)]
pub struct VariablesDoc {
    /// The beginning of the mapping.
    pub span: Span,
    /// `token`.
    pub token: Given<String>,
    /// `user`.
    pub user: Given<String>,
    /// `password`.
    pub password: Given<String>,
}
