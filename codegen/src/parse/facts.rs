//! What is true of an operation beside what goes in and comes out.

use super::reader::Mapping;
use crate::document::{
    BatchDoc, ExampleAnswerDoc, ExampleDoc, PaginationDoc, RateLimitDoc, RefusalDoc, RetryDoc,
};

pub(super) fn retry(mapping: &mut Mapping) -> Option<RetryDoc> {
    let mut mapping = mapping.mapping("retry")?;
    Some(RetryDoc {
        span: mapping.span,
        refused: mapping.mappings("refused", refusal),
        repeatable: mapping.optional("repeatable"),
        when_set: mapping.texts("when_set"),
        unless_set: mapping.texts("unless_set"),
    })
}

fn refusal(mut mapping: Mapping) -> RefusalDoc {
    RefusalDoc {
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

pub(super) fn batch(mapping: &mut Mapping) -> Option<BatchDoc> {
    let mut mapping = mapping.mapping("batch")?;
    Some(BatchDoc {
        list: mapping.text("list"),
        max_items: mapping.optional("max_items"),
    })
}

pub(super) fn pagination(mapping: &mut Mapping) -> Option<PaginationDoc> {
    let mut mapping = mapping.mapping("pagination")?;
    Some(PaginationDoc {
        cursor: mapping.text("cursor"),
        next: mapping.text("next"),
        items: mapping.text("items"),
        total: mapping.optional("total"),
    })
}

pub(super) fn example(mut mapping: Mapping) -> ExampleDoc {
    ExampleDoc {
        name: mapping.text("name"),
        description: mapping.text("description"),
        request: mapping.any("request"),
        answer: mapping.mapping("answer").map(answer),
    }
}

fn answer(mut mapping: Mapping) -> ExampleAnswerDoc {
    ExampleAnswerDoc {
        status: mapping.needed("status"),
        headers: mapping.any("headers"),
        body: mapping.any("body"),
    }
}
