//! The examples of the goldens, tested like a user of their library, which is compiled only once.

#![deny(missing_docs, warnings)]
#![forbid(unsafe_code)]

mod sparse;

/// Declares the examples of goldens, each with the modules that it imports.
macro_rules! examples {
    ($($(#[$condition:meta])* $feature:ident: $($module:ident),+;)*) => {$(
        $(#[$condition])*
        #[rustfmt::skip]
        mod $feature {
            $(pub use goldens::$feature as $module;)+

            #[path = "generated/examples/mod.rs"]
            mod examples;
        }
    )*};
}

examples! {
    additional_members: operations, types;
    additional_members_of_requests: operations, types;
    auth_basic: operations;
    auth_bearer: operations;
    auth_cookie: operations;
    auth_none: operations;
    auth_query: operations;
    base_paths: operations;
    bounds_and_patterns: operations, types;
    bytes_body: operations;
    closed_enum: operations, types;
    constants: operations, types;
    credentials: operations;
    default_encoding: operations, types;
    default_list_style: operations, types;
    default_media_type: operations;
    default_object_style: operations, types;
    defaults: operations;
    deprecated: operations;
    error_envelope_at_top: operations;
    exclusive_bounds: operations;
    external_type: operations;
    form_body: operations, types;
    form_whole: operations, types;
    head_and_get_body: operations;
    header_names: operations;
    header_parameters: operations, types;
    integer_enums: operations, types;
    integers_as_text: operations, types;
    item_docs: operations, types;
    json_body_list: operations;
    json_body_scalar: operations;
    json_body_shared: operations, types;
    local_date_time: operations, types;
    maps: operations, types;
    media_types: operations, types;
    multipart_body: operations, types;
    nullable: operations;
    nullable_items: operations, types;
    odd_enum_values: operations, types;
    odd_input_names: operations;
    outcomes: operations, types;
    pagination: operations;
    pagination_by_number: operations;
    pagination_by_url: operations;
    pagination_in_body: operations;
    pagination_two_way: operations, types;
    path_characters: operations;
    path_in_segment: operations;
    path_parameters: operations, types;
    path_slashes: operations;
    query_lists: operations, types;
    query_object: operations, types;
    query_scalars: operations, types;
    query_styles: operations, types;
    read_only: operations, types;
    recursive_type: operations, types;
    redirect_as_result: operations;
    renamed: operations;
    response_nothing: operations;
    response_optional: operations;
    response_stream: operations;
    response_text: operations;
    responses_by_status: operations;
    rust_name: operations, types;
    scalars: operations, types;
    sensitive: operations, types;
    shared_with_overrides: operations, types;
    sparse_inputs: operations;
    sparse_request: operations;
    #[cfg(feature = "cat-food")]
    tag_features: operations, types;
    text_body: operations;
    two_way_object: operations, types;
    typed_headers: operations;
    union_by_discriminator: operations, types;
    union_by_integer: operations, types;
    union_by_shape: operations, types;
    union_in_multipart: operations, types;
}
