//! JSON objects and values of requests: one walk over the fields serves validation, serialization,
//! query parameters and `Debug`.

pub(crate) mod any_object;
pub(crate) mod bounds;
pub(crate) mod extra;
pub(crate) mod field_path;
pub(crate) mod field_row;
pub(crate) mod field_spec;
pub(crate) mod idents;
pub(crate) mod ids;
pub(crate) mod list_style;
pub(crate) mod location;
#[doc(hidden)]
pub mod members;
pub(crate) mod model;
mod open_value;
pub(crate) mod parts;
pub(crate) mod pattern;
pub(crate) mod predicates;
pub(crate) mod query;
pub(crate) mod query_members;
#[doc(hidden)]
pub mod read;
#[doc(hidden)]
pub mod set_fields;
mod sparse_table;
pub(crate) mod suggest;
mod table;
pub(crate) mod text_format;
pub(crate) mod type_name;
pub(crate) mod validate;
mod validate_names;
mod validate_scalars;
pub(crate) mod violation;
pub(crate) mod visitors;
pub(crate) mod walk;

pub use any_object::{AnyObject, NamedValues, Question, ValueVisitor};
pub use bounds::is_blank_text;
pub use extra::{Extra, PendingExtra, extra};
pub use field_path::FieldPath;
pub use field_row::FieldRow;
pub use field_spec::{FieldSpec, Override};
pub use idents::Idents;
pub use model::{FieldVisitor, Object, ToJson, Value};
pub use open_value::OpenValue;
pub use parts::Parts;
#[cfg(feature = "pattern")]
pub use pattern::Expression;
pub use pattern::Pattern;
pub use query::Query;
pub use set_fields::SetFields;
pub use validate::Validator;
pub use visitors::{criteria, debug, serialize};
pub use walk::Walk;
