//! The entries of a response with outcomes, one for each item.

use super::super::context::Context;
use super::super::field_path::{self, Objects, input, steps, visible_output};
use super::super::namespace::{Kind, Namespace};
use super::{Enums, Response, is_id, wrong_type};
use crate::ast::{FieldDoc, OutcomePartDoc, OutcomesDoc, Text};
use crate::codes;
use crate::model::{Field, Object, OutcomeEntries, OutcomePart, Step, Type, TypeName, WireName};
use crate::source::Span;

/// The keys of the entries.
pub(super) struct EntryDocs<'d> {
    /// Where `outcomes` begins.
    span: Span,
    details: &'d Text,
    id: &'d Text,
    parts: &'d [OutcomePartDoc],
}

/// Returns the keys of the entries; `None` if the response has only the number of items. The keys belong
/// together, so some of them alone are reported.
pub(super) fn docs<'d>(cx: &mut Context<'_>, doc: &'d OutcomesDoc) -> Option<EntryDocs<'d>> {
    let (details, id, parts) = (&doc.details, &doc.id, &doc.parts);
    if let (Some(details), Some(id), Some(parts)) = (details, id, parts) {
        return Some(EntryDocs {
            span: doc.span,
            details,
            id,
            parts,
        });
    }
    let keys = [
        ("details", details.as_ref().map(|path| path.span)),
        ("id", id.as_ref().map(|path| path.span)),
        ("parts", parts.as_ref().map(|parts| parts.span)),
    ];
    let (given, missing): (Vec<_>, Vec<_>) = keys.into_iter().partition(|(_, span)| span.is_some());
    if let Some((key, Some(span))) = given.first() {
        let words = |keys: &[(&str, Option<Span>)]| {
            let keys: Vec<_> = keys.iter().map(|(key, _)| format!("`{key}`")).collect();
            keys.join(" and ")
        };
        let (given, missing) = (words(&given), words(&missing));
        cx.report(
            codes::INCOMPLETE_FACT,
            *span,
            format!("`outcomes` with `{key}` needs {missing}"),
            format!(
                "add {missing}, or remove {given} if the response has only the number of items"
            ),
        );
    }
    None
}

/// Resolves the entries.
pub(super) fn lower(
    cx: &mut Context<'_>,
    docs: &EntryDocs<'_>,
    response: &Response<'_>,
    request: &Object,
    enums: &Enums<'_>,
    objects: &Objects<'_>,
) -> Option<OutcomeEntries> {
    let body = &response.body.ty;
    let details = visible_output(cx, docs.details, response.members, objects, "outcomes")?;
    let entry = entry(cx, docs, response.outputs, &details, objects)?;
    let id = entry_id(cx, docs, entry, objects);
    let (value, parts) = parts(cx, docs, entry, request, enums, objects)?;
    let is_shared = |ty: &Type| matches!(ty, Type::Shared(_));
    let mut outer = std::iter::once(body).chain(details.iter().map(|field| &field.ty));
    Some(OutcomeEntries {
        details: steps(body, &details, objects),
        entry: type_name(entry)?,
        is_entry_shared: outer.any(is_shared) || is_shared(entry),
        id: id?,
        value,
        parts,
    })
}

fn type_name(ty: &Type) -> Option<TypeName> {
    match ty {
        Type::Inline(object) => Some(object.name.clone()),
        Type::Shared(name) => Some(name.clone()),
        Type::Scalar(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::IntegerText(_)
        | Type::External { .. } => None,
    }
}

/// Returns the type of an entry.
fn entry<'b>(
    cx: &mut Context<'_>,
    doc: &EntryDocs<'_>,
    outputs: &[FieldDoc],
    details: &[&'b Field],
    objects: &Objects<'_>,
) -> Option<&'b Type> {
    let list = details.last().map(|field| &field.ty);
    if let Some(Type::List(entry)) = list
        && !objects.members(entry).is_empty()
    {
        return Some(entry);
    }
    if cx.has(codes::UNKNOWN_TYPE) {
        return None;
    }
    let code = codes::MISPLACED_TYPE;
    let message = format!("`{}` is not a list of objects", doc.details.value);
    let help = "name a list of objects in the body of the response";
    match member_span(outputs, details) {
        Some(span) => {
            let related = (span, "this field");
            cx.report_related(code, doc.details.span, message, related, help);
        }
        None => cx.report(code, doc.details.span, message, help),
    }
    None
}

/// Returns the location of a member of the response body, if inline objects lead to it.
fn member_span(outputs: &[FieldDoc], path: &[&Field]) -> Option<Span> {
    let body = outputs
        .iter()
        .find(|output| output.location_word() == "body")?;
    let mut found = body;
    for step in path {
        let members = found.ty.fields.as_ref()?;
        let mut members = members.value.iter();
        found = members
            .find(|member| !member.is_additional && member.name.as_str() == step.wire.as_str())?;
    }
    Some(found.name.span)
}

/// Resolves a member of an entry.
fn entry_member<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    entry: &'b Type,
    objects: &'b Objects<'_>,
) -> Option<&'b Field> {
    field_path::entry_member(cx, path, objects.members(entry), objects, "outcomes")
}

fn entry_id(
    cx: &mut Context<'_>,
    doc: &EntryDocs<'_>,
    entry: &Type,
    objects: &Objects<'_>,
) -> Option<Step> {
    let field = entry_member(cx, doc.id, entry, objects)?;
    if !is_id(&field.ty) {
        wrong_type(cx, doc.id, "an `id`", "name a member of type `id`");
        return None;
    }
    steps(entry, &[field], objects).pop()
}

/// Returns the parts of an entry, and their enum.
fn parts(
    cx: &mut Context<'_>,
    doc: &EntryDocs<'_>,
    entry: &Type,
    request: &Object,
    enums: &Enums<'_>,
    objects: &Objects<'_>,
) -> Option<(TypeName, Vec<OutcomePart>)> {
    if doc.parts.is_empty() {
        let help = "add the members of an entry that are outcomes";
        cx.report(codes::EMPTY_LIST, doc.span, "`parts` is empty", help);
    }
    let mut names = Namespace::new(Kind::OutcomePart);
    let mut value: Option<TypeName> = None;
    let mut parts = Vec::new();
    for written in doc.parts {
        names.take_wire(cx, &written.outcome);
        let Some((name, resolved)) = part(cx, written, entry, request, enums, objects) else {
            continue;
        };
        if value.as_ref().is_some_and(|value| *value != name) {
            let message = format!(
                "`{}` has another enum than the first part",
                written.outcome.value
            );
            let help = "use one enum for all parts";
            cx.report(codes::MISPLACED_TYPE, written.outcome.span, message, help);
        }
        value.get_or_insert(name);
        parts.push(resolved);
    }
    value.map(|value| (value, parts))
}

fn part(
    cx: &mut Context<'_>,
    doc: &OutcomePartDoc,
    entry: &Type,
    request: &Object,
    enums: &Enums<'_>,
    objects: &Objects<'_>,
) -> Option<(TypeName, OutcomePart)> {
    let requested_by = input(cx, &doc.requested_by, request, objects);
    let field = entry_member(cx, &doc.outcome, entry, objects)?;
    let name = type_name(&field.ty);
    let known = name.and_then(|name| enums.get_key_value(&name));
    let Some((&name, values)) = known else {
        wrong_type(
            cx,
            &doc.outcome,
            "an enum",
            "use an enum whose values are outcomes",
        );
        return None;
    };
    if !values.has_successes() {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.outcome.span,
            format!("no value of `{name}` is marked as a success"),
            "add `success: done` or `success: already_set` to the values that mean success",
        );
        return None;
    }
    requested_by?;
    let part = OutcomePart {
        wire: WireName::new(doc.outcome.value.clone()),
        member: steps(entry, &[field], objects).pop()?,
        requested_by: doc.requested_by.value.clone(),
    };
    Some((name.clone(), part))
}
