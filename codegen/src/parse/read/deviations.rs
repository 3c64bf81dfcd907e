//! `deviations.yaml`.

use crate::ast::DeviationDoc;
use crate::parse::mapping::Mapping;

pub(in crate::parse) fn read(mut mapping: Mapping) -> Vec<DeviationDoc> {
    mapping.mappings("deviations", deviation)
}

fn deviation(mut mapping: Mapping) -> DeviationDoc {
    DeviationDoc {
        items: mapping.texts("items"),
        kind: mapping.text("kind"),
        differs_from: mapping.optional("differs_from"),
        documented: mapping.optional("documented"),
        spec: mapping.optional("spec"),
        reason: mapping.text("reason"),
        evidence: mapping.text("evidence"),
    }
}
