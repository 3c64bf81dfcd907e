//! Schemas: keywords to types.

use super::reader::{At, Reader, TOO_DEEP, Target};
use super::{combined, enums, scalars, siblings, type_words};
use crate::openapi::document::{Access, Kind, List, Numbers, Property, Schema, Text};
use crate::openapi::node::Node;

/// Reads the named schemas, in the order of the source.
pub(super) fn all(reader: &mut Reader<'_>) -> Vec<(String, Schema)> {
    let list = reader.schemas_at();
    let mut schemas = Vec::new();
    for (name, at) in list.iter().flat_map(At::entries) {
        reader.begin(&at.pointer);
        schemas.push((name.to_owned(), schema(reader, &at)));
    }
    report_loops(reader, &schemas);
    schemas
}

/// Reports the schemas that are nothing but references to each other.
fn report_loops(reader: &mut Reader<'_>, schemas: &[(String, Schema)]) {
    let kinds = schemas
        .iter()
        .map(|(name, schema)| (name.as_str(), &schema.kind));
    let kinds: std::collections::HashMap<_, _> = kinds.collect();
    for (name, schema) in schemas {
        let mut kind = &schema.kind;
        let mut steps = 0;
        while let Kind::Named(next) = kind {
            let Some(next) = kinds.get(next.as_str()) else {
                break;
            };
            kind = next;
            steps += 1;
            if steps > schemas.len() {
                let message = format!("the schema `{name}` leads back to itself");
                reader.broken(&schema.pointer, message);
                break;
            }
        }
    }
}

/// Reads one schema.
pub(super) fn schema<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> Schema {
    if reader.is_too_much() {
        reader.broken(&at.pointer, TOO_DEEP);
        return Schema::of(Kind::Any, &at.pointer);
    }
    reader.depth += 1;
    let schema = read(reader, at);
    reader.depth -= 1;
    schema
}

/// Reads a part of a combination by itself. The other parts can have the members that it requires.
pub(super) fn part<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> Schema {
    let around = reader.part.replace(at.pointer.clone());
    let schema = if at.node.get("allOf").is_some() {
        Schema::of(object(reader, at), &at.pointer)
    } else {
        schema(reader, at)
    };
    reader.part = around;
    schema
}

fn read<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> Schema {
    let mut schema = Schema::of(Kind::Any, &at.pointer);
    match at.node {
        Node::Map(_) => {}
        Node::Bool(true) => return schema,
        Node::List(_) => {
            let text = "a list of schemas is read as alternatives";
            reader.report.note("odd schema", &at.pointer, text);
            return combined::one_of(reader, at, at);
        }
        other => {
            let text = format!(
                "a schema cannot be `{}`; it is read as any JSON",
                other.shown()
            );
            reader.report.lose("odd schema", &at.pointer, text);
            return schema;
        }
    }
    if let Some(odd) = at
        .get("$ref")
        .filter(|found| found.node.as_text().is_none())
    {
        let text = "a reference must be a text; it is left out";
        reader.report.lose("odd reference", &odd.pointer, text);
    }
    if let Some(kind) = siblings::only_value(reader, at, &mut schema.is_nullable) {
        schema.kind = kind;
    } else if let Some(reference) = at.node.text_of("$ref") {
        siblings::report_of_reference(reader, at);
        schema = referred(reader, at, reference);
    } else if let Some(kind) = enums::of_spec(reader, at) {
        schema.kind = kind;
    } else if let Some(found) = combined::read(reader, at) {
        schema = found;
    } else {
        let (types, has_null) = type_words::read(reader, at);
        schema.is_nullable = has_null;
        schema.kind = match at.get("enum").filter(|list| !list.node.items().is_empty()) {
            Some(list) => enums::read(reader, &list, at, &types, &mut schema.is_nullable),
            None => match at.get("const").filter(|_| !reader.is_own) {
                Some(value) => enums::constant(reader, &value),
                None => of_types(reader, at, &types, has_null),
            },
        };
    }
    document(at, &mut schema);
    if matches!(schema.kind, Kind::Map(_)) {
        let count = |reader: &mut Reader<'a>, key: &str| scalars::count(reader, at, key);
        schema.members = (
            count(reader, "minProperties"),
            count(reader, "maxProperties"),
        );
    }
    unsupported(reader, at, &schema.kind);
    schema
}

/// Adds the documentation of a schema, which can also stand next to a reference.
fn document(at: &At<'_>, schema: &mut Schema) {
    let is_nullable = ["nullable", "x-nullable"]
        .iter()
        .any(|key| at.node.is_true(key));
    schema.is_nullable |= is_nullable;
    schema.is_deprecated |= at.node.is_true("deprecated");
    if at.node.is_true("readOnly") {
        schema.access = Access::ReadOnly;
    } else if at.node.is_true("writeOnly") {
        schema.access = Access::WriteOnly;
    }
    schema.is_secret |= at.node.text_of("format") == Some("password");
    if let Some(title) = at.node.text_of("title") {
        schema.title = Some(title.to_owned());
    }
    let text = at.node.text_of("description").or(at.node.text_of("title"));
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        schema.description = Some(text.to_owned());
    }
    if let Some(default) = at.node.get("default") {
        schema.default = Some(default.clone());
    }
    let examples = at
        .node
        .get("examples")
        .and_then(|list| list.items().first());
    if let Some(example) = at.node.get("example").or(examples) {
        schema.example = Some(example.clone());
    }
    schema.pointer.clone_from(&at.pointer);
}

/// Reports the keywords that no type of the spec language has.
fn unsupported(reader: &mut Reader<'_>, at: &At<'_>, kind: &Kind) {
    for key in [
        "not",
        "patternProperties",
        "propertyNames",
        "dependentSchemas",
        "dependentRequired",
        "if",
        "contains",
        "prefixItems",
        "unevaluatedProperties",
        "minProperties",
        "maxProperties",
        "multipleOf",
    ] {
        let is_count = key.ends_with("Properties") && key.starts_with('m');
        if is_count && matches!(kind, Kind::Map(_)) {
            continue;
        }
        if let Some(found) = at.get(key) {
            let text = format!("the keyword `{key}` is left out");
            reader.report.lose("keyword", &found.pointer, text);
        }
    }
    if matches!(kind, Kind::Object { .. })
        && let Some(found) = at.get("discriminator")
    {
        let text = "the types that extend the object are not distinguished";
        reader.report.lose("discriminator", &found.pointer, text);
    }
}

fn referred<'a>(reader: &mut Reader<'a>, at: &At<'a>, reference: &str) -> Schema {
    match reader.target(reference, &at.pointer) {
        Some(Target::Schema(name)) => Schema::of(Kind::Named(name), &at.pointer),
        Some(Target::Value(found)) => {
            reader.follow(found.pointer.clone());
            reader.repeated(|reader| schema(reader, &found))
        }
        None => Schema::of(Kind::Any, &at.pointer),
    }
}

fn of_types<'a>(reader: &mut Reader<'a>, at: &At<'a>, types: &[String], has_null: bool) -> Kind {
    let words: Vec<_> = types.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] if has_null => Kind::Null,
        [] if reader.is_own && at.node.get("contentMediaType").is_some() => file(),
        [] => Kind::Any,
        ["string"] => Kind::Text(scalars::text(reader, at)),
        ["file"] => file(),
        ["boolean"] => Kind::Boolean,
        ["integer"] => Kind::Integer(scalars::numbers(reader, at)),
        ["number"] | ["integer", "number"] | ["number", "integer"] => {
            Kind::Number(scalars::numbers(reader, at))
        }
        ["array"] => Kind::List(list(reader, at)),
        ["object"] => object(reader, at),
        several => {
            let options = several.iter().map(|word| {
                let kind = match *word {
                    "boolean" => Kind::Boolean,
                    "integer" => Kind::Integer(Numbers::default()),
                    "number" => Kind::Number(Numbers::default()),
                    "array" => Kind::List(list(reader, at)),
                    "object" => object(reader, at),
                    _ => Kind::Text(scalars::text(reader, at)),
                };
                Schema::of(kind, &at.pointer)
            });
            let options = options.collect();
            Kind::Union(crate::openapi::document::Union {
                options,
                discriminator: None,
            })
        }
    }
}

/// Returns the type of the contents of a file.
fn file() -> Kind {
    Kind::Text(Text {
        format: Some("binary".to_owned()),
        ..Text::default()
    })
}

fn list<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> List {
    let items = match at.get("items") {
        Some(items) if matches!(items.node, Node::List(_)) => {
            let text = "the items of a list by position are read as any JSON";
            reader
                .report
                .lose("items by position", &items.pointer, text);
            Schema::of(Kind::Any, &items.pointer)
        }
        Some(items) => schema(reader, &items),
        None => Schema::of(Kind::Any, &at.pointer),
    };
    List {
        items: Box::new(items),
        min_items: scalars::count(reader, at, "minItems"),
        max_items: scalars::count(reader, at, "maxItems"),
    }
}

/// Reads the members of an object.
fn properties<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> Vec<Property> {
    let required = at.node.get("required").map_or(&[][..], Node::items);
    let required: Vec<_> = required.iter().filter_map(Node::as_text).collect();
    let mut properties = Vec::new();
    for (name, at) in at.get("properties").iter().flat_map(At::entries) {
        let schema = schema(reader, &at);
        properties.push(Property {
            name: name.to_owned(),
            is_required: required.contains(&name),
            schema,
        });
    }
    if !properties.is_empty() && reader.part.as_ref() != Some(&at.pointer) {
        add_missing(reader, at, required.into_iter(), &mut properties);
    }
    properties
}

/// Adds the required members that have no schema.
pub(super) fn add_missing<'n>(
    reader: &mut Reader<'_>,
    at: &At<'_>,
    required: impl Iterator<Item = &'n str>,
    properties: &mut Vec<Property>,
) {
    for name in required {
        if !properties.iter().any(|known| known.name == name) {
            let text = format!("the required member `{name}` has no schema; it is any JSON");
            reader.report.note("missing schema", &at.pointer, text);
            properties.push(Property {
                name: name.to_owned(),
                is_required: true,
                schema: Schema::of(Kind::Any, &at.pointer),
            });
        }
    }
}

fn object<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> Kind {
    let properties = properties(reader, at);
    let additional = match at.get("additionalProperties") {
        None => None,
        Some(found) if *found.node == Node::Bool(false) => None,
        Some(found) => Some(schema(reader, &found)),
    };
    match additional {
        // The description of a spec names the type of an object.
        Some(values) if properties.is_empty() && at.node.get("x-rust-type").is_none() => {
            Kind::Map(Box::new(values))
        }
        None if properties.is_empty() && !reader.is_own => {
            Kind::Map(Box::new(Schema::of(Kind::Any, &at.pointer)))
        }
        additional => Kind::Object {
            properties,
            additional: additional.map(Box::new),
        },
    }
}
