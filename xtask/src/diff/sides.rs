//! The two sides of a comparison.

use super::git::Revision;
use crate::disk;
use crate::flags::{Diff, DiffFormat, MessageFormat};
use crate::report;
use crate::spec_dir;
use codegen::Sources;
use codegen::model::Api;
use std::path::{Path, PathBuf};

/// One side: its spec, and the files around it.
pub struct Side {
    /// The side in words.
    pub label: String,
    /// The files of its spec.
    pub sources: Sources,
    /// Its lowered spec.
    pub api: Api,
    /// `sdk/Cargo.toml` next to its spec.
    pub manifest: Option<String>,
    /// `CHANGELOG.md` next to its spec.
    pub changelog: Option<String>,
}

/// The files of a side before its spec is read.
struct Files {
    label: String,
    /// Its spec in words.
    spec: String,
    sources: Sources,
    manifest: Option<String>,
    changelog: Option<String>,
    schema: Option<String>,
}

/// Reads both sides. A spec that cannot be read is reported with its diagnostics, and gives `None`.
pub fn read(flags: &Diff) -> Result<Option<(Side, Side)>, Box<dyn std::error::Error>> {
    let base = match &flags.base {
        Some(base) if Path::new(base).is_dir() => of_folder(Path::new(base))?,
        base => of_revision(&flags.spec, base.as_deref())?,
    };
    let new = of_folder(&flags.spec)?;
    // Both sides are read, so that the errors of both are shown.
    let (base, new) = (understood(base, flags), understood(new, flags));
    Ok(base.zip(new))
}

fn of_folder(folder: &Path) -> Result<Files, Box<dyn std::error::Error>> {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let parent = whole.parent().unwrap_or(Path::new("")).to_owned();
    let text = |path: PathBuf| std::fs::read_to_string(path).ok();
    Ok(Files {
        label: disk::shown(folder),
        spec: format!("`{}`", disk::shown(folder)),
        sources: spec_dir::read(folder)?,
        manifest: text(parent.join("sdk/Cargo.toml")),
        changelog: text(parent.join("CHANGELOG.md")),
        schema: text(whole.join("schema.json")),
    })
}

fn of_revision(spec: &Path, name: Option<&str>) -> Result<Files, Box<dyn std::error::Error>> {
    let folder = spec.canonicalize().unwrap_or_else(|_| spec.to_owned());
    let revision = Revision::find(&folder, name)?;
    let path = revision.path_of(&folder)?;
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
    let text = |below: &str| {
        let path = if parent.is_empty() {
            below.to_owned()
        } else {
            format!("{parent}/{below}")
        };
        let bytes = revision.read(&path)?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    let name = path.rsplit('/').next().unwrap_or("spec").to_owned();
    let mut sources = Sources::new(name.clone()).located_at(disk::shown(spec));
    for (file, bytes) in revision.spec_files(&path)? {
        sources.add(file, bytes);
    }
    Ok(Files {
        label: revision.label(),
        spec: format!("the spec of {}", revision.label()),
        sources,
        manifest: text("sdk/Cargo.toml"),
        changelog: text("CHANGELOG.md"),
        schema: text(&format!("{name}/schema.json")),
    })
}

/// Lowers a spec, or reports its errors.
fn understood(files: Files, flags: &Diff) -> Option<Side> {
    let Files {
        label,
        spec,
        sources,
        manifest,
        changelog,
        schema,
    } = files;
    match codegen::understand(&sources) {
        Ok(api) => Some(Side {
            label,
            sources,
            api,
            manifest,
            changelog,
        }),
        Err(found) => {
            let format = match flags.format {
                DiffFormat::Human | DiffFormat::Markdown => MessageFormat::Human,
                DiffFormat::Json => MessageFormat::Json,
                DiffFormat::Github => MessageFormat::Github,
            };
            report::diagnostics(&found, &sources, format);
            let errors = report::count(found.len(), "error");
            report::err(&format!("{errors} in {spec}; nothing was compared\n"));
            if schema.is_some_and(|schema| schema != codegen::schema()) {
                report::err(&format!(
                    "{spec} is written in another version of the spec language, which this \
                     generator cannot read: compare with a newer revision\n"
                ));
            }
            None
        }
    }
}
