//! The members of a response body, by wire path.

use super::Express;
use super::keys::Keys;
use super::scalars::{integer_word, text_word};
use crate::openapi::node::Node;

impl Express<'_, '_> {
    /// Returns the members of a body and of the objects in it, with their types.
    pub(super) fn member_paths(&self, body: &Node) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for field in self.fields_of(body) {
            let (Some(name), Some(ty)) = (field.text_of("name"), field.text_of("type")) else {
                continue;
            };
            if name.contains('.') {
                continue;
            }
            found.push((name.to_owned(), ty.to_owned()));
            for inner in self.fields_of(&field) {
                if let (Some(inner), Some(ty)) = (inner.text_of("name"), inner.text_of("type"))
                    && !inner.contains('.')
                {
                    found.push((format!("{name}.{inner}"), ty.to_owned()));
                }
            }
        }
        found
    }

    /// Returns the fields of an object, in place or shared.
    fn fields_of(&self, field: &Node) -> Vec<Node> {
        if let Some(fields) = field.get("fields") {
            return fields.items().to_vec();
        }
        let name = field.text_of("type").unwrap_or_default();
        self.shared_fields(name)
    }

    /// Returns names and types of the members of a shared object.
    fn shared_fields(&self, name: &str) -> Vec<Node> {
        use crate::openapi::document::{Kind, Schema};
        use crate::openapi::import::plan::Definition;
        let mut shared = self
            .plan
            .shared
            .iter()
            .filter(|shared| shared.name == name && !name.is_empty());
        let Some(Definition::Schema(Schema {
            kind: Kind::Object { properties, .. },
            ..
        })) = shared.next().map(|shared| shared.definition)
        else {
            return Vec::new();
        };
        let fields = properties.iter().map(|property| {
            let inline = self.plan.inline(&property.schema);
            let word = match &inline.kind {
                Kind::List(_) => "list".to_owned(),
                Kind::Text(text) => text_word(text).unwrap_or("string").to_owned(),
                Kind::Integer(numbers) => integer_word(numbers).to_owned(),
                Kind::Named(other) => match self.plan.named(other) {
                    Some((_, crate::openapi::import::plan::Use::Type(shared))) => {
                        self.plan.shared[shared].name.clone()
                    }
                    _ => String::new(),
                },
                Kind::Object { .. } => match self.plan.shared_object(inline) {
                    Some(shared) => self.plan.shared[shared].name.clone(),
                    None => "object".to_owned(),
                },
                _ => String::new(),
            };
            let mut keys = Keys::default();
            keys.text("name", &property.name);
            keys.text("type", word);
            keys.node()
        });
        fields.collect()
    }
}
