//! `impl Operation`: method, path, body and response of an operation.

use super::idents::ident;
use super::tokens::{Literal, TokenStream, quote};
use super::{Context, credentials, metadata, preview_impl, response_types};
use crate::model::{
    BodyKind, Method, Operation, OutputSource, ResponseKind, Scalar, Statuses, Type,
};

pub(super) fn implementation(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let (name, headers, api) = (
        ident(operation.name.as_str()),
        ident(operation.headers.name.as_str()),
        ident(cx.api.name.as_str()),
    );
    let (text, path) = (operation.name.as_str(), operation.path.as_str());
    let method = ident(match operation.method {
        Method::Get => "Get",
        Method::Head => "Head",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
    });
    let (body, response) = response_type(operation);
    let auth = credentials::constant(operation);
    let metadata = metadata::constant(operation);
    let statuses = statuses(operation);
    let redirects = redirects(operation);
    let is_optional = is_optional(operation);
    let write = write(operation);
    let count = preview_impl::count(operation);
    quote! {
        impl runtime::Operation for #name {
            type Api = #api;
            type Headers = #headers;
            type Body = #body;
            type Response = #response<Self>;
            const NAME: &'static str = #text;
            const METHOD: runtime::Method = runtime::Method::#method;
            const PATH: &'static str = #path;
            #auth
            #metadata
            #statuses
            #redirects
            #is_optional
            fn write(&self, request: &mut runtime::RequestBuilder) {
                #write
            }

            #count
        }
    }
}

/// The type of the response body, and the type of the response around it.
fn response_type(operation: &Operation) -> (TokenStream, TokenStream) {
    let only = operation.response_bodies().next();
    let value = only.map(response_types::body_type);
    match operation.response {
        ResponseKind::Nothing => (quote!(()), quote!(runtime::EmptyResponse)),
        ResponseKind::Json => (
            value.unwrap_or_else(|| quote!(())),
            quote!(runtime::Response),
        ),
        ResponseKind::Text => (quote!(String), quote!(runtime::TextResponse)),
        ResponseKind::Stream => (quote!(runtime::ByteStream), quote!(runtime::StreamResponse)),
        ResponseKind::ByStatus => {
            let name = ident(response_types::by_status_name(operation).as_str());
            (quote!(#name), quote!(runtime::Response))
        }
    }
}

/// The statuses of the only body, if the spec names them: a response with another status is an
/// error.
fn statuses(operation: &Operation) -> Option<TokenStream> {
    let only = operation.response_bodies().next();
    let only = only.filter(|_| operation.response != ResponseKind::ByStatus)?;
    let OutputSource::Body {
        statuses: Statuses::These(these),
        ..
    } = &only.source
    else {
        return None;
    };
    let these = these.iter().map(Literal::number);
    Some(quote!(
        const STATUSES: &'static [u16] = &[#(#these),*];
    ))
}

/// The redirects that an output covers: any other is an error.
fn redirects(operation: &Operation) -> Option<TokenStream> {
    let statuses = operation
        .outputs
        .iter()
        .flat_map(|output| match &output.source {
            OutputSource::Body { statuses, .. } => statuses.named(),
            OutputSource::Status | OutputSource::Reason => &[],
        });
    let redirects = statuses.filter(|status| **status >= 300);
    let redirects: Vec<_> = redirects.map(Literal::number).collect();
    (!redirects.is_empty()).then(|| {
        quote!(
            const REDIRECTS: &'static [u16] = &[#(#redirects),*];
        )
    })
}

/// The mark of an operation whose only body may be missing.
fn is_optional(operation: &Operation) -> Option<TokenStream> {
    let only = operation.response_bodies().next();
    let only = only.filter(|_| operation.response == ResponseKind::Json)?;
    only.is_optional_body().then(|| {
        quote!(
            const BODY_MAY_BE_MISSING: bool = true;
        )
    })
}

fn write(operation: &Operation) -> TokenStream {
    let body = operation.body.as_ref();
    let members = body.and_then(|body| match body.kind {
        BodyKind::Members => Some(quote!(request.json_members(self);)),
        BodyKind::Fields => Some(quote!(request.form();)),
        BodyKind::Parts => Some(quote!(request.multipart();)),
        BodyKind::Json | BodyKind::Form | BodyKind::Raw => None,
    });
    let media_type = body.and_then(|body| body.media_type.as_ref());
    let media_type = media_type.map(|media_type| quote!(request.media_type(#media_type);));
    let accepted = accepted(operation);
    let accepted = accepted.map(|accepted| quote!(request.accept(#accepted);));
    quote! {
        request.inputs(self);
        #members
        #media_type
        #accepted
    }
}

/// The `Accept` header, if the media types of the bodies differ from the default of the response
/// type. It lists all of them, because a server may refuse to send any other.
fn accepted(operation: &Operation) -> Option<String> {
    let mut accepted = Vec::new();
    let mut is_usual = true;
    for output in operation.response_bodies() {
        let usual = match output.field.ty {
            Type::Scalar(Scalar::Nothing) => continue,
            Type::Scalar(Scalar::Text) => "text/plain",
            Type::Scalar(Scalar::Bytes) => "application/octet-stream",
            _ => "application/json",
        };
        let given = match &output.source {
            OutputSource::Body { media_type, .. } => media_type.as_deref(),
            OutputSource::Status | OutputSource::Reason => None,
        };
        let is_odd_one =
            operation.response == ResponseKind::ByStatus && usual != "application/json";
        is_usual &= given.is_none() && !is_odd_one;
        let media_type = given.unwrap_or(usual);
        if !accepted.contains(&media_type) {
            accepted.push(media_type);
        }
    }
    (!is_usual).then(|| accepted.join(", "))
}
