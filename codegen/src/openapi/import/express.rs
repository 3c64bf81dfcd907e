//! The normal form in the spec language. Each construct of OpenAPI is expressed in one place here, or
//! reported as lost there.

mod additional;
mod api;
mod bodies;
mod credentials;
mod enums;
mod errors;
mod examples;
mod fields;
mod forms;
mod headers;
mod keys;
mod members;
mod operation;
mod outputs;
mod overlay;
mod pages;
mod parameters;
mod paths;
mod preview;
mod reach;
mod responses;
mod samples;
mod scalars;
mod sentences;
mod shared;
mod spec;
mod types;
mod unions;

pub(super) use api::api;
pub(super) use keys::sort;
pub use sentences::{MARK, is_neutral};
pub(super) use spec::deviations;

use super::own::Own;
use super::plan::{Envelope, Plan};
use super::report::Report;
use crate::model::Direction;
use crate::openapi::node::Node;
use heck::ToSnakeCase;
use std::collections::BTreeSet;

/// The state of expressing the selected operations.
pub(super) struct Express<'p, 'd> {
    plan: &'p Plan<'d>,
    pub(super) report: &'p mut Report,
    /// Take the descriptions of the source over.
    with_descriptions: bool,
    /// The syntax of ids in `api.yaml`.
    ids: Option<Node>,
    /// The header that carries the credential.
    auth_header: Option<String>,
    /// The form of the errors of the API.
    envelope: Envelope,
    /// The positions of the operations that are imported.
    selected: BTreeSet<usize>,
    tags: BTreeSet<String>,
    /// The declared credentials.
    credentials: BTreeSet<String>,
    has_auth: bool,
    /// The members `x-` of the description of a spec.
    own: Own<'p>,
    /// The path of the API in the spec, and the path of the first server in the source.
    base_path: String,
    /// The used type names in Rust, in `snake_case`.
    used: BTreeSet<String>,
    /// The shared types in requests and in responses.
    reach: reach::Reach,
    /// The names that are being replaced by their schemas.
    expanding: Vec<String>,
    /// The number of types in the file that replaced names, each as often as it was nested.
    expanded: usize,
}

/// The facts of the spec's `api.yaml` that operations depend on.
pub(super) struct ApiFacts<'p> {
    pub(super) own: Own<'p>,
    pub(super) base_path: String,
    pub(super) ids: Option<Node>,
    pub(super) auth_header: Option<String>,
    pub(super) envelope: Envelope,
    /// The declared tags.
    pub(super) tags: BTreeSet<String>,
    /// The declared credentials of single operations.
    pub(super) credentials: BTreeSet<String>,
    pub(super) has_auth: bool,
}

impl<'p, 'd> Express<'p, 'd> {
    pub(super) fn new(
        plan: &'p Plan<'d>,
        report: &'p mut Report,
        with_descriptions: bool,
        facts: ApiFacts<'p>,
        selected: &[usize],
    ) -> Self {
        let mut used = BTreeSet::new();
        for operation in &plan.operations {
            used.extend(["", "Headers"].map(|end| format!("{operation}{end}").to_snake_case()));
        }
        used.extend(plan.shared.iter().map(|shared| shared.name.to_snake_case()));
        used.extend(
            crate::lower::RESERVED_TYPES
                .iter()
                .map(|name| name.to_snake_case()),
        );
        Self {
            reach: reach::Reach::of(plan, selected, &facts.envelope),
            plan,
            report,
            with_descriptions,
            ids: facts.ids,
            auth_header: facts.auth_header,
            envelope: facts.envelope,
            selected: selected.iter().copied().collect(),
            tags: facts.tags,
            credentials: facts.credentials,
            has_auth: facts.has_auth,
            own: facts.own,
            base_path: facts.base_path,
            used,
            expanding: Vec::new(),
            expanded: 0,
        }
    }

    /// Begins the file of an operation or of a shared type.
    pub(super) fn begin_file(&mut self) {
        self.expanded = 0;
    }

    /// Returns the shared types that the selected operations need, in the order of the plan.
    pub(super) fn reached(&self) -> Vec<usize> {
        self.reach.all()
    }

    /// Returns the shared types that one operation needs.
    pub(super) fn reached_by(plan: &Plan<'_>, operation: usize, envelope: &Envelope) -> Vec<usize> {
        reach::Reach::of(plan, &[operation], envelope).all()
    }

    /// Returns the description of an item: that of the source if it is wanted, or a neutral one.
    fn description(&self, noun: &str, name: &str, own: Option<&str>) -> Node {
        let own = own
            .filter(|_| self.with_descriptions)
            .and_then(|text| self.sentence(text));
        Node::Text(own.unwrap_or_else(|| sentences::neutral(noun, name)))
    }

    /// Returns the paragraphs of the source: those of a spec as they are.
    fn sentence(&self, text: &str) -> Option<String> {
        if self.own.is_here() {
            sentences::verbatim(text)
        } else {
            sentences::cleaned(text)
        }
    }

    /// Uses a type name for an inline object. Returns another name if it is already used.
    fn take_type_name(&mut self, name: &str) -> Option<String> {
        if self.used.insert(name.to_snake_case()) {
            return None;
        }
        let mut number = 2_u32;
        loop {
            let candidate = format!("{name}{number}");
            if self.used.insert(candidate.to_snake_case()) {
                return Some(candidate);
            }
            number += 1;
        }
    }
}

/// The surroundings of a type.
#[derive(Clone, Copy, Debug)]
struct Scope<'s> {
    /// The Rust type around it.
    parent: &'s str,
    /// The property or the parameter.
    property: &'s str,
    direction: Direction,
    /// `true` for a value that needs a text form.
    is_parameter: bool,
    /// `true` inside a list or a map.
    is_inner: bool,
    /// The shared type around it.
    shared: Option<usize>,
}

impl Scope<'_> {
    fn is_sent(self) -> bool {
        self.direction != Direction::Received
    }
}

/// Returns the name of the Rust type of an inline object.
fn nested_name(scope: Scope<'_>, rust_name: Option<&str>) -> String {
    let names = [Some(scope.property), rust_name];
    let made = names
        .into_iter()
        .flatten()
        .find_map(|name| crate::lower::names::nested_type(scope.parent, name));
    made.map(|name| name.to_string()).unwrap_or_default()
}
