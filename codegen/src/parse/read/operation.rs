//! `operations/*.yaml`: one operation each.

use super::{fields, retry};
use crate::ast::{
    BatchDoc, ExampleDoc, ExampleResponseDoc, OperationDoc, OutcomePartDoc, OutcomesDoc,
    PaginationDoc, PreviewDoc,
};
use crate::parse::mapping::Mapping;
use crate::source::FileId;

pub(in crate::parse) fn read(file: FileId, mut mapping: Mapping) -> OperationDoc {
    OperationDoc {
        file,
        name: mapping.text("operation"),
        renamed_from: mapping.optional("renamed_from"),
        deprecated: mapping.optional("deprecated"),
        title: mapping.text("title"),
        description: mapping.prose("description"),
        tags: mapping.spanned_texts("tags"),
        method: mapping.text("method"),
        base_path: mapping.optional("base_path"),
        path: mapping.text("path"),
        auth: mapping.optional("auth"),
        permissions: mapping.spanned_texts("permissions"),
        optional_permissions: mapping.spanned_texts("optional_permissions"),
        retry: retry::retry(&mut mapping),
        rate_limit: retry::rate_limit(&mut mapping),
        batch: batch(&mut mapping),
        pagination: pagination(&mut mapping),
        outcomes: outcomes(&mut mapping),
        preview: preview(&mut mapping),
        inputs: mapping.mappings("inputs", fields::field),
        outputs: mapping.mappings("outputs", fields::field),
        errors: mapping.mappings("errors", fields::error_response),
        response_headers: fields::headers(&mut mapping),
        examples: mapping.mappings("examples", example),
    }
}

fn batch(mapping: &mut Mapping) -> Option<BatchDoc> {
    let mut mapping = mapping.mapping("batch")?;
    Some(BatchDoc {
        list: mapping.text("list"),
        max_items: mapping.optional("max_items"),
    })
}

fn pagination(mapping: &mut Mapping) -> Option<PaginationDoc> {
    let mut mapping = mapping.mapping("pagination")?;
    Some(PaginationDoc {
        span: mapping.span,
        style: mapping.optional("style"),
        cursor: mapping.optional("cursor"),
        next: mapping.optional("next"),
        offset: mapping.optional("offset"),
        page: mapping.optional("page"),
        first_page: mapping.optional("first_page"),
        limit: mapping.optional("limit"),
        items: mapping.optional("items"),
        total_pages: mapping.optional("total_pages"),
        total: mapping.optional("total"),
    })
}

fn outcomes(mapping: &mut Mapping) -> Option<OutcomesDoc> {
    let mut mapping = mapping.mapping("outcomes")?;
    Some(OutcomesDoc {
        span: mapping.span,
        noun: mapping.text("noun"),
        plural: mapping.optional("plural"),
        affected: mapping.text("affected"),
        details: mapping.optional("details"),
        id: mapping.optional("id"),
        parts: mapping.spanned_mappings("parts", outcome_part),
        errors: mapping.optional("errors"),
        ids: mapping.optional("ids"),
        limited_by: mapping.texts("limited_by"),
    })
}

fn preview(mapping: &mut Mapping) -> Option<PreviewDoc> {
    let mut mapping = mapping.mapping("preview")?;
    Some(PreviewDoc {
        operation: mapping.text("operation"),
        limit: mapping.optional("limit"),
        count_only: mapping.optional("count_only"),
    })
}

fn outcome_part(mut mapping: Mapping) -> OutcomePartDoc {
    OutcomePartDoc {
        outcome: mapping.text("outcome"),
        requested_by: mapping.text("requested_by"),
    }
}

fn example(mut mapping: Mapping) -> ExampleDoc {
    ExampleDoc {
        name: mapping.text("name"),
        description: mapping.prose("description"),
        unlisted_values: mapping.optional("unlisted_values"),
        request: mapping.any("request"),
        response: mapping.mapping("response").map(response),
    }
}

fn response(mut mapping: Mapping) -> ExampleResponseDoc {
    ExampleResponseDoc {
        status: mapping.needed("status"),
        headers: mapping.any("headers"),
        body: mapping.any("body"),
    }
}
