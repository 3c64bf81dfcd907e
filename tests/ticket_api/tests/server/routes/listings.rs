//! Listings without cursors: one for each way to the next page. The entries are those of the tickets.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Outcome, bad, body_is};
use crate::server::filter::value;
use crate::server::http::{Reply, Request};
use crate::server::store::Store;

/// The number of entries on a page, unless the request names it.
const PAGE: usize = 10;

/// The query of a request, decoded.
struct Query(BTreeMap<String, String>);

impl Query {
    fn of(request: &Request) -> Result<Self, Reply> {
        let mut query = BTreeMap::new();
        let pairs = request.query().map_err(bad)?.into_iter();
        // The tests look at the filter themselves.
        for (name, encoded) in pairs.filter(|(name, _)| name != "ids") {
            if query.insert(name, value(encoded).map_err(bad)?).is_some() {
                return Err(bad("a parameter is repeated"));
            }
        }
        Ok(Self(query))
    }

    fn text(&mut self, name: &str) -> Option<String> {
        self.0.remove(name)
    }

    fn number(&mut self, name: &str) -> Result<Option<usize>, Reply> {
        let text = self.0.remove(name);
        let number = text.map(|text| {
            text.parse()
                .map_err(|_| bad(format!("not a number: {text}")))
        });
        number.transpose()
    }

    /// Rejects all other parameters.
    fn end(self) -> Result<(), Reply> {
        match self.0.into_keys().next() {
            Some(name) => Err(bad(format!("unknown parameter {name}"))),
            None => Ok(()),
        }
    }
}

/// Returns the entries of a page.
fn page<T>(store: &Store, skip: usize, take: usize, entry: impl Fn(u64) -> T) -> Vec<T> {
    let ids = store.tickets.keys().skip(skip).take(take);
    ids.map(|id| entry(*id)).collect()
}

/// Returns events by offset; never more than ten.
pub fn events(request: &Request, store: &Store) -> Outcome {
    body_is(request, None)?;
    let mut query = Query::of(request)?;
    let skip = query.number("skip")?.unwrap_or(0);
    let take = query.number("take")?.unwrap_or(PAGE);
    query.end()?;
    if store.tickets.is_empty() {
        return Ok(Reply::json(200, &json!({"page": null})));
    }
    let event = |id: u64| json!({"id": id.to_string(), "text": format!("Event {id}")});
    let events = page(store, skip, take.min(PAGE), event);
    let page = json!({"events": events, "total": store.tickets.len()});
    Ok(Reply::json(200, &json!({"page": page})))
}

/// Returns labels by the number of the page, from 0.
pub fn labels(request: &Request, store: &Store) -> Outcome {
    body_is(request, None)?;
    let mut query = Query::of(request)?;
    let number = query.number("page")?.unwrap_or(0);
    let size = query.number("size")?.unwrap_or(PAGE);
    query.end()?;
    let label = |id: u64| json!(format!("label {id}"));
    let labels = page(store, number * size, size, label);
    Ok(Reply::json(200, &Value::Array(labels)))
}

/// Returns people; the header has a whole URL in the first page, and relative ones in the others.
pub fn people(request: &Request, store: &Store) -> Outcome {
    body_is(request, None)?;
    let mut query = Query::of(request)?;
    let after = query.number("after")?.unwrap_or(0);
    let role = query.text("role").unwrap_or_default();
    query.end()?;
    if request.header("x-trace") != Some("7") {
        return Err(bad("which trace?"));
    }
    let person = |id: u64| json!({"name": format!("{role} {id}")});
    let people = page(store, after, PAGE, person);
    let next = after + PAGE;
    let target = format!("/api/v3/people?role={role}&after={next}");
    let url = match after {
        0 => format!(
            "http://{}{target}#top",
            request.header("host").unwrap_or_default()
        ),
        _ => target,
    };
    let mut link = r#"</api/v3/people>; rel="first prev"; title="a, <b>""#.to_owned();
    if store.tickets.len() > next {
        link.extend([", <", &url, r#">; rel="last next""#]);
    }
    Ok(Reply::json(200, &Value::Array(people)).with("Link", link))
}

/// Returns reports; the body has a whole URL in the first page, and relative ones in the others.
pub fn reports(request: &Request, store: &Store) -> Outcome {
    let body = super::json(request)?;
    let mut query = Query::of(request)?;
    let from = query.number("from")?.unwrap_or(0);
    query.end()?;
    let word = body["title"].as_str().unwrap_or_default().to_owned();
    let reports = page(store, from, PAGE, |id| json!(format!("{word} {id}")));
    let next = from + PAGE;
    let url = match from {
        0 => format!(
            "http://{}/api/v3/reports?from={next}",
            request.header("host").unwrap_or_default()
        ),
        _ => format!("?from={next}"),
    };
    let count = store.tickets.len();
    let next = (count > next).then_some(url);
    Ok(Reply::json(
        200,
        &json!({"reports": reports, "count": count, "links": {"next": next}}),
    ))
}
