//! Compares the public API of the crates with the lists in `docs/public-api.txt`, so that a change of it
//! is a change of a file.
//!
//! `UPDATE_EXPECT=1 cargo test -p tests --test public_api` renews the lists.

mod constructs;
mod modules;
mod references;
mod reserved;
mod sample;
mod walker;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};
use walker::{Crate, Crates};

/// The crates: name and folder.
const CRATES: [(&str, &str); 2] = [("sentinelone_sdk", "sdk"), ("sdk_runtime", "sdk/runtime")];

/// The command that renews the lists.
const RENEWAL: &str = "UPDATE_EXPECT=1 cargo test -p tests --test public_api";

/// Returns a path below the root of the checkout.
fn checkout(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Reads all crates.
fn crates() -> Crates {
    let crates = CRATES.map(|(name, folder)| {
        let found = Crate::read(name, &checkout(folder).join("src"));
        found.unwrap_or_else(|error| panic!("{folder}/src: {error}"))
    });
    Crates::parse(&crates).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the lines that only one of two lists has: `-` for the old one, `+` for the new one.
fn difference(old: &str, new: &str) -> String {
    let (before, after): (BTreeSet<_>, BTreeSet<_>) =
        (old.lines().collect(), new.lines().collect());
    let gone = old.lines().filter(|line| !after.contains(line));
    let gone = gone.map(|line| format!("- {line}\n"));
    let added = new.lines().filter(|line| !before.contains(line));
    gone.chain(added.map(|line| format!("+ {line}\n")))
        .collect()
}

#[test]
fn the_public_api_is_the_listed_one() {
    let (crates, renews) = (crates(), env::var_os("UPDATE_EXPECT").is_some());
    let mut changes = Vec::new();
    for (name, folder) in CRATES {
        let path = checkout(folder).join("docs/public-api.txt");
        let listing = crates.listing(name);
        let listed = fs::read_to_string(&path).unwrap_or_default();
        let listed = listed.replace("\r\n", "\n");
        if renews && listed != listing {
            let folder = path.parent().expect("the file is in a folder");
            fs::create_dir_all(folder).expect("the folder can be created");
            fs::write(&path, &listing).expect("the list can be written");
        } else if listed != listing {
            let difference = difference(&listed, &listing);
            let title = format!("{folder}/docs/public-api.txt differs from the code:");
            changes.push(format!("{title}\n{difference}"));
        }
    }
    assert!(
        changes.is_empty(),
        "{}\nRenew the lists with `{RENEWAL}`, and describe the change in CHANGELOG.md.",
        changes.join("\n")
    );
}

#[test]
fn a_difference_shows_the_changed_lines() {
    let old = "pub fn a::b(x: u8)\npub mod a\n";
    let new = "pub fn a::b(x: u16)\npub mod a\n";
    let difference = difference(old, new);
    assert_eq!(difference, "- pub fn a::b(x: u8)\n+ pub fn a::b(x: u16)\n");
}
