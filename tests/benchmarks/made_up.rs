//! Made-up APIs of any size: copies of real operations, each under other names.
//!
//! In a copy, every value that is the name of a copied operation or type gets a number, regardless of
//! its key, so a new key of the language needs no change here.

mod real;
mod text;

use crate::Result;
use crate::settings::Settings;
use real::{OPERATIONS, Real, TYPES};
use serde_yaml::Value;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

/// The crate that the generated code is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The SDK itself.
    Sdk,
    /// A crate that depends on the SDK.
    Outside,
}

/// A made-up spec.
pub struct Spec {
    /// The folder of the spec.
    pub folder: PathBuf,
    /// The number of its operations.
    pub operations: usize,
}

/// The operation of [`separate`].
const OPERATION: &str = "UpdateThreatIncident";

/// Writes a spec of copies of one operation, each with separate types.
///
/// # Errors
///
/// Returns an error if the real spec cannot be read, or the new one cannot be written.
pub fn separate(settings: &Settings, operations: usize, home: Home) -> Result<Spec> {
    let folder = folder(settings, "separate", operations, home);
    write_separate(settings, &folder, operations, home)?;
    Ok(Spec { folder, operations })
}

fn write_separate(settings: &Settings, folder: &Path, operations: usize, home: Home) -> Result<()> {
    // No other operation has its headers.
    let real = Real::read(settings)?.without("header_sets");
    let reached = real.reached(BTreeSet::from([OPERATION.to_owned()]));
    let shared = real.shared(|_| false)?;
    real.write(folder, &reached, &shared, operations, home)
}

/// Writes a spec of copies of the whole API, which share the filters and the types in them.
///
/// # Errors
///
/// Returns an error if the real spec cannot be read, or the new one cannot be written.
pub fn whole(settings: &Settings, copies: usize, home: Home) -> Result<Spec> {
    let real = Real::read(settings)?;
    let all = real.files.iter().map(|file| file.name.clone()).collect();
    let shared = real.shared(is_filter)?;
    let folder = folder(settings, "whole", copies, home);
    real.write(&folder, &all, &shared, copies, home)?;
    let of_one = real.files.iter().filter(|file| file.part == OPERATIONS);
    let operations = copies * of_one.count();
    Ok(Spec { folder, operations })
}

/// The description of each type of [`unused`].
const UNUSED: &str = "Has a name.";

/// Writes a spec of one operation, and of shared types that it does not use: a chain in which each contains the
/// one before it.
///
/// # Errors
///
/// Returns an error if the real spec cannot be read, or the new one cannot be written.
pub fn unused(settings: &Settings, types: u32, home: Home) -> Result<PathBuf> {
    let folder = folder(settings, "unused", types, home);
    write_separate(settings, &folder, 1, home)?;
    for number in 0..types {
        let mut text = format!(
            "type: UnusedN{number:04}\nkind: object\ndescription: {UNUSED}\nfields:\n  \
             - name: name\n    type: string\n    description: The name.\n"
        );
        if let Some(before) = number.checked_sub(1) {
            let field = format!("type: UnusedN{before:04}\n    description: The one before.\n");
            text = format!("{text}  - name: before\n    {field}");
        }
        let name = format!("unused_n{number:04}.yaml");
        fs::write(folder.join(TYPES).join(name), text)?;
    }
    Ok(folder)
}

/// Copies a spec to another folder, where every filter has a list that may hold one item less.
///
/// # Errors
///
/// Returns an error if there is no such list, or a file cannot be read or written.
pub fn narrowed(spec: &Path, folder: &Path) -> Result<()> {
    edited(spec, folder, |text| {
        if !is_filter(&serde_yaml::from_str(text)?) {
            return Ok(None);
        }
        Ok(text::narrowed(text))
    })
}

/// Copies a spec to another folder, where each type of [`unused`] has another description.
///
/// # Errors
///
/// Returns an error if there is no such type, or a file cannot be read or written.
pub fn described_otherwise(spec: &Path, folder: &Path) -> Result<()> {
    edited(spec, folder, |text| {
        let has_it = text.contains(UNUSED);
        Ok(has_it.then(|| text.replace(UNUSED, "Has another name.")))
    })
}

/// Copies a spec to another folder, and edits files of it.
fn edited(spec: &Path, folder: &Path, edit: impl Fn(&str) -> Result<Option<String>>) -> Result<()> {
    let mut edits = 0;
    for part in ["", OPERATIONS, TYPES] {
        fs::create_dir_all(folder.join(part))?;
        for entry in fs::read_dir(spec.join(part))? {
            let from = entry?.path();
            let Some(name) = from.file_name().filter(|_| from.is_file()) else {
                continue;
            };
            let mut text = fs::read_to_string(&from)?;
            if let Some(edited) = edit(&text)? {
                edits += 1;
                text = edited;
            }
            fs::write(folder.join(part).join(name), text)?;
        }
    }
    if edits == 0 {
        return Err(format!("no file of {} can be edited", spec.display()).into());
    }
    Ok(())
}

fn folder(settings: &Settings, shape: &str, copies: impl Display, home: Home) -> PathBuf {
    let home = match home {
        Home::Sdk => "sdk",
        Home::Outside => "outside",
    };
    settings
        .scratch
        .join(format!("spec-{shape}-{copies}-{home}"))
}

/// Returns `true` for an object that selects items.
fn is_filter(tree: &Value) -> bool {
    tree.get("selection").is_some()
}
