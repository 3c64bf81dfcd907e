//! Builds a page, block by block.

use super::markdown;
use crate::emit::visible;
use crate::model::Origin;

/// The Markdown of a page.
pub(super) struct Page {
    text: String,
    /// `true` after an item of a list, which another item follows without an empty line.
    is_in_list: bool,
}

impl Page {
    /// Begins a page with its title.
    pub(super) fn new(origin: &Origin, title: &str) -> Self {
        let mut page = Self {
            text: markdown::header(origin),
            is_in_list: false,
        };
        page.block(&format!("# {}", markdown::prose(title)));
        page
    }

    /// Adds a section.
    pub(super) fn section(&mut self, title: &str) {
        self.block(&format!("## {title}"));
    }

    /// Adds a section inside a section.
    pub(super) fn subsection(&mut self, title: &str) {
        self.block(&format!("### {title}"));
    }

    /// Adds a paragraph of Markdown, or another block.
    pub(super) fn block(&mut self, markdown: &str) {
        self.is_in_list = false;
        self.text.extend(["\n", markdown.trim_end(), "\n"]);
    }

    /// Adds the description of the page's subject.
    pub(super) fn description(&mut self, text: &str) {
        let mut paragraphs = markdown::paragraphs(text).into_iter();
        let first = paragraphs.next().unwrap_or_default();
        self.block(&format!("**Description**: {first}"));
        paragraphs.for_each(|paragraph| self.block(&paragraph));
    }

    /// Adds prose of the spec: one or more paragraphs.
    pub(super) fn prose(&mut self, text: &str) {
        for paragraph in markdown::paragraphs(text) {
            self.block(&paragraph);
        }
    }

    /// Adds an item of a list: its start in Markdown, prose of the spec, and facts with a line each.
    pub(super) fn item(&mut self, depth: usize, start: &str, prose: &str, facts: &[String]) {
        if !self.is_in_list {
            self.text.push('\n');
        }
        self.is_in_list = true;
        let indent = "  ".repeat(depth);
        let mut paragraphs = markdown::paragraphs(prose).into_iter();
        self.text.extend([&indent, "- ", start]);
        if let Some(first) = paragraphs.next() {
            self.text.extend([": ", &first]);
        }
        self.text.push('\n');
        let mut is_apart = false;
        for paragraph in paragraphs {
            self.text.extend(["\n", &indent, "  ", &paragraph, "\n"]);
            is_apart = true;
        }
        if is_apart && !facts.is_empty() {
            self.text.push('\n');
        }
        for fact in facts {
            self.text.extend([&indent, "  ", fact, "\n"]);
        }
    }

    /// Adds a fact with its label to a list: `- **Label:** fact`.
    pub(super) fn fact(&mut self, label: &str, markdown: &str) {
        self.item(0, &format!("**{label}:** {markdown}"), "", &[]);
    }

    /// Adds a table.
    pub(super) fn table(&mut self, heads: &[&str], rows: &[Vec<String>]) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        let mut table = line(&heads) + &"|---".repeat(heads.len()) + "|\n";
        table.extend(rows.iter().map(|row| line(row)));
        self.block(&table);
    }

    /// Returns the text, in which each character is visible.
    pub(super) fn finish(self) -> String {
        let chars = self.text.chars();
        chars
            .map(|c| if c == '\n' { c } else { visible(c) })
            .collect()
    }
}
