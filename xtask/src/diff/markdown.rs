//! The page as Markdown, for the summary of a pull request.

use super::page::{Contrast, Described, Page, contrasts, labels, places, reached, verified};
use codegen::diff::Class;
use std::fmt::Write;

/// GitHub rejects summaries above 1 MiB.
pub const MOST_BYTES: usize = 1024 * 1024;

/// The space that is kept for the end of the page.
const END: usize = 16 * 1024;

/// Renders a page that is smaller than a limit. Details are left out from the least severe change on,
/// and the page tells their number.
pub fn render(page: &Page, most: usize) -> String {
    let mut text = format!("# Changes to the SDK\n\n{}\n", page.summary());
    let end = end(page);
    let most = most.saturating_sub(end.len().max(END.min(most / 8)));
    let mut left_out = 0;
    let prominent: Vec<_> = page.prominent().collect();
    if !prominent.is_empty() {
        text.push_str("\n## Dangerous and breaking changes\n");
    }
    for described in prominent {
        add(&mut text, &change(described), most, &mut left_out);
    }
    for (class, changes) in page.others() {
        let count = crate::report::count(changes.len(), "change");
        let open = format!("\n<details><summary>Others: {class} ({count})</summary>\n");
        let close = "\n</details>\n";
        if text.len() + open.len() + close.len() > most {
            left_out += changes.len();
            continue;
        }
        text.push_str(&open);
        for described in changes {
            let part = if class == Class::Documentation {
                let place = places(&described.change);
                format!("\n- {} ({place})\n", escaped(&described.change.title))
            } else {
                change(described)
            };
            add(&mut text, &part, most - close.len(), &mut left_out);
        }
        text.push_str(close);
    }
    if left_out > 0 {
        let count = crate::report::count(left_out, "change");
        let _ = write!(
            text,
            "\n{count} left out to stay below the size limit of the page: run `cargo xtask diff --base REV` \
             for all of them.\n"
        );
    }
    text.push_str(&end);
    text
}

fn add(text: &mut String, part: &str, most: usize, left_out: &mut usize) {
    if text.len() + part.len() > most {
        *left_out += 1;
    } else {
        text.push_str(part);
    }
}

fn end(page: &Page) -> String {
    let sentences = page.release.sentences();
    let mut version = String::new();
    if !sentences.is_empty() {
        let sentences = sentences.iter().map(|sentence| format!("- {sentence}\n"));
        version = format!("\n## Version\n\n{}", sentences.collect::<String>());
    }
    if let Some((end, _)) = version.char_indices().nth(END / 4) {
        version.truncate(end);
        version.push_str("…\n");
    }
    if page.changes.is_empty() {
        return version;
    }
    let labels = page.labels().into_iter();
    let labels = labels.map(|(label, meaning)| format!("- **{label}**: {meaning}\n"));
    format!("{version}\n## Labels\n\n{}", labels.collect::<String>())
}

fn change(described: &Described) -> String {
    let change = &described.change;
    let mut text = format!(
        "\n### {}\n\n**{}**\n\n",
        escaped(&change.title),
        labels(change).join(", ")
    );
    let mut item = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "- {label}: {value}");
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
    let mut code = String::new();
    for Contrast {
        subject: label,
        base,
        new,
    } in contrasts(change)
    {
        if base == new && label != "Rust" {
            continue;
        }
        let key = match label {
            "spec" => format!("{}: ", change.kind.words()),
            _ => String::new(),
        };
        let mut lines = |mark: &str, values: &[String]| {
            for value in values {
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                let _ = writeln!(code, "{mark} {key}{value}");
            }
        };
        if base == new {
            lines(" ", &base);
        } else {
            lines("-", &base);
            lines("+", &new);
        }
    }
    if !code.is_empty() {
        let fence = fence(&code);
        let _ = write!(text, "\n{fence}diff\n{code}{fence}\n");
    }
    text
}

/// Returns a fence that the code does not contain.
fn fence(code: &str) -> String {
    let mut fence = "```".to_owned();
    while code.contains(&fence) {
        fence.push('`');
    }
    fence
}

/// Escapes what Markdown or HTML would interpret outside of code.
fn escaped(text: &str) -> String {
    let mut is_code = false;
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '`' {
            is_code = !is_code;
        }
        if !is_code && matches!(c, '<' | '>' | '*' | '_' | '[' | ']' | '#' | '|' | '\\') {
            result.push('\\');
        }
        result.push(c);
    }
    result
}
