//! Keeps the prose plain: sentences begin with a verb or noun, and listed phrases do not appear.

mod sentences;
mod words;

use super::{Finding, Source};
use sentences::Sentence;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;
use words::{CLAUSE_CURE, CLAUSE_STARTS, PHRASES, Phrase};

/// The highest share of sentences that may begin with a clause, in percent.
const CLAUSE_PERCENT: usize = 2;

/// Files that quote the phrases.
const EXEMPT: [&str; 2] = [
    "xtask/src/tidy/prose/words.rs",
    "xtask/tests/commands/prose.rs",
];

/// The prose of a file or folder in numbers.
#[derive(Clone, Copy, Default)]
struct Counts {
    sentences: usize,
    clauses: usize,
    phrases: usize,
}

/// The prose of one file, with its violations.
struct Prose {
    counts: Counts,
    clauses: Vec<Finding>,
    phrases: Vec<Finding>,
}

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let files: Vec<Prose> = prose_files(sources).map(read).collect();
    let total = files
        .iter()
        .fold(Counts::default(), |sum, file| sum.plus(file.counts));
    let too_many = total.clauses * 100 > total.sentences * CLAUSE_PERCENT;
    files
        .into_iter()
        .flat_map(|file| {
            let clauses = if too_many { file.clauses } else { Vec::new() };
            clauses.into_iter().chain(file.phrases)
        })
        .collect()
}

/// Formats the counts of each folder, two levels deep, as a table.
pub(super) fn report(sources: &[Source]) -> String {
    let mut folders: BTreeMap<String, Counts> = BTreeMap::new();
    let mut total = Counts::default();
    for source in prose_files(sources) {
        let counts = read(source).counts;
        let known = folders.entry(folder(&source.path)).or_default();
        *known = known.plus(counts);
        total = total.plus(counts);
    }
    let header = format!(
        "{:<28} {:>9} {:>8} {:>8} {:>8}",
        "folder", "sentences", "clauses", "percent", "phrases"
    );
    let rows = folders.iter().map(|(name, counts)| counts.row(name));
    [header]
        .into_iter()
        .chain(rows)
        .chain([total.row("total")])
        .collect::<Vec<_>>()
        .join("\n")
        + "\n"
}

impl Counts {
    fn plus(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            clauses: self.clauses + other.clauses,
            phrases: self.phrases + other.phrases,
        }
    }

    fn row(self, name: &str) -> String {
        format!(
            "{name:<28} {:>9} {:>8} {:>8} {:>8}",
            self.sentences,
            self.clauses,
            self.percent(),
            self.phrases
        )
    }

    /// Returns the share of clauses with one decimal.
    fn percent(self) -> String {
        let tenths = (self.clauses * 1_000).checked_div(self.sentences);
        let tenths = tenths.unwrap_or_default();
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

fn prose_files(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources.iter().filter(|source| {
        let is_prose = source.is_rust() || source.is_markdown();
        is_prose && !source.is_below(&EXEMPT)
    })
}

/// Returns the first folders of a path, or the name of a file at the top.
fn folder(path: &str) -> String {
    let depth = match path.split('/').next() {
        Some("sdk" | "codegen") => 3,
        _ => 2,
    };
    let parts: Vec<&str> = path.split('/').collect();
    let kept = parts.len().saturating_sub(1).clamp(1, depth);
    parts[..kept].join("/")
}

fn read(source: &Source) -> Prose {
    let mut counts = Counts::default();
    let (mut clauses, mut phrases) = (Vec::new(), Vec::new());
    for sentence in sentences::of(source) {
        let words = sentence.words();
        if words.len() < 2 {
            continue;
        }
        counts.sentences += 1;
        if is_clause(&sentence, &words) {
            counts.clauses += 1;
            clauses.push(finding(
                source.at(sentence.line),
                format!(
                    "a sentence begins with a clause: {}",
                    shortened(&sentence.text)
                ),
                CLAUSE_CURE,
            ));
        }
        let location = source.at(sentence.line);
        phrases.extend(found(&words).map(|(phrase, text)| wording(&location, &text, phrase)));
    }
    if source.is_rust() {
        for (line, text) in other_lines(source) {
            let sentence = Sentence {
                line,
                text: text.to_owned(),
            };
            let words = sentence.words();
            let location = source.at(line);
            phrases.extend(found(&words).map(|(phrase, text)| wording(&location, &text, phrase)));
        }
    }
    counts.phrases = phrases.len();
    Prose {
        counts,
        clauses,
        phrases,
    }
}

/// Returns the lines of code and plain comments: messages in strings are prose, too.
fn other_lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.text.lines().enumerate();
    lines.filter_map(|(index, line)| {
        let trimmed = line.trim_start();
        let is_doc = trimmed.starts_with("///") || trimmed.starts_with("//!");
        let has_text = trimmed.starts_with("//") || trimmed.contains('"');
        (!is_doc && has_text).then_some((index + 1, line))
    })
}

/// Returns `true` if a sentence begins with a subordinate clause and is not a question.
fn is_clause(sentence: &Sentence, words: &[String]) -> bool {
    CLAUSE_STARTS.contains(&words[0].as_str()) && !sentence.text.ends_with('?')
}

/// The phrases by each word that they can begin with.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<&'static Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<_, Vec<_>> = HashMap::new();
    for phrase in &PHRASES {
        let first = phrase.words.split(' ').next().unwrap_or_default();
        for word in first.split('|') {
            phrases.entry(word).or_default().push(phrase);
        }
    }
    phrases
});

/// Returns the phrases in a sequence of words, with the words that match.
fn found(words: &[String]) -> impl Iterator<Item = (&'static Phrase, String)> {
    words.iter().enumerate().flat_map(move |(start, first)| {
        let phrases = BY_FIRST_WORD.get(first.as_str()).into_iter().flatten();
        phrases.filter_map(move |&phrase| {
            let wanted: Vec<&str> = phrase.words.split(' ').collect();
            let present = words.get(start..start + wanted.len())?;
            let matches = wanted
                .iter()
                .zip(present)
                .all(|(wanted, word)| wanted.split('|').any(|wanted| wanted == word));
            let (before, after) = phrase.unless_between;
            let previous = start.checked_sub(1).and_then(|index| words.get(index));
            let is_accepted = previous.is_some_and(|word| word == before)
                || words
                    .get(start + wanted.len())
                    .is_some_and(|word| word == after);
            (matches && !is_accepted).then(|| (phrase, present.join(" ")))
        })
    })
}

fn wording(location: &str, text: &str, phrase: &Phrase) -> Finding {
    finding(location.to_owned(), format!("`{text}`"), phrase.better)
}

fn finding(location: String, violation: String, cure: &str) -> Finding {
    Finding {
        rule: "prose",
        location,
        violation,
        cure: cure.to_owned(),
    }
}

/// Returns the beginning of a sentence.
fn shortened(text: &str) -> String {
    text.split_whitespace()
        .take(8)
        .collect::<Vec<_>>()
        .join(" ")
}
