//! The preview of an operation: the listing of the items that a request would affect.

use super::names::{FieldName, TypeName};

/// The operation that lists the items of a request.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its name.
    pub listing: TypeName,
    /// Its inputs: the arguments of its constructor in order, and then the others.
    pub inputs: Vec<PreviewInput>,
    /// The input with the number of items on a page.
    pub limit: Option<String>,
    /// The input that leaves the items out of the response.
    pub count_only: Option<CountOnly>,
    /// `true` if creating the request warns about something deprecated.
    pub is_deprecated: bool,
}

/// An input of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewInput {
    /// The setter of the listing.
    pub setter: FieldName,
    /// `true` for an argument of its constructor.
    pub is_argument: bool,
    /// Its value.
    pub value: PreviewValue,
}

/// The value of an input of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewValue {
    /// The value of an input of the request.
    Passed {
        /// The path to the input.
        path: Vec<FieldName>,
        /// `true` if the input is optional.
        is_optional: bool,
        /// `true` for a shared object.
        is_object: bool,
        /// The number of items on a page, if the object has it.
        limit: Option<PageLimit>,
    },
    /// The number of items on a page.
    Limit(i128),
}

/// The number of items on a page of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLimit {
    /// Its setter.
    pub setter: FieldName,
    /// The number.
    pub items: i128,
}

/// The input that leaves the items out of the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountOnly {
    /// Its wire path.
    pub path: String,
    /// Its setter.
    pub setter: FieldName,
    /// `true` if the setter is deprecated.
    pub is_deprecated: bool,
}
