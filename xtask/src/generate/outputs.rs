//! The folders that `gen` writes to, and the files in each.

use crate::flags::{Destination, Gen};
use crate::public_api;
use crate::sync::{self, Change};
use codegen::model::Api;
use codegen::{File, openapi, pages};
use std::error::Error;
use std::path::{Path, PathBuf};

/// The name of the list of public items.
pub const PUBLIC_API: &str = "public-api.txt";

/// A folder with its generated files.
pub struct Output {
    /// The folder.
    pub folder: PathBuf,
    /// The files, by path below the folder.
    pub files: Vec<File>,
    /// `true` if the folder contains nothing else.
    is_whole: bool,
    /// `true` if the folder may contain files of other origin, which must not be lost.
    pub is_guarded: bool,
}

impl Output {
    /// Compares the folder with the files.
    pub fn changes(&self) -> Result<Vec<Change<'_>>, crate::disk::Error> {
        if self.is_whole {
            return sync::compare(&self.folder, &self.files);
        }
        let changes = self.files.iter().filter_map(|file| self.change(file));
        Ok(changes.collect())
    }

    /// Compares one file in a folder that also contains other files.
    fn change<'a>(&self, file: &'a File) -> Option<Change<'a>> {
        match std::fs::read(self.folder.join(&file.path)) {
            Ok(old) if old == file.contents.as_bytes() => None,
            Ok(old) => Some(Change::Update(file, old)),
            Err(_) => Some(Change::Create(file)),
        }
    }
}

/// Generates all files: the schema of the spec language next to the project's own spec only, then the
/// documentation, then the code.
pub fn all(root: &Path, flags: &Gen, api: &Api) -> Result<Vec<Output>, Box<dyn Error>> {
    let code = codegen::write(api);
    let mut outputs = Vec::new();
    if flags.spec == root.join("spec") {
        let schema = file("schema.json", codegen::schema());
        outputs.push(mixed(&flags.spec, vec![schema]));
    }
    if let Some(docs) = &flags.docs {
        let listing = public_api::listing(root, api, &code)?;
        outputs.extend(documentation(docs, api, listing));
    }
    outputs.push(Output {
        folder: flags.out.path.clone(),
        files: code,
        is_whole: true,
        is_guarded: flags.out.is_given,
    });
    Ok(outputs)
}

/// Returns the files of the documentation, and the folders of its pages.
fn documentation(docs: &Destination, api: &Api, listing: String) -> [Output; 3] {
    let mut files = vec![
        file("openapi.json", openapi::export(api)),
        file(PUBLIC_API, listing),
    ];
    let (mut operations, mut types) = (Vec::new(), Vec::new());
    for page in pages::write(api) {
        let (folder, name) = page.path.split_once('/').unwrap_or(("", &page.path));
        let file = file(name, page.contents);
        match folder {
            "operations" => operations.push(file),
            "types" => types.push(file),
            _ => files.push(file),
        }
    }
    let whole = |name, files| Output {
        folder: docs.path.join(name),
        files,
        is_whole: true,
        is_guarded: docs.is_given,
    };
    [
        mixed(&docs.path, files),
        whole("operations", operations),
        whole("types", types),
    ]
}

fn mixed(folder: &Path, files: Vec<File>) -> Output {
    Output {
        folder: folder.to_owned(),
        files,
        is_whole: false,
        is_guarded: false,
    }
}

fn file(path: &str, contents: String) -> File {
    File {
        path: path.to_owned(),
        contents,
    }
}
