//! The struct of an operation's documented response headers.

use super::docs::{markdown, prose};
use super::enums::alias;
use super::idents::{field_ident, ident};
use super::rust_types::rust_type;
use super::tokens::{TokenStream, quote};
use crate::model::{Header, Operation, Scalar, Type};

pub(super) fn items(operation: &Operation) -> Vec<TokenStream> {
    vec![declaration(operation), table(operation)]
}

fn declaration(operation: &Operation) -> TokenStream {
    let name = ident(operation.headers.name.as_str());
    let text = format!(
        "The documented response headers of [`{}`]; each is unset if the server did not send it, and `get` reads any other.",
        operation.name
    );
    let docs = markdown(&text);
    let fields = operation.headers.list.iter().map(field);
    quote! {
        #docs
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            fields: runtime::HeaderFields,
        }
    }
}

fn field(header: &Header) -> TokenStream {
    let docs = prose(&header.description);
    let name = field_ident(&header.rust);
    let alias = alias(header.wire.as_str(), header.rust.as_str());
    let ty = match header.ty {
        Scalar::String => quote!(runtime::HeaderText),
        scalar => rust_type(&Type::Scalar(scalar)),
    };
    quote!(#docs #alias pub #name: Option<#ty>)
}

/// The table from which the runtime reads the headers.
fn table(operation: &Operation) -> TokenStream {
    let name = ident(operation.headers.name.as_str());
    let rows = operation.headers.list.iter().map(|header| {
        let (field, wire) = (
            field_ident(&header.rust),
            header.wire.as_str().to_ascii_lowercase(),
        );
        let kind = if header.ty == Scalar::String {
            quote!(text)
        } else {
            quote!(parsed)
        };
        quote!(#kind #wire => #field;)
    });
    quote!(runtime::headers! { #name; #(#rows)* })
}
