//! `operations/*.yaml`: one operation each.

use super::reader::Mapping;
use super::{facts, fields};
use crate::document::OperationDoc;
use crate::source::FileId;

pub(super) fn read(file: FileId, mut mapping: Mapping) -> OperationDoc {
    OperationDoc {
        file,
        name: mapping.text("operation"),
        renamed_from: mapping.optional("renamed_from"),
        deprecated: mapping.optional("deprecated"),
        title: mapping.text("title"),
        description: mapping.text("description"),
        method: mapping.text("method"),
        path: mapping.text("path"),
        permissions: mapping.spanned_texts("permissions"),
        retry: facts::retry(&mut mapping),
        rate_limit: facts::rate_limit(&mut mapping),
        batch: facts::batch(&mut mapping),
        pagination: facts::pagination(&mut mapping),
        inputs: mapping.mappings("inputs", fields::field),
        outputs: mapping.mappings("outputs", fields::field),
        response_headers: fields::headers(&mut mapping),
        examples: mapping.mappings("examples", facts::example),
    }
}
