//! Values of unions.

use super::enum_values::MOST_NAMED;
use super::{Checked, Known, Values, check, json, members, wrong};
use crate::ast::{TypeKindDoc, VariantDoc};
use crate::lower::unions::{Form, form};
use crate::model::Shape;
use serde_json::Value;

/// Checks a value of a union whose variants a member tells apart.
pub(super) fn tagged(
    cx: Known<'_, '_>,
    name: &str,
    discriminator: &str,
    variants: &[VariantDoc],
    value: &Value,
) -> Checked {
    let tag = value.get(discriminator);
    let values = variants.iter().map(|doc| doc.value.as_deref().map(json));
    let values: Vec<_> = values.collect();
    let mut known = variants.iter().zip(&values);
    let known = known.find(|(_, value)| tag.is_some() && value.as_ref() == tag);
    let known = known.map(|(doc, _)| doc);
    let fields = known.and_then(|doc| cx.cx.shared(&doc.ty.name));
    if let (Some(shared), Value::Object(all)) = (fields, value) {
        let TypeKindDoc::Object { fields, .. } = &shared.kind else {
            return Ok(());
        };
        let mut inner = all.clone();
        inner.remove(discriminator);
        return members(cx, fields, &Value::Object(inner));
    }
    // A missing type or value is reported elsewhere.
    if known.is_some() || cx.values == Values::Any {
        return Ok(());
    }
    // Quotes tell the text `1` and the integer apart.
    let are_texts = values.iter().flatten().all(Value::is_string);
    let shown = |value: &Value| match value {
        Value::String(text) if are_texts => text.clone(),
        value => value.to_string(),
    };
    let values = values.iter().flatten();
    let values = values.map(|value| format!("`{}`", shown(value)));
    let values: Vec<_> = values.take(MOST_NAMED).collect();
    wrong(match tag {
        _ if !value.is_object() => "expected a mapping".to_owned(),
        Some(tag) => format!(
            "`{name}` has no variant with `{discriminator}: {}`, only {}",
            shown(tag),
            values.join(", ")
        ),
        None => format!("the discriminator `{discriminator}` is missing"),
    })
}

/// Checks a value of a union whose variants have different shapes.
pub(super) fn shaped(
    cx: Known<'_, '_>,
    name: &str,
    variants: &[VariantDoc],
    value: &Value,
) -> Checked {
    let fits = |doc: &&VariantDoc| match form(cx.cx, &doc.ty) {
        Form::Of(Shape::Text) => value.is_string(),
        Form::Of(Shape::Number) => value.is_number(),
        // An id of an example is text.
        Form::Of(Shape::TextOrNumber) => value.is_string() || value.is_number(),
        Form::Of(Shape::Boolean) => value.is_boolean(),
        Form::Of(Shape::List) => value.is_array(),
        Form::Of(Shape::Object) => value.is_object(),
        Form::Any | Form::Several | Form::Unknown => false,
    };
    let fitting: Vec<_> = variants.iter().filter(fits).collect();
    match &fitting[..] {
        [] if cx.values == Values::Any => Ok(()),
        [] => wrong(format!("no variant of `{name}` has this shape")),
        [only] => check(cx, &only.ty, value),
        several => {
            let mut results = several.iter().map(|doc| check(cx, &doc.ty, value));
            match results.find(Result::is_ok) {
                Some(_) => Ok(()),
                None => wrong(format!("no variant of `{name}` has these members")),
            }
        }
    }
}
