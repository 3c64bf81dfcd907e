//! Unions: enums with a value in each variant.

use super::Context;
use super::docs::{markdown, prose};
use super::field_notes::field_docs;
use super::idents::ident;
use super::rust_types::{rust_type, stored_type};
use super::tokens::{TokenStream, quote};
use super::{literals, object_table, request_types, response_types};
use crate::model::{
    Case, Direction, Openness, Scalar, Shape, Storage, Type, TypeDef, TypeKind, Union, Variant,
};
use serde_json::Value;

/// The enum with its conversions and its table, and the inline objects in it.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, union: &Union) -> Vec<TokenStream> {
    let mut items = vec![declaration(def, union)];
    let variants = union.variants.iter();
    items.extend(variants.flat_map(|variant| conversions(cx, def, union, variant)));
    items.push(table(def, union));
    for variant in &union.variants {
        let ty = &variant.field.ty;
        match union.direction {
            Direction::Received => items.extend(response_types::body(cx, ty)),
            Direction::Sent | Direction::TwoWay => {
                let object = request_types::outermost_inline(ty);
                items.extend(
                    object
                        .into_iter()
                        .flat_map(|object| request_types::items(cx, object)),
                );
            }
        }
    }
    items
}

fn declaration(def: &TypeDef, union: &Union) -> TokenStream {
    let name = ident(def.name.as_str());
    let docs = prose(&def.description);
    let variants = union.variants.iter().map(|variant| {
        let (name, ty) = (ident(variant.rust.as_str()), stored_type(&variant.field));
        let docs = field_docs(&variant.field);
        quote!(#docs #name(#ty))
    });
    let unrecognized = markdown("A value that this version of the SDK does not know, unchanged.");
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unrecognized
            Unrecognized(runtime::Json),
        }
    }
}

/// Returns `true` if a value of the variant's type can only mean this variant.
pub(crate) fn is_converted(union: &Union, variant: &Variant) -> bool {
    let own = rust_type(&variant.field.ty);
    let mut types = union.variants.iter();
    let is_same = |other: &&Variant| rust_type(&other.field.ty) == own;
    // A handwritten type may be any type.
    let is_external = matches!(variant.field.ty, Type::External { .. });
    !is_external && types.by_ref().filter(is_same).count() == 1
}

/// The conversions from the variant's value.
fn conversions(
    cx: &Context<'_>,
    def: &TypeDef,
    union: &Union,
    variant: &Variant,
) -> Vec<TokenStream> {
    if !is_converted(union, variant) {
        return Vec::new();
    }
    let (name, rust) = (ident(def.name.as_str()), ident(variant.rust.as_str()));
    let ty = rust_type(&variant.field.ty);
    let value = match variant.field.storage {
        Storage::Inline => quote!(value),
        Storage::Boxed => quote!(Box::new(value)),
    };
    let whole = quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#rust(#value)
            }
        }
    };
    let text = is_text(cx, &variant.field.ty).then(|| {
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    Self::#rust(value.into())
                }
            }
        }
    });
    std::iter::once(whole).chain(text).collect()
}

/// Returns `true` for the types that any text converts to.
fn is_text(cx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::String | Scalar::Id) => true,
        Type::Shared(name) => match cx.kind(name) {
            Some(TypeKind::Enum(values)) => {
                values.openness == Openness::Open && !values.is_of_integers()
            }
            _ => false,
        },
        _ => false,
    }
}

/// The table from which the runtime reads and writes the union, and checks one that is sent.
fn table(def: &TypeDef, union: &Union) -> TokenStream {
    let name = ident(def.name.as_str());
    let discriminator = union.discriminator.as_ref().map(|discriminator| {
        let discriminator = discriminator.as_str();
        quote!(by #discriminator;)
    });
    let is_sent = union.direction != Direction::Received;
    let rows = union.variants.iter().map(|variant| {
        let rust = ident(variant.rust.as_str());
        let rules = if is_sent && union.discriminator.is_none() {
            object_table::rules(&variant.field)
        } else {
            Vec::new()
        };
        let case = match &variant.case {
            Case::Value(value) => literal(value),
            Case::Shape(shape) => {
                let shape = ident(word(*shape));
                quote!(#shape)
            }
            Case::Member(member) => {
                let member = member.as_str();
                quote!(object_with(#member))
            }
        };
        quote!(#case => #rust #(, #rules)*;)
    });
    if is_sent {
        quote!(runtime::union! { #name; #discriminator #(#rows)* })
    } else {
        quote!(runtime::response_union! { #name; #discriminator #(#rows)* })
    }
}

/// The value of a discriminator.
fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        Value::Number(number) => literals::whole(number.as_i64().unwrap_or_default()),
        value => {
            let text = value.as_str().unwrap_or_default();
            quote!(#text)
        }
    }
}

/// The runtime's word for a shape.
fn word(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Number => "number",
        Shape::TextOrNumber => "text_or_number",
        Shape::Boolean => "boolean",
        Shape::List => "list",
        Shape::Object => "object",
    }
}
