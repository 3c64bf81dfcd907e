//! The credentials of single operations.

use super::docs::{Docs, code};
use super::idents::ident;
use super::tokens::{Ident, TokenStream, quote};
use crate::model::{Auth, Credential, Operation, OperationAuth, TypeName};

/// The type and the facts of a credential.
pub(super) fn items(api: &TypeName, credential: &Credential) -> Vec<TokenStream> {
    let (name, api) = (ident(credential.name.as_str()), ident(api.as_str()));
    let docs = Docs::default().prose(&credential.description);
    let docs = docs
        .markdown(
            "It names the credential in [`with_credential`](runtime::ClientBuilder::with_credential) and has no values.",
        )
        .tokens();
    let (kind, scheme) = (kind(&credential.auth), scheme(&credential.auth));
    let text = credential.name.as_str();
    let advice = (!credential.advice.is_empty()).then(|| {
        let advice = &credential.advice;
        quote!(.with_advice(#advice))
    });
    let variables = (!credential.variables.is_empty()).then(|| {
        let variables = &credential.variables;
        quote!(.with_variables(&[#(#variables),*]))
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub enum #name {}
        },
        quote! {
            impl runtime::NamedCredential for #name {
                type Api = #api;
                type Credential = runtime::#kind;
                const AUTH: runtime::NamedAuth =
                    runtime::NamedAuth::new(#text, #scheme) #advice #variables;
            }
        },
    ]
}

/// The kind of credential that a scheme needs.
pub(super) fn kind(auth: &Auth) -> Ident {
    ident(match auth {
        Auth::Token { .. } | Auth::Query { .. } | Auth::Cookie { .. } => "Token",
        Auth::Basic => "Basic",
        Auth::Anonymous => "Anonymous",
    })
}

/// The place of a credential in a request.
pub(super) fn scheme(auth: &Auth) -> TokenStream {
    let (function, name, prefix) = match auth {
        Auth::Token { header, prefix } => {
            let header = header.as_str().to_ascii_lowercase();
            return quote!(runtime::AuthScheme::header(#header, #prefix));
        }
        Auth::Query { parameter } => ("query", parameter.as_str(), None),
        Auth::Cookie { cookie } => ("cookie", cookie.as_str(), None),
        Auth::Basic => ("header", "authorization", Some("Basic")),
        Auth::Anonymous => ("header", "", Some("")),
    };
    let function = ident(function);
    let prefix = prefix.into_iter();
    quote!(runtime::AuthScheme::#function(#name #(, #prefix)*))
}

/// The constant with all credentials, if there are any.
pub(super) fn list(credentials: &[Credential]) -> Option<TokenStream> {
    let all = credentials.iter().map(|one| {
        let name = ident(one.name.as_str());
        quote!(&<#name as runtime::NamedCredential>::AUTH)
    });
    (!credentials.is_empty()).then(|| {
        quote! {
            const CREDENTIALS: &'static [&'static runtime::NamedAuth] =
                &[#(#all),*];
        }
    })
}

/// The constant of an operation that is not sent with the credential of the client.
pub(super) fn constant(operation: &Operation) -> Option<TokenStream> {
    let auth = match &operation.auth {
        OperationAuth::Client => return None,
        OperationAuth::Anonymous => quote!(Anonymous),
        OperationAuth::Named(name) => {
            let name = ident(name.as_str());
            quote!(Named(&<#name as runtime::NamedCredential>::AUTH))
        }
    };
    Some(quote!(
        const AUTH: runtime::OperationAuth = runtime::OperationAuth::#auth;
    ))
}

/// The note about the credential in the documentation of an operation.
pub(super) fn note(operation: &Operation, docs: Docs) -> Docs {
    match &operation.auth {
        OperationAuth::Client => docs,
        OperationAuth::Anonymous => docs.markdown("It is sent without a credential."),
        OperationAuth::Named(name) => docs.markdown(&format!(
            "It is sent with the credential [{}], not with that of the client.",
            code(name.as_str())
        )),
    }
}
