//! Requests for files.

use serde_json::json;

use super::{Outcome, bad, body_is, missing, multipart};
use crate::server::http::{Reply, Request};
use crate::server::store::{File, Store};
use crate::server::text::base64;

/// The content type of a ticket's files.
const MEDIA_TYPE: &str = "application/vnd.tickets.file";

/// Routes requests for the files of the ticket `id`.
pub fn route(request: &Request, id: u64, path: &[&str], store: &mut Store) -> Outcome {
    if path.is_empty() && request.method == "POST" {
        return multipart::attach(request);
    }
    let (name, path) = path.split_first().ok_or(missing("file"))?;
    let key = (id, (*name).to_owned());
    match (request.method.as_str(), path) {
        ("PUT", []) => upload(request, key, store),
        ("GET", []) => {
            body_is(request, None)?;
            let file = store.files.get(&key).ok_or(missing("such file"))?;
            let mut reply = Reply::of(&file.media_type, file.bytes.clone());
            reply.is_chunked = true;
            Ok(reply.with("X-Public", file.is_public.to_string()))
        }
        ("GET", ["link"]) => {
            body_is(request, None)?;
            let (id, name) = key;
            let address = format!("https://files.invalid/{id}/{name}?signature=x");
            Ok(Reply::empty(302).with("Location", address))
        }
        ("GET", ["text"]) => {
            body_is(request, None)?;
            let file = store.files.get(&key).ok_or(missing("such file"))?;
            Ok(Reply::of("text/plain", file.bytes.clone()))
        }
        _ => Err(missing("page here")),
    }
}

fn upload(request: &Request, key: (u64, String), store: &mut Store) -> Outcome {
    body_is(request, Some(MEDIA_TYPE))?;
    let is_public = match request.query().map_err(bad)?.as_slice() {
        [] | [(_, "false")] => false,
        [(name, "true")] if name == "public" => true,
        other => return Err(bad(format!("unexpected {other:?}"))),
    };
    let beginning = &request.body[..request.body.len().min(16)];
    let body = json!({
        "name": key.1,
        "size": request.body.len(),
        "mediaType": MEDIA_TYPE,
        "beginning": base64(beginning),
        "public": is_public,
    });
    let file = File {
        bytes: request.body.clone(),
        media_type: MEDIA_TYPE.to_owned(),
        is_public,
    };
    let status = match store.files.insert(key, file) {
        Some(_) => 200,
        None => 201,
    };
    Ok(Reply::json(status, &body))
}

/// Returns a JSON file of the tracker itself, with the name under which it was found.
pub fn own(request: &Request, name: &str) -> Outcome {
    body_is(request, None)?;
    let name = name.strip_suffix(".json").ok_or(missing("such file"))?;
    Ok(Reply::json(
        200,
        &json!({"file": name, "colors": ["red", 1.5, null]}),
    ))
}

/// Returns the segments of an asset's path, one per line.
pub fn asset(request: &Request, path: &[&str]) -> Outcome {
    body_is(request, None)?;
    let segments = path.join("\n");
    let segments = segments.strip_suffix(";raw").ok_or(missing("such asset"))?;
    Ok(Reply::of("text/plain", segments.as_bytes().to_vec()))
}
