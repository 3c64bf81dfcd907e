//! `types/*.yaml`: one shared type each.

use super::reader::Mapping;
use super::yaml::Node;
use super::{fields, unknown_word};
use crate::diagnostic::Diagnostics;
use crate::document::{EnumValueDoc, SelectionDoc, Text, TypeDoc, TypeKindDoc};
use crate::source::FileId;

const KINDS: [&str; 3] = ["open_enum", "object", "external"];

pub(super) fn read(file: FileId, mut mapping: Mapping, found: &mut Diagnostics) -> Option<TypeDoc> {
    let name = mapping.required("type", found);
    let description = mapping.required("description", found);
    let kind: Option<Text> = mapping.required("kind", found);
    let kind = kind.and_then(|kind| read_kind(&kind, mapping, found));
    Some(TypeDoc {
        file,
        name: name?,
        description: description?,
        kind: kind?,
    })
}

fn read_kind(kind: &Text, mut mapping: Mapping, found: &mut Diagnostics) -> Option<TypeKindDoc> {
    let read = match kind.as_str() {
        "open_enum" => read_enum(&mut mapping, found),
        "object" => read_object(&mut mapping, found),
        "external" => read_external(&mut mapping, found),
        other => {
            found.push(unknown_word("kind of type", other, kind.span, &KINDS));
            return None;
        }
    };
    mapping.finish(found);
    read
}

fn read_enum(mapping: &mut Mapping, found: &mut Diagnostics) -> Option<TypeKindDoc> {
    let values = mapping.required_node("values", found)?;
    let values = super::reader::sequence(values, "values", found);
    let values = values
        .into_iter()
        .filter_map(|node| read_value(node, found))
        .collect();
    Some(TypeKindDoc::OpenEnum { values })
}

fn read_value(node: Node, found: &mut Diagnostics) -> Option<EnumValueDoc> {
    let mut mapping = Mapping::of(node, "an enum value", found)?;
    let value = mapping.required("value", found);
    let name = mapping.optional("name", found);
    let since = mapping.optional("since", found);
    let description = mapping.required("description", found);
    mapping.finish(found);
    Some(EnumValueDoc {
        value: value?,
        name,
        since,
        description: description?,
    })
}

fn read_object(mapping: &mut Mapping, found: &mut Diagnostics) -> Option<TypeKindDoc> {
    let selection = mapping.mapping("selection", "`selection`", found);
    let selection = selection.and_then(|selection| read_selection(selection, found));
    let fields = mapping.required_node("fields", found)?;
    let fields = fields::list(fields, fields::Position::Nested, found);
    Some(TypeKindDoc::Object { selection, fields })
}

fn read_selection(mut mapping: Mapping, found: &mut Diagnostics) -> Option<SelectionDoc> {
    let everything = mapping.required("everything", found);
    let description = mapping.required("description", found);
    mapping.finish(found);
    Some(SelectionDoc {
        everything: everything?,
        description: description?,
    })
}

fn read_external(mapping: &mut Mapping, found: &mut Diagnostics) -> Option<TypeKindDoc> {
    let rust = mapping.required("rust", found);
    let wire = mapping.required("wire", found);
    let content = mapping.optional("content", found);
    Some(TypeKindDoc::External {
        rust: rust?,
        wire: wire?,
        content,
    })
}
