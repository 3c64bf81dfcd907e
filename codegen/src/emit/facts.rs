//! `api.rs`: the facts of the API as constants, and the client that follows them.

use super::Module;
use super::docs::{Docs, markdown};
use super::idents::{ident, path_tokens};
use super::numbers;
use crate::model::{
    Api, Auth, Environment, Idempotency, Operation, RateLimit, RefusedResponse, WireName,
};
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
    let (credential, header, prefix) = match &api.auth {
        Auth::Token { header, prefix } => ("Token", lower(header), prefix.as_str()),
        Auth::Basic => ("Basic", "authorization".to_owned(), "Basic"),
        Auth::Anonymous => ("Anonymous", String::new(), ""),
    };
    let credential = ident(credential);
    let request_id = api
        .request_id_header
        .as_ref()
        .map_or_else(String::new, lower);
    let keys = &api.error_envelope;
    let [errors, code, title, detail] = [&keys.errors, &keys.code, &keys.title, &keys.detail]
        .map(|key| key.as_ref().map_or("", WireName::as_str));
    let rate_limit = api.rate_limit.map(|limit| {
        let limit = operation_rate_limit(limit);
        quote!(
            const RATE_LIMIT: Option<runtime::RateLimit> = runtime::rate_limit(#limit);
        )
    });
    let advice = (!api.auth_advice.is_empty()).then(|| {
        let advice = &api.auth_advice;
        quote!(
            const AUTH_ADVICE: &'static str = #advice;
        )
    });
    let environment = api.environment.as_ref().map(environment);
    quote! {
        impl runtime::Api for #name {
            type Credential = runtime::#credential;
            const NAME: &'static str = #text;
            const AUTH_HEADER: &'static str = #header;
            const AUTH_PREFIX: &'static str = #prefix;
            const REQUEST_ID_HEADER: &'static str = #request_id;
            const ERROR_LIST: &'static str = #errors;
            const ERROR_CODE: &'static str = #code;
            const ERROR_TITLE: &'static str = #title;
            const ERROR_DETAIL: &'static str = #detail;
            #rate_limit
            #advice
            #environment
        }
    }
}

/// The names of the variables, as constants.
fn environment(environment: &Environment) -> proc_macro2::TokenStream {
    let constants = [
        ("ENV_BASE_URL", Some(&environment.base_url)),
        ("ENV_TOKEN", environment.token.as_ref()),
        ("ENV_USER", environment.user.as_ref()),
        ("ENV_PASSWORD", environment.password.as_ref()),
    ];
    let constants = constants.into_iter().filter_map(|(constant, variable)| {
        let (constant, variable) = (ident(constant), variable?);
        Some(quote!(
            const #constant: &'static str = #variable;
        ))
    });
    quote!(#(#constants)*)
}

/// The table of what there is to know of an operation before it is sent.
pub(super) fn operation(operation: &Operation) -> proc_macro2::TokenStream {
    let name = ident(operation.name.as_str());
    let facts = &operation.metadata;
    let permissions = (!facts.permissions.is_empty()).then(|| {
        let permissions = &facts.permissions;
        quote!(permissions(&[#(#permissions),*]);)
    });
    let refused = (!facts.refused_responses.is_empty()).then(|| {
        let refused = facts.refused_responses.iter().map(refusal);
        quote!(refused(&[#(#refused),*]);)
    });
    let repeatable = match &facts.idempotency {
        Idempotency::Never => None,
        Idempotency::Always => Some(quote!(repeatable();)),
        Idempotency::When { set, unset } => {
            Some(quote!(repeatable_when(&[#(#set),*], &[#(#unset),*]);))
        }
    };
    let rate_limit = facts.rate_limit.map(|limit| {
        let limit = operation_rate_limit(limit);
        quote!(rate_limit(#limit);)
    });
    let batch = facts.batch.as_ref().map(|batch| {
        let (list, most) = (&batch.list, numbers::whole(batch.max_items));
        quote!(batch(#list, #most);)
    });
    quote!(runtime::facts! { #name; #permissions #refused #repeatable #rate_limit #batch })
}

fn operation_rate_limit(limit: RateLimit) -> proc_macro2::TokenStream {
    let per_second = numbers::whole(limit.per_second);
    let burst = numbers::whole(limit.burst);
    quote!(#per_second, #burst)
}

fn refusal(refusal: &RefusedResponse) -> proc_macro2::TokenStream {
    let status = numbers::whole(refusal.status);
    let header = refusal.header.as_ref().map(|header| {
        let header = header.as_str().to_ascii_lowercase();
        quote!(.with_header(#header))
    });
    quote!(runtime::Refusal::status(#status) #header)
}

fn client(api: &Api) -> proc_macro2::TokenStream {
    let name = ident(api.name.as_str());
    let text = format!(
        "Sends requests to the {}. Cloning it is cheap, and the clones share their connections.",
        api.title
    );
    let docs = Docs::default()
        .prose(&text)
        .markdown("Its methods are those of [`runtime::Client`].")
        .tokens();
    quote! {
        #docs
        pub type Client = runtime::Client<#name>;
    }
}

fn builder(api: &Api) -> proc_macro2::TokenStream {
    let name = ident(api.name.as_str());
    let docs = markdown(
        "Settings of a [`Client`] before it is built; see [`runtime::ClientBuilder`] for each.",
    );
    quote! {
        #docs
        pub type ClientBuilder = runtime::ClientBuilder<#name>;
    }
}
