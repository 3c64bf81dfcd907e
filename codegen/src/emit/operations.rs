//! One operation: its request, the answer's headers, the answer's body.

use super::docs::{Docs, code};
use super::idents::{field_ident, ident};
use super::{Context, Module, answers, headers, imports, layout, objects, setters};
use crate::api::{Field, Method, Object, Operation, Presence, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn module(cx: &Context<'_>, operation: &Operation) -> Module {
    let mut items = request(cx, operation);
    items.push(contract(cx, operation));
    items.extend(headers::items(operation));
    if let Some(body) = operation.answer_body() {
        items.extend(answers::body(cx, &body.ty));
    }
    let mut all = imports(cx, &items);
    all.extend(items);
    Module {
        path: format!("operations/{}.rs", operation.module),
        origin: operation.origin.clone(),
        items: all,
    }
}

fn request(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let name = ident(operation.name.as_str());
    let endpoint = code(&format!("{} {}", operation.method.word(), operation.path));
    let title = format!("{}: {endpoint}.", operation.title.trim_end_matches('.'));
    let docs = Docs::default()
        .prose(&title)
        .prose(&operation.description)
        .markdown("The parts of the answer:");
    let docs = operation.outputs.iter().fold(docs, |docs, output| {
        docs.item(output.field.wire.as_str(), &output.field.description)
    });
    let docs = docs.tokens();
    let must_use = "a request does nothing until a client sends it";
    let Some(body) = &operation.body else {
        return vec![
            quote!(#docs #[derive(Clone, Debug, Default, PartialEq)] #[must_use = #must_use] pub struct #name { _private: (), }),
            empty_implementation(cx, operation),
        ];
    };
    let body = &body.object;
    let fields = objects::private_fields(body);
    let derives = if has_required(body) {
        quote!(Clone, PartialEq)
    } else {
        quote!(Clone, Default, PartialEq)
    };
    let mut items = vec![
        quote!(#docs #[derive(#derives)] #[must_use = #must_use] pub struct #name { #(#fields,)* }),
    ];
    items.push(implementation(cx, operation, body));
    items.push(objects::table(body, &TokenStream::new()));
    for object in flattened(body) {
        let (name, fields) = (ident(object.name.as_str()), objects::private_fields(object));
        items.push(quote!(#[derive(#derives)] struct #name { #(#fields,)* }));
        items.push(objects::table(object, &TokenStream::new()));
    }
    items.extend(
        own_objects(body)
            .into_iter()
            .flat_map(|object| objects::items(cx, object)),
    );
    items
}

/// Whether a request takes any input in its constructor.
fn has_required(body: &Object) -> bool {
    let leaves = leaves(body, &TokenStream::new());
    leaves
        .iter()
        .any(|leaf| leaf.field.presence == Presence::Required)
}

/// The required inline objects of a body, at any depth.
fn flattened(object: &Object) -> Vec<&Object> {
    let required = object
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required);
    let inline = required.filter_map(|field| {
        if let Type::Inline(object) = &field.ty {
            Some(&**object)
        } else {
            None
        }
    });
    inline
        .flat_map(|object| std::iter::once(object).chain(flattened(object)))
        .collect()
}

/// The inline objects that stay types of their own; [`objects::items`] sees to those inside them.
fn own_objects(object: &Object) -> Vec<&Object> {
    object
        .fields
        .iter()
        .flat_map(|field| match (&field.ty, field.presence) {
            (Type::Inline(object), Presence::Required) => own_objects(object),
            (ty, _) => objects::outermost_inline(ty).into_iter().collect(),
        })
        .collect()
}

/// An input of the request and the way to it through the flattened objects.
struct Leaf<'a> {
    field: &'a Field,
    target: TokenStream,
}

fn leaves<'a>(object: &'a Object, path: &TokenStream) -> Vec<Leaf<'a>> {
    object
        .fields
        .iter()
        .flat_map(|field| {
            let name = field_ident(&field.rust);
            let target = quote!(#path.#name);
            match (&field.ty, field.presence) {
                (Type::Inline(object), Presence::Required) => leaves(object, &target),
                _ => vec![Leaf { field, target }],
            }
        })
        .collect()
}

fn implementation(cx: &Context<'_>, operation: &Operation, body: &Object) -> TokenStream {
    let name = ident(operation.name.as_str());
    let leaves = leaves(body, &quote!(self));
    let (required, optional): (Vec<_>, Vec<_>) = leaves
        .iter()
        .partition(|leaf| leaf.field.presence == Presence::Required);
    let required: Vec<_> = required.iter().map(|leaf| leaf.field).collect();
    let initial = if required.is_empty() {
        quote!({ Self::default() })
    } else {
        let literal = literal(cx, body, &ident("Self"));
        quote!({ #literal })
    };
    let constructor = setters::constructor(cx, &required, &initial);
    let setters = optional
        .iter()
        .map(|leaf| setters::setter(cx, leaf.field, &leaf.target));
    quote! {
        impl #name {
            #constructor
            #(#setters)*
        }
    }
}

/// The struct literal with required inputs from arguments, the others unset, and the flattened
/// objects as literals inside.
fn literal(cx: &Context<'_>, object: &Object, name: &Ident) -> TokenStream {
    let parts = object
        .fields
        .iter()
        .map(|field| match (&field.ty, field.presence) {
            (Type::Inline(object), Presence::Required) => {
                let field = field_ident(&field.rust);
                let inner = literal(cx, object, &ident(object.name.as_str()));
                let tokens = quote!(#field: #inner);
                let width = setters::plain_text(&tokens).len() + 2;
                (tokens, width)
            }
            (_, presence) => setters::initial(cx, field, presence == Presence::Required),
        });
    let (fields, widths): (Vec<_>, Vec<_>) = parts.unzip();
    let width = widths.iter().sum::<usize>().saturating_sub(2);
    layout::struct_literal(name, &fields, width)
}

fn empty_implementation(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let name = ident(operation.name.as_str());
    let constructor = setters::constructor(cx, &[], &quote!({ Self::default() }));
    quote!(impl #name { #constructor })
}

fn contract(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let (name, headers, api) = (
        ident(operation.name.as_str()),
        ident(operation.headers.name.as_str()),
        ident(cx.api.name.as_str()),
    );
    let answer = operation
        .answer_body()
        .map_or_else(|| quote!(()), |body| super::rust_types::rust_type(&body.ty));
    let (text, path) = (operation.name.as_str(), operation.path.as_str());
    let method = ident(match operation.method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
    });
    let write = if operation.body.is_some() {
        quote!(
            fn write(&self, parts: &mut runtime::Parts) {
                parts.json_body(self);
            }
        )
    } else {
        quote!(
            fn write(&self, _parts: &mut runtime::Parts) {}
        )
    };
    quote! {
        impl runtime::Operation for #name {
            type Api = #api;
            type Headers = #headers;
            type Body = #answer;
            const NAME: &'static str = #text;
            const METHOD: runtime::Method = runtime::Method::#method;
            const PATH: &'static str = #path;
            #write
        }
    }
}
