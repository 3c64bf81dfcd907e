//! `cargo xtask gen`.

use crate::disk;
use crate::flags::Gen;
use crate::report::{self, progress};
use crate::spec_dir;
use crate::sync::{self, Change};
use codegen::File;
use similar::TextDiff;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// Generates code, or compares it with `--check`.
///
/// The schema of the spec language is written next to the project's own spec only.
pub fn run(root: &Path, flags: &Gen) -> Result<ExitCode, Box<dyn Error>> {
    let sources = spec_dir::read(&flags.spec)?;
    let files = match codegen::generate(&sources) {
        Ok(files) => files,
        Err(found) => {
            report::diagnostics(&found, &sources, flags.format);
            report::err(&format!(
                "{} in {}; nothing was written\n",
                count(found.len(), "error"),
                disk::shown(&flags.spec)
            ));
            return Ok(ExitCode::FAILURE);
        }
    };
    let changes = sync::compare(&flags.out, &files)?;
    let schema = (flags.spec == root.join("spec")).then(schema);
    let in_spec: Vec<_> = schema
        .iter()
        .filter_map(|schema| compare(&flags.spec, schema))
        .collect();
    let total = files.len() + schema.iter().len();
    if flags.check {
        let in_spec = in_spec.iter().map(|change| (&*flags.spec, change));
        let changes = changes.iter().map(|change| (&*flags.out, change));
        return Ok(check(
            flags,
            total,
            &in_spec.chain(changes).collect::<Vec<_>>(),
        ));
    }
    if flags.out_is_given {
        reject_foreign(&flags.out, &changes)?;
    }
    for (folder, changes) in [(&flags.spec, &in_spec), (&flags.out, &changes)] {
        sync::apply(folder, changes, |change| {
            let path = disk::shown(&folder.join(change.path()));
            progress(flags.format, &format!("{:<8} {path}\n", verb(change)));
        })?;
    }
    let applied = in_spec.len() + changes.len();
    let summary = format!("{}, {applied} changed\n", count(total, "file"));
    progress(flags.format, &summary);
    Ok(ExitCode::SUCCESS)
}

/// Rejects changes to files that were not generated. The project's own folder of generated code is
/// exempt: it belongs to the generator.
fn reject_foreign(out: &Path, changes: &[Change<'_>]) -> Result<(), String> {
    let foreign = changes.iter().filter(|change| change.is_foreign());
    let foreign: Vec<_> = foreign
        .map(|change| disk::shown(&out.join(change.path())))
        .collect();
    let [first, others @ ..] = foreign.as_slice() else {
        return Ok(());
    };
    let more = match others.len() {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Err(format!(
        "{first}{more} was not generated and would be lost: move it, or choose another folder with \
         --out; nothing was written"
    ))
}

/// Compares one file in a folder that also contains other files.
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

fn check(flags: &Gen, files: usize, changes: &[(&Path, &Change<'_>)]) -> ExitCode {
    if changes.is_empty() {
        let summary = format!("{}, up to date\n", count(files, "file"));
        progress(flags.format, &summary);
        return ExitCode::SUCCESS;
    }
    for (folder, change) in changes {
        progress(flags.format, &diff(folder, change));
    }
    let stale = count(changes.len(), "file");
    let cure = format!(
        "{stale} stale. Run `{}` and commit the result.\n",
        flags.cure
    );
    progress(flags.format, &cure);
    ExitCode::FAILURE
}

/// Formats a change as a unified diff from the present contents to the generated ones.
fn diff(folder: &Path, change: &Change<'_>) -> String {
    let (old, new) = match change {
        Change::Create(file) => (String::new(), file.contents.as_str()),
        Change::Update(file, old) => (
            String::from_utf8_lossy(old).into_owned(),
            file.contents.as_str(),
        ),
        Change::Delete(_, old) => (String::from_utf8_lossy(old).into_owned(), ""),
    };
    let path = disk::shown(&folder.join(change.path()));
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
