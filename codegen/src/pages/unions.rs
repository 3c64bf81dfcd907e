//! Unions: the types of their values, and the JSON that belongs to each.

use super::markdown::code;
use super::page::Page;
use super::{fields, words};
use crate::model::{Case, Shape, Union, Variant};
use crate::openapi::Context;
use serde_json::Value;

pub(super) fn union(cx: &Context<'_>, page: &mut Page, union: &Union) {
    let Union {
        direction,
        discriminator,
        variants,
    } = union;
    page.fact("Union", words::direction(*direction));
    if let Some(member) = discriminator {
        page.fact("Discriminator", &code(member.as_str()));
    }
    page.fact("Other values", "kept unchanged as `Unrecognized`");
    page.section("Variants");
    for Variant { rust, case, field } in variants {
        let ty = words::ty(cx, &field.ty);
        let start = format!("{} ({ty})", self::case(case));
        let mut facts = fields::facts_of_value(field);
        facts.insert(0, format!("In Rust: {}.", code(rust.as_str())));
        page.item(0, &start, &field.description, &facts);
        fields::members(cx, page, 1, &field.ty);
    }
}

/// Returns the JSON that belongs to a variant.
fn case(case: &Case) -> String {
    match case {
        Case::Value(Value::String(text)) => code(text),
        Case::Value(Value::Bool(value)) => format!("The boolean {}", code(&value.to_string())),
        Case::Value(value) => format!("The integer {}", code(&value.to_string())),
        Case::Member(member) => format!("An object with {}", code(member.as_str())),
        Case::Shape(shape) => match shape {
            Shape::Text => "Text",
            Shape::Number => "A number",
            Shape::TextOrNumber => "Text or a number",
            Shape::Boolean => "`true` or `false`",
            Shape::List => "A list",
            Shape::Object => "An object",
        }
        .to_owned(),
    }
}
