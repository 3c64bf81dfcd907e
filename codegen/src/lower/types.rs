//! Shared types.

use super::context::Context;
use super::fields::{self, Scope};
use super::namespace::{Kind, Modules, Namespace};
use super::{names, syntax};
use crate::ast::{EnumValueDoc, FieldDoc, SelectionDoc, Text, TypeDoc, TypeKindDoc};
use crate::codes;
use crate::model::{
    Condition, Direction, Enum, EnumValue, External, Location, Object, Openness, Scalar, Selection,
    Success, TypeDef, TypeKind, TypeName, VariantName, WireName,
};
use crate::source::Span;
use crate::suggest::suggestion;
use std::collections::BTreeMap;

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
        condition: Condition::Always,
        kind,
        origin: cx.origin(doc.file),
    }
}

/// The words of the key `success`.
const SUCCESSES: [(&str, Success); 2] = [
    ("done", Success::Done),
    ("already_set", Success::AlreadySet),
];

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
            "an enum must have at least one value",
            "add one under `values:`",
        );
    }
    check_capitals(cx, docs);
    let mut used = Namespace::new(Kind::EnumValue);
    let values: Vec<_> = docs
        .iter()
        .map(|doc| {
            let rust = variant(cx, doc, &used);
            used.take(cx, &doc.value, rust.as_str());
            EnumValue {
                wire: WireName::new(doc.value.value.clone()),
                renamed_from: doc
                    .renamed_from
                    .as_ref()
                    .map(|old| WireName::new(old.value.clone())),
                deprecated: cx.deprecation(doc.deprecated.as_deref()),
                rust,
                success: doc
                    .success
                    .as_ref()
                    .and_then(|word| syntax::meaning(word, &SUCCESSES)),
                description: cx.text(&doc.description, "the description"),
                since: doc.since.as_ref().map(|since| cx.text(since, "`since`")),
            }
        })
        .collect();
    // A former text is read as the current value, so no other value can have it.
    for doc in docs {
        if let Some(old) = &doc.renamed_from
            && cx.is_renamed(&doc.value, old, codes::DUPLICATE_NAME)
        {
            used.take_old(cx, old);
        }
    }
    Enum { openness, values }
}

/// Reports values that differ in case only, such as `mW` and `MW`, and have no given names: the
/// converted names are `MW` and `Mw`, of which people write the wrong one.
fn check_capitals(cx: &mut Context<'_>, docs: &[EnumValueDoc]) {
    let mut seen: BTreeMap<String, &EnumValueDoc> = BTreeMap::new();
    for doc in docs {
        let lower = doc.value.to_lowercase();
        let Some(first) = seen.get(&lower) else {
            seen.insert(lower, doc);
            continue;
        };
        let is_named = doc.name.is_some() && first.name.is_some();
        if is_named || first.value.value == doc.value.value {
            continue;
        }
        let message = format!(
            "`{}` and `{}` differ in case only, so their names in Rust are easily confused",
            first.value.value, doc.value.value
        );
        let help = "set a different Rust name for both of them: add `name: …`";
        let span = first.value.span;
        cx.report_clash(
            codes::DUPLICATE_RUST_NAME,
            doc.value.span,
            message,
            span,
            help,
        );
    }
}

fn variant(cx: &mut Context<'_>, doc: &EnumValueDoc, used: &Namespace) -> VariantName {
    let (made, code, span, help) = match &doc.name {
        Some(name) => (
            names::given_variant(name),
            codes::INVALID_RUST_NAME,
            name.span,
            "write `name` in UpperCamelCase: ASCII letters and digits, starting with a capital letter",
        ),
        None => (
            names::variant(&doc.value).map(|name| names::free_variant(name, |name| used.has(name))),
            codes::NO_IDENTIFIER,
            doc.value.span,
            "add a variant name: `name: …` in UpperCamelCase",
        ),
    };
    made.unwrap_or_else(|| {
        let message = match &doc.name {
            Some(name) => format!("`{}` is not a valid Rust variant name", name.value),
            None => format!(
                "`{}` cannot be converted to a Rust identifier",
                doc.value.value
            ),
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
    let mut used = Namespace::new(Kind::Field);
    let is_required = |doc: &&FieldDoc| doc.is_required();
    if let (Some(selection), Some(field)) = (selection, docs.iter().find(is_required)) {
        cx.report_related(
            codes::SELECTION_OF_REQUIRED,
            selection.everything.span,
            "an object with a required field cannot have a constructor for everything",
            (field.name.span, "this field is required"),
            "make the field optional, or remove `selection`",
        );
    }
    let selection = selection.map(|doc| {
        let everything = names::constructor(&doc.everything).unwrap_or_else(|| {
            let message = format!(
                "`{}` is not a valid Rust function name",
                doc.everything.value
            );
            cx.report(
                codes::INVALID_RUST_NAME,
                doc.everything.span,
                message,
                "write it in snake_case; keywords are reserved",
            );
            crate::model::ConstructorName::new(names::UNMADE)
        });
        used.reserve(everything.as_str(), doc.everything.span);
        Selection {
            everything,
            description: cx.text(&doc.description, "the description"),
        }
    });
    let scope = Scope {
        parent: name.as_str(),
        direction: Direction::TwoWay,
        location: Location::Member,
    };
    let fields = fields::lower(cx, docs, &mut used, scope);
    Object {
        name: name.clone(),
        direction: Direction::Sent,
        description: description.to_owned(),
        selection,
        fields,
    }
}

/// The scalars that are not the wire type of a handwritten type: whole bodies and lists of errors.
const NO_WIRE: [Scalar; 3] = [Scalar::Text, Scalar::Nothing, Scalar::ErrorList];

fn external(cx: &mut Context<'_>, rust: &Text, wire: &Text, content: Option<&Text>) -> External {
    let path =
        syntax::rust_path(cx, rust).unwrap_or_else(|| crate::model::RustPath::new("invalid"));
    let scalar = Scalar::from_word(wire).unwrap_or_else(|| {
        let known: Vec<_> = Scalar::ALL
            .iter()
            .filter(|(_, scalar)| !NO_WIRE.contains(scalar))
            .map(|(word, _)| *word)
            .collect();
        let help = suggestion(wire, &known);
        cx.report(
            codes::UNKNOWN_TYPE,
            wire.span,
            format!("unknown scalar type `{}`", wire.value),
            help,
        );
        Scalar::String
    });
    if NO_WIRE.contains(&scalar) {
        cx.report(
            codes::MISPLACED_TYPE,
            wire.span,
            format!(
                "the wire type of a handwritten type cannot be `{}`",
                wire.value
            ),
            "write `string` for text, `bytes` for base64, or `json` for any other value",
        );
    }
    External {
        path,
        wire: scalar,
        content: content.map(|content| cx.text(content, "`content`")),
    }
}
