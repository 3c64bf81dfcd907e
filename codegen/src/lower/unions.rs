//! Unions: shared types whose values have one of several types.

mod shapes;

use super::context::Context;
use super::fields::{self, Settled};
use super::names;
use super::namespace::{Kind, Namespace};
use crate::ast::{FieldDoc, Spanned, Text, TypeDoc, TypeKindDoc, VariantDoc};
use crate::codes;
use crate::lower::literals;
use crate::model::{
    Case, Direction, FieldName, Location, Storage, Type, TypeName, Union, Variant, VariantName,
    WireName,
};

pub(super) use shapes::{Form, form, has_text};

/// Lowers a union.
pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &TypeDoc,
    name: &TypeName,
    discriminator: Option<&Text>,
    variants: &[VariantDoc],
) -> Union {
    if variants.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            doc.name.span,
            "a union must have at least one variant",
            "add one under `variants:`",
        );
    }
    if let Some(discriminator) = discriminator {
        cx.text(discriminator, "the key");
    }
    let cases = match discriminator {
        Some(discriminator) => tagged(cx, discriminator, variants),
        None => shapes::cases(cx, variants),
    };
    let mut used = Namespace::new(Kind::Variant);
    let variants = variants.iter().zip(cases);
    let variants = variants.map(|(doc, case)| {
        let rust = variant_name(cx, doc, discriminator.is_some(), &mut used);
        let field = field(cx, doc, name, &rust);
        Variant { rust, case, field }
    });
    Union {
        variants: variants.collect(),
        direction: Direction::Sent,
        discriminator: discriminator.map(|name| WireName::new(name.value.clone())),
    }
}

/// Checks the variants of a union with a discriminator: shared objects, each with a value.
fn tagged(cx: &mut Context<'_>, discriminator: &Text, variants: &[VariantDoc]) -> Vec<Case> {
    let mut cases = Vec::new();
    for doc in variants {
        let word = doc.ty.name.as_str();
        match cx.shared_fields(word) {
            Some(members) => check_members(cx, discriminator, doc, members),
            // An unknown type is reported elsewhere.
            None if cx.is_type(word) => cx.report(
                codes::MISPLACED_TYPE,
                doc.ty.name.span,
                format!("a variant with a `discriminator` cannot be of type `{word}`"),
                "write the name of a shared type of the kind `object`",
            ),
            None => {}
        }
        if doc.value.is_none() {
            cx.report(
                codes::INCOMPLETE_TYPE,
                doc.ty.name.span,
                format!(
                    "the variant lacks the value of the discriminator `{}`",
                    discriminator.value
                ),
                "add `value: …`",
            );
        }
        let value = doc.value.as_deref();
        cases.push(Case::Value(value.map(literals::json).unwrap_or_default()));
    }
    cases
}

/// Reports a member of a variant that has the name of the discriminator, which the union writes. It
/// can be a constant of the same value.
fn check_members(
    cx: &mut Context<'_>,
    discriminator: &Text,
    doc: &VariantDoc,
    members: &[FieldDoc],
) {
    let is_it = |member: &&FieldDoc| {
        let old = member.renamed_from.as_ref();
        member.name.value == discriminator.value
            || old.is_some_and(|old| old.value == discriminator.value)
    };
    let mut named = members.iter().filter(|member| !member.is_additional);
    let Some(member) = named.find(is_it) else {
        if members.iter().any(|member| member.is_additional) {
            let message = format!(
                "the additional members of `{}` would include the discriminator `{}`",
                doc.ty.name.value, discriminator.value
            );
            let help = "give the type a field for the discriminator, with the value as its `const`";
            cx.report(codes::INCOMPLETE_TYPE, doc.ty.name.span, message, help);
        }
        return;
    };
    let constant = member.constant.as_deref().map(literals::json);
    let value = doc.value.as_deref().map(literals::json);
    if constant.is_some() && constant == value && member.name.value == discriminator.value {
        return;
    }
    let message = format!(
        "the union writes the member `{}`, which `{}` has too",
        discriminator.value, doc.ty.name.value
    );
    let help = match value {
        Some(value) => format!(
            "remove the member there, or give it `const: {}`",
            literals::digits_or_text(&value)
        ),
        None => "remove the member there".to_owned(),
    };
    let related = (member.name.span, "this member");
    cx.report_related(
        codes::DUPLICATE_NAME,
        doc.ty.name.span,
        message,
        related,
        help,
    );
}

/// Returns the name of a variant: the given one, or the converted text of the value or shared type.
fn variant_name(
    cx: &mut Context<'_>,
    doc: &VariantDoc,
    is_tagged: bool,
    used: &mut Namespace,
) -> VariantName {
    let is_shared = cx.shared(&doc.ty.name).is_some();
    let value = doc.value.as_deref().filter(|_| is_tagged).map(|value| {
        let json = literals::json(value);
        let text = Spanned {
            value: literals::digits_or_text(&json),
            span: value.span,
        };
        (text, json.is_string())
    });
    let from = match (&value, &doc.name) {
        (Some((value, _)), _) => value,
        (None, Some(name)) => &**name,
        (None, None) => &doc.ty.name,
    };
    // Digits are no name.
    let words = match value {
        Some((_, false)) => &doc.ty.name,
        _ => from,
    };
    let made = match &doc.name {
        Some(name) => names::given_variant(name),
        None if is_tagged && doc.value.is_none() => None,
        None if is_tagged || is_shared => {
            names::variant(words).map(|name| names::free_variant(name, |name| used.has(name)))
        }
        None => None,
    };
    let Some(made) = made else {
        match &doc.name {
            Some(name) => cx.report(
                codes::INVALID_RUST_NAME,
                name.span,
                format!("`{}` is not a valid Rust variant name", name.value),
                "write `name` in UpperCamelCase: ASCII letters and digits, starting with a capital letter",
            ),
            // The missing value and the unknown type are reported already.
            None if is_tagged && doc.value.is_none() || !cx.is_type(&doc.ty.name) => {}
            None if is_tagged => cx.report(
                codes::NO_IDENTIFIER,
                from.span,
                format!("`{}` cannot be converted to a Rust identifier", from.value),
                "add a variant name: `name: …` in UpperCamelCase",
            ),
            None => cx.report(
                codes::INCOMPLETE_TYPE,
                doc.ty.name.span,
                format!("a variant of type `{}` needs a name", doc.ty.name.value),
                "add `name: …` in UpperCamelCase",
            ),
        }
        return VariantName::new(names::UNMADE);
    };
    used.take(cx, from, made.as_str());
    made
}

/// Lowers the type of a variant, with its bounds.
fn field(
    cx: &mut Context<'_>,
    doc: &VariantDoc,
    union: &TypeName,
    variant: &VariantName,
) -> crate::model::Field {
    let whole = FieldDoc {
        is_additional: false,
        name: Spanned {
            value: variant.as_str().to_owned(),
            span: doc.ty.name.span,
        },
        required: Some(Box::new(Spanned {
            value: true,
            span: doc.ty.span,
        })),
        ty: doc.ty.clone(),
        without: None,
        overrides: Vec::new(),
        description: doc.description.clone(),
        location: None,
        keep_slashes: None,
        status: None,
        media_type: None,
        rust_name: None,
        nullable: None,
        read_only: None,
        sensitive: None,
        list_style: None,
        object_style: None,
        selects: None,
        constant: None,
        default: None,
        since: None,
        deprecated: None,
        renamed_from: None,
        example: None,
    };
    let settled = Settled {
        rust: FieldName::new("value"),
        nested: fields::nested_type(union.as_str(), variant.as_str()),
        location: Location::Member,
        direction: Direction::TwoWay,
    };
    let mut field = fields::lower_one(cx, &whole, settled);
    let is_object = match &field.ty {
        Type::Inline(_) => true,
        Type::Shared(name) => matches!(
            cx.shared(name.as_str()).map(|shared| &shared.kind),
            Some(TypeKindDoc::Object { .. })
        ),
        _ => false,
    };
    if is_object {
        field.storage = Storage::Boxed;
    }
    field
}
