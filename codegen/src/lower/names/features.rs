//! The names of cargo features.

use heck::ToKebabCase;

/// The features of the runtime, which SDKs pass on, and the name that cargo reserves.
pub(in crate::lower) const RESERVED: [&str; 10] = [
    "blocking",
    "chrono",
    "default",
    "exact-numbers",
    "jiff",
    "native-tls",
    "socks",
    "time",
    "tracing",
    "webpki-roots",
];

/// Converts the name of a tag: `Threat Notes` to `threat-notes`.
pub(in crate::lower) fn feature(tag: &str) -> Option<String> {
    Some(tag.to_kebab_case()).filter(|name| is_feature(name))
}

/// Returns `true` for the name of a feature: lower-case ASCII letters, digits, hyphens and underscores.
pub(in crate::lower) fn is_feature(name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.bytes().next().is_some_and(is_word)
        && name
            .bytes()
            .all(|byte| is_word(byte) || matches!(byte, b'-' | b'_'))
}
