//! The field and the setter for JSON members that the spec does not know.

use super::Context;
use super::docs::{Docs, code};
use super::idents::{field_ident, ident};
use super::set_fields;
use super::tokens::{Ident, TokenStream, quote};
use crate::model::{BodyKind, Object, Operation, Type};

/// The name of the struct field. A field of a spec ends in an underscore only behind a word of Rust
/// or of the runtime.
const FIELD: &str = "extra_";

/// Returns `true` if the inputs of the operation are members of a JSON object.
pub(super) fn is_kept_by(operation: &Operation) -> bool {
    let body = operation.body.as_ref();
    body.is_some_and(|body| body.kind == BodyKind::Members)
}

fn name() -> Ident {
    ident(FIELD)
}

/// The field of the struct.
pub(super) fn field() -> TokenStream {
    let name = name();
    quote!(#name: runtime::Extra)
}

/// The value in `new`, as a field of a struct literal.
pub(super) fn initial() -> TokenStream {
    let name = name();
    quote!(#name: runtime::Extra::default())
}

/// The row of the table.
pub(super) fn row() -> TokenStream {
    let name = name();
    quote!(extra #name;)
}

/// The setter, which stores a dotted name in the inner object that it leads to.
pub(super) fn setter(cx: &Context<'_>, object: &Object) -> TokenStream {
    let root = quote!(self);
    let inside = inside(cx, object, "", &root);
    let root = holder(cx, object, root);
    let docs = Docs::default().markdown(
        "Sends a JSON member that this version of the SDK does not know, under its wire name. The \
         value is sent unchanged and does not make a filter count as set; a name that the SDK knows \
         is rejected.",
    );
    // Markdown has no code that consists of blanks.
    let shown = inside.last().filter(|(path, _)| !path.trim().is_empty());
    let docs = match shown {
        Some((path, _)) => docs.markdown(&format!(
            "A name such as {} sets a member of {}.",
            code(&format!("{path}.name")),
            code(path)
        )),
        None => docs,
    };
    let (docs, name) = (docs.tokens(), name());
    let inside = inside
        .iter()
        .map(|(path, holder)| quote!(let extra = extra.inside(#path, &mut #holder.#name);));
    quote! {
        #docs
        pub fn with_extra(mut self, name: &str, value: impl Into<runtime::Json>) -> Self {
            let extra = runtime::extra(name, value);
            #(#inside)*
            extra.add(&mut #root.#name);
            self
        }
    }
}

/// The struct that holds the members of an object at a path.
fn holder(cx: &Context<'_>, object: &Object, path: TokenStream) -> TokenStream {
    if set_fields::is_sparse(cx, object) {
        quote!(#path.fields_)
    } else {
        path
    }
}

/// The flattened objects with their wire paths and the structs of their members, innermost first.
fn inside(
    cx: &Context<'_>,
    object: &Object,
    path: &str,
    root: &TokenStream,
) -> Vec<(String, TokenStream)> {
    let flattened = object.fields.iter().filter(|field| field.is_flattened());
    let mut all = Vec::new();
    for field in flattened {
        let Type::Inline(object) = &field.ty else {
            continue;
        };
        let (name, wire) = (field_ident(&field.rust), field.wire.as_str());
        let path = if path.is_empty() {
            wire.to_owned()
        } else {
            format!("{path}.{wire}")
        };
        let target = quote!(#root.#name);
        all.extend(inside(cx, object, &path, &target));
        all.push((path, holder(cx, object, target)));
    }
    all
}
