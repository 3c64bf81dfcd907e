//! What was forgotten, silenced, or can panic.

use super::{Finding, Source};

/// Spelled in two parts, so that this file does not find itself.
const LEFTOVERS: [(&str, &str); 7] = [
    ("todo", "!("),
    ("unimplemented", "!("),
    ("dbg", "!("),
    ("#[ig", "nore"),
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X"),
];
const SILENCERS: [(&str, &str); 4] = [
    ("#![al", "low("),
    ("allow(clippy", "::pedantic"),
    ("allow(clippy", "::all"),
    ("allow(war", "nings"),
];
const PANICS: [(&str, &str); 5] = [
    (".unw", "rap()"),
    (".exp", "ect("),
    ("pan", "ic!("),
    ("unreach", "able!("),
    ("unw", "rap_unchecked"),
];
/// Where a panic could be reached from a spec, a server or the environment.
const PANIC_FREE: [&str; 3] = ["codegen/src/", "sdk/src/", "xtask/src/"];

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let rust = sources.iter().filter(|source| source.is_rust());
    rust.flat_map(lines)
        .chain(sources.iter().filter_map(header))
        .chain(sources.iter().filter_map(collapsed))
        .collect()
}

fn lines(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |rule, words: &[(&str, &str)], cure, comments_too: bool| {
        for (number, text) in source
            .text
            .lines()
            .enumerate()
            .map(|(index, text)| (index + 1, text))
        {
            let is_comment = text.trim_start().starts_with("//");
            let word = words
                .iter()
                .map(|(start, end)| format!("{start}{end}"))
                .find(|word| text.contains(word));
            if let Some(word) = word.filter(|_| comments_too || !is_comment) {
                findings.push(Finding {
                    rule,
                    place: source.at(number),
                    what: format!("`{word}`"),
                    cure,
                });
            }
        }
    };
    if !source.is_generated() {
        find(
            "leftover",
            &LEFTOVERS,
            "finish it, or open an issue and delete the note",
            true,
        );
    }
    find("silenced", &SILENCERS, "mend what the lint finds", false);
    if source.is_below(&PANIC_FREE) {
        let panics = source.code_lines().filter_map(|(number, text)| {
            let word = PANICS
                .iter()
                .map(|(start, end)| format!("{start}{end}"))
                .find(|word| text.contains(word))?;
            Some(Finding {
                rule: "panic",
                place: source.at(number),
                what: format!("`{word}` can end the program of a user"),
                cure: "return an error that says where and what to do",
            })
        });
        findings.extend(panics);
    }
    findings
}

fn header(source: &Source) -> Option<Finding> {
    let lacks = source.path.starts_with("sdk/src/generated/") && !source.is_generated();
    lacks.then(|| Finding {
        rule: "generated-header",
        place: source.at(1),
        what: "the first line does not say where the file comes from".to_owned(),
        cure: "run `cargo xtask gen`; hand-written code goes to sdk/src/ext",
    })
}

fn collapsed(source: &Source) -> Option<Finding> {
    if source.path != ".gitattributes" {
        return None;
    }
    let hides =
        |line: &&str| line.contains("linguist-generated") && !line.contains("-linguist-generated");
    source.text.lines().find(hides).map(|line| Finding {
        rule: "collapsed-diff",
        place: source.path.clone(),
        what: format!("`{line}` hides a diff that reviewers are here to read"),
        cure: "remove the attribute",
    })
}
