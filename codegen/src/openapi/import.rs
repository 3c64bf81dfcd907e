//! Imports OpenAPI: a description by others becomes YAML of the spec language.
//!
//! | pass | from | to |
//! |---|---|---|
//! | `normalise` | Swagger 2.0, OpenAPI 3.0 and 3.1, JSON or YAML | one normal form |
//! | `select` | the wanted operations | their positions |
//! | `plan` | the whole description, and the record of earlier imports | shared types, and names |
//! | `express` | the selected operations | mappings of the spec language, and the losses |
//! | `update` | the files of the spec | files with what the author wrote |
//! | `yaml` | mappings | text |

mod comments;
mod defaults;
mod draft;
mod existing;
mod express;
mod finish;
mod hand_edits;
mod items;
mod normalise;
mod own;
mod plan;
mod record;
mod report;
mod request;
mod run;
mod select;
mod source;
mod update;
mod yaml;

pub use express::{MARK, is_neutral};
pub use record::FILE as RECORD;
pub use report::{Broken, Note, Report};
pub use request::{Imported, Request};
pub use run::import;
pub use select::{Selection, listing};

/// The maximum size of a description.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The report of the last import, in the folder of the spec.
pub const REPORT: &str = "import-report.md";
