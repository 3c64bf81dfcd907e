//! `cargo xtask gen`.

use crate::disk;
use crate::features;
use crate::flags::Gen;
use crate::report::{self, count, progress};
use crate::spec_dir;
use crate::sync::{self, Change};
use crate::undescribed;
use codegen::model::Api;
use codegen::{File, openapi};
use similar::TextDiff;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Generates code, or compares it with `--check`.
///
/// The schema of the spec language is written next to the project's own spec only.
pub fn run(root: &Path, flags: &Gen) -> Result<ExitCode, Box<dyn Error>> {
    let sources = spec_dir::read(&flags.spec)?;
    if flags.undescribed {
        report::out(&undescribed::list(&sources));
        return Ok(ExitCode::SUCCESS);
    }
    let api = match codegen::understand(&sources) {
        Ok(api) => api,
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
    let files = codegen::write(&api);
    let changes = sync::compare(&flags.out, &files)?;
    let single_files = single_files(root, flags, &api);
    let single: Vec<_> = single_files
        .iter()
        .filter_map(|(folder, file)| Some((&**folder, compare(folder, file)?)))
        .collect();
    let total = files.len() + single_files.len();
    if flags.check {
        let single = single.iter().map(|(folder, change)| (*folder, change));
        let changes = changes.iter().map(|change| (&*flags.out, change));
        let changes: Vec<_> = single.chain(changes).collect();
        let is_current = check(flags, total, &changes);
        return Ok(exit_code(is_current && has_features(flags, &api)));
    }
    if flags.out_is_given {
        reject_foreign(&flags.out, &changes)?;
    }
    let applied = single.len() + changes.len();
    let single = single
        .into_iter()
        .map(|(folder, change)| (folder, vec![change]));
    for (folder, changes) in single.chain([(&*flags.out, changes)]) {
        sync::apply(folder, &changes, |change| {
            let path = disk::shown(&folder.join(change.path()));
            progress(flags.format, &format!("{:<8} {path}\n", verb(change)));
        })?;
    }
    let summary = format!("{}, {applied} changed\n", count(total, "file"));
    progress(flags.format, &summary);
    progress(flags.format, &undescribed::summary(&sources));
    Ok(exit_code(has_features(flags, &api)))
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
    let missing = features::missing(api, &flags.out);
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

/// Compares one file in a folder that also contains other files.
fn compare<'a>(folder: &Path, file: &'a File) -> Option<Change<'a>> {
    match std::fs::read(folder.join(&file.path)) {
        Ok(old) if old == file.contents.as_bytes() => None,
        Ok(old) => Some(Change::Update(file, old)),
        Err(_) => Some(Change::Create(file)),
    }
}

/// Returns the generated files in folders that also contain other files, each with its folder: the
/// schema of the spec language, next to the project's own spec only, and the OpenAPI description.
fn single_files(root: &Path, flags: &Gen, api: &Api) -> Vec<(PathBuf, File)> {
    let mut files = Vec::new();
    if flags.spec == root.join("spec") {
        files.push((flags.spec.clone(), "schema.json".into(), codegen::schema()));
    }
    if let Some(path) = &flags.openapi {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        files.push((folder, name.into_owned(), openapi::export(api)));
    }
    let file = |(folder, path, contents)| (folder, File { path, contents });
    files.into_iter().map(file).collect()
}

/// Returns `true` if nothing would change, and shows the changes otherwise.
fn check(flags: &Gen, files: usize, changes: &[(&Path, &Change<'_>)]) -> bool {
    if changes.is_empty() {
        let summary = format!("{}, up to date\n", count(files, "file"));
        progress(flags.format, &summary);
        return true;
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
