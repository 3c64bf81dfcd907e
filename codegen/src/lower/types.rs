//! Shared types.

use super::context::Context;
use super::fields::{self, Scope};
use super::namespace::{Kind, Modules, Namespace};
use super::{enums, names, syntax, unions};
use crate::ast::{FieldDoc, SelectionDoc, Text, TypeDoc, TypeKindDoc};
use crate::codes;
use crate::model::{
    Condition, Direction, External, Location, Object, Openness, Scalar, Selection, TypeDef,
    TypeKind, TypeName,
};
use crate::suggest::suggestion;

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
        TypeKindDoc::OpenEnum { wire, values } => {
            let wire = enums::wire(wire.as_deref());
            TypeKind::Enum(enums::lower(
                cx,
                values,
                doc.name.span,
                wire,
                Openness::Open,
            ))
        }
        TypeKindDoc::ClosedEnum { wire, values } => {
            let wire = enums::wire(wire.as_deref());
            TypeKind::Enum(enums::lower(
                cx,
                values,
                doc.name.span,
                wire,
                Openness::Closed,
            ))
        }
        TypeKindDoc::Object { selection, fields } => {
            let object = object(cx, &name, &description, selection.as_ref(), fields);
            TypeKind::Object(object)
        }
        TypeKindDoc::Union {
            discriminator,
            variants,
        } => {
            let discriminator = discriminator.as_deref();
            TypeKind::Union(unions::lower(cx, doc, &name, discriminator, variants))
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
    let additional = docs.iter().find(|doc| doc.is_additional);
    if let Some(doc) = additional.filter(|_| selection.is_some()) {
        let item = "an object with a `selection`: no field tells what it selects";
        cx.misplaced("additional", doc.name.span, item, "");
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
