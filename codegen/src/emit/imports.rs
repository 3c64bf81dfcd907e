//! The `use` items of generated files.

use super::idents::{ident, path_tokens};
use super::tokens::{TokenStream, quote};
use super::{Context, response_types};
use crate::model::{Api, Field, Operation, OperationAuth, Type, TypeDef, TypeName};
use std::collections::BTreeSet;

/// The imports of a shared type's file.
pub(super) fn of_type(cx: &Context<'_>, def: &TypeDef) -> Vec<TokenStream> {
    let mut names = BTreeSet::new();
    def.kind
        .fields()
        .for_each(|field| named(&field.ty, &mut names));
    // A recursive type names itself.
    names.remove(def.name.as_str());
    let types = (!names.is_empty()).then(|| grouped(&quote!(super), names).imported());
    types.into_iter().chain(runtime(cx.api)).collect()
}

/// The imports of an operation's file.
pub(super) fn of_operation(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let credential = match &operation.auth {
        OperationAuth::Named(name) => Some(name.as_str()),
        OperationAuth::Client | OperationAuth::Anonymous => None,
    };
    let headers = operation.headers.shared.as_ref().map(TypeName::as_str);
    let api = std::iter::once(cx.api.name.as_str()).chain(credential);
    let api = api.chain(headers);
    let api = grouped(&quote!(super::api), api).imported();
    let names = shared_types(operation);
    let types = (!names.is_empty()).then(|| grouped(&quote!(super::types), names).imported());
    let preview = operation.preview.as_ref();
    let listing = preview.map(|preview| grouped(&quote!(super), [preview.listing.as_str()]));
    listing
        .map(Grouped::imported)
        .into_iter()
        .chain([api])
        .chain(types)
        .chain(runtime(cx.api))
        .collect()
}

/// Returns `true` if the operation's file names a shared type.
pub(super) fn names_types(operation: &Operation) -> bool {
    !shared_types(operation).is_empty()
}

/// The import of the runtime, under the name `runtime`.
pub(super) fn runtime(api: &Api) -> Option<TokenStream> {
    let path = path_tokens(&api.runtime);
    match api.runtime.as_str().rsplit_once("::") {
        // A crate with that name needs no import.
        None if api.runtime.as_str() == "runtime" => None,
        Some((_, "runtime")) => Some(quote!(use #path;)),
        _ => Some(quote!(use #path as runtime;)),
    }
}

/// The shared types that an operation's file names.
fn shared_types(operation: &Operation) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    named_by(&operation.request.fields, &mut names);
    for output in operation.response_bodies() {
        named(&output.field.ty, &mut names);
    }
    for body in operation.error_bodies() {
        // The documentation alone names the type of a whole body.
        for object in response_types::inline(&body.ty) {
            named_by(&object.fields, &mut names);
        }
    }
    let pages = operation.pagination.as_ref();
    names.extend(pages.and_then(|pages| item_of_pages(operation, &pages.item)));
    let outcomes = operation.outcomes.as_ref();
    if let Some(entries) = outcomes.and_then(|outcomes| outcomes.entries.as_ref()) {
        names.insert(entries.value.as_str());
        names.extend(entries.is_entry_shared.then(|| entries.entry.as_str()));
    }
    names
}

/// The shared type, or the inline object of a shared type, in the item type of pages.
fn item_of_pages<'a>(operation: &Operation, item: &'a Type) -> Option<&'a str> {
    match item {
        Type::Shared(name) => Some(name.as_str()),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            item_of_pages(operation, inner)
        }
        Type::Inline(object) => {
            let mut bodies = operation.response_bodies();
            let is_own = bodies.any(|body| declares(&body.field.ty, &object.name));
            (!is_own).then_some(object.name.as_str())
        }
        Type::Scalar(_) | Type::IntegerText(_) | Type::External { .. } => None,
    }
}

/// Returns `true` if the inline object is described in the type itself.
fn declares(ty: &Type, name: &TypeName) -> bool {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => declares(inner, name),
        Type::Inline(object) => {
            let mut fields = object.fields.iter();
            object.name == *name || fields.any(|field| declares(&field.ty, name))
        }
        Type::Shared(_) | Type::Scalar(_) | Type::IntegerText(_) | Type::External { .. } => false,
    }
}

fn named_by<'a>(fields: &'a [Field], names: &mut BTreeSet<&'a str>) {
    for field in fields {
        named(&field.ty, names);
    }
}

fn named<'a>(ty: &'a Type, names: &mut BTreeSet<&'a str>) {
    match ty {
        Type::Shared(name) => {
            names.insert(name.as_str());
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner, names),
        Type::Inline(object) => named_by(&object.fields, names),
        Type::Scalar(_) | Type::IntegerText(_) | Type::External { .. } => {}
    }
}

/// Names of one module, as the tree of a `use`.
pub(super) struct Grouped(TokenStream);

/// `path::{A, B}`, sorted.
pub(super) fn grouped<'a>(path: &TokenStream, names: impl IntoIterator<Item = &'a str>) -> Grouped {
    let names: BTreeSet<_> = names.into_iter().collect();
    let names: Vec<_> = names.into_iter().map(ident).collect();
    Grouped(if let [name] = &names[..] {
        quote!(#path::#name)
    } else {
        quote!(#path::{#(#names),*})
    })
}

impl Grouped {
    /// `use path::{A, B};`
    pub(super) fn imported(self) -> TokenStream {
        let tree = self.0;
        quote!(use #tree;)
    }

    /// `pub use path::{A, B};`
    pub(super) fn exported(self) -> TokenStream {
        let tree = self.0;
        quote!(pub use #tree;)
    }
}
