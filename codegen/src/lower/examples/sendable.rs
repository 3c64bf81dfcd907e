//! Inputs of examples that have a valid type, but that a request cannot have.

use crate::ast::{FieldDoc, Literal, OperationDoc, Spanned};
use crate::codes;
use crate::lower::context::Context;
use crate::lower::examples::parameters;
use crate::lower::inputs::location;
use crate::lower::literals;
use crate::model::Location;
use serde_json::{Map, Value};

/// The help for the value of a header.
pub(super) const HEADER_HELP: &str =
    "write visible ASCII characters, with spaces only between them";

/// Returns `true` if a header can have this value, and a reader returns it unchanged.
pub(super) fn is_header_text(text: &str) -> bool {
    let is_plain = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    text.bytes().all(is_plain) && text.trim() == text
}

/// Returns `true` if a request can have the inputs of an example, and reports the first one that it
/// cannot have.
pub(super) fn check(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    request: &Spanned<Literal>,
    inputs: &Map<String, Value>,
    what: &str,
) -> bool {
    for (name, value) in inputs {
        let mut named = doc.inputs.iter().filter(|input| input.name.value == *name);
        let found = named.find_map(|input| {
            let problem = problem(input, value);
            problem.or_else(|| parameters::problem(cx, input, value))
        });
        let Some((problem, help)) = found else {
            continue;
        };
        let mut inner = request.value.inner.iter();
        let span = inner.find(|(path, ..)| path == name);
        let span = span.map_or(request.span, |(_, _, value)| *value);
        let message = format!("{what} is invalid at `{name}`: {problem}");
        cx.report(codes::WRONG_SAMPLE, span, message, help);
        return false;
    }
    true
}

/// Reports the constants, defaults and examples of inputs that a request cannot have.
pub(super) fn check_inputs(cx: &mut Context<'_>, inputs: &[FieldDoc]) {
    for input in inputs {
        for (what, literal) in [
            ("constant", &input.constant),
            ("default", &input.default),
            ("example", &input.example),
        ] {
            let Some(literal) = literal else { continue };
            let value = literals::json(literal);
            let problem = problem(input, &value);
            let problem = problem.or_else(|| parameters::problem(cx, input, &value));
            if let Some((problem, help)) = problem {
                let message = format!("the {what} of `{}` is invalid: {problem}", input.name.value);
                cx.report(codes::WRONG_SAMPLE, literal.span, message, help);
            }
        }
    }
}

/// Returns the reason why a request cannot have a value of an input, and the fix.
fn problem(input: &FieldDoc, value: &Value) -> Option<(&'static str, &'static str)> {
    match location::of(input)? {
        Location::Header if !texts(value).iter().all(|text| is_header_text(text)) => {
            Some(("a header cannot have this value", HEADER_HELP))
        }
        Location::Path if input.keeps_slashes() => {
            let is_lost = |text: &&str| text.split('/').any(is_lost) || text.contains('\\');
            texts(value).iter().any(is_lost).then_some((
                "a path cannot have this value",
                "write segments that are neither empty nor `.` or `..`, with a slash only between them",
            ))
        }
        Location::Path if texts(value).iter().any(|text| is_lost(text)) => Some((
            "a path cannot have this value",
            "write a text that is neither empty nor `.` or `..`",
        )),
        _ => None,
    }
}

/// Returns `true` for a path parameter that would change the path.
fn is_lost(text: &str) -> bool {
    matches!(text.trim(), "" | "." | "..")
}

/// Returns the texts of a value or of the items of a list.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
