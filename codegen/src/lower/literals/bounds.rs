//! The bounds of values.

use super::{Checked, Wrong, wrong};
use crate::ast::TypeRefDoc;
use crate::lower::bounds::TextKeys;
use crate::lower::context::Context;
use serde_json::Value;

/// Checks a scalar against the bounds of its type.
pub(super) fn check(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    if let Some(text) = value.as_str() {
        return text_bounds(&TextKeys::of(cx, doc), text);
    }
    let Some(number) = value.as_f64() else {
        return Ok(());
    };
    if let Some(least) = &doc.minimum
        && least.as_f64().is_some_and(|least| number < least)
    {
        return outside(format!("it is less than `minimum: {}`", least.value));
    }
    if let Some(most) = &doc.maximum
        && most.as_f64().is_some_and(|most| number > most)
    {
        return outside(format!("it is greater than `maximum: {}`", most.value));
    }
    if let Some(least) = &doc.exclusive_minimum
        && least.as_f64().is_some_and(|least| number <= least)
    {
        let least = &least.value;
        return outside(format!(
            "it is not greater than `exclusive_minimum: {least}`"
        ));
    }
    if let Some(most) = &doc.exclusive_maximum
        && most.as_f64().is_some_and(|most| number >= most)
    {
        let most = &most.value;
        return outside(format!("it is not less than `exclusive_maximum: {most}`"));
    }
    Ok(())
}

fn text_bounds(keys: &TextKeys<'_>, text: &str) -> Checked {
    let format = keys.format();
    if let Some(format) = format.filter(|format| !format.is_format_of(text)) {
        return wrong(format!("it is not {}", format.description()));
    }
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if let Some(least) = keys.min_length.filter(|least| length < least.value) {
        return outside(format!("it is shorter than `min_length: {}`", least.value));
    }
    if let Some(most) = keys.max_length.filter(|most| length > most.value) {
        return outside(format!("it is longer than `max_length: {}`", most.value));
    }
    let pattern = keys.pattern;
    let pattern = pattern.and_then(|pattern| regex_lite::Regex::new(pattern).ok());
    if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
        return outside("it does not match `pattern`");
    }
    Ok(())
}

/// Rejects a value of the right type that its bounds rule out.
pub(super) fn outside(problem: impl Into<String>) -> Checked {
    wrong(problem).map_err(|wrong| Wrong {
        help: "choose a value within the bounds, or change them",
        ..wrong
    })
}
