//! Limits the lines of files and functions.

use super::{Finding, Source};

const HAND_WRITTEN: usize = 400;
const GENERATED: usize = 2_000;
const FUNCTION: usize = 80;

/// A list of one module per golden, which grows with the spec language.
const LIST_OF_GOLDENS: &str = "tests/golden/lib.rs";

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let rust = || sources.iter().filter(|source| source.is_rust());
    rust()
        .filter_map(file)
        .chain(
            rust()
                .filter(|source| !source.is_generated())
                .flat_map(functions),
        )
        .collect()
}

fn file(source: &Source) -> Option<Finding> {
    let lines = source.text.lines().count();
    let (limit, cure) = if source.is_generated() {
        (GENERATED, "make the emitter split the file by noun")
    } else if source.path == LIST_OF_GOLDENS {
        (GENERATED, "merge goldens of one feature")
    } else {
        (HAND_WRITTEN, "split the file by noun")
    };
    (lines > limit).then(|| Finding {
        rule: "file-size",
        location: source.path.clone(),
        violation: format!("{lines} lines exceed the limit of {limit}"),
        cure: cure.to_owned(),
    })
}

/// Finds long functions. The source is formatted, so a function ends at the first brace that is
/// indented like its first line.
fn functions(source: &Source) -> Vec<Finding> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut findings = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let words = line
            .trim_start()
            .trim_start_matches("pub ")
            .trim_start_matches("pub(super) ")
            .trim_start_matches("pub(crate) ");
        let words = words
            .trim_start_matches("const ")
            .trim_start_matches("async ");
        if !words.starts_with("fn ") {
            continue;
        }
        let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
        let length = lines[start..]
            .iter()
            .position(|line| *line == end)
            .map_or(0, |length| length + 1);
        if length > FUNCTION {
            findings.push(Finding {
                rule: "function-size",
                location: source.at(start + 1),
                violation: format!("a function of {length} lines exceeds the limit of {FUNCTION}"),
                cure: "move a part that deserves a name into a function".to_owned(),
            });
        }
    }
    findings
}
