//! The header `Link`, as defined in RFC 8288.

use crate::http::headers::Headers;

/// Returns the target of the link to the next page: the first one whose relation type is `next`.
pub fn next_link<H: Headers>(headers: &H) -> Option<String> {
    let mut values = headers.get_all("link");
    values.find_map(|value| next_of(&value))
}

/// Returns the target of the link to the next page in one header value. What is not a link is
/// skipped up to the next comma.
fn next_of(value: &str) -> Option<String> {
    let mut rest = value;
    while let Some((_, link)) = rest.split_once('<') {
        let (target, parameters) = link.split_once('>')?;
        let (is_next, behind) = is_next(parameters);
        if is_next {
            return Some(target.trim().to_owned());
        }
        rest = behind;
    }
    None
}

/// Returns `true` if the parameters of a link make it the one to the next page, and the text behind
/// them. Only the first `rel` counts, and a link with an `anchor` belongs to another page.
fn is_next(parameters: &str) -> (bool, &str) {
    let mut rest = parameters;
    let mut relation = None;
    let mut has_anchor = false;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let Some(parameter) = rest.strip_prefix(';') else {
            break;
        };
        let (name, behind) = token(parameter);
        let (value, behind) = match behind.trim_start().strip_prefix('=') {
            Some(value) => text(value),
            None => (String::new(), behind),
        };
        if name.eq_ignore_ascii_case("rel") {
            relation.get_or_insert(value);
        } else if name.eq_ignore_ascii_case("anchor") {
            has_anchor = true;
        }
        rest = behind;
    }
    let relation = relation.unwrap_or_default();
    let mut relations = relation.split_ascii_whitespace();
    let is_next = !has_anchor && relations.any(|word| word.eq_ignore_ascii_case("next"));
    let behind = rest.split_once(',').map_or("", |(_, behind)| behind);
    (is_next, behind)
}

/// Returns the token at the start of a text, and the text behind it.
fn token(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text.find([' ', '\t', ';', ',', '=', '"', '<']);
    text.split_at(end.unwrap_or(text.len()))
}

/// Returns the token or the quoted text at the start of a text, and the text behind it.
fn text(text: &str) -> (String, &str) {
    let text = text.trim_start();
    let Some(quoted) = text.strip_prefix('"') else {
        let (token, behind) = token(text);
        return (token.to_owned(), behind);
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => break,
            '\\' => value.extend(chars.next()),
            char => value.push(char),
        }
    }
    (value, chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::next_of;

    #[test]
    fn the_first_link_to_a_next_page_is_found() {
        for value in [
            r#"</b>; rel="next""#,
            "</b>;rel=next",
            "</b> ; REL = NEXT",
            r#"</b>; rel="prev next last""#,
            r#"</b>; title="a, <c>; rel=\"x\""; rel=next"#,
            r#"</a>; rel="prev", </b>; rel="next", </c>; rel="next""#,
            r"</a>; rel=prev; rel=next, , </b>; rel=next",
            r#"</a>; rel="next"; anchor="/other", </b>; rel=next; hreflang"#,
            r#"nothing, </b>; rel="next""#,
            "</a>, </b>; rel=next",
            r#"</a>; title="unknown"x, </b>; rel=next"#,
            "< /b >; rel=next",
        ] {
            assert_eq!(next_of(value).as_deref(), Some("/b"), "{value}");
        }
    }

    #[test]
    fn other_links_are_none() {
        for value in [
            "",
            "</b>",
            "</b>; rel",
            "</b>; rel=",
            r#"</b>; rel="prev""#,
            r#"</b>; rel="nextish""#,
            r#"</b>; title="rel=next""#,
            "</b; rel=next",
            r#"</b>; rel="nex"#,
            ";;;,,,<>",
            "rel=next",
            "</b>; =next; rel",
        ] {
            assert_eq!(next_of(value), None, "{value}");
        }
    }
}
