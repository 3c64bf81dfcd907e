//! How the pages of a listing follow each other.

use super::idents::{field_ident, ident};
use super::rust_types::rust_type;
use crate::model::{Operation, Pagination, Step};
use proc_macro2::TokenStream;
use quote::quote;

/// The table from which the runtime makes the walk over the pages. `prefix` leads to the inputs.
pub(super) fn table(
    operation: &Operation,
    pages: &Pagination,
    prefix: &TokenStream,
) -> TokenStream {
    let name = ident(operation.name.as_str());
    let item = rust_type(&pages.item);
    let cursor = pages.cursor.iter().map(field_ident);
    let next = way(&pages.next, Last::Borrowed);
    // A member that is always there is not unwrapped, so it is no reference yet.
    let is_plain = |step: &Step| !step.is_optional && !step.is_nullable;
    let next = if pages.next.last().is_some_and(is_plain) {
        quote!(next_always(#next))
    } else {
        quote!(next(#next))
    };
    let items = way(&pages.items, Last::Owned);
    let total = pages.total.as_ref().map(|total| {
        let total = way(total, Last::Copied);
        quote!(total(#total);)
    });
    quote!(runtime::paginated! {
        #name;
        item(#item);
        cursor(#prefix #(#cursor).*);
        #next;
        items(#items);
        #total
    })
}

/// What becomes of the member at the end of a way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Borrowed,
    /// The body is taken apart for it.
    Owned,
    Copied,
}

/// The way to a member of a body, as it goes on behind `body.`.
fn way(way: &[Step], last: Last) -> TokenStream {
    let end = way.len().saturating_sub(1);
    let steps = way.iter().enumerate().map(|(at, step)| {
        let field = field_ident(&step.field);
        let is_taken = last == Last::Owned || (at == end && last == Last::Copied);
        let optional = match (step.is_optional, is_taken) {
            (false, _) => TokenStream::new(),
            (true, true) => quote!(?),
            (true, false) => quote!(.as_ref()?),
        };
        let nullable = match (step.is_nullable, last == Last::Owned) {
            (false, _) => TokenStream::new(),
            (true, true) => quote!(.into_option()?),
            (true, false) if is_taken => quote!(.value().copied()?),
            (true, false) => quote!(.value()?),
        };
        quote!(#field #optional #nullable)
    });
    quote!(#(#steps).*)
}
