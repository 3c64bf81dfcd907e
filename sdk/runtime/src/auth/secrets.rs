//! Secrets in texts, and the forms in which a server may echo them.

use crate::redact::REDACTED;

/// Secrets with fewer bytes are replaced only as whole words.
pub(crate) const MIN_LENGTH: usize = 6;

/// Returns the secrets, also as JSON would escape them, by descending length.
pub(crate) fn with_escapes(secrets: &[&str]) -> Vec<Box<[u8]>> {
    let mut all: Vec<Box<[u8]>> = Vec::new();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        all.push(secret.as_bytes().into());
        // A server may echo it inside a JSON string.
        let escaped = serde_json::to_string(secret).unwrap_or_default();
        let inside = escaped.strip_prefix('"');
        let inside = inside.and_then(|rest| rest.strip_suffix('"'));
        if let Some(escaped) = inside.filter(|escaped| escaped != secret) {
            all.push(escaped.as_bytes().into());
        }
        // Some servers escape the slash too.
        if secret.contains('/') {
            all.push(
                inside
                    .unwrap_or(secret)
                    .replace('/', "\\/")
                    .as_bytes()
                    .into(),
            );
        }
    }
    sort(&mut all);
    all.dedup();
    all
}

/// Sorts secrets by descending length, so that none is replaced inside another one.
pub(crate) fn sort(secrets: &mut [Box<[u8]>]) {
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
}

/// Returns a percent-encoded text with the digits of each escape in lower case, as some servers write
/// them.
pub(crate) fn with_lower_escapes(encoded: &str) -> String {
    let mut rest = encoded.split('%');
    let first = rest.next().unwrap_or_default().to_owned();
    rest.fold(first, |text, part| {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        format!("{text}%{}{rest}", digits.to_ascii_lowercase())
    })
}

/// Returns the text with the secret replaced; `None` if the text does not contain it. A short
/// secret is replaced only as a whole word, because it also occurs inside of other words.
pub(crate) fn redact_bytes(secret: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    let mut clean: Option<Vec<u8>> = None;
    let mut kept = 0;
    let mut at = 0;
    while let Some(part) = text.get(at..at + secret.len()) {
        let end = at + secret.len();
        if part != secret || (secret.len() < MIN_LENGTH && !is_word(text, at, end)) {
            at += 1;
            continue;
        }
        let clean = clean.get_or_insert_with(|| Vec::with_capacity(text.len()));
        clean.extend_from_slice(text.get(kept..at).unwrap_or_default());
        clean.extend_from_slice(REDACTED.as_bytes());
        (kept, at) = (end, end);
    }
    let mut clean = clean?;
    clean.extend_from_slice(text.get(kept..).unwrap_or_default());
    Some(clean)
}

/// Returns `true` if the bytes from `start` to `end` are not a part of a longer word.
fn is_word(text: &[u8], start: usize, end: usize) -> bool {
    let is_part = |byte: Option<&u8>| {
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii())
    };
    let before = start.checked_sub(1).and_then(|before| text.get(before));
    !is_part(before) && !is_part(text.get(end))
}
