//! The flags of `diff`.

use super::folder;
use lexopt::prelude::*;
use std::path::{Path, PathBuf};

/// The flags of `diff`.
#[derive(Debug)]
pub struct Diff {
    /// The old side: a folder or a revision; `None` for the merge base with `main`.
    pub base: Option<String>,
    /// The spec folder of the new side.
    pub spec: PathBuf,
    /// The form of the output.
    pub format: DiffFormat,
    /// The changes that fail the command.
    pub deny: Vec<Deny>,
    /// The file for the page in HTML.
    pub html: Option<PathBuf>,
    /// Draft the entry of the changelog instead of printing the page.
    pub changelog: bool,
}

/// The form of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    /// Text for a terminal.
    Human,
    /// Text for a pull request.
    Markdown,
    /// One object.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

/// Changes that fail the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deny {
    /// Breaking changes.
    Breaking,
    /// Changes without the version or the entry in the changelog that they need.
    Unversioned,
    /// All changes but those of documentation.
    AnyButDocumentation,
}

/// Parses the flags; `None` asks for the help.
pub(super) fn parse(
    root: &Path,
    mut parser: lexopt::Parser,
) -> Result<Option<Diff>, lexopt::Error> {
    let mut flags = Diff {
        base: None,
        spec: root.join("spec"),
        format: DiffFormat::Human,
        deny: Vec::new(),
        html: None,
        changelog: false,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("base") => flags.base = Some(base(parser.value()?.string()?)?),
            Long("spec") => flags.spec = folder(&mut parser, "--spec")?,
            Long("format") => flags.format = format(&parser.value()?.string()?)?,
            Long("deny") => flags.deny.push(deny(&parser.value()?.string()?)?),
            Long("html") => flags.html = Some(file(&mut parser, "--html")?),
            Long("changelog") => flags.changelog = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(flags))
}

/// Rejects a revision that `git` would read as an option.
fn base(text: String) -> Result<String, lexopt::Error> {
    if text.is_empty() || text.starts_with('-') {
        return Err("--base requires a git revision or a folder".into());
    }
    Ok(text)
}

fn format(word: &str) -> Result<DiffFormat, lexopt::Error> {
    match word {
        "human" => Ok(DiffFormat::Human),
        "markdown" => Ok(DiffFormat::Markdown),
        "json" => Ok(DiffFormat::Json),
        "github" => Ok(DiffFormat::Github),
        other => Err(format!(
            "unknown format `{other}`: expected `human`, `markdown`, `json` or `github`"
        )
        .into()),
    }
}

fn deny(word: &str) -> Result<Deny, lexopt::Error> {
    match word {
        "breaking" => Ok(Deny::Breaking),
        "unversioned" => Ok(Deny::Unversioned),
        "any-but-documentation" => Ok(Deny::AnyButDocumentation),
        other => Err(format!(
            "cannot deny `{other}`: expected `breaking`, `unversioned` or `any-but-documentation`"
        )
        .into()),
    }
}

/// Parses the value of a flag that names a file.
fn file(parser: &mut lexopt::Parser, flag: &str) -> Result<PathBuf, lexopt::Error> {
    let path = PathBuf::from(parser.value()?);
    if path.file_name().is_none() {
        return Err(format!("{flag} requires the name of a file").into());
    }
    Ok(path)
}
