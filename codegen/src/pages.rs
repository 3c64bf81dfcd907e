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
    let pages = Pages::of(api);
    let size = |at: &usize| {
        let operation = at
            .checked_sub(1)
            .and_then(|index| api.operations.get(index));
        operation.map_or(1, |operation| operation.request.fields.len())
    };
    let written = parallel::map(0..pages.count(), size, |at| pages.write(at));
    written.into_iter().flatten().collect()
}

/// The pages of an API, which can be written one at a time.
pub struct Pages<'a> {
    api: &'a Api,
    cx: Context<'a>,
}

impl<'a> Pages<'a> {
    /// Prepares the pages.
    #[must_use]
    pub fn of(api: &'a Api) -> Self {
        let cx = Context::new(api);
        Self { api, cx }
    }

    /// Returns the number of the pages.
    #[must_use]
    pub fn count(&self) -> usize {
        1 + self.api.operations.len() + self.api.types.len()
    }

    /// Writes one page: that of the API, of an operation, or of a type, in the order of the model. Returns
    /// `None` behind the last one.
    #[must_use]
    pub fn write(&self, at: usize) -> Option<File> {
        let (path, contents) = match at.checked_sub(1) {
            None => ("api.md".to_owned(), api::page(&self.cx)),
            Some(at) => {
                if let Some(operation) = self.api.operations.get(at) {
                    let path = format!("operations/{}.md", operation.module);
                    (path, operation::page(&self.cx, operation))
                } else {
                    let def = self.api.types.get(at - self.api.operations.len())?;
                    let path = format!("types/{}.md", def.module);
                    (path, types::page(&self.cx, def))
                }
            }
        };
        Some(File { path, contents })
    }
}
