//! Compares the map in ARCHITECTURE.md with the tree.

use super::{Finding, Source};

const PAGE: &str = "ARCHITECTURE.md";
const CURE: &str = "change the map along with the tree";

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let Some(page) = sources.iter().find(|source| source.path == PAGE) else {
        return Vec::new();
    };
    let entries = entries(&page.text);
    let gone = entries.iter().filter(|(_, entry)| {
        !sources
            .iter()
            .any(|source| source.path.starts_with(entry.as_str()))
    });
    let gone =
        gone.map(|(line, entry)| finding(page.at(*line), format!("the tree has no `{entry}`")));
    let code = sources.iter().filter(|source| source.is_rust());
    let unnamed =
        code.filter(|source| !entries.iter().any(|(_, entry)| covers(entry, &source.path)));
    let unnamed =
        unnamed.map(|source| finding(source.path.clone(), "the map does not name it".to_owned()));
    gone.chain(unnamed).collect()
}

fn finding(location: String, violation: String) -> Finding {
    Finding {
        rule: "map",
        location,
        violation,
        cure: CURE.to_owned(),
    }
}

/// Returns `true` if the map's entry includes the path. A folder whose contents have entries includes
/// nothing else: the map names each file in it.
fn covers(entry: &str, path: &str) -> bool {
    let is_whole = !matches!(
        entry,
        "codegen/src/" | "xtask/src/" | "sdk/src/" | "sdk/runtime/src/" | "tests/" | "spec/"
    );
    is_whole && (entry == path || entry.ends_with('/') && path.starts_with(entry))
}

/// Returns the paths of the map with their lines. An indented entry is relative to the last one that
/// is not indented.
fn entries(page: &str) -> Vec<(usize, String)> {
    let lines = page
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line));
    let map = lines
        .skip_while(|(_, line)| *line != "## The map")
        .skip_while(|(_, line)| *line != "```text");
    let mut entries = Vec::new();
    let mut folder = String::new();
    for (number, line) in map.skip(1).take_while(|(_, line)| *line != "```") {
        let entry = line.trim_start();
        let names = entry.split("  ").next().unwrap_or_default().split(", ");
        for name in names.map(|name| name.split(' ').next().unwrap_or_default()) {
            if entry.len() == line.len() {
                name.clone_into(&mut folder);
                entries.push((number, folder.clone()));
            } else {
                entries.push((number, format!("{folder}{name}")));
            }
        }
    }
    entries
}
