//! `defaults` of the API: keys that apply to every field without its own.

use super::context::Context;
use super::syntax;
use crate::ast::{
    DefaultsDoc, Document, FieldDoc, Given, OperationDoc, Text, TypeDoc, TypeKindDoc, TypeRefDoc,
};
use crate::codes;
use std::collections::BTreeSet;

/// Writes the defaults of an API to the fields that they apply to.
#[must_use]
pub fn with_defaults(mut document: Document) -> Document {
    let Some(defaults) = document.api.defaults.clone() else {
        return document;
    };
    if defaults.list_style.is_some() || defaults.object_style.is_some() {
        fill_styles(&mut document, &defaults);
    }
    if let Some(encoding) = &defaults.encoding {
        fill_encodings(&mut document, encoding);
    }
    let media_type = defaults.media_type.as_ref();
    if let Some(media_type) = media_type.filter(|text| syntax::is_json(text)) {
        fill_media_types(&mut document, media_type);
    }
    document
}

/// Reports defaults without a key, and a media type that no JSON body can have.
pub(super) fn check(cx: &mut Context<'_>, doc: &DefaultsDoc) {
    let keys = [
        &doc.list_style,
        &doc.object_style,
        &doc.encoding,
        &doc.media_type,
    ];
    if keys.iter().all(|key| key.is_none()) {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.span,
            "`defaults` has no key",
            "add a key, such as `list_style: comma`, or remove `defaults`",
        );
    }
    syntax::json_media_type(cx, doc.media_type.as_deref(), false);
}

/// Sets a key that is absent.
fn fill(key: &mut Given<String>, default: Option<&Text>) {
    if key.is_none() {
        *key = default.cloned().map(Box::new);
    }
}

/// Sets the styles of each parameter and of each field of a form. That of a list in an object is set at
/// the object.
fn fill_styles(document: &mut Document, defaults: &DefaultsDoc) {
    let objects = document
        .types
        .iter()
        .filter(|shared| matches!(shared.kind, TypeKindDoc::Object { .. }));
    let objects: BTreeSet<_> = objects.map(|shared| shared.name.value.clone()).collect();
    for input in document.operations.iter_mut().flat_map(inputs) {
        let is_form = is_form(input);
        match (input.location_word(), input.ty.name.as_str()) {
            ("query", _) => fill_style(input, defaults, &objects),
            ("body", "object") if is_form => {
                let members = members(&mut input.ty).iter_mut();
                for member in members.filter(|member| !member.is_additional) {
                    fill_style(member, defaults, &objects);
                }
            }
            // A form has no name that could be before brackets.
            ("body", name) if is_form && objects.contains(name) => {
                fill(&mut input.list_style, defaults.list_style.as_deref());
            }
            _ => {}
        }
    }
}

fn fill_style(parameter: &mut FieldDoc, defaults: &DefaultsDoc, objects: &BTreeSet<String>) {
    let name = parameter.ty.name.as_str();
    let is_map = name == "map";
    let is_object = is_map || name == "object" || objects.contains(name);
    let is_list = name == "list";
    if is_object {
        fill(
            &mut parameter.object_style,
            defaults.object_style.as_deref(),
        );
    }
    let has_lists = is_object && (!is_map || parameter.has_bracketed_members());
    if is_list || has_lists {
        fill(&mut parameter.list_style, defaults.list_style.as_deref());
    }
}

/// Sets the encoding of each integer of 64 bits in JSON. Shared types count as JSON: a query writes
/// their integers in the same way.
fn fill_encodings(document: &mut Document, encoding: &Text) {
    for ty in document.types.iter_mut().flat_map(inside) {
        fill_encoding(ty, encoding);
    }
    for operation in &mut document.operations {
        let bodies = operation.inputs.iter_mut().chain(&mut operation.outputs);
        for body in bodies.filter(|field| is_body(field) && !is_form(field)) {
            fill_encoding(&mut body.ty, encoding);
        }
        for error in &mut operation.errors {
            fill_encoding(&mut error.ty, encoding);
        }
    }
}

fn fill_encoding(ty: &mut TypeRefDoc, encoding: &Text) {
    if matches!(ty.name.as_str(), "int64" | "uint64") {
        fill(&mut ty.encoding, Some(encoding));
    }
    if let Some(items) = &mut ty.items {
        fill_encoding(items, encoding);
    }
    for field in members(ty) {
        fill_encoding(&mut field.ty, encoding);
    }
}

/// Sets the media type of each body that is JSON.
fn fill_media_types(document: &mut Document, media_type: &Text) {
    for operation in &mut document.operations {
        let bodies = operation.inputs.iter_mut().chain(&mut operation.outputs);
        for body in bodies.filter(|field| is_body(field)) {
            if !matches!(body.ty.name.as_str(), "text" | "bytes" | "nothing") {
                fill(&mut body.media_type, Some(media_type));
            }
        }
    }
}

fn is_body(field: &FieldDoc) -> bool {
    field.location_word() == "body"
}

fn is_form(field: &FieldDoc) -> bool {
    let media_type = field.media_type.as_ref();
    media_type.is_some_and(|text| syntax::essence(text) == syntax::FORM)
}

fn inputs(operation: &mut OperationDoc) -> &mut [FieldDoc] {
    &mut operation.inputs
}

/// Returns the types inside a shared type: of the fields of an object, and the variants of a union.
fn inside(shared: &mut TypeDoc) -> Box<dyn Iterator<Item = &mut TypeRefDoc> + '_> {
    match &mut shared.kind {
        TypeKindDoc::Object { fields, .. } => {
            Box::new(fields.iter_mut().map(|field| &mut field.ty))
        }
        TypeKindDoc::Union { variants, .. } => {
            Box::new(variants.iter_mut().map(|variant| &mut variant.ty))
        }
        TypeKindDoc::OpenEnum { .. }
        | TypeKindDoc::ClosedEnum { .. }
        | TypeKindDoc::External { .. } => Box::new(std::iter::empty()),
    }
}

/// Returns the fields of an inline object.
fn members(ty: &mut TypeRefDoc) -> &mut [FieldDoc] {
    ty.fields
        .as_mut()
        .map_or(&mut [], |fields| &mut fields.value)
}
