//! The query parameters of an example.

use super::wire::{fields, sample_of, text, wire};
use crate::emit::Context;
use crate::model::{Field, ListStyle, Type};
use serde_json::{Value, json};
use std::borrow::Cow;

/// The object around a parameter.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// Its name, if those of its members are in brackets behind it.
    name: Option<&'a str>,
    /// The style of lists without their own.
    style: ListStyle,
}

impl Around<'_> {
    /// No object.
    pub(super) const NOTHING: Self = Self {
        name: None,
        style: ListStyle::Repeat,
    };

    fn name_of(self, member: &str) -> String {
        match self.name {
            Some(name) => format!("{name}[{member}]"),
            None => member.to_owned(),
        }
    }
}

/// Adds the query parameters of an input, or of a member of one.
pub(super) fn parameters(
    cx: &Context<'_>,
    field: &Field,
    value: &Value,
    around: Around<'_>,
    query: &mut Vec<Value>,
) {
    if field.is_additional() {
        // The query has its members instead of the field.
        return add(
            cx,
            &field.ty,
            value,
            around.name.unwrap_or_default(),
            around,
            query,
        );
    }
    let name = around.name_of(field.wire.as_str());
    let is_bracketed = around.name.is_some() || field.has_bracketed_members;
    let inside = Around {
        name: is_bracketed.then_some(name.as_str()),
        style: field.list_style.unwrap_or(around.style),
    };
    let members = fields(cx, &field.ty);
    for member in members {
        let constant = || member.constant.as_deref().map(Cow::Borrowed);
        if let Some(value) = sample_of(&members.iter(), member, value).or_else(constant) {
            parameters(cx, field.on_use(member), &value, inside, query);
        }
    }
    if members.is_empty() {
        add(cx, &field.ty, value, &name, inside, query);
    }
}

/// Adds the parameters of a value; `inside` is the object that it is for its own members.
fn add(
    cx: &Context<'_>,
    ty: &Type,
    value: &Value,
    name: &str,
    inside: Around<'_>,
    query: &mut Vec<Value>,
) {
    let members = fields(cx, ty);
    for member in members {
        let constant = || member.constant.as_deref().map(Cow::Borrowed);
        if let Some(value) = sample_of(&members.iter(), member, value).or_else(constant) {
            parameters(cx, member, &value, inside, query);
        }
    }
    if !members.is_empty() {
        return;
    }
    if let (Type::Map(items), Value::Object(entries)) = (ty, value) {
        for (key, value) in entries {
            let name = inside.name_of(key);
            let inside = Around {
                name: inside.name.map(|_| name.as_str()),
                ..inside
            };
            add(cx, items, value, &name, inside, query);
        }
        return;
    }
    let Value::Array(values) = wire(cx, ty, value) else {
        query.push(json!([name, text(&wire(cx, ty, value))]));
        return;
    };
    let mut texts = values.iter().map(text);
    let separator = match inside.style {
        ListStyle::Repeat => return query.extend(texts.map(|text| json!([name, text]))),
        ListStyle::Brackets => {
            let name = format!("{name}[]");
            return query.extend(texts.map(|text| json!([name, text])));
        }
        ListStyle::Comma => ",",
        ListStyle::Pipe => "|",
        ListStyle::Space => " ",
    };
    let first = texts.next().unwrap_or_default();
    let joined = texts.fold(first, |joined, text| format!("{joined}{separator}{text}"));
    query.push(json!([name, joined]));
}
