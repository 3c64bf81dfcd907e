//! The page of the last results, `tests/BENCHMARKS.md`, section by section: a run replaces those that it
//! measures.

/// Returns a section, from its heading to the next one.
#[must_use]
pub fn section<'p>(page: &'p str, title: &str) -> Option<&'p str> {
    let start = page.find(&format!("## {title}\n"))?;
    let rest = page.get(start..)?;
    let end = rest.get(1..)?.find("\n## ").map_or(rest.len(), |at| at + 1);
    rest.get(..end)
}

/// Returns the page with another text of a section. A new section becomes the last one.
#[must_use]
pub fn with_section(page: &str, title: &str, text: &str) -> String {
    match section(page, title) {
        Some(before) => page.replacen(before, text, 1),
        None => format!("{page}\n{text}"),
    }
}
