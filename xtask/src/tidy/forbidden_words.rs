//! Unfinished code, silenced lints, debug assertions, panics, and generated files that are hidden or lack a header.

use super::{Finding, Source};

/// Words of one rule. They are spelled in two parts, so that this file does not contain them.
struct Words {
    rule: &'static str,
    spellings: &'static [(&'static str, &'static str)],
    cure: &'static str,
    /// Returns `true` for a file and a trimmed line that the rule applies to.
    concerns: fn(&Source, &str) -> bool,
}

const WORDS: [Words; 3] = [
    Words {
        rule: "leftover",
        spellings: &[
            ("todo", "!("),
            ("unimplemented", "!("),
            ("dbg", "!("),
            ("#[ig", "nore"),
            ("TO", "DO"),
            ("FIX", "ME"),
            ("XX", "X"),
        ],
        cure: "finish it, or open an issue and delete the note",
        concerns: |source, _| !source.is_generated(),
    },
    Words {
        rule: "silenced",
        spellings: &[
            ("#![al", "low("),
            ("allow(clippy", "::pedantic"),
            ("allow(clippy", "::all"),
            ("allow(war", "nings"),
        ],
        cure: "fix the code that the lint reports",
        concerns: |_, line| line.starts_with('#'),
    },
    Words {
        rule: "debug-assertion",
        spellings: &[("debug_", "assert")],
        cure: "use `assert!` or return an error: the dev profile compiles no debug assertions",
        concerns: |_, line| !line.starts_with("//"),
    },
];

const PANICS: Words = Words {
    rule: "panic",
    spellings: &[
        (".unw", "rap()"),
        (".exp", "ect("),
        ("pan", "ic!("),
        ("unreach", "able!("),
    ],
    cure: "return an error that names the location and the fix",
    concerns: |source, _| {
        source.is_below(&["codegen/src/", "sdk/src/", "sdk/runtime/src/", "xtask/src/"])
    },
};

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let rust = sources.iter().filter(|source| source.is_rust());
    rust.flat_map(lines)
        .chain(sources.iter().filter_map(header))
        .chain(sources.iter().filter_map(collapsed))
        .collect()
}

fn lines(source: &Source) -> Vec<Finding> {
    let all = || source.text.lines().enumerate();
    let all = || all().map(|(index, line)| (index + 1, line));
    let mut found: Vec<_> = WORDS
        .iter()
        .flat_map(|words| words.find(source, all))
        .collect();
    found.sort_by_key(|(line, _)| *line);
    found.extend(PANICS.find(source, || source.code_lines()));
    found.into_iter().map(|(_, finding)| finding).collect()
}

impl Words {
    /// Returns the lines that contain one of the words, each with a finding.
    fn find<'a, L: Iterator<Item = (usize, &'a str)>>(
        &self,
        source: &'a Source,
        lines: impl Fn() -> L,
    ) -> Vec<(usize, Finding)> {
        // Nearly all files contain none of the words.
        let spelled = self.spellings.iter();
        let spelled = spelled.map(|(start, end)| format!("{start}{end}"));
        let spelled: Vec<_> = spelled.filter(|word| source.text.contains(word)).collect();
        if spelled.is_empty() {
            return Vec::new();
        }
        let found = lines().filter_map(|(number, line)| {
            let word = spelled.iter().find(|word| line.contains(*word))?;
            let finding = Finding {
                rule: self.rule,
                location: source.at(number),
                violation: format!("`{word}`"),
                cure: self.cure.to_owned(),
            };
            (self.concerns)(source, line.trim_start()).then_some((number, finding))
        });
        found.collect()
    }
}

fn header(source: &Source) -> Option<Finding> {
    let lacks = source.path.starts_with("sdk/src/generated/") && !source.is_generated();
    lacks.then(|| Finding {
        rule: "generated-header",
        location: source.at(1),
        violation: "the first line is not the header of generated files".to_owned(),
        cure: "run `cargo xtask gen`; hand-written code goes to sdk/src/ext".to_owned(),
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
        location: source.path.clone(),
        violation: format!("`{line}` hides a diff from reviewers"),
        cure: "remove the attribute".to_owned(),
    })
}
