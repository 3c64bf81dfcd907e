//! `deviations.yaml`.

use super::reader::{self, Mapping};
use super::yaml::Node;
use crate::diagnostic::Diagnostics;
use crate::document::{DeviationDoc, Text};

pub(super) fn read(mut mapping: Mapping, found: &mut Diagnostics) -> Vec<DeviationDoc> {
    let nodes = mapping.required_node("deviations", found);
    let nodes = nodes.map_or_else(Vec::new, |node| reader::sequence(node, "deviations", found));
    mapping.finish(found);
    nodes
        .into_iter()
        .filter_map(|node| deviation(node, found))
        .collect()
}

fn deviation(node: Node, found: &mut Diagnostics) -> Option<DeviationDoc> {
    let mut mapping = Mapping::of(node, "a deviation", found)?;
    let items = mapping
        .required_node("items", found)
        .map_or_else(Vec::new, |node| reader::sequence(node, "items", found));
    let items: Vec<Text> = items
        .into_iter()
        .filter_map(|node| reader::scalar(node, "items", found))
        .collect();
    let kind = mapping.required("kind", found);
    let documented = mapping.optional("documented", found);
    let spec = mapping.optional("spec", found);
    let reason = mapping.required("reason", found);
    let evidence = mapping.required("evidence", found);
    mapping.finish(found);
    Some(DeviationDoc {
        items,
        kind: kind?,
        documented,
        spec,
        reason: reason?,
        evidence: evidence?,
    })
}
