//! Fields and the objects in them as elements.

use super::super::element::{Element, Scale, listed};
use super::super::kind::Kind;
use super::{Context, bounds, values};
use crate::model::{
    Access, Direction, Field, ItemDocs, ListStyle, Location, Nullability, Object, Override,
    Presence, Role, Scalar, Secrecy, Storage, Type, TypeKind,
};

/// The owner of fields.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    /// The Rust type whose setters or struct fields they are.
    pub ty: &'a str,
    /// The kind of the elements.
    pub kind: Kind,
    /// The direction of the values.
    pub direction: Direction,
}

/// Returns a field as an element.
pub(super) fn field(cx: &Context<'_>, field: &Field, owner: Owner<'_>) -> Element {
    let Field {
        wire: _,
        rust,
        description,
        ty,
        location,
        presence,
        nullability,
        access,
        secrecy,
        storage,
        role: _,
        keeps_slashes,
        list_style,
        has_bracketed_members,
        bounds,
        selects,
        constant,
        default,
        since,
        deprecated,
        renamed_from,
        example,
        items,
        overrides,
    } = field;
    let direction = match access {
        Access::ReadOnly => Direction::Received,
        Access::ReadWrite => owner.direction,
    };
    let is_required = *presence == Presence::Required;
    // An argument has no name for callers.
    let is_argument = is_required && direction == Direction::Sent;
    let member = if is_argument { "new" } else { rust.bare() };
    let has_name = !(field.is_flattened() || is_argument);
    let facts = [
        has_name.then(|| Element::fact(Kind::RustName, rust.bare())),
        Some(Element::fact(Kind::Description, description)),
        Some(field_type(cx, ty)),
        Some(Element::fact(Kind::Location, location_word(*location))),
        Some(self::presence(field, direction)),
        Element::flag(Kind::Nullability, *nullability == Nullability::Nullable),
        Element::flag(Kind::Access, *access == Access::ReadOnly),
        Element::flag(Kind::Secrecy, *secrecy == Secrecy::Hidden),
        Element::flag(Kind::Storage, *storage == Storage::Boxed),
        Element::flag(Kind::KeepsSlashes, *keeps_slashes),
        Element::optional(Kind::ListStyle, list_style.map(ListStyle::word)),
        Element::flag(Kind::ObjectStyle, *has_bracketed_members),
        (!*selects && constant.is_none()).then(|| selects_nothing(*nullability)),
        Element::optional(Kind::Constant, constant.as_ref()),
        Element::optional(Kind::Default, default.as_ref()),
        Element::optional(Kind::Since, since.as_ref()),
        Element::optional(Kind::Deprecation, deprecated.as_ref().map(|note| &note.0)),
        Element::optional(Kind::FormerName, renamed_from.as_ref().map(|old| &old.wire)),
        Element::optional(Kind::Example, example.as_ref()),
        Element::text(Kind::ItemDocs, &item_docs(items)),
    ];
    let (overridden, shared) = (overrides.iter(), shared_object(cx, ty));
    let inner_owner = if field.is_flattened() { owner.ty } else { "" };
    let object = object_of(ty).map(|object| inline(cx, object, inner_owner, direction));
    Element::group(owner.kind, element_name(field))
        .formerly(renamed_from.as_ref().map(|old| &old.wire))
        .going(direction)
        .in_rust(owner.ty, member)
        .on_wire(wire_form(field))
        .with(
            facts
                .into_iter()
                .flatten()
                .map(|part| part.required(is_required)),
        )
        .with(bounds::of(bounds, ty))
        .with(overridden.map(|member| self::overridden(cx, member, shared, owner)))
        .with(object.into_iter().flatten())
        .required(is_required)
}

/// Returns the name of a field: that on the wire, or what the members without a field are.
fn element_name(field: &Field) -> &str {
    match field.role {
        Role::Named => field.wire.as_str(),
        Role::Additional => "additional members",
    }
}

/// Returns the difference of a member on one use of the shared object `of`.
fn overridden(
    cx: &Context<'_>,
    member: &Override,
    of: Option<&Object>,
    owner: Owner<'_>,
) -> Element {
    let field = match member {
        Override::Without(wire) => {
            return Element::group(Kind::Without, wire.as_str()).scaled(Scale::Restriction);
        }
        Override::Differs(field) => field,
    };
    let shared = of.and_then(|of| of.fields.iter().find(|shared| shared.wire == field.wire));
    Element {
        fallback: shared.map(|shared| Box::new(on_use(cx, shared, owner))),
        ..on_use(cx, field, owner)
    }
}

/// Returns the facts of a member that can differ between the uses of its object.
fn on_use(cx: &Context<'_>, field: &Field, owner: Owner<'_>) -> Element {
    let kind = Kind::Override;
    let field = Field {
        overrides: Vec::new(),
        ..field.clone()
    };
    let mut element = self::field(cx, &field, Owner { kind, ..owner });
    element.parts.retain(|part| {
        let is_shared = matches!(
            part.kind,
            Kind::RustName | Kind::FieldType | Kind::Location | Kind::Presence
        );
        !is_shared
    });
    Element {
        rust: None,
        ..element
    }
}

fn selects_nothing(nullability: Nullability) -> Element {
    // An explicit `null` is not a condition, so it is valid only if the field need not be one.
    let kind = match nullability {
        Nullability::Nullable => Kind::NullableSelects,
        Nullability::NotNull => Kind::Selects,
    };
    Element::fact(kind, "selects nothing").scaled(Scale::Restricts(true))
}

pub(super) fn field_type(cx: &Context<'_>, ty: &Type) -> Element {
    let values = Scale::Values(values::of(cx, ty));
    Element::fact(Kind::FieldType, &type_words(ty)).scaled(values)
}

fn presence(field: &Field, direction: Direction) -> Element {
    let is_required = field.presence == Presence::Required;
    let is_collection = matches!(
        field.ty,
        Type::List(_) | Type::Map(_) | Type::Scalar(Scalar::ErrorList)
    );
    let is_plain = is_collection && field.nullability == Nullability::NotNull;
    let kind = if is_plain && direction == Direction::Received && !field.is_read_only() {
        Kind::CollectionPresence
    } else {
        Kind::Presence
    };
    let word = if is_required { "required" } else { "optional" };
    Element::fact(kind, word).scaled(Scale::Restricts(is_required))
}

fn item_docs(items: &[ItemDocs]) -> String {
    let items = items.iter().map(|docs| {
        let ItemDocs {
            description,
            example,
        } = docs;
        let parts = [description.as_deref(), example.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    });
    listed(items.filter(|text| !text.is_empty()))
}

/// Returns the elements of an inline object. The members of an object that is flattened belong to the
/// type around it.
pub(super) fn inline(
    cx: &Context<'_>,
    object: &Object,
    flattened_into: &str,
    direction: Direction,
) -> Vec<Element> {
    let Object {
        name,
        direction: own,
        description: _,
        selection: _,
        fields,
    } = object;
    let is_flattened = !flattened_into.is_empty();
    let direction = if is_flattened { direction } else { *own };
    let owner = Owner {
        ty: if is_flattened {
            flattened_into
        } else {
            name.as_str()
        },
        kind: Kind::Field,
        direction,
    };
    let named = (!is_flattened).then(|| {
        Element::fact(Kind::TypeName, name)
            .in_rust(name.as_str(), "")
            .going(direction)
    });
    let fields = fields.iter().map(|field| self::field(cx, field, owner));
    let orders = (!is_flattened).then(|| orders(object, direction));
    let orders = orders.into_iter().flatten();
    named.into_iter().chain(fields).chain(orders).collect()
}

/// Returns the inline object of a type, or of its items.
pub(super) fn object_of(ty: &Type) -> Option<&Object> {
    match ty.innermost() {
        Type::Inline(object) => Some(object),
        _ => None,
    }
}

/// Returns the shared object of a type.
fn shared_object<'a>(cx: &Context<'a>, ty: &Type) -> Option<&'a Object> {
    match ty {
        Type::Shared(name) => match cx.kind(name) {
            Some(TypeKind::Object(object)) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the arguments of the constructor, and the order of the fields.
pub(super) fn orders(object: &Object, direction: Direction) -> Vec<Element> {
    let mut arguments = Vec::new();
    if direction != Direction::Received {
        collect_arguments(object, &mut arguments);
    }
    let order = object.fields.iter();
    let order: Vec<_> = order
        .map(|field| {
            (
                element_name(field).to_owned(),
                element_name(field).to_owned(),
            )
        })
        .collect();
    let in_order = |kind, order: Vec<(String, String)>| {
        let text = listed(order.iter().map(|(name, _)| name));
        Element::fact(kind, &text).scaled(Scale::Order(order))
    };
    let name = object.name.as_str();
    vec![
        in_order(Kind::Arguments, arguments).in_rust(name, "new"),
        in_order(Kind::FieldOrder, order),
    ]
}

fn collect_arguments(object: &Object, found: &mut Vec<(String, String)>) {
    for field in &object.fields {
        match &field.ty {
            Type::Inline(inner) if field.is_flattened() => collect_arguments(inner, found),
            _ if field.presence == Presence::Required && !field.is_read_only() => {
                found.push((field.wire.to_string(), type_words(&field.ty)));
            }
            _ => {}
        }
    }
}

/// Returns a type in words.
pub(super) fn type_words(ty: &Type) -> String {
    match ty {
        Type::List(items) => format!("list of {}", type_words(items)),
        Type::Map(values) => format!("map of {}", type_words(values)),
        Type::Nullable(ty) => format!("nullable {}", type_words(ty)),
        Type::IntegerText(scalar) => format!("{} as text", scalar.word()),
        Type::Scalar(scalar) => scalar.word().to_owned(),
        Type::Shared(name) | Type::External { name, .. } => name.to_string(),
        Type::Inline(_) => "object".to_owned(),
    }
}

fn location_word(location: Location) -> &'static str {
    match location {
        Location::Member => "member of a JSON object",
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Form => "field of a form",
        Location::Part => "part of a multipart body",
        Location::JsonBody => "body as JSON",
        Location::FormBody => "body as a form",
        Location::RawBody => "body, unchanged",
    }
}

fn wire_form(field: &Field) -> String {
    let (name, ty) = match (field.role, &field.ty) {
        (Role::Additional, Type::Map(values)) => ("…", type_words(values)),
        _ => (field.wire.as_str(), type_words(&field.ty)),
    };
    match field.location {
        Location::Member => format!("{{\"{name}\": <{ty}>}}"),
        Location::Path => format!("/{{{name}}}"),
        Location::Query => format!("?{name}=<{ty}>"),
        Location::Header => format!("{name}: <{ty}>"),
        Location::Form => format!("{name}=<{ty}>"),
        Location::Part => format!("part {name}: <{ty}>"),
        Location::JsonBody | Location::FormBody | Location::RawBody => format!("<{ty}>"),
    }
}
