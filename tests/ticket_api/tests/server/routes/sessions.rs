//! Requests with another credential than most.

use super::{Outcome, bad, body_is};
use crate::server::http::{Reply, Request};
use crate::server::text::percent_decoded;
use crate::server::{SESSION, SHARE_KEY};

/// Returns the query of a request with the key of a board, without the key.
pub fn board(request: &Request) -> Outcome {
    check(request, &["authorization", "cookie"])?;
    let mut query = request.query().map_err(bad)?;
    let key = query.pop_if(|(name, _)| name == "share key");
    let key = key.and_then(|(_, key)| percent_decoded(key).ok());
    if key.as_deref() != Some(SHARE_KEY) {
        return Err(refused());
    }
    let rest = query
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"));
    let rest = rest.collect::<Vec<_>>().join("&");
    Ok(Reply::of("text/plain", rest.into_bytes()))
}

/// Returns the user of a session.
pub fn session(request: &Request) -> Outcome {
    check(request, &["authorization"])?;
    let cookie = request.header("cookie").unwrap_or_default();
    if cookie != format!("session={SESSION}") {
        return Err(refused());
    }
    Ok(Reply::of("text/plain", b"ada".to_vec()))
}

/// Responds to a request without any credential.
pub fn health(request: &Request) -> Outcome {
    check(request, &["authorization", "cookie"])?;
    if request.target.contains('?') {
        return Err(bad("a query"));
    }
    Ok(Reply::empty(204))
}

/// Checks that a request has no body, and none of the headers of other credentials.
fn check(request: &Request, headers: &[&str]) -> Result<(), Reply> {
    body_is(request, None)?;
    match headers.iter().find(|name| request.header(name).is_some()) {
        Some(name) => Err(bad(format!("an unexpected {name}"))),
        None => Ok(()),
    }
}

fn refused() -> Reply {
    Reply::error(401, "unauthorized", "invalid credentials")
}
