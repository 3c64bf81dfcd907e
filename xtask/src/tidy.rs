//! `cargo xtask tidy`: the house rules that a program can check.

mod architecture_map;
mod boundaries;
mod forbidden_words;
mod layering;
mod prose;
mod sizes;

use crate::flags::Tidy;
use crate::{disk, report};
use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// A broken rule: its location, the violation and the cure.
#[derive(Clone, Debug)]
pub struct Finding {
    rule: &'static str,
    location: String,
    violation: String,
    cure: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: [{}] {}\n  cure: {}",
            self.location, self.rule, self.violation, self.cure
        )
    }
}

/// A text file of the checkout.
pub struct Source {
    /// The path relative to the checkout, with forward slashes.
    path: String,
    text: String,
}

impl Source {
    fn is_rust(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "rs")
    }

    fn is_markdown(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "md")
    }

    fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// Returns `true` if the generator wrote the file: here, or as expected output of a golden test.
    fn is_generated(&self) -> bool {
        self.text.starts_with(codegen::render::HEADER)
    }

    /// Returns the numbered lines of code before the tests of the file, without comments.
    fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self
            .text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line));
        lines
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}

/// Checks every rule and prints each broken one, or prints the prose counts alone.
///
/// # Errors
///
/// Returns an error if the checkout cannot be read.
pub fn run(flags: &Tidy) -> Result<ExitCode, Box<dyn Error>> {
    let sources = read(&flags.root)?;
    if flags.prose {
        report::out(&prose::report(&sources));
        return Ok(ExitCode::SUCCESS);
    }
    let findings = [
        sizes::check(&sources),
        layering::check(&sources),
        boundaries::check(&sources),
        forbidden_words::check(&sources),
        architecture_map::check(&sources),
        prose::check(&sources),
    ]
    .concat();
    let summary = format!("{} files, {} findings\n", sources.len(), findings.len());
    let lines = findings.iter().map(ToString::to_string);
    let lines: Vec<String> = lines.chain([summary]).collect();
    report::out(&lines.join("\n"));
    Ok(if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Reads the text files of a checkout.
fn read(root: &Path) -> Result<Vec<Source>, disk::Error> {
    let mut sources = Vec::new();
    for path in disk::files_below(root, &[".git", "target"])? {
        let extension = Path::new(&path)
            .extension()
            .and_then(|extension| extension.to_str());
        if matches!(
            extension,
            Some("rs" | "toml" | "yaml" | "yml" | "md" | "json")
        ) || path == ".gitattributes"
        {
            let text = String::from_utf8_lossy(&disk::read(&root.join(&path))?).into_owned();
            sources.push(Source { path, text });
        }
    }
    Ok(sources)
}
