//! Shared types.

use super::context::{Context, Modules, Seen};
use super::fields::{self, Direction, Scope};
use super::{codes, facts, names};
use crate::api::{
    Enum, EnumValue, External, Flow, Object, Openness, Scalar, Selection, TypeDef, TypeKind,
    TypeName, VariantName, WireName,
};
use crate::diagnostic::Diagnostic;
use crate::document::{EnumValueDoc, FieldDoc, SelectionDoc, Text, TypeDoc, TypeKindDoc};
use crate::source::Span;

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
    let renamed_from = cx.old_type_name(&doc.name, doc.renamed_from.as_deref());
    let description = cx.text(&doc.description, "the description");
    let kind = match &doc.kind {
        TypeKindDoc::OpenEnum { values } => {
            TypeKind::Enum(enumeration(cx, values, doc.name.span, Openness::Open))
        }
        TypeKindDoc::ClosedEnum { values } => {
            TypeKind::Enum(enumeration(cx, values, doc.name.span, Openness::Closed))
        }
        TypeKindDoc::Object { selection, fields } => {
            let object = object(cx, &name, &description, selection.as_ref(), fields);
            TypeKind::Object(object)
        }
        TypeKindDoc::External {
            rust,
            wire,
            content,
        } => TypeKind::External(external(cx, rust, wire, content.as_deref())),
    };
    TypeDef {
        module: names::module(&name),
        name,
        renamed_from,
        description,
        kind,
        origin: cx.origin(doc.file),
    }
}

fn enumeration(
    cx: &mut Context<'_>,
    docs: &[EnumValueDoc],
    span: Span,
    openness: Openness,
) -> Enum {
    if docs.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            span,
            "an enum needs at least one value",
            "add one under `values:`",
        );
    }
    let mut seen = Seen::default();
    let values: Vec<_> = docs
        .iter()
        .map(|doc| {
            let rust = variant(cx, doc, &seen);
            seen.take(cx, "value", &doc.value, rust.as_str());
            EnumValue {
                wire: WireName::new(doc.value.value.clone()),
                renamed_from: doc
                    .renamed_from
                    .as_ref()
                    .map(|old| WireName::new(old.value.clone())),
                deprecated: cx.deprecation(doc.deprecated.as_deref()),
                rust,
                description: cx.text(&doc.description, "the description"),
                since: doc.since.as_ref().map(|since| cx.text(since, "`since`")),
            }
        })
        .collect();
    // An old text reads as the new value, so it can be the text of no other.
    for doc in docs {
        if let Some(old) = &doc.renamed_from
            && cx.is_renamed(&doc.value, old, codes::DUPLICATE_NAME)
        {
            seen.take_old(cx, "value", old);
        }
    }
    Enum { openness, values }
}

fn variant(cx: &mut Context<'_>, doc: &EnumValueDoc, seen: &Seen) -> VariantName {
    let (made, code, span, help) = match &doc.name {
        Some(name) => (
            names::given_variant(name),
            codes::INVALID_RUST_NAME,
            name.span,
            "write `name` in UpperCamelCase: ASCII letters and digits, a capital first",
        ),
        None => (
            names::variant(&doc.value).map(|name| names::free_variant(name, |name| seen.has(name))),
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
        flow: Flow::Sent,
        description: description.to_owned(),
        selection,
        fields,
    }
}

/// What is a whole body or nothing, or comes in several shapes, is no value that a type could read.
const NO_WIRE: [Scalar; 3] = [Scalar::Text, Scalar::Nothing, Scalar::ErrorList];

fn external(cx: &mut Context<'_>, rust: &Text, wire: &Text, content: Option<&Text>) -> External {
    let path = facts::rust_path(cx, rust).unwrap_or_else(|| crate::api::RustPath::new("invalid"));
    let scalar = Scalar::from_word(wire).unwrap_or_else(|| {
        let known: Vec<_> = Scalar::ALL
            .iter()
            .filter(|(_, scalar)| !NO_WIRE.contains(scalar))
            .map(|(word, _)| *word)
            .collect();
        let help = crate::parse::suggestion(wire, &known);
        cx.report(
            codes::UNKNOWN_TYPE,
            wire.span,
            format!("there is no scalar type `{}`", wire.value),
            help,
        );
        Scalar::String
    });
    if NO_WIRE.contains(&scalar) {
        cx.report(
            codes::MISPLACED_TYPE,
            wire.span,
            format!(
                "a type written by hand cannot be `{}` on the wire",
                wire.value
            ),
            "write `string` for text, `bytes` for base64, or `json` for anything else",
        );
    }
    External {
        path,
        wire: scalar,
        content: content.map(|content| cx.text(content, "`content`")),
    }
}
