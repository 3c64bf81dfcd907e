//! Errors of YAML: invalid text, and features of YAML that the spec language does not have.

use crate::codes::{self, Code};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Maps an error of the YAML parser to a code and a help text.
///
/// The parser does not expose the kind of an error, so this recognizes its English. The version of
/// `saphyr-parser` is pinned for that reason, and a test below covers each message.
pub(super) fn classify(problem: &str) -> (Code, &'static str) {
    if problem.contains("mapping values") {
        let help = "quote text that contains a colon and a space";
        (codes::UNQUOTED_COLON, help)
    } else if problem.contains("tab") {
        (codes::TAB_INDENTATION, "indent with spaces")
    } else if problem.contains("recursion limit") {
        let help = "a spec needs only a few levels: check the brackets and the indentation";
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
        "write out the value; quote text that begins with `*`",
    )
}

pub(super) fn marked(code: Code, span: Span, what: &str, mark: char) -> Box<Diagnostic> {
    let help = format!("remove the `{mark}`; quote text that begins with it");
    unsupported(code, span, what, &help)
}

pub(super) fn unsupported(code: Code, span: Span, what: &str, help: &str) -> Box<Diagnostic> {
    let message = format!("the spec language does not support {what}");
    Box::new(Diagnostic::new(code, span, message).help(help))
}
