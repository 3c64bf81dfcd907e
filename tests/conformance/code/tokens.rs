//! Small readers of syntax: attributes, types as text, lines.

use quote::ToTokens;
use syn::{Attribute, Expr, Lit, Meta};

/// Returns the line of a token, from 1.
pub(super) fn line(span: proc_macro2::Span) -> usize {
    span.start().line
}

/// Returns tokens without white space, the form in which types are compared.
pub(super) fn text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    text.split_whitespace().collect()
}

/// Returns the type between the angle brackets: `u8` of `Option<u8>`.
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

/// Returns the innermost type of lists, maps and other wrappers, without its path.
pub(super) fn innermost(ty: &str) -> &str {
    const AROUND: [&str; 5] = [
        "Box",
        "Option",
        "Vec",
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

/// `#[serde(rename = "…")]`
pub(super) fn serde_rename(attributes: &[Attribute]) -> Option<String> {
    values(attributes, "serde", "rename").pop()
}

/// Returns `true` if serde delegates the reading to a function, which requires the member.
pub(super) fn has_reader(attributes: &[Attribute]) -> bool {
    !values(attributes, "serde", "deserialize_with").is_empty()
}

/// `#[serde(default)]`
pub(super) fn has_serde_default(attributes: &[Attribute]) -> bool {
    let mut lists = lists(attributes, "serde");
    lists.any(|list| text(&list.tokens) == "default")
}

fn lists<'a>(attributes: &'a [Attribute], name: &str) -> impl Iterator<Item = &'a syn::MetaList> {
    let lists = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) => Some(list),
            Meta::Path(_) | Meta::NameValue(_) => None,
        });
    lists.filter(move |list| list.path.is_ident(name))
}

/// Returns the values of `#[outer(inner = "value")]`.
fn values(attributes: &[Attribute], outer: &str, inner: &str) -> Vec<String> {
    let metas =
        lists(attributes, outer).filter_map(|list| list.parse_args::<syn::MetaNameValue>().ok());
    let metas = metas.filter(|meta| meta.path.is_ident(inner));
    metas.map(|meta| string(&meta.value)).collect()
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
