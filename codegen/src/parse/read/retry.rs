//! Retries and rate limits.

use crate::ast::{RateLimitDoc, RefusedResponseDoc, RetryDoc};
use crate::parse::mapping::Mapping;

pub(super) fn retry(mapping: &mut Mapping) -> Option<RetryDoc> {
    let mut mapping = mapping.mapping("retry")?;
    Some(RetryDoc {
        span: mapping.span,
        refused_responses: mapping.mappings("refused_responses", refused_response),
        idempotent: mapping.optional("idempotent"),
        when_set: mapping.texts("when_set"),
        unless_set: mapping.texts("unless_set"),
    })
}

fn refused_response(mut mapping: Mapping) -> RefusedResponseDoc {
    RefusedResponseDoc {
        status: mapping.needed("status"),
        with_header: mapping.optional("with_header"),
    }
}

pub(super) fn rate_limit(mapping: &mut Mapping) -> Option<RateLimitDoc> {
    let mut mapping = mapping.mapping("rate_limit")?;
    Some(RateLimitDoc {
        per_second: mapping.needed("per_second"),
        burst: mapping.optional("burst"),
    })
}
