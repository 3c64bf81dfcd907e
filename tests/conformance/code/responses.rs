//! The response: the parts in the request's documentation, the bodies, the headers.

use super::items::{Contract, Field, Items, Variant};
use super::tokens::{argument, innermost, unboxed};
use super::{Aspect, Code, Fact, Order, Site, docs, received};
use crate::fact::{Key, Place, Section};
use crate::rules::camel_case;

/// Reads the parts of the runtime's `Response` from the request's documentation; only the bodies
/// have separate types.
pub(super) fn parts(code: &mut Code, items: &Items, contract: &Contract) {
    let Some(request) = items.structs.get(&contract.request) else {
        return;
    };
    let variants = items.variants.get(&contract.body);
    let mut keys = Vec::new();
    for entry in docs::entries_under(&request.docs, "Response") {
        let key = Key::top(Section::Outputs, &entry.name);
        let file = request.place.file.clone();
        let line = request.docs_line + entry.line;
        let mut fact = Fact {
            key: key.clone(),
            rust: Some(entry.name.clone()),
            ty: None,
            required: None,
            docs: Some(entry.paragraphs),
            rules: None,
            sites: vec![(Site::Part, Place { file, line })],
        };
        match (entry.name.as_str(), variants) {
            ("status_code", _) => {
                let (response, place) = &contract.response;
                fact.rules = Some(vec![response.clone()]);
                fact.sites.push((Site::Response, place.clone()));
            }
            ("reason", _) => {}
            (_, None) => body(contract, &mut fact),
            (name, Some(variants)) => {
                let name = camel_case(name);
                if let Some(variant) = variants.iter().find(|variant| variant.name == name) {
                    keys.push((name, key.clone()));
                    one_of(code, items, contract, variant, &mut fact);
                } else {
                    let message = format!("`{}` has no variant `{name}`", contract.body);
                    let place = &contract.body_place;
                    code.flaw(&key, Aspect::Existence, place, message);
                }
            }
        }
        let inside = fact.ty.clone();
        code.facts.push(fact);
        if let Some(name) = inside.as_deref().map(innermost)
            && items.structs.contains_key(name)
        {
            received::fields(code, items, name, &key, &mut vec![name.to_owned()]);
        }
    }
    strays(code, contract, variants.map_or(&[], Vec::as_slice), &keys);
}

/// Reads the only body.
fn body(contract: &Contract, fact: &mut Fact) {
    // A body that can be missing is optional.
    let optional = argument(&contract.body, "Option");
    fact.required = Some(optional.is_none());
    fact.ty = Some(optional.unwrap_or(&contract.body).to_owned());
    fact.sites
        .push((Site::BodyType, contract.body_place.clone()));
    fact.rules = Some(Vec::new());
    if let Some((statuses, place)) = &contract.statuses {
        fact.rules = Some(vec![statuses.clone()]);
        fact.sites.push((Site::Statuses, place.clone()));
    }
}

/// Reads one of several bodies.
fn one_of(code: &mut Code, items: &Items, contract: &Contract, variant: &Variant, fact: &mut Fact) {
    fact.ty = Some(variant.ty.clone());
    fact.sites.push((Site::Variant, variant.place.clone()));
    let paragraphs = docs::paragraphs(&variant.docs);
    if !fact.docs.iter().all(|docs| paragraphs.starts_with(docs)) {
        let message = format!("the variant `{}` has another description", variant.name);
        code.flaw(&fact.key, Aspect::Description, &variant.place, message);
    }
    let arms = items.arms.get(&contract.body).into_iter().flatten();
    let arms: Vec<_> = arms.filter(|arm| arm.variant == variant.name).collect();
    let [arm, others @ ..] = arms.as_slice() else {
        let message = format!("no arm of `read` returns `{}`", variant.name);
        code.flaw(&fact.key, Aspect::Existence, &variant.place, message);
        return;
    };
    for other in others {
        let message = format!("a second arm of `read` returns `{}`", variant.name);
        code.flaw(&fact.key, Aspect::Place, &other.place, message);
    }
    let statuses = format!("status({})", arm.statuses);
    fact.rules = Some(vec![statuses, arm.format.clone()]);
    fact.sites.push((Site::StatusArm, arm.place.clone()));
}

/// Reports variants without a part, and the order of the others.
fn strays(code: &mut Code, contract: &Contract, variants: &[Variant], known: &[(String, Key)]) {
    let mut keys = Vec::new();
    for variant in variants {
        if let Some((_, key)) = known.iter().find(|(name, _)| *name == variant.name) {
            keys.push(key.clone());
        } else {
            let key = Key::top(Section::Outputs, &variant.name);
            let message = "the variant is not a part of the response";
            code.flaw(&key, Aspect::Existence, &variant.place, message);
        }
    }
    let what = format!("the variants of `{}`", contract.body);
    code.orders.push(Order { what, keys });
}

pub(super) fn headers(code: &mut Code, items: &Items, contract: &Contract) {
    let alias = items.aliases.get(&contract.headers);
    let name = alias.unwrap_or(&contract.headers);
    let Some(headers) = items.structs.get(name) else {
        return;
    };
    let table = items.headers.get(name);
    let rows = table.map_or(&[][..], |table| table.rows.as_slice());
    let mut known = Vec::new();
    for field in headers.fields.iter().filter(|field| field.is_public) {
        let key = Key::top(
            Section::Headers,
            field.alias.as_ref().unwrap_or(&field.name),
        );
        let mut fact = public(key.clone(), field);
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
                fact.rules = Some(row.rules.clone());
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
            let message = "the row has no field";
            code.flaw(&key, Aspect::Existence, &row.place, message);
        }
    }
    let what = format!("the table of `{name}`");
    code.orders.push(Order { what, keys });
}

/// Returns the fact of a public field, without its being required.
pub(super) fn public(key: Key, field: &Field) -> Fact {
    Fact {
        key,
        rust: Some(field.name.clone()),
        ty: Some(unboxed(&field.ty)),
        required: None,
        docs: Some(docs::paragraphs(&field.docs)),
        rules: None,
        sites: vec![(Site::PublicField, field.place.clone())],
    }
}
