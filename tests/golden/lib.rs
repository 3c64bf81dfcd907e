//! The expected output of the generator, compiled as an SDK would compile it.
//!
//! Each module is one feature of the spec language: `<feature>/api.yaml` and its generated code.

#![deny(missing_docs, warnings)]
#![forbid(unsafe_code)]

/// Members of objects without a field.
#[rustfmt::skip]
#[path = "additional_members/generated/mod.rs"]
pub mod additional_members;

/// Members of requests without a field.
#[rustfmt::skip]
#[path = "additional_members_of_requests/generated/mod.rs"]
pub mod additional_members_of_requests;

/// Addresses in descriptions.
#[rustfmt::skip]
#[path = "addresses/generated/mod.rs"]
pub mod addresses;

/// Lists that are split over several requests.
#[rustfmt::skip]
#[path = "batches/generated/mod.rs"]
pub mod batches;

/// The `encoding` that an API sets for all fields.
#[rustfmt::skip]
#[path = "default_encoding/generated/mod.rs"]
pub mod default_encoding;

/// The `list_style` that an API sets for all fields.
#[rustfmt::skip]
#[path = "default_list_style/generated/mod.rs"]
pub mod default_list_style;

/// The `media_type` that an API sets for all fields.
#[rustfmt::skip]
#[path = "default_media_type/generated/mod.rs"]
pub mod default_media_type;

/// The `object_style` that an API sets for all fields.
#[rustfmt::skip]
#[path = "default_object_style/generated/mod.rs"]
pub mod default_object_style;

/// The settings of an API: authentication, error envelope and request ID header.
#[rustfmt::skip]
#[path = "api_settings/generated/mod.rs"]
pub mod api_settings;

/// Basic authentication.
#[rustfmt::skip]
#[path = "auth_basic/generated/mod.rs"]
pub mod auth_basic;

/// Unions whose variants a member tells apart.
#[rustfmt::skip]
#[path = "union_by_discriminator/generated/mod.rs"]
pub mod union_by_discriminator;

/// Unions whose discriminator is an integer or a boolean.
#[rustfmt::skip]
#[path = "union_by_integer/generated/mod.rs"]
pub mod union_by_integer;

/// Unions whose variants have different shapes.
#[rustfmt::skip]
#[path = "union_by_shape/generated/mod.rs"]
pub mod union_by_shape;

/// Unions and constants as parts of a multipart body.
#[rustfmt::skip]
#[path = "union_in_multipart/generated/mod.rs"]
pub mod union_in_multipart;

/// Fields with only one value.
#[rustfmt::skip]
#[path = "constants/generated/mod.rs"]
pub mod constants;

/// A bearer token as in RFC 6750.
#[rustfmt::skip]
#[path = "auth_bearer/generated/mod.rs"]
pub mod auth_bearer;

/// Explicitly no authentication.
#[rustfmt::skip]
#[path = "auth_none/generated/mod.rs"]
pub mod auth_none;

/// A form whose fields are inputs of the request.
#[rustfmt::skip]
#[path = "form_body/generated/mod.rs"]
pub mod form_body;

/// A form that is a shared type or a map.
#[rustfmt::skip]
#[path = "form_whole/generated/mod.rs"]
pub mod form_whole;

/// HEAD, and a GET request with a body.
#[rustfmt::skip]
#[path = "head_and_get_body/generated/mod.rs"]
pub mod head_and_get_body;

/// Redirects as results.
#[rustfmt::skip]
#[path = "redirect_as_result/generated/mod.rs"]
pub mod redirect_as_result;

/// JSON bodies of responses that may be missing.
#[rustfmt::skip]
#[path = "response_optional/generated/mod.rs"]
pub mod response_optional;

/// A multipart body with files.
#[rustfmt::skip]
#[path = "multipart_body/generated/mod.rs"]
pub mod multipart_body;

/// Formats of ids and hashes, and timestamps in lists.
#[rustfmt::skip]
#[path = "id_formats/generated/mod.rs"]
pub mod id_formats;

/// Bounds of numbers, texts and lists.
#[rustfmt::skip]
#[path = "bounds_and_patterns/generated/mod.rs"]
pub mod bounds_and_patterns;

/// An enum of many values, whose table is large.
#[rustfmt::skip]
#[path = "many_values/generated/mod.rs"]
pub mod many_values;

/// A large object, which keeps only the fields that are set.
#[rustfmt::skip]
#[path = "sparse_object/generated/mod.rs"]
pub mod sparse_object;

/// A large request, which keeps only the inputs that are set.
#[rustfmt::skip]
#[path = "sparse_request/generated/mod.rs"]
pub mod sparse_request;

/// A large object with a required field.
#[rustfmt::skip]
#[path = "sparse_required/generated/mod.rs"]
pub mod sparse_required;

/// Values of every kind in a large object, between fields that have separate places.
#[rustfmt::skip]
#[path = "sparse_values/generated/mod.rs"]
pub mod sparse_values;

/// Large requests whose inputs pages, batches and flattened objects use.
#[rustfmt::skip]
#[path = "sparse_inputs/generated/mod.rs"]
pub mod sparse_inputs;

/// Bytes as a body, and inside JSON.
#[rustfmt::skip]
#[path = "bytes_body/generated/mod.rs"]
pub mod bytes_body;

/// An enum whose list never grows.
#[rustfmt::skip]
#[path = "closed_enum/generated/mod.rs"]
pub mod closed_enum;

/// The server's defaults of optional inputs.
#[rustfmt::skip]
#[path = "defaults/generated/mod.rs"]
pub mod defaults;

/// Deprecated items and their replacements.
#[rustfmt::skip]
#[path = "deprecated/generated/mod.rs"]
pub mod deprecated;

/// Descriptions with characters that Markdown would interpret.
#[rustfmt::skip]
#[path = "descriptions/generated/mod.rs"]
pub mod descriptions;

/// Documented errors, with and without a type of their body.
#[rustfmt::skip]
#[path = "documented_errors/generated/mod.rs"]
pub mod documented_errors;

/// Enum values with an explicit name.
#[rustfmt::skip]
#[path = "enum_names/generated/mod.rs"]
pub mod enum_names;

/// An error at the top of the body.
#[rustfmt::skip]
#[path = "error_envelope_at_top/generated/mod.rs"]
pub mod error_envelope_at_top;

/// The errors in a response, in all their shapes.
#[rustfmt::skip]
#[path = "error_list/generated/mod.rs"]
pub mod error_list;

/// Limits that a number itself cannot be.
#[rustfmt::skip]
#[path = "exclusive_bounds/generated/mod.rs"]
pub mod exclusive_bounds;

/// A type that is written by hand.
#[rustfmt::skip]
#[path = "external_type/generated/mod.rs"]
pub mod external_type;

/// Additional members of a large object inside of a shared one.
#[rustfmt::skip]
#[path = "extra_in_wide_object/generated/mod.rs"]
pub mod extra_in_wide_object;

/// Response headers with explicit Rust names.
#[rustfmt::skip]
#[path = "header_names/generated/mod.rs"]
pub mod header_names;

/// Inputs in headers.
#[rustfmt::skip]
#[path = "header_parameters/generated/mod.rs"]
pub mod header_parameters;

/// Response headers: common ones, and one of a single operation.
#[rustfmt::skip]
#[path = "headers/generated/mod.rs"]
pub mod headers;

/// Texts that try to inject code, comments or links.
#[rustfmt::skip]
#[path = "hostile_texts/generated/mod.rs"]
pub mod hostile_texts;

/// Required inline objects of a request, whose fields become inputs.
#[rustfmt::skip]
#[path = "inline_object_flattened/generated/mod.rs"]
pub mod inline_object_flattened;

/// Optional inline objects, which are separate types.
#[rustfmt::skip]
#[path = "inline_object_optional/generated/mod.rs"]
pub mod inline_object_optional;

/// Enums of integers, open and closed.
#[rustfmt::skip]
#[path = "integer_enums/generated/mod.rs"]
pub mod integer_enums;

/// Integers as text inside JSON.
#[rustfmt::skip]
#[path = "integers_as_text/generated/mod.rs"]
pub mod integers_as_text;

/// Descriptions and examples of items.
#[rustfmt::skip]
#[path = "item_docs/generated/mod.rs"]
pub mod item_docs;

/// A request body that is a list, and a response body that is a list of lists.
#[rustfmt::skip]
#[path = "json_body_list/generated/mod.rs"]
pub mod json_body_list;

/// Request and response bodies that are single values.
#[rustfmt::skip]
#[path = "json_body_scalar/generated/mod.rs"]
pub mod json_body_scalar;

/// A body of a shared type, required and optional.
#[rustfmt::skip]
#[path = "json_body_shared/generated/mod.rs"]
pub mod json_body_shared;

/// Wire names that are keywords of Rust.
#[rustfmt::skip]
#[path = "keywords/generated/mod.rs"]
pub mod keywords;

/// Bounds of lists and of their items.
#[rustfmt::skip]
#[path = "list_bounds/generated/mod.rs"]
pub mod list_bounds;

/// Dates and times without a time zone.
#[rustfmt::skip]
#[path = "local_date_time/generated/mod.rs"]
pub mod local_date_time;

/// Many type names, in alphabetical order.
#[rustfmt::skip]
#[path = "many_types/generated/mod.rs"]
pub mod many_types;

/// Objects with free keys.
#[rustfmt::skip]
#[path = "maps/generated/mod.rs"]
pub mod maps;

/// Bodies with explicit media types.
#[rustfmt::skip]
#[path = "media_types/generated/mod.rs"]
pub mod media_types;

/// The metadata of an operation.
#[rustfmt::skip]
#[path = "metadata/generated/mod.rs"]
pub mod metadata;

/// Lists of lists.
#[rustfmt::skip]
#[path = "nested_lists/generated/mod.rs"]
pub mod nested_lists;

/// An operation without a body.
#[rustfmt::skip]
#[path = "no_body/generated/mod.rs"]
pub mod no_body;

/// Fields that distinguish `null` from an absent value.
#[rustfmt::skip]
#[path = "nullable/generated/mod.rs"]
pub mod nullable;

/// Items of lists and maps that can be `null`.
#[rustfmt::skip]
#[path = "nullable_items/generated/mod.rs"]
pub mod nullable_items;

/// An object that is built by setters.
#[rustfmt::skip]
#[path = "object_setters/generated/mod.rs"]
pub mod object_setters;

/// Enum values that are not words.
#[rustfmt::skip]
#[path = "odd_enum_values/generated/mod.rs"]
pub mod odd_enum_values;

/// Inputs named like items of Rust or of the SDK.
#[rustfmt::skip]
#[path = "odd_input_names/generated/mod.rs"]
pub mod odd_input_names;

/// An enum whose list may grow.
#[rustfmt::skip]
#[path = "open_enum/generated/mod.rs"]
pub mod open_enum;

/// Permissions that only some fields need.
#[rustfmt::skip]
#[path = "optional_permissions/generated/mod.rs"]
pub mod optional_permissions;

/// A request without required inputs.
#[rustfmt::skip]
#[path = "optional_inputs/generated/mod.rs"]
pub mod optional_inputs;

/// One outcome per item.
#[rustfmt::skip]
#[path = "outcomes/generated/mod.rs"]
pub mod outcomes;

/// The number of items alone.
#[rustfmt::skip]
#[path = "outcomes_of_number/generated/mod.rs"]
pub mod outcomes_of_number;

/// Pagination.
#[rustfmt::skip]
#[path = "pagination/generated/mod.rs"]
pub mod pagination;

/// Pagination by offset and by page number.
#[rustfmt::skip]
#[path = "pagination_by_number/generated/mod.rs"]
pub mod pagination_by_number;

/// Pagination by the URL of the next page.
#[rustfmt::skip]
#[path = "pagination_by_url/generated/mod.rs"]
pub mod pagination_by_url;

/// A listing whose cursor is in the request body.
#[rustfmt::skip]
#[path = "pagination_in_body/generated/mod.rs"]
pub mod pagination_in_body;

/// Listings whose pages are shared types.
#[rustfmt::skip]
#[path = "pagination_shared/generated/mod.rs"]
pub mod pagination_shared;

/// A listing whose page type is also sent.
#[rustfmt::skip]
#[path = "pagination_two_way/generated/mod.rs"]
pub mod pagination_two_way;

/// Descriptions of several paragraphs.
#[rustfmt::skip]
#[path = "paragraphs/generated/mod.rs"]
pub mod paragraphs;

/// Several inputs in one segment of the path, with text between them.
#[rustfmt::skip]
#[path = "path_in_segment/generated/mod.rs"]
pub mod path_in_segment;

/// Path parameters of several types.
#[rustfmt::skip]
#[path = "path_parameters/generated/mod.rs"]
pub mod path_parameters;

/// Operations whose items are listed by others, with the same filter.
#[rustfmt::skip]
#[path = "previews/generated/mod.rs"]
pub mod previews;

/// Previews with the parameters that both operations have.
#[rustfmt::skip]
#[path = "previews_of_parameters/generated/mod.rs"]
pub mod previews_of_parameters;

/// The preview of a request whose ids can be split.
#[rustfmt::skip]
#[path = "previews_in_parts/generated/mod.rs"]
pub mod previews_in_parts;

/// The preview of a request whose fields are in a box, by an optional filter.
#[rustfmt::skip]
#[path = "previews_of_wide_requests/generated/mod.rs"]
pub mod previews_of_wide_requests;

/// Previews by a deprecated listing, and by one with a deprecated argument.
#[rustfmt::skip]
#[path = "previews_by_deprecated_listings/generated/mod.rs"]
pub mod previews_by_deprecated_listings;

/// Previews whose inputs are deprecated.
#[rustfmt::skip]
#[path = "previews_of_deprecated_items/generated/mod.rs"]
pub mod previews_of_deprecated_items;

/// Inputs that a preview does not pass on, because their values may differ in the listing.
#[rustfmt::skip]
#[path = "previews_without_other_inputs/generated/mod.rs"]
pub mod previews_without_other_inputs;

/// Lists in a query, item by item and with commas between the items.
#[rustfmt::skip]
#[path = "query_lists/generated/mod.rs"]
pub mod query_lists;

/// One shared type as the body of an operation and as the query of another.
#[rustfmt::skip]
#[path = "query_object/generated/mod.rs"]
pub mod query_object;

/// Parameters of a query, one of each type.
#[rustfmt::skip]
#[path = "query_scalars/generated/mod.rs"]
pub mod query_scalars;

/// Members that only the server sets.
#[rustfmt::skip]
#[path = "read_only/generated/mod.rs"]
pub mod read_only;

/// A shared object in a response.
#[rustfmt::skip]
#[path = "received_object/generated/mod.rs"]
pub mod received_object;

/// Types that contain themselves, directly and through others.
#[rustfmt::skip]
#[path = "recursive_type/generated/mod.rs"]
pub mod recursive_type;

/// Items with a former name.
#[rustfmt::skip]
#[path = "renamed/generated/mod.rs"]
pub mod renamed;

/// An object with required fields.
#[rustfmt::skip]
#[path = "required_fields/generated/mod.rs"]
pub mod required_fields;

/// Responses without a body.
#[rustfmt::skip]
#[path = "response_nothing/generated/mod.rs"]
pub mod response_nothing;

/// Response bodies of very different sizes.
#[rustfmt::skip]
#[path = "response_sizes/generated/mod.rs"]
pub mod response_sizes;

/// A response that is read as a stream.
#[rustfmt::skip]
#[path = "response_stream/generated/mod.rs"]
pub mod response_stream;

/// Responses of plain text.
#[rustfmt::skip]
#[path = "response_text/generated/mod.rs"]
pub mod response_text;

/// Responses that differ by status.
#[rustfmt::skip]
#[path = "responses_by_status/generated/mod.rs"]
pub mod responses_by_status;

/// Explicit Rust names.
#[rustfmt::skip]
#[path = "rust_name/generated/mod.rs"]
pub mod rust_name;

/// Every scalar type of a request.
#[rustfmt::skip]
#[path = "scalars/generated/mod.rs"]
pub mod scalars;

/// A filter that selects the targets of an operation.
#[rustfmt::skip]
#[path = "selection/generated/mod.rs"]
pub mod selection;

/// Values that logs must not contain.
#[rustfmt::skip]
#[path = "sensitive/generated/mod.rs"]
pub mod sensitive;

/// Small flattened objects.
#[rustfmt::skip]
#[path = "short_inputs/generated/mod.rs"]
pub mod short_inputs;

/// Versions in which items appeared, and sample values.
#[rustfmt::skip]
#[path = "since_and_examples/generated/mod.rs"]
pub mod since_and_examples;

/// Operations and types that cargo features compile.
#[rustfmt::skip]
#[path = "tag_features/generated/mod.rs"]
pub mod tag_features;

/// Operations by subject.
#[rustfmt::skip]
#[path = "tags/generated/mod.rs"]
pub mod tags;

/// Plain text as a body.
#[rustfmt::skip]
#[path = "text_body/generated/mod.rs"]
pub mod text_body;

/// Objects that are both sent and received.
#[rustfmt::skip]
#[path = "two_way_object/generated/mod.rs"]
pub mod two_way_object;

/// Response headers with types different from text.
#[rustfmt::skip]
#[path = "typed_headers/generated/mod.rs"]
pub mod typed_headers;

/// Names near the line width.
#[rustfmt::skip]
#[path = "wide_enough/generated/mod.rs"]
pub mod wide_enough;

/// Maps whose types break over lines.
#[rustfmt::skip]
#[path = "wide_maps/generated/mod.rs"]
pub mod wide_maps;

/// Long names.
#[rustfmt::skip]
#[path = "wide_names/generated/mod.rs"]
pub mod wide_names;

/// A request with long names.
#[rustfmt::skip]
#[path = "wide_request/generated/mod.rs"]
pub mod wide_request;

/// Types with the names of devices and of modules of generated code.
#[rustfmt::skip]
#[path = "windows_names/generated/mod.rs"]
pub mod windows_names;

/// All characters that a path can have, and a slash at its end.
#[rustfmt::skip]
#[path = "path_characters/generated/mod.rs"]
pub mod path_characters;

/// A path parameter whose slashes separate segments.
#[rustfmt::skip]
#[path = "path_slashes/generated/mod.rs"]
pub mod path_slashes;

/// Uses of a shared object that differ from it.
#[rustfmt::skip]
#[path = "shared_with_overrides/generated/mod.rs"]
pub mod shared_with_overrides;

/// Operations with their own base path, or without one.
#[rustfmt::skip]
#[path = "base_paths/generated/mod.rs"]
pub mod base_paths;

/// Styles of lists and objects in the query.
#[rustfmt::skip]
#[path = "query_styles/generated/mod.rs"]
pub mod query_styles;

/// A token in the query.
#[rustfmt::skip]
#[path = "auth_query/generated/mod.rs"]
pub mod auth_query;

/// A token in a cookie.
#[rustfmt::skip]
#[path = "auth_cookie/generated/mod.rs"]
pub mod auth_cookie;

/// Operations with another credential, or without one.
#[rustfmt::skip]
#[path = "credentials/generated/mod.rs"]
pub mod credentials;
