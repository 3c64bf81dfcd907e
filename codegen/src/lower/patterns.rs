//! Regular expressions: valid ones, and the reason and the fix for all others.

mod unsupported;

use super::context::Context;
use crate::ast::Text;
use crate::codes;

/// Lowers a regular expression, and reports an invalid one.
pub(super) fn lower(cx: &mut Context<'_>, text: &Text) -> Option<String> {
    let Err(error) = regex_lite::Regex::new(text) else {
        return Some(text.value.clone());
    };
    let (problem, help) = match unsupported::find(text) {
        Some(found) => (found.problem(), found.help),
        None => other_problem(&error.to_string()),
    };
    let message = format!(
        "invalid regular expression `{}`: {problem}",
        shortened(text)
    );
    cx.report(codes::INVALID_PATTERN, text.span, message, help);
    None
}

/// The maximum length of a pattern in a message, in characters.
const LONGEST_PATTERN: usize = 40;

/// Returns the beginning of a pattern.
fn shortened(pattern: &str) -> String {
    let begin: String = pattern.chars().take(LONGEST_PATTERN).collect();
    if begin.len() < pattern.len() {
        format!("{begin}…")
    } else {
        begin
    }
}

/// Describes a mistake in a pattern, and the fix.
fn other_problem(error: &str) -> (String, String) {
    let help = if error.contains("class") && error.contains("clos") {
        "close the brackets; write `\\[` for the character itself"
    } else {
        "correct it; in single quotes, a backslash is not escaped"
    };
    (error.to_owned(), help.to_owned())
}
