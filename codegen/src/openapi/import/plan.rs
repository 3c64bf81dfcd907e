//! The decisions of an import: which types are shared, and the names of types and operations.
//!
//! They depend on the whole description and the record of earlier imports, not on the selected
//! operations: importing one more operation changes no other.

mod constants;
mod credential_names;
mod cycles;
mod digest;
mod enums;
mod envelope;
mod filters;
mod objects;
mod operation_names;
mod type_names;
mod unions;
mod uses;
mod walk;
mod words;

pub(super) use digest::Hasher;
pub(super) use envelope::Envelope;
pub(super) use filters::filter_parameters;
pub(super) use unions::Distinction;
use words::stem;
pub(super) use words::{Words, is_secret};

use super::own::Own;
use super::record::Record;
use super::report::Report;
use crate::openapi::document::{Document, Kind, Schema, Style};
use crate::openapi::node::Node;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A type with its own file.
#[derive(Debug)]
pub(super) struct Shared<'d> {
    pub(super) name: String,
    /// The places in the source that are this type, by the names of the record.
    pub(super) sources: Vec<String>,
    pub(super) definition: Definition<'d>,
    /// `true` if the spec has it already, written by hand.
    pub(super) is_adopted: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Definition<'d> {
    Schema(&'d Schema),
    /// The shared query parameters of an operation.
    Parameters(usize),
}

/// The role of a named schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is a shared type.
    Type(usize),
    /// It is written where it is used.
    Inline,
}

/// The query parameters of an operation that are a shared type.
#[derive(Debug)]
pub(super) struct QueryFilter {
    pub(super) shared: usize,
    /// The names of the parameters.
    pub(super) names: BTreeSet<String>,
    /// The encoding of the lists.
    pub(super) style: Style,
}

#[derive(Debug)]
pub(super) struct Plan<'d> {
    pub(super) document: &'d Document,
    /// The name of each operation.
    pub(super) operations: Vec<String>,
    pub(super) shared: Vec<Shared<'d>>,
    /// The name of each way of authentication, by that in the source.
    pub(super) credentials: BTreeMap<String, String>,
    schemas: HashMap<&'d str, (&'d Schema, Use)>,
    /// The shared type of equal inline objects, by digest.
    objects: HashMap<u64, usize>,
    /// The same by the address of each inline object, because digests of large objects take time.
    addresses: HashMap<usize, Option<usize>>,
    /// The shared type of a list of values, by stem and digest.
    enums: HashMap<(String, u64), usize>,
    /// The first shared type of a list of values, by digest.
    values: HashMap<u64, usize>,
    /// The shared query parameters, by operation.
    pub(super) filters: HashMap<usize, QueryFilter>,
    /// The types that contain themselves through required members, with the number of their circle.
    circles: BTreeMap<usize, usize>,
    /// The way to tell the types of each union apart.
    pub(super) distinctions: HashMap<usize, Distinction>,
    /// The member of an object in a union that tells it apart, and its value.
    pub(super) marks: HashMap<usize, (String, Node)>,
    /// The part of all paths that is dropped.
    pub(super) base_path: String,
}

/// The names that the spec already has for hand-written items.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub(super) types: BTreeSet<String>,
    /// The hand-written objects, with the names of their fields.
    pub(super) objects: Vec<(String, BTreeSet<String>)>,
    /// The hand-written enums, with their values.
    pub(super) enums: Vec<(String, BTreeSet<String>)>,
    /// The names of hand-written operations, by endpoint.
    pub(super) operations: HashMap<String, String>,
}

/// The shared types that have no name in the source.
struct Unnamed<'d> {
    enums: Vec<enums::Found<'d>>,
    objects: Vec<objects::Found<'d>>,
    unions: Vec<unions::Found<'d>>,
    /// The shared query parameters, with the first operation that has them.
    filters: Vec<(usize, usize)>,
}

impl<'d> Plan<'d> {
    pub(super) fn new(
        document: &'d Document,
        record: &Record,
        taken: &Taken,
        base_path: String,
        own: Own<'_>,
        report: &mut Report,
    ) -> Self {
        let mut plan = Self {
            document,
            operations: Vec::new(),
            shared: Vec::new(),
            credentials: BTreeMap::new(),
            schemas: HashMap::new(),
            objects: HashMap::new(),
            addresses: HashMap::new(),
            enums: HashMap::new(),
            values: HashMap::new(),
            filters: HashMap::new(),
            distinctions: HashMap::new(),
            marks: HashMap::new(),
            circles: BTreeMap::new(),
            base_path,
        };
        uses::settle(&mut plan, own);
        // The description of a spec names all shared types.
        let (enums, unions, objects, filters) = if document.is_own {
            (Vec::new(), Vec::new(), Vec::new(), Vec::new())
        } else {
            (
                enums::find(&mut plan),
                unions::find(&mut plan),
                objects::find(&mut plan),
                filters::find(&mut plan),
            )
        };
        plan.circles = cycles::find(&plan);
        plan.operations = operation_names::choose(&plan, record, taken, report);
        type_names::choose(
            &mut plan,
            record,
            taken,
            &Unnamed {
                enums,
                objects,
                unions,
                filters,
            },
        );
        plan.credentials = credential_names::choose(&plan);
        plan
    }

    /// Returns the named schema.
    pub(super) fn named(&self, name: &str) -> Option<(&'d Schema, Use)> {
        self.schemas.get(name).copied()
    }

    /// Returns the schema behind names that are no types.
    pub(super) fn inline<'s>(&self, schema: &'s Schema) -> &'s Schema
    where
        'd: 's,
    {
        let mut found = schema;
        for _ in 0..=self.schemas.len() {
            let Kind::Named(name) = &found.kind else {
                return found;
            };
            match self.named(name) {
                Some((schema, Use::Inline)) => found = schema,
                _ => return found,
            }
        }
        found
    }

    /// Returns the shared type of an inline object or union.
    pub(super) fn shared_object(&self, schema: &Schema) -> Option<usize> {
        let can_be_shared = matches!(schema.kind, Kind::Object { .. } | Kind::Union(_));
        if self.objects.is_empty() || !can_be_shared {
            return None;
        }
        let known = self.addresses.get(&std::ptr::from_ref(schema).addr());
        known
            .copied()
            .unwrap_or_else(|| self.objects.get(&digest::of(self, schema, "")).copied())
    }

    /// Returns the named schemas that an operation needs.
    pub(super) fn names_reached_by(&self, operation: usize) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut next: Vec<&'d Schema> = Vec::new();
        let operation = &self.document.operations[operation];
        next.extend(
            operation
                .parameters
                .iter()
                .map(|parameter| &parameter.schema),
        );
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        let contents = contents.chain(
            operation
                .responses
                .iter()
                .flat_map(|response| &response.contents),
        );
        next.extend(contents.filter_map(|content| content.schema.as_ref()));
        let headers = operation
            .responses
            .iter()
            .flat_map(|response| &response.headers);
        next.extend(headers.filter_map(|header| header.schema.as_ref()));
        while let Some(schema) = next.pop() {
            if let Kind::Named(name) = &schema.kind
                && names.insert(name.clone())
            {
                next.extend(self.named(name).map(|(schema, _)| schema));
            }
            next.extend(schema.parts());
        }
        names
    }

    /// Returns the shared type of a list of values.
    pub(super) fn shared_enum(&self, schema: &Schema, property: &str) -> Option<usize> {
        let digest = digest::of_values(&schema.kind)?;
        let exact = self.enums.get(&(stem(property), digest)).copied();
        // Inside a union, the name of the property is unknown.
        exact.or_else(|| self.values.get(&digest).copied())
    }
}
