//! [`Api`] to Rust tokens: the third stage. It is total: every [`Api`] can be emitted.
//!
//! Generated code is data. Control flow belongs into helpers of the SDK's runtime.

mod api_impl;
mod batched_impl;
mod conditions;
mod constants;
mod credentials;
mod docs;
mod enums;
mod error_docs;
mod examples;
mod exports;
mod extra_fields;
mod field_notes;
mod headers;
mod idents;
mod imports;
mod literals;
mod metadata;
mod object_table;
mod operation;
mod operation_impl;
mod outcomes_impl;
mod pagination_impl;
mod preview_impl;
mod request_types;
mod response_types;
mod roots;
mod rust_types;
mod set_fields;
mod setters;
mod tag_docs;
mod tokens;
mod unions;

pub(crate) use batched_impl::is_batched;
pub(crate) use docs::{NEW_LINE, code, escaped, paragraphs, since_note, visible};
pub(crate) use exports::former_name;
pub(crate) use field_notes::{bounds, item_descriptions, item_examples, overrides};
pub use tokens::TokenStream;
pub(crate) use unions::is_converted;

use crate::model::{Api, Direction, Operation, Origin, TypeDef, TypeKind, TypeName};
use std::collections::BTreeMap;

/// One Rust file before it is text.
pub struct Module {
    /// Path below the output folder.
    pub path: String,
    /// The spec file it comes from.
    pub origin: Origin,
    /// Its items, in order.
    pub items: Vec<TokenStream>,
}

/// The model, with the shared types by name.
struct Context<'a> {
    api: &'a Api,
    types: BTreeMap<&'a TypeName, &'a TypeDef>,
}

impl<'a> Context<'a> {
    /// The shape of a shared type.
    fn kind(&self, name: &TypeName) -> Option<&'a TypeKind> {
        self.types.get(name).map(|def| &def.kind)
    }
}

/// The files of an API's generated code. Each is emitted on its own, from the model alone, so they
/// need not be in memory together.
pub struct Plan<'a> {
    cx: Context<'a>,
    files: Vec<Planned<'a>>,
}

/// A file of the generated code.
pub enum Planned<'a> {
    /// `mod.rs`.
    Root,
    /// The constants of the whole API.
    Api,
    /// The root of the shared types.
    TypesRoot,
    /// A shared type that is not written by hand.
    Type(&'a TypeDef),
    /// The root of the operations.
    OperationsRoot,
    /// An operation.
    Operation(&'a Operation),
    /// The root of the tests made of examples.
    ExamplesRoot,
    /// The tests made of an operation's examples.
    Examples(&'a Operation),
}

impl<'a> Plan<'a> {
    /// Lists the files of the generated code.
    #[must_use]
    pub fn new(api: &'a Api) -> Self {
        let types = api.types.iter().map(|def| (&def.name, def)).collect();
        let cx = Context { api, types };
        let mut files = vec![Planned::Root, Planned::Api];
        if roots::has_types(api) {
            files.push(Planned::TypesRoot);
            files.extend(roots::emitted(api).map(Planned::Type));
        }
        if !api.operations.is_empty() {
            files.push(Planned::OperationsRoot);
            files.extend(api.operations.iter().map(Planned::Operation));
        }
        if roots::has_examples(api) {
            files.push(Planned::ExamplesRoot);
            files.extend(roots::exemplified(api).map(Planned::Examples));
        }
        Self { cx, files }
    }

    /// Returns the files in the order of their paths in the generated code.
    #[must_use]
    pub fn files(&self) -> &[Planned<'a>] {
        &self.files
    }

    /// Emits one file.
    #[must_use]
    pub fn emit(&self, file: &Planned<'a>) -> Module {
        let cx = &self.cx;
        match file {
            Planned::Root => roots::root(cx.api),
            Planned::Api => api_impl::module(cx.api),
            Planned::TypesRoot => roots::types(cx.api),
            Planned::Type(def) => shared(cx, def),
            Planned::OperationsRoot => roots::operations(cx.api),
            Planned::Operation(operation) => operation::module(cx, operation),
            Planned::ExamplesRoot => roots::examples(cx),
            Planned::Examples(operation) => examples::module(cx, operation),
        }
    }
}

impl Planned<'_> {
    /// Estimates the work of emitting the file, in fields and values.
    #[must_use]
    pub fn weight(&self) -> usize {
        match self {
            Self::Root | Self::Api => 0,
            // They go through all types or examples.
            Self::TypesRoot | Self::OperationsRoot | Self::ExamplesRoot => usize::MAX,
            Self::Operation(operation) => operation.request.fields.len() + operation.outputs.len(),
            Self::Examples(operation) => operation.examples.len(),
            Self::Type(def) => match &def.kind {
                TypeKind::Enum(values) => values.values.len(),
                TypeKind::Object(object) => object.fields.len(),
                TypeKind::Union(union) => union.variants.len(),
                TypeKind::External(_) => 0,
            },
        }
    }
}

/// The file of a shared type. It does not name the API: any API may use the type.
fn shared(cx: &Context<'_>, def: &TypeDef) -> Module {
    let mut items = imports::of_type(cx, def);
    items.extend(match &def.kind {
        TypeKind::Enum(values) => enums::items(def, values),
        TypeKind::Object(object) if object.direction == Direction::Received => {
            response_types::shared(cx, object)
        }
        TypeKind::Object(object) => request_types::items(cx, object),
        TypeKind::Union(union) => unions::items(cx, def, union),
        TypeKind::External(_) => Vec::new(),
    });
    Module {
        path: format!("types/{}.rs", def.module),
        origin: def.origin.clone(),
        items,
    }
}
