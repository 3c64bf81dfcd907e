//! HTML pages in the place of responses: those of logins, proxies and captive portals.

use crate::error::one_line::one_line;

/// The part of a body that is searched for a title, in bytes.
const MAX_SEARCHED: usize = 64 * 1024;
/// The characters that pages usually write as entities.
const ENTITIES: [(&str, &str); 6] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&nbsp;", " "),
    ("&amp;", "&"),
];

/// Returns the title of an HTML page in one line; `None` if the body is not a page with a title.
pub(crate) fn title(body: &[u8]) -> Option<String> {
    let start = body.get(..body.len().min(MAX_SEARCHED))?;
    let text = String::from_utf8_lossy(start);
    if !text
        .trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t'])
        .starts_with('<')
    {
        return None;
    }
    // The length stays the same: only ASCII letters change.
    let lower = text.to_ascii_lowercase();
    let tag = lower.find("<title")?;
    let begin = tag + lower.get(tag..)?.find('>')? + 1;
    let length = lower.get(begin..)?.find("</title")?;
    let mut title = text.get(begin..begin + length)?.to_owned();
    for (entity, character) in ENTITIES {
        title = title.replace(entity, character);
    }
    let title = one_line(&title);
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn the_title_of_a_page_is_found() {
        for (body, expected) in [
            ("<html><title>Sign in</title>", Some("Sign in")),
            (
                "\u{feff}\r\n<!DOCTYPE html><TITLE lang=en>\n A &amp; B\u{202e}\n</TITLE>",
                Some("A & B"),
            ),
            ("<html><head></head>", None),
            ("<title></title>", None),
            ("<title>cut", None),
            ("{\"a\":\"<title>x</title>\"}", None),
            ("", None),
        ] {
            assert_eq!(title(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }
}
