//! `operations/*.yaml`: one operation each.

use super::fields::{self, Position};
use super::reader::{self, Mapping};
use crate::diagnostic::Diagnostics;
use crate::document::OperationDoc;
use crate::source::FileId;

pub(super) fn read(
    file: FileId,
    mut mapping: Mapping,
    found: &mut Diagnostics,
) -> Option<OperationDoc> {
    let name = mapping.required("operation", found);
    let title = mapping.required("title", found);
    let description = mapping.required("description", found);
    let method = mapping.required("method", found);
    let path = mapping.required("path", found);
    let inputs = mapping
        .node("inputs")
        .map_or_else(Vec::new, |node| fields::list(node, Position::Input, found));
    let outputs = mapping
        .required_node("outputs", found)
        .map(|node| fields::list(node, Position::Output, found));
    let headers = mapping
        .node("response_headers")
        .map_or_else(Vec::new, |node| {
            reader::sequence(node, "response_headers", found)
        });
    let response_headers = headers
        .into_iter()
        .filter_map(|node| fields::header(node, found))
        .collect();
    mapping.finish(found);
    Some(OperationDoc {
        file,
        name: name?,
        title: title?,
        description: description?,
        method: method?,
        path: path?,
        inputs,
        outputs: outputs?,
        response_headers,
    })
}
