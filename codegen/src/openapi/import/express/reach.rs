//! The shared types that the selected operations need, and their direction.

use super::{errors, responses};
use crate::model::Direction;
use crate::openapi::document::{Kind, Schema, Status};
use crate::openapi::import::plan::{Definition, Envelope, Plan, Use};
use std::collections::BTreeSet;

#[derive(Debug, Default)]
pub(super) struct Reach {
    pub(super) sent: BTreeSet<usize>,
    pub(super) received: BTreeSet<usize>,
}

impl Reach {
    pub(super) fn of<'p>(plan: &'p Plan<'p>, selected: &[usize], envelope: &Envelope) -> Self {
        let mut reach = Self::default();
        for index in selected {
            let operation = &plan.document.operations[*index];
            let mut sent = Walk::new(plan, Direction::Sent);
            if let Some(filter) = plan.filters.get(index) {
                sent.add(filter.shared);
            }
            for parameter in &operation.parameters {
                sent.schema(&parameter.schema, &parameter.name);
            }
            let body = operation.body.as_ref();
            for schema in body
                .iter()
                .flat_map(|body| &body.contents)
                .filter_map(|content| content.schema.as_ref())
            {
                sent.schema(schema, "body");
            }
            reach.sent.append(&mut sent.shared());
            let mut received = Walk::new(plan, Direction::Received);
            for schema in responses::bodies(operation) {
                received.schema(schema, "body");
            }
            for response in errors::responses_of(operation) {
                if matches!(response.status, Status::Code(300..))
                    && let Some(schema) = errors::body(plan, envelope, response)
                {
                    received.schema(schema, "error");
                }
            }
            reach.received.append(&mut received.shared());
        }
        reach
    }

    /// Returns the direction of a shared type.
    pub(super) fn direction(&self, shared: usize) -> Direction {
        match (self.sent.contains(&shared), self.received.contains(&shared)) {
            (true, true) => Direction::TwoWay,
            (false, true) => Direction::Received,
            (_, false) => Direction::Sent,
        }
    }

    pub(super) fn all(&self) -> Vec<usize> {
        self.sent.union(&self.received).copied().collect()
    }
}

/// A walk through the schemas that are needed.
struct Walk<'p> {
    plan: &'p Plan<'p>,
    direction: Direction,
    found: BTreeSet<usize>,
    /// The types that are still to visit, each with its property, and its index if it is shared.
    next: Vec<(&'p Kind, &'p str, Option<usize>)>,
    /// The names that were replaced by their schemas, each with its property.
    expanded: BTreeSet<(&'p str, &'p str)>,
}

impl<'p> Walk<'p> {
    fn new(plan: &'p Plan<'p>, direction: Direction) -> Self {
        Self {
            plan,
            direction,
            found: BTreeSet::new(),
            next: Vec::new(),
            expanded: BTreeSet::new(),
        }
    }

    /// Walks to the end, and returns the shared types.
    fn shared(mut self) -> BTreeSet<usize> {
        while let Some((kind, property, shared)) = self.next.pop() {
            self.members(kind, property, shared);
        }
        self.found
    }

    fn add(&mut self, shared: usize) {
        if !self.found.insert(shared) {
            return;
        }
        match self.plan.shared[shared].definition {
            Definition::Schema(schema) => self.next.push((&schema.kind, "", Some(shared))),
            Definition::Parameters(operation) => {
                let operation = &self.plan.document.operations[operation];
                for parameter in &operation.parameters {
                    self.schema(&parameter.schema, &parameter.name);
                }
            }
        }
    }

    fn schema(&mut self, schema: &'p Schema, property: &'p str) {
        let shared = self.plan.shared_object(schema);
        match shared.or_else(|| self.plan.shared_enum(schema, property)) {
            Some(shared) => self.add(shared),
            None => self.next.push((&schema.kind, property, None)),
        }
    }

    fn members(&mut self, kind: &'p Kind, property: &'p str, shared: Option<usize>) {
        match kind {
            Kind::Named(name) => match self.plan.named(name) {
                Some((_, Use::Type(shared))) => self.add(shared),
                Some((schema, Use::Inline)) if self.expanded.insert((name, property)) => {
                    self.schema(schema, property);
                }
                Some((_, Use::Inline)) | None => {}
            },
            Kind::List(list) => self.schema(&list.items, property),
            Kind::Map(values) => self.schema(values, property),
            Kind::Object { properties, .. } => {
                for property in properties {
                    let is_absent = property.schema.access.is_absent(self.direction);
                    if !is_absent && self.plan.constant(property, shared).is_none() {
                        self.schema(&property.schema, &property.name);
                    }
                }
            }
            Kind::Union(union) if shared.is_some() => {
                for option in &union.options {
                    self.schema(option, "");
                }
            }
            // Any JSON.
            Kind::Union(_)
            | Kind::Any
            | Kind::Null
            | Kind::ErrorList
            | Kind::Boolean
            | Kind::Integer(_)
            | Kind::Number(_)
            | Kind::Text(_)
            | Kind::Constant(_)
            | Kind::Enum(_)
            | Kind::IntegerEnum(_) => {}
        }
    }
}
