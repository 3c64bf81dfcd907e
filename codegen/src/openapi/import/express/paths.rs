//! Paths of operations.

use super::Express;
use crate::openapi::document::Operation;
use std::fmt::Write;

/// Returns the path of an operation, and its own base path if it has not that of the spec.
pub(super) fn below(express: &mut Express<'_, '_>, index: usize) -> (Option<String>, String) {
    let operation = &express.plan.document.operations[index];
    let whole = format!("{}{}", express.plan.document.base_path, operation.path);
    let own = whole
        .strip_prefix(express.base_path.as_str())
        .filter(|path| path.starts_with('/'));
    let base_path = if own.is_some() {
        None
    } else {
        Some(String::new())
    };
    let path = own.unwrap_or(&whole).to_owned();
    let path = braced(express, operation, &path);
    (base_path, encoded(express, operation, &path))
}

/// Writes the parameters that a source marks with a colon in braces.
fn braced(express: &mut Express<'_, '_>, operation: &Operation, path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let name = segment.strip_prefix(':');
        match name.filter(|name| operation.has_path_parameter(name)) {
            Some(name) => {
                let text = format!("the segment `:{name}` is the parameter `{{{name}}}`");
                express
                    .report
                    .note("path parameter", &operation.pointer, text);
                format!("{{{name}}}")
            }
            None => segment.to_owned(),
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Encodes the characters that a path cannot have.
fn encoded(express: &mut Express<'_, '_>, operation: &Operation, path: &str) -> String {
    let mut encoded = String::new();
    let mut is_name = false;
    let mut is_first = true;
    for (at, c) in path.char_indices() {
        is_name = c == '{' || is_name && c != '}';
        let is_escape = || {
            let digits = path.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        let is_plain = c.is_ascii_alphanumeric()
            || "/-._~!$&'()*+,;=@{}".contains(c)
            || c == ':' && !is_first
            || c == '%' && is_escape();
        if is_plain || is_name {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        is_first = c == '/';
    }
    if encoded != path {
        let text = format!("the path is sent as `{encoded}`");
        express.report.note("path", &operation.pointer, text);
    }
    encoded
}
