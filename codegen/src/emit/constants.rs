//! The constants of fields with only one value.

use super::Context;
use super::idents::ident;
use super::literals;
use super::tokens::{Ident, TokenStream, quote};
use crate::model::{Field, Presence, Scalar, Type, TypeKind};
use serde_json::Value;

/// The constant of a field as an expression of its type; `None` for any other field.
pub(super) fn expression(cx: &Context<'_>, field: &Field) -> Option<TokenStream> {
    let constant = field.constant.as_deref();
    let constant = constant.filter(|_| field.presence == Presence::Fixed)?;
    Some(match (&field.ty, constant) {
        (Type::Shared(name), constant) => {
            let ty = ident(name.as_str());
            let variant = cx.kind(name).and_then(|kind| variant(kind, constant));
            variant.map_or_else(
                || {
                    let former = match constant.as_str() {
                        Some(text) => quote!(#text),
                        None => whole(constant),
                    };
                    quote!(#ty::from(#former))
                },
                |variant| quote!(#ty::#variant),
            )
        }
        (Type::IntegerText(_), Value::String(text)) => {
            let integer = literals::whole(text.parse::<i128>().unwrap_or_default());
            quote!(runtime::IntegerText::from(#integer))
        }
        (_, Value::String(text)) if text.is_empty() => quote!(String::new()),
        (_, Value::String(text)) => quote!(#text.to_owned()),
        (Type::Scalar(Scalar::Number), value) => {
            literals::decimal(value.as_f64().unwrap_or_default())
        }
        (_, Value::Bool(value)) => quote!(#value),
        (_, value) => whole(value),
    })
}

/// An integer. Lowering accepts no other value here: the default is never used.
fn whole(value: &Value) -> TokenStream {
    let whole = value.as_i64().map(i128::from);
    let whole = whole.or_else(|| value.as_u64().map(i128::from));
    literals::whole(whole.unwrap_or_default())
}

/// The variant of a value; `None` for the former one of a value of an open enum.
fn variant(kind: &TypeKind, constant: &Value) -> Option<Ident> {
    let TypeKind::Enum(values) = kind else {
        return None;
    };
    let text = constant.as_str().map(str::to_owned);
    let text = text.unwrap_or_else(|| constant.to_string());
    let mut known = values.values.iter();
    let known = known.find(|known| known.wire.as_str() == text)?;
    Some(ident(known.rust.as_str()))
}

/// The constant of a field as JSON text.
pub(super) fn text(field: &Field) -> Option<String> {
    field.constant.as_deref().map(Value::to_string)
}
