//! [`Api`] to Markdown pages: one for the API, one per operation and one per shared type.
//!
//! The pages have the structure of the reference documentation, so that a reader can compare the two. A
//! shared type has its own page, to which the others link. Each part of the model is taken apart without
//! `..`, so that a new one cannot be forgotten here.

mod api;
mod deviations;
mod errors;
mod examples;
mod fields;
mod headers;
mod markdown;
mod metadata;
mod operation;
mod outcomes;
mod outputs;
mod page;
mod pagination;
mod preview;
mod types;
mod unions;
mod words;

use crate::model::Api;
use crate::openapi::Context;
use crate::parallel;
use crate::render::File;

pub use markdown::HEADER;

/// Writes all pages, with their paths below the folder of the documentation.
#[must_use]
pub fn write(api: &Api) -> Vec<File> {
    let cx = Context::new(api);
    let mut files = vec![File {
        path: "api.md".to_owned(),
        contents: api::page(&cx),
    }];
    files.extend(parallel::map(
        &api.operations,
        |operation| operation.request.fields.len(),
        |operation| File {
            path: format!("operations/{}.md", operation.module),
            contents: operation::page(&cx, operation),
        },
    ));
    files.extend(parallel::map(
        &api.types,
        |_| 1,
        |def| File {
            path: format!("types/{}.md", def.module),
            contents: types::page(&cx, def),
        },
    ));
    files
}
