//! `impl Paginated`: where a page has its items and the cursor of the next page.

use super::idents::{field_ident, ident};
use super::rust_types::rust_type;
use crate::model::{Operation, Pagination, Step};
use proc_macro2::TokenStream;
use quote::quote;

/// The implementation for a listing. `prefix` is the path to the inputs.
pub(super) fn implementation(
    operation: &Operation,
    pages: &Pagination,
    prefix: &TokenStream,
) -> TokenStream {
    let name = ident(operation.name.as_str());
    let item = rust_type(&pages.item);
    let cursor: Vec<_> = pages.cursor.iter().map(field_ident).collect();
    let cursor = quote!(#prefix #(#cursor).*);
    let next = path(&pages.next, Access::Borrow);
    // A member that is always present is not unwrapped, so it is not a reference yet.
    let is_plain = |step: &Step| !step.is_optional && !step.is_nullable;
    let borrow = pages.next.last().is_some_and(is_plain).then(|| quote!(&));
    let items = path(&pages.items, Access::Move);
    let [next_expect, items_expect] = [&pages.next, &pages.items].map(|steps| expect(steps));
    let total = pages.total.as_ref().map(|total| {
        let (expect, total) = (expect(total), path(total, Access::Copy));
        quote! {
            #expect
            fn total(body: &Self::Body) -> Option<u64> {
                runtime::total(body.#total)
            }
        }
    });
    quote! {
        impl runtime::Paginated for #name {
            type Item = #item;

            fn cursor(&self) -> Option<String> {
                runtime::cursor_text(self.#cursor.as_ref()?)
            }

            #next_expect
            fn next(&self, body: &Self::Body) -> Option<Self> {
                let next = #borrow body.#next;
                let mut request = self.clone();
                request.#cursor = Some(runtime::cursor(next));
                Some(request)
            }

            #items_expect
            fn items(body: Self::Body) -> Option<Vec<Self::Item>> {
                Some(runtime::IntoItems::into_items(body.#items))
            }

            #total
        }
    }
}

/// Expects the warning about deprecated members of the path.
pub(super) fn expect(steps: &[Step]) -> Option<TokenStream> {
    let is_deprecated = steps.iter().any(|step| step.is_deprecated);
    is_deprecated
        .then(|| quote!(#[expect(deprecated, reason = "the spec names a deprecated member")]))
}

/// The access to the member at the end of a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Borrow,
    /// Moves it out of the body.
    Move,
    Copy,
}

/// The path to a member of a body, to follow `body.`.
pub(super) fn path(steps: &[Step], access: Access) -> TokenStream {
    let end = steps.len().saturating_sub(1);
    let steps = steps.iter().enumerate().map(|(at, step)| {
        let field = field_ident(&step.field);
        let is_moved = access == Access::Move || (at == end && access == Access::Copy);
        let optional = match (step.is_optional, is_moved) {
            (false, _) => TokenStream::new(),
            (true, true) => quote!(?),
            (true, false) => quote!(.as_ref()?),
        };
        let nullable = match (step.is_nullable, access == Access::Move) {
            (false, _) => TokenStream::new(),
            (true, true) => quote!(.into_option()?),
            (true, false) if is_moved => quote!(.value().copied()?),
            (true, false) => quote!(.value()?),
        };
        quote!(#field #optional #nullable)
    });
    quote!(#(#steps).*)
}
