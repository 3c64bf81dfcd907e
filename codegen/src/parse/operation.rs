//! `operations/*.yaml`: one operation each.

use super::fields;
use super::reader::Mapping;
use crate::document::OperationDoc;
use crate::source::FileId;

pub(super) fn read(file: FileId, mut mapping: Mapping) -> OperationDoc {
    OperationDoc {
        file,
        name: mapping.text("operation"),
        title: mapping.text("title"),
        description: mapping.text("description"),
        method: mapping.text("method"),
        path: mapping.text("path"),
        inputs: mapping.mappings("inputs", fields::field),
        outputs: mapping.mappings("outputs", fields::field),
        response_headers: fields::headers(&mut mapping),
    }
}
