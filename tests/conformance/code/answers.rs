//! What an answer holds: the parts in the request's documentation, the body's structs, the headers.

use super::items::{Contract, Field, Items, Struct};
use super::tokens::argument;
use super::{Aspect, Code, Fact, Order, Site, docs};
use crate::fact::{Key, Place, Section};

/// The parts that the runtime's `Response` has are listed in the request's documentation; the body
/// is the only one with a type of its own.
pub(super) fn parts(code: &mut Code, items: &Items, contract: &Contract) {
    let Some(request) = items.structs.get(&contract.request) else {
        return;
    };
    for entry in docs::entries(&request.docs) {
        let key = Key::top(Section::Outputs, &entry.name);
        let is_body = entry.name == "json_body";
        let file = request.place.file.clone();
        let line = request.docs_line + entry.line;
        let mut sites = vec![(Site::Part, Place { file, line })];
        if is_body {
            sites.push((Site::BodyType, contract.body_place.clone()));
        }
        code.facts.push(Fact {
            key: key.clone(),
            rust: Some(entry.name.clone()),
            ty: is_body.then(|| contract.body.clone()),
            required: None,
            docs: Some(entry.paragraphs),
            sites,
        });
        if is_body && let Some(body) = items.structs.get(&contract.body) {
            let mut open = vec![contract.body.clone()];
            body_fields(code, items, body, &key, &mut open);
        }
    }
}

fn body_fields(
    code: &mut Code,
    items: &Items,
    body: &Struct,
    parent: &Key,
    open: &mut Vec<String>,
) {
    for field in body.fields.iter().filter(|field| field.is_public) {
        let wire = field.rename.as_ref().unwrap_or(&field.name);
        let key = parent.child(wire);
        search(code, &key, field);
        code.facts.push(public(key.clone(), field));
        let mut inner = field.ty.as_str();
        while let Some(items) = argument(inner, "Vec") {
            inner = items;
        }
        let name = inner.rsplit("::").next().unwrap_or(inner);
        if let Some(inside) = items.structs.get(name)
            && !open.iter().any(|open| open == name)
        {
            open.push(name.to_owned());
            body_fields(code, items, inside, &key, open);
            open.pop();
        }
    }
}

pub(super) fn headers(code: &mut Code, items: &Items, contract: &Contract) {
    let Some(headers) = items.structs.get(&contract.headers) else {
        return;
    };
    let table = items.headers.get(&contract.headers);
    let rows = table.map_or(&[][..], |table| table.rows.as_slice());
    let mut known = Vec::new();
    for field in headers.fields.iter().filter(|field| field.is_public) {
        let key = Key::top(
            Section::Headers,
            field.alias.as_ref().unwrap_or(&field.name),
        );
        let mut fact = public(key.clone(), field);
        fact.required = None;
        if !field.is_option {
            code.flaw(
                &key,
                Aspect::Type,
                &field.place,
                "a header may be absent: `Option`",
            );
        }
        match rows.iter().find(|row| row.target == field.name) {
            Some(row) => {
                fact.sites.push((Site::HeaderRow, row.place.clone()));
                if row.wire != key.name().to_ascii_lowercase() {
                    let message = format!("the table reads it from `{}`", row.wire);
                    code.flaw(&key, Aspect::Name, &row.place, message);
                }
            }
            None => code.flaw(
                &key,
                Aspect::Existence,
                &field.place,
                "no row of the table reads it",
            ),
        }
        known.push((field.name.as_str(), key));
        code.facts.push(fact);
    }
    let mut keys = Vec::new();
    for row in rows {
        if let Some((_, key)) = known.iter().find(|(name, _)| *name == row.target) {
            keys.push(key.clone());
        } else {
            let key = Key::top(Section::Headers, &row.wire);
            let message = "the row leads to no field";
            code.flaw(&key, Aspect::Existence, &row.place, message);
        }
    }
    let what = format!("the table of `{}`", contract.headers);
    code.orders.push(Order { what, keys });
}

fn public(key: Key, field: &Field) -> Fact {
    Fact {
        key,
        rust: Some(field.name.clone()),
        ty: Some(field.ty.clone()),
        required: Some(!field.is_option && !field.has_default),
        docs: Some(docs::paragraphs(&field.docs)),
        sites: vec![(Site::PublicField, field.place.clone())],
    }
}

/// A field whose wire name is another than its own has to be found by it.
fn search(code: &mut Code, key: &Key, field: &Field) {
    let alias = field.alias.as_ref().unwrap_or(&field.name);
    if alias != key.name() {
        let message = format!("search finds it as `{alias}`");
        code.flaw(key, Aspect::Name, &field.place, message);
    }
}
