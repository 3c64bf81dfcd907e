//! The words of the keyword `type`.

use super::reader::{At, Reader};
use crate::openapi::node::Node;

/// Returns the types of a schema except `null`, and whether that is one of them.
pub(super) fn read<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> (Vec<String>, bool) {
    let mut types = Vec::new();
    let words: Vec<_> = match at.node.get("type") {
        Some(Node::Text(word)) => vec![word.as_str()],
        Some(Node::List(words)) => words.iter().filter_map(Node::as_text).collect(),
        _ => Vec::new(),
    };
    let mut has_null = false;
    for word in words {
        let lower = word.to_ascii_lowercase();
        match lower.as_str() {
            "null" => has_null = true,
            "string" | "number" | "integer" | "boolean" | "array" | "object" | "file" => {
                if lower != word {
                    let text = format!("the type `{word}` is read as `{lower}`");
                    reader.report.note("odd type", &at.pointer, text);
                }
                types.push(lower);
            }
            _ => {
                let text = format!("`{word}` is not a type; it is read as any JSON");
                reader.report.lose("odd type", &at.pointer, text);
            }
        }
    }
    types.dedup();
    if types.is_empty() && !has_null {
        let has = |key: &str| at.node.get(key).is_some();
        if has("properties") || has("additionalProperties") {
            types.push("object".to_owned());
        } else if has("items") {
            types.push("array".to_owned());
        }
    }
    (types, has_null)
}
