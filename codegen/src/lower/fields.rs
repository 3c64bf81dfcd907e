//! Fields and their types.

mod naming;

pub(super) use naming::field_name;

use super::context::Context;
use super::namespace::{Kind, Namespace};
use super::syntax::meaning;
use super::{bounds, constants, field_keys, item_docs, literals, names, overrides};
use crate::ast::{FieldDoc, Text, TypeKindDoc, TypeRefDoc};
use crate::codes;
use crate::model::{
    Access, Direction, Field, FieldName, ListStyle, Location, Nullability, Object, Presence, Role,
    Scalar, Secrecy, Storage, Type, TypeName, WireName,
};
use crate::source::Span;
use crate::suggest::{all, did_you_mean};
use naming::old_name_of;

/// The object around a field: the prefix of nested type names, the direction and the location.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) parent: &'a str,
    pub(super) direction: Direction,
    pub(super) location: Location,
}

/// The properties of a field that its location determines.
pub(super) struct Settled {
    pub(super) rust: FieldName,
    /// The type name of an inline object in the field.
    pub(super) nested: TypeName,
    pub(super) location: Location,
    pub(super) direction: Direction,
}

/// Lowers the fields of one object.
pub(super) fn lower(
    cx: &mut Context<'_>,
    docs: &[FieldDoc],
    used: &mut Namespace,
    scope: Scope<'_>,
) -> Vec<Field> {
    let fields: Vec<_> = docs
        .iter()
        .map(|doc| {
            let rust = field_name(cx, doc);
            if doc.is_additional {
                used.take_rust(cx, &doc.name, rust.as_str());
            } else {
                used.take(cx, &doc.name, rust.as_str());
            }
            let nested = nested_in_field(scope.parent, doc);
            let settled = Settled {
                rust,
                nested,
                location: scope.location,
                direction: scope.direction,
            };
            lower_one(cx, doc, settled)
        })
        .collect();
    // Additional setters yield to the names of all fields.
    for doc in docs {
        let old = doc.renamed_from.as_ref();
        let old = old.filter(|old| old.value != doc.name.value);
        let is_free = old.is_none_or(|old| used.take_old(cx, old));
        if is_free && scope.direction != Direction::Received {
            for extra in extra_setters(doc) {
                used.take_setter(cx, &doc.name, &extra);
            }
        }
    }
    fields
}

/// Returns the setters of a field in addition to the one with its name.
pub(super) fn extra_setters(doc: &FieldDoc) -> Vec<FieldName> {
    // Only the server sets a read-only field.
    if doc.is_read_only() {
        return Vec::new();
    }
    let is_null_set = doc.is_nullable() && !doc.is_required();
    if doc.constant.is_some() || doc.renamed_from.is_none() && !is_null_set {
        return Vec::new();
    }
    let rust = match &doc.rust_name {
        Some(given) => names::given_field(given),
        None => names::field(&doc.name),
    };
    let Some(rust) = rust else { return Vec::new() };
    let old = doc.renamed_from.as_ref().and_then(|old| names::field(old));
    let null = is_null_set.then(|| rust.with_null());
    old.into_iter()
        .filter(|old| *old != rust)
        .chain(null)
        .collect()
}

pub(super) fn nested_type(parent: &str, wire: &str) -> TypeName {
    names::nested_type(parent, wire).unwrap_or_else(|| TypeName::new(names::UNMADE))
}

/// Returns the type name of an inline object in a field. It is derived from the wire name, or from
/// `rust_name` if the wire name cannot be converted.
pub(super) fn nested_in_field(parent: &str, doc: &FieldDoc) -> TypeName {
    let mut ty = &doc.ty;
    while let Some(items) = &ty.items {
        ty = items;
    }
    let given = doc.rust_name.as_deref();
    let is_object = ty.name.value == "object";
    let names = std::iter::once(&doc.name).chain(given);
    let mut names = names.filter(|_| is_object);
    let nested = names.find_map(|name| names::nested_type(parent, name));
    nested.unwrap_or_else(|| TypeName::new(names::UNMADE))
}

/// Lowers one field.
pub(super) fn lower_one(cx: &mut Context<'_>, doc: &FieldDoc, settled: Settled) -> Field {
    let inside = Inside {
        direction: settled.direction,
        description: &doc.description,
        is_raw_body: settled.location == Location::RawBody,
        is_member: settled.location == Location::Member,
        is_part: settled.location == Location::Part,
    };
    let ty = type_of(cx, &doc.ty, &settled.nested, inside);
    field_keys::check(cx, doc, settled.location, settled.direction);
    let old_name = doc.renamed_from.as_ref();
    let direction = settled.direction;
    Field {
        wire: WireName::new(doc.name.value.clone()),
        rust: settled.rust,
        description: cx.text(&doc.description, "the description"),
        bounds: bounds::lower(cx, &doc.ty),
        ty,
        location: settled.location,
        presence: if doc.constant.is_some() {
            Presence::Fixed
        } else if doc.is_required() {
            Presence::Required
        } else {
            Presence::Optional
        },
        nullability: if doc.is_nullable() {
            Nullability::Nullable
        } else {
            Nullability::NotNull
        },
        access: if doc.is_read_only() {
            Access::ReadOnly
        } else {
            Access::ReadWrite
        },
        secrecy: if doc.is_sensitive() {
            Secrecy::Hidden
        } else {
            Secrecy::Shown
        },
        storage: Storage::Inline,
        role: if doc.is_additional {
            Role::Additional
        } else {
            Role::Named
        },
        keeps_slashes: doc.keeps_slashes(),
        list_style: list_style(doc, settled.location),
        has_bracketed_members: doc.has_bracketed_members(),
        selects: doc.constant.is_none() && doc.selects.as_ref().is_none_or(|selects| selects.value),
        constant: constants::lower(cx, doc, settled.location, settled.direction).map(Box::new),
        default: literals::text(cx, doc, doc.default.as_deref(), "the default", direction),
        since: doc.since.as_ref().map(|since| cx.text(since, "`since`")),
        deprecated: cx.deprecation(doc.deprecated.as_deref()),
        renamed_from: old_name
            .and_then(|old| old_name_of(cx, doc, old))
            .map(Box::new),
        example: literals::text(cx, doc, doc.example.as_deref(), "the example", direction),
        items: item_docs::lower(cx, doc, direction),
        overrides: overrides::lower(cx, doc, direction, member),
    }
}

/// Lowers a member of a shared object that differs on one use.
fn member(cx: &mut Context<'_>, doc: &FieldDoc) -> Field {
    let settled = Settled {
        rust: field_name(cx, doc),
        nested: TypeName::new(names::UNMADE),
        location: Location::Member,
        direction: Direction::Sent,
    };
    lower_one(cx, doc, settled)
}

/// Returns the style of a field's lists. An input that repeats the name needs no style: nothing around
/// it has another one.
fn list_style(doc: &FieldDoc, location: Location) -> Option<ListStyle> {
    let style = meaning(doc.list_style.as_ref()?, &ListStyle::ALL)?;
    let is_default = style == ListStyle::Repeat && location != Location::Member;
    (!is_default).then_some(style)
}

#[derive(Clone, Copy)]
struct Inside<'a> {
    direction: Direction,
    description: &'a Text,
    is_raw_body: bool,
    /// `true` for a member of an object, `false` for an item of a list or map.
    is_member: bool,
    is_part: bool,
}

fn type_of(cx: &mut Context<'_>, doc: &TypeRefDoc, nested: &TypeName, inside: Inside<'_>) -> Type {
    bounds::check_keys(cx, doc);
    match doc.name.as_str() {
        "list" => Type::List(Box::new(items(cx, doc, nested, inside))),
        "map" => Type::Map(Box::new(items(cx, doc, nested, inside))),
        "object" => Type::Inline(Box::new(object(cx, doc, nested, inside))),
        name => match named(cx, name, doc.name.span, inside) {
            Type::Scalar(scalar) if doc.is_integer_text() => Type::IntegerText(scalar),
            ty => ty,
        },
    }
}

fn items(cx: &mut Context<'_>, doc: &TypeRefDoc, nested: &TypeName, inside: Inside<'_>) -> Type {
    if let Some(items) = &doc.items {
        let inside = Inside {
            description: items.description.as_deref().unwrap_or(inside.description),
            is_raw_body: false,
            is_member: false,
            is_part: inside.is_part && doc.name.as_str() == "list",
            ..inside
        };
        let ty = type_of(cx, items, nested, inside);
        return if items.is_nullable() {
            Type::Nullable(Box::new(ty))
        } else {
            ty
        };
    }
    let (message, help) = match doc.name.as_str() {
        "map" => ("the type of the map's values is missing", "add `items: …`"),
        _ => ("the type of the list's items is missing", "add `items: …`"),
    };
    cx.report(codes::INCOMPLETE_TYPE, doc.name.span, message, help);
    Type::Scalar(Scalar::Json)
}

fn object(cx: &mut Context<'_>, doc: &TypeRefDoc, nested: &TypeName, inside: Inside<'_>) -> Object {
    let name = if let Some(rust) = &doc.rust {
        cx.type_name(rust)
    } else {
        cx.take_type_name(nested, doc.name.span);
        nested.clone()
    };
    let parent = name.to_string();
    let scope = Scope {
        parent: &parent,
        direction: inside.direction,
        location: Location::Member,
    };
    let fields = object_fields(cx, doc, scope);
    let object = Object {
        name,
        // In a shared type, `direction::resolve` sets the final direction.
        direction: match inside.direction {
            Direction::Received => Direction::Received,
            Direction::Sent | Direction::TwoWay => Direction::Sent,
        },
        description: inside.description.trim().to_owned(),
        selection: None,
        fields,
    };
    cx.take_private_enums(&object, doc.name.span);
    object
}

fn object_fields(cx: &mut Context<'_>, doc: &TypeRefDoc, scope: Scope<'_>) -> Vec<Field> {
    if let Some(fields) = &doc.fields {
        return lower(cx, fields, &mut Namespace::new(Kind::Field), scope);
    }
    cx.report(
        codes::INCOMPLETE_TYPE,
        doc.name.span,
        "the fields of the object are missing",
        "add `fields:`, or write the name of a shared type",
    );
    Vec::new()
}

/// Lowers the members of an inline body, which are inputs of the request.
pub(super) fn members(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    request: &TypeName,
    location: Location,
) -> Vec<Field> {
    bounds::check_keys(cx, &doc.ty);
    let parent = nested_type(request.as_str(), "input");
    let scope = Scope {
        parent: parent.as_str(),
        direction: Direction::Sent,
        location,
    };
    object_fields(cx, &doc.ty, scope)
}

fn named(cx: &mut Context<'_>, name: &str, span: Span, inside: Inside<'_>) -> Type {
    if let Some(scalar) = Scalar::from_word(name) {
        let problem = match scalar {
            Scalar::ErrorList if inside.direction != Direction::Received => Some((
                "be received",
                "use it in an inline output: a shared type may also be sent",
            )),
            Scalar::ErrorList if !inside.is_member => Some((
                "be a member of an object",
                "move it into an object, or write `json`",
            )),
            Scalar::File if !inside.is_part => {
                Some(("be a part of a multipart body", "write `bytes`"))
            }
            Scalar::Bytes if inside.is_part => Some(("be inside JSON", "write `file`")),
            Scalar::Text if !inside.is_raw_body => {
                Some(("be a whole body", "write `string` for text inside JSON"))
            }
            Scalar::Nothing if !inside.is_raw_body || inside.direction != Direction::Received => {
                Some(("be the body of a response", "remove the field"))
            }
            _ => None,
        };
        if let Some((what, help)) = problem {
            let message = format!("`{name}` can only {what}");
            cx.report(codes::MISPLACED_TYPE, span, message, help);
        }
        return Type::Scalar(scalar);
    }
    let Some(shared) = cx.shared(name) else {
        let help = unknown_type_help(cx, name);
        cx.report(
            codes::UNKNOWN_TYPE,
            span,
            format!("unknown type `{name}`"),
            help,
        );
        return Type::Scalar(Scalar::Json);
    };
    match &shared.kind {
        TypeKindDoc::External { rust, .. } => match names::rust_path(rust) {
            Some(path) => Type::External {
                name: TypeName::new(name),
                path,
            },
            None => Type::Scalar(Scalar::Json),
        },
        TypeKindDoc::OpenEnum { .. }
        | TypeKindDoc::ClosedEnum { .. }
        | TypeKindDoc::Object { .. }
        | TypeKindDoc::Union { .. } => Type::Shared(TypeName::new(name)),
    }
}

fn unknown_type_help(cx: &mut Context<'_>, name: &str) -> String {
    // Words of the documentation and of other schema languages.
    let other_word = match name {
        "integer" | "int" => {
            Some("write an integer with its size: `int32`, `int64`, `uint32` or `uint64`")
        }
        "float" | "double" | "decimal" => Some("write `number`"),
        "array" => Some("write `list`"),
        "dict" | "dictionary" | "hash" => Some("write `map`"),
        "binary" | "base64" | "byte" => Some("write `bytes`"),
        "bool" => Some("write `boolean`"),
        "str" => Some("write `string`"),
        "datetime" | "timestamp" => Some("write `date-time`"),
        _ => None,
    };
    if let Some(help) = other_word {
        return help.to_owned();
    }
    match cx.meant_type(name) {
        Some(meant) => did_you_mean(meant),
        None => format!(
            "{}; to add a shared type, add a file to `types/`",
            all(&cx.known_types)
        ),
    }
}
