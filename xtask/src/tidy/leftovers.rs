//! What was forgotten, silenced, or can panic.

use super::{Finding, Source};

/// Words that tell of something wrong. They are spelled in two parts, so that this file does not
/// find itself.
struct Words {
    rule: &'static str,
    spellings: &'static [(&'static str, &'static str)],
    cure: &'static str,
    /// Which lines of a file are looked at, by the whole file and the trimmed line.
    concerns: fn(&Source, &str) -> bool,
}

const WORDS: [Words; 2] = [
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
        cure: "mend what the lint finds",
        concerns: |_, line| line.starts_with('#'),
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
    cure: "return an error that says where and what to do",
    concerns: |source, _| source.is_below(&["codegen/src/", "sdk/src/", "xtask/src/"]),
};

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let rust = sources.iter().filter(|source| source.is_rust());
    rust.flat_map(lines)
        .chain(sources.iter().filter_map(header))
        .chain(sources.iter().filter_map(collapsed))
        .collect()
}

fn lines(source: &Source) -> Vec<Finding> {
    let all = source.text.lines().enumerate();
    let all = all.flat_map(|(index, line)| {
        let found = WORDS
            .iter()
            .filter_map(move |words| words.find(source, line));
        found.map(move |finding| finding(source.at(index + 1)))
    });
    let code = source
        .code_lines()
        .filter_map(|(number, line)| Some(PANICS.find(source, line)?(source.at(number))));
    all.chain(code).collect()
}

impl Words {
    /// The finding of a line, once its place is known.
    fn find(
        &'static self,
        source: &Source,
        line: &str,
    ) -> Option<impl Fn(String) -> Finding + use<>> {
        let spelled = self
            .spellings
            .iter()
            .map(|(start, end)| format!("{start}{end}"));
        let word = spelled.into_iter().find(|word| line.contains(word))?;
        (self.concerns)(source, line.trim_start()).then_some(move |place| Finding {
            rule: self.rule,
            place,
            what: format!("`{word}`"),
            cure: self.cure,
        })
    }
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
