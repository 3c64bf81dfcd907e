//! The header of a credential, and how it is kept out of errors.

use std::error::Error as StdError;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::Json;
use super::error::{Head, Source};
use super::walk::HIDDEN;

/// The authentication header, marked as sensitive, and the texts that must not show.
pub struct Authorization {
    header: Option<(HeaderName, HeaderValue)>,
    /// None is empty, and none comes before a longer one.
    secrets: Vec<Box<[u8]>>,
}

impl Authorization {
    /// A header, and the secrets in it.
    pub(super) fn new(name: HeaderName, mut value: HeaderValue, secrets: &[&str]) -> Self {
        value.set_sensitive(true);
        let mut all: Vec<Box<[u8]>> = Vec::new();
        for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
            all.push(secret.as_bytes().into());
            // A server may repeat it inside a JSON string.
            let escaped = serde_json::to_string(secret).unwrap_or_default();
            let inside = escaped.strip_prefix('"');
            let inside = inside.and_then(|rest| rest.strip_suffix('"'));
            if let Some(escaped) = inside.filter(|escaped| escaped != secret) {
                all.push(escaped.as_bytes().into());
            }
        }
        all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self {
            header: Some((name, value)),
            secrets: all,
        }
    }

    /// Nothing.
    pub(super) fn none() -> Self {
        Self {
            header: None,
            secrets: Vec::new(),
        }
    }

    /// Adds the header to those of a request.
    pub(super) fn apply(&self, headers: &mut HeaderMap) {
        if let Some((name, value)) = &self.header {
            headers.insert(name.clone(), value.clone());
        }
    }

    /// The cause of a failure, or only its text when that holds a secret: a transport of the user
    /// may say whatever it was given.
    pub(super) fn redact_source(&self, source: Source) -> Source {
        let mut text = format!("{source:?}");
        let mut next: Option<&(dyn StdError + 'static)> = Some(source.as_ref());
        while let Some(error) = next {
            text = format!("{text} {error} {error:?}");
            next = error.source();
        }
        let mut secrets = self.secrets.iter();
        if !secrets.any(|secret| without(secret, text.as_bytes()).is_some()) {
            return source;
        }
        let secrets = self.secrets.iter();
        let clean = secrets.fold(source.to_string().into_bytes(), |text, secret| {
            without(secret, &text).unwrap_or(text)
        });
        String::from_utf8_lossy(&clean).into_owned().into()
    }

    /// A text without the secrets in it.
    #[cfg(feature = "tracing")]
    pub(super) fn redact_text(&self, text: &[u8]) -> String {
        let clean = self.secrets.iter().fold(text.to_vec(), |text, secret| {
            without(secret, &text).unwrap_or(text)
        });
        String::from_utf8_lossy(&clean).into_owned()
    }

    /// Takes the secrets out of an answer that becomes an error: errors end up in logs, and a
    /// server may repeat what it was sent.
    pub(super) fn redact(&self, head: Head, body: Bytes) -> (Head, Bytes) {
        let secrets = self.secrets.iter();
        let (head, body) = secrets.fold((head, body), |(head, body), secret| {
            redact(secret, head, body)
        });
        (head, self.redact_escaped(body))
    }

    /// A body without the secrets that its JSON writes with escapes: they show once it is read.
    fn redact_escaped(&self, body: Bytes) -> Bytes {
        if self.secrets.is_empty() || !body.contains(&b'\\') {
            return body;
        }
        let Ok(mut json) = serde_json::from_slice::<Json>(&body) else {
            return body;
        };
        if !self.redact_json(&mut json) {
            return body;
        }
        serde_json::to_vec(&json).map_or(body, Bytes::from)
    }

    /// Takes the secrets out of each text in a value; whether there were any.
    fn redact_json(&self, json: &mut Json) -> bool {
        match json {
            Json::Null | Json::Bool(_) | Json::Number(_) => false,
            Json::String(text) => self.redact_string(text),
            Json::Array(values) => values.iter_mut().fold(false, |found, value| {
                let here = self.redact_json(value);
                found || here
            }),
            Json::Object(members) => {
                let mut found = false;
                let cleaned = std::mem::take(members)
                    .into_iter()
                    .map(|(mut key, mut value)| {
                        let here = self.redact_string(&mut key);
                        found |= self.redact_json(&mut value) || here;
                        (key, value)
                    });
                *members = cleaned.collect();
                found
            }
        }
    }

    fn redact_string(&self, text: &mut String) -> bool {
        let mut found = false;
        for secret in &self.secrets {
            if let Some(clean) = without(secret, text.as_bytes()) {
                *text = String::from_utf8_lossy(&clean).into_owned();
                found = true;
            }
        }
        found
    }
}

/// Takes one secret out of an answer.
fn redact(secret: &[u8], mut head: Head, body: Bytes) -> (Head, Bytes) {
    if let Some(reason) = without(secret, head.reason.as_bytes()) {
        head.reason = String::from_utf8_lossy(&reason).into_owned();
    }
    for value in head.headers.values_mut() {
        let clean = without(secret, value.as_bytes()).map(HeaderValue::try_from);
        if let Some(Ok(clean)) = clean {
            *value = clean;
        }
    }
    let clean = without(secret, &body).map(Bytes::from);
    (head, clean.unwrap_or(body))
}

/// The text with the secret replaced; none where it does not hold the secret.
fn without(secret: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    let find = |text: &[u8]| text.windows(secret.len()).position(|part| *part == *secret);
    find(text)?;
    let mut clean = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find(rest) {
        let (before, from) = rest.split_at(at);
        clean.extend_from_slice(before);
        clean.extend_from_slice(HIDDEN.as_bytes());
        rest = from.get(secret.len()..).unwrap_or_default();
    }
    clean.extend_from_slice(rest);
    Some(clean)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue};

    use crate::runtime::error::Head;
    use crate::runtime::testing::Example;
    use crate::runtime::{Anonymous, Basic, Credential, Token};

    /// What is left of an answer in which reason, header and body hold this text.
    fn redacted(credential: &impl Credential, text: &str) -> [String; 3] {
        let mut headers = HeaderMap::new();
        headers.insert("x-echo", HeaderValue::from_str(text).unwrap());
        let head = Head {
            status: 401,
            reason: text.to_owned(),
            headers,
        };
        let credential = credential.authorization::<Example>().unwrap();
        let (head, body) = credential.redact(head, Bytes::from(text.to_owned()));
        let echo = head.headers["x-echo"].to_str().unwrap().to_owned();
        [
            head.reason,
            echo,
            String::from_utf8_lossy(&body).into_owned(),
        ]
    }

    #[test]
    fn what_a_server_repeats_is_taken_out() {
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
    fn what_json_writes_with_escapes_is_taken_out() {
        let token = Token::from("a/b+c");
        let authorization = token.authorization::<Example>().unwrap();
        let head = || Head {
            status: 401,
            reason: String::new(),
            headers: HeaderMap::new(),
        };
        for (body, clean) in [
            (r#"{"e":["no a\/b+c"]}"#, r#"{"e":["no ***"]}"#),
            (r#"{"\u0061/b\u002Bc":1}"#, r#"{"***":1}"#),
            (r#"{"e":"a\/b"}"#, r#"{"e":"a\/b"}"#),
            (r#"{"cut":"a\/b+"#, r#"{"cut":"a\/b+"#),
        ] {
            let (_, body) = authorization.redact(head(), Bytes::from_static(body.as_bytes()));
            assert_eq!(body, clean);
        }
    }

    #[test]
    fn the_password_is_taken_out_in_every_form() {
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
