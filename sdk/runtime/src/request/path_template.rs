//! Path templates such as `/a/{x}/b/{y}.json`, and the inputs that fill them.

use crate::http::text::encode;
use crate::object::field_path::FieldPath;
use crate::object::validate::Validator;

/// Replaces `{name}` by a text, percent-encoded.
pub(crate) fn fill(path: &str, name: &str, text: &str) -> String {
    // Values filled in earlier are encoded, so they contain no braces.
    path.replacen(&format!("{{{name}}}"), &encode(text).to_string(), 1)
}

/// Reports placeholders without a value, and the segments `.` and `..`, which would address another
/// path.
pub(crate) fn validate(template: &'static str, path: &str, validator: &mut Validator) {
    if !template.contains('{') {
        return;
    }
    for (template, segment) in template.split('/').zip(path.split('/')) {
        let name = first_name(template);
        if matches!(segment, "." | "..") {
            let message = "is `.` or `..`, which would lead to another path: use another value";
            validator.report_once(&FieldPath::ROOT.field(name), message);
        } else if segment.contains('{') {
            let message = "is required in the path, but has no value";
            validator.report_once(&FieldPath::ROOT.field(first_name(segment)), message);
        }
    }
}

/// Returns the name between the first braces.
fn first_name(template: &str) -> &str {
    let inside = template.split_once('{').map(|(_, rest)| rest);
    let name = inside.and_then(|rest| rest.split_once('}'));
    name.map_or("", |(name, _)| name)
}
