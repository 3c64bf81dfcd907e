//! Changes of a field, one for each of its facts.

use crate::pages::facts::Change;
use codegen::model::{
    Access, Bounds, Deprecation, Field, ItemDocs, Limit, ListStyle, Location, Nullability, OldName,
    Override, Presence, Scalar, Secrecy, TextFormat, Type,
};

/// Every change. A field of the model that is missing here does not compile in [`every_fact`].
pub const CHANGES: [Change<Field>; 29] = [
    ("description", |field| {
        set(&mut field.description, "Another.".to_owned())
    }),
    ("type", |field| set_type(field, Type::Scalar(Scalar::Uuid))),
    ("list", |field| {
        set_type(field, Type::List(Box::new(Type::Scalar(Scalar::Uuid))))
    }),
    ("map", |field| {
        set_type(field, Type::Map(Box::new(Type::Scalar(Scalar::Uuid))))
    }),
    ("location", |field| {
        // The list of outputs states the source instead.
        let is_input = matches!(field.location, Location::Query | Location::Header);
        is_input && set(&mut field.location, Location::Path)
    }),
    ("required", |field| {
        set(&mut field.presence, Presence::Required)
    }),
    ("nullable", |field| {
        set(&mut field.nullability, Nullability::Nullable)
    }),
    ("read_only", |field| {
        set(&mut field.access, Access::ReadOnly)
    }),
    ("sensitive", |field| {
        set(&mut field.secrecy, Secrecy::Hidden)
    }),
    ("keep_slashes", |field| set(&mut field.keeps_slashes, true)),
    ("list_style", |field| {
        set(&mut field.list_style, Some(ListStyle::Pipe))
    }),
    ("object_style", |field| {
        set(&mut field.has_bracketed_members, true)
    }),
    ("min_items", |field| {
        bound(field, |bounds| set(&mut bounds.min_items, Some(2)))
    }),
    ("max_items", |field| {
        bound(field, |bounds| set(&mut bounds.max_items, Some(77)))
    }),
    ("format", |field| {
        bound(field, |bounds| {
            set(&mut bounds.format, Some(TextFormat::Md5))
        })
    }),
    ("min_length", |field| {
        bound(field, |bounds| set(&mut bounds.min_length, Some(2)))
    }),
    ("max_length", |field| {
        bound(field, |bounds| set(&mut bounds.max_length, Some(77)))
    }),
    ("minimum", |field| {
        bound(field, |bounds| {
            set(&mut bounds.minimum, Some(Limit::Whole(-5)))
        })
    }),
    ("maximum", |field| {
        // An id has no maximum.
        let is_id = matches!(field.ty.innermost(), Type::Scalar(Scalar::Id));
        !is_id
            && bound(field, |bounds| {
                set(&mut bounds.maximum, Some(Limit::Exclusive(7.5)))
            })
    }),
    ("pattern", |field| {
        bound(field, |bounds| {
            set(&mut bounds.pattern, Some("^a$".to_owned()))
        })
    }),
    ("selects", |field| set(&mut field.selects, false)),
    ("const", |field| {
        set(
            &mut field.constant,
            Some(Box::new(serde_json::Value::from(77))),
        )
    }),
    ("default", |field| {
        set(&mut field.default, Some("another".to_owned()))
    }),
    ("since", |field| {
        set(&mut field.since, Some("2099-01".to_owned()))
    }),
    ("deprecated", |field| {
        set(
            &mut field.deprecated,
            Some(Deprecation("Use another.".to_owned())),
        )
    }),
    ("overrides", |field| {
        let is_new = field.overrides.is_empty();
        field.overrides = vec![Override::Without(field.wire.clone())];
        is_new
    }),
    ("renamed_from", |field| {
        let is_new = field.renamed_from.is_none();
        field.renamed_from = Some(Box::new(OldName {
            wire: field.wire.clone(),
            rust: field.rust.clone(),
        }));
        is_new
    }),
    ("example", |field| {
        set(&mut field.example, Some("another".to_owned()))
    }),
    ("documentation of items", |field| {
        let is_list = matches!(&field.ty, Type::List(items) if matches!(**items, Type::Scalar(_)));
        let docs = ItemDocs {
            description: Some("Another.".to_owned()),
            example: Some("another".to_owned()),
        };
        is_list && {
            field.items = vec![docs];
            true
        }
    }),
];

/// Names every member of the model, so that a new one needs a change above.
#[expect(dead_code, reason = "the compiler checks the pattern")]
fn every_fact(field: &Field) {
    let Field {
        wire: _,
        rust: _,
        description: _,
        ty: _,
        role: _,
        location: _,
        presence: _,
        nullability: _,
        access: _,
        secrecy: _,
        storage: _,
        keeps_slashes: _,
        list_style: _,
        has_bracketed_members: _,
        bounds: _,
        selects: _,
        constant: _,
        default: _,
        since: _,
        deprecated: _,
        renamed_from: _,
        example: _,
        items: _,
        overrides: _,
    } = field;
    let Bounds {
        min_items: _,
        max_items: _,
        format: _,
        min_length: _,
        max_length: _,
        minimum: _,
        maximum: _,
        pattern: _,
    } = field.bounds;
}

/// Sets a value; returns `false` if it was set before.
pub fn set<T: PartialEq>(place: &mut T, value: T) -> bool {
    let is_other = *place != value;
    *place = value;
    is_other
}

/// Changes the type, except that of an object: its members are listed.
fn set_type(field: &mut Field, ty: Type) -> bool {
    let is_value = matches!(field.ty, Type::Scalar(_));
    let is_same = matches!((&field.ty, &ty), (Type::Scalar(old), Type::Scalar(new)) if old == new);
    if is_value && !is_same {
        field.ty = ty;
    }
    is_value && !is_same
}

/// Changes the bounds of text, numbers and lists of them.
fn bound(field: &mut Field, change: fn(&mut Bounds) -> bool) -> bool {
    let is_value = matches!(field.ty.innermost(), Type::Scalar(_));
    is_value && change(&mut field.bounds)
}
