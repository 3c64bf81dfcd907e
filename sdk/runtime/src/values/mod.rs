//! Types of field values besides text, numbers and booleans.

pub(crate) mod bytes;
mod calendar;
pub(crate) mod closed_enum;
mod closed_integer_enum;
pub(crate) mod containers;
pub(crate) mod date;
mod date_conversions;
mod enum_table;
pub(crate) mod file_part;
pub(crate) mod id;
pub(crate) mod integer_enum;
pub(crate) mod integer_text;
pub(crate) mod json_text;
pub(crate) mod local_date_time;
mod local_date_time_conversions;
pub(crate) mod nullable;
#[doc(hidden)]
pub mod open;
pub(crate) mod open_enum;
mod open_integer_enum;
mod scalars;
pub(crate) mod sensitive;
pub(crate) mod timestamp;
mod timestamp_clock;
mod timestamp_conversions;
mod timestamp_text;
mod unrecognized;

pub use crate::json::{InexactNumberError, Json, JsonIndex, JsonNumber, ParseNumberError};
pub use bytes::Bytes;
pub use closed_enum::ParseEnumError;
pub use date::{Date, ParseDateError};
pub use file_part::FilePart;
pub use id::Id;
pub use integer_enum::{ParseIntegerEnumError, UnrecognizedInteger};
pub use integer_text::IntegerText;
pub use json_text::JsonText;
pub use local_date_time::{LocalDateTime, ParseLocalDateTimeError};
pub use nullable::Nullable;
pub use sensitive::Sensitive;
pub use timestamp::{ParseTimestampError, Timestamp};
pub use timestamp_clock::IntoTimestamp;
pub use unrecognized::Unrecognized;
pub use uuid::Uuid;

// Used by generated code and the macros.
#[doc(hidden)]
pub use closed_enum::{ClosedEnum, ClosedEnumVisitor, read_closed};
#[doc(hidden)]
pub use containers::{list, map};
#[doc(hidden)]
pub use enum_table::EnumTable;
#[doc(hidden)]
pub use integer_enum::{
    IntegerEnum, OpenIntegerEnum, deserialize_known_integer, parse_integer, parse_known_integer,
    read_integer, read_known_integer,
};
#[doc(hidden)]
pub use open::OpenEnum;
