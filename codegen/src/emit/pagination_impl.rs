//! `impl Paginated`: where a page has its items, and the way to the next page.

use super::Context;
use super::idents::{field_ident, ident};
use super::rust_types::rust_type;
use super::set_fields::Place;
use super::tokens::{Literal, ToTokens, TokenStream, quote};
use crate::model::{
    Object, Operation, PageInput, PageInputs, PageStyle, Pagination, Step, WireName,
};

/// The implementation for a listing.
pub(super) fn implementation(
    cx: &Context<'_>,
    operation: &Operation,
    pages: &Pagination,
) -> TokenStream {
    let name = ident(operation.name.as_str());
    let item = rust_type(&pages.item);
    let next = next(cx, &operation.request, pages);
    let expect_items = expect(&pages.items);
    let items = member(&pages.items, Access::Move);
    let total = pages.total.as_ref().map(|total| count("total", total));
    let total_path = pages.total.as_ref().map(|total| names(total));
    quote! {
        impl runtime::Paginated for #name {
            type Item = #item;

            #total_path

            #next

            #expect_items
            fn items(body: Self::Body) -> Option<Vec<Self::Item>> {
                Some(runtime::IntoItems::into_items(#items))
            }

            #total
        }
    }
}

/// The call that computes the next position from the current one.
type Next<'a> = &'a dyn Fn(&TokenStream) -> TokenStream;

/// The functions that lead to the next page.
fn next(cx: &Context<'_>, request: &Object, pages: &Pagination) -> TokenStream {
    let numbered = |inputs: &PageInputs, more: Option<&TokenStream>, next: Next<'_>| {
        let position = Input::of(cx, request, &inputs.position);
        let limit = inputs
            .limit
            .as_ref()
            .map(|limit| Input::of(cx, request, limit));
        self::numbered(pages, &position, limit.as_ref(), more, next)
    };
    match &pages.style {
        PageStyle::Cursor { cursor, next } => {
            let [value, target] = ["self", "request"]
                .map(|root| Place::at(cx, request, cursor, &ident(root).to_token_stream()));
            let (value, set) = (value.get(), target.set(&quote!(runtime::cursor(next))));
            let (expect, next) = (expect(next), member(next, Access::Borrow));
            quote! {
                fn cursor(&self) -> Option<String> {
                    runtime::cursor_text(#value?)
                }

                #expect
                fn next(&self, body: &Self::Body) -> Option<Self> {
                    let next = #next;
                    let mut request = self.clone();
                    #set
                    Some(request)
                }
            }
        }
        PageStyle::Offset(inputs) => {
            numbered(inputs, None, &|position| quote!(next_offset(#position)))
        }
        PageStyle::Page {
            inputs,
            first,
            total_pages,
        } => {
            let first = Literal::number(first);
            let row = total_pages
                .as_ref()
                .map(|_| quote!(.total_pages(Self::total_pages(body))));
            let next = |position: &TokenStream| quote!(next_number(#position, #first));
            let functions = numbered(inputs, row.as_ref(), &next);
            let total_pages = total_pages.iter().map(|steps| count("total_pages", steps));
            quote!(#functions #(#total_pages)*)
        }
        PageStyle::Link => quote! {
            fn next_url(response: &runtime::Response<Self>) -> Option<String> {
                runtime::next_link(&response.headers)
            }
        },
        PageStyle::NextUrl { next } => {
            let (expect, url) = (expect(next), path(next, Access::Borrow));
            let borrow = is_plain(next).then(|| quote!(&));
            quote! {
                #expect
                fn next_url(response: &runtime::Response<Self>) -> Option<String> {
                    runtime::cursor_text(#borrow response.json_body.#url)
                }
            }
        }
    }
}

/// The functions of a style that selects a page by numbers.
fn numbered(
    pages: &Pagination,
    position: &Input,
    limit: Option<&Input>,
    more: Option<&TokenStream>,
    next: Next<'_>,
) -> TokenStream {
    let (value, text) = (position.value(), position.text());
    let limit = limit.map(|limit| {
        let limit = limit.value();
        quote!(.limit(#limit))
    });
    let total = pages
        .total
        .is_some()
        .then(|| quote!(.total(Self::total(body))));
    let next = next(&value);
    let set = position.set(&quote!(page.#next?));
    let (expect, listed) = (expect(&pages.items), member(&pages.items, Access::Borrow));
    quote! {
        fn cursor(&self) -> Option<String> {
            runtime::cursor_text(#text)
        }

        fn next(&self, body: &Self::Body) -> Option<Self> {
            let page = runtime::NumberedPage::new(Self::listed(body)?)#limit #total #more;
            let mut request = self.clone();
            #set
            Some(request)
        }

        #expect
        fn listed(body: &Self::Body) -> Option<&[Self::Item]> {
            Some(#listed)
        }
    }
}

/// The access to a number among the inputs.
struct Input {
    value: Place,
    target: Place,
    is_required: bool,
}

impl Input {
    fn of(cx: &Context<'_>, request: &Object, input: &PageInput) -> Self {
        let at = |root: &str| Place::at(cx, request, &input.path, &ident(root).to_token_stream());
        Self {
            value: at("self"),
            target: at("request"),
            is_required: input.is_required,
        }
    }

    /// The value, as an `Option` of a reference.
    fn value(&self) -> TokenStream {
        if self.is_required {
            let value = self.value.always();
            quote!(Some(&#value))
        } else {
            self.value.get()
        }
    }

    /// The value as a reference; generated code returns `None` if it is unset.
    fn text(&self) -> TokenStream {
        if self.is_required {
            let value = self.value.always();
            quote!(&#value)
        } else {
            let value = self.value.get();
            quote!(#value?)
        }
    }

    /// The statement that sets the value for the next page.
    fn set(&self, value: &TokenStream) -> TokenStream {
        if self.is_required {
            self.target.replace(value)
        } else {
            self.target.set(value)
        }
    }
}

/// The function that returns a number of items or pages.
fn count(name: &str, steps: &[Step]) -> TokenStream {
    let (name, expect, count) = (ident(name), expect(steps), path(steps, Access::Copy));
    quote! {
        #expect
        fn #name(body: &Self::Body) -> Option<u64> {
            runtime::total(body.#count)
        }
    }
}

/// The constant with the names of the members on the path to the number of items.
fn names(steps: &[Step]) -> TokenStream {
    let steps = steps.iter().map(|step| {
        let names = step.wire_names.iter().map(WireName::as_str);
        quote!(&[#(#names),*])
    });
    quote!(const TOTAL: runtime::MemberPath = &[#(#steps),*];)
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

/// A member of a body, or the body itself; `body` is a reference, except to move.
fn member(steps: &[Step], access: Access) -> TokenStream {
    if steps.is_empty() {
        return quote!(body);
    }
    let path = path(steps, access);
    let borrow = (access == Access::Borrow && is_plain(steps)).then(|| quote!(&));
    quote!(#borrow body.#path)
}

/// Returns `true` for a path to a member that is always present: it is not unwrapped, so it is not a
/// reference yet.
fn is_plain(steps: &[Step]) -> bool {
    let last = steps.last();
    last.is_some_and(|step| !step.is_optional && !step.is_nullable)
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
