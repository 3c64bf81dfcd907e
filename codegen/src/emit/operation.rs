//! The file of an operation: its request, response headers and response bodies.

use super::docs::{Docs, code};
use super::field_notes::item_descriptions;
use super::idents::{field_ident, ident};
use super::set_fields::{Place, SetFields};
use super::tokens::{TokenStream, quote};
use super::{
    Context, Module, batched_impl, credentials, error_docs, examples, extra_fields, headers,
    imports, object_table, operation_impl, outcomes_impl, pagination_impl, preview_impl,
    request_types, response_types, setters, tag_docs,
};
use crate::model::{Field, Object, Operation, Presence, ResponseKind, Type};

pub(super) fn module(cx: &Context<'_>, operation: &Operation) -> Module {
    let mut items = imports::of_operation(cx, operation);
    items.extend(request(cx, operation));
    items.push(operation_impl::implementation(cx, operation));
    let pages = operation.pagination.as_ref();
    items.extend(pages.map(|pages| pagination_impl::implementation(cx, operation, pages)));
    let outcomes = operation.outcomes.as_ref();
    items.extend(outcomes.map(|outcomes| outcomes_impl::methods(operation, outcomes)));
    items.extend(outcomes.map(|outcomes| outcomes_impl::implementation(operation, outcomes)));
    items.extend(batched_impl::implementation(cx, operation));
    let preview = operation.preview.as_ref();
    items.extend(preview.map(|preview| preview_impl::implementation(cx, operation, preview)));
    items.extend(headers::items(operation));
    if operation.response == ResponseKind::ByStatus {
        items.extend(response_types::by_status(cx, operation));
    }
    for output in operation.response_bodies() {
        items.extend(response_types::body(cx, &output.field.ty));
    }
    for body in operation.error_bodies() {
        items.extend(response_types::body(cx, &body.ty));
    }
    Module {
        path: format!("operations/{}.rs", operation.module),
        origin: operation.origin.clone(),
        items,
    }
}

fn request(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let object = &operation.request;
    let kept = SetFields::of(cx, object);
    let kept = kept.as_ref();
    let derives = request_types::derives(has_default(object));
    let mut items = vec![declaration(cx, operation, kept, &derives)];
    items.extend(kept.map(|kept| kept.declaration(false)));
    items.push(implementation(cx, operation));
    let is_made_of_nothing = !has_required(object) && !has_default(object);
    items.extend(is_made_of_nothing.then(|| request_types::default_of_new(&operation.name)));
    let has_extra = extra_fields::is_kept_by(operation);
    items.push(object_table::table(cx, object, kept, has_extra, false));
    for object in flattened(object) {
        let kept = SetFields::of(cx, object);
        let kept = kept.as_ref();
        let name = ident(object.name.as_str());
        let fields = request_types::private_fields(object, kept, true);
        items.push(quote!(#[derive(#derives)] struct #name { #(#fields,)* }));
        items.extend(kept.map(|kept| kept.declaration(false)));
        items.push(object_table::table(cx, object, kept, true, false));
    }
    let own = own_objects(object).into_iter();
    items.extend(own.flat_map(|object| request_types::items(cx, object)));
    items
}

fn declaration(
    cx: &Context<'_>,
    operation: &Operation,
    kept: Option<&SetFields<'_>>,
    derives: &TokenStream,
) -> TokenStream {
    let name = ident(operation.name.as_str());
    let docs = docs(cx, operation);
    let must_use = "a request does nothing until a client sends it";
    let attributes = quote!(#[derive(#derives)] #[must_use = #must_use]);
    let has_extra = extra_fields::is_kept_by(operation);
    let fields = request_types::private_fields(&operation.request, kept, has_extra);
    if fields.is_empty() {
        return quote!(#docs #attributes pub struct #name { _private: (), });
    }
    quote!(#docs #attributes pub struct #name { #(#fields,)* })
}

fn docs(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let endpoint = code(&format!("{} {}", operation.method.word(), operation.path));
    let title = format!("{}: {endpoint}.", operation.title.trim_end_matches('.'));
    let docs = Docs::default().prose(&title).prose(&operation.description);
    let docs = tag_docs::add(operation, docs);
    let docs = credentials::note(operation, docs);
    let docs = permissions(operation, docs);
    let docs = match &operation.preview {
        Some(preview) => docs
            .markdown("# Preview")
            .markdown(&preview_note(preview.listing.as_str())),
        None => docs,
    };
    let docs = docs.markdown("# Response");
    let docs = match operation.pagination {
        Some(_) => docs.markdown(PAGES),
        None => docs,
    };
    let docs = match operation.outcomes {
        Some(_) => docs.markdown(OUTCOMES),
        None => docs,
    };
    let docs = operation.outputs.iter().fold(docs, |docs, output| {
        let docs = docs
            .item(output.field.wire.as_str(), &output.field.description)
            .markdown_in_item(response_types::missing_note(output));
        let items = item_descriptions(&output.field);
        items.fold(docs, |docs, text| docs.prose_in_item(&text))
    });
    let docs = error_docs::add(operation, docs.markdown("# Errors").markdown(ERRORS));
    examples::add(cx, operation, docs).tokens()
}

fn permissions(operation: &Operation, docs: Docs) -> Docs {
    let metadata = &operation.metadata;
    let listed = |permissions: &[String]| {
        let list = permissions.iter();
        let list = list.map(|permission| format!("* {}", code(&permission.replace('`', "'"))));
        list.collect::<Vec<_>>()
    };
    let needed = listed(&metadata.permissions);
    let optional = listed(&metadata.optional_permissions);
    let docs = match (&needed[..], &optional[..]) {
        ([], []) => return docs,
        _ => docs.markdown("# Permissions").lines(&needed),
    };
    if optional.is_empty() {
        return docs;
    }
    docs.markdown("Needed for some fields only:")
        .lines(&optional)
}

fn preview_note(listing: &str) -> String {
    format!(
        "`client.preview(&request)` returns the number of the items that the request would affect, and the first page of them, by [`{listing}`]. With `SendOptions::at_most`, it is sent only if there are few enough."
    )
}

const PAGES: &str = "One page of a listing. `client.pages(request)` iterates over the pages, and `client.items(request)` over the items of all pages.";

const OUTCOMES: &str = "A successful response can hide a partial failure: check it with [`require_all_updated`](Self::require_all_updated).";

const ERRORS: &str = "Sending it fails with [`Error`](runtime::Error).";

/// Returns `true` if the constructor of the request has arguments.
fn has_required(request: &Object) -> bool {
    leaves(request).any(|field| field.presence == Presence::Required)
}

/// Returns `true` if the request with nothing set is the derived `Default`.
fn has_default(request: &Object) -> bool {
    leaves(request).all(|field| field.presence == Presence::Optional)
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

/// The inline objects that are not flattened; [`request_types::items`] emits those inside them.
fn own_objects(object: &Object) -> Vec<&Object> {
    object
        .fields
        .iter()
        .flat_map(|field| match &field.ty {
            Type::Inline(object) if field.is_flattened() => own_objects(object),
            ty => request_types::outermost_inline(ty).into_iter().collect(),
        })
        .collect()
}

/// The inputs of a request, with those in flattened objects.
fn leaves(object: &Object) -> Box<dyn Iterator<Item = &Field> + '_> {
    Box::new(object.fields.iter().flat_map(|field| match &field.ty {
        Type::Inline(object) if field.is_flattened() => leaves(object),
        _ => Box::new(std::iter::once(field)),
    }))
}

/// The setters of the optional inputs, with those in flattened objects.
fn setters(cx: &Context<'_>, object: &Object, root: &TokenStream) -> Vec<TokenStream> {
    let kept = SetFields::of(cx, object);
    let fields = object.fields.iter();
    let setters = fields.flat_map(|field| match &field.ty {
        Type::Inline(object) if field.is_flattened() => {
            let name = field_ident(&field.rust);
            setters(cx, object, &quote!(#root.#name))
        }
        _ if field.presence == Presence::Optional => {
            let place = Place::of(kept.as_ref(), &field.rust, root);
            vec![setters::setters(cx, field, &place)]
        }
        _ => Vec::new(),
    });
    setters.collect()
}

/// The initial value of an input, as a field of a struct literal; a flattened object is a literal inside.
fn initial(cx: &Context<'_>, field: &Field) -> TokenStream {
    let Type::Inline(object) = &field.ty else {
        return setters::initial(cx, field);
    };
    if !field.is_flattened() {
        return setters::initial(cx, field);
    }
    let (field, name) = (field_ident(&field.rust), ident(object.name.as_str()));
    let kept = SetFields::of(cx, object);
    let initial = |field: &Field| initial(cx, field);
    let inner = request_types::literal(object, &name, kept.as_ref(), true, &initial);
    quote!(#field: #inner)
}

fn implementation(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let name = ident(operation.name.as_str());
    let object = &operation.request;
    let has_extra = extra_fields::is_kept_by(operation);
    let [required, fixed] = [Presence::Required, Presence::Fixed].map(|presence| {
        let fields = leaves(object).filter(|field| field.presence == presence);
        fields.collect::<Vec<_>>()
    });
    let initial = if has_default(object) {
        quote!({ Self::default() })
    } else {
        let kept = SetFields::of(cx, object);
        let name = ident("Self");
        let initial = |field: &Field| initial(cx, field);
        let literal = request_types::literal(object, &name, kept.as_ref(), has_extra, &initial);
        quote!({ #literal })
    };
    let deprecation = operation.deprecated.as_ref();
    let constructor = setters::constructor(cx, &required, &fixed, deprecation, &initial);
    let setters = setters(cx, object, &quote!(self));
    let extra = has_extra.then(|| extra_fields::setter(cx, object));
    let parts = std::iter::once(constructor).chain(setters).chain(extra);
    request_types::block(&name, parts)
}
