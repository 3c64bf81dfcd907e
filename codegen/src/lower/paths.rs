//! The paths of operations, and the base path in front of them.

use super::context::Context;
use crate::ast::{ApiDoc, OperationDoc, Text};
use crate::codes;

/// The characters that RFC 3986 allows between the slashes of a path, besides letters and digits.
const PATH_MARKS: &str = "-._~!$&'()*+,;=:@%";

/// Returns the names of the parameters in a path.
pub(crate) fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    let pieces = path.split('{').skip(1);
    pieces.filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
}

/// Returns `true` for a valid path with parameters in braces, and reports an invalid one. The rest of
/// the path must not need encoding.
pub(super) fn is_template(cx: &mut Context<'_>, path: &Text) -> bool {
    let mut plain = String::new();
    let mut names = Vec::new();
    let mut rest = path.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            let help = "write the name of an input between two braces: `{name}`";
            let problem = "the path has an unclosed brace";
            cx.report(codes::INVALID_PATH, path.span, problem, help);
            return false;
        };
        let problem = if name.is_empty() || name.contains(['{', '/']) {
            Some(format!("invalid path parameter `{{{name}}}`"))
        } else if names.contains(&name) {
            Some(format!("duplicate path parameter `{{{name}}}`"))
        } else if before.is_empty() && !names.is_empty() {
            Some(format!("`{{{name}}}` directly follows another parameter"))
        } else {
            None
        };
        if let Some(problem) = problem {
            let help = "write the name of an input between two braces, once, and text between two parameters";
            cx.report(codes::INVALID_PATH, path.span, problem, help);
            return false;
        }
        names.push(name);
        // A placeholder for the parameter's value.
        plain.extend([before, "x"]);
        rest = behind;
    }
    plain.push_str(rest);
    let plain = Text {
        value: plain,
        span: path.span,
    };
    is_path(cx, &plain, "path")
}

/// Returns `true` for a path that starts with a slash and needs no encoding, and reports any other.
pub(super) fn is_path(cx: &mut Context<'_>, path: &Text, noun: &str) -> bool {
    let Some((problem, help)) = path_problem(path) else {
        return true;
    };
    let message = format!("the {noun} `{}` {problem}", path.value.escape_debug());
    cx.report(codes::INVALID_PATH, path.span, message, help);
    false
}

/// Returns `true` for a valid base path.
pub(crate) fn is_base(path: &str) -> bool {
    !path.ends_with('/') && path_problem(path).is_none()
}

/// Checks the base path of an API or of an operation.
pub(super) fn check_base(cx: &mut Context<'_>, base: &Text) {
    if base.ends_with('/') {
        let message = format!("the base path `{}` ends with a slash", base.value);
        cx.report(
            codes::INVALID_PATH,
            base.span,
            message,
            "remove the slash at the end: the path of each operation starts with one",
        );
    } else {
        is_path(cx, base, "base path");
    }
}

/// Returns the base path of an operation: its own, or that of the API.
pub(super) fn base<'a>(doc: &'a OperationDoc, api: &'a ApiDoc) -> &'a str {
    let base = doc.base_path.as_ref().or(api.base_path.as_ref());
    base.map_or("", |base| base.as_str())
}

/// Returns the first rule that a path breaks, as problem and help.
fn path_problem(path: &str) -> Option<(String, String)> {
    let is_plain = |c: char| c == '/' || c.is_ascii_alphanumeric() || PATH_MARKS.contains(c);
    if !path.starts_with('/') {
        let problem = "does not start with a slash".to_owned();
        return Some((problem, format!("write `/{path}`")));
    }
    if let Some(odd) = path.chars().find(|c| !is_plain(*c)) {
        let problem = format!(
            "contains `{}`, which is invalid in a path",
            odd.escape_debug()
        );
        return Some((problem, help_for(odd)));
    }
    let mut escapes = path.split('%').skip(1);
    let is_escape = |rest: &str| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    if !escapes.all(is_escape) {
        let problem = "contains `%` without two hexadecimal digits after it".to_owned();
        return Some((problem, "write `%25` for a percent sign".to_owned()));
    }
    if let Some(name) = path
        .split('/')
        .find_map(|segment| segment.strip_prefix(':'))
    {
        let problem = format!("has the segment `:{name}`");
        let name = if name.is_empty() { "name" } else { name };
        let help = format!("write a parameter in braces: `{{{name}}}`, or `%3A` for a colon");
        return Some((problem, help));
    }
    if path.contains("//") {
        let help = "write one slash between two segments".to_owned();
        return Some(("has an empty segment".to_owned(), help));
    }
    if path.split('/').any(is_dots) {
        let problem = "has a segment of dots, which leads to another path".to_owned();
        return Some((problem, "write the path to which it leads".to_owned()));
    }
    None
}

/// Returns `true` for a segment that URLs resolve: one or two dots, also percent-encoded.
fn is_dots(segment: &str) -> bool {
    let segment = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(segment.as_str(), "." | "..")
}

/// Returns the help for a character that is invalid in a path.
fn help_for(odd: char) -> String {
    match odd {
        '{' | '}' => {
            "only the `path` of an operation has parameters, written as `{name}`".to_owned()
        }
        '?' => "describe each query parameter as an input `in: query`".to_owned(),
        '#' => "remove the fragment, which is never sent".to_owned(),
        _ => {
            let mut buffer = [0; 4];
            let bytes = odd.encode_utf8(&mut buffer).bytes();
            let escapes: Vec<_> = bytes.map(|byte| format!("%{byte:02X}")).collect();
            let escape = escapes.concat();
            format!("write it percent-encoded: `{escape}`")
        }
    }
}
