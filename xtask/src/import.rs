//! `cargo xtask import`.

use crate::disk::{self, IoContext, rejected};
use crate::flags::Import;
use crate::report::{self, count};
use crate::spec_dir;
use crate::sync::{self, Change};
use codegen::Sources;
use codegen::openapi::import::{self, Broken, Imported, MOST_BYTES, Request};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// Lists the operations of a description, or imports the selected ones. Nothing is written if
/// anything is wrong.
pub fn run(flags: &Import) -> Result<ExitCode, Box<dyn Error>> {
    let bytes = read(&flags.file)?;
    let Some(selection) = flags.selection.clone() else {
        return Ok(match import::listing(&bytes) {
            Ok(list) => {
                report::out(&list);
                ExitCode::SUCCESS
            }
            Err(broken) => refuse(&flags.file, &broken),
        });
    };
    let spec = if flags.into.exists() {
        spec_dir::read(&flags.into)?
    } else {
        Sources::new("spec").located_at(disk::shown(&flags.into))
    };
    let request = Request {
        bytes: &bytes,
        spec: &spec,
        selection,
        with_descriptions: flags.descriptions,
    };
    let imported = match import::import(&request) {
        Ok(imported) => imported,
        Err(broken) => return Ok(refuse(&flags.file, &broken)),
    };
    write(&flags.into, &imported)?;
    report::out(&imported.report.summary());
    report::out(&summary(flags, &imported));
    let fails = flags.strict && imported.report.losses() > 0;
    Ok(if fails {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn summary(flags: &Import, imported: &Imported) -> String {
    let whole = disk::shown(&flags.into.join(import::REPORT));
    format!(
        "{} and {} in {}, {} lost: see {whole}\n",
        count(imported.operations, "operation"),
        count(imported.types, "shared type"),
        disk::shown(&flags.into),
        count(imported.report.losses(), "fact"),
    )
}

/// Reads a description up to the limit. Pipes and devices are errors because reading could block.
fn read(file: &Path) -> Result<Vec<u8>, disk::Error> {
    let metadata = std::fs::metadata(file).at("read", file)?;
    if !metadata.is_file() {
        return Err(rejected(file, "it is not a regular file"));
    }
    if metadata.len() > MOST_BYTES as u64 {
        let limit = format!("it has more than {} MiB", MOST_BYTES / 1024 / 1024);
        return Err(rejected(file, &limit));
    }
    disk::read(file)
}

/// Prints the errors of an import.
fn refuse(file: &Path, broken: &[Broken]) -> ExitCode {
    for error in broken {
        report::err(&format!("error: {}: {error}\n", disk::shown(file)));
    }
    report::err("nothing was written\n");
    ExitCode::FAILURE
}

/// Writes the changed files, then deletes those that have another name now.
fn write(into: &Path, imported: &Imported) -> Result<(), disk::Error> {
    let mut changes: Vec<Change<'_>> = Vec::new();
    for file in &imported.files {
        match std::fs::read(into.join(&file.path)) {
            Ok(old) if old == file.contents.as_bytes() => {}
            Ok(old) => changes.push(Change::Update(file, old)),
            Err(_) => changes.push(Change::Create(file)),
        }
    }
    for path in &imported.removed {
        changes.push(Change::Delete(path.clone(), Vec::new()));
    }
    sync::apply(into, &changes, |change| {
        let verb = match change {
            Change::Create(_) => "created",
            Change::Update(..) => "updated",
            Change::Delete(..) => "deleted",
        };
        // A first import creates thousands of files.
        if changes.len() <= MOST_SHOWN {
            let path = disk::shown(&into.join(change.path()));
            report::out(&format!("{verb:<8} {path}\n"));
        }
    })?;
    if changes.len() > MOST_SHOWN {
        report::out(&format!("{} files changed\n", changes.len()));
    }
    Ok(())
}

/// The maximum number of changed files that are named.
const MOST_SHOWN: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_not_a_description() {
        let error = read(Path::new(".")).expect_err("a folder");
        assert!(error.to_string().contains("not a regular file"));
    }
}
