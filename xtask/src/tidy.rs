//! `cargo xtask tidy`: the house rules that a program can see.

mod directions;
mod leftovers;
mod map;
mod sizes;

use crate::folder;
use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// A broken rule: where, what, and the cure.
#[derive(Debug)]
pub struct Finding {
    rule: &'static str,
    place: String,
    what: String,
    cure: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: [{}] {}\n  cure: {}",
            self.place, self.rule, self.what, self.cure
        )
    }
}

/// One file of the checkout.
pub struct Source {
    /// Path below the checkout, with forward slashes.
    path: String,
    text: String,
}

impl Source {
    fn is_rust(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "rs")
    }

    fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// Whether the generator wrote it: here, or as the expected output of a golden test.
    fn is_generated(&self) -> bool {
        self.text.starts_with(codegen::render::HEADER)
    }

    /// The lines of code with their numbers: no comments, and nothing from the tests of the file on.
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

/// Checks every rule and prints what is broken.
pub fn run(root: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let sources = read(root)?;
    let mut findings = sizes::check(&sources);
    findings.extend(directions::check(&sources));
    findings.extend(leftovers::check(&sources));
    findings.extend(map::check(&sources));
    for finding in &findings {
        println!("{finding}");
    }
    println!("{} files, {} findings", sources.len(), findings.len());
    Ok(if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The text files that people or the generator write.
fn read(root: &Path) -> Result<Vec<Source>, folder::Error> {
    let mut sources = Vec::new();
    for path in folder::files_below(root, &[".git", "target"])? {
        let extension = Path::new(&path)
            .extension()
            .and_then(|extension| extension.to_str());
        if matches!(
            extension,
            Some("rs" | "toml" | "yaml" | "yml" | "md" | "json")
        ) || path == ".gitattributes"
        {
            let text = String::from_utf8_lossy(&folder::read(&root.join(&path))?).into_owned();
            sources.push(Source { path, text });
        }
    }
    Ok(sources)
}
