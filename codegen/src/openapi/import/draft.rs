//! The files of an import before they are combined with those of the spec.

use super::defaults;
use super::existing::Existing;
use super::express::{self, ApiFacts, Express};
use super::items::Items;
use super::own::Own;
use super::plan::{Envelope, Plan};
use super::report::{Broken, Report};
use super::request::Request;
use super::select::Selection;
use crate::openapi::node::Node;
use std::collections::{BTreeMap, BTreeSet};

/// The input of every attempt.
pub(super) struct Work<'w, 'd> {
    pub(super) request: &'w Request<'w>,
    pub(super) existing: &'w Existing,
    pub(super) plan: &'w Plan<'d>,
    pub(super) own: Own<'w>,
    /// The contents of a new `api.yaml`.
    pub(super) api: &'w Node,
    pub(super) base_path: String,
    pub(super) schema_parent: &'static str,
    pub(super) broken: &'w [Broken],
    pub(super) report: &'w Report,
}

/// The trees of one attempt.
pub(super) struct Draft {
    /// The path, the tree and the operation or shared type of each file.
    pub(super) files: Vec<(String, Node, Item)>,
    pub(super) report: Report,
    pub(super) items: Items,
    /// The operations that each shared type serves.
    pub(super) users: BTreeMap<String, BTreeSet<usize>>,
}

impl Draft {
    /// Returns the operation or shared type of each file.
    pub(super) fn items_by_path(&self) -> BTreeMap<&str, Item> {
        let files = self.files.iter();
        files
            .map(|(path, _, item)| (path.as_str(), *item))
            .collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Api,
    Operation(usize),
    Type(usize),
}

impl Work<'_, '_> {
    /// Expresses the selected operations and the types that they need.
    pub(super) fn draft(&self, selected: &[usize], careful: &BTreeSet<usize>) -> Draft {
        let mut report = self.report.clone();
        let mut files = Vec::new();
        let api = self.existing.api.as_ref().unwrap_or(self.api);
        if self.existing.api.is_none() {
            files.push(("api.yaml".to_owned(), api.clone(), Item::Api));
        }
        let envelope = Envelope::of_api(api);
        let facts = facts(api, &self.base_path, self.own, &envelope);
        let mut express = Express::new(
            self.plan,
            &mut report,
            self.request.with_descriptions,
            facts,
            selected,
        );
        let mut users: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let reached = if self.own.is_here() && self.request.selection == Selection::All {
            (0..self.plan.shared.len()).collect()
        } else {
            express.reached()
        };
        for index in &reached {
            let shared = &self.plan.shared[*index];
            let path = format!("types/{}.yaml", crate::lower::names::file(&shared.name));
            users.entry(path.clone()).or_default();
            express.begin_file();
            if !shared.is_adopted {
                files.push((path, express.shared(*index), Item::Type(*index)));
            }
        }
        for index in selected {
            express.begin_file();
            if let Some(node) = express.operation(*index, careful.contains(index)) {
                let name = &self.plan.operations[*index];
                let path = format!("operations/{}.yaml", crate::lower::names::file(name));
                files.push((path, node, Item::Operation(*index)));
            }
            for shared in Express::reached_by(self.plan, *index, &envelope) {
                let name = &self.plan.shared[shared].name;
                let path = format!("types/{}.yaml", crate::lower::names::file(name));
                users.entry(path).or_default().insert(*index);
            }
        }
        if self.existing.api.is_some() {
            defaults::override_in(api, files.iter_mut().map(|(_, node, _)| node));
        }
        self.deviations(&mut files, &mut report);
        Draft {
            files,
            report,
            items: Items::of(
                self.plan,
                selected,
                &reached,
                self.schema_parent,
                &self.request.selection,
            ),
            users,
        }
    }

    /// Adds the deviations to a new spec.
    fn deviations(&self, files: &mut Vec<(String, Node, Item)>, report: &mut Report) {
        if self.existing.api.is_some() {
            return;
        }
        let nodes = files.iter().map(|(_, node, _)| node);
        let names = nodes.filter_map(|node| node.text_of("operation").or(node.text_of("type")));
        let deviations = express::deviations(self.own, &names.collect(), report);
        files.extend(deviations.map(|node| ("deviations.yaml".to_owned(), node, Item::Api)));
    }
}

fn auth_header(api: &Node) -> Option<String> {
    let auth = api.get("auth")?;
    match auth.text_of("scheme") {
        None | Some("header") => auth.text_of("header").map(str::to_ascii_lowercase),
        Some("none") => None,
        Some(_) => Some("authorization".to_owned()),
    }
}

/// Returns the facts of `api.yaml` that operations depend on.
fn facts<'w>(api: &Node, base_path: &str, own: Own<'w>, envelope: &Envelope) -> ApiFacts<'w> {
    let tags = api.get("tags").map_or(&[][..], Node::items).iter();
    let tags = tags.filter_map(|tag| tag.text_of("name"));
    let credentials = api.get("credentials").map_or(&[][..], Node::items).iter();
    let credentials = credentials.filter_map(|one| one.text_of("credential"));
    let auth = api.get("auth");
    ApiFacts {
        own,
        base_path: base_path.to_owned(),
        ids: api.get("ids").cloned(),
        auth_header: auth_header(api),
        envelope: envelope.clone(),
        tags: tags.map(str::to_owned).collect(),
        credentials: credentials.map(str::to_owned).collect(),
        has_auth: auth.is_some_and(|auth| auth.text_of("scheme") != Some("none")),
    }
}
