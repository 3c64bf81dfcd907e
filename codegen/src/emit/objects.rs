//! Objects that are sent: values built by setters, with a table for the runtime.

use super::Context;
use super::docs::{markdown, prose};
use super::idents::{field_ident, ident};
use super::layout;
use super::rust_types::rust_type;
use super::setters;
use crate::api::{Field, Object, Presence, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An object with its setters, and the objects inside it that are types of their own.
pub(super) fn items(cx: &Context<'_>, object: &Object) -> Vec<TokenStream> {
    let shape = Shape::of(object);
    let mut items = shape.declarations(object);
    items.push(implementation(cx, object, &shape));
    items.push(table(object, &shape.prefix));
    for inline in object
        .fields
        .iter()
        .filter_map(|field| outermost_inline(&field.ty))
    {
        items.extend(self::items(cx, inline));
    }
    items
}

/// The objects inside a request's body that are public types of their own: those that are not
/// flattened into the request.
pub(super) fn public_inline(body: &Object) -> Box<dyn Iterator<Item = &Object> + '_> {
    Box::new(
        body.fields
            .iter()
            .flat_map(|field| match (&field.ty, field.presence) {
                (Type::Inline(object), Presence::Required) => public_inline(object),
                (ty, _) => nested(ty),
            }),
    )
}

fn nested(ty: &Type) -> Box<dyn Iterator<Item = &Object> + '_> {
    match ty {
        Type::Inline(object) => Box::new(
            std::iter::once(&**object)
                .chain(object.fields.iter().flat_map(|field| nested(&field.ty))),
        ),
        Type::List(items) => nested(items),
        Type::Scalar(_) | Type::Shared(_) | Type::External { .. } => Box::new(std::iter::empty()),
    }
}

/// The inline object that a type is, or is a list of.
pub(super) fn outermost_inline(ty: &Type) -> Option<&Object> {
    match ty {
        Type::Inline(object) => Some(object),
        Type::List(items) => outermost_inline(items),
        Type::Scalar(_) | Type::Shared(_) | Type::External { .. } => None,
    }
}

/// Where an object keeps its fields.
struct Shape {
    /// The struct that has them.
    holder: Ident,
    /// What leads to them: `fields .` of a boxed object.
    prefix: TokenStream,
    is_boxed: bool,
}

impl Shape {
    fn of(object: &Object) -> Self {
        let holder = object.holder();
        let is_boxed = holder.is_some();
        let holder = ident(holder.as_ref().unwrap_or(&object.name).as_str());
        Self {
            holder,
            prefix: if is_boxed {
                quote!(fields.)
            } else {
                TokenStream::new()
            },
            is_boxed,
        }
    }

    fn declarations(&self, object: &Object) -> Vec<TokenStream> {
        let name = ident(object.name.as_str());
        let docs = prose(&object.description);
        let derives = if required(object).is_empty() {
            quote!(Clone, Default, PartialEq)
        } else {
            quote!(Clone, PartialEq)
        };
        let holder = &self.holder;
        let fields = private_fields(object);
        if !self.is_boxed {
            return vec![
                quote!(#docs #[derive(#derives)] #[must_use] pub struct #name { #(#fields,)* }),
            ];
        }
        vec![
            quote!(#docs #[derive(#derives)] #[must_use] pub struct #name { fields: Box<#holder>, }),
            quote!(#[derive(#derives)] struct #holder { #(#fields,)* }),
        ]
    }
}

fn required(object: &Object) -> Vec<&Field> {
    object
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .collect()
}

/// The fields of the struct, the flag for "everything" first.
pub(super) fn private_fields(object: &Object) -> Vec<TokenStream> {
    let everything = object.selection.as_ref().map(|selection| {
        let flag = ident(selection.everything.as_str());
        quote!(#flag: bool)
    });
    let fields = object.fields.iter().map(|field| {
        let (name, ty) = (field_ident(&field.rust), rust_type(&field.ty));
        match field.presence {
            Presence::Required => quote!(#name: #ty),
            Presence::Optional => quote!(#name: Option<#ty>),
        }
    });
    everything.into_iter().chain(fields).collect()
}

fn implementation(cx: &Context<'_>, object: &Object, shape: &Shape) -> TokenStream {
    let name = ident(object.name.as_str());
    let constructor = setters::constructor(cx, &required(object), &initial(cx, object, shape));
    let everything = object.selection.as_ref().map(|_| everything(object, shape));
    let criteria = object.selection.as_ref().map(|_| criteria());
    let optional = object
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Optional);
    let setters = optional.map(|field| {
        let (prefix, name) = (&shape.prefix, field_ident(&field.rust));
        setters::setter(cx, field, &quote!(self.#prefix #name))
    });
    quote! {
        impl #name {
            #constructor
            #everything
            #criteria
            #(#setters)*
        }
    }
}

/// The body of `new`.
fn initial(cx: &Context<'_>, object: &Object, shape: &Shape) -> TokenStream {
    if required(object).is_empty() {
        return quote!({ Self::default() });
    }
    if shape.is_boxed {
        let holder = &shape.holder;
        let literal = literal(cx, object, holder);
        let boxed = quote!(fields: Box::new(fields));
        let width = "fields: Box::new(fields)".len();
        let boxed = layout::struct_literal(&ident("Self"), &[boxed], width);
        quote!({ let fields = #literal; #boxed })
    } else {
        let literal = literal(cx, object, &ident("Self"));
        quote!({ #literal })
    }
}

/// The struct literal with required fields from arguments and the others unset.
fn literal(cx: &Context<'_>, object: &Object, name: &Ident) -> TokenStream {
    let flag = object.selection.as_ref().map(|selection| {
        let flag = ident(selection.everything.as_str());
        (
            quote!(#flag: false),
            selection.everything.as_str().len() + 9,
        )
    });
    let fields = object
        .fields
        .iter()
        .map(|field| setters::initial(cx, field, field.presence == Presence::Required));
    let (fields, widths): (Vec<_>, Vec<_>) = flag.into_iter().chain(fields).unzip();
    let width = widths.iter().sum::<usize>().saturating_sub(2);
    layout::struct_literal(name, &fields, width)
}

fn everything(object: &Object, shape: &Shape) -> Option<TokenStream> {
    let selection = object.selection.as_ref()?;
    let (name, prefix) = (ident(selection.everything.as_str()), &shape.prefix);
    let docs = prose(&selection.description);
    let required = required(object);
    if !required.is_empty() {
        return None;
    }
    Some(quote! {
        #docs
        pub fn #name() -> Self {
            let mut all = Self::new();
            all.#prefix #name = true;
            all
        }
    })
}

fn criteria() -> TokenStream {
    let docs = markdown(
        "What is set, in the documentation's order: the name on the wire and the JSON value, as for an audit log.",
    );
    quote! {
        #docs
        pub fn criteria(&self) -> impl Iterator<Item = (&'static str, runtime::Json)> {
            runtime::criteria(self)
        }
    }
}

/// The table from which the runtime makes the walks over the fields: sending, checking, showing.
pub(super) fn table(object: &Object, prefix: &TokenStream) -> TokenStream {
    let name = ident(object.name.as_str());
    let selection = object.selection.as_ref().map(|selection| {
        let flag = ident(selection.everything.as_str());
        let advice = format!("{}::{}()", object.name, selection.everything);
        quote!(selection #prefix #flag => #advice;)
    });
    let rows = object.fields.iter().map(|field| row(field, prefix));
    quote!(runtime::object! { #name; #selection #(#rows)* })
}

fn row(field: &Field, prefix: &TokenStream) -> TokenStream {
    let (wire, name) = (field.wire.as_str(), field_ident(&field.rust));
    let presence = match field.presence {
        Presence::Required => quote!(required),
        Presence::Optional => quote!(optional),
    };
    let bounds = &field.bounds;
    let rules = [
        ("min_items", bounds.min_items),
        ("max_items", bounds.max_items),
        ("min_length", bounds.min_length),
    ];
    let rules = rules.into_iter().filter_map(|(rule, value)| {
        let (rule, value) = (ident(rule), proc_macro2::Literal::u32_unsuffixed(value?));
        Some(quote!(, #rule(#value)))
    });
    let selects = (!field.selects).then(|| quote!(, selects_nothing()));
    quote!(#presence #wire => #prefix #name #(#rules)* #selects;)
}
