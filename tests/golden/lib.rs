//! The code that the generator must give, compiled as an SDK would compile it.
//!
//! Each module is one feature of the spec language: `<feature>/api.yaml` and what comes of it.

#![deny(missing_docs, warnings)]
#![forbid(unsafe_code)]

/// Authentication, error envelope and the header with the id of a request.
#[path = "api_facts/generated/mod.rs"]
pub mod api_facts;

/// An object with so many fields that they stand behind a `Box`.
#[path = "boxed_object/generated/mod.rs"]
pub mod boxed_object;

/// A boxed object with a required field.
#[path = "boxed_required/generated/mod.rs"]
pub mod boxed_required;

/// Texts that mean something to Markdown, and must not.
#[path = "descriptions/generated/mod.rs"]
pub mod descriptions;

/// Values that need a name of their own.
#[path = "enum_names/generated/mod.rs"]
pub mod enum_names;

/// The errors of an answer, in all their shapes.
#[path = "error_list/generated/mod.rs"]
pub mod error_list;

/// A type that is written by hand.
#[path = "external_type/generated/mod.rs"]
pub mod external_type;

/// Response headers, common ones and one that an operation has alone.
#[path = "headers/generated/mod.rs"]
pub mod headers;

/// Texts that try to be code, comments, links, or something else that they are not.
#[path = "hostile_texts/generated/mod.rs"]
pub mod hostile_texts;

/// Required inline objects of a request, whose fields become inputs.
#[path = "inline_object_flattened/generated/mod.rs"]
pub mod inline_object_flattened;

/// Optional inline objects, which are types of their own.
#[path = "inline_object_optional/generated/mod.rs"]
pub mod inline_object_optional;

/// Wire names that are words of Rust.
#[path = "keywords/generated/mod.rs"]
pub mod keywords;

/// Lists with bounds of their own and of their items.
#[path = "list_bounds/generated/mod.rs"]
pub mod list_bounds;

/// Type names that sort in the order of the formatter.
#[path = "many_types/generated/mod.rs"]
pub mod many_types;

/// Lists of lists.
#[path = "nested_lists/generated/mod.rs"]
pub mod nested_lists;

/// An operation without a body.
#[path = "no_body/generated/mod.rs"]
pub mod no_body;

/// An object that is built by setters.
#[path = "object_setters/generated/mod.rs"]
pub mod object_setters;

/// An enum whose list may grow.
#[path = "open_enum/generated/mod.rs"]
pub mod open_enum;

/// A request without required inputs.
#[path = "optional_inputs/generated/mod.rs"]
pub mod optional_inputs;

/// A shared object in an answer.
#[path = "received_object/generated/mod.rs"]
pub mod received_object;

/// An object with required fields.
#[path = "required_fields/generated/mod.rs"]
pub mod required_fields;

/// Every type of the language that a request can have.
#[path = "scalars/generated/mod.rs"]
pub mod scalars;

/// An object that says what an operation works on.
#[path = "selection/generated/mod.rs"]
pub mod selection;

/// Flattened objects so small that they would fit on a line.
#[path = "short_inputs/generated/mod.rs"]
pub mod short_inputs;

/// When something appeared, and what it looks like.
#[path = "since_and_examples/generated/mod.rs"]
pub mod since_and_examples;

/// Names around the widths at which lines break.
#[path = "wide_enough/generated/mod.rs"]
pub mod wide_enough;

/// Names so long that lines break.
#[path = "wide_names/generated/mod.rs"]
pub mod wide_names;

/// A request with long names.
#[path = "wide_request/generated/mod.rs"]
pub mod wide_request;
