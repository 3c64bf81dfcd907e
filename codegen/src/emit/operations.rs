//! One operation: its request, the answer's headers, the answer's body.

use super::docs::{Docs, code};
use super::idents::{field_ident, ident};
use super::objects::Shape;
use super::{
    Context, Module, answers, contracts, examples, extra, facts, headers, imports, layout, objects,
    paging, setters, tables,
};
use crate::model::{Field, Object, Operation, Presence, ResponseKind, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn module(cx: &Context<'_>, operation: &Operation) -> Module {
    let shape = Shape::of(&operation.request);
    let mut items = request(cx, operation, &shape);
    items.push(facts::operation(operation));
    items.push(contracts::contract(cx, operation));
    let pages = operation.pagination.as_ref();
    items.extend(pages.map(|pages| paging::table(operation, pages, &shape.prefix)));
    items.extend(headers::items(operation));
    if operation.response == ResponseKind::ByStatus {
        items.extend(answers::by_status(cx, operation));
    }
    for output in operation.response_bodies() {
        items.extend(answers::body(cx, &output.field.ty));
    }
    let mut all = imports(cx, &items, true);
    all.extend(items);
    Module {
        path: format!("operations/{}.rs", operation.module),
        origin: operation.origin.clone(),
        items: all,
    }
}

fn request(cx: &Context<'_>, operation: &Operation, shape: &Shape) -> Vec<TokenStream> {
    let object = &operation.request;
    let derives = objects::derives(!has_required(object));
    let mut items = declarations(cx, operation, shape, &derives);
    items.push(implementation(cx, operation, shape));
    let has_extra = extra::is_kept_by(operation);
    items.push(tables::table(object, &shape.prefix, has_extra));
    for object in flattened(object) {
        let (name, fields) = (ident(object.name.as_str()), objects::private_fields(object));
        let extra = extra::field();
        items.push(quote!(#[derive(#derives)] struct #name { #(#fields,)* #extra, }));
        items.push(tables::table(object, &TokenStream::new(), true));
    }
    let own = own_objects(object).into_iter();
    items.extend(own.flat_map(|object| objects::items(cx, object)));
    items
}

fn declarations(
    cx: &Context<'_>,
    operation: &Operation,
    shape: &Shape,
    derives: &TokenStream,
) -> Vec<TokenStream> {
    let name = ident(operation.name.as_str());
    let docs = docs(cx, operation);
    let must_use = "a request does nothing until a client sends it";
    let attributes = quote!(#[derive(#derives)] #[must_use = #must_use]);
    let mut fields = objects::private_fields(&operation.request);
    fields.extend(extra::is_kept_by(operation).then(extra::field));
    if fields.is_empty() {
        return vec![quote!(#docs #attributes pub struct #name { _private: (), })];
    }
    if !shape.is_boxed {
        return vec![quote!(#docs #attributes pub struct #name { #(#fields,)* })];
    }
    let holder = &shape.holder;
    vec![
        quote!(#docs #attributes pub struct #name { fields: Box<#holder>, }),
        quote!(#[derive(#derives)] struct #holder { #(#fields,)* }),
    ]
}

fn docs(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let endpoint = code(&format!("{} {}", operation.method.word(), operation.path));
    let title = format!("{}: {endpoint}.", operation.title.trim_end_matches('.'));
    let permissions = &operation.metadata.permissions;
    let permissions: Vec<_> = permissions
        .iter()
        .map(|permission| code(&permission.replace('`', "'")))
        .collect();
    let permissions = match &permissions[..] {
        [] => String::new(),
        [only] => format!("It takes the permission {only}."),
        several => format!("It takes the permissions {}.", several.join(", ")),
    };
    let pages = operation.pagination.as_ref().map_or("", |_| PAGES);
    let docs = Docs::default()
        .prose(&title)
        .prose(&operation.description)
        .markdown(&permissions)
        .markdown(pages)
        .markdown("The parts of the answer:");
    let docs = operation.outputs.iter().fold(docs, |docs, output| {
        docs.item(output.field.wire.as_str(), &output.field.description)
    });
    examples::add(cx, operation, docs).tokens()
}

/// What there is to know of a listing.
const PAGES: &str = "The answer is a page: `client.pages(request)` goes from page to page, and `client.items(request)` through the items of all of them.";

/// Whether a request takes any input in its constructor.
fn has_required(request: &Object) -> bool {
    let leaves = leaves(request, &TokenStream::new());
    leaves
        .iter()
        .any(|leaf| leaf.field.presence == Presence::Required)
}

/// The required inline objects of a body, at any depth.
fn flattened(object: &Object) -> Vec<&Object> {
    let fields = object.fields.iter().filter(|field| field.is_flattened());
    let inline = fields.filter_map(|field| match &field.ty {
        Type::Inline(object) => Some(&**object),
        _ => None,
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
        .flat_map(|field| match &field.ty {
            Type::Inline(object) if field.is_flattened() => own_objects(object),
            ty => objects::outermost_inline(ty).into_iter().collect(),
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
            match &field.ty {
                Type::Inline(object) if field.is_flattened() => leaves(object, &target),
                _ => vec![Leaf { field, target }],
            }
        })
        .collect()
}

fn implementation(cx: &Context<'_>, operation: &Operation, shape: &Shape) -> TokenStream {
    let name = ident(operation.name.as_str());
    let object = &operation.request;
    let root = shape.root();
    let has_extra = extra::is_kept_by(operation);
    let leaves = leaves(object, &root);
    let (required, optional): (Vec<_>, Vec<_>) = leaves
        .iter()
        .partition(|leaf| leaf.field.presence == Presence::Required);
    let required: Vec<_> = required.iter().map(|leaf| leaf.field).collect();
    let initial = if required.is_empty() {
        quote!({ Self::default() })
    } else {
        shape.built(|name| literal(cx, object, name, has_extra))
    };
    let deprecation = operation.deprecated.as_ref();
    let constructor = setters::constructor(cx, &required, deprecation, &initial);
    let setters = optional
        .iter()
        .map(|leaf| setters::setters(cx, leaf.field, &leaf.target));
    let extra = has_extra.then(|| extra::setter(object, &root));
    let parts = std::iter::once(constructor).chain(setters).chain(extra);
    layout::implementation(&name, parts)
}

/// The struct literal with required inputs from arguments, the others unset, and the flattened
/// objects as literals inside.
fn literal(cx: &Context<'_>, object: &Object, name: &Ident, has_extra: bool) -> TokenStream {
    let parts = object.fields.iter().map(|field| match &field.ty {
        Type::Inline(object) if field.is_flattened() => {
            let field = field_ident(&field.rust);
            let inner = literal(cx, object, &ident(object.name.as_str()), true);
            let tokens = quote!(#field: #inner);
            let width = setters::plain_text(&tokens).len() + 2;
            (tokens, width)
        }
        _ => setters::initial(cx, field, field.presence == Presence::Required),
    });
    let parts = parts.chain(has_extra.then(extra::initial));
    let (fields, widths): (Vec<_>, Vec<_>) = parts.unzip();
    let width = widths.iter().sum::<usize>().saturating_sub(2);
    layout::struct_literal(name, &fields, width)
}
