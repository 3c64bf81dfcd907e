//! The form of the errors that most operations document.

use super::Plan;
use crate::openapi::document::{Document, Kind, Property, Schema, Status};
use crate::openapi::node::Node;
use std::collections::BTreeMap;

/// The keys of an error body.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::openapi::import) struct Envelope {
    pub(in crate::openapi::import) errors: Option<String>,
    pub(in crate::openapi::import) code: Option<String>,
    pub(in crate::openapi::import) title: Option<String>,
    pub(in crate::openapi::import) detail: Option<String>,
}

const ERRORS: [&str; 2] = ["errors", "error"];
const CODES: [&str; 4] = ["code", "type", "error_code", "errorCode"];
const TITLES: [&str; 2] = ["title", "error"];
const DETAILS: [&str; 6] = [
    "detail",
    "message",
    "description",
    "error_description",
    "msg",
    "error_message",
];

impl Envelope {
    /// Reads the envelope of `api.yaml`.
    pub(in crate::openapi::import) fn of_api(api: &Node) -> Self {
        let envelope = api.get("error_envelope");
        let of = |key: &str| {
            envelope
                .and_then(|envelope| envelope.text_of(key))
                .map(str::to_owned)
        };
        Self {
            errors: of("errors"),
            code: of("code"),
            title: of("title"),
            detail: of("detail"),
        }
    }

    /// Returns the most common form of the documented errors.
    pub(in crate::openapi::import) fn most_common(plan: &Plan<'_>, document: &Document) -> Self {
        let mut counts: BTreeMap<Self, usize> = BTreeMap::new();
        for operation in &document.operations {
            let is_error =
                |status: Status| !matches!(status, Status::Code(..400) | Status::Class(..4));
            let responses = operation
                .responses
                .iter()
                .filter(|response| is_error(response.status));
            let schemas = responses
                .flat_map(|response| &response.contents)
                .filter_map(|content| content.schema.as_ref());
            for envelope in schemas.filter_map(|schema| Self::of(plan, schema)) {
                *counts.entry(envelope).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(envelope, _)| envelope).unwrap_or_default()
    }

    /// Returns the form of a body, if its names show one.
    fn of(plan: &Plan<'_>, schema: &Schema) -> Option<Self> {
        let members = members(plan, schema)?;
        for key in ERRORS {
            let Some(property) = members.iter().find(|member| member.name == key) else {
                continue;
            };
            let inline = plan.inline(&property.schema);
            let item = match &inline.kind {
                Kind::List(list) => &list.items,
                _ => &property.schema,
            };
            let found = self::members(plan, item).and_then(Self::of_error);
            if let Some(found) = found {
                return Some(Self {
                    errors: Some(key.to_owned()),
                    ..found
                });
            }
        }
        Self::of_error(members)
    }

    fn of_error(members: &[Property]) -> Option<Self> {
        let find = |names: &[&str]| {
            let found = names
                .iter()
                .find(|name| members.iter().any(|member| member.name == **name));
            found.map(|name| (*name).to_owned())
        };
        let found = Self {
            errors: None,
            code: find(&CODES),
            title: find(&TITLES),
            detail: find(&DETAILS),
        };
        (found.detail.is_some() || found.title.is_some()).then_some(found)
    }

    /// Returns `true` for a body that the SDK reads as the errors of the API.
    pub(in crate::openapi::import) fn is_envelope(&self, plan: &Plan<'_>, schema: &Schema) -> bool {
        let Some(members) = members(plan, schema) else {
            return false;
        };
        let has = |key: &Option<String>| {
            key.as_ref()
                .is_none_or(|key| members.iter().any(|member| member.name == *key))
        };
        match &self.errors {
            Some(_) => has(&self.errors),
            None => {
                *self != Self::default() && has(&self.code) && has(&self.title) && has(&self.detail)
            }
        }
    }

    /// Returns the mapping for `api.yaml`; nothing for an unknown form.
    pub(in crate::openapi::import) fn node(&self) -> Option<Node> {
        let keys = [
            ("errors", &self.errors),
            ("code", &self.code),
            ("title", &self.title),
            ("detail", &self.detail),
        ];
        let keys = keys
            .into_iter()
            .filter_map(|(key, name)| Some((key.to_owned(), Node::text(name.clone()?))));
        let keys: Vec<_> = keys.collect();
        (!keys.is_empty()).then_some(Node::Map(keys))
    }
}

fn members<'s>(plan: &'s Plan<'_>, schema: &'s Schema) -> Option<&'s [Property]> {
    let mut schema = plan.inline(schema);
    if let Kind::Named(name) = &schema.kind {
        schema = plan.named(name)?.0;
    }
    match &schema.kind {
        Kind::Object { properties, .. } => Some(properties),
        _ => None,
    }
}
