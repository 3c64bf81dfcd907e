//! Objects that are sent: values built by setters, with a table for the runtime.

use super::Context;
use super::docs::{Docs, field_notes, markdown, prose};
use super::idents::{field_ident, ident};
use super::rust_types::stored_type;
use super::{answers, extra, layout, setters, tables};
use crate::model::{Direction, Field, Object, Presence, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An object with its setters, and the objects inside it that are types of their own.
pub(super) fn items(cx: &Context<'_>, object: &Object) -> Vec<TokenStream> {
    let shape = Shape::of(object);
    let mut items = shape.declarations(cx, object);
    items.push(implementation(cx, object, &shape));
    items.push(tables::table(object, &shape.prefix, true));
    for inline in object
        .fields
        .iter()
        .filter_map(|field| outermost_inline(&field.ty))
    {
        items.extend(self::items(cx, inline));
    }
    items
}

/// The objects inside a request that are public types of their own: those that are not flattened
/// into it.
pub(super) fn public_inline(request: &Object) -> Box<dyn Iterator<Item = &Object> + '_> {
    Box::new(request.fields.iter().flat_map(|field| match &field.ty {
        Type::Inline(object) if field.is_flattened() => public_inline(object),
        ty => nested(ty),
    }))
}

/// The objects inside a shared one that are described in place.
pub(super) fn nested_in(object: &Object) -> impl Iterator<Item = &Object> {
    object.fields.iter().flat_map(|field| nested(&field.ty))
}

fn nested(ty: &Type) -> Box<dyn Iterator<Item = &Object> + '_> {
    match ty {
        Type::Inline(object) => Box::new(
            std::iter::once(&**object)
                .chain(object.fields.iter().flat_map(|field| nested(&field.ty))),
        ),
        Type::List(items) | Type::Map(items) => nested(items),
        Type::Scalar(_) | Type::Shared(_) | Type::External { .. } => Box::new(std::iter::empty()),
    }
}

/// The inline object that a type is, or is a list or a map of.
pub(super) fn outermost_inline(ty: &Type) -> Option<&Object> {
    match ty.innermost() {
        Type::Inline(object) => Some(object),
        _ => None,
    }
}

/// Where an object keeps its fields.
pub(super) struct Shape {
    /// The struct that has them.
    pub(super) holder: Ident,
    /// What leads to them: `fields .` of a boxed object.
    pub(super) prefix: TokenStream,
    pub(super) is_boxed: bool,
}

impl Shape {
    pub(super) fn of(object: &Object) -> Self {
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

    fn declarations(&self, cx: &Context<'_>, object: &Object) -> Vec<TokenStream> {
        let name = ident(object.name.as_str());
        let docs = prose(&object.description);
        let derives = derives(required(object).is_empty());
        if object.direction == Direction::TwoWay {
            let fields = object.fields.iter().map(|field| public_field(cx, field));
            let extra = extra::field();
            return vec![quote! {
                #docs
                #[derive(#derives, runtime::Deserialize)]
                #[serde(crate = "runtime::serde")]
                #[non_exhaustive]
                #[must_use]
                pub struct #name {
                    #(#fields,)*
                    #[serde(skip)]
                    #extra,
                }
            }];
        }
        let holder = &self.holder;
        let fields = private_fields(object).into_iter().chain([extra::field()]);
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

/// What has nothing that must be given can be made of nothing.
pub(super) fn derives(has_default: bool) -> TokenStream {
    if has_default {
        quote!(Clone, Default, PartialEq)
    } else {
        quote!(Clone, PartialEq)
    }
}

fn required(object: &Object) -> Vec<&Field> {
    object
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .collect()
}

/// A field of an object that is sent and received.
fn public_field(cx: &Context<'_>, field: &Field) -> TokenStream {
    let is_option = field.presence == Presence::Optional;
    // The table reads the field too, so it is the setter that warns.
    let docs = Docs::default()
        .prose(&field.description)
        .markdown(&field_notes(field))
        .markdown(&setters::deprecation_note(field))
        .tokens();
    let reading = answers::reading(cx, field, is_option);
    let (name, mut ty) = (field_ident(&field.rust), stored_type(field));
    if is_option {
        ty = quote!(Option<#ty>);
    }
    quote!(#docs #reading pub #name: #ty)
}

/// The fields of the struct, the flag for "everything" first.
pub(super) fn private_fields(object: &Object) -> Vec<TokenStream> {
    let everything = object.selection.as_ref().map(|selection| {
        let flag = ident(selection.everything.as_str());
        quote!(#flag: bool)
    });
    let fields = object.fields.iter().map(|field| {
        let (name, ty) = (field_ident(&field.rust), stored_type(field));
        match field.presence {
            Presence::Required => quote!(#name: #ty),
            Presence::Optional => quote!(#name: Option<#ty>),
        }
    });
    everything.into_iter().chain(fields).collect()
}

fn implementation(cx: &Context<'_>, object: &Object, shape: &Shape) -> TokenStream {
    let name = ident(object.name.as_str());
    let initial = initial(cx, object, shape);
    let constructor = setters::constructor(cx, &required(object), None, &initial);
    let everything = everything(object, shape);
    let criteria = object.selection.as_ref().map(|_| criteria());
    let optional = object
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Optional);
    let setters = optional.map(|field| {
        let (prefix, name) = (&shape.prefix, field_ident(&field.rust));
        setters::setters(cx, field, &quote!(self.#prefix #name))
    });
    let extra = extra::setter(object, &shape.root());
    let first = [Some(constructor), everything, criteria];
    let parts = first.into_iter().flatten().chain(setters).chain([extra]);
    layout::implementation(&name, parts)
}

/// The body of `new`.
fn initial(cx: &Context<'_>, object: &Object, shape: &Shape) -> TokenStream {
    if required(object).is_empty() {
        return quote!({ Self::default() });
    }
    shape.built(|name| literal(cx, object, name))
}

impl Shape {
    /// Where the fields stand.
    pub(super) fn root(&self) -> TokenStream {
        if self.is_boxed {
            quote!(self.fields)
        } else {
            quote!(self)
        }
    }

    /// The body of a function that builds the object from a struct literal.
    pub(super) fn built(&self, literal: impl Fn(&Ident) -> TokenStream) -> TokenStream {
        if !self.is_boxed {
            let literal = literal(&ident("Self"));
            return quote!({ #literal });
        }
        let fields = literal(&self.holder);
        let boxed = quote!(fields: Box::new(fields));
        let width = "fields: Box::new(fields)".len();
        let boxed = layout::struct_literal(&ident("Self"), &[boxed], width);
        quote!({ let fields = #fields; #boxed })
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
    let all = flag.into_iter().chain(fields).chain([extra::initial()]);
    let (fields, widths): (Vec<_>, Vec<_>) = all.unzip();
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
        pub fn criteria(&self) -> impl Iterator<Item = (&str, runtime::Json)> {
            runtime::criteria(self)
        }
    }
}
