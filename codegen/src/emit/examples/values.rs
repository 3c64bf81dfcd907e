//! Values of a spec as expressions of Rust.

use super::code::Code;
use crate::emit::Context;
use crate::emit::rust_types::{Taken, taken};
use crate::model::{
    BodyKind, Enum, Field, Location, Nullability, Object, Openness, Operation, Presence, Scalar,
    Type, TypeKind, TypeName,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Writes values down, and remembers the names that stand in them.
pub(super) struct Values<'a> {
    cx: &'a Context<'a>,
    public: &'a str,
    runtime: &'a str,
    names: BTreeSet<(String, String)>,
}

impl<'a> Values<'a> {
    pub(super) fn new(cx: &'a Context<'a>, public: &'a str, runtime: &'a str) -> Self {
        Self {
            cx,
            public,
            runtime,
            names: BTreeSet::new(),
        }
    }

    /// The imports of the names that stand in the values.
    pub(super) fn imports(&self) -> Vec<String> {
        let mut paths: Vec<_> = self.names.iter().map(|(path, _)| path).collect();
        paths.dedup();
        let imports = paths.into_iter().flat_map(|path| {
            let names = self.names.iter().filter(|(from, _)| from == path);
            let names: Vec<_> = names.map(|(_, name)| name.as_str()).collect();
            match names[..] {
                [name] => vec![format!("use {path}::{name};")],
                _ => import_of_several(path, &names),
            }
        });
        imports.collect()
    }

    /// The name of a generated type.
    fn generated(&mut self, name: &TypeName) -> String {
        let name = name.to_string();
        self.names.insert((self.public.to_owned(), name.clone()));
        name
    }

    /// The name of a type of the runtime.
    fn of_runtime(&mut self, name: &str) -> String {
        self.names
            .insert((self.runtime.to_owned(), name.to_owned()));
        name.to_owned()
    }

    /// The request with these inputs.
    pub(super) fn request(
        &mut self,
        operation: &Operation,
        inputs: &Map<String, Value>,
    ) -> Option<Code> {
        let members = operation
            .body
            .as_ref()
            .filter(|body| body.kind == BodyKind::Members)
            .and_then(|body| inputs.get(body.wire.as_str()));
        let leaves = leaves(&operation.request, |field| match field.location {
            Location::Member => members.and_then(|members| members.get(field.wire.as_str())),
            _ => inputs.get(field.wire.as_str()),
        });
        self.built(&operation.name, &leaves)
    }

    fn object(&mut self, object: &Object, value: &Value) -> Option<Code> {
        let fields = object.fields.iter();
        let leaves: Vec<_> = fields
            .map(|field| (field, value.get(field.wire.as_str())))
            .collect();
        self.built(&object.name, &leaves)
    }

    /// What is required goes into `new`, the rest into setters.
    fn built(&mut self, name: &TypeName, leaves: &[(&Field, Option<&Value>)]) -> Option<Code> {
        let mut arguments = Vec::new();
        let mut methods = Vec::new();
        for (field, value) in leaves {
            match (field.presence, value) {
                (Presence::Required, value) => arguments.push(self.argument(field, (*value)?)?),
                (Presence::Optional, None) => {}
                (Presence::Optional, Some(Value::Null))
                    if field.nullability == Nullability::Nullable =>
                {
                    methods.push((field.null_setter()?.to_string(), Vec::new()));
                }
                (Presence::Optional, Some(value)) => {
                    let value = self.taken(&field.ty, value)?;
                    methods.push((field.rust.to_string(), vec![value]));
                }
            }
        }
        Some(Code::Call {
            function: format!("{}::new", self.generated(name)),
            arguments,
            methods,
        })
    }

    fn argument(&mut self, field: &Field, value: &Value) -> Option<Code> {
        if field.nullability == Nullability::NotNull {
            return self.taken(&field.ty, value);
        }
        if value.is_null() {
            let name = self.of_runtime("Nullable");
            return Some(Code::word(format!("{name}::Null")));
        }
        self.exact(&field.ty, value)
    }

    /// A value as a setter takes it: what is converted there is not converted here.
    fn taken(&mut self, ty: &Type, value: &Value) -> Option<Code> {
        match (ty, value) {
            (Type::List(items), Value::Array(values)) if !values.is_empty() => {
                let values = values.iter().map(|value| self.item(items, value));
                Some(Code::Items("[", values.collect::<Option<_>>()?, "]"))
            }
            (Type::Map(items), Value::Object(members)) if !members.is_empty() => {
                let pairs = members.iter().map(|(key, value)| {
                    let value = self.item(items, value)?;
                    let key = Code::word(format!("{key:?}"));
                    Some(Code::Items("(", vec![key, value], ")"))
                });
                Some(Code::Items("[", pairs.collect::<Option<_>>()?, "]"))
            }
            (Type::Scalar(Scalar::String | Scalar::Text | Scalar::Id), Value::String(text)) => {
                Some(Code::word(format!("{text:?}")))
            }
            (Type::Scalar(Scalar::Bytes), Value::String(text)) => Some(Code::word(bytes(text)?)),
            _ => self.exact(ty, value),
        }
    }

    /// An item of a list is converted once: what is a text may be one, anything else is exact.
    fn item(&mut self, ty: &Type, value: &Value) -> Option<Code> {
        match taken(self.cx, ty) {
            Taken::Collected | Taken::Mapped => self.exact(ty, value),
            Taken::Plain | Taken::Into => self.taken(ty, value),
        }
    }

    /// A value of exactly its type.
    fn exact(&mut self, ty: &Type, value: &Value) -> Option<Code> {
        match (ty, value) {
            (Type::Scalar(scalar), value) => self.scalar(*scalar, value),
            (Type::List(items), Value::Array(values)) => {
                let values = values.iter().map(|value| self.exact(items, value));
                Some(Code::Items("vec![", values.collect::<Option<_>>()?, "]"))
            }
            (Type::Map(items), Value::Object(members)) => {
                let pairs = members.iter().map(|(key, value)| {
                    let value = self.exact(items, value)?;
                    let key = Code::word(format!("{key:?}.to_owned()"));
                    Some(Code::Items("(", vec![key, value], ")"))
                });
                let pairs = Code::Items("[", pairs.collect::<Option<_>>()?, "]");
                Some(Code::Call {
                    function: "std::collections::BTreeMap::from".to_owned(),
                    arguments: vec![pairs],
                    methods: Vec::new(),
                })
            }
            (Type::Inline(object), value) => self.object(object, value),
            (Type::Shared(name), value) => match self.cx.kind(name)? {
                TypeKind::Enum(values) => self.variant(name, values, value),
                TypeKind::Object(object) => self.object(object, value),
                TypeKind::External(_) => None,
            },
            _ => None,
        }
    }

    fn variant(&mut self, name: &TypeName, values: &Enum, value: &Value) -> Option<Code> {
        let text = value.as_str()?;
        let known = values
            .values
            .iter()
            .find(|known| known.wire.as_str() == text);
        let name = self.generated(name);
        match known {
            Some(known) => Some(Code::word(format!("{name}::{}", known.rust))),
            None if values.openness == Openness::Open => {
                Some(Code::word(format!("{name}::from({text:?})")))
            }
            None => None,
        }
    }

    fn scalar(&mut self, scalar: Scalar, value: &Value) -> Option<Code> {
        let word = match (scalar, value) {
            (Scalar::String | Scalar::Text, Value::String(text)) => format!("{text:?}.to_owned()"),
            (Scalar::Id, Value::String(text)) => {
                format!("{}::from({text:?})", self.of_runtime("Id"))
            }
            (Scalar::DateTime, Value::String(text)) => self.parsed("Timestamp", text),
            (Scalar::Date, Value::String(text)) => self.parsed("Date", text),
            (Scalar::Uuid, Value::String(text)) => self.parsed("Uuid", text),
            (Scalar::Bytes, Value::String(text)) => {
                format!("{}::from({})", self.of_runtime("Bytes"), bytes(text)?)
            }
            (Scalar::Json | Scalar::JsonString, value) => {
                let json = super::literal(value);
                let name = self.of_runtime("Json");
                let json = format!("{json}.parse::<{name}>()?");
                match scalar {
                    Scalar::Json => json,
                    _ => format!("{}::from({json})", self.of_runtime("JsonText")),
                }
            }
            (Scalar::Number, Value::Number(number)) => format!("{:?}", number.as_f64()?),
            (_, Value::Bool(value)) => value.to_string(),
            (_, Value::Number(number)) => number.to_string(),
            _ => return None,
        };
        Some(Code::word(word))
    }

    fn parsed(&mut self, name: &str, text: &str) -> String {
        format!("{text:?}.parse::<{}>()?", self.of_runtime(name))
    }
}

/// Bytes as a literal.
fn bytes(base64: &str) -> Option<String> {
    let bytes = STANDARD.decode(base64).ok()?;
    Some(format!("b\"{}\"", bytes.escape_ascii()))
}

fn import_of_several(path: &str, names: &[&str]) -> Vec<String> {
    let line = format!("use {path}::{{{}}};", names.join(", "));
    if line.len() < super::WIDTH {
        return vec![line];
    }
    let mut lines = vec![format!("use {path}::{{")];
    let mut row = String::new();
    for name in names {
        if row.len() + name.len() + 6 > super::WIDTH {
            lines.push(format!("    {}", row.trim_end()));
            row.clear();
        }
        row.extend([name, ", "]);
    }
    lines.push(format!("    {}", row.trim_end()));
    lines.push("};".to_owned());
    lines
}

/// The inputs of a request in the order of its constructor and setters, through the objects that are
/// flattened into it.
fn leaves<'b>(
    object: &'b Object,
    value: impl Fn(&Field) -> Option<&'b Value>,
) -> Vec<(&'b Field, Option<&'b Value>)> {
    let fields = object.fields.iter();
    let leaves = fields.flat_map(|field| match &field.ty {
        Type::Inline(inner) if field.is_flattened() => {
            let outer = value(field);
            leaves_of(inner, outer)
        }
        _ => vec![(field, value(field))],
    });
    leaves.collect()
}

fn leaves_of<'b>(
    object: &'b Object,
    value: Option<&'b Value>,
) -> Vec<(&'b Field, Option<&'b Value>)> {
    let fields = object.fields.iter();
    let leaves = fields.flat_map(|field| {
        let value = value.and_then(|value| value.get(field.wire.as_str()));
        match &field.ty {
            Type::Inline(inner) if field.is_flattened() => leaves_of(inner, value),
            _ => vec![(field, value)],
        }
    });
    leaves.collect()
}
