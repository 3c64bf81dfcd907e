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
    pairs.any(|pair| has_name(pair, name)).then_some(name)
}

/// Iterates over the parameters of a query except for those of a name.
pub(crate) fn without<'q>(query: &'q str, name: &str) -> impl Iterator<Item = &'q str> {
    let pairs = query.split('&');
    pairs.filter(move |pair| !pair.is_empty() && !has_name(pair, name))
}

fn has_name(pair: &str, name: &str) -> bool {
    decode(pair.split('=').next().unwrap_or_default()) == name
}

/// Decodes a percent-encoded text, which is always UTF-8.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::{taken_parameter, without};

    #[test]
    fn a_name_is_found_in_any_spelling() {
        let query = "a=1&share%20key=x&&share key&b";
        assert_eq!(
            taken_parameter(Some(query), Some("share key")),
            Some("share key")
        );
        assert_eq!(
            taken_parameter(Some("a=share%20key"), Some("share key")),
            None
        );
        let kept: Vec<_> = without(query, "share key").collect();
        assert_eq!(kept, ["a=1", "b"]);
    }
}
