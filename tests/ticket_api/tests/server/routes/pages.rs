//! Requests for many tickets.

use serde_json::{Value, json};

use super::{Outcome, bad, body_is};
use crate::server::filter::{Filter, comma_separated, member, texts, value};
use crate::server::http::{Reply, Request};
use crate::server::store::{Search, Store, object};

/// Returns a page of the listing.
pub fn list(request: &Request, store: &mut Store) -> Outcome {
    body_is(request, None)?;
    let search = search_of(request).map_err(bad)?;
    let page = store.page(&search).map_err(bad)?;
    store.searches.push(search);
    let mut pagination = json!({"totalItems": page.total});
    if let Some(next) = &page.next {
        pagination["nextCursor"] = json!(next);
    }
    let first = page
        .tickets
        .first()
        .and_then(|ticket| ticket["id"].as_str());
    let first = first.unwrap_or("none").to_owned();
    let reply = Reply::json(
        200,
        &json!({"data": page.tickets, "pagination": pagination}),
    );
    Ok(reply
        .with("X-Total", page.total.to_string())
        .with("X-Complete", page.next.is_none().to_string())
        .with("X-Load", "0.25".to_owned())
        .with(
            "X-Snapshot",
            "0f3a3c8f-6d10-4bd3-9b7e-6f0d1f528a3e".to_owned(),
        )
        .with("X-Taken-At", "2026-11-22T12:00:00.5+01:00".to_owned())
        .with("X-Kept-Until", "2026-11-30".to_owned())
        .with("X-First", first)
        .with("X-Offset", page.offset.to_string()))
}

/// Reads the query and rejects unknown parameters.
fn search_of(request: &Request) -> Result<Search, String> {
    let mut query = request.query()?;
    let filter = Filter::of_query(&mut query)?;
    let mut search = Search {
        filter,
        trace: request.header("x-trace").map(str::to_owned),
        ..Search::default()
    };
    search.watched = request.headers("x-watch-labels");
    for (name, encoded) in query {
        let decoded = value(encoded)?;
        let is_new = match name.as_str() {
            "cursor" => search.cursor.replace(decoded).is_none(),
            "limit" => search.limit.replace(number(&decoded)?).is_none(),
            "sort" => {
                search.sort.push(decoded);
                true
            }
            "fields" => {
                let fields = comma_separated(encoded)?;
                std::mem::replace(&mut search.fields, fields).is_empty()
            }
            "openedOn" => search.opened_on.replace(decoded).is_none(),
            "withClosed" => search.with_closed.replace(decoded == "true").is_none(),
            _ => return Err(format!("unknown parameter {name}")),
        };
        if !is_new {
            return Err(format!("{name} is repeated"));
        }
    }
    Ok(search)
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("not a number: {text}"))
}

/// Returns a page of the matches of a filter in the body.
pub fn search(request: &Request, store: &mut Store) -> Outcome {
    let body = object(super::json(request)?).map_err(bad)?;
    let page = member(&body, "page", Value::as_object).map_err(bad)?;
    let page = page.ok_or_else(|| bad("which page?"))?;
    let search = Search {
        filter: Filter::of_json(body.get("filter").unwrap_or(&Value::Null)).map_err(bad)?,
        cursor: member(page, "after", Value::as_str)
            .map_err(bad)?
            .map(str::to_owned),
        limit: member(page, "size", Value::as_u64).map_err(bad)?,
        ..Search::default()
    };
    let page = store.page(&search).map_err(bad)?;
    store.searches.push(search);
    Ok(Reply::json(
        200,
        &json!({"result": {"found": page.tickets, "next": page.next}}),
    ))
}

/// Closes the matches of a filter.
pub fn close(request: &Request, store: &mut Store) -> Outcome {
    let body = object(super::json(request)?).map_err(bad)?;
    let filter = member(&body, "filter", Value::as_object).map_err(bad)?;
    let filter = filter.ok_or_else(|| bad("which tickets?"))?;
    let resolution = member(&body, "resolution", Value::as_str).map_err(bad)?;
    if !matches!(resolution, Some("fixed" | "won't fix" | "works-for-me")) {
        return Err(bad("why?"));
    }
    let before = member(filter, "createdBefore", Value::as_str).map_err(bad)?;
    let limit = member(filter, "limit", Value::as_u64).map_err(bad)?;
    let tickets = Filter {
        ids: texts(filter, "ids").map_err(bad)?,
        statuses: texts(filter, "statuses").map_err(bad)?,
        ..Filter::default()
    };
    let (closed, left_alone, results) = store.close(&tickets, before, limit);
    store.searches.push(Search {
        filter: tickets,
        limit,
        ..Search::default()
    });
    let error = (!left_alone.is_empty())
        .then(|| json!({"code": "left_alone", "message": "some were closed already"}));
    let body =
        json!({"closed": closed, "results": results, "untouched": left_alone, "error": error});
    Ok(Reply::json(200, &body))
}
