//! Unions as elements.

use super::super::element::Element;
use super::super::kind::Kind;
use super::{Context, bounds, fields};
use crate::emit;
use crate::model::{Case, Direction, Shape, Union, Variant};
use serde_json::Value;

/// Returns the parts of a union.
pub(super) fn of(cx: &Context<'_>, name: &str, union: &Union) -> Vec<Element> {
    let Union {
        direction,
        discriminator,
        variants,
    } = union;
    let discriminator = Element::optional(Kind::Discriminator, discriminator.as_ref());
    let variants = variants.iter();
    let variants = variants.map(|variant| {
        let is_converted = emit::is_converted(union, variant);
        self::variant(cx, name, variant, *direction)
            .with(Element::flag(Kind::Conversion, is_converted))
    });
    discriminator.into_iter().chain(variants).collect()
}

fn variant(cx: &Context<'_>, union: &str, variant: &Variant, direction: Direction) -> Element {
    let Variant { rust, case, field } = variant;
    let at = match case {
        Case::Value(Value::String(text)) => text.clone(),
        Case::Value(value) => value.to_string(),
        Case::Shape(_) | Case::Member(_) => rust.to_string(),
    };
    // Only the value of a discriminator is sent.
    let is_told = direction != Direction::Sent || matches!(case, Case::Value(_));
    let object = fields::object_of(&field.ty);
    let object = object.map(|object| fields::inline(cx, object, "", direction));
    Element::group(Kind::UnionVariant, rust.as_str())
        .at(format!("variants/{at}"))
        .in_rust(union, rust.as_str())
        .with([
            Element::fact(Kind::Description, &field.description),
            fields::field_type(cx, &field.ty),
        ])
        .with(is_told.then(|| Element::fact(Kind::VariantCase, &case_words(case))))
        .with(bounds::of(&field.bounds, &field.ty))
        .with(object.into_iter().flatten())
}

fn case_words(case: &Case) -> String {
    match case {
        Case::Value(Value::String(text)) => format!("an object with the value `{text}`"),
        Case::Value(Value::Bool(value)) => format!("an object with the boolean `{value}`"),
        Case::Value(value) => format!("an object with the integer `{value}`"),
        Case::Member(member) => format!("an object with the member `{member}`"),
        Case::Shape(shape) => match shape {
            Shape::Text => "text",
            Shape::Number => "a number",
            Shape::TextOrNumber => "text or a number",
            Shape::Boolean => "a boolean",
            Shape::List => "a list",
            Shape::Object => "an object",
        }
        .to_owned(),
    }
}
