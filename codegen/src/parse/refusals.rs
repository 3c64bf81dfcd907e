//! Why a text is refused: it is no YAML, or a part of YAML that the spec language leaves out.

use super::codes;
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The rule that text breaks which is no YAML, and what to do about it, by what the parser says.
pub(super) fn way_out(problem: &str) -> (Code, &'static str) {
    if problem.contains("mapping values") {
        let help = "put text that holds a colon and a space in quotes";
        (codes::UNQUOTED_COLON, help)
    } else if problem.contains("tab") {
        (codes::TAB_INDENTATION, "indent with spaces")
    } else if problem.contains("recursion limit") {
        let help = "a spec needs a few levels only: check the brackets and the indentation";
        (codes::NESTED_TOO_DEEP, help)
    } else if problem.contains("quoted scalar") {
        let help = "close the quotes, and indent the lines between them";
        (codes::INVALID_YAML, help)
    } else {
        let help = "check the indentation, the quotes and the colon after a key";
        (codes::INVALID_YAML, help)
    }
}

pub(super) fn alias(span: Span) -> Box<Diagnostic> {
    unsupported(
        codes::YAML_ANCHOR,
        span,
        "aliases",
        "write the value out; text that begins with `*` needs quotes",
    )
}

pub(super) fn marked(code: Code, span: Span, what: &str, mark: char) -> Box<Diagnostic> {
    let help = format!("take the mark out; text that begins with `{mark}` needs quotes");
    unsupported(code, span, what, &help)
}

pub(super) fn unsupported(code: Code, span: Span, what: &str, help: &str) -> Box<Diagnostic> {
    let message = format!("the spec language does not have {what}");
    Box::new(Diagnostic::new(code, span, message).help(help))
}
