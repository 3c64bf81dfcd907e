//! The token, which shows up nowhere but in its header.

use http::HeaderValue;

use super::{Api, ConfigurationError};

/// The value of the authentication header, marked as sensitive.
///
/// The token comes bare: white space around it and the prefix of the API in front of it, in any
/// case, are taken off.
pub(super) fn header_value<A: Api>(token: &str) -> Result<HeaderValue, ConfigurationError> {
    let token = bare(token, A::AUTH_PREFIX);
    if token.is_empty() {
        return Err(ConfigurationError::new("the token is empty"));
    }
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ConfigurationError::new(
            "the token holds a line break, white space or another character no token has",
        ));
    }
    let space = if A::AUTH_PREFIX.is_empty() { "" } else { " " };
    let mut value = HeaderValue::try_from(format!("{}{space}{token}", A::AUTH_PREFIX))
        .map_err(|_| ConfigurationError::new("the token cannot be sent in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// The token without white space and prefix around it.
fn bare<'a>(token: &'a str, prefix: &str) -> &'a str {
    let token = token.trim();
    let Some((start, rest)) = token.split_at_checked(prefix.len()) else {
        return token;
    };
    let is_prefix = !prefix.is_empty() && start.eq_ignore_ascii_case(prefix);
    if is_prefix && (rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        rest.trim_start()
    } else {
        token
    }
}

#[cfg(test)]
mod tests {
    use super::header_value;
    use crate::runtime::testing::Example;

    #[test]
    fn white_space_and_prefix_come_off() {
        for token in [
            "abc",
            " abc\r\n",
            "ApiToken abc",
            "apitoken  abc",
            "\tAPITOKEN\tabc ",
        ] {
            let value = header_value::<Example>(token).unwrap();
            assert_eq!(value.as_bytes(), b"ApiToken abc", "{token:?}");
            assert!(value.is_sensitive());
        }
        let value = header_value::<Example>("ApiTokenabc").unwrap();
        assert_eq!(value.as_bytes(), b"ApiToken ApiTokenabc");
    }

    #[test]
    fn what_is_no_token_is_refused_without_being_shown() {
        for token in [
            "",
            " \n",
            "ApiToken",
            "ApiToken ",
            "se\rcret",
            "se\ncret",
            "se cret",
            "sécret",
        ] {
            let error = header_value::<Example>(token).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("cret"), "{token:?}");
        }
    }
}
