//! Servers that are functions in memory.

use crate::Result;
use sentinelone_sdk::Client;
use sentinelone_sdk::transport::{Request, Response, ResponseFuture, Transport};
use std::fmt::Write as _;

/// The number of items on a page.
pub const PAGE: usize = 1_000;

/// Returns a page of the list that begins at an item, and names the next one.
pub fn page(start: usize, total: usize) -> Vec<u8> {
    let mut text = String::from("{\"data\":[");
    let end = total.min(start + PAGE);
    for index in start..end {
        let comma = if index == start { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}{{"id":"{}","threatInfo":{{"threatName":"invoice-{index}.exe","incidentStatus":"unresolved","analystVerdict":"undefined","createdAt":"2026-01-31T00:00:00.000000Z"}}}}"#,
            id(index)
        );
    }
    let next = if end == total {
        "null".to_owned()
    } else {
        format!("\"{end}\"")
    };
    let _ = write!(
        text,
        r#"],"pagination":{{"totalItems":{total},"nextCursor":{next}}}}}"#
    );
    text.into_bytes()
}

/// Returns the id of an item.
pub fn id(index: usize) -> u64 {
    1_488_938_160_000_000_000 + index as u64
}

/// A server that calculates each response from its request.
struct Memory<F>(F);

impl<F: Fn(&Request) -> Vec<u8> + Send + Sync + 'static> Transport for Memory<F> {
    fn send(&self, request: Request) -> ResponseFuture<'_> {
        let response = Response::new(200)
            .with_header("content-type", "application/json")
            .with_body((self.0)(&request));
        Box::pin(async { Ok(response) })
    }
}

/// Builds a client of a server that is this function.
pub fn client(respond: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Result<Client> {
    let builder = Client::builder("http://127.0.0.1", "token").without_rate_limit();
    Ok(builder.with_transport(Memory(respond)).build()?)
}

/// Returns the response of a server that updated each threat of a request.
pub fn updated(body: &[u8]) -> Vec<u8> {
    let body = String::from_utf8_lossy(body);
    let ids = body.split("\"ids\":[").nth(1).unwrap_or_default();
    let ids = ids.split(']').next().unwrap_or_default().split(',');
    let details = ids.map(|id| format!(r#"{{"threatId":{id},"result":"updated"}}"#));
    let details: Vec<_> = details.collect();
    let (count, details) = (details.len(), details.join(","));
    format!(r#"{{"data":{{"affected":{count},"details":[{details}]}}}}"#).into_bytes()
}
