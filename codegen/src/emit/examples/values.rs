//! Sample values of a spec as Rust expressions.

use super::leaves::leaves;
use super::wire::sample_of;
use crate::emit::Context;
use crate::emit::idents::{field_ident, ident};
use crate::emit::literals;
use crate::emit::rust_types::{Argument, argument, rust_type};
use crate::emit::tokens::{Literal, ToTokens, TokenStream, quote};
use crate::model::{
    Field, Nullability, Object, Operation, Presence, Scalar, Storage, Type, TypeKind, TypeName,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Writes expressions, and collects the names in them.
pub(super) struct Values<'a> {
    cx: &'a Context<'a>,
    /// The generated types.
    pub(super) generated: BTreeSet<TypeName>,
    /// The types of the runtime.
    pub(super) of_runtime: BTreeSet<String>,
    /// `true` if an expression uses a deprecated item.
    pub(super) is_deprecated: bool,
}

impl<'a> Values<'a> {
    pub(super) fn new(cx: &'a Context<'a>) -> Self {
        Self {
            cx,
            generated: BTreeSet::new(),
            of_runtime: BTreeSet::new(),
            is_deprecated: false,
        }
    }

    pub(super) fn generated(&mut self, name: &TypeName) -> TokenStream {
        self.generated.insert(name.clone());
        ident(name.as_str()).to_token_stream()
    }

    fn of_runtime(&mut self, name: &str) -> TokenStream {
        self.of_runtime.insert(name.to_owned());
        ident(name).to_token_stream()
    }

    /// The request with these inputs; `None` if a value has no Rust expression.
    pub(super) fn request(
        &mut self,
        operation: &Operation,
        inputs: &Map<String, Value>,
    ) -> Option<TokenStream> {
        let members = operation
            .body
            .as_ref()
            .filter(|body| body.kind.is_inline())
            .and_then(|body| inputs.get(body.wire.as_str()));
        let leaves = leaves(&operation.request, &|field| match field.location {
            location if location.is_in_body() => {
                let in_body = operation.request.fields.iter();
                let in_body = in_body.filter(|field| field.location.is_in_body());
                sample_of(&in_body, field, members?)
            }
            _ => inputs.get(field.wire.as_str()).map(Cow::Borrowed),
        });
        self.is_deprecated |= operation.deprecated.is_some();
        let names = (self.generated.clone(), self.of_runtime.clone());
        let built = self.built(&operation.name, &leaves);
        if built.is_none() {
            // The names of an omitted example are not imported.
            (self.generated, self.of_runtime) = names;
        }
        built
    }

    fn object(&mut self, object: &Object, value: &Value) -> Option<TokenStream> {
        let fields = object.fields.iter().filter(|field| !field.is_read_only());
        let leaves: Vec<_> = fields
            .map(|field| (field, sample_of(&object.fields.iter(), field, value)))
            .collect();
        self.built(&object.name, &leaves)
    }

    /// Required fields are arguments of `new`, optional ones are calls of setters.
    fn built(
        &mut self,
        name: &TypeName,
        leaves: &[(&Field, Option<Cow<'_, Value>>)],
    ) -> Option<TokenStream> {
        let mut arguments = Vec::new();
        let mut setters = Vec::new();
        for (field, value) in leaves {
            let value = value.as_deref();
            match (field.presence, value) {
                (Presence::Required, value) => arguments.push(self.required(field, value?)?),
                (Presence::Fixed, _) | (Presence::Optional, None) => {}
                (Presence::Optional, Some(value)) => setters.push(self.setter(field, value)?),
            }
        }
        let name = self.generated(name);
        Some(quote!(#name::new(#(#arguments),*) #(.#setters)*))
    }

    fn setter(&mut self, field: &Field, value: &Value) -> Option<TokenStream> {
        self.is_deprecated |= field.deprecated.is_some();
        if value.is_null() && field.nullability == Nullability::Nullable {
            let name = field_ident(&field.null_setter()?);
            return Some(quote!(#name()));
        }
        let name = field_ident(&field.rust);
        let value = self.argument(&field.ty, value)?;
        Some(quote!(#name(#value)))
    }

    fn required(&mut self, field: &Field, value: &Value) -> Option<TokenStream> {
        if field.nullability == Nullability::NotNull {
            return self.argument(&field.ty, value);
        }
        if value.is_null() {
            let name = self.of_runtime("Nullable");
            return Some(quote!(#name::Null));
        }
        let value = self.exact(&field.ty, value)?;
        Some(match field.storage {
            Storage::Inline => value,
            Storage::Boxed => quote!(Box::new(#value)),
        })
    }

    /// An argument of a setter, without the conversions that the setter performs.
    fn argument(&mut self, ty: &Type, value: &Value) -> Option<TokenStream> {
        match (ty, value) {
            (Type::List(items), Value::Array(values)) if !values.is_empty() => {
                let values = self.elements(items, values.iter(), Self::item)?;
                Some(quote!([#(#values),*]))
            }
            (Type::Map(items), Value::Object(members)) if !members.is_empty() => {
                let values = self.elements(items, members.values(), Self::item)?;
                let entries = members.keys().zip(values);
                let entries = entries.map(|(key, value)| quote!((#key, #value)));
                Some(quote!([#(#entries),*]))
            }
            (Type::Scalar(Scalar::String | Scalar::Text | Scalar::Id), Value::String(text)) => {
                Some(quote!(#text))
            }
            (Type::IntegerText(_), Value::String(text)) => integer(text),
            (Type::Scalar(Scalar::Bytes), Value::String(text)) => {
                Some(bytes(text)?.to_token_stream())
            }
            _ => self.exact(ty, value),
        }
    }

    /// An item of a list or a value of a map. The setter converts it once, so a collection inside it
    /// has its exact type; bytes do too, because literals of different lengths differ in type.
    fn item(&mut self, ty: &Type, value: &Value) -> Option<TokenStream> {
        match argument(self.cx, ty) {
            _ if matches!(ty, Type::Nullable(_)) => self.exact(ty, value),
            _ if matches!(ty, Type::Scalar(Scalar::Bytes)) => self.exact(ty, value),
            Argument::Items | Argument::Entries => self.exact(ty, value),
            Argument::Plain | Argument::Into => self.argument(ty, value),
        }
    }

    /// A value of exactly this type.
    pub(super) fn exact(&mut self, ty: &Type, value: &Value) -> Option<TokenStream> {
        match (ty, value) {
            (Type::Nullable(ty), value) => self.nullable(ty, value),
            (Type::IntegerText(_), Value::String(text)) => {
                let (name, integer) = (self.of_runtime("IntegerText"), integer(text)?);
                Some(quote!(#name::from(#integer)))
            }
            (Type::Scalar(scalar), value) => self.scalar(*scalar, value),
            (Type::List(_) | Type::Map(_), Value::Array(_) | Value::Object(_))
                if is_empty(value) =>
            {
                self.empty(ty)
            }
            (Type::List(items), Value::Array(values)) => {
                let values = self.elements(items, values.iter(), Self::exact)?;
                Some(quote!(vec![#(#values),*]))
            }
            (Type::Map(items), Value::Object(members)) => {
                let values = self.elements(items, members.values(), Self::exact)?;
                let keys = members.keys().map(|key| owned(key));
                let entries = keys.zip(values);
                let entries = entries.map(|(key, value)| quote!((#key, #value)));
                Some(quote!(std::collections::BTreeMap::from([#(#entries),*])))
            }
            (Type::Inline(object), value) => self.object(object, value),
            (Type::Shared(name), value) => match self.cx.kind(name)? {
                TypeKind::Enum(values) => self.enum_value(name, values, value),
                TypeKind::Object(object) => self.object(object, value),
                TypeKind::Union(union) => self.union(name, union, value),
                TypeKind::External(_) => None,
            },
            _ => None,
        }
    }

    /// The items of a list or the values of a map. A value among them tells the type of a `null`.
    fn elements<'v>(
        &mut self,
        ty: &Type,
        values: impl Iterator<Item = &'v Value> + Clone,
        expression: fn(&mut Self, &Type, &Value) -> Option<TokenStream>,
    ) -> Option<Vec<TokenStream>> {
        let is_known = values.clone().any(|value| !value.is_null());
        let elements = values.map(|value| match ty {
            Type::Nullable(_) if is_known && value.is_null() => {
                let name = self.of_runtime("Nullable");
                Some(quote!(#name::Null))
            }
            _ => expression(self, ty, value),
        });
        elements.collect()
    }

    /// An item that can be `null`, of which the type is written out.
    fn nullable(&mut self, ty: &Type, value: &Value) -> Option<TokenStream> {
        let name = self.of_runtime("Nullable");
        if value.is_null() {
            let ty = self.named(ty)?;
            return Some(quote!(#name::<#ty>::Null));
        }
        let value = self.exact(ty, value)?;
        Some(quote!(#name::Value(#value)))
    }

    /// An empty list or map, with the type that no value tells.
    fn empty(&mut self, ty: &Type) -> Option<TokenStream> {
        let (Type::List(items) | Type::Map(items)) = ty else {
            return None;
        };
        let item = self.named(items)?;
        Some(if let Type::List(_) = ty {
            quote!(Vec::<#item>::new())
        } else {
            quote!(std::collections::BTreeMap::<String, #item>::new())
        })
    }

    /// A type with imported names.
    fn named(&mut self, ty: &Type) -> Option<TokenStream> {
        Some(match ty {
            Type::Shared(name) => self.generated(name),
            Type::Inline(object) => self.generated(&object.name),
            Type::List(items) => {
                let item = self.named(items)?;
                quote!(Vec<#item>)
            }
            Type::Map(items) => {
                let item = self.named(items)?;
                quote!(std::collections::BTreeMap<String, #item>)
            }
            Type::IntegerText(scalar) => {
                let name = self.of_runtime("IntegerText");
                let integer = rust_type(&Type::Scalar(*scalar));
                quote!(#name<#integer>)
            }
            Type::Nullable(ty) => {
                let (name, ty) = (self.of_runtime("Nullable"), self.named(ty)?);
                quote!(#name<#ty>)
            }
            Type::External { .. } => return None,
            Type::Scalar(_) => {
                let ty = rust_type(ty);
                // `runtime::Id`, or a type of the language.
                match ty.as_str().strip_prefix("runtime :: ") {
                    Some(name) => self.of_runtime(name.trim_end()),
                    None => ty,
                }
            }
        })
    }

    fn scalar(&mut self, scalar: Scalar, value: &Value) -> Option<TokenStream> {
        Some(match (scalar, value) {
            (Scalar::String | Scalar::Text, Value::String(text)) => owned(text),
            (Scalar::Id, Value::String(text)) => {
                let id = self.of_runtime("Id");
                quote!(#id::from(#text))
            }
            (Scalar::DateTime, Value::String(text)) => self.parsed("Timestamp", text),
            (Scalar::Date, Value::String(text)) => self.parsed("Date", text),
            (Scalar::LocalDateTime, Value::String(text)) => self.parsed("LocalDateTime", text),
            (Scalar::Uuid, Value::String(text)) => self.parsed("Uuid", text),
            (Scalar::File, value) => self.file(value)?,
            (Scalar::Bytes, Value::String(text)) => {
                let (name, bytes) = (self.of_runtime("Bytes"), bytes(text)?);
                quote!(#name::from(#bytes))
            }
            (Scalar::Json, value) => self.json(value),
            (Scalar::JsonString, value) => {
                let (name, json) = (self.of_runtime("JsonText"), self.json(value));
                quote!(#name::from(#json))
            }
            (Scalar::Number, Value::Number(number)) => literals::decimal(number.as_f64()?),
            (_, Value::Bool(value)) => quote!(#value),
            (_, Value::Number(number)) => literals::whole(number.as_i128()?),
            _ => return None,
        })
    }

    fn file(&mut self, value: &Value) -> Option<TokenStream> {
        let text = |key: &str| value.get(key)?.as_str();
        let (file_name, content) = (text("file_name")?, bytes(text("content")?)?);
        let setter = text("media_type").map(|text| quote!(.with_media_type(#text)));
        let name = self.of_runtime("FilePart");
        Some(quote!(#name::new(#file_name, #content) #setter))
    }

    pub(super) fn json(&mut self, value: &Value) -> TokenStream {
        let name = self.of_runtime("Json");
        let text = super::raw_string(&value.to_string());
        quote!(#text.parse::<#name>()?)
    }

    fn parsed(&mut self, name: &str, text: &str) -> TokenStream {
        let name = self.of_runtime(name);
        quote!(#text.parse::<#name>()?)
    }
}

/// An integer from its text.
pub(super) fn integer(text: &str) -> Option<TokenStream> {
    text.parse::<i128>().ok().map(literals::whole)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn bytes(base64: &str) -> Option<Literal> {
    let bytes = STANDARD.decode(base64).ok()?;
    let text = format!("b\"{}\"", bytes.escape_ascii());
    Some(Literal::written(text))
}

fn owned(text: &str) -> TokenStream {
    if text.is_empty() {
        quote!(String::new())
    } else {
        quote!(#text.to_owned())
    }
}
