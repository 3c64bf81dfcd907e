//! Every operation of the spec is called by a test.

use std::fs;
use std::path::Path;

/// Returns the text of each file of a folder with this suffix.
fn texts(folder: &str, end: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("a folder of the package");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let paths = paths.filter(|path| path.to_string_lossy().ends_with(end));
    let texts = paths.map(|path| fs::read_to_string(path).expect("a text"));
    texts.collect()
}

#[test]
fn every_operation_is_called() {
    let tests = texts("tests", ".rs").concat();
    let operations = texts("spec/operations", ".yaml");
    assert_eq!(operations.len(), 36);
    for operation in operations {
        let name = operation
            .lines()
            .find_map(|line| line.strip_prefix("operation: "));
        let name = name.expect("an operation has a name");
        assert!(
            tests.contains(&format!("{name}::new(")),
            "nothing sends {name}"
        );
        assert!(operation.contains("\nexamples:\n"), "{name} has no example");
    }
}
