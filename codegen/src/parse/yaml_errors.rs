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

/// Returns `true` for the parser's error about an alias. Anchors are rejected, so every alias is unknown
/// to the parser.
pub(super) fn is_alias(problem: &str) -> bool {
    problem.contains("unknown anchor")
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

#[cfg(test)]
mod tests {
    use super::{classify, is_alias};
    use crate::codes;
    use saphyr_parser::Parser;

    /// Returns the error of the parser for a text.
    fn problem(text: &str) -> String {
        let mut parser = Parser::new_from_str(text);
        let error = std::iter::from_fn(|| parser.next_event()).find_map(Result::err);
        error.expect("the text is invalid").info().to_owned()
    }

    /// `classify` depends on the wording of one version of `saphyr-parser`, which is why `Cargo.toml`
    /// pins it. An update that rewords a message fails here; adapt `classify` and the pin together.
    #[test]
    fn the_wording_of_the_pinned_parser_is_recognized() {
        let deep = "[".repeat(10_000);
        for (text, code, help) in [
            ("a: b: c\n", codes::UNQUOTED_COLON, "a colon and a space"),
            ("a:\n\tb: c\n", codes::TAB_INDENTATION, "spaces"),
            (deep.as_str(), codes::NESTED_TOO_DEEP, "levels"),
            ("a: \"b\n", codes::INVALID_YAML, "close the quotes"),
            ("a: [b\n", codes::INVALID_YAML, "indentation"),
        ] {
            let problem = problem(text);
            let (found, fix) = classify(&problem);
            assert_eq!(found, code, "{problem}");
            assert!(fix.contains(help), "{problem}: {fix}");
        }
        assert!(is_alias(&problem("a: *b\n")));
    }
}
