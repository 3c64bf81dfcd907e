//! No text in a spec becomes code: with hostile texts, the generated items are those of the same
//! spec with harmless texts, and only literals and comments differ.

mod skeleton;
mod spec;

use crate::pages::structure::Structure;
use codegen::Sources;
use skeleton::skeleton;
use spec::{Texts, hostile_folder_names};

/// The number of specs, each with other texts. The seed is their number.
const SPECS: u64 = 300;

/// Generates the files, and reduces each to its skeleton without texts.
fn generate(sources: &Sources) -> Vec<(codegen::File, String)> {
    let files = codegen::generate(sources);
    let files = files.unwrap_or_else(|found| panic!("{}", found.render(sources)));
    let skeletons = files.into_iter().map(|file| {
        let skeleton = skeleton(&file.contents);
        let skeleton = skeleton.unwrap_or_else(|error| panic!("{error}\n{}", file.contents));
        (file, skeleton)
    });
    skeletons.collect()
}

#[test]
fn texts_stay_texts() {
    let harmless = generate(&spec::sources(&mut Texts::harmless()));
    assert_eq!(
        harmless.len(),
        8,
        "two enums, an object, an operation, and what leads to them"
    );
    for seed in 0..SPECS {
        let sources = spec::sources(&mut Texts::hostile(seed));
        let hostile = generate(&sources);
        assert_eq!(hostile.len(), harmless.len(), "seed {seed}");
        for ((file, skeleton), (expected, harmless)) in hostile.iter().zip(&harmless) {
            assert_eq!(file.path, expected.path, "seed {seed}");
            assert_eq!(skeleton, harmless, "seed {seed}: {}", file.contents);
            assert_no_tricks(&file.contents, seed);
        }
    }
}

/// Characters that are invisible or reorder the displayed code.
fn assert_no_tricks(code: &str, seed: u64) {
    let is_trick = |c: char| {
        let is_bidirectional = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let is_hidden = matches!(c, '\u{200b}' | '\u{2028}' | '\u{feff}');
        is_bidirectional || is_hidden || c.is_control() && c != '\n'
    };
    let trick = code.chars().find(|c| is_trick(*c));
    assert_eq!(trick, None, "seed {seed}: {code}");
}

/// Returns the structure of each page: headings, lists, tables and blocks of code.
fn pages(sources: &Sources) -> Vec<(codegen::File, Structure)> {
    let api = codegen::understand(sources);
    let api = api.unwrap_or_else(|found| panic!("{}", found.render(sources)));
    let pages = codegen::pages::write(&api).into_iter();
    let structures = pages.map(|page| {
        let structure = Structure::of(&page.contents);
        (page, structure)
    });
    structures.collect()
}

/// No text becomes a heading, a list, a cell, a block of code or HTML of a page.
#[test]
fn texts_stay_texts_on_pages() {
    let harmless = pages(&spec::sources(&mut Texts::harmless()));
    assert_eq!(harmless.len(), 6, "the API, an operation and four types");
    for seed in 0..SPECS {
        let hostile = pages(&spec::sources(&mut Texts::hostile(seed)));
        assert_eq!(hostile.len(), harmless.len(), "seed {seed}");
        for ((page, structure), (expected, harmless)) in hostile.iter().zip(&harmless) {
            assert_eq!(page.path, expected.path, "seed {seed}");
            let text = &page.contents;
            assert_eq!(structure.blocks, harmless.blocks, "seed {seed}: {text}");
            assert_eq!(structure.html, harmless.html, "seed {seed}: {text}");
            assert_no_tricks(text, seed);
        }
    }
}

/// The first line of a generated file contains the name of its source folder.
#[test]
fn names_of_folders_stay_names() {
    for name in hostile_folder_names() {
        let mut sources = Sources::new(name);
        let api = "api: Pets\ntitle: Pet shop\ndescription: Sells pets.\n";
        sources.add("api.yaml", api.as_bytes().to_vec());
        for (file, skeleton) in generate(&sources) {
            assert!(!skeleton.contains("evil"), "{}", file.contents);
            assert_no_tricks(&file.contents, 0);
        }
        for (page, structure) in pages(&sources) {
            assert_eq!(structure.html.len(), 1, "{}", page.contents);
            assert!(page.contents.starts_with("<!-- @generated"));
            assert_no_tricks(&page.contents, 0);
        }
    }
}
