//! The examples of an operation in the description of a spec.

mod unions;

use super::Express;
use super::keys::Keys;
use crate::openapi::import::normalise::step;
use crate::openapi::import::own::{Own, Shape, parameter_name};
use crate::openapi::node::Node;

impl Express<'_, '_> {
    /// Returns the examples of an operation.
    pub(super) fn examples(&mut self, index: usize) -> Vec<Node> {
        let pointer = self.plan.document.operations[index].pointer.clone();
        let list = self
            .own
            .member(self.report, &pointer, "x-examples", Shape::Mappings);
        let examples = list.map_or(&[][..], Node::items).iter();
        let reader = Reader {
            own: self.own,
            pointer: &pointer,
        };
        let examples = examples.filter_map(|example| reader.example(example));
        examples.collect()
    }
}

/// Collects the parts of an example, which the description has in several places.
struct Reader<'r> {
    own: Own<'r>,
    pointer: &'r str,
}

/// A value, and whether an open enum or a union in it has a value that the spec does not list.
struct Value {
    node: Node,
    is_unlisted: bool,
}

impl Reader<'_> {
    fn example(&self, example: &Node) -> Option<Node> {
        let name = example.text_of("name")?;
        let mut is_unlisted = false;
        let mut keys = Keys::default();
        keys.text("name", name);
        keys.text("description", example.text_of("description")?);
        let mut request: Vec<(String, Node)> = Vec::new();
        for (key, value) in self.request(name) {
            is_unlisted |= value.is_unlisted;
            if !request.iter().any(|(known, _)| *known == key) {
                request.push((key, value.node));
            }
        }
        if !request.is_empty() {
            keys.put("request", Node::Map(request));
        }
        if let Some(response) = example.get("response") {
            let mut response = response.entries().to_vec();
            let status = response.iter().find(|(key, _)| key == "status");
            let status = status.map(|(_, status)| status.shown()).unwrap_or_default();
            if let Some(body) = self.body(name, &status) {
                is_unlisted |= body.is_unlisted;
                response.push(("body".to_owned(), body.node));
            }
            keys.put("response", Node::Map(response));
        }
        keys.flag("unlisted_values", is_unlisted);
        Some(keys.node())
    }

    /// Returns the inputs, by name.
    fn request(&self, name: &str) -> Vec<(String, Value)> {
        let mut inputs = Vec::new();
        let at = |key: &str| self.own.at(&step(self.pointer, key));
        for parameter in at("parameters").map_or(&[][..], Node::items) {
            let wire = parameter_name(parameter);
            inputs.extend(wire.zip(self.value(parameter, name)));
        }
        if let Some(body) = at("requestBody") {
            let wire = body.text_of("x-name").unwrap_or_default();
            let value = self.content(body, name);
            inputs.extend(value.map(|value| (wire.to_owned(), value)));
        }
        inputs
    }

    /// Returns the body of the response with a status.
    fn body(&self, name: &str, status: &str) -> Option<Value> {
        let responses = self.own.at(&step(self.pointer, "responses"))?;
        let own = responses
            .get(status)
            .filter(|own| own.get("x-name").is_some());
        self.content(own.or_else(|| responses.get("2XX"))?, name)
    }

    fn content(&self, at: &Node, name: &str) -> Option<Value> {
        let (_, media) = at.get("content")?.entries().first()?;
        self.value(media, name)
    }

    /// Returns the value of an example where a schema describes it.
    fn value(&self, at: &Node, name: &str) -> Option<Value> {
        let value = at.get("examples")?.get(name)?.get("value")?;
        let mut is_unlisted = false;
        let node = self.unwritten(at.get("schema"), value, &mut is_unlisted);
        Some(Value { node, is_unlisted })
    }

    /// Returns a value as a spec has it: JSON in place of a text that contains JSON.
    fn unwritten(&self, schema: Option<&Node>, value: &Node, is_unlisted: &mut bool) -> Node {
        let Some(schema) = schema.and_then(|schema| self.target(schema)) else {
            return value.clone();
        };
        if let Some(values) = schema.get("x-values") {
            let mut known = values.items().iter();
            *is_unlisted |= !known.any(|known| {
                known.get("value") == Some(value) || known.get("renamed_from") == Some(value)
            });
            return value.clone();
        }
        if unions::is_union(schema) {
            let variant = self.variant(schema, value);
            *is_unlisted |= variant.is_none();
            let inner = variant.map(|variant| self.unwritten(Some(variant), value, is_unlisted));
            return inner.unwrap_or_else(|| value.clone());
        }
        match value {
            Node::Text(text) if schema.text_of("contentMediaType").is_some() => {
                Node::read(text).unwrap_or_else(|_| value.clone())
            }
            Node::List(items) => {
                let inner = schema.get("items");
                let items = items.iter();
                Node::List(
                    items
                        .map(|item| self.unwritten(inner, item, is_unlisted))
                        .collect(),
                )
            }
            Node::Map(entries) => {
                let members = schema.get("properties");
                let others = schema.get("additionalProperties");
                let entries = entries.iter().map(|(key, value)| {
                    let member = members.and_then(|members| members.get(key)).or(others);
                    (key.clone(), self.unwritten(member, value, is_unlisted))
                });
                Node::Map(entries.collect())
            }
            other => other.clone(),
        }
    }

    /// Follows references and the alternatives to `null`.
    fn target<'n>(&'n self, schema: &'n Node) -> Option<&'n Node> {
        let mut schema = schema;
        for _ in 0..10 {
            let first = schema.get("anyOf").and_then(|list| list.items().first());
            schema = match (schema.text_of("$ref"), first) {
                (Some(target), _) => self.own.at(target.strip_prefix('#')?)?,
                (None, Some(first))
                    if schema.get("x-values").is_none() && !unions::is_union(schema) =>
                {
                    first
                }
                _ => return Some(schema),
            };
        }
        None
    }
}
