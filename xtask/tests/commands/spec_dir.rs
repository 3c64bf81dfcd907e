//! Unusual spec folders: each leads to an error with its path or to success, without blocking.

use crate::support::{Outcome, xtask};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const API: &str = "api: Pets\ntitle: Pet shop\ndescription: Sells pets.\n";
const COLOR: &str = "type: Color\nkind: open_enum\ndescription: A color.\nvalues:\n  - value: red\n    \
                     description: Like fire.\n";

/// A spec folder with one type.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        std::fs::create_dir_all(folder.path("spec/types")).expect("create");
        folder.write("spec/api.yaml", API);
        folder.write("spec/types/color.yaml", COLOR);
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(path), text).expect("write");
    }

    fn generate(&self) -> Outcome {
        self.run(&[])
    }

    fn run(&self, more: &[&str]) -> Outcome {
        let began = Instant::now();
        let arguments = ["gen", "--spec", "spec", "--out", "out"];
        let outcome = xtask(self.0.path(), &[&arguments, more].concat());
        assert!(!outcome.err.contains("panicked"), "{}", outcome.err);
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "{:?}",
            began.elapsed()
        );
        outcome
    }

    fn assert_rejected(&self, expected: &str) {
        let outcome = self.generate();
        assert_eq!(outcome.code, Some(1), "{}{}", outcome.out, outcome.err);
        let start: String = outcome.err.chars().take(2_000).collect();
        assert!(outcome.err.contains(expected), "{expected:?} in\n{start}");
        assert!(!self.path("out").exists());
    }
}

#[test]
fn a_folder_with_the_name_of_a_file() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("spec/types/pet.yaml")).expect("create");
    folder
        .assert_rejected("cannot read spec/types/pet.yaml: it is a folder with the name of a file");
}

#[test]
fn a_spec_that_is_a_file() {
    let folder = Folder::new();
    let outcome = xtask(
        folder.0.path(),
        &["gen", "--spec", "spec/api.yaml", "--out", "out"],
    );
    assert_eq!(outcome.code, Some(1), "{}", outcome.out);
}

#[test]
fn other_files_are_left_alone() {
    let folder = Folder::new();
    folder.write("spec/types/notes..md", b"\xff\0");
    folder.write("spec/..txt", "");
    assert_eq!(folder.generate().code, Some(0));
    let folder = Folder::new();
    folder.write("spec/types/...yaml", COLOR);
    folder.assert_rejected("spec/types/...yaml");
}

/// Without a bound, each file would need hours or gigabytes.
#[test]
fn files_without_end() {
    let many: String = (0..1_000_000).fold(String::new(), |text, number| {
        text + "k" + &number.to_string() + ": 1\n"
    });
    for (text, expected) in [
        (
            format!("{API}base_path: {}\n", "x".repeat(50 << 20)),
            "error[file-too-large]",
        ),
        (many.clone(), "error[file-too-large]"),
        (many[..1_000_000].to_owned(), "error[unknown-key]"),
        (
            format!("{API}types: {}", "[".repeat(100_000)),
            "error[nested-too-deep]",
        ),
        (
            format!("{API}title: {}", "x".repeat(1_000_000)),
            "error[duplicate-key]",
        ),
        (
            format!("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n{API}"),
            "error[yaml-anchor]",
        ),
        (
            format!("{API}types: [{}]", "a, ".repeat(300_000)),
            "error[wrong-type]",
        ),
    ] {
        let folder = Folder::new();
        folder.write("spec/api.yaml", text);
        folder.assert_rejected(expected);
    }
}

/// The longest chain of objects that fits into a file: no stage may recurse along it.
#[test]
fn a_chain_without_end() {
    let folder = Folder::new();
    let link = |number: usize| {
        let next = if number == 3_999 {
            "json".to_owned()
        } else {
            format!("A{}", number + 1)
        };
        format!(
            "  - {{type: A{number}, kind: object, description: x, fields: [{{name: a, type: {next}, description: x}}]}}\n"
        )
    };
    let types: String = (0..4_000).map(link).collect();
    folder.write("spec/api.yaml", format!("{API}types:\n{types}"));
    let outcome = folder.run(&["--check"]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.err);
    // Every file is generated. None is written: deleting thousands of them slows the file system for other tests.
    assert!(
        outcome.out.contains("\n4004 files stale."),
        "{}",
        outcome.err
    );
}

#[cfg(unix)]
mod unix {
    use super::{API, COLOR, Folder, Path};
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_link_to_a_file_is_read() {
        let folder = Folder::new();
        folder.write("elsewhere.yaml", COLOR.replace("Color", "Hue"));
        symlink("../../elsewhere.yaml", folder.path("spec/types/hue.yaml")).expect("link");
        let outcome = folder.generate();
        assert_eq!(outcome.code, Some(0), "{}", outcome.err);
        assert!(folder.path("out/types/hue.rs").exists());
    }

    #[test]
    fn links_that_lead_nowhere_or_anywhere() {
        for (link, to, expected) in [
            (
                "spec/types/hue.yaml",
                "hue.yaml",
                "cannot read spec/types/hue.yaml: ",
            ),
            (
                "spec/types/hue.yaml",
                "gone.yaml",
                "cannot read spec/types/hue.yaml: ",
            ),
            (
                "spec/types/more",
                "..",
                "cannot read spec/types/more: it is a link to a folder",
            ),
            (
                "spec/operations",
                "/",
                "cannot read spec/operations: it is a link to a folder",
            ),
            (
                "spec/deviations.yaml",
                "types",
                "cannot read spec/deviations.yaml: it is a link to a folder",
            ),
        ] {
            let folder = Folder::new();
            symlink(to, folder.path(link)).expect("link");
            folder.assert_rejected(expected);
        }
    }

    /// Opening a pipe blocks until somebody writes, and a device is endless.
    #[test]
    fn pipes_and_devices_are_not_opened() {
        let folder = Folder::new();
        let pipe = folder.path("spec/types/hue.yaml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            folder.assert_rejected("cannot read spec/types/hue.yaml: it is not a regular file");
        }
        let folder = Folder::new();
        if Path::new("/dev/zero").exists() {
            symlink("/dev/zero", folder.path("spec/types/hue.yaml")).expect("link");
            folder.assert_rejected("cannot read spec/types/hue.yaml: it is not a regular file");
        }
    }

    #[test]
    fn a_file_without_permission() {
        let folder = Folder::new();
        folder.write("spec/api.yaml", API);
        let file = folder.path("spec/types/color.yaml");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).expect("a mode");
        // The superuser reads everything.
        if std::fs::read(&file).is_err() {
            folder.assert_rejected("cannot read spec/types/color.yaml: ");
        }
    }
}
