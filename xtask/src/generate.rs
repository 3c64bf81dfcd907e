//! `cargo xtask gen`.

mod outputs;

use crate::disk;
use crate::features;
use crate::flags::Gen;
use crate::report::{self, count, progress};
use crate::spec_dir;
use crate::sync::{self, Change};
use crate::undescribed;
use codegen::model::Api;
use codegen::{Sources, public_api};
use outputs::Output;
use similar::TextDiff;
use std::error::Error;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;

/// Advises on the next command after items of the public API changed.
const NEXT: &str = "the public API changed: hand-written code may not compile. Run `cargo check \
                    --all-targets` next\n";

/// Generates code and its documentation, or compares them with `--check`.
pub fn run(root: &Path, flags: &Gen) -> Result<ExitCode, Box<dyn Error>> {
    let sources = spec_dir::read(&flags.spec)?;
    if flags.undescribed {
        report::out(&undescribed::list(&sources));
        return Ok(ExitCode::SUCCESS);
    }
    let undescribed = undescribed::summary(&sources);
    let Some(api) = understand(flags, sources)? else {
        return Ok(ExitCode::FAILURE);
    };
    // The process ends with the command: what is large is not freed, piece by piece, before.
    let api = ManuallyDrop::new(api);
    let outputs = ManuallyDrop::new(outputs::all(root, flags, &api)?);
    let changes: Result<Vec<_>, _> = outputs.iter().map(Output::changes).collect();
    let changes: Vec<_> = outputs.iter().zip(changes?).collect();
    let total = outputs.iter().map(|output| output.files.len()).sum();
    if flags.check {
        let is_current = check(flags, total, &changes);
        return Ok(exit_code(is_current && has_features(flags, &api)));
    }
    for (output, changes) in &changes {
        if output.is_guarded {
            reject_foreign(&output.folder, changes)?;
        }
    }
    let breaks = changes.iter().any(|(_, changes)| may_break(changes));
    for (Output { folder, .. }, changes) in &changes {
        let mut done = String::new();
        let applied = sync::apply(folder, changes, |change| {
            let path = disk::shown(&folder.join(change.path()));
            done.extend([&format!("{:<8} ", verb(change)), &path, "\n"]);
        });
        progress(flags.format, &done);
        applied?;
    }
    let applied: usize = changes.iter().map(|(_, changes)| changes.len()).sum();
    let summary = format!("{}, {applied} changed\n", count(total, "file"));
    progress(flags.format, &summary);
    progress(flags.format, &undescribed);
    if breaks {
        progress(flags.format, NEXT);
    }
    Ok(exit_code(has_features(flags, &api)))
}

/// Reads a spec into the model, or reports its errors. Its texts are not kept for messages, which a valid
/// spec does without: for those about an invalid one, it is read again.
fn understand(flags: &Gen, sources: Sources) -> Result<Option<Api>, disk::Error> {
    if let Some(api) = codegen::understand_valid(sources) {
        return Ok(Some(api));
    }
    let sources = spec_dir::read(&flags.spec)?;
    let found = match codegen::understand(&sources) {
        Ok(api) => return Ok(Some(api)),
        Err(found) => found,
    };
    report::diagnostics(&found, &sources, flags.format);
    report::err(&format!(
        "{} in {}; nothing was written\n",
        count(found.len(), "error"),
        disk::shown(&flags.spec)
    ));
    Ok(None)
}

/// Returns `true` if the list of public items changes so that hand-written code may no longer compile.
fn may_break(changes: &[Change<'_>]) -> bool {
    changes.iter().any(|change| match change {
        Change::Update(file, old) if file.path == outputs::PUBLIC_API => {
            public_api::may_break(&String::from_utf8_lossy(old), &file.contents)
        }
        Change::Create(_) | Change::Update(..) | Change::Delete(..) => false,
    })
}

fn exit_code(is_success: bool) -> ExitCode {
    if is_success {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Returns `true` if the crate of the generated code declares the features of the tags, and reports the
/// missing ones otherwise.
fn has_features(flags: &Gen, api: &Api) -> bool {
    let missing = features::missing(api, &flags.out.path);
    if let Some(missing) = &missing {
        report::err(missing);
    }
    missing.is_none()
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

/// Returns `true` if nothing would change, and shows the changes otherwise.
fn check(flags: &Gen, files: usize, changes: &[(&Output, Vec<Change<'_>>)]) -> bool {
    let each = changes.iter().flat_map(|(output, changes)| {
        let folder = output.folder.as_path();
        changes.iter().map(move |change| (folder, change))
    });
    let changes: Vec<_> = each.collect();
    if changes.is_empty() {
        let summary = format!("{}, up to date\n", count(files, "file"));
        progress(flags.format, &summary);
        return true;
    }
    for (folder, change) in &changes {
        progress(flags.format, &diff(folder, change));
    }
    let stale = count(changes.len(), "file");
    let cure = format!(
        "{stale} stale. Run `{}` and commit the result.\n",
        flags.cure
    );
    progress(flags.format, &cure);
    false
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
