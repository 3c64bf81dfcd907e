//! Fields and their types.

use super::context::{Context, Seen, SharedType};
use super::{codes, names};
use crate::api::{Bounds, Field, FieldName, Object, Presence, Scalar, Type, TypeName, WireName};
use crate::document::{FieldDoc, Spanned, Text, TypeRefDoc};
use crate::source::Span;

/// Which way the values of a field travel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Sent,
    Received,
    /// A shared type: either way, so only what both have.
    Either,
}

/// Where a field stands: what its nested types are named after, and which way it travels.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) parent: &'a str,
    pub(super) direction: Direction,
}

/// The fields of one object.
pub(super) fn lower(
    cx: &mut Context<'_>,
    docs: &[FieldDoc],
    seen: &mut Seen,
    scope: Scope<'_>,
) -> Vec<Field> {
    docs.iter().map(|doc| field(cx, doc, seen, scope)).collect()
}

fn field(cx: &mut Context<'_>, doc: &FieldDoc, seen: &mut Seen, scope: Scope<'_>) -> Field {
    let rust = field_name(cx, &doc.name);
    seen.take(cx, "field", &doc.name, rust.as_str());
    let nested =
        names::nested_type(scope.parent, &doc.name).unwrap_or_else(|| TypeName::new(names::UNMADE));
    named_field(cx, doc, rust, &nested, scope.direction)
}

/// A field whose Rust name, and that of its inline object, are settled.
pub(super) fn named_field(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    rust: FieldName,
    nested: &TypeName,
    direction: Direction,
) -> Field {
    let required = doc.required.as_ref().is_some_and(|required| required.value);
    let ty = type_of(
        cx,
        &doc.ty,
        nested,
        Inside {
            direction,
            description: &doc.description,
        },
    );
    if let Some(selects) = doc
        .selects
        .as_ref()
        .filter(|_| direction == Direction::Received)
    {
        misplaced(cx, "selects", selects.span, "an output", "");
    }
    Field {
        wire: WireName::new(doc.name.value.clone()),
        rust,
        description: cx.text(&doc.description, "the description"),
        bounds: bounds(cx, &doc.ty),
        ty,
        presence: if required {
            Presence::Required
        } else {
            Presence::Optional
        },
        selects: doc.selects.as_ref().is_none_or(|selects| selects.value),
        since: doc.since.as_ref().map(|since| cx.text(since, "`since`")),
        example: doc.example.as_ref().map(|example| json_text(cx, example)),
    }
}

pub(super) fn field_name(cx: &mut Context<'_>, wire: &Text) -> FieldName {
    names::field(wire).unwrap_or_else(|| {
        let message = format!("no Rust identifier can be made of `{}`", wire.value);
        cx.report(
            codes::NO_IDENTIFIER,
            wire.span,
            message,
            "a name holds ASCII letters and digits, and starts with a letter",
        );
        FieldName::new(names::UNMADE)
    })
}

fn json_text(cx: &mut Context<'_>, example: &Spanned<serde_yaml::Value>) -> String {
    let text = match &example.value {
        serde_yaml::Value::String(text) => Ok(text.clone()),
        value => serde_json::to_string(value),
    };
    text.unwrap_or_else(|_| {
        cx.report(
            codes::MISPLACED_TYPE,
            example.span,
            "the example is nothing that JSON can say",
            "write what would travel on the wire",
        );
        String::new()
    })
}

#[derive(Clone, Copy)]
struct Inside<'a> {
    direction: Direction,
    description: &'a Text,
}

fn type_of(cx: &mut Context<'_>, doc: &TypeRefDoc, nested: &TypeName, inside: Inside<'_>) -> Type {
    check_keys(cx, doc);
    match doc.name.as_str() {
        "list" => list(cx, doc, nested, inside),
        "object" => Type::Inline(Box::new(object(cx, doc, nested, inside))),
        name => named(cx, name, doc.name.span, inside.direction),
    }
}

fn list(cx: &mut Context<'_>, doc: &TypeRefDoc, nested: &TypeName, inside: Inside<'_>) -> Type {
    if let Some(items) = &doc.items {
        return Type::List(Box::new(type_of(cx, items, nested, inside)));
    }
    cx.report(
        codes::INCOMPLETE_TYPE,
        doc.name.span,
        "a list needs the type of its items",
        "add `items: …`",
    );
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
    let fields = object_fields(
        cx,
        doc,
        Scope {
            parent: &parent,
            direction: inside.direction,
        },
    );
    let object = Object {
        name,
        description: inside.description.trim().to_owned(),
        selection: None,
        fields,
    };
    if inside.direction != Direction::Received {
        cx.take_holder(&object, doc.name.span);
    }
    object
}

fn object_fields(cx: &mut Context<'_>, doc: &TypeRefDoc, scope: Scope<'_>) -> Vec<Field> {
    if let Some(fields) = &doc.fields {
        return lower(cx, fields, &mut Seen::default(), scope);
    }
    cx.report(
        codes::INCOMPLETE_TYPE,
        doc.name.span,
        "an object needs its fields",
        "add `fields:`, or name a shared type",
    );
    Vec::new()
}

/// The body of a request: its type is the request itself, whose name is already taken.
pub(super) fn request_body(cx: &mut Context<'_>, doc: &FieldDoc, request: &TypeName) -> Object {
    check_keys(cx, &doc.ty);
    let parent = names::nested_type(request.as_str(), "input")
        .unwrap_or_else(|| TypeName::new(names::UNMADE));
    let fields = object_fields(
        cx,
        &doc.ty,
        Scope {
            parent: parent.as_str(),
            direction: Direction::Sent,
        },
    );
    Object {
        name: request.clone(),
        description: cx.text(&doc.description, "the description"),
        selection: None,
        fields,
    }
}

fn named(cx: &mut Context<'_>, name: &str, span: Span, direction: Direction) -> Type {
    if let Some(scalar) = Scalar::from_word(name) {
        if scalar == Scalar::ErrorList && direction != Direction::Received {
            cx.report(
                codes::MISPLACED_TYPE,
                span,
                "`error_list` can only be received",
                "use it in the outputs of an operation",
            );
        }
        return Type::Scalar(scalar);
    }
    match cx.shared(name) {
        Some(SharedType::OpenEnum | SharedType::Object) => Type::Shared(TypeName::new(name)),
        Some(SharedType::External(path)) => match path {
            Some(path) => Type::External {
                name: TypeName::new(name),
                path: path.clone(),
            },
            None => Type::Scalar(Scalar::Json),
        },
        None => {
            cx.report(
                codes::UNKNOWN_TYPE,
                span,
                format!("there is no type `{name}`"),
                unknown_type_help(cx, name),
            );
            Type::Scalar(Scalar::Json)
        }
    }
}

fn unknown_type_help(cx: &Context<'_>, name: &str) -> String {
    // The words that the documentation and other schema languages have.
    let other_word = match name {
        "number" | "integer" | "int" => {
            Some("an integer has a size here: write `int32`, `int64`, `uint32` or `uint64`")
        }
        "array" => Some("write `list`"),
        "bool" => Some("write `boolean`"),
        "text" | "str" => Some("write `string`"),
        "datetime" | "timestamp" => Some("write `date-time`"),
        _ => None,
    };
    if let Some(help) = other_word {
        return help.to_owned();
    }
    let scalars = Scalar::ALL.iter().map(|(word, _)| *word);
    let known: Vec<_> = scalars
        .chain(["list", "object"])
        .chain(cx.shared_names())
        .collect();
    let help = crate::parse::suggestion(name, &known);
    if crate::parse::nearest(name, &known).is_some() {
        help
    } else {
        format!("{help}; to add a shared type, add a file to `types/`")
    }
}

fn bounds(cx: &mut Context<'_>, doc: &TypeRefDoc) -> Bounds {
    check_counts(cx, doc);
    let mut innermost = doc;
    while let Some(items) = &innermost.items {
        innermost = items;
        for (key, bound) in [
            ("min_items", &items.min_items),
            ("max_items", &items.max_items),
        ] {
            if let Some(bound) = bound.as_ref().filter(|_| items.name.as_str() == "list") {
                misplaced(
                    cx,
                    key,
                    bound.span,
                    "a list inside a list",
                    ": only the length of the outermost list is checked",
                );
            }
        }
    }
    let value = |spanned: &Option<Spanned<u32>>| spanned.as_ref().map(|spanned| spanned.value);
    Bounds {
        min_items: value(&doc.min_items),
        max_items: value(&doc.max_items),
        min_length: value(&innermost.min_length),
        minimum: innermost.minimum.as_ref().map(|minimum| minimum.value),
    }
}

/// A list without items is refused in any case, so a list that can have none cannot be set.
fn check_counts(cx: &mut Context<'_>, doc: &TypeRefDoc) {
    let Some(most) = &doc.max_items else { return };
    let least = doc.min_items.as_ref();
    let (span, message, help) = match least {
        Some(least) if least.value > most.value => (
            least.span,
            format!(
                "no list holds at least {} and at most {} items",
                least.value, most.value
            ),
            "make `min_items` the smaller of the two",
        ),
        _ if most.value == 0 => (
            most.span,
            "a list of at most 0 items can never be set".to_owned(),
            "write 1 or more, or remove the field",
        ),
        _ => return,
    };
    cx.report(codes::IMPOSSIBLE_BOUNDS, span, message, help);
}

/// Each refinement goes with some types only.
fn check_keys(cx: &mut Context<'_>, doc: &TypeRefDoc) {
    let list = &["list"][..];
    let object = &["object"][..];
    let number = &["int32", "int64", "uint16", "uint32", "uint64", "id"][..];
    let count = |bound: &Option<Spanned<u32>>| bound.as_ref().map(|bound| bound.span);
    let keys = [
        ("items", doc.items.as_ref().map(|items| items.span), list),
        ("min_items", count(&doc.min_items), list),
        ("max_items", count(&doc.max_items), list),
        (
            "fields",
            doc.fields.as_ref().map(|fields| fields.span),
            object,
        ),
        ("rust", doc.rust.as_ref().map(|rust| rust.span), object),
        ("min_length", count(&doc.min_length), &["string"]),
        (
            "minimum",
            doc.minimum.as_ref().map(|least| least.span),
            number,
        ),
    ];
    let name = doc.name.as_str();
    let is_known = Scalar::from_word(name).is_some() || matches!(name, "list" | "object");
    if !is_known && cx.shared(name).is_none() {
        // What goes with a type that does not exist cannot be said.
        return;
    }
    for (key, span, types) in keys {
        if let Some(span) = span.filter(|_| !types.contains(&name)) {
            let types: Vec<_> = types.iter().map(|ty| format!("`{ty}`")).collect();
            let way_out = format!(", or change the type to {}", types.join(" or "));
            misplaced(cx, key, span, &format!("the type `{name}`"), &way_out);
        }
    }
}

fn misplaced(cx: &mut Context<'_>, key: &str, span: Span, beside: &str, way_out: &str) {
    cx.report(
        codes::MISPLACED_KEY,
        span,
        format!("`{key}` does not go with {beside}"),
        format!("remove `{key}`{way_out}"),
    );
}
