//! The page as one HTML file: it needs neither a network nor scripts.

use super::page::{Contrast, Described, Page, contrasts, labels, places, reached, verified};
use std::fmt::Write;

/// The style of the page, for light and dark screens.
const STYLE: &str = "\
:root { color-scheme: light dark; --line: #8886; --old: #f664; --new: #4c64; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
body { overflow-wrap: anywhere; }
section { border: 1px solid var(--line); border-radius: 6px; padding: 0 1rem 1rem; margin: 1rem 0; }
section.breaking { border-left: 6px solid #d33; }
section.dangerous { border-left: 6px solid #d80; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th { text-align: left; font-weight: 600; }
th::first-letter { text-transform: uppercase; }
td { vertical-align: top; width: 50%; padding: 2px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; padding: .3rem .5rem; border-radius: 4px; }
td.old pre { background: var(--old); }
td.old pre::before { content: '- '; }
td.new pre { background: var(--new); }
td.new pre::before { content: '+ '; }
@media (max-width: 45rem) { table, tbody, tr, th, td { display: block; width: auto; } }
code, pre { font: 14px/1.4 ui-monospace, monospace; }
.class { border: 1px solid var(--line); border-radius: 9px; padding: 0 .5em; margin-right: .3em; font-size: .85em; }
dt { font-weight: 600; } dd { margin: 0 0 .3rem 1rem; }
summary { cursor: pointer; font-weight: 600; margin: 1rem 0; }
";

/// Renders a page.
pub fn render(page: &Page) -> String {
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Changes to the SDK</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>Changes to the SDK</h1>\n<p>{}</p>\n",
        prose(&page.summary())
    );
    if page.prominent().next().is_some() {
        text.push_str("<h2>Dangerous and breaking changes</h2>\n");
    }
    for described in page.prominent() {
        change(&mut text, described);
    }
    for (class, changes) in page.others() {
        let count = crate::report::count(changes.len(), "change");
        let _ = writeln!(
            text,
            "<details>\n<summary>Others: {class} ({count})</summary>"
        );
        for described in changes {
            change(&mut text, described);
        }
        text.push_str("</details>\n");
    }
    let sentences = page.release.sentences();
    if !sentences.is_empty() {
        text.push_str("<h2>Version</h2>\n<ul>\n");
        for sentence in sentences {
            let _ = writeln!(text, "<li>{}</li>", prose(&sentence));
        }
        text.push_str("</ul>\n");
    }
    if !page.changes.is_empty() {
        text.push_str("<h2>Labels</h2>\n<ul>\n");
        for (label, meaning) in page.labels() {
            let _ = writeln!(text, "<li><code>{label}</code>: {meaning}</li>");
        }
        text.push_str("</ul>\n");
    }
    text.push_str("</body>\n</html>\n");
    text
}

fn change(text: &mut String, described: &Described) {
    let change = &described.change;
    let kind = match (change.is_breaking(), change.is_dangerous()) {
        (true, _) => "breaking",
        (false, true) => "dangerous",
        (false, false) => "other",
    };
    let _ = writeln!(
        text,
        "<section class=\"{kind}\">\n<h3>{}</h3>",
        prose(&change.title)
    );
    text.push_str("<p>");
    for label in labels(change) {
        let _ = write!(text, "<span class=\"class\">{label}</span>");
    }
    text.push_str("</p>\n<table>\n");
    for Contrast { subject, base, new } in contrasts(change) {
        let _ = writeln!(text, "<tr><th colspan=\"2\">{subject}</th></tr>");
        let cell = |side: &str, lines: &[String]| {
            if lines.is_empty() {
                return format!("<td class=\"{side}\"></td>");
            }
            format!(
                "<td class=\"{side}\"><pre>{}</pre></td>",
                escaped(&lines.join("\n"))
            )
        };
        let _ = if base == new {
            writeln!(
                text,
                "<tr><td colspan=\"2\"><pre>{}</pre></td></tr>",
                escaped(&new.join("\n"))
            )
        } else {
            writeln!(text, "<tr>{}{}</tr>", cell("old", &base), cell("new", &new))
        };
    }
    text.push_str("</table>\n<dl>\n");
    let mut item = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "<dt>{label}</dt><dd>{}</dd>", prose(value));
        }
    };
    item("Where", &places(change));
    item("Reaches", &reached(change));
    item("Who is hit", &change.hit);
    item("To do", &change.remedy);
    item("Verified", verified(change));
    for note in &change.notes {
        item("Note", note);
    }
    for mention in &described.mentions {
        item(
            "Prose",
            &format!("{} still contains `{}`", mention.place, mention.word),
        );
    }
    if described.more_mentions > 0 {
        item(
            "Prose",
            &format!("and {} more lines", described.more_mentions),
        );
    }
    text.push_str("</dl>\n</section>\n");
}

/// Escapes a text, and shows the parts in backticks as code.
fn prose(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    let is_balanced = text.matches('`').count().is_multiple_of(2);
    let pieces = pieces.map(|(at, piece)| {
        let piece = escaped(piece);
        if is_balanced && at % 2 == 1 {
            format!("<code>{piece}</code>")
        } else {
            piece
        }
    });
    pieces.collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
