//! Reads the tickets that a request selects, from a query and from JSON alike.

use serde_json::{Map, Value, json};

use super::store::Ticket;
use super::text::percent_decoded;

/// The tracker's reading of a filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub ids: Vec<String>,
    pub statuses: Vec<String>,
    pub labels: Vec<String>,
    pub priority: Option<String>,
    pub text: Option<String>,
    pub created_after: Option<String>,
    pub due_before: Option<String>,
    pub min_votes: Option<i64>,
    pub max_estimate: Option<f64>,
    pub confidential: Option<bool>,
    pub key: Option<String>,
    pub reporter_email: Option<String>,
}

/// The JSON type of a query parameter.
#[derive(Clone, Copy)]
enum Shape {
    Text,
    Json,
    Comma,
    Repeated,
}

/// The parameters of a filter in a query.
const PARAMETERS: [(&str, Shape); 12] = [
    ("ids", Shape::Comma),
    ("statuses", Shape::Comma),
    ("labels", Shape::Repeated),
    ("priority", Shape::Text),
    ("text", Shape::Text),
    ("createdAfter", Shape::Text),
    ("dueBefore", Shape::Text),
    ("minVotes", Shape::Json),
    ("maxEstimate", Shape::Json),
    ("confidential", Shape::Json),
    ("key", Shape::Text),
    ("reporterEmail", Shape::Text),
];

/// Decodes a value: in a query a plus is a space.
pub fn value(encoded: &str) -> Result<String, String> {
    percent_decoded(&encoded.replace('+', "%20"))
}

/// Splits a list at its literal commas; an encoded one belongs to an item.
pub fn comma_separated(encoded: &str) -> Result<Vec<String>, String> {
    encoded.split(',').map(value).collect()
}

impl Filter {
    /// Extracts the parameters of a filter from a query.
    pub fn of_query(query: &mut Vec<(String, &str)>) -> Result<Self, String> {
        let mut members = Map::new();
        for (name, shape) in PARAMETERS {
            let (found, rest) = query.drain(..).partition(|(key, _)| key == name);
            *query = rest;
            let found: Vec<(String, &str)> = found;
            let first = match found.as_slice() {
                [] => continue,
                [(_, first)] => *first,
                [(_, first), ..] if matches!(shape, Shape::Repeated) => *first,
                _ => return Err(format!("{name} is repeated")),
            };
            let value = match shape {
                Shape::Text => json!(value(first)?),
                Shape::Json => serde_json::from_str(&value(first)?)
                    .map_err(|error| format!("{name}: {error}"))?,
                Shape::Comma => json!(comma_separated(first)?),
                Shape::Repeated => {
                    let values = found.iter().map(|(_, encoded)| value(encoded));
                    json!(values.collect::<Result<Vec<_>, _>>()?)
                }
            };
            members.insert(name.to_owned(), value);
        }
        Self::of_json(&Value::Object(members))
    }

    /// Reads a filter in a body; unknown members are errors.
    pub fn of_json(filter: &Value) -> Result<Self, String> {
        let members = filter.as_object().ok_or("a filter is an object")?;
        let known = |name: &&String| PARAMETERS.iter().all(|(known, _)| known != name);
        if let Some(unknown) = members.keys().find(known) {
            return Err(format!("unknown condition {unknown}"));
        }
        Ok(Self {
            ids: texts(members, "ids")?,
            statuses: texts(members, "statuses")?,
            labels: texts(members, "labels")?,
            priority: member(members, "priority", Value::as_str)?.map(str::to_owned),
            text: member(members, "text", Value::as_str)?.map(str::to_owned),
            created_after: member(members, "createdAfter", Value::as_str)?.map(str::to_owned),
            due_before: member(members, "dueBefore", Value::as_str)?.map(str::to_owned),
            min_votes: member(members, "minVotes", Value::as_i64)?,
            max_estimate: member(members, "maxEstimate", Value::as_f64)?,
            confidential: member(members, "confidential", Value::as_bool)?,
            key: member(members, "key", Value::as_str)?.map(str::to_owned),
            reporter_email: member(members, "reporterEmail", Value::as_str)?.map(str::to_owned),
        })
    }

    /// Returns `true` if a ticket fulfils every condition.
    pub fn matches(&self, ticket: &Ticket) -> bool {
        let text = |name: &str| ticket.get(name).and_then(Value::as_str);
        let is = |name: &str, wanted: &Option<String>| {
            wanted.is_none() || text(name) == wanted.as_deref()
        };
        let is_one_of = |name: &str, wanted: &[String]| {
            wanted.is_empty() || wanted.iter().any(|wanted| text(name) == Some(wanted))
        };
        let labels = ticket.get("labels").and_then(Value::as_array);
        let has_label = |label: &String| labels.is_some_and(|all| all.contains(&json!(label)));
        let email = ticket
            .get("reporter")
            .and_then(|reporter| reporter.get("email"));
        let email = email.and_then(Value::as_str);
        let votes = ticket.get("votes").and_then(Value::as_i64);
        let estimate = ticket.get("estimateHours").and_then(Value::as_f64);
        let confidential = ticket.get("confidential").and_then(Value::as_bool);
        is_one_of("id", &self.ids)
            && is_one_of("status", &self.statuses)
            && self.labels.iter().all(has_label)
            && is("priority", &self.priority)
            && is("key", &self.key)
            && self
                .text
                .as_deref()
                .is_none_or(|wanted| text("title").is_some_and(|title| title.contains(wanted)))
            && self
                .created_after
                .as_deref()
                .is_none_or(|timestamp| text("createdAt") > Some(timestamp))
            && self
                .due_before
                .as_deref()
                .is_none_or(|day| text("dueOn").is_some_and(|due| due < day))
            && self.min_votes.is_none_or(|least| votes >= Some(least))
            && self
                .max_estimate
                .is_none_or(|most| estimate.is_some_and(|hours| hours <= most))
            && self
                .confidential
                .is_none_or(|wanted| confidential.unwrap_or(false) == wanted)
            && (self.reporter_email.is_none() || email == self.reporter_email.as_deref())
    }
}

/// Returns a member of some type, if there is one.
pub fn member<'a, T>(
    members: &'a Map<String, Value>,
    name: &str,
    read: impl FnOnce(&'a Value) -> Option<T>,
) -> Result<Option<T>, String> {
    let Some(value) = members.get(name) else {
        return Ok(None);
    };
    read(value)
        .map(Some)
        .ok_or(format!("{name} cannot be {value}"))
}

/// Returns a list of texts; `None` without such a member.
pub fn texts(members: &Map<String, Value>, name: &str) -> Result<Vec<String>, String> {
    let items = member(members, name, Value::as_array)?;
    let items = items.into_iter().flatten().map(|item| {
        let text = item.as_str().ok_or(format!("{name} cannot hold {item}"))?;
        Ok(text.to_owned())
    });
    items.collect()
}
