//! A draft of the entry in the changelog.

use super::page::{Described, Page};
use codegen::diff::{Action, Class};

/// The headings of the changelog, in order.
const HEADINGS: [&str; 5] = ["Added", "Changed", "Deprecated", "Removed", "Fixed"];

/// Renders the draft. Changes of documentation are left out: users of the crate do not act on them.
pub fn render(page: &Page) -> String {
    let mut text = String::new();
    for heading in HEADINGS {
        let entries = page
            .changes
            .iter()
            .filter(|described| self::heading(described) == Some(heading));
        let entries: Vec<_> = entries.map(entry).collect();
        if !entries.is_empty() {
            text.extend(["### ", heading, "\n\n", &entries.concat(), "\n"]);
        }
    }
    if text.is_empty() {
        return "No entry is needed: only documentation changed, or nothing.\n".to_owned();
    }
    text
}

fn heading(described: &Described) -> Option<&'static str> {
    let change = &described.change;
    let has = |class| change.classes.contains(&class);
    match change.action {
        _ if change.classes == [Class::Documentation] => None,
        Action::Removed | Action::RemovedRequired => Some("Removed"),
        Action::Added | Action::AddedRequired if has(Class::Additive) => Some("Added"),
        _ if change.classes == [Class::Deprecation] => Some("Deprecated"),
        _ => Some("Changed"),
    }
}

fn entry(described: &Described) -> String {
    let change = &described.change;
    let mut title = change.title.chars();
    let first = title
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    let breaking = if change.is_breaking() {
        "**Breaking:** "
    } else {
        ""
    };
    let nothing = change.remedy.is_empty() || change.remedy == "Nothing.";
    let remedy = if nothing {
        String::new()
    } else {
        format!(" {}", change.remedy)
    };
    let text = format!(
        "{breaking}{first}{}. {}{remedy}",
        title.as_str(),
        change.hit
    );
    wrapped(&text)
}

/// Breaks an entry of a list into lines.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 118;
    let (mut result, mut line) = (String::new(), "-".to_owned());
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            result.push_str(&line);
            result.push('\n');
            " ".clone_into(&mut line);
        }
        line.push(' ');
        line.push_str(word);
    }
    format!("{result}{line}\n")
}
