//! The styles of pagination, and the keys of each.

use crate::ast::{PaginationDoc, Text};
use crate::codes;
use crate::lower::context::Context;
use crate::lower::syntax::meaning;
use crate::model::{Headers, Scalar};
use crate::source::Span;

/// The way from a page to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Cursor,
    Offset,
    Page,
    Link,
    NextUrl,
}

const STYLES: [(&str, Style); 5] = [
    ("cursor", Style::Cursor),
    ("offset", Style::Offset),
    ("page", Style::Page),
    ("link", Style::Link),
    ("next_url", Style::NextUrl),
];

/// A key that belongs to some styles.
struct StyleKey {
    name: &'static str,
    span: Option<Span>,
    styles: &'static [Style],
    is_required: bool,
}

fn keys(doc: &PaginationDoc) -> [StyleKey; 7] {
    let text = |text: &Option<Box<Text>>| text.as_ref().map(|text| text.span);
    let key = |name, span, styles, is_required| StyleKey {
        name,
        span,
        styles,
        is_required,
    };
    let first_page = doc.first_page.as_ref().map(|first| first.span);
    let with_limit: &[Style] = &[Style::Offset, Style::Page];
    [
        key("cursor", text(&doc.cursor), &[Style::Cursor], true),
        key(
            "next",
            text(&doc.next),
            &[Style::Cursor, Style::NextUrl],
            true,
        ),
        key("offset", text(&doc.offset), &[Style::Offset], true),
        key("page", text(&doc.page), &[Style::Page], true),
        key("first_page", first_page, &[Style::Page], false),
        key("limit", text(&doc.limit), with_limit, false),
        key("total_pages", text(&doc.total_pages), &[Style::Page], false),
    ]
}

/// Returns the style, and reports keys of other styles and missing ones.
pub(super) fn of(cx: &mut Context<'_>, doc: &PaginationDoc) -> Option<Style> {
    let given = doc.style.as_ref();
    let style = given.and_then(|style| meaning(style, &STYLES));
    let style = style.unwrap_or(Style::Cursor);
    let keys = keys(doc);
    let is_other = |key: &&StyleKey| key.span.is_some() && !key.styles.contains(&style);
    let mut others = keys.iter().filter(is_other).peekable();
    if others.peek().is_none() {
        let is_missing =
            |key: &&StyleKey| key.is_required && key.styles.contains(&style) && key.span.is_none();
        let mut missing = keys.iter().filter(is_missing).peekable();
        let is_complete = missing.peek().is_none();
        for key in missing {
            let name = key.name;
            cx.report(
                codes::MISSING_KEY,
                doc.span,
                format!(
                    "`pagination` of the style `{}` needs the key `{name}`",
                    word(style)
                ),
                format!("add `{name}: …`{}", or_style(doc)),
            );
        }
        return is_complete.then_some(style);
    }
    for key in others {
        let styles = key.styles.iter();
        let styles: Vec<_> = styles
            .map(|style| format!("`style: {}`", word(*style)))
            .collect();
        let item = format!("pagination of the style `{}`", word(style));
        let fix = format!(", or write {}", styles.join(" or "));
        cx.misplaced(key.name, key.span.unwrap_or(doc.span), &item, &fix);
    }
    None
}

/// The end of the help for a missing key, if the style is not written.
fn or_style(doc: &PaginationDoc) -> &'static str {
    match doc.style {
        None => ", or another `style`",
        Some(_) => "",
    }
}

fn word(style: Style) -> &'static str {
    let found = STYLES.iter().find(|(_, known)| *known == style);
    found.map_or("", |(word, _)| word)
}

/// Returns the number of the first page, and reports any except 0 and 1.
pub(super) fn first_page(cx: &mut Context<'_>, doc: &PaginationDoc) -> u32 {
    let Some(first) = &doc.first_page else {
        return 1;
    };
    if first.value > 1 {
        cx.report(
            codes::UNKNOWN_WORD,
            first.span,
            format!("the first page cannot have the number {}", first.value),
            "write 0 or 1: pages are counted from either",
        );
    }
    first.value
}

/// Reports pagination by a header that the operation does not describe, or describes with a type.
pub(super) fn check_link(cx: &mut Context<'_>, doc: &PaginationDoc, headers: &Headers) {
    let mut list = headers.list.iter();
    let link = list.find(|header| header.wire.as_str().eq_ignore_ascii_case("link"));
    let span = doc.style.as_ref().map_or(doc.span, |style| style.span);
    match link {
        Some(link) if link.ty == Scalar::String => {}
        Some(_) => cx.report(
            codes::MISPLACED_TYPE,
            span,
            "the header `Link` has a type, but it holds the URLs of other pages as text",
            "remove `type` of the header `Link`",
        ),
        None if cx.has(codes::UNKNOWN_HEADER) => {}
        None => cx.report(
            codes::UNKNOWN_HEADER,
            span,
            "pagination by links needs the response header `Link`, which the operation does not describe",
            "add it to `response_headers`: `{name: Link, description: …}`",
        ),
    }
}
