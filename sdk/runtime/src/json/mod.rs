//! JSON of any form, whose numbers keep every digit.

mod conversions;
mod decimal;
mod deserialize;
mod foreign_number;
mod index;
mod number;
mod raw_text;
mod read;
mod serialize;
mod to_value;
mod value;

pub(crate) use decimal::{exact_text, whole_number};
pub(crate) use foreign_number::number_text;
pub use index::JsonIndex;
pub use number::{JsonNumber, ParseNumberError};
pub use to_value::InexactNumberError;
pub use value::Json;
