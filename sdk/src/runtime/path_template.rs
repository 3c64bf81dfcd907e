//! The path of a request: a template such as `/a/{x}/b/{y}.json`, and the inputs that fill it.

use super::query::encode;
use super::{Check, Place};

/// Puts a text, encoded, in the place of `{name}`.
pub(super) fn fill(path: &str, name: &str, text: &str) -> String {
    // What was filled in before has no braces any more.
    path.replacen(&format!("{{{name}}}"), &encode(text).to_string(), 1)
}

/// Reports what is left of a template, and segments that stand for another folder: they would make
/// a request to another path.
pub(super) fn check(template: &'static str, path: &str, check: &mut Check) {
    if !template.contains('{') {
        return;
    }
    for (template, segment) in template.split('/').zip(path.split('/')) {
        let name = first_name(template);
        if matches!(segment, "." | "..") {
            let message = "is `.` or `..`, which would lead to another path: give it another value";
            check.report_once(&Place::ROOT.field(name), message);
        } else if segment.contains('{') {
            let message = "is not filled into the path";
            check.report_once(&Place::ROOT.field(first_name(segment)), message);
        }
    }
}

/// The name between the first braces.
fn first_name(template: &str) -> &str {
    let inside = template.split_once('{').map(|(_, rest)| rest);
    let name = inside.and_then(|rest| rest.split_once('}'));
    name.map_or("", |(name, _)| name)
}
