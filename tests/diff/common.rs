//! The code that a version has in common with its base, which is compiled once.

use codegen::File;
use std::collections::{BTreeMap, BTreeSet};

/// The words before the name of a public item.
const ITEMS: [&str; 5] = ["const", "enum", "struct", "trait", "type"];

/// Returns the files of a version. A file that means the same as in the base, because its text and that of all
/// items in it are equal, consists of exports from there.
pub fn exported(base: &str, old: &[File], new: &[File]) -> Vec<File> {
    let texts: BTreeMap<_, _> = old
        .iter()
        .map(|file| (&file.path, &file.contents))
        .collect();
    let is_module = |file: &File| file.path.ends_with("mod.rs");
    let mut common: Vec<&File> = new
        .iter()
        .filter(|file| !is_module(file) && texts.get(&file.path) == Some(&&file.contents))
        .collect();
    loop {
        let is_common = |file: &File| common.iter().any(|known| known.path == file.path);
        let changed = old.iter().chain(new).filter(|file| !is_common(file));
        let changed: BTreeSet<_> = changed.flat_map(items).collect();
        let before = common.len();
        let uses_changed = |file: &File| words(file).any(|word| changed.contains(word));
        common.retain(|file| !uses_changed(file));
        if common.len() == before {
            break;
        }
    }
    let paths: BTreeSet<_> = common.iter().map(|file| &file.path).collect();
    let files = new.iter().map(|file| File {
        path: file.path.clone(),
        contents: if paths.contains(&file.path) {
            let items: Vec<_> = items(file).into_iter().collect();
            format!("pub use crate::{base}::{{{}}};\n", items.join(", "))
        } else {
            file.contents.clone()
        },
    });
    files.collect()
}

/// Returns the names of the public items of a file.
fn items(file: &File) -> BTreeSet<&str> {
    let words: Vec<_> = words(file).collect();
    let triples = words.windows(3);
    let items = triples.filter(|triple| triple[0] == "pub" && ITEMS.contains(&triple[1]));
    items.map(|triple| triple[2]).collect()
}

/// Returns the words of the code, without comments and strings.
fn words(file: &File) -> impl Iterator<Item = &str> {
    let lines = file.contents.lines().map(str::trim_start);
    let code = lines.filter(|line| !line.starts_with("//"));
    let code = code.flat_map(|line| line.split('"').step_by(2));
    let words = code.flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words.filter(|word| !word.is_empty())
}
