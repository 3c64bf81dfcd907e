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
    pub(super) fn of(plan: &Plan<'_>, selected: &[usize], envelope: &Envelope) -> Self {
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
            reach.sent.append(&mut sent.found);
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
            reach.received.append(&mut received.found);
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

struct Walk<'p, 'd> {
    plan: &'p Plan<'d>,
    direction: Direction,
    found: BTreeSet<usize>,
    expanding: Vec<String>,
}

impl<'p, 'd> Walk<'p, 'd> {
    fn new(plan: &'p Plan<'d>, direction: Direction) -> Self {
        Self {
            plan,
            direction,
            found: BTreeSet::new(),
            expanding: Vec::new(),
        }
    }

    fn add(&mut self, shared: usize) {
        if !self.found.insert(shared) {
            return;
        }
        match self.plan.shared[shared].definition {
            Definition::Schema(schema) => self.members(&schema.kind, ""),
            Definition::Parameters(operation) => {
                let operation = &self.plan.document.operations[operation];
                for parameter in &operation.parameters {
                    self.schema(&parameter.schema, &parameter.name);
                }
            }
        }
    }

    fn schema(&mut self, schema: &Schema, property: &str) {
        if let Some(shared) = self
            .plan
            .shared_object(schema)
            .or(self.plan.shared_enum(schema, property))
        {
            self.add(shared);
            return;
        }
        self.members(&schema.kind, property);
    }

    fn members(&mut self, kind: &Kind, property: &str) {
        match kind {
            Kind::Named(name) => match self.plan.named(name) {
                Some((_, Use::Type(shared))) => self.add(shared),
                Some((schema, Use::Inline)) if !self.expanding.contains(name) => {
                    self.expanding.push(name.clone());
                    self.schema(schema, property);
                    self.expanding.pop();
                }
                _ => {}
            },
            Kind::List(list) => self.schema(&list.items, property),
            Kind::Map(values) => self.schema(values, property),
            Kind::Object { properties, .. } => {
                for property in properties {
                    if property.schema.access.is_absent(self.direction) {
                        continue;
                    }
                    self.schema(&property.schema, &property.name);
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
