//! `deviations.yaml`.

use super::reader::{self, Mapping};
use crate::document::DeviationDoc;

pub(super) fn read(mut mapping: Mapping) -> Vec<DeviationDoc> {
    mapping.mappings("deviations", deviation)
}

fn deviation(mut mapping: Mapping) -> DeviationDoc {
    let items = mapping.nodes("items");
    DeviationDoc {
        items: items.iter().filter_map(reader::scalar).collect(),
        kind: mapping.text("kind"),
        documented: mapping.optional("documented"),
        spec: mapping.optional("spec"),
        reason: mapping.text("reason"),
        evidence: mapping.text("evidence"),
    }
}
