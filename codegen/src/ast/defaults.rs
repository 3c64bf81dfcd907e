//! Defaults as written.

use super::Given;
use crate::source::Span;

/// The keys of all fields that do not have their own.
#[derive(Clone, Debug)]
pub struct DefaultsDoc {
    /// Its beginning.
    pub span: Span,
    /// `list_style` of the lists in a query or a form.
    pub list_style: Given<String>,
    /// `object_style` of the objects and maps in a query or a form.
    pub object_style: Given<String>,
    /// `encoding` of the integers of 64 bits inside JSON.
    pub encoding: Given<String>,
    /// `media_type` of the bodies that are JSON.
    pub media_type: Given<String>,
}
