//! Keys that a mapping has more than once.

use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;
use std::collections::HashMap;

/// Reports the keys, and keeps only their first entries. `key` returns the key of an entry.
pub(super) fn remove<T>(
    entries: &mut Vec<T>,
    key: impl Fn(&T) -> (&str, Span),
    found: &mut Diagnostics,
) {
    // Hardly any mapping has one, and sorting a few keys is faster than hashing copies of them.
    let mut keys: Vec<_> = entries.iter().map(|entry| key(entry).0).collect();
    keys.sort_unstable();
    if keys.windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    let mut spans: HashMap<String, Span> = HashMap::new();
    entries.retain(|entry| {
        let (key, span) = key(entry);
        let Some(first) = spans.get(key) else {
            spans.insert(key.to_owned(), span);
            return true;
        };
        let message = format!("duplicate key `{key}`");
        let diagnostic =
            Diagnostic::new(codes::DUPLICATE_KEY, span, message).related(*first, "first used here");
        found.push(diagnostic.help("remove one of them"));
        false
    });
}
