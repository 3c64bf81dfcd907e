//! Names that no type of a spec can have.
//!
//! The test target `public_api` compares the list with the names in use. Names of hand-written code
//! that only one crate exports belong in `reserved_names` of its spec.

/// The type names that generated code refers to without a path or always declares, and those of the
/// runtime that an SDK exports next to its generated types.
pub(crate) const TYPES: [&str; 25] = [
    "Box",
    "Client",
    "ClientBuilder",
    "Default",
    "Err",
    "Error",
    "From",
    "Id",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Operation",
    "Option",
    "PreparedRequest",
    "Response",
    "Result",
    "Self",
    "SendOptions",
    "Some",
    "String",
    "Timestamp",
    "Token",
    "Vec",
];
