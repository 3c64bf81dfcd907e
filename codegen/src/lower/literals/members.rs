//! Members of objects in literals.

use super::{Checked, HELP, Known, Wrong, check_field, check_item, inside, wrong};
use crate::ast::FieldDoc;
use crate::lower::overrides;
use crate::model::Direction;
use crate::suggest::nearest;
use serde_json::Value;

/// Checks the members of an object: all must be known, and the required ones present.
pub(super) fn members(cx: Known<'_, '_>, docs: &[FieldDoc], value: &Value) -> Checked {
    let Value::Object(values) = value else {
        return wrong("expected a mapping");
    };
    let (fields, additional): (Vec<_>, Vec<_>) = docs.iter().partition(|doc| !doc.is_additional);
    let additional = additional.first().and_then(|doc| doc.ty.items.as_ref());
    for (key, value) in values {
        // Inputs in different locations can have one name, which then sets all of them.
        let named = fields.iter().filter(|doc| doc.name.value == *key);
        let named: Vec<_> = named.collect();
        if let Some(items) = additional.filter(|_| named.is_empty()) {
            if key.trim().is_empty() {
                return wrong("an additional member has a blank name");
            }
            inside(key, check_item(cx, items, value))?;
            continue;
        }
        if named.is_empty() {
            let known: Vec<_> = fields.iter().map(|doc| doc.name.as_str()).collect();
            let near = nearest(key, &known);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(Wrong {
                path: String::new(),
                problem: format!("unknown member `{key}`{near}"),
                key: Some(key.clone()),
                help: HELP,
            });
        }
        for doc in named {
            if cx.direction == Direction::Sent && doc.is_read_only() {
                return Err(Wrong {
                    path: String::new(),
                    problem: format!("the member `{key}` is read-only"),
                    key: Some(key.clone()),
                    help: "remove it: only the server sets it",
                });
            }
            inside(key, check_field(cx, doc, value))?;
        }
    }
    // Only a response is sure to have the read-only members.
    let is_needed = |doc: &FieldDoc| {
        doc.is_required() && (cx.direction == Direction::Received || !doc.is_read_only())
    };
    let is_missing = |doc: &&FieldDoc| is_needed(doc) && !values.contains_key(&doc.name.value);
    match docs.iter().find(is_missing) {
        Some(doc) => wrong(format!(
            "the required member `{}` is missing",
            doc.name.value
        )),
        None => Ok(()),
    }
}

/// Checks a value of a shared object against the differences of this use.
pub(super) fn on_use(cx: Known<'_, '_>, doc: &FieldDoc, value: &Value) -> Checked {
    let fields = cx.cx.shared_fields(&doc.ty.name);
    let (Some(fields), Some(values)) = (fields, value.as_object()) else {
        return Ok(());
    };
    let mut left_out = doc.without.iter().flat_map(|names| &names.value);
    if let Some(name) = left_out.find(|name| values.contains_key(&name.value)) {
        return wrong(format!("the member `{}` is left out here", name.value));
    }
    for change in &doc.overrides {
        let name = &change.name.value;
        let field = fields.iter().find(|field| field.name.value == *name);
        if let (Some(field), Some(value)) = (field, values.get(name)) {
            let merged = overrides::merged(field, change);
            inside(name, check_field(cx, &merged, value))?;
        }
    }
    Ok(())
}
