//! A mapping under construction.

use crate::random_specs::node::Node;

/// A mapping under construction.
#[derive(Default)]
pub(super) struct Entries(pub(super) Vec<(String, Node)>);

impl Entries {
    pub(super) fn node(&mut self, key: &str, node: Node) {
        self.0.push((key.to_owned(), node));
    }

    pub(super) fn maybe_node(&mut self, key: &str, node: Option<Node>) {
        if let Some(node) = node {
            self.node(key, node);
        }
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.node(key, Node::Text(text.to_owned()));
    }

    pub(super) fn maybe_text(&mut self, key: &str, text: Option<&str>) {
        self.maybe_node(key, text.map(|text| Node::Text(text.to_owned())));
    }

    pub(super) fn bare(&mut self, key: &str, value: Option<impl ToString>) {
        self.maybe_node(key, value.map(|value| Node::Bare(value.to_string())));
    }

    pub(super) fn list(&mut self, key: &str, nodes: Vec<Node>) {
        if !nodes.is_empty() {
            self.node(key, Node::List(nodes));
        }
    }

    pub(super) fn texts(&mut self, key: &str, texts: &[String]) {
        self.list(key, texts.iter().cloned().map(Node::Text).collect());
    }

    pub(super) fn map(self) -> Node {
        Node::Map(self.0)
    }
}
