//! The page as text for a terminal.

use super::page::{Contrast, Described, Page, contrasts, labels, places, reached, verified};
use codegen::diff::Class;
use std::fmt::Write;

/// The colours of a terminal; empty without colour.
pub struct Paint {
    bold: &'static str,
    red: &'static str,
    green: &'static str,
    yellow: &'static str,
    plain: &'static str,
}

impl Paint {
    /// Creates it with or without colours.
    pub fn new(has_colour: bool) -> Self {
        if !has_colour {
            return Self {
                bold: "",
                red: "",
                green: "",
                yellow: "",
                plain: "",
            };
        }
        Self {
            bold: "\u{1b}[1m",
            red: "\u{1b}[31m",
            green: "\u{1b}[32m",
            yellow: "\u{1b}[33m",
            plain: "\u{1b}[0m",
        }
    }
}

/// Renders a page.
pub fn render(page: &Page, paint: &Paint) -> String {
    let Paint { bold, plain, .. } = paint;
    let mut text = format!("{bold}{}{plain}\n", page.summary());
    if page.prominent().next().is_some() {
        let _ = write!(text, "\n{bold}Dangerous and breaking changes{plain}\n");
    }
    for (index, described) in page.prominent().enumerate() {
        text.push('\n');
        change(&mut text, described, &format!("{}. ", index + 1), paint);
    }
    for (class, changes) in page.others() {
        let count = crate::report::count(changes.len(), "change");
        let _ = write!(text, "\n{bold}Others: {class} ({count}){plain}\n");
        let is_long = class != Class::Documentation;
        for described in changes {
            if is_long {
                change(&mut text, described, "- ", paint);
            } else {
                let place = places(&described.change);
                let _ = writeln!(text, "- {} [{place}]", described.change.title);
            }
        }
    }
    let sentences = page.release.sentences();
    if !sentences.is_empty() {
        let _ = write!(text, "\n{bold}Version{plain}\n");
        for sentence in sentences {
            let _ = writeln!(text, "  {sentence}");
        }
    }
    if !page.changes.is_empty() {
        let _ = write!(text, "\n{bold}Labels{plain}\n");
        for (label, meaning) in page.labels() {
            let _ = writeln!(text, "  {label}: {meaning}");
        }
    }
    text
}

fn change(text: &mut String, described: &Described, mark: &str, paint: &Paint) {
    let Paint {
        bold,
        red,
        green,
        yellow,
        plain,
    } = paint;
    let change = &described.change;
    let colour = if change.is_breaking() { red } else { yellow };
    let _ = writeln!(
        text,
        "{mark}{bold}{}{plain} [{colour}{}{plain}]",
        change.title,
        labels(change).join(", ")
    );
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "   {label:<8} {value}");
        }
    };
    line("where", &places(change));
    line("reaches", &reached(change));
    for Contrast {
        subject: label,
        base,
        new,
    } in contrasts(change)
    {
        if base == new {
            for value in &base {
                line(label, value);
            }
            continue;
        }
        for value in base {
            line(label, &format!("{red}- {}{plain}", short(&value)));
        }
        for value in new {
            line(label, &format!("{green}+ {}{plain}", short(&value)));
        }
    }
    line("hit", &change.hit);
    line("do", &change.remedy);
    line("verified", verified(change));
    for note in &change.notes {
        line("note", note);
    }
    for mention in &described.mentions {
        line(
            "prose",
            &format!("{} still contains `{}`", mention.place, mention.word),
        );
    }
    if described.more_mentions > 0 {
        line(
            "prose",
            &format!("and {} more lines", described.more_mentions),
        );
    }
}

/// Returns the beginning of a long text on one line.
fn short(text: &str) -> String {
    const MOST: usize = 300;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
