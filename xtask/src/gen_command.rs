//! `cargo xtask gen`.

use crate::folder::{self, Change};
use crate::options::Gen;
use similar::TextDiff;
use std::error::Error;
use std::process::ExitCode;

/// Generates, or with `--check` compares.
pub fn run(options: &Gen) -> Result<ExitCode, Box<dyn Error>> {
    let sources = folder::read_spec(&options.spec)?;
    let files = match codegen::generate(&sources) {
        Ok(files) => files,
        Err(mistakes) => {
            eprint!("{}", mistakes.render(&sources));
            eprintln!(
                "{} in {}; nothing was written",
                count(mistakes.len(), "mistake"),
                folder::shown(&options.spec)
            );
            return Ok(ExitCode::FAILURE);
        }
    };
    let changes = folder::compare(&options.out, &files)?;
    if options.check {
        return Ok(check(options, files.len(), &changes));
    }
    if !changes.is_empty() && !folder::is_ours(&options.out)? {
        let out = options.out.display();
        return Err(format!(
            "{out} holds files that were not generated; choose an empty folder with --out"
        )
        .into());
    }
    for change in &changes {
        folder::apply(&options.out, change)?;
        println!(
            "{:<8} {}",
            verb(change),
            folder::shown(&options.out.join(path(change)))
        );
    }
    println!("{}, {} changed", count(files.len(), "file"), changes.len());
    Ok(ExitCode::SUCCESS)
}

fn check(options: &Gen, files: usize, changes: &[Change<'_>]) -> ExitCode {
    if changes.is_empty() {
        println!("{}, up to date", count(files, "file"));
        return ExitCode::SUCCESS;
    }
    for change in changes {
        print!("{}", diff(change));
    }
    println!(
        "{} stale. Run `{}` and commit the result.",
        count(changes.len(), "file"),
        options.cure
    );
    ExitCode::FAILURE
}

/// The change as a unified diff from what is there to what should be.
fn diff(change: &Change<'_>) -> String {
    let (old, new) = match change {
        Change::Create(file) => (String::new(), file.contents.as_str()),
        Change::Update(file, old) => (
            String::from_utf8_lossy(old).into_owned(),
            file.contents.as_str(),
        ),
        Change::Delete(_, old) => (String::from_utf8_lossy(old).into_owned(), ""),
    };
    let path = path(change);
    let before = if matches!(change, Change::Create(_)) {
        "/dev/null".to_owned()
    } else {
        format!("a/{path}")
    };
    let after = if matches!(change, Change::Delete(..)) {
        "/dev/null".to_owned()
    } else {
        format!("b/{path}")
    };
    let text = TextDiff::from_lines(old.as_str(), new)
        .unified_diff()
        .header(&before, &after)
        .to_string();
    if text.is_empty() {
        format!("--- {before}\n+++ {after}\n")
    } else {
        text
    }
}

fn path<'a>(change: &'a Change<'_>) -> &'a str {
    match change {
        Change::Create(file) | Change::Update(file, _) => &file.path,
        Change::Delete(path, _) => path,
    }
}

fn verb(change: &Change<'_>) -> &'static str {
    match change {
        Change::Create(_) => "created",
        Change::Update(..) => "updated",
        Change::Delete(..) => "deleted",
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}
