//! Holds the modules of a crate to an order: each imports only from those before it, and the files of
//! a folder do not import each other in circles.

mod circles;
mod crate_tree;
mod imports;
mod table;

use super::{Finding, Source};
use crate_tree::{CrateTree, Import};
use table::{CRATES, Crate};

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    CRATES
        .iter()
        .flat_map(|layers| check_crate(layers, sources))
        .collect()
}

fn check_crate(layers: &Crate, sources: &[Source]) -> Vec<Finding> {
    let (tree, broken) = CrateTree::read(layers.root, sources);
    if !broken.is_empty() {
        return broken;
    }
    let mut findings = unlisted(layers, &tree);
    let imports = tree.imports();
    findings.extend(
        imports
            .iter()
            .filter_map(|import| wrong_way(layers, &tree, import)),
    );
    findings.extend(circles::check(layers, &tree, &imports));
    findings
}

/// Reports top-level modules that the table does not list.
fn unlisted(layers: &Crate, tree: &CrateTree<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for file in tree.files() {
        let Some(module) = file.module.first() else {
            continue;
        };
        let is_known = file.is_test_only || layers.position(module).is_some();
        let violation = format!("`{module}` has no layer");
        if !is_known && findings.iter().all(|known| known.violation != violation) {
            findings.push(Finding {
                rule: "layering",
                location: file.source.path.clone(),
                violation,
                cure: "add it to the table in xtask/src/tidy/layering/table.rs, after its imports"
                    .to_owned(),
            });
        }
    }
    findings
}

/// Reports an import from a later layer, or from one that the importing layer must not see.
fn wrong_way(layers: &Crate, tree: &CrateTree<'_>, import: &Import) -> Option<Finding> {
    let from = tree.file(import.from);
    let (own, other) = (from.module.first()?, import.module.first()?);
    if own == other || import.is_alias {
        return None;
    }
    let (own_at, other_at) = (layers.position(own)?, layers.position(other)?);
    let hidden = layers
        .hidden
        .iter()
        .find(|hidden| hidden.from == own.as_str() && hidden.layers.contains(&other.as_str()));
    let cure = if other_at > own_at {
        format!(
            "move the imported item to `{own}` or an earlier layer, or move the importing code to \
             `{other}` or a later one"
        )
    } else {
        hidden?.cure.to_owned()
    };
    Some(Finding {
        rule: "layering",
        location: from.source.at(import.line),
        violation: format!(
            "`{own}` imports `{}` from the {} layer `{other}`",
            import.text,
            if other_at > own_at { "later" } else { "hidden" },
        ),
        cure,
    })
}
