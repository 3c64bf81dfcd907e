//! The structs of documented response headers.

use super::docs::{Docs, markdown, prose};
use super::enums::alias;
use super::idents::{field_ident, ident};
use super::rust_types::rust_type;
use super::tokens::{TokenStream, quote};
use crate::model::{Header, HeaderSet, Headers, Operation, Scalar, Type, TypeName};

/// The type of an operation's headers: its own struct, or the alias of a shared one.
pub(super) fn items(operation: &Operation) -> Vec<TokenStream> {
    let Headers { name, list, shared } = &operation.headers;
    let docs = format!(
        "The documented response headers of [`{}`]{}",
        operation.name,
        if shared.is_some() { "." } else { UNSET }
    );
    let docs = markdown(&docs);
    match shared {
        Some(shared) => {
            let (name, shared) = (ident(name.as_str()), ident(shared.as_str()));
            vec![quote!(#docs pub type #name = #shared;)]
        }
        None => vec![declaration(&docs, name, list), table(name, list)],
    }
}

/// The struct of a set of headers.
pub(super) fn shared(set: &HeaderSet) -> Vec<TokenStream> {
    let HeaderSet {
        name,
        description,
        list,
    } = set;
    let docs = Docs::default().prose(description);
    let docs = docs.markdown(&format!(
        "The documented response headers of several operations{UNSET}"
    ));
    vec![declaration(&docs.tokens(), name, list), table(name, list)]
}

/// The end of a sentence about headers.
const UNSET: &str = "; each is unset if the server did not send it, and `get` reads any other.";

fn declaration(docs: &TokenStream, name: &TypeName, list: &[Header]) -> TokenStream {
    let name = ident(name.as_str());
    let fields = list.iter().map(field);
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
fn table(name: &TypeName, list: &[Header]) -> TokenStream {
    let name = ident(name.as_str());
    let rows = list.iter().map(|header| {
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
