//! The phrases that the project's prose avoids, each with a better wording.
//!
//! `cargo xtask tidy` does not search this file.

/// A phrase and its replacement.
pub(super) struct Phrase {
    /// Lower-case words. `a|b` matches either word.
    pub words: &'static str,
    /// Words that make the phrase acceptable: one directly before it, one directly after it.
    pub unless_between: (&'static str, &'static str),
    /// The better wording.
    pub better: &'static str,
}

const fn avoid(words: &'static str, better: &'static str) -> Phrase {
    Phrase {
        words,
        unless_between: ("", ""),
        better,
    }
}

/// All phrases to avoid.
pub(super) static PHRASES: [Phrase; 20] = [
    Phrase {
        words: "is|are|was|were none",
        unless_between: ("there", ""),
        better: "write `invalid`, `unset` or `not a …`",
    },
    Phrase {
        words: "is no",
        unless_between: ("there", "longer"),
        better: "write `is not a …`, `is invalid` or `must be …`",
    },
    avoid(
        "beside",
        "write `besides`, `next to`, `along with` or `in addition to`",
    ),
    avoid(
        "of its|their own",
        "write `its own`, `their own` or `separate`",
    ),
    avoid(
        "says|say|said of",
        "write `describes`, `states` or `reports`",
    ),
    avoid(
        "says|say|said nothing of",
        "write `is silent about`, `is empty` or `is unset`",
    ),
    avoid("says|say what", "write `describes`, `states` or `names`"),
    avoid("tells|tell of", "write `reports` or `describes`"),
    avoid("hears|hear of", "write `is called for` or `receives`"),
    avoid("told", "write `reported`, `specified` or `configured`"),
    avoid("untold", "write `unreported`"),
    avoid(
        "whatever",
        "write `any`, `regardless of` or `independent of`",
    ),
    avoid(
        "stands|stand in|at|there|on",
        "write `is in`, `appears in` or `is defined in`",
    ),
    avoid("so many", "state the number, or write `too many`"),
    avoid("so much", "state the amount, or write `too much`"),
    avoid("at the most", "write `at most`"),
    avoid("came of it", "write `the result` or `the outcome`"),
    avoid("in doubt", "write `ambiguous` or `uncertain`"),
    avoid("mend|mends|mended|mending", "write `fix`"),
    avoid("the|a way out", "write `the fix` or `help`"),
];

/// Words that begin a free relative or subordinate clause.
pub(super) const CLAUSE_STARTS: [&str; 10] = [
    "what", "whether", "how", "where", "why", "as", "which", "who", "whose", "whoever",
];

/// The fix for sentences that begin with one of [`CLAUSE_STARTS`].
pub(super) const CLAUSE_CURE: &str = "begin with a verb or the noun: `Returns …`, `The deadline of …`, \
                                      `Returns true if …`, `If …, …`";
