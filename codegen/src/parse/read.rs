//! Reads validated mappings into the [`ast`](crate::ast).

mod api;
mod deviations;
mod fields;
mod operation;
mod retry;
mod types;

pub(super) use api::{WholeApi, read as api};
pub(super) use deviations::read as deviations;
pub(super) use operation::read as operation;
pub(super) use types::read as shared_type;
