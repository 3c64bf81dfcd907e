//! `impl Previewed`: the request that lists the items of another one.

use super::Context;
use super::batched_impl::is_batched;
use super::idents::{field_ident, ident};
use super::set_fields::Place;
use super::tokens::{Ident, Literal, TokenStream, quote};
use crate::model::{FieldName, Operation, PageLimit, Preview, PreviewInput, PreviewValue};

/// The implementation.
pub(super) fn implementation(
    cx: &Context<'_>,
    operation: &Operation,
    preview: &Preview,
) -> TokenStream {
    let (name, listing) = (
        ident(operation.name.as_str()),
        ident(preview.listing.as_str()),
    );
    let expect = expect(preview.is_deprecated);
    let place = |path: &[FieldName]| Place::at(cx, &operation.request, path, &quote!(self));
    let request = request(preview, &place);
    let count = preview.count_only.as_ref().map(|count| {
        let (expect, setter) = (
            self::expect(count.is_deprecated),
            field_ident(&count.setter),
        );
        quote! {
            #expect
            fn count_request(&self) -> Self::Listing {
                runtime::Previewed::preview_request(self).#setter(true)
            }
        }
    });
    let halves = is_batched(operation).then(|| {
        quote! {
            fn halves(&self) -> Option<[Self; 2]> {
                runtime::halves(self)
            }
        }
    });
    quote! {
        impl runtime::Previewed for #name {
            type Listing = #listing;

            #expect
            fn preview_request(&self) -> Self::Listing {
                #request
            }

            #count

            #halves
        }
    }
}

/// The function of `Operation` that counts the items.
pub(super) fn count(operation: &Operation) -> Option<TokenStream> {
    operation.preview.as_ref().map(|_| {
        quote! {
            fn count_items(&self, counter: impl runtime::Counter) -> Option<runtime::Count> {
                runtime::count_items(self, counter)
            }
        }
    })
}

fn expect(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated
        .then(|| quote!(#[expect(deprecated, reason = "the spec names a deprecated item")]))
}

/// The place of the input at the end of a path.
type Places<'a> = &'a dyn Fn(&[FieldName]) -> Place;

/// The statements that create the request.
fn request(preview: &Preview, place: Places<'_>) -> TokenStream {
    let listing = ident(preview.listing.as_str());
    let (arguments, setters): (Vec<_>, Vec<_>) =
        preview.inputs.iter().partition(|input| input.is_argument);
    let arguments = arguments.into_iter().map(|input| value(input, place));
    let (optional, always): (Vec<_>, Vec<_>) = setters.into_iter().partition(|input| {
        matches!(
            input.value,
            PreviewValue::Passed {
                is_optional: true,
                ..
            }
        )
    });
    let always = always.into_iter().map(|input| {
        let (setter, value) = (field_ident(&input.setter), value(input, place));
        quote!(.#setter(#value))
    });
    let request = quote!(#listing::new(#(#arguments),*) #(#always)*);
    if optional.is_empty() {
        return request;
    }
    let (others, last) = optional.split_at(optional.len().saturating_sub(1));
    let passed = |input: &&PreviewInput| pass_on(&listing, input, place);
    let others = others.iter().map(passed);
    let others = others.map(|call| quote!(let listing = #call;));
    let last = last.iter().map(passed);
    quote! {
        let listing = #request;
        #(#others)*
        #(#last)*
    }
}

/// The call that sets an input that may be unset.
fn pass_on(listing: &Ident, input: &PreviewInput, place: Places<'_>) -> TokenStream {
    let setter = field_ident(&input.setter);
    let PreviewValue::Passed { path, limit, .. } = &input.value else {
        return TokenStream::new();
    };
    let source = place(path).get();
    let set = limit.as_ref().map_or_else(
        || quote!(#listing::#setter),
        |limit| {
            let limited = limited(limit);
            quote!(|listing, object| listing.#setter(object #limited))
        },
    );
    quote!(runtime::pass_on(listing, #source, #set))
}

/// The call that sets the number of items on a page.
fn limited(limit: &PageLimit) -> TokenStream {
    let PageLimit { setter, items } = limit;
    let (setter, items) = (field_ident(setter), Literal::number(items));
    quote!(.#setter(#items))
}

fn value(input: &PreviewInput, place: Places<'_>) -> TokenStream {
    match &input.value {
        PreviewValue::Limit(items) => {
            let items = Literal::number(items);
            quote!(#items)
        }
        PreviewValue::Passed {
            path,
            is_optional: _,
            is_object,
            limit,
        } => {
            let (source, limit) = (place(path).always(), limit.as_ref().map(limited));
            if *is_object {
                return quote!(#source.clone() #limit);
            }
            // The type may be `Copy`, whose method clippy rejects.
            quote!(runtime::passed(&#source))
        }
    }
}
