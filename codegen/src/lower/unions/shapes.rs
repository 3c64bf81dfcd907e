//! The shapes of variants, which tell them apart without a discriminator.

use crate::ast::{FieldDoc, TypeKindDoc, TypeRefDoc, VariantDoc};
use crate::codes;
use crate::lower::context::Context;
use crate::lower::enums;
use crate::model::{Case, Scalar, Shape, WireName};
use crate::source::Span;
use std::collections::BTreeMap;

/// The form of a type in JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Form {
    /// A shape that no other variant can have.
    Of(Shape),
    /// Any JSON.
    Any,
    /// Several shapes: a union of shapes.
    Several,
    /// Unknown: the type is reported elsewhere.
    Unknown,
}

/// Returns the form of a type.
pub(in crate::lower) fn form(cx: &Context<'_>, ty: &TypeRefDoc) -> Form {
    match word(cx, ty.name.as_str()) {
        Form::Of(Shape::Number) if ty.is_integer_text() => Form::Of(Shape::Text),
        form => form,
    }
}

fn word(cx: &Context<'_>, name: &str) -> Form {
    let shape = match name {
        "list" => Shape::List,
        "map" | "object" => Shape::Object,
        "string" | "date-time" | "local-date-time" | "date" | "uuid" | "bytes" | "json_string" => {
            Shape::Text
        }
        "id" => Shape::TextOrNumber,
        "boolean" => Shape::Boolean,
        "int32" | "int64" | "uint16" | "uint32" | "uint64" | "number" => Shape::Number,
        "json" => return Form::Any,
        name => match cx.shared(name).map(|shared| &shared.kind) {
            Some(TypeKindDoc::Object { .. }) => Shape::Object,
            Some(TypeKindDoc::OpenEnum { wire, .. } | TypeKindDoc::ClosedEnum { wire, .. }) => {
                match enums::wire(wire.as_deref()) {
                    Scalar::String => Shape::Text,
                    _ => Shape::Number,
                }
            }
            Some(TypeKindDoc::External { wire, .. }) => return word(cx, wire),
            Some(TypeKindDoc::Union { discriminator, .. }) => match discriminator {
                Some(_) => Shape::Object,
                None => return Form::Several,
            },
            None => return Form::Unknown,
        },
    };
    Form::Of(shape)
}

/// Returns `true` for a type with a text form, which a path, a query or a header can have.
pub(in crate::lower) fn has_text(cx: &Context<'_>, ty: &TypeRefDoc) -> bool {
    let shapes = [
        Shape::Text,
        Shape::Number,
        Shape::TextOrNumber,
        Shape::Boolean,
    ];
    let is_text = matches!(form(cx, ty), Form::Of(shape) if shapes.contains(&shape));
    is_text && !has_bytes(cx, ty.name.as_str())
}

fn has_bytes(cx: &Context<'_>, name: &str) -> bool {
    match cx.shared(name).map(|shared| &shared.kind) {
        Some(TypeKindDoc::External { wire, .. }) => wire.value == "bytes",
        _ => name == "bytes",
    }
}

/// Returns the JSON that belongs to each variant. Reports variants that cannot be distinguished.
pub(super) fn cases(cx: &mut Context<'_>, variants: &[VariantDoc]) -> Vec<Case> {
    let mut seen: BTreeMap<Shape, Span> = BTreeMap::new();
    let objects: Vec<_> = variants
        .iter()
        .filter(|doc| form(cx, &doc.ty) == Form::Of(Shape::Object))
        .collect();
    let mut cases = Vec::new();
    for doc in variants {
        if let Some(value) = &doc.value {
            let fix = ", or add `discriminator`";
            cx.misplaced("value", value.span, "a union without `discriminator`", fix);
        }
        cases.push(match form(cx, &doc.ty) {
            Form::Of(Shape::Object) if objects.len() > 1 => by_member(cx, doc, &objects),
            Form::Of(shape) => {
                take(cx, shape, doc, &mut seen);
                Case::Shape(shape)
            }
            form => {
                report_form(cx, form, doc);
                Case::Shape(Shape::Object)
            }
        });
    }
    cases
}

/// Uses the shape of a variant, or reports that another one has it.
fn take(cx: &mut Context<'_>, shape: Shape, doc: &VariantDoc, seen: &mut BTreeMap<Shape, Span>) {
    let shapes = match shape {
        Shape::TextOrNumber => vec![Shape::Text, Shape::Number],
        shape => vec![shape],
    };
    let span = doc.ty.name.span;
    let first = shapes.iter().find_map(|shape| seen.get(shape).copied());
    seen.extend(shapes.into_iter().map(|shape| (shape, span)));
    if let Some(first) = first {
        let message = format!(
            "a value of type `{}` looks like one of another variant",
            doc.ty.name.value
        );
        let help = "leave one of them out, or use a `discriminator`: text, a number, a boolean, a list and an object can be distinguished, and an `id` is text or a number";
        cx.report_clash(codes::AMBIGUOUS_UNION, span, message, first, help);
    }
}

fn report_form(cx: &mut Context<'_>, form: Form, doc: &VariantDoc) {
    let (message, help) = match form {
        Form::Any => (
            "a variant of type `json` looks like every other variant".to_owned(),
            "remove the variant: a union keeps JSON of other shapes anyway",
        ),
        Form::Several => (
            format!("the variant `{}` is a union of shapes", doc.ty.name.value),
            "write its variants here",
        ),
        Form::Of(_) | Form::Unknown => return,
    };
    cx.report(codes::AMBIGUOUS_UNION, doc.ty.name.span, message, help);
}

/// Returns the required member that only one of several objects has.
fn by_member(cx: &mut Context<'_>, doc: &VariantDoc, objects: &[&VariantDoc]) -> Case {
    let own = members(cx, &doc.ty);
    let others: Vec<_> = objects
        .iter()
        .filter(|other| other.ty.name.span != doc.ty.name.span)
        .collect();
    let has_any = others.iter().any(|other| members(cx, &other.ty).is_none());
    let has_name = |name: &str| {
        let fields = others.iter().filter_map(|other| members(cx, &other.ty));
        fields.flatten().any(|field| {
            let old = field.renamed_from.as_ref();
            field.name.value == name || old.is_some_and(|old| old.value == name)
        })
    };
    let mut names = own
        .into_iter()
        .flatten()
        .filter(|field| {
            field.is_required() && !field.is_read_only() && field.renamed_from.is_none()
        })
        .map(|field| field.name.value.clone());
    let only = names.find(|name| !has_name(name)).filter(|_| !has_any);
    let Some(only) = only else {
        // Of objects and maps, the last one is reported, once.
        let first = others
            .first()
            .map_or(doc.ty.name.span, |other| other.ty.name.span);
        let is_last = others
            .iter()
            .all(|other| other.ty.name.span.start() < doc.ty.name.span.start());
        if !has_any || is_last {
            let message = format!(
                "an object of type `{}` looks like one of another variant",
                doc.ty.name.value
            );
            let help =
                "give each object a required member that the others lack, or use a `discriminator`";
            let related = (first, "another object");
            cx.report_related(
                codes::AMBIGUOUS_UNION,
                doc.ty.name.span,
                message,
                related,
                help,
            );
        }
        return Case::Shape(Shape::Object);
    };
    Case::Member(WireName::new(only))
}

/// Returns the members of an object; `None` for a map and for a union.
fn members<'d>(cx: &Context<'d>, ty: &'d TypeRefDoc) -> Option<&'d [FieldDoc]> {
    match &ty.fields {
        Some(fields) => Some(&fields.value),
        None => cx.shared_fields(&ty.name),
    }
}
