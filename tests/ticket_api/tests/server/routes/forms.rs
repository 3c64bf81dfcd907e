//! Requests with forms.

use serde_json::{Map, Value, json};

use super::{Outcome, bad, body_is};
use crate::server::filter::value;
use crate::server::http::{Reply, Request};

/// The media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";

/// Returns the values of each field of a form.
pub fn watch(request: &Request) -> Outcome {
    body_is(request, Some(FORM))?;
    let form = std::str::from_utf8(&request.body).map_err(|error| bad(error.to_string()))?;
    let mut fields = Map::new();
    for pair in form.split('&') {
        let (name, encoded) = pair.split_once('=').ok_or_else(|| bad("no value"))?;
        if encoded.contains("%20") {
            return Err(bad("a form has a plus for a space"));
        }
        let name = value(name).map_err(bad)?;
        let value = value(encoded).map_err(bad)?;
        let values = fields.entry(name).or_insert_with(|| json!([]));
        if let Value::Array(values) = values {
            values.push(value.into());
        }
    }
    Ok(Reply::json(201, &fields.into()))
}
