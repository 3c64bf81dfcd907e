//! `api.yaml`.

use super::reader::Mapping;
use super::{fields, operation, types};
use crate::diagnostic::Diagnostics;
use crate::document::{ApiDoc, AuthDoc, ErrorEnvelopeDoc, OperationDoc, TypeDoc};
use crate::source::FileId;

/// `api.yaml` can hold a whole small API.
pub(super) struct WholeApi {
    pub(super) api: Option<ApiDoc>,
    pub(super) types: Vec<TypeDoc>,
    pub(super) operations: Vec<OperationDoc>,
}

pub(super) fn read(file: FileId, mut mapping: Mapping, found: &mut Diagnostics) -> WholeApi {
    let name = mapping.required("api", found);
    let title = mapping.required("title", found);
    let description = mapping.required("description", found);
    let base_path = mapping.optional("base_path", found);
    let runtime = mapping.optional("runtime", found);
    let auth = mapping
        .mapping("auth", "`auth`", found)
        .and_then(|auth| read_auth(auth, found));
    let envelope = mapping.mapping("error_envelope", "`error_envelope`", found);
    let error_envelope = envelope.and_then(|envelope| read_envelope(envelope, found));
    let request_id_header = mapping.optional("request_id_header", found);
    let headers = mapping.list("response_headers", found);
    let response_headers = headers
        .into_iter()
        .filter_map(|node| fields::header(node, found))
        .collect();
    let types = mapping.list("types", found).into_iter().filter_map(|node| {
        let mapping = Mapping::of(node, "a type", found)?;
        types::read(file, mapping, found)
    });
    let types = types.collect();
    let operations = mapping
        .list("operations", found)
        .into_iter()
        .filter_map(|node| {
            let mapping = Mapping::of(node, "an operation", found)?;
            operation::read(file, mapping, found)
        });
    let operations = operations.collect();
    mapping.finish(found);
    let api = (|| {
        Some(ApiDoc {
            file,
            name: name?,
            title: title?,
            description: description?,
            base_path,
            runtime,
            auth,
            error_envelope,
            request_id_header,
            response_headers,
        })
    })();
    WholeApi {
        api,
        types,
        operations,
    }
}

fn read_auth(mut mapping: Mapping, found: &mut Diagnostics) -> Option<AuthDoc> {
    let header = mapping.required("header", found);
    let prefix = mapping.optional("prefix", found);
    mapping.finish(found);
    Some(AuthDoc {
        header: header?,
        prefix,
    })
}

fn read_envelope(mut mapping: Mapping, found: &mut Diagnostics) -> Option<ErrorEnvelopeDoc> {
    let errors = mapping.required("errors", found);
    let code = mapping.required("code", found);
    let title = mapping.required("title", found);
    let detail = mapping.required("detail", found);
    mapping.finish(found);
    Some(ErrorEnvelopeDoc {
        errors: errors?,
        code: code?,
        title: title?,
        detail: detail?,
    })
}
