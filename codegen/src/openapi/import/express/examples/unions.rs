//! Values of unions in the description of a spec.

use super::Reader;
use crate::openapi::node::Node;

/// Returns the variants of a union; none for any other schema.
fn variants(schema: &Node) -> impl Iterator<Item = &Node> {
    let list = schema.get("anyOf").map_or(&[][..], Node::items).iter();
    list.filter(|part| part.get("x-rust-variant").is_some())
}

pub(super) fn is_union(schema: &Node) -> bool {
    variants(schema).next().is_some()
}

impl Reader<'_> {
    /// Returns the variant to which a value belongs: that of the discriminator, or of its shape.
    pub(super) fn variant<'n>(&'n self, union: &'n Node, value: &Node) -> Option<&'n Node> {
        let Some(name) = union.text_of("x-discriminator") else {
            return variants(union).find(|variant| self.is_value_of(variant, value));
        };
        let tag = value.get(name)?;
        let is_tagged = |variant: &&Node| {
            let member = variant
                .get("properties")
                .and_then(|members| members.get(name));
            member.and_then(|member| member.get("const")) == Some(tag)
        };
        variants(union).find(is_tagged)
    }

    /// Returns `true` if a value has the shape of a schema, and the members that it requires.
    fn is_value_of(&self, schema: &Node, value: &Node) -> bool {
        let Some(schema) = self.target(schema) else {
            return false;
        };
        if is_union(schema) {
            return self.variant(schema, value).is_some();
        }
        let known = schema.get("anyOf").and_then(|list| list.items().first());
        let ty = known.unwrap_or(schema).text_of("type");
        match value {
            Node::Text(_) => matches!(ty, Some("string") | None),
            Node::Number(_) => matches!(ty, Some("integer" | "number")),
            Node::Bool(_) => ty == Some("boolean"),
            Node::List(_) => ty == Some("array"),
            Node::Map(_) => {
                let required = schema.get("required").map_or(&[][..], Node::items);
                let mut names = required.iter().filter_map(Node::as_text);
                ty == Some("object") && names.all(|name| value.get(name).is_some())
            }
            Node::Null => false,
        }
    }
}
