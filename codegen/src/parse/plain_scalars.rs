//! Plain scalars: the values that unquoted text has.

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use serde_yaml::Value;

/// Returns `true` for an integer that neither JSON readers nor Rust's integers of 64 bits can hold.
pub(super) fn is_huge(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_integer && text.parse::<u64>().is_err() && text.parse::<i64>().is_err()
}

/// Reports such an integer.
pub(super) fn huge(text: &str, span: Span) -> Box<Diagnostic> {
    let message = format!("the integer `{text}` has more than 64 bits");
    let help = format!(
        "write an integer from {} to {}; quote the digits of a text, such as an id",
        i64::MIN,
        u64::MAX
    );
    Box::new(Diagnostic::new(codes::WRONG_TYPE, span, message).help(help))
}

/// Converts a plain scalar: `true` is a boolean, `12` a number, `in_progress` is text.
pub(super) fn plain(text: &str) -> Result<Value, serde_yaml::Error> {
    // A fast path: most numbers have only a few digits.
    if text.len() < 10
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('0')
        && let Ok(number) = text.parse::<u64>()
    {
        return Ok(Value::Number(number.into()));
    }
    let first = text.bytes().next();
    let is_word =
        first.is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'/' || byte == b'_');
    if is_word
        && !matches!(
            text,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" | "null" | "Null" | "NULL"
        )
    {
        return Ok(Value::String(text.to_owned()));
    }
    match text {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => serde_yaml::from_str(text),
    }
}
