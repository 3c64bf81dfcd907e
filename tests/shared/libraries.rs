//! Calls of cargo for crates that tests generate. They link with the libraries that this binary links with, which are
//! compiled already: as dependencies, cargo would compile them once more for each set of features.

use crate::cargo;
use crate::messages;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

/// The separator of flags in the environment.
const SEPARATOR: &str = "\u{1f}";

/// The paths of the libraries by name.
static LIBRARIES: LazyLock<BTreeMap<String, Vec<PathBuf>>> = LazyLock::new(|| {
    let output = cargo::command()
        .args(["test", "--test", "generator", "--no-run"])
        .args(["--offline", "--quiet", "--message-format=json"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let mut libraries: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for message in messages::of(&output) {
        let name = message["target"]["name"].as_str().unwrap_or_default();
        let files = message["filenames"].as_array().into_iter().flatten();
        let files = files.filter_map(|file| file.as_str().map(PathBuf::from));
        let libraries = libraries.entry(name.replace('-', "_")).or_default();
        libraries.extend(files.filter(|file| file.extension().is_some_and(|end| end == "rlib")));
    }
    libraries
});

/// Returns the path of a library.
fn path(name: &str) -> &'static Path {
    match LIBRARIES.get(name).map(Vec::as_slice) {
        Some([path]) => path,
        found => panic!("`{name}` is not compiled exactly once: {found:?}"),
    }
}

/// Prepares a call of cargo for the crate or workspace in a folder, whose code can name these libraries, with further flags
/// of the compiler. Its target folder is `target` in that folder.
pub fn cargo(folder: &Path, names: &[&str], flags: &[&str]) -> Command {
    let own = flags.iter().map(|flag| (*flag).to_owned());
    let mut flags: Vec<_> = inherited().chain(own).collect();
    for name in names {
        let path = path(name);
        let dependencies = path.parent().expect("a library is in a folder");
        flags.push(format!("--extern={name}={}", path.display()));
        flags.push(format!("-Ldependency={}", dependencies.display()));
    }
    let mut command = cargo::command();
    let linked = flags.join(SEPARATOR);
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_ENCODED_RUSTFLAGS", &linked)
        .env(
            "CARGO_ENCODED_RUSTDOCFLAGS",
            format!("{linked}{SEPARATOR}-Dwarnings"),
        )
        .env_remove("CARGO_BUILD_TARGET")
        // Nothing reads the state of the compiler again.
        .env("CARGO_INCREMENTAL", "0");
    command
}

/// Returns the flags of the environment, with which the libraries were compiled: code without those for coverage, for
/// instance, cannot be linked with code that has them.
fn inherited() -> impl Iterator<Item = String> {
    let variable = |name, separator| {
        let flags = env::var(name).ok()?;
        let flags = flags.split(separator).filter(|flag| !flag.is_empty());
        Some(flags.map(str::to_owned).collect::<Vec<_>>())
    };
    let encoded = variable("CARGO_ENCODED_RUSTFLAGS", SEPARATOR);
    let flags = encoded.or_else(|| variable("RUSTFLAGS", " "));
    flags.into_iter().flatten()
}

/// Returns a line of comment that changes with a library: cargo does not know that the code depends on it.
pub fn version(name: &str) -> String {
    let path = path(name);
    let changed = fs::metadata(path).and_then(|file| file.modified());
    let changed = changed.expect("the library has a time of change");
    let age = changed.duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("// {} of {age:?}\n", path.display())
}
