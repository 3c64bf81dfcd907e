//! Members of JSON objects that the spec does not know: where an object keeps them.

use super::docs::Docs;
use super::idents::{field_ident, ident};
use crate::model::{BodyKind, Object, Operation, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The struct field. No field of a spec ends in an underscore that is not behind a word of Rust or
/// of the runtime.
const FIELD: &str = "extra_";

/// Whether the inputs of an operation are members of a JSON object.
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

/// The value in `new`, as a field of a struct literal, with its width.
pub(super) fn initial() -> (TokenStream, usize) {
    let name = name();
    let width = "extra_: runtime::Extra::default(), ".len();
    (quote!(#name: runtime::Extra::default()), width)
}

/// The row of the table.
pub(super) fn row(prefix: &TokenStream) -> TokenStream {
    let name = name();
    quote!(extra #prefix #name;)
}

/// The setter, which puts a path into the object inside that it leads to. `root` is where the
/// fields stand: `self.fields`.
pub(super) fn setter(object: &Object, root: &TokenStream) -> TokenStream {
    let inside = inside(object, "", root);
    let docs = Docs::default().markdown(
        "Sends a member that this version of the SDK does not know, under its name on the wire. \
         It is sent as it is and selects nothing; a name that the SDK knows is refused.",
    );
    let docs = match inside.last() {
        Some((path, _)) => docs.markdown(&format!(
            "A name such as `{path}.name` is a member of `{path}`."
        )),
        None => docs,
    };
    let (docs, name) = (docs.tokens(), name());
    let inside = inside
        .iter()
        .map(|(path, target)| quote!(let extra = extra.inside(#path, &mut #target.#name);));
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

/// The flattened objects with their wire paths, the innermost first.
fn inside(object: &Object, path: &str, root: &TokenStream) -> Vec<(String, TokenStream)> {
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
        all.extend(inside(object, &path, &target));
        all.push((path, target));
    }
    all
}
