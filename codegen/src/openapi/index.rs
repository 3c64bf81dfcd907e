//! Lookups in a document: keys of large mappings, and JSON pointers.

use super::node::Node;
use std::collections::HashMap;

/// The maximum number of entries of a mapping that is searched from its beginning.
const MOST_SEARCHED: usize = 16;

/// A document whose large mappings have a table of their keys.
#[derive(Debug)]
pub(crate) struct Index<'d> {
    root: &'d Node,
    /// The tables by the address of their mapping.
    tables: HashMap<usize, HashMap<&'d str, &'d Node>>,
}

impl<'d> Index<'d> {
    pub(crate) fn of(root: &'d Node) -> Self {
        let mut tables = HashMap::new();
        let mut next = vec![root];
        while let Some(node) = next.pop() {
            let entries = node.entries();
            if entries.len() > MOST_SEARCHED {
                // Of equal keys, the first one counts.
                let table = entries.iter().rev();
                let table = table.map(|(key, value)| (key.as_str(), value)).collect();
                tables.insert(address(node), table);
            }
            next.extend(entries.iter().map(|(_, value)| value));
            next.extend(node.items());
        }
        Self { root, tables }
    }

    pub(crate) fn root(&self) -> &'d Node {
        self.root
    }

    /// Returns the value of a key of a mapping in the document.
    pub(crate) fn get(&self, mapping: &'d Node, key: &str) -> Option<&'d Node> {
        match self.tables.get(&address(mapping)) {
            Some(table) => table.get(key).copied(),
            None => mapping.get(key),
        }
    }

    /// Returns the value at a JSON pointer.
    pub(crate) fn at(&self, pointer: &str) -> Option<&'d Node> {
        let mut node = self.root;
        for key in pointer.split('/').skip(1) {
            node = match node {
                Node::List(items) => items.get(key.parse::<usize>().ok()?)?,
                other if key.contains('~') => {
                    self.get(other, &key.replace("~1", "/").replace("~0", "~"))?
                }
                other => self.get(other, key)?,
            };
        }
        Some(node)
    }
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn large_and_small_mappings_have_the_same_values() {
        for count in [MOST_SEARCHED, MOST_SEARCHED + 1, 100] {
            let mut text = "all:\n  plain: 1\n".to_owned();
            for number in 1..count {
                let _ = writeln!(text, "  k{number}/~x: [{number}]");
            }
            let root = Node::read(&text).expect("valid");
            let index = Index::of(&root);
            let shown = |pointer: &str| index.at(pointer).map(Node::shown);
            assert_eq!(shown("/all/plain").as_deref(), Some("1"), "{count}");
            assert_eq!(shown("/all/k3~1~0x/0").as_deref(), Some("3"), "{count}");
            for missing in [
                "/all/k0~1~0x",
                "/all/k3~1~0x/1",
                "/all/k3~1~0x/k",
                "/all/k3",
            ] {
                assert_eq!(shown(missing), None, "{count}: {missing}");
            }
            assert_eq!(index.at("").map(Node::shown), Some(root.shown()));
        }
    }
}
