//! Shared types.

use super::context::{Context, Modules, Seen};
use super::fields::{self, Direction, Scope};
use super::{codes, facts, names};
use crate::api::{
    Enum, EnumValue, External, Field, Object, Operation, Scalar, Selection, Type, TypeDef,
    TypeKind, TypeName, VariantName, WireName,
};
use crate::diagnostic::Diagnostic;
use crate::document::{EnumValueDoc, FieldDoc, SelectionDoc, Text, TypeDoc, TypeKindDoc};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn lower(cx: &mut Context<'_>, docs: &[TypeDoc]) -> Vec<TypeDef> {
    let mut modules = Modules::default();
    docs.iter()
        .map(|doc| {
            cx.check_file("types", doc.file, &doc.name);
            let def = shared(cx, doc);
            modules.take(cx, &def.name, &def.module, doc.name.span);
            def
        })
        .collect()
}

fn shared(cx: &mut Context<'_>, doc: &TypeDoc) -> TypeDef {
    let name = cx.type_name(&doc.name);
    let description = cx.text(&doc.description, "the description");
    let kind = match &doc.kind {
        TypeKindDoc::OpenEnum { values } => {
            TypeKind::OpenEnum(open_enum(cx, values, doc.name.span))
        }
        TypeKindDoc::Object { selection, fields } => {
            let object = object(cx, &name, &description, selection.as_ref(), fields);
            cx.take_holder(&object, doc.name.span);
            TypeKind::Object(object)
        }
        TypeKindDoc::External {
            rust,
            wire,
            content,
        } => TypeKind::External(external(cx, rust, wire, content.as_ref())),
    };
    TypeDef {
        module: names::module(&name),
        name,
        description,
        kind,
        origin: cx.origin(doc.file),
    }
}

fn open_enum(cx: &mut Context<'_>, docs: &[EnumValueDoc], span: Span) -> Enum {
    if docs.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            span,
            "an enum needs at least one value",
            "add one under `values:`",
        );
    }
    let mut seen = Seen::default();
    let values = docs.iter().map(|doc| {
        let rust = variant(cx, doc);
        seen.take(cx, "value", &doc.value, rust.as_str());
        EnumValue {
            wire: WireName::new(doc.value.value.clone()),
            rust,
            description: cx.text(&doc.description, "the description"),
            since: doc.since.as_ref().map(|since| cx.text(since, "`since`")),
        }
    });
    Enum {
        values: values.collect(),
    }
}

fn variant(cx: &mut Context<'_>, doc: &EnumValueDoc) -> VariantName {
    let (made, code, span, help) = match &doc.name {
        Some(name) => (
            names::given_variant(name),
            codes::INVALID_RUST_NAME,
            name.span,
            "write `name` in UpperCamelCase: ASCII letters and digits, a capital first",
        ),
        None => (
            names::variant(&doc.value),
            codes::NO_IDENTIFIER,
            doc.value.span,
            "give the variant a name of its own: add `name: …` in UpperCamelCase",
        ),
    };
    made.unwrap_or_else(|| {
        let message = match &doc.name {
            Some(name) => format!("`{}` cannot be the name of a Rust variant", name.value),
            None => format!("no Rust identifier can be made of `{}`", doc.value.value),
        };
        cx.report(code, span, message, help);
        VariantName::new(names::UNMADE)
    })
}

fn object(
    cx: &mut Context<'_>,
    name: &TypeName,
    description: &str,
    selection: Option<&SelectionDoc>,
    docs: &[FieldDoc],
) -> Object {
    let mut seen = Seen::default();
    let is_required =
        |doc: &&FieldDoc| doc.required.as_ref().is_some_and(|required| required.value);
    if let (Some(selection), Some(field)) = (selection, docs.iter().find(is_required)) {
        let message = "an object with a required field has no constructor for everything";
        let diagnostic = Diagnostic::new(
            codes::SELECTION_OF_REQUIRED,
            selection.everything.span,
            message,
        )
        .related(field.name.span, "this field is required");
        cx.found
            .push(diagnostic.help("make the field optional, or remove `selection`"));
    }
    let selection = selection.map(|doc| {
        let everything = names::constructor(&doc.everything).unwrap_or_else(|| {
            let message = format!(
                "`{}` cannot be the name of a Rust function",
                doc.everything.value
            );
            cx.report(
                codes::INVALID_RUST_NAME,
                doc.everything.span,
                message,
                "write it in snake_case, and not as a keyword",
            );
            crate::api::ConstructorName::new(names::UNMADE)
        });
        seen.reserve(everything.as_str(), doc.everything.span);
        Selection {
            everything,
            description: cx.text(&doc.description, "the description"),
        }
    });
    let scope = Scope {
        parent: name.as_str(),
        direction: Direction::Either,
    };
    let fields = fields::lower(cx, docs, &mut seen, scope);
    Object {
        name: name.clone(),
        description: description.to_owned(),
        selection,
        fields,
    }
}

fn external(cx: &mut Context<'_>, rust: &Text, wire: &Text, content: Option<&Text>) -> External {
    let path = facts::rust_path(cx, rust).unwrap_or_else(|| crate::api::RustPath::new("invalid"));
    let scalar = Scalar::from_word(wire).unwrap_or_else(|| {
        let known: Vec<_> = Scalar::ALL.iter().map(|(word, _)| *word).collect();
        let help = crate::parse::suggestion(wire, &known);
        cx.report(
            codes::UNKNOWN_TYPE,
            wire.span,
            format!("there is no scalar type `{}`", wire.value),
            help,
        );
        Scalar::String
    });
    External {
        path,
        wire: scalar,
        content: content.map(|content| cx.text(content, "`content`")),
    }
}

/// The names of the shared objects that answers hold: those are plain structs with public fields,
/// while what is sent is built by setters.
pub(crate) fn received(types: &[TypeDef], operations: &[Operation]) -> BTreeSet<TypeName> {
    let answers = operations.iter().filter_map(Operation::answer_body);
    reachable(types, answers)
}

/// The names of the shared objects that fields lead to. A chain of types can be as long as a file, so
/// this goes without recursion but for objects described in place.
fn reachable<'a>(types: &[TypeDef], roots: impl Iterator<Item = &'a Field>) -> BTreeSet<TypeName> {
    let positions = types.iter().rev().map(|def| (&def.name, def));
    let by_name: BTreeMap<_, _> = positions.collect();
    let mut names = BTreeSet::new();
    let mut next = Vec::new();
    roots.for_each(|field| mentioned(&field.ty, &mut next));
    while let Some(name) = next.pop() {
        if let Some(TypeKind::Object(object)) = by_name.get(&name).map(|def| &def.kind)
            && names.insert(name)
        {
            let fields = object.fields.iter();
            fields.for_each(|field| mentioned(&field.ty, &mut next));
        }
    }
    names
}

fn mentioned(ty: &Type, names: &mut Vec<TypeName>) {
    match ty {
        Type::Scalar(_) | Type::External { .. } => {}
        Type::List(items) => mentioned(items, names),
        Type::Inline(object) => object
            .fields
            .iter()
            .for_each(|field| mentioned(&field.ty, names)),
        Type::Shared(name) => names.push(name.clone()),
    }
}

/// An object that is sent is built by setters, one that is received is a plain struct: one shared
/// object cannot be both.
pub(super) fn check_direction(
    cx: &mut Context<'_>,
    types: &[TypeDef],
    docs: &[TypeDoc],
    operations: &[Operation],
) {
    let received = received(types, operations);
    let sent = reachable(
        types,
        operations
            .iter()
            .filter_map(|operation| operation.body.as_ref())
            .flat_map(|body| &body.object.fields),
    );
    for doc in docs {
        let name = TypeName::new(doc.name.value.clone());
        if received.contains(&name) && sent.contains(&name) {
            let message = format!("the object `{name}` is both sent and received");
            cx.report(
                codes::TWO_WAY_TYPE,
                doc.name.span,
                message,
                "make two types of it: one for requests, one for answers",
            );
        }
    }
}
