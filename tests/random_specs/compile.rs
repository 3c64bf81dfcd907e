//! Compiles a sample of the code as one crate, with the lints of an SDK: no warning is allowed.

use crate::cargo;
use crate::libraries;
use crate::messages;
use crate::random_specs::layout::{self, Spread};
use crate::random_specs::model::Spec;
use crate::random_specs::node::Writer;
use crate::random_specs::write;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The name of the crate in the examples of the documentation.
const NAME: &str = "random";

/// The feature with the code of all specs without tags, which compiles in the same way with any other features.
const UNTAGGED: &str = "specs_without_tags";

/// Returns a folder of the workspace.
fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Writes the crate: a module for each spec.
pub fn write_crate(folder: &Path, specs: &BTreeMap<String, Spec>) {
    let mut library = String::from(
        "//! Code of random specs.\n\n#![deny(warnings, missing_docs, clippy::pedantic)]\n#![forbid(unsafe_code)]\n",
    );
    let mut features = BTreeSet::new();
    for (module, spec) in specs {
        let mut own = features_of(spec);
        if own.is_empty() {
            own.push(UNTAGGED.to_owned());
            let _ = write!(library, "\n#[cfg(feature = {UNTAGGED:?})]");
        }
        features.extend(own);
        let _ = write!(library, "\n/// A random spec.\npub mod {module};\n");
        for file in generated(module, spec) {
            put(
                &folder.join("src").join(module).join(file.path),
                &file.contents,
            );
        }
    }
    put(&folder.join("src/lib.rs"), &library);
    let features = features.iter().map(|name| format!("{name} = []\n"));
    let features: String = features.collect();
    let manifest = format!(
        "[package]\nname = \"{NAME}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\n{features}\n[workspace]\n"
    );
    put(&folder.join("Cargo.toml"), &manifest);
    fs::copy(
        workspace("tests/golden/clippy.toml"),
        folder.join("clippy.toml"),
    )
    .expect("the settings can be copied");
}

/// Returns the features that the code of a spec needs.
fn features_of(spec: &Spec) -> Vec<String> {
    let files = layout::files(&write::parts(spec), Spread::Apart, &mut Writer::plain());
    let api = codegen::understand(&layout::sources(&files)).expect("the spec is valid");
    api.features().map(str::to_owned).collect()
}

/// Returns the code of a spec, for a module of the crate.
fn generated(module: &str, spec: &Spec) -> Vec<codegen::File> {
    let mut spec = spec.clone();
    for (key, text) in &mut spec.api.texts {
        if *key == "public_path" {
            *text = format!("{NAME}::{module}");
        }
    }
    let files = layout::files(&write::parts(&spec), Spread::Apart, &mut Writer::plain());
    let sources = layout::sources(&files);
    codegen::generate(&sources).unwrap_or_else(|found| panic!("{}", found.render(&sources)))
}

fn put(path: &Path, text: &str) {
    let folder = path.parent().expect("a file has a folder");
    fs::create_dir_all(folder).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// Compiles the crate, and its documentation; returns the errors by module.
pub fn problems(folder: &Path) -> BTreeMap<String, String> {
    // A toolchain may lack clippy; the compiler's own warnings are always checked.
    let clippy = cargo::command().args(["clippy", "--version"]).output();
    let has_clippy = clippy.is_ok_and(|output| output.status.success());
    let command = if has_clippy { "clippy" } else { "check" };
    let mut problems = of_command(folder, &[command, "--all-targets", "--all-features"]);
    // Without the features of tags: nothing is unused, and no link is broken.
    let document = ["doc", "--no-deps", "--features", UNTAGGED];
    for command in [&["check", "--all-targets"][..], &document] {
        for (module, found) in of_command(folder, command) {
            problems.entry(module).or_default().push_str(&found);
        }
    }
    problems
}

/// Runs a command of cargo on the crate; returns the errors by module.
fn of_command(folder: &Path, arguments: &[&str]) -> BTreeMap<String, String> {
    let output = libraries::cargo(folder, &["sdk_runtime", "sentinelone_sdk"], &[])
        .args(arguments)
        .args(["--offline", "--quiet", "--message-format=json"])
        .output()
        .expect("cargo can be run");
    let mut problems: BTreeMap<String, String> = BTreeMap::new();
    for message in messages::of(&output) {
        let (rendered, file) = (
            &message["message"]["rendered"],
            &message["message"]["spans"][0]["file_name"],
        );
        if let Some(rendered) = rendered.as_str() {
            let module = file
                .as_str()
                .and_then(|file| file.split(['/', '\\']).nth(1));
            problems
                .entry(module.unwrap_or("nowhere").to_owned())
                .or_default()
                .push_str(rendered);
        }
    }
    if problems.is_empty() && !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        problems.insert("cargo".to_owned(), text);
    }
    problems
}
