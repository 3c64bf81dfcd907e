//! `impl Batched`: the request with other ids in place of its list.

use super::Context;
use super::idents::{field_ident, ident};
use super::set_fields::Place;
use super::tokens::{TokenStream, quote};
use crate::model::{BatchIds, Operation};

/// The implementation for an operation whose outcomes are those of the list that is split.
pub(super) fn implementation(cx: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    let ids = ids(operation)?;
    let name = ident(operation.name.as_str());
    let place = Place::at(cx, &operation.request, &ids.path, &quote!(request));
    let set = set(ids, &place);
    Some(quote! {
        impl runtime::Batched for #name {
            fn with_ids(&self, ids: Vec<runtime::Id>) -> Self {
                let mut request = self.clone();
                #set
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

/// The statement that replaces the list at a place, or the one in the object there.
fn set(ids: &BatchIds, place: &Place) -> TokenStream {
    let setter = ids.setter.as_ref().map(field_ident);
    match (setter, ids.is_optional) {
        (Some(setter), false) => {
            let object = place.always();
            place.replace(&quote!(#object.#setter(ids)))
        }
        (Some(setter), true) => place.update(&setter, &quote!(ids)),
        (None, false) => place.replace(&quote!(ids)),
        (None, true) => place.set(&quote!(ids)),
    }
}
