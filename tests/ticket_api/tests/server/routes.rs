//! Routes requests to the tracker's actions.

mod files;
mod forms;
mod listings;
mod multipart;
mod pages;
mod sessions;
mod tickets;
mod work;

use super::http::{Reply, Request};
use super::store::Store;
use super::text::base64_decoded;
use super::{PASSWORD, USER};

/// A response, or an error response.
type Outcome = Result<Reply, Reply>;

/// Returns the tracker's response.
pub fn respond(request: &Request, store: &mut Store) -> Reply {
    let path = request.path();
    let outcome = match path.strip_prefix("/api/v3").unwrap_or(path) {
        "/board" => sessions::board(request),
        "/session" => sessions::session(request),
        "/health" => sessions::health(request),
        _ => authorised(request).and_then(|()| route(request, store)),
    };
    outcome.unwrap_or_else(|error| error)
}

/// Returns the response to an invalid request.
fn bad(message: impl Into<String>) -> Reply {
    Reply::error(400, "bad_request", message)
}

/// Returns the response for a missing resource.
fn missing(what: &str) -> Reply {
    Reply::error(404, "not_found", format!("no {what}"))
}

/// Checks the password.
fn authorised(request: &Request) -> Result<(), Reply> {
    let sent = request.header("authorization").unwrap_or_default();
    let sent = sent.strip_prefix("Basic ").and_then(base64_decoded);
    if sent.as_deref() == Some(format!("{USER}:{PASSWORD}").as_bytes()) {
        return Ok(());
    }
    Err(Reply::error(401, "unauthorized", "invalid credentials"))
}

/// Checks the media type of a request's body, or that it has none.
fn body_is(request: &Request, media_type: Option<&str>) -> Result<(), Reply> {
    let sent = request.header("content-type");
    match (media_type, sent) {
        (Some(wanted), Some(sent)) if wanted == sent => Ok(()),
        (None, None) if request.body.is_empty() => Ok(()),
        _ => Err(Reply::error(
            415,
            "media_type",
            format!("{media_type:?} instead of {sent:?}"),
        )),
    }
}

/// Returns the JSON of a body.
fn json(request: &Request) -> Result<serde_json::Value, Reply> {
    body_is(request, Some("application/json"))?;
    request.json().map_err(bad)
}

/// Selects the action.
fn route(request: &Request, store: &mut Store) -> Outcome {
    let segments = request.segments().map_err(bad)?;
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    // A gateway removes its own path.
    let segments = segments
        .strip_prefix(&["s1", "tenant"])
        .unwrap_or(&segments);
    let path = match segments {
        ["api", "v3", path @ ..] => path,
        ["api", "v4", path @ ..] => return tickets::cancel(request, path, store),
        ["assets@v1", path @ ..] => return files::asset(request, path),
        _ => return Err(missing("API here")),
    };
    let (first, path) = path.split_first().ok_or(missing("page here"))?;
    match (*first, request.method.as_str(), path) {
        ("tickets", "GET", []) => pages::list(request, store),
        ("tickets", "POST", []) => tickets::create(request, store),
        ("tickets", "POST", ["search"]) => pages::search(request, store),
        ("tickets", "POST", ["close"]) => pages::close(request, store),
        ("tickets", method, [id, path @ ..]) => {
            let id = store.find(id).ok_or(missing("such ticket"))?;
            match (method, path) {
                ("PUT", ["work"]) => work::record(request, id, store),
                (_, ["attachments", path @ ..]) => files::route(request, id, path, store),
                _ => tickets::route(request, id, path, store),
            }
        }
        ("events", "GET", []) => listings::events(request, store),
        ("labels", "GET", []) => listings::labels(request, store),
        ("people", "GET", []) => listings::people(request, store),
        ("reports", "POST", []) => listings::reports(request, store),
        ("titles", "GET", []) => tickets::titles(request, store),
        ("files", "GET", [name]) => files::own(request, name),
        ("echo", "GET", [name]) => echo(request, name),
        ("query", "GET", []) => {
            let query = request.target.split_once('?').unwrap_or_default().1;
            Ok(Reply::of("text/plain", query.as_bytes().to_vec()))
        }
        _ => Err(missing("page here")),
    }
}

/// Returns the sent values.
fn echo(request: &Request, name: &str) -> Outcome {
    body_is(request, None)?;
    let mut echo = serde_json::Map::new();
    echo.insert("match".to_owned(), name.into());
    for (name, encoded) in request.query().map_err(bad)? {
        let value = super::filter::value(encoded).map_err(bad)?;
        if echo.insert(name.clone(), value.into()).is_some() {
            return Err(bad(format!("{name} is repeated")));
        }
    }
    if let Some(value) = request.header("crate") {
        echo.insert("crate".to_owned(), value.into());
    }
    Ok(Reply::json(200, &echo.into()))
}
