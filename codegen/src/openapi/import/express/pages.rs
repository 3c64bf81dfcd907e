//! Pagination that the names in a request and its response show.

use super::Express;
use super::keys::Keys;
use crate::openapi::node::Node;

const CURSORS: [&str; 8] = [
    "cursor",
    "pageToken",
    "page_token",
    "nextToken",
    "next_token",
    "PageToken",
    "marker",
    "after",
];
const NEXT: [&str; 8] = [
    "nextCursor",
    "next_cursor",
    "nextPageToken",
    "next_page_token",
    "nextToken",
    "next_token",
    "next_marker",
    "NextPageToken",
];
/// Lists that are not the items of a page.
const OTHERS: [&str; 4] = ["errors", "warnings", "messages", "links"];
const TOTALS: [&str; 6] = [
    "totalItems",
    "total_items",
    "totalCount",
    "total_count",
    "total",
    "TotalCount",
];

impl Express<'_, '_> {
    /// Returns the pagination of an operation with these inputs and outputs.
    pub(super) fn pagination(&self, inputs: &[Node], outputs: &[Node]) -> Option<Node> {
        let cursor = inputs.iter().find(|input| {
            let name = input.text_of("name").unwrap_or_default();
            CURSORS.contains(&name)
                && input.text_of("in") == Some("query")
                && !input.is_true("required")
        })?;
        let mut bodies = outputs
            .iter()
            .filter(|output| output.text_of("from") == Some("body"));
        let (body, None) = (bodies.next()?, bodies.next()) else {
            return None;
        };
        let members = self.member_paths(body);
        let find = |names: &[&str]| {
            let mut found = members.iter();
            found.find(|(path, _)| names.contains(&path.rsplit('.').next().unwrap_or_default()))
        };
        let (next, next_type) = find(&NEXT)?;
        let lists = members.iter().filter(|(path, ty)| {
            ty == "list" && !path.contains('.') && !OTHERS.contains(&path.as_str())
        });
        let lists: Vec<_> = lists.collect();
        let usual = lists
            .iter()
            .find(|(path, _)| ["data", "items", "results"].contains(&path.as_str()));
        let items = match lists.as_slice() {
            [only] => only,
            _ => usual?,
        };
        let is_cursor = ["string", "id", "uuid", "int32", "int64", "uint32", "uint64"]
            .contains(&next_type.as_str());
        if cursor.text_of("type") != Some(next_type.as_str()) || !is_cursor {
            return None;
        }
        let entry = |key: &str, value: &str| (key.to_owned(), Node::text(value));
        let mut entries = vec![
            entry("cursor", cursor.text_of("name")?),
            entry("next", next),
            entry("items", &items.0),
        ];
        let total = find(&TOTALS).filter(|(_, ty)| ty.starts_with("int") || ty.starts_with("uint"));
        if let Some((total, _)) = total {
            entries.push(entry("total", total));
        }
        Some(Node::Map(entries))
    }

    /// Returns the members of a body and of the objects in it, with their types.
    fn member_paths(&self, body: &Node) -> Vec<(String, String)> {
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
                Kind::Text(text) if text.minimum.is_some() => "id".to_owned(),
                Kind::Text(text) if text.format.as_deref() == Some("uuid") => "uuid".to_owned(),
                Kind::Text(_) => "string".to_owned(),
                Kind::Integer(numbers) => match numbers.format.as_deref() {
                    Some("int32") => "int32".to_owned(),
                    _ if numbers
                        .minimum
                        .as_ref()
                        .is_some_and(|least| least.as_f64() >= Some(0.0)) =>
                    {
                        "uint64".to_owned()
                    }
                    _ => "int64".to_owned(),
                },
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
