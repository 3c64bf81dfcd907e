//! The outcomes that a response reports for single items.

use super::context::Context;
use super::field_path::{self, Objects, input, is_count, steps, visible_output};
use super::namespace::{Kind, Namespace};
use crate::ast::{FieldDoc, OperationDoc, OutcomePartDoc, OutcomesDoc, Text};
use crate::codes;
use crate::model::{
    Field, Object, Operation, OutcomePart, Outcomes, Scalar, Step, Type, TypeDef, TypeKind,
    TypeName, WireName,
};
use crate::source::Span;

/// The methods that a request with outcomes has.
const METHODS: [&str; 4] = [
    "all_updated",
    "outcomes",
    "require_all_updated",
    "require_itemized",
];

/// Resolves the field paths of outcomes. This needs the direction of each type, which determines the
/// fields that are an `Option`.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    docs: &[OperationDoc],
    types: &[TypeDef],
    operations: &mut [Operation],
) {
    let objects = Objects::of(types);
    for (operation, doc) in operations.iter_mut().zip(docs) {
        operation.outcomes = doc.outcomes.as_ref().and_then(|outcomes| {
            check_setters(cx, outcomes, &operation.request.fields);
            lower(cx, outcomes, &doc.outputs, operation, types, &objects)
        });
    }
}

/// Reports inputs whose setters have the name of a method that the key adds to the request.
fn check_setters(cx: &mut Context<'_>, doc: &OutcomesDoc, fields: &[Field]) {
    for field in fields {
        if let Type::Inline(object) = &field.ty
            && field.is_flattened()
        {
            check_setters(cx, doc, &object.fields);
            continue;
        }
        let old = field.renamed_from.as_ref().map(|old| old.rust.as_str());
        let mut names = std::iter::once(field.rust.as_str()).chain(old);
        if let Some(name) = names.find(|name| METHODS.contains(name)) {
            cx.report(
                codes::DUPLICATE_RUST_NAME,
                doc.span,
                format!("`outcomes` adds the method `{name}` to the request, which is the setter of an input"),
                "set a different Rust name for the input: add `rust_name: …`",
            );
        }
    }
}

/// Reports a response that cannot have outcomes, and its body, if it has one.
fn report_body(cx: &mut Context<'_>, doc: &OutcomesDoc, outputs: &[FieldDoc]) {
    let span = doc.details.span;
    let message = "`outcomes` needs a response with one body, a required JSON object";
    let help = "remove `outcomes`, or describe the body of the response: an output `from: body` with members";
    let mut bodies = outputs
        .iter()
        .filter(|output| output.location_word() == "body");
    match bodies.next() {
        Some(body) => {
            let body = (body.name.span, "the body");
            cx.report_related(codes::INCOMPLETE_FACT, span, message, body, help);
        }
        None => cx.report(codes::INCOMPLETE_FACT, span, message, help),
    }
}

fn lower(
    cx: &mut Context<'_>,
    doc: &OutcomesDoc,
    outputs: &[FieldDoc],
    operation: &Operation,
    types: &[TypeDef],
    objects: &Objects<'_>,
) -> Option<Outcomes> {
    let Some(body) = body(cx, operation, objects) else {
        report_body(cx, doc, outputs);
        return None;
    };
    let members = objects.members(&body.ty);
    let affected = member(cx, &doc.affected, members, objects, "an integer", is_count);
    let details = visible_output(cx, &doc.details, members, objects, "outcomes");
    let errors = doc.errors.as_ref();
    let errors =
        errors.map(|path| member(cx, path, members, objects, "an `error_list`", is_errors));
    let (ids, limited_by) = inputs(cx, doc, &operation.request, objects);
    let details = details?;
    let entry = entry(cx, doc, outputs, &details, objects)?;
    let id = entry_id(cx, doc, entry, objects);
    let (value, parts) = parts(cx, doc, entry, &operation.request, types, objects)?;
    let is_entry_shared = std::iter::once(&body.ty)
        .chain(details.iter().map(|field| &field.ty))
        .any(|ty| matches!(ty, Type::Shared(_)));
    Some(Outcomes {
        noun: cx.text(&doc.noun, "`noun`"),
        plural: match &doc.plural {
            Some(plural) => cx.text(plural, "`plural`"),
            None => format!("{}s", doc.noun.value),
        },
        affected: steps(&body.ty, &affected?, objects),
        details: steps(&body.ty, &details, objects),
        is_entry_shared: is_entry_shared || matches!(entry, Type::Shared(_)),
        entry: type_name(entry)?,
        id: id?,
        value,
        parts,
        errors: match errors {
            Some(errors) => Some(steps(&body.ty, &errors?, objects)),
            None => None,
        },
        ids,
        limited_by,
    })
}

fn body<'o>(
    cx: &Context<'_>,
    operation: &'o Operation,
    objects: &Objects<'_>,
) -> Option<&'o Field> {
    field_path::only_body(operation)
        .filter(|body| !objects.members(&body.ty).is_empty() || cx.has(codes::UNKNOWN_TYPE))
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

fn is_errors(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::ErrorList))
}

fn is_id(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::Id))
}

/// Resolves the path of a member of the response body with a type.
fn member<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    members: &'b [Field],
    objects: &'b Objects<'_>,
    wanted: &str,
    is_wanted: impl Fn(&Type) -> bool,
) -> Option<Vec<&'b Field>> {
    let fields = visible_output(cx, path, members, objects, "outcomes")?;
    if fields.last().is_some_and(|field| is_wanted(&field.ty)) {
        return Some(fields);
    }
    wrong_type(
        cx,
        path,
        wanted,
        &format!("name {wanted} in the body of the response"),
    );
    None
}

/// Reports a path that leads to another type, unless an unknown type may be the cause.
fn wrong_type(cx: &mut Context<'_>, path: &Text, wanted: &str, help: &str) {
    if !cx.has(codes::UNKNOWN_TYPE) {
        let message = format!("`{}` is not {wanted}", path.value);
        cx.report(codes::MISPLACED_TYPE, path.span, message, help);
    }
}

/// Returns the type of an entry.
fn entry<'b>(
    cx: &mut Context<'_>,
    doc: &OutcomesDoc,
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
    doc: &OutcomesDoc,
    entry: &Type,
    objects: &Objects<'_>,
) -> Option<Step> {
    let field = entry_member(cx, &doc.id, entry, objects)?;
    if !is_id(&field.ty) {
        wrong_type(cx, &doc.id, "an `id`", "name a member of type `id`");
        return None;
    }
    steps(entry, &[field], objects).pop()
}

/// Returns the parts of an entry, and their enum.
fn parts(
    cx: &mut Context<'_>,
    doc: &OutcomesDoc,
    entry: &Type,
    request: &Object,
    types: &[TypeDef],
    objects: &Objects<'_>,
) -> Option<(TypeName, Vec<OutcomePart>)> {
    if doc.parts.is_empty() {
        let help = "add the members of an entry that are outcomes";
        cx.report(codes::EMPTY_LIST, doc.span, "`parts` is empty", help);
    }
    let mut names = Namespace::new(Kind::OutcomePart);
    let mut value: Option<TypeName> = None;
    let mut parts = Vec::new();
    for written in &doc.parts {
        names.take_wire(cx, &written.outcome);
        let Some((name, resolved)) = part(cx, written, entry, request, types, objects) else {
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
    types: &[TypeDef],
    objects: &Objects<'_>,
) -> Option<(TypeName, OutcomePart)> {
    let requested_by = input(cx, &doc.requested_by, request, objects);
    let field = entry_member(cx, &doc.outcome, entry, objects)?;
    let def = type_name(&field.ty).and_then(|name| types.iter().find(|def| def.name == name));
    let Some((def, TypeKind::Enum(values))) = def.map(|def| (def, &def.kind)) else {
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
            format!("no value of `{}` is marked as a success", def.name),
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
    Some((def.name.clone(), part))
}

/// Checks the inputs with the ids, and those that limit the items.
fn inputs(
    cx: &mut Context<'_>,
    doc: &OutcomesDoc,
    request: &Object,
    objects: &Objects<'_>,
) -> (Option<String>, Vec<String>) {
    let Some(ids) = &doc.ids else {
        if let Some(path) = doc.limited_by.first() {
            cx.misplaced(
                "limited_by",
                path.span,
                "`outcomes` without `ids`",
                ", or add `ids`",
            );
        }
        return (None, Vec::new());
    };
    let fields = input(cx, ids, request, objects);
    let list = fields.and_then(|fields| fields.last().map(|field| &field.ty));
    if let Some(ty) = list
        && !matches!(ty, Type::List(items) if is_id(items))
    {
        wrong_type(
            cx,
            ids,
            "a list of `id`",
            "name an input of type `list` with `items: id`",
        );
    }
    let mut names = Namespace::new(Kind::Input);
    for path in &doc.limited_by {
        names.take_wire(cx, path);
        input(cx, path, request, objects);
    }
    let limited_by = doc.limited_by.iter().map(|path| path.value.clone());
    (Some(ids.value.clone()), limited_by.collect())
}
