//! Checks the Markdown pages of all specs: that their links lead to pages, that no text of a spec
//! becomes structure, and that each fact of a spec changes a page.

mod facts;
mod fields;
mod operations;
pub mod structure;
mod unions;

use crate::specs;
use codegen::File;
use codegen::model::Api;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use structure::Structure;

/// The models of all specs, with the names of their folders.
static MODELS: LazyLock<Vec<(String, Api)>> = LazyLock::new(|| {
    let folders = specs::folders();
    let models = folders.iter().map(|folder| {
        let sources = specs::sources(folder);
        let name = folder.display().to_string();
        let api = codegen::understand(&sources);
        let api = api.unwrap_or_else(|found| panic!("{name}: {}", found.render(&sources)));
        (name, api)
    });
    models.collect()
});

/// Returns the models of all specs, with the names of their folders; the last one is the real spec.
fn models() -> &'static [(String, Api)] {
    &MODELS
}

/// Returns a path relative to the folder of a page as one below the folder of all pages.
fn target(page: &str, link: &str) -> String {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    match link.strip_prefix("../") {
        Some(link) => link.to_owned(),
        None if folder.is_empty() => link.to_owned(),
        None => format!("{folder}/{link}"),
    }
}

#[test]
fn each_operation_and_each_type_has_a_page_to_which_links_lead() {
    let mut links = 0;
    for (name, api) in models() {
        let pages = codegen::pages::write(api);
        let paths: BTreeSet<_> = pages.iter().map(|page| page.path.clone()).collect();
        assert_eq!(paths.len(), pages.len(), "{name}");
        let expected = 1 + api.operations.len() + api.types.len();
        assert_eq!(pages.len(), expected, "{name}");
        for File { path, contents } in &pages {
            for link in Structure::of(contents).links {
                if !link.contains("://") {
                    let target = target(path, &link);
                    assert!(paths.contains(&target), "{name}: {path}: {link}");
                    links += 1;
                }
            }
        }
    }
    assert!(links > 400, "{links}");
}

/// Only the first line is a comment, and only cells of tables have tags.
#[test]
fn pages_have_no_markup_of_specs() {
    for (name, api) in models() {
        for File { path, contents } in codegen::pages::write(api) {
            let found = Structure::of(&contents);
            assert_eq!(found.html.len(), 1, "{name}: {path}: {:?}", found.html);
            assert!(found.html[0].starts_with("<!-- @generated"), "{path}");
            let has_trailing = contents.lines().any(|line| line.ends_with(' '));
            assert!(
                !has_trailing,
                "{name}: {path} has spaces at the end of a line"
            );
            assert!(
                !contents.contains("\n\n\n"),
                "{name}: {path} has two empty lines"
            );
        }
    }
}

/// The lists of a page contain each name on the wire, at the depth of its member.
#[test]
fn members_are_listed_below_their_objects() {
    let (_, api) = models().last().expect("the real spec");
    let pages = codegen::pages::write(api);
    let path = "operations/update_threat_incident.md";
    let page = pages.iter().find(|page| page.path == path);
    let page = &page.expect("a page of the operation").contents;
    for line in [
        "\n- **json_body** (object) – Required\n",
        "\n  - **data** (object) – Required: ",
        "\n    - **analystVerdict** ([AnalystVerdict](../types/analyst_verdict.md)): ",
        "\n      - **threatId** (id): ",
        "\n- **Batch:** `filter.ids` can be split over requests of at most 5000 items\n",
    ] {
        assert!(page.contains(line), "{line}");
    }
}
