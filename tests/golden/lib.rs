//! The code that the generator must give, compiled as an SDK would compile it.
//!
//! Each module is one feature of the spec language: `<feature>/api.yaml` and what comes of it.

#![deny(missing_docs, warnings)]
#![forbid(unsafe_code)]

/// Answers without a body.
#[path = "answer_nothing/generated/mod.rs"]
pub mod answer_nothing;

/// An answer that is read as it comes.
#[path = "answer_stream/generated/mod.rs"]
pub mod answer_stream;

/// Answers of which one is much larger than the other.
#[path = "answer_sizes/generated/mod.rs"]
pub mod answer_sizes;

/// Answers of plain text.
#[path = "answer_text/generated/mod.rs"]
pub mod answer_text;

/// Answers that differ by status.
#[path = "answers_by_status/generated/mod.rs"]
pub mod answers_by_status;

/// Authentication, error envelope and the header with the id of a request.
#[path = "api_facts/generated/mod.rs"]
pub mod api_facts;

/// A user and a password.
#[path = "auth_basic/generated/mod.rs"]
pub mod auth_basic;

/// A token as RFC 6750 has it.
#[path = "auth_bearer/generated/mod.rs"]
pub mod auth_bearer;

/// No authentication, said so.
#[path = "auth_none/generated/mod.rs"]
pub mod auth_none;

/// What numbers, texts and lists must keep to.
#[path = "bounds_and_patterns/generated/mod.rs"]
pub mod bounds_and_patterns;

/// An object with so many fields that they stand behind a `Box`.
#[path = "boxed_object/generated/mod.rs"]
pub mod boxed_object;

/// A request with so many inputs that they stand behind a `Box`.
#[path = "boxed_request/generated/mod.rs"]
pub mod boxed_request;

/// A boxed object with a required field.
#[path = "boxed_required/generated/mod.rs"]
pub mod boxed_required;

/// Bytes as a body, and inside JSON.
#[path = "bytes_body/generated/mod.rs"]
pub mod bytes_body;

/// An enum whose list never grows.
#[path = "closed_enum/generated/mod.rs"]
pub mod closed_enum;

/// What the server takes for what is left out.
#[path = "defaults/generated/mod.rs"]
pub mod defaults;

/// What is on its way out, and what to use instead.
#[path = "deprecated/generated/mod.rs"]
pub mod deprecated;

/// Texts that mean something to Markdown, and must not.
#[path = "descriptions/generated/mod.rs"]
pub mod descriptions;

/// Values that need a name of their own.
#[path = "enum_names/generated/mod.rs"]
pub mod enum_names;

/// An error that is the whole body.
#[path = "error_envelope_at_top/generated/mod.rs"]
pub mod error_envelope_at_top;

/// The errors of an answer, in all their shapes.
#[path = "error_list/generated/mod.rs"]
pub mod error_list;

/// A type that is written by hand.
#[path = "external_type/generated/mod.rs"]
pub mod external_type;

/// What there is to know of an operation before it is sent.
#[path = "facts/generated/mod.rs"]
pub mod facts;

/// Inputs that go into headers.
#[path = "header_parameters/generated/mod.rs"]
pub mod header_parameters;

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

/// A body that is a list, and an answer that is one of lists.
#[path = "json_body_list/generated/mod.rs"]
pub mod json_body_list;

/// Bodies and answers that are single values.
#[path = "json_body_scalar/generated/mod.rs"]
pub mod json_body_scalar;

/// A body that is a shared type, needed and not.
#[path = "json_body_shared/generated/mod.rs"]
pub mod json_body_shared;

/// Wire names that are words of Rust.
#[path = "keywords/generated/mod.rs"]
pub mod keywords;

/// Lists with bounds of their own and of their items.
#[path = "list_bounds/generated/mod.rs"]
pub mod list_bounds;

/// Type names that sort in the order of the formatter.
#[path = "many_types/generated/mod.rs"]
pub mod many_types;

/// Objects with free keys.
#[path = "maps/generated/mod.rs"]
pub mod maps;

/// Bodies of other media types than the usual ones.
#[path = "media_types/generated/mod.rs"]
pub mod media_types;

/// Lists of lists.
#[path = "nested_lists/generated/mod.rs"]
pub mod nested_lists;

/// An operation without a body.
#[path = "no_body/generated/mod.rs"]
pub mod no_body;

/// Fields whose `null` is a value of its own.
#[path = "nullable/generated/mod.rs"]
pub mod nullable;

/// An object that is built by setters.
#[path = "object_setters/generated/mod.rs"]
pub mod object_setters;

/// Values of an enum that are no words.
#[path = "odd_enum_values/generated/mod.rs"]
pub mod odd_enum_values;

/// Inputs that are named like words of Rust or of the SDK.
#[path = "odd_input_names/generated/mod.rs"]
pub mod odd_input_names;

/// An enum whose list may grow.
#[path = "open_enum/generated/mod.rs"]
pub mod open_enum;

/// A request without required inputs.
#[path = "optional_inputs/generated/mod.rs"]
pub mod optional_inputs;

/// How the pages of a listing follow each other.
#[path = "pagination/generated/mod.rs"]
pub mod pagination;

/// Several inputs in one segment of the path, with text between them.
#[path = "path_in_segment/generated/mod.rs"]
pub mod path_in_segment;

/// A listing whose cursor stands in the body of the request.
#[path = "pagination_in_body/generated/mod.rs"]
pub mod pagination_in_body;

/// A listing whose pages are of a type that is sent too.
#[path = "pagination_two_way/generated/mod.rs"]
pub mod pagination_two_way;

/// Inputs of several types that stand in the path.
#[path = "path_parameters/generated/mod.rs"]
pub mod path_parameters;

/// Lists in a query, item by item and with commas between the items.
#[path = "query_lists/generated/mod.rs"]
pub mod query_lists;

/// One shared type as the body of an operation and as the query of another.
#[path = "query_object/generated/mod.rs"]
pub mod query_object;

/// Parameters of a query, one of each type.
#[path = "query_scalars/generated/mod.rs"]
pub mod query_scalars;

/// A shared object in an answer.
#[path = "received_object/generated/mod.rs"]
pub mod received_object;

/// Types that hold themselves, directly and by way of others.
#[path = "recursive_type/generated/mod.rs"]
pub mod recursive_type;

/// What had another name before.
#[path = "renamed/generated/mod.rs"]
pub mod renamed;

/// An object with required fields.
#[path = "required_fields/generated/mod.rs"]
pub mod required_fields;

/// Names in Rust that the spec gives.
#[path = "rust_name/generated/mod.rs"]
pub mod rust_name;

/// Every type of the language that a request can have.
#[path = "scalars/generated/mod.rs"]
pub mod scalars;

/// An object that says what an operation works on.
#[path = "selection/generated/mod.rs"]
pub mod selection;

/// What must not be seen in logs.
#[path = "sensitive/generated/mod.rs"]
pub mod sensitive;

/// Flattened objects so small that they would fit on a line.
#[path = "short_inputs/generated/mod.rs"]
pub mod short_inputs;

/// When something appeared, and what it looks like.
#[path = "since_and_examples/generated/mod.rs"]
pub mod since_and_examples;

/// Plain text as a body.
#[path = "text_body/generated/mod.rs"]
pub mod text_body;

/// Objects that are sent and received.
#[path = "two_way_object/generated/mod.rs"]
pub mod two_way_object;

/// Response headers that are no text.
#[path = "typed_headers/generated/mod.rs"]
pub mod typed_headers;

/// Names around the widths at which lines break.
#[path = "wide_enough/generated/mod.rs"]
pub mod wide_enough;

/// Maps so wide that their types break.
#[path = "wide_maps/generated/mod.rs"]
pub mod wide_maps;

/// Names so long that lines break.
#[path = "wide_names/generated/mod.rs"]
pub mod wide_names;

/// A request with long names.
#[path = "wide_request/generated/mod.rs"]
pub mod wide_request;
