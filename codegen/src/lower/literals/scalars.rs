//! Values of scalar types.

use super::{Checked, wrong};
use crate::lower::timestamps;
use serde_json::Value;

/// Checks a value of a scalar type.
pub(super) fn check(word: &str, value: &Value) -> Checked {
    let (fits, wanted) = match word {
        "string" | "id" | "text" => (
            value.is_string(),
            "expected text, quoted if YAML would read something else",
        ),
        "boolean" => (value.is_boolean(), "expected `true` or `false`"),
        "int32" => (fits::<i32>(value), "expected a signed 32-bit integer"),
        "int64" => (value.is_i64(), "expected a signed 64-bit integer"),
        "uint16" => (fits::<u16>(value), "expected an unsigned 16-bit integer"),
        "uint32" => (fits::<u32>(value), "expected an unsigned 32-bit integer"),
        "uint64" => (value.is_u64(), "expected an unsigned 64-bit integer"),
        "number" => (value.is_number(), "expected a number"),
        "date-time" => (
            value.as_str().is_some_and(timestamps::is_timestamp),
            "expected a timestamp, such as `2026-01-31T12:00:00Z`",
        ),
        "date" => (
            value.as_str().is_some_and(timestamps::is_date),
            "expected a date, such as `2026-01-31`",
        ),
        "local-date-time" => {
            let text = value.as_str().unwrap_or_default();
            let wanted = if timestamps::is_timestamp(text) {
                "it has a zone or an offset: write a time such as `2026-01-31T12:00:00`, or use the type `date-time`"
            } else {
                "expected a date and time without a zone, such as `2026-01-31T12:00:00`"
            };
            (timestamps::is_local(text), wanted)
        }
        "uuid" => (
            value.as_str().is_some_and(is_uuid),
            "expected a UUID, such as `67e55044-10b1-426f-9247-bb680e5fe0c8`",
        ),
        "bytes" => (
            value.as_str().is_some_and(is_base64),
            "expected bytes as base64 text",
        ),
        "file" => (
            is_file(value),
            "expected a mapping with `file_name`, `content` as base64, and optionally `media_type`",
        ),
        _ => return Ok(()),
    };
    if fits { Ok(()) } else { wrong(wanted) }
}

/// Returns the integer that a text represents.
pub(super) fn integer(text: &str) -> Option<Value> {
    let signed = text.parse::<i64>().map(Value::from);
    signed
        .or_else(|_| text.parse::<u64>().map(Value::from))
        .ok()
}

fn fits<T: TryFrom<i64>>(value: &Value) -> bool {
    value
        .as_i64()
        .is_some_and(|number| T::try_from(number).is_ok())
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    let is_hex = |byte: u8| byte == b'-' || byte.is_ascii_hexdigit();
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(is_hex)
}

/// Returns `true` for the description of a file.
fn is_file(value: &Value) -> bool {
    let Some(members) = value.as_object() else {
        return false;
    };
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let is_known = |key: &String| ["file_name", "content", "media_type"].contains(&key.as_str());
    members.keys().all(is_known)
        && text("file_name").is_some_and(|name| !name.trim().is_empty())
        && text("content").is_some_and(is_base64)
        && (!members.contains_key("media_type") || text("media_type").is_some_and(is_media_type))
}

fn is_media_type(text: &str) -> bool {
    text.contains('/') && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - digits.len() <= 2
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
}
