//! The structure of a page, as another reader of Markdown finds it.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// The structure of a page.
#[derive(Debug, Default)]
pub struct Structure {
    /// The beginnings of headings, lists, items, tables, cells and blocks of code, in order.
    pub blocks: Vec<String>,
    /// The targets of links.
    pub links: Vec<String>,
    /// The pieces of HTML, apart from the code in cells of tables.
    pub html: Vec<String>,
}

impl Structure {
    /// Reads a page.
    pub fn of(page: &str) -> Self {
        let mut found = Self::default();
        let mut table = 0;
        for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => found.links.push(dest_url.to_string()),
                Event::Start(Tag::Table(columns)) => {
                    table = columns.len();
                    found.blocks.push(format!("table of {table}"));
                }
                Event::Start(tag) => found.blocks.extend(block(&tag)),
                Event::Rule => found.blocks.push("rule".to_owned()),
                Event::InlineHtml(text) if table > 0 && is_code(&text) => {}
                Event::Html(text) | Event::InlineHtml(text) => found.html.push(text.to_string()),
                _ => {}
            }
        }
        found
    }
}

/// Returns the name of a block. Emphasis and paragraphs are no structure: the descriptions of a spec have
/// them.
fn block(tag: &Tag<'_>) -> Option<String> {
    let name = match tag {
        Tag::Heading { level, .. } => format!("heading {level}"),
        Tag::List(first) => format!("list {first:?}"),
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => format!("fence {language}"),
        Tag::CodeBlock(CodeBlockKind::Indented) => "indented code".to_owned(),
        Tag::Item => "item".to_owned(),
        Tag::TableHead => "head".to_owned(),
        Tag::TableRow => "row".to_owned(),
        Tag::TableCell => "cell".to_owned(),
        Tag::BlockQuote(_) => "quote".to_owned(),
        Tag::Image { .. } => "image".to_owned(),
        Tag::Strikethrough => "struck".to_owned(),
        _ => return None,
    };
    Some(name)
}

fn is_code(html: &str) -> bool {
    matches!(html, "<code>" | "</code>")
}
