//! The facts of an operation that decide its bytes, its bounds, and what a response has to hold.

use codegen::model::{
    Access, Api, BoundKey, Enum, EnumValue, Field, Header, Nullability, Object, Operation, Output,
    OutputSource, Type, TypeDef, TypeKind, TypeName,
};
use std::collections::BTreeMap;

/// The aspect of an item that a fact is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    Existence,
    Type,
    Presence,
    Bound(BoundKey),
    /// A value of the enum.
    Value(String),
    Selection,
    /// The order of members, which is that of the bytes: their names, one a line.
    Order,
    /// An aspect in which spec and description have to agree.
    Fixed(&'static str),
}

/// A fact with the name that `deviations.yaml` has for its item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub item: String,
    pub text: String,
}

/// Facts by place and aspect.
pub type Facts = BTreeMap<(String, Aspect), Fact>;

/// Returns the facts of an operation as of a month: later values of enums are left out.
pub fn of(api: &Api, operation: &Operation, month: &str) -> Facts {
    let Operation {
        name,
        method,
        path,
        auth,
        request,
        body,
        outputs,
        headers,
        // Names in Rust and words.
        module: _,
        renamed_from: _,
        deprecated: _,
        title: _,
        description: _,
        tags: _,
        condition: _,
        errors: _,
        examples: _,
        origin: _,
        // The calls of a client, which a description does not have.
        metadata: _,
        pagination: _,
        outcomes: _,
        preview: _,
        // It follows from the outputs.
        response: _,
    } = operation;
    let mut reader = Reader {
        api,
        month,
        found: BTreeMap::new(),
    };
    let name = name.as_str();
    let body = body.as_ref();
    let body = body.map(|body| format!("{:?} {:?} {}", body.kind, body.media_type, body.wire));
    for (aspect, text) in [
        ("endpoint", format!("{} {path}", method.word())),
        ("auth", format!("{auth:?}")),
        ("body", body.unwrap_or_default()),
    ] {
        reader.add("operation", name, Aspect::Fixed(aspect), text);
    }
    reader.members("request", &format!("{name}.inputs"), request);
    for output in outputs {
        reader.output(name, output);
    }
    for header in &headers.list {
        // Its name in Rust, and words.
        let Header {
            wire,
            ty,
            rust: _,
            description: _,
        } = header;
        let (place, item) = (format!("headers.{wire}"), format!("{name}.headers.{wire}"));
        reader.add(&place, &item, Aspect::Existence, String::new());
        reader.add(&place, &item, Aspect::Type, ty.word().to_owned());
    }
    reader.found
}

struct Reader<'a> {
    api: &'a Api,
    month: &'a str,
    found: Facts,
}

impl<'a> Reader<'a> {
    fn add(&mut self, place: &str, item: &str, aspect: Aspect, text: String) {
        let item = item.to_owned();
        self.found
            .insert((place.to_owned(), aspect), Fact { item, text });
    }

    fn output(&mut self, operation: &str, output: &Output) {
        let Output { source, field } = output;
        // The names of variants are Rust.
        let place = match source {
            OutputSource::Status | OutputSource::Reason => format!("response {source:?}"),
            OutputSource::Body {
                statuses,
                media_type,
                variant: _,
            } => format!("response {statuses:?} {media_type:?}"),
        };
        let item = format!("{operation}.outputs.{}", field.wire);
        self.field(&place, &item, field);
    }

    fn members(&mut self, place: &str, item: &str, object: &Object) {
        // The Rust name, words, and the direction, which follows from the use.
        let Object {
            selection,
            fields,
            name: _,
            direction: _,
            description: _,
        } = object;
        if selection.is_some() {
            let others = fields.iter().filter(|field| !field.selects);
            let others: Vec<_> = others.map(|field| field.wire.as_str()).collect();
            let text = format!("rejected without a condition besides {}", others.join(", "));
            self.add(place, item, Aspect::Selection, text);
        }
        if place.starts_with("request") {
            let names: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
            self.add(place, item, Aspect::Order, names.join("\n"));
        }
        for field in fields {
            let wire = &field.wire;
            self.field(&format!("{place}.{wire}"), &format!("{item}.{wire}"), field);
        }
    }

    fn field(&mut self, place: &str, item: &str, field: &Field) {
        let Field {
            ty,
            location,
            presence,
            nullability,
            access,
            role,
            keeps_slashes,
            list_style,
            has_bracketed_members,
            bounds,
            constant,
            default,
            renamed_from,
            overrides,
            // `members` reads them.
            wire: _,
            selects: _,
            // The name in Rust, and the value in memory and in logs.
            rust: _,
            secrecy: _,
            storage: _,
            // Words.
            description: _,
            since: _,
            deprecated: _,
            example: _,
            items: _,
        } = field;
        assert!(overrides.is_empty(), "{place} differs from its shared type");
        let ty = self.ty(place, item, ty);
        let is_nullable = *nullability == Nullability::Nullable;
        let or_null = if is_nullable { " or null" } else { "" };
        let renamed_from = renamed_from.as_ref().map(|old| &old.wire);
        for (aspect, text) in [
            (Aspect::Existence, String::new()),
            (Aspect::Type, format!("{ty}{or_null}")),
            (Aspect::Presence, format!("{presence:?}")),
            (Aspect::Fixed("location"), format!("{location:?} {role:?}")),
            (
                Aspect::Fixed("encoding"),
                format!("{keeps_slashes} {list_style:?} {has_bracketed_members}"),
            ),
            (
                Aspect::Fixed("read-only"),
                (*access == Access::ReadOnly).to_string(),
            ),
            (Aspect::Fixed("constant"), format!("{constant:?}")),
            (Aspect::Fixed("default"), format!("{default:?}")),
            (Aspect::Fixed("former name"), format!("{renamed_from:?}")),
        ] {
            self.add(place, item, aspect, text);
        }
        for (_, key) in BoundKey::ALL {
            if let Some(text) = bounds.text(key) {
                self.add(place, item, Aspect::Bound(key), text);
            }
        }
    }

    /// Describes the values of a type on the wire, and adds its members and values.
    fn ty(&mut self, place: &str, item: &str, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => scalar.word().to_owned(),
            Type::IntegerText(scalar) => format!("{} as text", scalar.word()),
            Type::List(items) => format!("list of {}", self.ty(place, item, items)),
            Type::Map(values) => format!("map of {}", self.ty(place, item, values)),
            Type::Nullable(ty) => format!("{} or null", self.ty(place, item, ty)),
            Type::Inline(object) => {
                self.members(place, item, object);
                "object".to_owned()
            }
            Type::Shared(name) | Type::External { name, .. } => self.shared(place, name),
        }
    }

    fn shared(&mut self, place: &str, name: &TypeName) -> String {
        let api: &'a Api = self.api;
        let found = api.types.iter().find(|known| known.name == *name);
        // Names, words and the file.
        let TypeDef {
            kind,
            name,
            renamed_from: _,
            module: _,
            description: _,
            condition: _,
            origin: _,
        } = found.unwrap_or_else(|| panic!("no type {name}"));
        match kind {
            TypeKind::External(external) => external.wire.word().to_owned(),
            TypeKind::Enum(list) => self.values(place, name, list),
            TypeKind::Object(object) => {
                self.members(place, name.as_str(), object);
                "object".to_owned()
            }
            TypeKind::Union(_) => panic!("{place} is a union, whose facts nobody compares yet"),
        }
    }

    fn values(&mut self, place: &str, name: &TypeName, list: &Enum) -> String {
        let Enum {
            openness,
            wire,
            values,
        } = list;
        for value in values {
            // The name in Rust, the meaning as an outcome, and words.
            let EnumValue {
                wire,
                renamed_from,
                since,
                deprecated: _,
                rust: _,
                success: _,
                description: _,
            } = value;
            if since
                .as_ref()
                .is_some_and(|since| since.as_str() > self.month)
            {
                continue;
            }
            let aspect = Aspect::Value(wire.to_string());
            let text = format!("former text {renamed_from:?}");
            self.add(place, &format!("{name}.{wire}"), aspect, text);
        }
        format!("{openness:?} enum of {}", wire.word())
    }
}
