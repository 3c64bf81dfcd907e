//! The outcomes of an operation as YAML.

use super::Entries;
use crate::random_specs::model::Outcomes;
use crate::random_specs::node::Node;

/// Returns the mapping of the outcomes.
pub(super) fn node(outcomes: &Outcomes) -> Node {
    let mut entries = Entries::default();
    entries.text("noun", "item");
    entries.maybe_text("plural", outcomes.plural.as_deref());
    entries.text("affected", &outcomes.affected);
    if let Some(details) = &outcomes.details {
        entries.text("details", details);
        entries.text("id", "itemId");
        entries.list("parts", parts(outcomes));
    }
    entries.maybe_text("errors", outcomes.errors.as_deref());
    entries.maybe_text("ids", outcomes.ids.as_deref());
    entries.texts("limited_by", &outcomes.limited_by);
    entries.map()
}

fn parts(outcomes: &Outcomes) -> Vec<Node> {
    let parts = outcomes.parts.iter().map(|(outcome, requested_by)| {
        let mut inner = Entries::default();
        inner.text("outcome", outcome);
        inner.text("requested_by", requested_by);
        inner.map()
    });
    parts.collect()
}
