//! Compares the features of tags with the manifest of the crate that has the generated code.

use crate::disk;
use codegen::model::Api;
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the lines that the manifest lacks, as a message; `None` if it lacks none.
pub fn missing(api: &Api, out: &Path) -> Option<String> {
    let needed: Vec<_> = api.features().collect();
    if needed.is_empty() {
        return None;
    }
    let manifest = manifest(out);
    let (path, text) = match &manifest {
        Some((path, text)) => (disk::shown(path), text.as_str()),
        None => ("Cargo.toml".to_owned(), ""),
    };
    let declared = declared(text);
    let missing: Vec<_> = needed
        .into_iter()
        .filter(|name| !declared.contains(*name))
        .map(|name| format!("{name} = []\n"))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let lines = missing.concat();
    Some(format!(
        "{path} lacks features of tags. Add these lines under `[features]`:\n{lines}"
    ))
}

/// Returns the manifest of the crate around a folder, with its path.
fn manifest(out: &Path) -> Option<(std::path::PathBuf, String)> {
    let out = std::path::absolute(out).ok()?;
    out.ancestors().find_map(|folder| {
        let path = folder.join("Cargo.toml");
        let text = std::fs::read_to_string(&path).ok()?;
        Some((path, text))
    })
}

/// Returns the names of the features that a manifest declares.
fn declared(manifest: &str) -> BTreeSet<String> {
    let lines = manifest.lines().map(str::trim);
    let lines = lines.skip_while(|line| !line.starts_with("[features]"));
    let lines = lines.skip(1).take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split_once('='));
    let names = names.map(|(name, _)| name.trim().trim_matches(['"', '\'']).to_owned());
    names.filter(|name| !name.starts_with('#')).collect()
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn the_features_of_a_manifest_are_found() {
        let manifest = "[package]\nname = \"pets\"\n\n[features]\n# x = []\ndefault = [\n    \"a\",\n]\na = []\n\"b-c\" = [\"a\"]\n\n[dependencies]\nserde = \"1\"\n";
        let found: Vec<_> = declared(manifest).into_iter().collect();
        assert_eq!(found, ["a", "b-c", "default"]);
        assert!(declared("").is_empty());
    }
}
