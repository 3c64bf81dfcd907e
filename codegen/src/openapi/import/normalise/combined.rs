//! `allOf`, `oneOf` and `anyOf`.

use super::reader::{At, Reader, TOO_DEEP};
use super::{enums, schemas, siblings};
use crate::openapi::document::{
    Discriminator, IntegerValue, Kind, Numbers, Property, Schema, Union,
};
use crate::openapi::node::Node;
use std::collections::BTreeSet;

/// Reads a schema that combines others.
pub(super) fn read<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> Option<Schema> {
    if let Some(list) = at.get("allOf").filter(|list| {
        let items = list.node.items();
        !items.is_empty() && (!reader.is_own || !items.iter().all(is_pattern))
    }) {
        return Some(all_of(reader, at, &list));
    }
    let lists = alternatives(at);
    let (list, others) = lists.split_first()?;
    if at.node.get("properties").is_some() {
        // The alternatives usually repeat which members are required.
        let text = "the alternatives of an object with members are left out";
        lose_all(reader, &lists, text);
        return None;
    }
    if reader.is_own && list.node.items().starts_with(&error_list()) {
        let nulls = list.node.items().len().saturating_sub(2);
        let mut schema = Schema::of(Kind::ErrorList, &at.pointer);
        schema.is_nullable = nulls > 1;
        return Some(schema);
    }
    if let Some(union) = union_of_spec(reader, at, list) {
        return Some(union);
    }
    lose_all(
        reader,
        others,
        "the alternatives next to `oneOf` are left out",
    );
    Some(one_of(reader, at, list))
}

/// Returns the lists of alternatives of a schema.
fn alternatives<'a>(at: &At<'a>) -> Vec<At<'a>> {
    let lists = ["oneOf", "anyOf"].into_iter().filter_map(|key| at.get(key));
    lists.filter(|list| !list.node.items().is_empty()).collect()
}

fn lose_all(reader: &mut Reader<'_>, lists: &[At<'_>], text: &str) {
    for list in lists {
        reader.report.lose("union", &list.pointer, text);
    }
}

/// Returns `true` if a schema states members next to `allOf`.
fn has_members(node: &Node) -> bool {
    let has = |key: &str| node.get(key).is_some();
    let requires = |list: &Node| !list.items().is_empty();
    has("properties") || has("additionalProperties") || node.get("required").is_some_and(requires)
}

/// Reads a union in the description of a spec. The last alternative is any JSON.
fn union_of_spec<'a>(reader: &mut Reader<'a>, at: &At<'a>, list: &At<'a>) -> Option<Schema> {
    let variants = list.items().into_iter();
    let variants = variants.filter(|part| part.node.get("x-rust-variant").is_some());
    let variants: Vec<_> = variants.collect();
    if !reader.is_own || variants.is_empty() {
        return None;
    }
    let options = variants.iter().map(|part| schemas::schema(reader, part));
    let options = options.collect();
    let property = at.node.text_of("x-discriminator");
    let discriminator = property.map(|property| Discriminator {
        property: property.to_owned(),
        mapping: Vec::new(),
    });
    let union = Union {
        options,
        discriminator,
    };
    Some(Schema::of(Kind::Union(union), &at.pointer))
}

/// Returns `true` for a second pattern of a text.
fn is_pattern(part: &Node) -> bool {
    matches!(part.entries(), [(key, _)] if key == "pattern")
}

/// Returns the alternatives that the description of a spec has for a list of errors.
fn error_list() -> [Node; 3] {
    let word = |word: &str| ("type".to_owned(), Node::text(word));
    let object = Node::Map(vec![word("object")]);
    [
        Node::Map(vec![word("array"), ("items".to_owned(), object.clone())]),
        object,
        Node::Map(vec![word("null")]),
    ]
}

/// Combines the members of all parts.
fn all_of<'a>(reader: &mut Reader<'a>, at: &At<'a>, list: &At<'a>) -> Schema {
    let parts = list.items();
    if let ([part], false) = (parts.as_slice(), has_members(at.node)) {
        report_alternatives(reader, at);
        siblings::report_of_combination(reader, at);
        return schemas::schema(reader, part);
    }
    let mut merged = Merged::default();
    merged.add_all(reader, at, &parts, &mut BTreeSet::new());
    merged.add_missing(reader, at);
    match (merged.properties.is_empty(), merged.others.len()) {
        (true, 0) => Schema::of(
            Kind::Map(Box::new(Schema::of(Kind::Any, &at.pointer))),
            &at.pointer,
        ),
        (true, 1) => merged.others.remove(0),
        // A part with an only value says more than the types of the others.
        (true, _) if merged.others.iter().any(has_only_value) => {
            merged.others.retain(has_only_value);
            merged.others.remove(0)
        }
        (true, _) => {
            let text = "the combination of types that are not objects is read as any JSON";
            reader.report.lose("combination", &list.pointer, text);
            Schema::of(Kind::Any, &at.pointer)
        }
        (false, others) => {
            if others > 0 {
                let text =
                    "a part of the combination is not an object with members; it is left out";
                reader.report.lose("combination", &list.pointer, text);
            }
            let kind = Kind::Object {
                properties: merged.properties,
                additional: merged.additional,
            };
            Schema::of(kind, &at.pointer)
        }
    }
}

/// Returns `true` for a type with only one value.
fn has_only_value(schema: &Schema) -> bool {
    match &schema.kind {
        Kind::Constant(_) => true,
        Kind::Enum(values) => values.len() == 1,
        Kind::IntegerEnum(values) => values.len() == 1,
        _ => false,
    }
}

/// Reports the alternatives next to `allOf`.
fn report_alternatives(reader: &mut Reader<'_>, at: &At<'_>) {
    let text = "the alternatives next to `allOf` are left out";
    lose_all(reader, &alternatives(at), text);
}

/// The members of several objects.
#[derive(Default)]
struct Merged {
    properties: Vec<Property>,
    additional: Option<Box<Schema>>,
    others: Vec<Schema>,
    /// The members that the parts require.
    required: BTreeSet<String>,
}

impl Merged {
    /// Adds a part. References are followed, because the combination is a new object.
    fn add<'a>(&mut self, reader: &mut Reader<'a>, part: &At<'a>, seen: &mut BTreeSet<String>) {
        let Some(target) = reader.resolved(part.clone()) else {
            return;
        };
        if reader.is_too_much() {
            reader.broken(&part.pointer, TOO_DEEP);
            return;
        }
        if !seen.insert(target.pointer.clone()) {
            reader.broken(&part.pointer, "the combination contains itself");
            return;
        }
        reader.depth += 1;
        reader.repeated(|reader| match target.get("allOf") {
            Some(list) => self.add_all(reader, &target, &list.items(), seen),
            None => self.add_own(reader, &target),
        });
        reader.depth -= 1;
        seen.remove(&target.pointer);
    }

    /// Adds the parts of a combination, and the members next to them.
    fn add_all<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        at: &At<'a>,
        parts: &[At<'a>],
        seen: &mut BTreeSet<String>,
    ) {
        for part in parts {
            self.add(reader, part, seen);
        }
        if has_members(at.node) {
            self.add_own(reader, at);
        }
        report_alternatives(reader, at);
    }

    /// Adds the members of a schema itself.
    fn add_own<'a>(&mut self, reader: &mut Reader<'a>, at: &At<'a>) {
        let required = at.node.get("required").map_or(&[][..], Node::items);
        let required = required.iter().filter_map(Node::as_text).map(str::to_owned);
        self.required.extend(required);
        let schema = schemas::part(reader, at);
        match schema.kind {
            Kind::Object {
                properties,
                additional,
            } => {
                for property in properties {
                    match self
                        .properties
                        .iter_mut()
                        .find(|known| known.name == property.name)
                    {
                        Some(known) => {
                            let is_required = known.is_required || property.is_required;
                            *known = Property {
                                is_required,
                                ..property
                            };
                        }
                        None => self.properties.push(property),
                    }
                }
                self.additional = self.additional.take().or(additional);
            }
            // A part without a type states bounds or documentation.
            Kind::Any => siblings::report_of_combination(reader, at),
            Kind::Map(values) if matches!(values.kind, Kind::Any) => {}
            _ => self.others.push(schema),
        }
        for property in &mut self.properties {
            property.is_required |= self.required.contains(&property.name);
        }
    }

    /// Adds the required members that no part has.
    fn add_missing(&mut self, reader: &mut Reader<'_>, at: &At<'_>) {
        if !self.properties.is_empty() {
            let required = self.required.iter().map(String::as_str);
            schemas::add_missing(reader, at, required, &mut self.properties);
        }
    }
}

/// Reads alternatives: one type if they can be, a union otherwise.
pub(super) fn one_of<'a>(reader: &mut Reader<'a>, at: &At<'a>, list: &At<'a>) -> Schema {
    let mut is_nullable = false;
    let mut options: Vec<Schema> = Vec::new();
    for part in list.items() {
        let mut schema = schemas::schema(reader, &part);
        if matches!(schema.kind, Kind::Null) {
            is_nullable = true;
        } else {
            if !matches!(schema.kind, Kind::Named(_)) {
                is_nullable |= std::mem::take(&mut schema.is_nullable);
            }
            options.push(schema);
        }
    }
    let mut schema = if options.len() == 1 {
        options.remove(0)
    } else {
        let kind = simple(&options).unwrap_or_else(|| {
            Kind::Union(Union {
                discriminator: discriminator(at),
                options,
            })
        });
        Schema::of(kind, &at.pointer)
    };
    schema.is_nullable |= is_nullable;
    schema
}

/// Returns the one type of alternatives of the same kind.
fn simple(options: &[Schema]) -> Option<Kind> {
    if options.is_empty() {
        return Some(Kind::Null);
    }
    let mut values: Vec<(String, Option<String>)> = Vec::new();
    let mut integers = Vec::new();
    let mut counts = (0, 0, 0, 0);
    for option in options {
        match &option.kind {
            Kind::Enum(known) => {
                counts.0 += 1;
                let description = |own: &Option<String>| own.clone().or(option.description.clone());
                let known = known
                    .iter()
                    .map(|(value, own)| (value.clone(), description(own)));
                values.extend(known);
            }
            // A text next to known texts: the list may grow.
            Kind::Text(text) if text.format.is_none() => counts.1 += 1,
            Kind::Constant(Node::Text(text)) => {
                counts.0 += 1;
                values.push((text.clone(), option.description.clone()));
            }
            Kind::Constant(Node::Number(number)) if number.is_i64() => {
                counts.2 += 1;
                integers.push(IntegerValue {
                    value: number.as_i64().unwrap_or_default(),
                    name: option.title.clone(),
                    description: option.description.clone(),
                });
            }
            Kind::IntegerEnum(known) => {
                counts.2 += 1;
                integers.extend(known.iter().cloned());
            }
            Kind::Integer(_) | Kind::Number(_) => counts.3 += 1,
            _ => return None,
        }
    }
    let mut seen = BTreeSet::new();
    values.retain(|(value, _)| seen.insert(value.clone()));
    let mut known = BTreeSet::new();
    integers.retain(|value: &IntegerValue| known.insert(value.value));
    match counts {
        (1.., _, 0, 0) => Some(Kind::Enum(values)),
        (0, _, 0, 0) => Some(enums::any_text()),
        (0, 0, 1.., 0) => Some(Kind::IntegerEnum(integers)),
        (0, 0, _, 1..) => {
            let is_whole = |option: &Schema| !matches!(option.kind, Kind::Number(_));
            Some(if options.iter().all(is_whole) {
                Kind::Integer(Numbers::default())
            } else {
                Kind::Number(Numbers::default())
            })
        }
        _ => None,
    }
}

fn discriminator(at: &At<'_>) -> Option<Discriminator> {
    let at = at.get("discriminator")?;
    let property = at.node.text_of("propertyName")?.to_owned();
    let mapping = at.node.get("mapping").map_or(&[][..], Node::entries);
    let mapping = mapping.iter().filter_map(|(value, target)| {
        let name = target.as_text()?.rsplit('/').next()?;
        Some((value.clone(), name.to_owned()))
    });
    Some(Discriminator {
        property,
        mapping: mapping.collect(),
    })
}
