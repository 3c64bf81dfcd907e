//! Finds files of a crate that import each other in a circle.

use super::crate_tree::{CrateTree, Import};
use super::table::Crate;
use crate::tidy::Finding;
use std::collections::{BTreeSet, HashMap, VecDeque};

/// Reports each group of files that import each other, unless the table allows it.
///
/// Three kinds of imports do not count: re-exports and imports of the root, which only pass items on,
/// and those from a module above, whose details the importing module holds.
pub(super) fn check(layers: &Crate, tree: &CrateTree<'_>, imports: &[Import]) -> Vec<Finding> {
    let graph = Graph::new(tree, imports);
    let mut reported: BTreeSet<usize> = BTreeSet::new();
    let mut findings = Vec::new();
    for start in 0..tree.files().len() {
        if reported.contains(&start) {
            continue;
        }
        let Some(circle) = graph.shortest_circle(start) else {
            continue;
        };
        let group = graph.group(start);
        reported.extend(&group);
        if !is_allowed(layers, tree, &group) {
            findings.push(finding(layers, tree, &circle, group.len()));
        }
    }
    findings
}

/// Returns `true` if all files of the group belong to one circle of the table.
fn is_allowed(layers: &Crate, tree: &CrateTree<'_>, group: &BTreeSet<usize>) -> bool {
    let includes = |entry: &str, index: usize| {
        let path = &tree.file(index).source.path;
        let path = path.strip_prefix(layers.root).unwrap_or(path);
        entry == path || entry.ends_with('/') && path.starts_with(entry)
    };
    layers.circles.iter().any(|circle| {
        group
            .iter()
            .all(|file| circle.files.iter().any(|entry| includes(entry, *file)))
    })
}

fn finding(layers: &Crate, tree: &CrateTree<'_>, circle: &[&Import], files: usize) -> Finding {
    let steps: Vec<String> = circle
        .iter()
        .map(|import| {
            let source = tree.file(import.from).source;
            let path = source
                .path
                .strip_prefix(layers.root)
                .unwrap_or(&source.path);
            format!("{path}:{} imports `{}`", import.line, import.text)
        })
        .collect();
    let more = match files - circle.len() {
        0 => String::new(),
        more => format!(" ({more} more files in the same circle)"),
    };
    let first = circle[0];
    Finding {
        rule: "import-circle",
        location: tree.file(first.from).source.at(first.line),
        violation: format!("{}{more}", steps.join(", ")),
        cure: "move the shared item to a file that imports neither; for mutually recursive items, add \
               a circle with its reason to xtask/src/tidy/layering/table.rs"
            .to_owned(),
    }
}

/// The first import from each file to each other file.
struct Graph<'a> {
    edges: HashMap<usize, Vec<&'a Import>>,
}

impl<'a> Graph<'a> {
    fn new(tree: &CrateTree<'_>, imports: &'a [Import]) -> Self {
        let mut edges: HashMap<usize, Vec<&Import>> = HashMap::new();
        for import in imports {
            let (from, to) = (&tree.file(import.from).module, &import.module);
            let is_root = from.is_empty() || to.is_empty();
            if import.is_facade || is_root || from.starts_with(to) {
                continue;
            }
            let known = edges.entry(import.from).or_default();
            if known.iter().all(|known| known.to != import.to) {
                known.push(import);
            }
        }
        Self { edges }
    }

    fn from(&self, file: usize) -> impl Iterator<Item = &'a Import> + '_ {
        self.edges.get(&file).into_iter().flatten().copied()
    }

    /// Returns the imports of a shortest circle through a file.
    fn shortest_circle(&self, start: usize) -> Option<Vec<&'a Import>> {
        let mut reached: HashMap<usize, &Import> = HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(file) = queue.pop_front() {
            for import in self.from(file) {
                if reached.contains_key(&import.to) {
                    continue;
                }
                reached.insert(import.to, import);
                queue.push_back(import.to);
            }
        }
        let mut circle = vec![*reached.get(&start)?];
        while circle[0].from != start {
            let previous = *reached.get(&circle[0].from)?;
            circle.insert(0, previous);
        }
        Some(circle)
    }

    /// Returns the files that a file imports, directly or not, and that import it.
    fn group(&self, start: usize) -> BTreeSet<usize> {
        let reached = self.reached(start);
        let both = reached
            .into_iter()
            .filter(|file| self.reached(*file).contains(&start));
        both.collect()
    }

    fn reached(&self, start: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut stack = vec![start];
        while let Some(file) = stack.pop() {
            for import in self.from(file) {
                if reached.insert(import.to) {
                    stack.push(import.to);
                }
            }
        }
        reached
    }
}
