//! OpenAPI: the description of the API for the tools of others, such as viewers, mock servers, linters
//! and generators for other languages.

mod export;

pub use export::export;
