//! The parts of a multipart body.

use crate::http::multipart::Part;
use crate::http::text::{ValueJson, text_of_json};
use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::model::Value;
use crate::object::validate::Validator;

/// Writes the parts of a multipart body.
#[derive(Debug)]
pub struct Parts<'a> {
    parts: &'a mut Vec<Part>,
    validator: &'a mut Validator,
}

impl<'a> Parts<'a> {
    /// Creates a writer that appends to `parts` and reports values that no part can represent.
    pub(crate) fn new(parts: &'a mut Vec<Part>, validator: &'a mut Validator) -> Self {
        Self { parts, validator }
    }

    /// Adds a part.
    pub(crate) fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Writes one part: plain text for a value with a text form, and JSON for an object or a map.
    pub fn value(&mut self, path: &FieldPath<'_>, name: &str, json: ValueJson) {
        let text = json.as_deref().ok();
        let text = text.and_then(|json| text_of_json(serde_json::from_slice(json)).ok());
        match text {
            Some(text) => self.push(Part::text(name, text)),
            None => self.json(path, name, json),
        }
    }

    /// Writes one part of JSON.
    pub fn json(&mut self, path: &FieldPath<'_>, name: &str, json: ValueJson) {
        match json {
            Ok(json) => self.push(Part::json(name, json)),
            Err(error) => self
                .validator
                .report(path, || format!("cannot be written as JSON: {error}")),
        }
    }

    /// Writes one part per item of a list. Reports an empty list, which would be dropped.
    pub fn list(
        &mut self,
        path: &FieldPath<'_>,
        name: &str,
        items: &[&dyn Value],
        spec: &FieldSpec,
    ) {
        if items.is_empty() {
            let message = "the list is empty: add an item, or leave it unset";
            self.validator.report_once(path, message);
        }
        for (index, item) in items.iter().enumerate() {
            item.write_parts(&path.item(index), name, &spec.of_items(), self);
        }
    }
}
