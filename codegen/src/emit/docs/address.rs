//! Addresses in prose, such as `https://example.com/threats/<id>`.

/// The schemes whose addresses become links.
const LINKED: [&str; 3] = ["http", "https", "ftp"];

/// A word that contains an address.
pub(super) struct Found<'t> {
    pub(super) before: &'t str,
    pub(super) address: &'t str,
    pub(super) after: &'t str,
    /// `true` if readers can follow the address: a template such as `https://{host}` leads nowhere.
    pub(super) is_link: bool,
}

/// Returns the address in a word, without the punctuation of the sentence around it.
pub(super) fn find(word: &str) -> Option<Found<'_>> {
    let (before, rest) = word.split_once("://")?;
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let start = before.trim_end_matches(is_scheme).len();
    let scheme = &before[start..];
    let starts_well = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
    let length = address_length(rest);
    if !starts_well || length == 0 {
        return None;
    }
    let (before, address) = word.split_at(start);
    let (address, after) = address.split_at(scheme.len() + "://".len() + length);
    let is_template = address.contains(['<', '>', '{', '}', '\\', '|', '^', '*']);
    // Markdown would read an entity in a link.
    let is_entity = address.contains('&') && address.contains(';');
    let is_known = LINKED.contains(&scheme.to_ascii_lowercase().as_str());
    Some(Found {
        before,
        address,
        after,
        is_link: is_known && !is_template && !is_entity,
    })
}

/// Returns the length of an address: without punctuation at the end, and without closing brackets that
/// it does not open.
fn address_length(rest: &str) -> usize {
    let mut address = rest;
    while let Some(last) = address.chars().next_back() {
        let opening = match last {
            ')' => '(',
            ']' => '[',
            '}' => '{',
            '>' => '<',
            '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' => '\0',
            _ if last.is_ascii() || last.is_alphanumeric() => break,
            _ => '\0',
        };
        let is_opened = address.matches(opening).count() >= address.matches(last).count();
        if opening != '\0' && is_opened {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn addresses_are_found_whole() {
        for (word, before, address, after, is_link) in [
            ("https://a.example/b", "", "https://a.example/b", "", true),
            (
                "(https://a.example/b).",
                "(",
                "https://a.example/b",
                ").",
                true,
            ),
            (
                "https://a.example/x_(y)",
                "",
                "https://a.example/x_(y)",
                "",
                true,
            ),
            (
                "https://a.example/?q=[a]",
                "",
                "https://a.example/?q=[a]",
                "",
                true,
            ),
            ("https://[::1]:80/,", "", "https://[::1]:80/", ",", true),
            (
                "https://a.example/?b=",
                "",
                "https://a.example/?b=",
                "",
                true,
            ),
            ("ftp://a.example/b_c", "", "ftp://a.example/b_c", "", true),
            (
                "https://a.example/<id>/notes",
                "",
                "https://a.example/<id>/notes",
                "",
                false,
            ),
            (
                "<https://a.example/<id>>",
                "<",
                "https://a.example/<id>",
                ">",
                false,
            ),
            ("https://{host}/web", "", "https://{host}/web", "", false),
            ("s3://bucket/key", "", "s3://bucket/key", "", false),
            (
                "https://a.example/?x=1&copy;2",
                "",
                "https://a.example/?x=1&copy;2",
                "",
                false,
            ),
        ] {
            let found = find(word).unwrap_or_else(|| panic!("{word}"));
            let parts = (found.before, found.address, found.after, found.is_link);
            assert_eq!(parts, (before, address, after, is_link), "{word}");
        }
        for word in ["://", "http://", "https://.", "1://a", "a:b", ""] {
            assert!(find(word).is_none(), "{word}");
        }
    }
}
