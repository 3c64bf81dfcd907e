//! `impl Batched`: the request with other ids in place of its list.

use super::idents::{field_ident, ident};
use super::tokens::{TokenStream, quote};
use crate::model::{BatchIds, Operation};

/// The implementation for an operation whose outcomes are those of the list that is split. `prefix` is
/// the path to the inputs.
pub(super) fn implementation(operation: &Operation, prefix: &TokenStream) -> Option<TokenStream> {
    let ids = ids(operation)?;
    let name = ident(operation.name.as_str());
    let path: Vec<_> = ids.path.iter().map(field_ident).collect();
    let target = quote!(request.#prefix #(#path).*);
    let value = value(ids, &target);
    Some(quote! {
        impl runtime::Batched for #name {
            fn with_ids(&self, ids: Vec<runtime::Id>) -> Self {
                let mut request = self.clone();
                #target = #value;
                request
            }
        }
    })
}

/// Returns `true` if a program can split the list of ids over several requests.
pub(crate) fn is_batched(operation: &Operation) -> bool {
    ids(operation).is_some()
}

/// The list of ids that the outcomes report about, if code can replace it.
fn ids(operation: &Operation) -> Option<&BatchIds> {
    let batch = operation.metadata.batch.as_ref()?;
    let outcomes = operation.outcomes.as_ref()?;
    let ids = batch.ids.as_ref()?;
    (outcomes.ids.as_ref() == Some(&batch.list)).then_some(ids)
}

/// The new value at the end of the path.
fn value(ids: &BatchIds, target: &TokenStream) -> TokenStream {
    let setter = ids.setter.as_ref().map(field_ident);
    match (setter, ids.is_optional) {
        (Some(setter), false) => quote!(#target.#setter(ids)),
        (Some(setter), true) => quote!(#target.map(|object| object.#setter(ids))),
        (None, false) => quote!(ids),
        (None, true) => quote!(Some(ids)),
    }
}
