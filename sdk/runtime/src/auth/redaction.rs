//! The header of a credential, and its removal from errors.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use crate::auth::secrets::{self, MIN_LENGTH, redact_bytes, with_escapes, with_lower_escapes};
use crate::error::api_errors::{ErrorCode, ErrorDetail};
use crate::error::boxed::BoxError;
use crate::error::decode_problem::DecodeProblem;
use crate::error::one_line::{one_line, printable};
use crate::http::json_body;
use crate::http::response_head::ResponseHead;
use crate::http::text::encode;
use crate::json::Json;
use crate::request::query_names;

/// The header or the query parameter of a credential, and the secrets in it.
pub struct Authorization {
    /// Marked as sensitive.
    header: Option<(HeaderName, HeaderValue)>,
    /// The name of the query parameter, and the whole parameter, percent-encoded.
    parameter: Option<(String, String)>,
    /// Sorted by descending length; none is empty.
    secrets: Vec<Box<[u8]>>,
}

impl Authorization {
    /// Creates the header and records its secrets, also as JSON would escape them.
    pub(crate) fn new(name: HeaderName, mut value: HeaderValue, secrets: &[&str]) -> Self {
        value.set_sensitive(true);
        Self {
            header: Some((name, value)),
            parameter: None,
            secrets: with_escapes(secrets),
        }
    }

    /// Creates the query parameter of a token, and records the token also as URLs would escape it.
    pub(crate) fn in_query(name: &str, token: &str) -> Self {
        let encoded = encode(token).to_string();
        let lower = with_lower_escapes(&encoded);
        Self {
            header: None,
            parameter: Some((name.to_owned(), format!("{}={encoded}", encode(name)))),
            secrets: with_escapes(&[token, &encoded, &lower]),
        }
    }

    /// Returns an authorization without header and secrets.
    pub(crate) fn none() -> Self {
        Self {
            header: None,
            parameter: None,
            secrets: Vec::new(),
        }
    }

    /// Returns this authorization with further secrets.
    pub(crate) fn with_secrets(&self, secrets: &[Box<[u8]>]) -> Self {
        let mut all = self.secrets.clone();
        all.extend_from_slice(secrets);
        secrets::sort(&mut all);
        Self {
            header: self.header.clone(),
            parameter: self.parameter.clone(),
            secrets: all,
        }
    }

    /// Adds the header to the headers of a request.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) {
        if let Some((name, value)) = &self.header {
            headers.insert(name.clone(), value.clone());
        }
    }

    /// Sets the query parameter in the URL of a request; returns `true` if there is one. The server
    /// may have named a URL that has it already.
    pub(crate) fn apply_to_query(&self, url: &mut Url) -> bool {
        let Some((name, parameter)) = &self.parameter else {
            return false;
        };
        let kept = query_names::without(url.query().unwrap_or_default(), name);
        let query: Vec<_> = kept.chain([parameter.as_str()]).collect();
        let query = query.join("&");
        url.set_query(Some(&query));
        true
    }

    /// Returns the head of a response without the query parameter that a server repeats in URLs.
    pub(crate) fn without_echo(&self, head: ResponseHead) -> ResponseHead {
        match self.parameter {
            Some(_) => self.redact(head, Bytes::new()).0,
            None => head,
        }
    }

    /// Returns a text with its secrets replaced and without characters for terminals.
    pub(crate) fn printable(&self, text: &str) -> String {
        printable(&self.redact_text(text.as_bytes())).into_owned()
    }

    /// Returns the cause of a failure, replaced by its clean message if anything in its chain
    /// contains a secret, because a custom transport may quote its request, or a character that
    /// must not reach a terminal.
    pub(crate) fn redact_source(&self, source: BoxError) -> BoxError {
        let mut text = source.to_string();
        let mut next = source.source();
        while let Some(error) = next {
            text = format!("{text} {error}");
            next = error.source();
        }
        let is_printable = matches!(printable(&text), Cow::Borrowed(_));
        let all = format!("{text} {source:?}");
        let mut secrets = self.secrets.iter();
        if is_printable && !secrets.any(|secret| redact_bytes(secret, all.as_bytes()).is_some()) {
            return source;
        }
        let clean = self.redact_text(source.to_string().as_bytes());
        printable(&clean).into_owned().into()
    }

    /// Returns the reason why a body could not be decoded, with its secrets replaced: it may quote
    /// the body.
    pub(crate) fn redact_problem(&self, problem: DecodeProblem) -> DecodeProblem {
        let path = problem.path;
        DecodeProblem {
            path: path.map(|path| one_line(&self.redact_text(path.as_bytes()))),
            source: self.redact_source(problem.source),
        }
    }

    /// Returns the errors of a response with their secrets replaced.
    pub(crate) fn redact_errors(&self, mut errors: Vec<ErrorDetail>) -> Vec<ErrorDetail> {
        for error in &mut errors {
            for text in [&mut error.title, &mut error.detail].into_iter().flatten() {
                self.redact_string(text);
            }
            match &mut error.code {
                Some(ErrorCode::Text(text)) => {
                    self.redact_string(text);
                }
                Some(code @ ErrorCode::Number(_)) => {
                    if let Some(text) = self.redact_number(&code.to_string()) {
                        *code = ErrorCode::Text(text);
                    }
                }
                None => {}
            }
            self.redact_json(&mut error.raw);
        }
        errors
    }

    /// Returns a text with its secrets replaced.
    pub(crate) fn redact_text(&self, text: &[u8]) -> String {
        let clean = self.secrets.iter().fold(text.to_vec(), |text, secret| {
            redact_bytes(secret, &text).unwrap_or(text)
        });
        String::from_utf8_lossy(&clean).into_owned()
    }

    /// Replaces the secrets in a response that becomes an error: errors end up in logs, and a
    /// server may echo what it was sent.
    pub(crate) fn redact(&self, head: ResponseHead, body: Bytes) -> (ResponseHead, Bytes) {
        let secrets = self.secrets.iter();
        let (head, body) = secrets.fold((head, body), |(head, body), secret| {
            redact_response(secret, head, body)
        });
        (head, self.redact_escaped(body))
    }

    /// Replaces secrets that the JSON of a body writes with escapes: decoding would reveal them.
    fn redact_escaped(&self, body: Bytes) -> Bytes {
        if self.secrets.is_empty() || !body.contains(&b'\\') {
            return body;
        }
        let Some(mut json) = json_body::value(&body) else {
            return body;
        };
        if !self.redact_json(&mut json) {
            return body;
        }
        serde_json::to_vec(&json).map_or(body, Bytes::from)
    }

    /// Replaces the secrets in each string of a value, and returns `true` if there were any.
    fn redact_json(&self, json: &mut Json) -> bool {
        match json {
            Json::Null | Json::Bool(_) => false,
            Json::Number(number) => {
                let text = self.redact_number(number.as_str());
                let found = text.is_some();
                if let Some(text) = text {
                    *json = Json::String(text);
                }
                found
            }
            Json::String(text) => self.redact_string(text),
            Json::Array(values) => values.iter_mut().fold(false, |found, value| {
                let is_redacted = self.redact_json(value);
                found || is_redacted
            }),
            Json::Object(members) => {
                let mut found = false;
                let cleaned = std::mem::take(members)
                    .into_iter()
                    .map(|(mut key, mut value)| {
                        let is_redacted = self.redact_string(&mut key);
                        found |= self.redact_json(&mut value) || is_redacted;
                        (key, value)
                    });
                *members = cleaned.collect();
                found
            }
        }
    }

    /// Returns the text of a number with its secrets replaced; `None` if it has none. A short secret
    /// is not searched: it would change codes of errors.
    fn redact_number(&self, number: &str) -> Option<String> {
        let mut secrets = self.secrets.iter();
        let clean = secrets.find_map(|secret| {
            let is_long = secret.len() >= MIN_LENGTH;
            is_long.then(|| redact_bytes(secret, number.as_bytes()))?
        })?;
        Some(String::from_utf8_lossy(&clean).into_owned())
    }

    /// Replaces the secrets in a string, and returns `true` if there were any.
    fn redact_string(&self, text: &mut String) -> bool {
        let mut found = false;
        for secret in &self.secrets {
            if let Some(clean) = redact_bytes(secret, text.as_bytes()) {
                *text = String::from_utf8_lossy(&clean).into_owned();
                found = true;
            }
        }
        found
    }
}

/// Replaces one secret in a response.
fn redact_response(secret: &[u8], mut head: ResponseHead, body: Bytes) -> (ResponseHead, Bytes) {
    if let Some(reason) = redact_bytes(secret, head.reason.as_bytes()) {
        head.reason = String::from_utf8_lossy(&reason).into_owned();
    }
    for value in head.headers.values_mut() {
        let clean = redact_bytes(secret, value.as_bytes()).map(HeaderValue::try_from);
        if let Some(Ok(clean)) = clean {
            *value = clean;
        }
    }
    let clean = redact_bytes(secret, &body).map(Bytes::from);
    (head, clean.unwrap_or(body))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue};
    use url::Url;

    use crate::api::Api;
    use crate::auth::credential::{Anonymous, Basic, Credential, Token};
    use crate::auth::header::AuthScheme;
    use crate::http::response_head::ResponseHead;
    use crate::test_util::Example;

    /// Redacts a response that has `text` as reason, header and body.
    fn redacted(credential: &impl Credential, text: &str) -> [String; 3] {
        let mut headers = HeaderMap::new();
        headers.insert("x-echo", HeaderValue::from_str(text).unwrap());
        let head = ResponseHead {
            status: 401,
            reason: text.to_owned(),
            headers,
        };
        let credential = credential.authorization(Example::AUTH_SCHEME).unwrap();
        let (head, body) = credential.redact(head, Bytes::from(text.to_owned()));
        let echo = head.headers["x-echo"].to_str().unwrap().to_owned();
        [
            head.reason,
            echo,
            String::from_utf8_lossy(&body).into_owned(),
        ]
    }

    #[test]
    fn echoed_secrets_are_replaced() {
        for (text, clean) in [
            ("canary: bad token canarycanary!", "***: bad token ******!"),
            ("ApiToken canary", "ApiToken ***"),
            ("cana", "cana"),
        ] {
            assert_eq!(redacted(&Token::from("canary"), text), [clean; 3]);
            assert_eq!(redacted(&Anonymous, text), [text; 3]);
        }
    }

    #[test]
    fn short_secrets_are_replaced_as_whole_words_only() {
        for (token, text, clean) in [
            ("a", "Validation: a bad a", "Validation: *** bad ***"),
            (
                "t",
                r#"{"threatId":"t","t":1}"#,
                r#"{"threatId":"***","***":1}"#,
            ),
            ("cat", "cat cats cat_1 concat", "*** cats cat_1 concat"),
            ("canary", "xcanaryx", "x***x"),
        ] {
            assert_eq!(redacted(&Token::from(token), text), [clean; 3], "{token}");
        }
    }

    #[test]
    fn secrets_escaped_in_json_are_replaced() {
        let token = Token::from("a/b+c");
        let authorization = token.authorization(Example::AUTH_SCHEME).unwrap();
        let head = || ResponseHead {
            status: 401,
            reason: String::new(),
            headers: HeaderMap::new(),
        };
        for (body, clean) in [
            (r#"{"e":["no a\/b+c"]}"#, r#"{"e":["no ***"]}"#),
            (r#"{"\u0061/b\u002Bc":1}"#, r#"{"***":1}"#),
            (r#"{"e":"a\/b"}"#, r#"{"e":"a\/b"}"#),
            (r#"{"cut":"a\/b+"#, r#"{"cut":"a\/b+"#),
            (r#"{"cut":["a\/b+c"#, r#"{"cut":["***"#),
        ] {
            let (_, body) = authorization.redact(head(), Bytes::from_static(body.as_bytes()));
            assert_eq!(body, clean);
        }
    }

    #[test]
    fn a_token_in_the_query_replaces_an_earlier_one_and_hides_its_escapes() {
        let scheme = AuthScheme::query("api key");
        let authorization = Token::from("a/b+canary").authorization(scheme).unwrap();
        for (url, expected) in [
            ("https://h/p", "https://h/p?api%20key=a%2Fb%2Bcanary"),
            ("https://h/p?", "https://h/p?api%20key=a%2Fb%2Bcanary"),
            (
                "https://h/p?x=1&api%20key=old&y",
                "https://h/p?x=1&y&api%20key=a%2Fb%2Bcanary",
            ),
        ] {
            let mut url = Url::parse(url).unwrap();
            assert!(authorization.apply_to_query(&mut url));
            assert_eq!(url.as_str(), expected);
        }
        let text = "a/b+canary a%2Fb%2Bcanary a%2fb%2bcanary a\\/b+canary";
        assert_eq!(
            authorization.redact_text(text.as_bytes()),
            "*** *** *** ***"
        );
        let mut headers = HeaderMap::new();
        authorization.apply(&mut headers);
        assert!(headers.is_empty());
    }

    #[test]
    fn the_password_is_replaced_in_every_form() {
        let basic = || Basic::new("me", "can\"ary");
        // printf 'me:can"ary' | base64
        let text = r#"me can"ary can\"ary Basic bWU6Y2FuImFyeQ=="#;
        assert_eq!(redacted(&basic(), text), ["me *** *** Basic ***"; 3]);
        assert_eq!(
            redacted(&Basic::new("key", ""), "key a2V5Og=="),
            ["*** ***"; 3]
        );
    }
}
