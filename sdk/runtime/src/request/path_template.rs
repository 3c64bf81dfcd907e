//! Path templates such as `/a/{x}/b/{y}.json`, and the inputs that fill them.

use std::fmt::Write;

use crate::http::path::has_dot_segment;
use crate::http::text::encode;
use crate::object::bounds::is_blank_text;
use crate::object::field_path::FieldPath;
use crate::object::validate::Validator;

/// A text that fills a placeholder.
pub(crate) struct Filling<'a> {
    pub(crate) name: &'static str,
    pub(crate) text: &'a str,
    /// `true` if the slashes in the text separate segments of the path.
    pub(crate) keeps_slashes: bool,
}

impl Filling<'_> {
    /// Replaces the placeholder in a path by the text, percent-encoded.
    pub(crate) fn fill(&self, path: &str) -> String {
        let mut encoded = String::new();
        if self.keeps_slashes {
            for (position, segment) in self.text.split('/').enumerate() {
                let slash = if position > 0 { "/" } else { "" };
                let _ = write!(encoded, "{slash}{}", encode(segment));
            }
        } else {
            encoded.extend(encode(self.text));
        }
        // Values filled in earlier are encoded, so they contain no braces.
        path.replacen(&self.placeholder(), &encoded, 1)
    }

    /// Returns the reason why the text would lead to another path; `None` if it would not.
    pub(crate) fn problem(&self, template: &str) -> Option<&'static str> {
        if self.keeps_slashes {
            return slashes_problem(self.text);
        }
        // The template has no segment of dots, so only such a text can complete one.
        if !matches!(self.text, "." | "..") {
            return None;
        }
        let placeholder = self.placeholder();
        let mut segments = template.split('/');
        let segment = segments.find(|segment| segment.contains(&placeholder))?;
        has_dot_segment(&segment.replacen(&placeholder, self.text, 1))
            .then_some("is `.` or `..`, which would lead to another path: use another value")
    }

    fn placeholder(&self) -> String {
        format!("{{{}}}", self.name)
    }
}

/// Returns the reason why a text with slashes would lead to another path.
fn slashes_problem(text: &str) -> Option<&'static str> {
    if text.contains('\\') {
        Some("contains a backslash, which some servers read as a slash: use `/`")
    } else if text.split('/').any(is_blank_text) {
        Some("has an empty segment: use slashes only between two segments, and one at a time")
    } else if has_dot_segment(text) {
        Some("has a segment `.` or `..`, which would lead to another path: remove it")
    } else {
        None
    }
}

/// Returns `true` if a template has placeholders.
pub(crate) const fn has_placeholder(template: &str) -> bool {
    let mut rest = template.as_bytes();
    while let [byte, after @ ..] = rest {
        if *byte == b'{' {
            return true;
        }
        rest = after;
    }
    false
}

/// Reports placeholders without a value.
pub(crate) fn validate(path: &str, validator: &mut Validator) {
    for rest in path.split('{').skip(1) {
        let name = rest.split_once('}').map_or("", |(name, _)| name);
        let message = "is required in the path, but has no value";
        validator.report_once(&FieldPath::ROOT.field(name), message);
    }
}

#[cfg(test)]
mod tests {
    use crate::object::validate::Validator;
    use crate::request::path_template::{has_placeholder, validate};

    #[test]
    fn placeholders_need_a_value() {
        for (path, names) in [
            ("/a/b.json", [].as_slice()),
            ("/a/{x}", &["x"]),
            ("/{x}-{y}/{x}", &["x", "y"]),
        ] {
            let mut validator = Validator::default();
            validate(path, &mut validator);
            let violations = validator.into_violations();
            let found = violations.iter().map(|violation| violation.path.as_str());
            assert!(found.eq(names.iter().copied()), "{path}");
            assert_eq!(has_placeholder(path), !names.is_empty(), "{path}");
        }
    }
}
