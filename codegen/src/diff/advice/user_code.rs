//! Lines of code that users may have written.

use super::super::compare::Difference;
use super::super::element::Element;
use super::super::kind::Kind;
use heck::ToSnakeCase;

/// Returns a line of code that uses the item of a signature.
pub(super) fn user_code(
    signature: &str,
    element: Option<&Element>,
    difference: &Difference<'_>,
) -> String {
    let item = element.and_then(|element| element.rust.as_ref());
    let top = difference.new.first().or(difference.base.first());
    let ty = item.map_or_else(
        || top.map_or("", |top| top.name.as_str()),
        |item| item.ty.as_str(),
    );
    let name = |start: &str| {
        let rest = signature.strip_prefix(start)?;
        Some(rest.split(['(', ':', '<']).next().unwrap_or_default())
    };
    if let Some(function) = name("pub fn ") {
        let arguments = if signature.contains("()") || signature.contains("(self)") {
            ""
        } else {
            "…"
        };
        let is_method = signature.contains("self");
        return match function {
            "new" => format!("{ty}::new({arguments})"),
            _ if is_method => format!("{ty}::new({}).{function}({arguments})", needed(top)),
            _ => format!("{ty}::{function}({arguments})"),
        };
    }
    if signature.starts_with("pub struct")
        || signature.starts_with("pub enum")
        || signature.is_empty()
    {
        return ty.to_owned();
    }
    if let Some(alias) = signature.strip_prefix("pub type ") {
        return alias.split(" = ").next().unwrap_or_default().to_owned();
    }
    match name("pub ") {
        Some(field) => format!("{}.{field}", variable(ty)),
        None => signature.split('(').next().unwrap_or_default().to_owned(),
    }
}

/// Returns the arguments of the constructor.
fn needed(top: Option<&&Element>) -> &'static str {
    let mut parts = top.into_iter().flat_map(|top| &top.parts);
    let arguments = parts.find(|part| part.kind == Kind::Arguments);
    if arguments.is_some_and(|arguments| arguments.value.is_empty()) {
        ""
    } else {
        "…"
    }
}

/// Returns the name of a variable of a type.
fn variable(ty: &str) -> String {
    ty.to_snake_case()
}
