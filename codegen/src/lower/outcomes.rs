//! The outcomes that a response reports: for single items, or as a number.

mod entries;

use super::context::Context;
use super::field_path::{self, Objects, input, is_count, steps, visible_output};
use super::namespace::{Kind, Namespace};
use crate::ast::{FieldDoc, OperationDoc, OutcomesDoc, Text};
use crate::codes;
use crate::model::{
    Enum, Field, Object, Operation, Outcomes, Scalar, Type, TypeDef, TypeKind, TypeName,
};
use std::collections::BTreeMap;

/// The methods that a request with outcomes has.
const METHODS: [&str; 3] = ["all_updated", "outcomes", "require_all_updated"];

/// The method that a request has in addition if its response has entries.
const OF_ENTRIES: &str = "require_itemized";

/// The enums by name.
type Enums<'a> = BTreeMap<&'a TypeName, &'a Enum>;

fn enums(types: &[TypeDef]) -> Enums<'_> {
    let enums = types.iter().filter_map(|def| match &def.kind {
        TypeKind::Enum(values) => Some((&def.name, values)),
        TypeKind::Object(_) | TypeKind::Union(_) | TypeKind::External(_) => None,
    });
    enums.collect()
}

/// Resolves the field paths of outcomes. This needs the direction of each type, which determines the
/// fields that are an `Option`.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    docs: &[OperationDoc],
    types: &[TypeDef],
    operations: &mut [Operation],
) {
    let (objects, enums) = (Objects::of(types), enums(types));
    for (operation, doc) in operations.iter_mut().zip(docs) {
        operation.outcomes = doc.outcomes.as_ref().and_then(|outcomes| {
            check_setters(cx, outcomes, &operation.request.fields);
            lower(cx, outcomes, &doc.outputs, operation, &enums, &objects)
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
        let has_entries = doc.details.is_some();
        let is_method =
            |name: &&str| METHODS.contains(name) || (has_entries && *name == OF_ENTRIES);
        if let Some(name) = names.find(is_method) {
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
    let span = doc
        .details
        .as_ref()
        .map_or(doc.affected.span, |path| path.span);
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
    enums: &Enums<'_>,
    objects: &Objects<'_>,
) -> Option<Outcomes> {
    let Some(body) = body(cx, operation, objects) else {
        report_body(cx, doc, outputs);
        return None;
    };
    let members = objects.members(&body.ty);
    let affected = member(cx, &doc.affected, members, objects, "an integer", is_count);
    let errors = doc.errors.as_ref();
    let errors =
        errors.map(|path| member(cx, path, members, objects, "an `error_list`", is_errors));
    let (ids, limited_by) = inputs(cx, doc, &operation.request, objects);
    let response = Response {
        outputs,
        body,
        members,
    };
    let entries = match entries::docs(cx, doc) {
        Some(docs) => Some(entries::lower(
            cx,
            &docs,
            &response,
            &operation.request,
            enums,
            objects,
        )?),
        None => None,
    };
    Some(Outcomes {
        noun: cx.text(&doc.noun, "`noun`"),
        plural: match &doc.plural {
            Some(plural) => cx.text(plural, "`plural`"),
            None => format!("{}s", doc.noun.value),
        },
        affected: steps(&body.ty, &affected?, objects),
        entries,
        errors: match errors {
            Some(errors) => Some(steps(&body.ty, &errors?, objects)),
            None => None,
        },
        ids,
        limited_by,
    })
}

/// The response with the outcomes.
struct Response<'b> {
    outputs: &'b [FieldDoc],
    body: &'b Field,
    members: &'b [Field],
}

fn body<'o>(
    cx: &Context<'_>,
    operation: &'o Operation,
    objects: &Objects<'_>,
) -> Option<&'o Field> {
    field_path::only_body(operation)
        .filter(|body| !objects.members(&body.ty).is_empty() || cx.has(codes::UNKNOWN_TYPE))
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
