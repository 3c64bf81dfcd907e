//! The map in ARCHITECTURE.md and the tree name the same things.

use super::{Finding, Source};

const PAGE: &str = "ARCHITECTURE.md";
const CURE: &str = "change the map along with the tree";

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let Some(page) = sources.iter().find(|source| source.path == PAGE) else {
        return Vec::new();
    };
    let places = places(&page.text);
    let gone = places.iter().filter(|(_, place)| {
        !sources
            .iter()
            .any(|source| source.path.starts_with(place.as_str()))
    });
    let gone =
        gone.map(|(line, place)| finding(page.at(*line), format!("the tree has no `{place}`")));
    let code = sources.iter().filter(|source| source.is_rust());
    let unnamed =
        code.filter(|source| !places.iter().any(|(_, place)| covers(place, &source.path)));
    let unnamed =
        unnamed.map(|source| finding(source.path.clone(), "the map does not name it".to_owned()));
    gone.chain(unnamed).collect()
}

fn finding(place: String, what: String) -> Finding {
    Finding {
        rule: "map",
        place,
        what,
        cure: CURE,
    }
}

/// A folder that has entries of its own in the map covers nothing: each file is to be named.
fn covers(place: &str, path: &str) -> bool {
    let is_whole = !matches!(
        place,
        "codegen/src/" | "xtask/src/" | "sdk/src/" | "sdk/src/runtime/" | "tests/" | "spec/"
    );
    is_whole && (place == path || place.ends_with('/') && path.starts_with(place))
}

/// The paths of the map with their lines. An entry that stands further in belongs to the last one
/// that does not.
fn places(page: &str) -> Vec<(usize, String)> {
    let lines = page
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line));
    let map = lines
        .skip_while(|(_, line)| *line != "## The map")
        .skip_while(|(_, line)| *line != "```text");
    let mut places = Vec::new();
    let mut folder = String::new();
    for (number, line) in map.skip(1).take_while(|(_, line)| *line != "```") {
        let entry = line.trim_start();
        let names = entry.split("  ").next().unwrap_or_default().split(", ");
        for name in names.map(|name| name.split(' ').next().unwrap_or_default()) {
            if entry.len() == line.len() {
                name.clone_into(&mut folder);
                places.push((number, folder.clone()));
            } else {
                places.push((number, format!("{folder}{name}")));
            }
        }
    }
    places
}
