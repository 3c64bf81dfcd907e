//! Compares the public API of the crates with the lists in their folders `docs`, so that a change of it
//! is a change of a file. `cargo xtask gen` writes the list of generated items.
//!
//! `UPDATE_EXPECT=1 cargo test --test generator public_api::` renews the lists.

mod constructs;
mod modules;
mod references;
mod reserved;
mod sample;

use codegen::public_api::{Crate, Crates};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The crates: name and folder.
const CRATES: [(&str, &str); 2] = [("sentinelone_sdk", "sdk"), ("sdk_runtime", "sdk/runtime")];

/// The list of the generated items, which `cargo xtask gen` writes.
const GENERATED: &str = "sdk/docs/public-api.txt";

/// The list of all other items of the SDK: those written by hand, and those of the runtime.
const BY_HAND: &str = "sdk/docs/public-api-by-hand.txt";

/// The list of the runtime.
const RUNTIME: &str = "sdk/runtime/docs/public-api.txt";

/// The command that renews the lists of code that is not generated.
const RENEWAL: &str = "UPDATE_EXPECT=1 cargo test --test generator public_api::";

/// Returns a path below the root of the checkout.
fn checkout(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Reads the folder `src` of a crate.
fn read(name: &str, src: &Path) -> io::Result<Crate> {
    let mut files = BTreeMap::new();
    let mut folders = vec![(src.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let below = format!("{prefix}{file}");
            if path.is_dir() {
                folders.push((path, format!("{below}/")));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.insert(below, fs::read_to_string(&path)?.replace("\r\n", "\n"));
            }
        }
    }
    let name = name.to_owned();
    Ok(Crate { name, files })
}

/// Reads all crates.
fn crates() -> Crates {
    let crates = CRATES.map(|(name, folder)| {
        let found = read(name, &checkout(folder).join("src"));
        found.unwrap_or_else(|error| panic!("{folder}/src: {error}"))
    });
    Crates::parse(&crates).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the text of a list; a missing one is empty.
fn listed(path: &str) -> String {
    let text = fs::read_to_string(checkout(path)).unwrap_or_default();
    text.replace("\r\n", "\n")
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

/// Compares a list with the code; returns the difference, unless the list is renewed.
fn compare(path: &str, listing: &str) -> Option<String> {
    let listed = listed(path);
    if listed == listing {
        return None;
    }
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(checkout(path), listing).expect("the list can be written");
        return None;
    }
    let difference = difference(&listed, listing);
    Some(format!("{path} differs from the code:\n{difference}"))
}

#[test]
fn the_public_api_is_the_listed_one() {
    let crates = crates();
    let generated = listed(GENERATED);
    let generated: BTreeSet<_> = generated.lines().collect();
    let all = crates.listing("sentinelone_sdk");
    let by_hand = all.lines().filter(|line| !generated.contains(line));
    let by_hand: String = by_hand.flat_map(|line| [line, "\n"]).collect();
    let changes = [
        compare(BY_HAND, &by_hand),
        compare(RUNTIME, &crates.listing("sdk_runtime")),
    ];
    let changes: Vec<_> = changes.into_iter().flatten().collect();
    assert!(
        changes.is_empty(),
        "{}\nRenew the lists with `{RENEWAL}`, and describe the change in CHANGELOG.md.",
        changes.join("\n")
    );
}

/// The list of `cargo xtask gen` is made of the generated files alone.
#[test]
fn each_generated_item_is_public_in_the_crate() {
    let (all, generated) = (crates().listing("sentinelone_sdk"), listed(GENERATED));
    let all: BTreeSet<_> = all.lines().collect();
    let is_alias = |line: &&str| line.starts_with("pub use ");
    let missing = generated.lines().filter(|line| !is_alias(line));
    let missing: Vec<_> = missing.filter(|line| !all.contains(line)).collect();
    assert!(missing.is_empty(), "not public in the crate: {missing:#?}");
    assert!(generated.lines().count() > 400, "{}", generated.len());
}

#[test]
fn a_difference_shows_the_changed_lines() {
    let old = "pub fn a::b(x: u8)\npub mod a\n";
    let new = "pub fn a::b(x: u16)\npub mod a\n";
    let difference = difference(old, new);
    assert_eq!(difference, "- pub fn a::b(x: u8)\n+ pub fn a::b(x: u16)\n");
}
