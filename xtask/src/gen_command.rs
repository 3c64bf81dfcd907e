//! `cargo xtask gen`.

use crate::folder::{self, Change};
use crate::messages::{self, say};
use crate::options::Gen;
use codegen::File;
use similar::TextDiff;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// Generates, or with `--check` compares. The schema of the spec language stands beside the project's
/// own spec, and beside no other.
pub fn run(root: &Path, options: &Gen) -> Result<ExitCode, Box<dyn Error>> {
    let sources = folder::read_spec(&options.spec)?;
    let files = match codegen::generate(&sources) {
        Ok(files) => files,
        Err(mistakes) => {
            messages::show(&mistakes, &sources, options.format);
            eprintln!(
                "{} in {}; nothing was written",
                count(mistakes.len(), "mistake"),
                folder::shown(&options.spec)
            );
            return Ok(ExitCode::FAILURE);
        }
    };
    let changes = folder::compare(&options.out, &files)?;
    let schema = (options.spec == root.join("spec")).then(schema);
    let beside: Vec<_> = schema
        .iter()
        .filter_map(|schema| compare(&options.spec, schema))
        .collect();
    let total = files.len() + schema.iter().len();
    if options.check {
        let beside = beside.iter().map(|change| (&*options.spec, change));
        let changes = changes.iter().map(|change| (&*options.out, change));
        return Ok(check(
            options,
            total,
            &beside.chain(changes).collect::<Vec<_>>(),
        ));
    }
    if options.out_is_given {
        refuse_foreign(&options.out, &changes)?;
    }
    for (folder, changes) in [(&options.spec, &beside), (&options.out, &changes)] {
        folder::apply(folder, changes, |change| {
            let path = folder::shown(&folder.join(change.path()));
            say(options.format, &format!("{:<8} {path}\n", verb(change)));
        })?;
    }
    let applied = beside.len() + changes.len();
    let summary = format!("{}, {applied} changed\n", count(total, "file"));
    say(options.format, &summary);
    Ok(ExitCode::SUCCESS)
}

/// The project's own folder of generated code belongs to the generator; in any other, it touches
/// nothing that it did not write.
fn refuse_foreign(out: &Path, changes: &[Change<'_>]) -> Result<(), String> {
    let foreign = changes.iter().filter(|change| change.is_foreign());
    let foreign: Vec<_> = foreign
        .map(|change| folder::shown(&out.join(change.path())))
        .collect();
    let [first, others @ ..] = foreign.as_slice() else {
        return Ok(());
    };
    let more = match others.len() {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Err(format!(
        "{first}{more} was not generated, and would be lost: move it away, or choose another folder \
         with --out; nothing was written"
    ))
}

/// What has to happen to one file in a folder of other files.
fn compare<'a>(folder: &Path, file: &'a File) -> Option<Change<'a>> {
    match std::fs::read(folder.join(&file.path)) {
        Ok(old) if old == file.contents.as_bytes() => None,
        Ok(old) => Some(Change::Update(file, old)),
        Err(_) => Some(Change::Create(file)),
    }
}

fn schema() -> File {
    File {
        path: "schema.json".to_owned(),
        contents: codegen::schema(),
    }
}

fn check(options: &Gen, files: usize, changes: &[(&Path, &Change<'_>)]) -> ExitCode {
    if changes.is_empty() {
        let summary = format!("{}, up to date\n", count(files, "file"));
        say(options.format, &summary);
        return ExitCode::SUCCESS;
    }
    for (folder, change) in changes {
        say(options.format, &diff(folder, change));
    }
    let stale = count(changes.len(), "file");
    let cure = format!(
        "{stale} stale. Run `{}` and commit the result.\n",
        options.cure
    );
    say(options.format, &cure);
    ExitCode::FAILURE
}

/// The change as a unified diff from what is there to what should be.
fn diff(folder: &Path, change: &Change<'_>) -> String {
    let (old, new) = match change {
        Change::Create(file) => (String::new(), file.contents.as_str()),
        Change::Update(file, old) => (
            String::from_utf8_lossy(old).into_owned(),
            file.contents.as_str(),
        ),
        Change::Delete(_, old) => (String::from_utf8_lossy(old).into_owned(), ""),
    };
    let path = folder::shown(&folder.join(change.path()));
    let path = path.trim_start_matches('/');
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
