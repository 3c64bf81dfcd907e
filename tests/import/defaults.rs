//! Imports into a spec with `defaults`: the fields mean the same as without.

use crate::import::features;
use crate::import::support::{Folder, import_all};
use std::collections::BTreeMap;

const DEFAULTS: &str = "defaults: {list_style: comma, object_style: brackets, encoding: text, media_type: application/vnd.pets+json}\n";

/// Returns the generated files, by path.
fn code(folder: &Folder) -> BTreeMap<String, String> {
    let files = codegen::generate(&folder.sources()).expect("the spec is valid");
    let files = files.into_iter().map(|file| (file.path, file.contents));
    files.collect()
}

#[test]
fn defaults_of_a_spec_change_no_imported_field() {
    let mut overridden = String::new();
    for path in features() {
        let source = std::fs::read_to_string(&path).expect("the file");
        let mut plain = Folder::default();
        import_all(&mut plain, &source).expect("an import");
        let mut filled = Folder::default();
        filled.put("api.yaml", plain.file("api.yaml").to_owned() + DEFAULTS);
        import_all(&mut filled, &source).expect("an import");
        assert!(code(&plain) == code(&filled), "{}", path.display());
        overridden.extend(filled.files().values().map(String::as_str));
    }
    for key in [
        "list_style: repeat",
        "object_style: members",
        "encoding: number",
        "media_type: application/json",
    ] {
        assert!(overridden.contains(key), "{key}");
    }
}
