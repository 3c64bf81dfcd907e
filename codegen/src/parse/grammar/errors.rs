//! The documented errors of an operation.

use super::Value::{Count, OneOrMore, Text, Type};
use super::fields::{BOUNDS, TYPE_KEYS};
use super::{Key, Shape, optional, required};

pub(super) static ERROR_RESPONSE: Shape = Shape {
    name: "error_response",
    what: "an error",
    description: "A documented error of an operation.",
    keys: &[&STATUS, &TYPE, &TYPE_KEYS, &BOUNDS, &DESCRIPTION],
    kinds: None,
};

static STATUS: [Key; 1] = [required(
    "status",
    OneOrMore(&Count),
    "The responses that are this error: a status code from 300 to 599, or a list of them.",
)];

static TYPE: [Key; 1] = [optional(
    "type",
    Type,
    "The type of the body, or the name of a shared type; by default, the body is that of `error_envelope`.",
)];

static DESCRIPTION: [Key; 1] = [required(
    "description",
    Text,
    "The meaning of the error, for users who handle it.",
)];
