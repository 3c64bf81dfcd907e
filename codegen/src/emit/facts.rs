//! `api.rs`: the facts of the API as constants, and the client that follows them.

use super::Module;
use super::docs::{Docs, markdown};
use super::idents::{ident, path_tokens};
use crate::api::{Api, WireName};
use quote::quote;

pub(super) fn module(api: &Api) -> Module {
    let runtime = path_tokens(&api.runtime);
    let mut items = vec![quote!(use #runtime;)];
    items.extend([marker(api), constants(api), client(api), builder(api)]);
    Module {
        path: "api.rs".to_owned(),
        origin: api.origin.clone(),
        items,
    }
}

fn marker(api: &Api) -> proc_macro2::TokenStream {
    let name = ident(api.name.as_str());
    let title = format!("{}.", api.title.trim_end_matches('.'));
    let docs = Docs::default().prose(&title).prose(&api.description);
    let docs = docs
        .markdown("It names the API in types; it has no values.")
        .tokens();
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub enum #name {}
    }
}

fn constants(api: &Api) -> proc_macro2::TokenStream {
    let name = ident(api.name.as_str());
    let text = api.name.as_str();
    let lower = |header: &WireName| header.as_str().to_ascii_lowercase();
    let auth_header = api
        .auth
        .as_ref()
        .map_or_else(String::new, |auth| lower(&auth.header));
    let auth_prefix = api.auth.as_ref().map_or("", |auth| auth.prefix.as_str());
    let request_id = api
        .request_id_header
        .as_ref()
        .map_or_else(String::new, lower);
    let keys = api
        .error_envelope
        .as_ref()
        .map(|keys| [&keys.errors, &keys.code, &keys.title, &keys.detail].map(WireName::as_str));
    let [errors, code, title, detail] = keys.unwrap_or([""; 4]);
    quote! {
        impl runtime::Api for #name {
            const NAME: &'static str = #text;
            const AUTH_HEADER: &'static str = #auth_header;
            const AUTH_PREFIX: &'static str = #auth_prefix;
            const REQUEST_ID_HEADER: &'static str = #request_id;
            const ERROR_LIST: &'static str = #errors;
            const ERROR_CODE: &'static str = #code;
            const ERROR_TITLE: &'static str = #title;
            const ERROR_DETAIL: &'static str = #detail;
        }
    }
}

fn client(api: &Api) -> proc_macro2::TokenStream {
    let name = ident(api.name.as_str());
    let text = format!(
        "Sends requests to the {}. Cloning it is cheap, and the clones share their connections.",
        api.title
    );
    let docs = super::docs::prose(&text);
    quote! {
        #docs
        pub type Client = runtime::Client<#name>;
    }
}

fn builder(api: &Api) -> proc_macro2::TokenStream {
    let name = ident(api.name.as_str());
    let docs = markdown("Settings of a [`Client`] before it is built.");
    quote! {
        #docs
        pub type ClientBuilder = runtime::ClientBuilder<#name>;
    }
}
