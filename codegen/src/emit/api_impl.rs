//! `api.rs`: the constants of the API, and the aliases of its client.

use super::docs::{Docs, markdown};
use super::idents::ident;
use super::tokens::{TokenStream, quote};
use super::{Module, credentials, headers, imports, metadata};
use crate::model::{Api, Auth, Environment, WireName};

pub(super) fn module(api: &Api) -> Module {
    let items = [marker(api), constants(api), client(api), builder(api)];
    let credentials = api.credentials.iter();
    let credentials = credentials.flat_map(|one| credentials::items(&api.name, one));
    let headers = api.header_sets.iter().flat_map(headers::shared);
    Module {
        path: "api.rs".to_owned(),
        origin: api.origin.clone(),
        items: imports::runtime(api)
            .into_iter()
            .chain(items)
            .chain(credentials)
            .chain(headers)
            .collect(),
    }
}

fn marker(api: &Api) -> TokenStream {
    let name = ident(api.name.as_str());
    let title = format!("{}.", api.title.trim_end_matches('.'));
    let docs = Docs::default().prose(&title).prose(&api.description);
    let docs = docs
        .markdown("It identifies the API in type parameters and has no values.")
        .tokens();
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub enum #name {}
    }
}

fn constants(api: &Api) -> TokenStream {
    let name = ident(api.name.as_str());
    let text = api.name.as_str();
    let lower = |header: &WireName| header.as_str().to_ascii_lowercase();
    let (header, prefix) = match &api.auth {
        Auth::Token { header, prefix } => (lower(header), prefix.as_str()),
        Auth::Basic => ("authorization".to_owned(), "Basic"),
        Auth::Query { .. } | Auth::Cookie { .. } | Auth::Anonymous => (String::new(), ""),
    };
    let credential = credentials::kind(&api.auth);
    let is_elsewhere = matches!(api.auth, Auth::Query { .. } | Auth::Cookie { .. });
    let scheme = is_elsewhere.then(|| {
        let scheme = credentials::scheme(&api.auth);
        quote!(const AUTH_SCHEME: runtime::AuthScheme = #scheme;)
    });
    let named = credentials::list(&api.credentials);
    let request_id = api
        .request_id_header
        .as_ref()
        .map_or_else(String::new, lower);
    let keys = &api.error_envelope;
    let [errors, code, title, detail] = [&keys.errors, &keys.code, &keys.title, &keys.detail]
        .map(|key| key.as_ref().map_or("", WireName::as_str));
    let rate_limit = api.rate_limit.map(|limit| {
        let limit = metadata::rate_limit(limit);
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
            const USER_AGENT: &'static str =
                concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
            const AUTH_HEADER: &'static str = #header;
            const AUTH_PREFIX: &'static str = #prefix;
            #scheme
            #named
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

/// The names of the environment variables, as constants.
fn environment(environment: &Environment) -> TokenStream {
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

fn client(api: &Api) -> TokenStream {
    let name = ident(api.name.as_str());
    let text = format!(
        "Sends requests to the {}. Clones are cheap and share their connections.",
        api.title
    );
    let docs = Docs::default()
        .prose(&text)
        .markdown("See [`runtime::Client`] for its methods.")
        .tokens();
    quote! {
        #docs
        pub type Client = runtime::Client<#name>;
    }
}

fn builder(api: &Api) -> TokenStream {
    let name = ident(api.name.as_str());
    let docs = markdown(
        "Configures a [`Client`] before it is built; see [`runtime::ClientBuilder`] for the settings.",
    );
    quote! {
        #docs
        pub type ClientBuilder = runtime::ClientBuilder<#name>;
    }
}
