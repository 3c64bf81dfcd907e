//! Objects that are sent: structs with setters, and their `object!` tables.

use super::Context;
use super::docs::{Docs, markdown, prose};
use super::enums::alias;
use super::field_notes::{described, field_notes};
use super::idents::{field_ident, ident};
use super::rust_types::stored_type;
use super::set_fields::{Place, SetFields};
use super::tokens::{Ident, TokenStream, quote};
use super::{extra_fields, object_table, response_types, setters};
use crate::model::{Direction, Field, Object, Presence, Type, TypeName};

/// An object with its setters, and the inline objects inside it.
pub(super) fn items(cx: &Context<'_>, object: &Object) -> Vec<TokenStream> {
    let kept = SetFields::of(cx, object);
    let kept = kept.as_ref();
    let mut items = declarations(object, kept);
    items.push(implementation(cx, object, kept));
    let is_made_of_nothing = required(object).is_empty() && !has_default(object);
    items.extend(is_made_of_nothing.then(|| default_of_new(&object.name)));
    let is_read = object.direction == Direction::Sent;
    items.push(object_table::table(cx, object, kept, true, is_read));
    if object.direction == Direction::TwoWay {
        items.push(received_table(cx, object));
    }
    for inline in object
        .fields
        .iter()
        .filter_map(|field| outermost_inline(&field.ty))
    {
        // Nobody sends the object in a read-only field.
        items.extend(match inline.direction {
            Direction::Received => response_types::shared(cx, inline),
            Direction::Sent | Direction::TwoWay => self::items(cx, inline),
        });
    }
    items
}

/// The table from which the runtime reads an object that is also sent.
fn received_table(cx: &Context<'_>, object: &Object) -> TokenStream {
    let name = ident(object.name.as_str());
    let extra = extra_fields::row();
    let rows = object.fields.iter();
    let rows = rows.map(|field| response_types::row(cx, field, field.is_option_when_two_way()));
    quote!(runtime::response_object! { #name; #extra #(#rows)* })
}

/// The inline objects of a request that are public types: those that are not flattened into it.
pub(super) fn public_inline(request: &Object) -> Box<dyn Iterator<Item = &Object> + '_> {
    Box::new(request.fields.iter().flat_map(|field| match &field.ty {
        Type::Inline(object) if field.is_flattened() => public_inline(object),
        ty => nested(ty),
    }))
}

/// The inline objects of a shared object.
pub(super) fn nested_in(object: &Object) -> impl Iterator<Item = &Object> {
    object.fields.iter().flat_map(|field| nested(&field.ty))
}

fn nested(ty: &Type) -> Box<dyn Iterator<Item = &Object> + '_> {
    match ty {
        Type::Inline(object) => Box::new(
            std::iter::once(&**object)
                .chain(object.fields.iter().flat_map(|field| nested(&field.ty))),
        ),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => nested(inner),
        Type::Scalar(_) | Type::IntegerText(_) | Type::Shared(_) | Type::External { .. } => {
            Box::new(std::iter::empty())
        }
    }
}

/// The inline object of a type, or of the items of a list or a map.
pub(super) fn outermost_inline(ty: &Type) -> Option<&Object> {
    match ty.innermost() {
        Type::Inline(object) => Some(object),
        _ => None,
    }
}

/// The struct of an object that is sent alone, and the values of the fields that it keeps only if set.
fn declarations(object: &Object, kept: Option<&SetFields<'_>>) -> Vec<TokenStream> {
    let name = ident(object.name.as_str());
    let docs = prose(&object.description);
    let derives = derives(has_default(object));
    if object.direction == Direction::TwoWay {
        let fields = object.fields.iter().map(public_field);
        let extra = extra_fields::field();
        return vec![quote! {
            #docs
            #[derive(#derives)]
            #[non_exhaustive]
            #[must_use]
            pub struct #name {
                #(#fields,)*
                #extra,
            }
        }];
    }
    let fields = private_fields(object, kept, true);
    let declared = quote!(#docs #[derive(#derives)] #[must_use] pub struct #name { #(#fields,)* });
    let values = kept.map(|kept| kept.declaration(true));
    std::iter::once(declared).chain(values).collect()
}

/// Returns `true` if an object with nothing set is the derived `Default`.
fn has_default(object: &Object) -> bool {
    let mut fields = object.fields.iter();
    fields.all(Field::is_option_when_two_way)
}

/// `impl Default` for a type whose constants keep it from deriving the trait.
pub(super) fn default_of_new(name: &TypeName) -> TokenStream {
    let name = ident(name.as_str());
    quote! {
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

/// The derived traits. A type without required fields and constants derives `Default`.
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
        .filter(|field| field.presence == Presence::Required && !field.is_read_only())
        .collect()
}

fn fixed(object: &Object) -> Vec<&Field> {
    let fields = object.fields.iter();
    fields
        .filter(|field| field.presence == Presence::Fixed)
        .collect()
}

/// A field of an object that is both sent and received.
fn public_field(field: &Field) -> TokenStream {
    // The table uses the field too, so only the setter is deprecated.
    let read_only = "Only the server sets it: it is never sent.";
    let docs = described(field)
        .markdown(if field.is_read_only() { read_only } else { "" })
        .markdown(&field_notes(field))
        .markdown(&setters::deprecation_note(field))
        .tokens();
    let alias = alias(field.wire.as_str(), field.rust.as_str());
    let (name, mut ty) = (field_ident(&field.rust), stored_type(field));
    if field.is_option_when_two_way() {
        ty = quote!(Option<#ty>);
    }
    quote!(#docs #alias pub #name: #ty)
}

/// The fields of the struct, between the flag that selects everything and the extra members.
pub(super) fn private_fields(
    object: &Object,
    kept: Option<&SetFields<'_>>,
    has_extra: bool,
) -> Vec<TokenStream> {
    let flag = flag(object, kept).map(|flag| quote!(#flag: bool));
    let fields = own_fields(object, kept).map(|field| {
        let (name, ty) = (field_ident(&field.rust), stored_type(field));
        match field.presence {
            Presence::Optional if field.is_additional() => quote!(#name: #ty),
            Presence::Required | Presence::Fixed => quote!(#name: #ty),
            Presence::Optional => quote!(#name: Option<#ty>),
        }
    });
    let last = match kept {
        Some(kept) => Some(kept.field()),
        None => has_extra.then(extra_fields::field),
    };
    flag.into_iter().chain(fields).chain(last).collect()
}

/// The flag that selects everything; it is among the fields that are set in an object that keeps some.
fn flag(object: &Object, kept: Option<&SetFields<'_>>) -> Option<Ident> {
    let selection = object.selection.as_ref().filter(|_| kept.is_none());
    selection.map(|selection| ident(selection.everything.as_str()))
}

/// The fields that have a place in the struct.
fn own_fields<'a>(
    object: &'a Object,
    kept: Option<&SetFields<'_>>,
) -> impl Iterator<Item = &'a Field> {
    let is_kept =
        move |field: &Field| kept.is_some_and(|kept| kept.variant_of(&field.rust).is_some());
    object.fields.iter().filter(move |field| !is_kept(field))
}

/// `impl Name { … }`.
pub(super) fn block(name: &Ident, parts: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote!(impl #name { #(#parts)* })
}

fn implementation(cx: &Context<'_>, object: &Object, kept: Option<&SetFields<'_>>) -> TokenStream {
    let name = ident(object.name.as_str());
    let initial = if has_default(object) {
        quote!({ Self::default() })
    } else {
        let initial = |field: &Field| setters::initial(cx, field);
        let literal = literal(object, &ident("Self"), kept, true, &initial);
        quote!({ #literal })
    };
    let constructor = setters::constructor(cx, &required(object), &fixed(object), None, &initial);
    let everything = everything(object, kept);
    let criteria = object.selection.as_ref().map(|_| criteria());
    let optional = object
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Optional && !field.is_read_only());
    let setters = optional.map(|field| {
        let place = Place::of(kept, &field.rust, &quote!(self));
        setters::setters(cx, field, &place)
    });
    let extra = extra_fields::setter(cx, object);
    let first = [Some(constructor), everything, criteria, Some(validate())];
    let parts = first.into_iter().flatten().chain(setters).chain([extra]);
    block(&name, parts)
}

/// The struct literal with required fields from arguments and the others unset.
pub(super) fn literal(
    object: &Object,
    name: &Ident,
    kept: Option<&SetFields<'_>>,
    has_extra: bool,
    initial: &dyn Fn(&Field) -> TokenStream,
) -> TokenStream {
    let flag = flag(object, kept).map(|flag| quote!(#flag: false));
    let fields = own_fields(object, kept).map(initial);
    let last = match kept {
        Some(_) => Some(quote!(fields_: Box::default())),
        None => has_extra.then(extra_fields::initial),
    };
    let all = flag.into_iter().chain(fields).chain(last);
    quote!(#name { #(#all),* })
}

fn everything(object: &Object, kept: Option<&SetFields<'_>>) -> Option<TokenStream> {
    let selection = object.selection.as_ref()?;
    let name = ident(selection.everything.as_str());
    let flag = if kept.is_some() {
        quote!(fields_.selects_all)
    } else {
        quote!(#name)
    };
    let docs = prose(&selection.description);
    let required = required(object);
    if !required.is_empty() {
        return None;
    }
    Some(quote! {
        #docs
        pub fn #name() -> Self {
            let mut all = Self::new();
            all.#flag = true;
            all
        }
    })
}

/// `validate`, which checks the object alone.
fn validate() -> TokenStream {
    let docs = Docs::default()
        .markdown("Checks the object as it is checked when it is sent, without sending anything.")
        .markdown("# Errors")
        .markdown("Returns an error that lists everything that is wrong.")
        .tokens();
    quote! {
        #docs
        pub fn validate(&self) -> Result<(), runtime::InvalidObjectError> {
            runtime::validate(self)
        }
    }
}

fn criteria() -> TokenStream {
    let docs = markdown(
        "Returns the fields that are set, in the documentation's order, each as its wire name and JSON value: for an audit log, for example.",
    );
    quote! {
        #docs
        pub fn criteria(&self) -> impl Iterator<Item = (&str, runtime::Json)> {
            runtime::criteria(self)
        }
    }
}
