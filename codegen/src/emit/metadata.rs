//! The metadata of an operation: permissions, retries, rate limit and batch size.

use super::literals;
use super::tokens::{TokenStream, quote};
use crate::model::{Idempotency, Operation, RateLimit, RefusedResponse};

/// The constant of `impl Operation`, if anything is known about the operation.
pub(super) fn constant(operation: &Operation) -> Option<TokenStream> {
    let metadata = &operation.metadata;
    let permissions = (!metadata.permissions.is_empty()).then(|| {
        let permissions = &metadata.permissions;
        quote!(.permissions(&[#(#permissions),*]))
    });
    let optional = (!metadata.optional_permissions.is_empty()).then(|| {
        let permissions = &metadata.optional_permissions;
        quote!(.optional_permissions(&[#(#permissions),*]))
    });
    let refused = (!metadata.refused_responses.is_empty()).then(|| {
        let refused = metadata.refused_responses.iter().map(refused_response);
        quote!(.refused_responses(&[#(#refused),*]))
    });
    let idempotency = match &metadata.idempotency {
        Idempotency::Never => None,
        Idempotency::Always => Some(quote!(.idempotent())),
        Idempotency::When { set, unset } => {
            Some(quote!(.idempotent_when(&[#(#set),*], &[#(#unset),*])))
        }
    };
    let rate_limit = metadata.rate_limit.map(|limit| {
        let limit = rate_limit(limit);
        quote!(.rate_limit(#limit))
    });
    let batch = metadata.batch.as_ref().map(|batch| {
        let (list, most) = (&batch.list, literals::whole(batch.max_items));
        quote!(.batch(#list, #most))
    });
    let known = [
        permissions,
        optional,
        refused,
        idempotency,
        rate_limit,
        batch,
    ];
    let known: TokenStream = known.into_iter().flatten().collect();
    (!known.is_empty()).then(|| {
        quote! {
            const METADATA: runtime::Metadata = runtime::Metadata::NONE #known;
        }
    })
}

/// The arguments of a rate limit: requests per second, and burst.
pub(super) fn rate_limit(limit: RateLimit) -> TokenStream {
    let per_second = literals::whole(limit.per_second);
    let burst = literals::whole(limit.burst);
    quote!(#per_second, #burst)
}

fn refused_response(refused: &RefusedResponse) -> TokenStream {
    let status = literals::whole(refused.status);
    let header = refused.header.as_ref().map(|header| {
        let header = header.as_str().to_ascii_lowercase();
        quote!(.with_header(#header))
    });
    quote!(runtime::RefusedResponse::status(#status) #header)
}
