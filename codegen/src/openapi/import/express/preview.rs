//! The preview of an operation, which names another one.

use super::keys::Keys;
use super::{Express, overlay};
use crate::openapi::node::Node;

impl Express<'_, '_> {
    /// Adds the preview of the operation at a JSON pointer, if its listing is imported as well.
    pub(super) fn preview(&mut self, keys: &mut Keys, pointer: &str) {
        let (member, shape) = overlay::PREVIEW;
        let Some(preview) = self.own.member(self.report, pointer, member, shape) else {
            return;
        };
        let id = preview.text_of("operation");
        let mut operations = self.plan.document.operations.iter();
        let listing = operations.position(|operation| operation.id.as_deref() == id);
        let listing = listing.filter(|index| self.selected.contains(index));
        let Some(name) = listing.and_then(|index| self.plan.operations.get(index)) else {
            let listing = id.unwrap_or_default();
            let text = format!("the operation `{listing}` of the preview is not imported");
            self.report.note("preview", pointer, text);
            return;
        };
        let others = preview.entries().iter();
        let others = others.filter(|(key, _)| key != "operation").cloned();
        let operation = ("operation".to_owned(), Node::text(name.as_str()));
        keys.put(
            "preview",
            Node::Map(std::iter::once(operation).chain(others).collect()),
        );
    }
}
