//! The page for programs: JSON, and annotations of a GitHub workflow.

use super::page::{Described, Page, labels};
use codegen::diff::State;
use serde_json::{Value, json};

/// Renders a page as one JSON object.
pub fn render(page: &Page) -> String {
    let release = &page.release;
    let version =
        |version: Option<codegen::diff::Version>| version.map(|version| version.to_string());
    let whole = json!({
        "summary": page.summary(),
        "base": page.base,
        "new": page.new,
        "changes": page.changes.iter().map(change).collect::<Vec<_>>(),
        "version": {
            "bump": release.bump.word(),
            "released": version(release.released),
            "needed": version(release.needed()),
            "present": version(release.present),
            "is_complete": release.is_complete(),
            "missing_in_changelog": release.unmentioned,
        },
    });
    format!("{whole:#}\n")
}

fn change(described: &Described) -> Value {
    let change = &described.change;
    let state = |state: &Option<State>| {
        state.as_ref().map(|state| {
            json!({
                "value": state.value,
                "file": state.place.as_ref().map(|place| &place.file),
                "line": state.place.as_ref().map(|place| place.line),
                "rust": state.rust,
                "wire": state.wire,
            })
        })
    };
    let mentions = described
        .mentions
        .iter()
        .map(|mention| json!({ "place": mention.place, "word": mention.word }));
    json!({
        "title": change.title,
        "kind": change.kind.words(),
        "action": change.action.word(),
        "is_dangerous": change.is_dangerous(),
        "classes": change.classes.iter().map(|class| class.word()).collect::<Vec<_>>(),
        "base": state(&change.base),
        "new": state(&change.new),
        "operations": change.operations,
        "hit": change.hit,
        "remedy": change.remedy,
        "notes": change.notes,
        "has_witness": change.has_witness,
        "prose": mentions.collect::<Vec<_>>(),
    })
}

/// Renders the changes as annotations on the lines of the spec: breaking ones as warnings, all others
/// but those of documentation as notices.
pub fn annotations(page: &Page) -> String {
    let changes = page.changes.iter().filter_map(|described| {
        let change = &described.change;
        let is_shown = change
            .classes
            .iter()
            .any(|class| *class != codegen::diff::Class::Documentation);
        let place = change.place().filter(|_| is_shown)?;
        let level = if change.is_breaking() {
            "warning"
        } else {
            "notice"
        };
        let message = format!(
            "{}\n{}\n{}",
            labels(change).join(", "),
            change.hit,
            change.remedy
        );
        Some(format!(
            "::{level} file={},line={},title={}::{}\n",
            property(&place.file),
            place.line,
            property(&change.title),
            data(&message)
        ))
    });
    let changes: String = changes.collect();
    let end = page.release.sentences().join(" ");
    let level = if page.release.is_complete() {
        "notice"
    } else {
        "warning"
    };
    let end = if end.is_empty() {
        String::new()
    } else {
        format!("::{level} title=Version::{}\n", data(&end))
    };
    format!("{changes}{end}{}\n", page.summary())
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
