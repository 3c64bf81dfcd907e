//! The names of query parameters.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Returns the parameter of the credential if a query has it already.
pub(crate) fn taken_parameter(
    query: Option<&str>,
    auth_parameter: Option<&'static str>,
) -> Option<&'static str> {
    let name = auth_parameter?;
    let mut pairs = query?.split('&');
    let is_taken = |pair: &str| decode(pair.split('=').next().unwrap_or_default()) == name;
    pairs.any(is_taken).then_some(name)
}

/// Decodes a percent-encoded text, which is always UTF-8.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}
