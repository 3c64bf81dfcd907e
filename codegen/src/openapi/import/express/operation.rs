//! The files of operations.

use super::fields::RustNames;
use super::keys::Keys;
use super::{Express, overlay, paths, sentences};
use crate::openapi::node::Node;

const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

impl Express<'_, '_> {
    /// Returns the contents of the file of an operation; nothing if it cannot be expressed. A careful
    /// import leaves guesses out.
    pub(in crate::openapi::import) fn operation(
        &mut self,
        index: usize,
        is_careful: bool,
    ) -> Option<Node> {
        let plan = self.plan;
        let operation = &plan.document.operations[index];
        let name = &plan.operations[index];
        let (base_path, path) = paths::below(self, index);
        if !METHODS.contains(&operation.method.as_str()) {
            let text = format!(
                "the method {} is not supported; the operation is left out",
                operation.method
            );
            self.report.lose("method", &operation.pointer, text);
            return None;
        }
        let mut keys = Keys::default();
        keys.text("operation", name);
        if operation.is_deprecated {
            keys.text("deprecated", "The API no longer recommends it.");
        }
        let summary = operation
            .summary
            .as_deref()
            .filter(|_| self.with_descriptions);
        let title = summary.and_then(|summary| {
            if self.own.is_here() {
                Some(summary.to_owned())
            } else {
                sentences::line(summary)
            }
        });
        keys.text("title", title.unwrap_or_else(|| sentences::title(name)));
        let own = operation
            .description
            .as_deref()
            .or(operation.summary.as_deref());
        keys.put(
            "description",
            self.description("operation", &operation.endpoint(), own),
        );
        keys.text("method", &operation.method);
        if let Some(base_path) = base_path {
            keys.text("base_path", base_path);
        }
        keys.text("path", path);
        self.facts(&mut keys, index);
        let mut used = RustNames::default();
        let mut inputs = self.parameters(index, &mut used);
        inputs.extend(self.body(index, &mut used));
        let outputs = self.outputs(index);
        let headers = self.response_headers(operation);
        let pagination = self.pagination(&inputs, &outputs, &headers);
        if let Some(pagination) = pagination.filter(|_| !is_careful && !self.own.is_here()) {
            let style = pagination.text_of("style").unwrap_or("cursor");
            let text = format!("the names show a pagination of the style `{style}`");
            self.report.note("pagination", &operation.pointer, text);
            keys.put("pagination", pagination);
        }
        if !inputs.is_empty() {
            keys.put("inputs", Node::List(inputs));
        }
        keys.put("outputs", Node::List(outputs));
        let errors = self.errors(index);
        if !errors.is_empty() {
            keys.put("errors", Node::List(errors));
        }
        if !headers.is_empty() {
            keys.put("response_headers", Node::List(headers));
        }
        if self.own.is_here() {
            let examples = self.examples(index);
            if !examples.is_empty() {
                keys.put("examples", Node::List(examples));
            }
            self.overlay(&mut keys, &operation.pointer, &overlay::OPERATION);
            if !is_careful {
                self.preview(&mut keys, &operation.pointer);
            }
        }
        Some(keys.node())
    }

    /// Adds the permissions, and reports the facts that an operation cannot have.
    fn facts(&mut self, keys: &mut Keys, index: usize) {
        let operation = &self.plan.document.operations[index];
        if !operation.permissions.is_empty() {
            let list = operation.permissions.iter().map(Node::text);
            keys.put("permissions", Node::List(list.collect()));
        }
        if !operation.optional_permissions.is_empty() {
            let own = operation.optional_permissions.iter();
            let list: Vec<_> = own
                .filter(|one| !operation.permissions.contains(one))
                .map(Node::text)
                .collect();
            if !list.is_empty() {
                keys.put("optional_permissions", Node::List(list));
            }
        }
        let (tags, others): (Vec<_>, Vec<_>) = operation
            .tags
            .iter()
            .partition(|tag| self.tags.contains(*tag));
        if !tags.is_empty() {
            keys.put(
                "tags",
                Node::List(tags.into_iter().map(Node::text).collect()),
            );
        }
        for tag in others {
            let text = format!("`api.yaml` does not declare the tag `{tag}`");
            self.report.lose("tags", &operation.pointer, text);
        }
        self.credential(keys, operation);
    }
}
