//! The page of a shared type.

use super::markdown::{code, name, prose};
use super::page::Page;
use super::{deviations, fields, unions, words};
use crate::emit;
use crate::model::{Enum, EnumValue, External, Object, Openness, Success, TypeDef, TypeKind};
use crate::openapi::Context;

pub(super) fn page(cx: &Context<'_>, def: &TypeDef) -> String {
    let TypeDef {
        name,
        renamed_from,
        module: _,
        description,
        condition,
        kind,
        origin,
    } = def;
    let mut page = Page::new(origin, name.as_str());
    page.description(description);
    page.section("Type");
    if let Some(former) = renamed_from {
        page.fact("Formerly in Rust", &code(former.as_str()));
    }
    if let Some(features) = words::features(condition) {
        page.fact("Compiled with one of the features", &features);
    }
    match kind {
        TypeKind::Enum(values) => self::values(&mut page, values),
        TypeKind::Object(object) => self::object(cx, &mut page, object),
        TypeKind::Union(union) => unions::union(cx, &mut page, union),
        TypeKind::External(external) => self::external(&mut page, external),
    }
    deviations::section(cx, &mut page, name.as_str());
    page.finish()
}

fn values(page: &mut Page, values: &Enum) {
    let Enum {
        openness,
        wire,
        values,
    } = values;
    let openness = match openness {
        Openness::Open => "open: the server may send and accept other values",
        Openness::Closed => "closed: the SDK rejects any other value in a response",
    };
    page.fact("Enum", openness);
    page.fact("On the wire", wire.word());
    page.section("Values");
    for value in values {
        let EnumValue {
            wire,
            renamed_from,
            deprecated,
            rust,
            success,
            description,
            since,
        } = value;
        let start = format!("{} (in Rust {})", name(wire.as_str()), code(rust.as_str()));
        let former = renamed_from.as_ref();
        let former = former.map(|former| format!("Formerly {}.", code(former.as_str())));
        let success = success.map(|success| match success {
            Success::Done => "Means success: the item was changed.".to_owned(),
            Success::AlreadySet => "Means success: the item already was as requested.".to_owned(),
        });
        let since = since.as_ref().map(|since| emit::since_note(since));
        let deprecated = deprecated.as_ref().map(words::deprecation);
        let facts = [success, since, deprecated, former];
        let facts: Vec<_> = facts.into_iter().flatten().collect();
        page.item(0, &start, description, &facts);
    }
}

fn object(cx: &Context<'_>, page: &mut Page, object: &Object) {
    let Object {
        name: _,
        direction,
        description: _,
        selection,
        fields,
    } = object;
    page.fact("Object", words::direction(*direction));
    if let Some(selection) = selection {
        page.fact("Selection", &fields::selection(selection));
    }
    page.section("Members");
    fields::list(cx, page, 0, fields);
}

fn external(page: &mut Page, external: &External) {
    let External {
        path,
        wire,
        content,
    } = external;
    page.fact("Written by hand", &code(path.as_str()));
    page.fact("On the wire", wire.word());
    if let Some(content) = content {
        page.fact("Content", &prose(content));
    }
}
