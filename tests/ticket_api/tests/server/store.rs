//! The tickets and their operations.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::filter::Filter;

/// A ticket in the tracker.
pub type Ticket = Map<String, Value>;

/// Members that every ticket has: `null` instead of absent.
const ALWAYS_THERE: [&str; 1] = ["assignee"];

/// A file of a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub bytes: Vec<u8>,
    pub media_type: String,
    pub is_public: bool,
}

/// The tracker's reading of a request for a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    pub filter: Filter,
    pub cursor: Option<String>,
    pub limit: Option<u64>,
    pub sort: Vec<String>,
    pub fields: Vec<String>,
    pub opened_on: Option<String>,
    pub with_closed: Option<bool>,
    pub trace: Option<String>,
    pub watched: Vec<String>,
}

/// A page of the matching tickets.
#[derive(Debug)]
pub struct Page {
    pub tickets: Vec<Value>,
    pub next: Option<String>,
    pub offset: usize,
    pub total: usize,
}

/// The whole state.
#[derive(Clone, Debug, Default)]
pub struct Store {
    pub tickets: BTreeMap<u64, Ticket>,
    pub revisions: BTreeMap<u64, u64>,
    pub files: BTreeMap<(u64, String), File>,
    /// The received requests, in order.
    pub searches: Vec<Search>,
    /// Tickets that a job will create.
    pub jobs: Vec<Ticket>,
    /// The tickets created under a key.
    pub made: BTreeMap<String, u64>,
    pub comments: u64,
}

/// Returns the cursor of the page after a ticket, with characters that are easily encoded wrong.
pub fn cursor(behind: u64) -> String {
    format!("behind {behind}&a=b+c/d?e#f%41,ü")
}

fn is_behind(cursor: &str) -> Result<u64, String> {
    let id = cursor
        .split(['&', ' '])
        .nth(1)
        .and_then(|id| id.parse().ok());
    let id = id.ok_or(format!("unknown cursor: {cursor}"))?;
    if self::cursor(id) != cursor {
        return Err(format!("modified cursor: {cursor}"));
    }
    Ok(id)
}

/// Converts an object to a ticket; any other value is an error.
pub fn object(value: Value) -> Result<Ticket, String> {
    match value {
        Value::Object(members) => Ok(members),
        other => Err(format!("not an object: {other}")),
    }
}

/// Returns a member that is text.
fn text<'a>(ticket: &'a Ticket, name: &str) -> Option<&'a str> {
    ticket.get(name).and_then(Value::as_str)
}

/// Applies a merge patch, as defined in RFC 7396.
fn merge(target: &mut Map<String, Value>, patch: Map<String, Value>, kept: &[&str]) {
    for (name, value) in patch {
        match value {
            Value::Null if !kept.contains(&name.as_str()) => {
                target.remove(&name);
            }
            Value::Object(members) => {
                let inner = target.entry(name).or_insert_with(|| json!({}));
                if !inner.is_object() {
                    *inner = json!({});
                }
                if let Value::Object(inner) = inner {
                    merge(inner, members, &[]);
                }
            }
            value => {
                target.insert(name, value);
            }
        }
    }
}

impl Store {
    /// Creates tickets 1 to `count`, all of them different.
    pub fn with_tickets(count: u64) -> Self {
        let tickets = (1..=count).map(|id| (id, seed(id)));
        Self {
            tickets: tickets.collect(),
            ..Self::default()
        }
    }

    /// Returns the number in a path, if a ticket has it.
    pub fn find(&self, id: &str) -> Option<u64> {
        let id = id.parse().ok()?;
        self.tickets.contains_key(&id).then_some(id)
    }

    /// Returns the entity tag of a ticket.
    pub fn tag(&self, id: u64) -> String {
        format!("\"r{}\"", self.revisions.get(&id).unwrap_or(&0))
    }

    /// Returns some of the matching tickets, after the cursor.
    pub fn page(&self, search: &Search) -> Result<Page, String> {
        let behind = search.cursor.as_deref().map(is_behind).transpose()?;
        let limit = search.limit.unwrap_or(1000);
        if !(1..=1000).contains(&limit) {
            return Err(format!("invalid page size: {limit}"));
        }
        let limit = usize::try_from(limit).map_err(|error| error.to_string())?;
        let day = search.opened_on.as_deref().unwrap_or_default();
        let is_of_day =
            |ticket: &Ticket| text(ticket, "createdAt").is_some_and(|at| at.starts_with(day));
        let is_closed = |ticket: &Ticket| text(ticket, "status") == Some("closed");
        let shows_closed = search.with_closed.unwrap_or(true);
        let found: Vec<_> = self
            .tickets
            .iter()
            .filter(|(_, ticket)| search.filter.matches(ticket))
            .filter(|(_, ticket)| day.is_empty() || is_of_day(ticket))
            .filter(|(_, ticket)| shows_closed || !is_closed(ticket))
            .collect();
        let offset = found
            .iter()
            .take_while(|(id, _)| Some(**id) <= behind)
            .count();
        let page = found.iter().skip(offset).take(limit);
        let is_last = offset + limit >= found.len();
        let last = page.clone().next_back().map(|(id, _)| **id);
        Ok(Page {
            tickets: page.map(|(_, ticket)| json!(ticket)).collect(),
            next: last.filter(|_| !is_last).map(cursor),
            offset,
            total: found.len(),
        })
    }

    /// Creates a ticket, or finds the one created under the same key.
    pub fn create(&mut self, key: Option<String>, mut ticket: Ticket) -> u64 {
        if let Some(made) = key.as_ref().and_then(|key| self.made.get(key)) {
            return *made;
        }
        let id = self.tickets.keys().max().map_or(1, |id| id + 1);
        ticket.insert("id".to_owned(), json!(id.to_string()));
        ticket.entry("assignee").or_insert(Value::Null);
        ticket.entry("status").or_insert(json!("open"));
        self.tickets.insert(id, ticket);
        self.made.extend(key.map(|key| (key, id)));
        id
    }

    /// Replaces a ticket.
    pub fn replace(&mut self, id: u64, mut ticket: Ticket) -> Result<(), String> {
        for name in ["title", "assignee"] {
            if !ticket.contains_key(name) {
                return Err(format!("{name} is missing"));
            }
        }
        ticket.insert("id".to_owned(), json!(id.to_string()));
        self.tickets.insert(id, ticket);
        *self.revisions.entry(id).or_default() += 1;
        Ok(())
    }

    /// Changes a ticket.
    pub fn patch(&mut self, id: u64, patch: Ticket) {
        if let Some(ticket) = self.tickets.get_mut(&id) {
            merge(ticket, patch, &ALWAYS_THERE);
            *self.revisions.entry(id).or_default() += 1;
        }
    }

    /// Deletes a ticket and its files.
    pub fn delete(&mut self, id: u64) {
        self.tickets.remove(&id);
        self.files.retain(|(ticket, _), _| *ticket != id);
    }

    /// Numbers a comment and its replies, and stores the thread.
    pub fn comment(&mut self, id: u64, mut comment: Value) -> Value {
        number(&mut comment, &mut self.comments);
        if let Some(ticket) = self.tickets.get_mut(&id) {
            let comments = ticket.entry("comments").or_insert_with(|| json!([]));
            if let Some(comments) = comments.as_array_mut() {
                comments.push(comment.clone());
            }
        }
        comment
    }

    /// Closes the matches that are open; returns their number, the named tickets that were left
    /// unchanged, and an entry for each named ticket that exists.
    pub fn close(
        &mut self,
        filter: &Filter,
        before: Option<&str>,
        limit: Option<u64>,
    ) -> (u64, Vec<String>, Vec<Value>) {
        let mut left_alone = filter.ids.clone();
        let mut closed = 0;
        let mut results = Vec::new();
        for (id, ticket) in &mut self.tickets {
            if filter.ids.contains(&id.to_string()) {
                let was_closed = text(ticket, "status") == Some("closed");
                let result = if was_closed { "was_closed" } else { "closed" };
                results.push(json!({"ticket": id.to_string(), "result": result}));
            }
            let in_time = before.is_none_or(|before| text(ticket, "createdAt") < Some(before));
            let is_over = limit.is_some_and(|limit| closed >= limit);
            if text(ticket, "status") == Some("closed")
                || !in_time
                || is_over
                || !filter.matches(ticket)
            {
                continue;
            }
            ticket.insert("status".to_owned(), json!("closed"));
            left_alone.retain(|named| *named != id.to_string());
            closed += 1;
        }
        (closed, left_alone, results)
    }
}

/// Numbers a comment before its replies.
fn number(comment: &mut Value, count: &mut u64) {
    *count += 1;
    comment["id"] = json!(count.to_string());
    if let Some(replies) = comment["replies"].as_array_mut() {
        for reply in replies {
            number(reply, count);
        }
    }
    if comment["replies"].is_null() {
        comment
            .as_object_mut()
            .map(|members| members.remove("replies"));
    }
}

/// Returns a ticket that differs from all others.
fn seed(id: u64) -> Ticket {
    let minute = format!("{:02}:{:02}", id / 60 % 24, id % 60);
    let day = id / 1440 + 1;
    let pick = |texts: [&'static str; 3]| match id % 3 {
        0 => texts[0],
        1 => texts[1],
        _ => texts[2],
    };
    let ticket = json!({
        "id": id.to_string(),
        "key": format!("00000000-0000-4000-8000-{id:012}"),
        "title": format!("Ticket {id}"),
        "assignee": null,
        "status": pick(["open", "in progress", "closed"]),
        "priority": pick(["low", "normal", "high"]),
        "createdAt": format!("2026-01-{day:02}T{minute}:00.000000Z"),
        "dueOn": format!("2026-02-{:02}", id % 28 + 1),
        "estimateHours": u32::try_from(id).map_or(0.0, |id| f64::from(id) / 4.0 + 0.25),
        "votes": id % 7,
        "confidential": id.is_multiple_of(100),
        "labels": [if id.is_multiple_of(2) { "even" } else { "odd" }, "a,b"],
        "reporter": {"name": format!("Person {id}"), "email": format!("person-{id}@example.net")},
    });
    object(ticket).unwrap_or_default()
}
