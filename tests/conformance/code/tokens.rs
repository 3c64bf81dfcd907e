//! Small readers of syntax: attributes, types as text, lines.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Lit, Meta, Token};

/// Returns the line of a token, from 1.
pub(super) fn line(span: proc_macro2::Span) -> usize {
    span.start().line
}

/// Returns tokens without white space and trailing commas, the form in which types are compared.
pub(super) fn text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let text: String = text.split_whitespace().collect();
    text.replace(",>", ">").replace(",)", ")")
}

/// Returns the argument of a generic type: `u8` of `Option<u8>`.
pub(super) fn argument<'t>(text: &'t str, generic: &str) -> Option<&'t str> {
    text.strip_prefix(generic)?
        .strip_prefix('<')?
        .strip_suffix('>')
}

/// Returns a type without its size-reducing `Box`, which users do not see.
pub(super) fn unboxed(ty: &str) -> String {
    match argument(ty, "runtime::Nullable") {
        Some(inner) => format!("runtime::Nullable<{}>", unboxed(inner)),
        None => argument(ty, "Box").unwrap_or(ty).to_owned(),
    }
}

/// Returns the innermost type behind lists, maps and the like, without its path.
pub(super) fn innermost(ty: &str) -> &str {
    const AROUND: [&str; 6] = [
        "Box",
        "Option",
        "Vec",
        "runtime::SetFields",
        "runtime::Nullable",
        "runtime::Sensitive",
    ];
    let inside = AROUND.iter().find_map(|around| argument(ty, around));
    let map = || argument(ty, "std::collections::BTreeMap")?.strip_prefix("String,");
    match inside.or_else(map) {
        Some(inside) => innermost(inside),
        None => ty.rsplit("::").next().unwrap_or(ty),
    }
}

/// Returns a doc comment as Markdown.
pub(super) fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => Some(string(&meta.value)),
            _ => None,
        });
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the line where a doc comment begins; 0 without one.
pub(super) fn docs_line(attributes: &[Attribute]) -> usize {
    let mut docs = attributes.iter().filter(|attribute| match &attribute.meta {
        Meta::NameValue(meta) => meta.path.is_ident("doc"),
        Meta::Path(_) | Meta::List(_) => false,
    });
    docs.next()
        .map_or(0, |attribute| line(attribute.pound_token.span))
}

/// Returns the names under which rustdoc's search finds an item.
pub(super) fn alias(attributes: &[Attribute]) -> Vec<String> {
    values(attributes, "doc", "alias")
}

/// Returns the keys in `#[outer(…)]`.
fn keys(attributes: &[Attribute], outer: &str) -> impl Iterator<Item = Meta> {
    let lists = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident(outer) => Some(list),
            _ => None,
        });
    lists.flat_map(|list| {
        let keys = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        keys.unwrap_or_default()
    })
}

/// Returns the values of `#[outer(inner = "value")]`.
fn values(attributes: &[Attribute], outer: &str, inner: &str) -> Vec<String> {
    let metas = keys(attributes, outer).filter_map(|key| match key {
        Meta::NameValue(meta) if meta.path.is_ident(inner) => Some(string(&meta.value)),
        _ => None,
    });
    metas.collect()
}

/// Returns the value of a string literal; empty for any other expression.
pub(super) fn string(expr: &Expr) -> String {
    match expr {
        Expr::Lit(syn::ExprLit {
            lit: Lit::Str(text),
            ..
        }) => text.value(),
        _ => String::new(),
    }
}
