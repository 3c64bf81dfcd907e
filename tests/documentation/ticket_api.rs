//! A second API, without pages: its spec and its code agree, with every feature of the language.

use conformance::code;
use conformance::fact::Section;
use conformance::page::{Fact, Page};
use conformance::rules;
use conformance::spec::{self, Spec};
use conformance::{checkout, compare};
use std::collections::BTreeSet;
use std::path::Path;

/// Writes a page that agrees with the spec.
fn page(spec: &Spec) -> Page {
    let facts = spec.facts.iter().map(|fact| Fact {
        key: fact.key.clone(),
        ty: fact
            .ty
            .as_ref()
            .and_then(|(meaning, _)| rules::documented(meaning))
            .map(str::to_owned),
        required: fact
            .required
            .filter(|_| fact.key.section != Section::Headers),
        description: fact.description.clone(),
        place: fact.place.clone(),
    });
    Page {
        title: spec.title.clone(),
        place: spec.place.clone(),
        facts: facts.collect(),
        references: BTreeSet::new(),
    }
}

#[test]
fn the_spec_and_the_code_of_the_ticket_api_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let sources = checkout::spec(&root, "tests/ticket_api/spec").expect("the spec is there");
    let texts =
        checkout::generated(&root, "tests/ticket_api/generated").expect("the code is there");
    let specs = spec::read(&sources).expect("the spec is valid");
    let codes = code::read(&texts).expect("the code is read");
    let pages: Vec<_> = specs.operations.iter().map(page).collect();
    let report = compare::compare(&pages, &specs, &codes);
    assert!(report.conforms(), "\n{report}");
    assert!(report.operations.len() >= 19, "{report}");
}
