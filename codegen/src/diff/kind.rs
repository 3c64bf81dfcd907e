//! The kinds of elements of a spec.

macro_rules! kinds {
    ($($kind:ident $words:literal $key:literal,)*) => {
        /// The kind of an element of a spec.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = concat!("The ", $words, ".")] $kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Returns the words for people.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self {
                    $(Self::$kind => $words,)*
                }
            }

            /// Returns the key of the spec language that states it; empty if there is none.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$kind => $key,)*
                }
            }
        }
    };
}

kinds! {
    Api "API" "api",
    ApiName "name of the API" "api",
    Title "title" "title",
    Description "description" "description",
    Version "version of the API" "version",
    RuntimePath "path of the runtime" "runtime",
    PublicPath "public path" "public_path",
    Auth "kind of credential" "auth",
    AuthPlace "place of the credential" "auth",
    AuthAdvice "advice for refused credentials" "auth/advice",
    Credential "credential" "credentials",
    CredentialVariables "environment variables of the credential" "environment",
    Environment "environment variables" "environment",
    ErrorKey "key of the error body" "error_envelope",
    RequestIdHeader "header with the request id" "request_id_header",
    HeaderSet "header set" "header_sets",
    ApiRateLimit "rate limit of all operations" "rate_limit",
    OperationsModule "public module `operations`" "tags",
    Tag "tag" "tags",
    TagFeature "cargo feature of the tag" "feature",
    Deviation "recorded deviation" "",
    Type "shared type" "type",
    Shape "kind of the type" "kind",
    ExternalShape "kind of the hand-written type" "kind",
    Openness "openness of the enum" "kind",
    EnumWire "wire type of the enum" "wire",
    OpenValue "value of the open enum" "values",
    ClosedValue "value of the closed enum" "values",
    ValueOrder "order of the values" "values",
    VariantName "name of the variant" "name",
    Success "meaning as an outcome" "success",
    ExternalPath "path of the hand-written type" "rust",
    ExternalWire "wire type of the hand-written type" "wire",
    Content "description of the content" "content",
    Direction "direction of the type" "",
    Discriminator "discriminator of the union" "discriminator",
    UnionVariant "variant of the union" "variants",
    VariantCase "JSON of the variant" "",
    Conversion "conversion into the union" "",
    Selection "selection" "selection",
    SelectionName "constructor that selects everything" "selection/everything",
    TypeName "name of the type in Rust" "rust",
    Field "field" "fields",
    Input "input" "inputs",
    Output "body of the response" "outputs",
    WholeBody "body of every response" "outputs",
    ResponsePart "part of the response" "outputs",
    Header "response header" "response_headers",
    SharedHeaders "shared type of the headers" "response_headers",
    HeaderType "type of the header" "type",
    RustName "name in Rust" "rust_name",
    FieldType "type" "type",
    Location "location in the message" "in",
    Presence "presence" "required",
    CollectionPresence "presence of the collection" "required",
    Nullability "nullability" "nullable",
    Access "access" "read_only",
    Secrecy "secrecy" "sensitive",
    Storage "storage in memory" "",
    KeepsSlashes "slashes of the path parameter" "keep_slashes",
    ListStyle "style of lists" "list_style",
    ObjectStyle "style of objects" "object_style",
    MinItems "minimum number of items" "min_items",
    MaxItems "maximum number of items" "max_items",
    Format "format" "format",
    MinLength "minimum length" "min_length",
    MaxLength "maximum length" "max_length",
    Minimum "minimum" "minimum",
    Maximum "maximum" "maximum",
    DocumentedMinimum "documented minimum of the id" "minimum",
    Pattern "pattern" "pattern",
    Selects "effect on the selection" "selects",
    Constant "only value" "const",
    NullableSelects "effect of a nullable field on the selection" "selects",
    Default "default value of the server" "default",
    Since "date of introduction" "since",
    Deprecation "deprecation" "deprecated",
    FormerName "former name" "renamed_from",
    FormerValue "former text" "renamed_from",
    FormerClosedValue "former text of a closed enum" "renamed_from",
    FormerTypeName "former name of the type" "renamed_from",
    Example "example" "example",
    ItemDocs "documentation of the items" "items",
    Without "member that this use leaves out" "without",
    Override "member that differs on this use" "overrides",
    Arguments "arguments of the constructor" "inputs",
    FieldOrder "order of the fields" "fields",
    Operation "operation" "operation",
    OperationTags "tags" "tags",
    Condition "cargo features that compile it" "tags",
    Method "HTTP method" "method",
    Path "path" "path",
    OperationAuth "credential of the operation" "auth",
    Permission "permission" "permissions",
    OptionalPermission "optional permission" "optional_permissions",
    RefusedResponse "refused response" "retry/refused_responses",
    Idempotency "idempotency" "retry/idempotent",
    RateLimit "rate limit" "rate_limit",
    Batch "batch" "batch",
    Batches "method `send_batched`" "batch",
    Pagination "pagination" "pagination",
    PageStyle "way to the next page" "pagination",
    PageItem "type of the items of a page" "pagination/items",
    PageItems "location of the items of a page" "pagination/items",
    PageTotal "location of the total number of items" "pagination/total",
    Outcomes "outcomes" "outcomes",
    OutcomeNoun "noun of the outcomes" "outcomes/noun",
    OutcomeEntry "entry of the outcomes" "outcomes/details",
    OutcomeFacts "fields that the outcomes are read from" "outcomes",
    Preview "preview" "preview",
    PreviewListing "operation of the preview" "preview/operation",
    PreviewFacts "inputs of the preview" "preview",
    BodyName "documented name of the body" "inputs",
    BodyKind "kind of the request body" "inputs",
    MediaType "media type of the request body" "inputs",
    ExtraMembers "setter `with_extra`" "inputs",
    Statuses "statuses" "status",
    ResponseMediaType "media type of the response body" "media_type",
    ResponseKind "form of the response body" "outputs",
    ErrorResponse "documented error" "errors",
    ErrorBody "body of the error" "",
    ErrorType "type of the body of the error" "type",
    RequestExample "example request" "examples",
}

impl Kind {
    /// Returns `true` if `cargo xtask conformance` compares it with the pages of the documentation, so
    /// that a change without a change of the page is reported.
    #[must_use]
    pub fn has_witness(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Description
                | Self::Field
                | Self::Input
                | Self::Output
                | Self::WholeBody
                | Self::Header
                | Self::HeaderType
                | Self::FieldType
                | Self::Presence
                | Self::CollectionPresence
                | Self::Method
                | Self::Path
                | Self::Operation
                | Self::Arguments
                | Self::FieldOrder
        )
    }
}
