//! Public methods: their arguments, and the field that they set.

use super::tokens::{alias, argument, docs, docs_line, text};
use crate::fact::Place;
use proc_macro2::Span;
use syn::{Expr, FnArg, ImplItemFn, Member, Stmt};

/// The trait of values that convert to a timestamp.
const TIME: &str = "runtime::IntoTimestamp";

/// A public method or associated function.
#[derive(Clone, Debug)]
pub(super) struct Method {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) docs: String,
    /// The line where the documentation begins.
    pub(super) docs_line: usize,
    pub(super) arguments: Vec<Argument>,
    /// The path to the field that it sets: `data.ids`, or the row of a large object: `fields_.4`.
    pub(super) sets: Option<String>,
    /// The variant of the value that it stores in a row.
    pub(super) variant: Option<String>,
    pub(super) place: Place,
}

#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) name: String,
    /// The type of the value behind conversions: `Vec<X>` for a collection of values
    /// convertible to `X`.
    pub(super) ty: String,
    pub(super) place: Place,
}

pub(super) fn method(item: &ImplItemFn, place: impl Fn(Span) -> Place) -> Method {
    let arguments = item
        .sig
        .inputs
        .iter()
        .filter_map(|argument| match argument {
            FnArg::Typed(argument) => Some(argument),
            FnArg::Receiver(_) => None,
        });
    let arguments = arguments.filter_map(|argument| {
        let syn::Pat::Ident(pattern) = &*argument.pat else {
            return None;
        };
        let written = text(&argument.ty);
        let bound = written.strip_prefix("impl");
        Some(Argument {
            name: pattern.ident.to_string(),
            ty: bound.and_then(value).unwrap_or_else(|| written.clone()),
            place: place(pattern.ident.span()),
        })
    });
    let set = item.block.stmts.iter().find_map(set);
    let (sets, variant) = set.map_or((None, None), |(path, variant)| (Some(path), variant));
    Method {
        name: item.sig.ident.to_string(),
        aliases: alias(&item.attrs),
        docs: docs(&item.attrs),
        docs_line: docs_line(&item.attrs),
        arguments: arguments.collect(),
        sets,
        variant,
        place: place(item.sig.ident.span()),
    }
}

/// Returns the type that an `impl` type converts to.
fn value(bound: &str) -> Option<String> {
    if bound == TIME {
        return Some("runtime::Timestamp".to_owned());
    }
    if let Some(value) = argument(bound, "Into") {
        return Some(value.to_owned());
    }
    let item = argument(bound, "IntoIterator")?.strip_prefix("Item=")?;
    if let Some(pair) = item.strip_prefix('(') {
        let (key, value) = pair.strip_suffix(')')?.split_once(',')?;
        let (key, value) = (converted(key)?, converted(value)?);
        return Some(format!("std::collections::BTreeMap<{key},{value}>"));
    }
    converted(item).map(|item| format!("Vec<{item}>"))
}

/// Returns the type that `impl Into<u8>` converts to. Any other type stays unchanged.
fn converted(written: &str) -> Option<String> {
    match written.strip_prefix("impl") {
        Some(TIME) => Some("runtime::Timestamp".to_owned()),
        Some(bound) => argument(bound, "Into").map(str::to_owned),
        None => Some(written.to_owned()),
    }
}

/// Returns `a.b` for `self.a.b = …;`, and `a.fields_.4` with the variant for
/// `self.a.fields_.set(4, Values::Variant(…));`.
fn set(statement: &Stmt) -> Option<(String, Option<String>)> {
    match statement {
        Stmt::Expr(Expr::Assign(assign), _) => Some((path_from_self(&assign.left)?, None)),
        Stmt::Expr(Expr::MethodCall(call), _) if call.method == "set" => {
            let mut arguments = call.args.iter();
            let (Some(row), Some(Expr::Call(value))) = (arguments.next(), arguments.next()) else {
                return None;
            };
            let fields = path_from_self(&call.receiver)?;
            let variant = text(&value.func);
            let variant = variant.rsplit("::").next().map(str::to_owned);
            Some((format!("{fields}.{}", text(row)), variant))
        }
        _ => None,
    }
}

fn path_from_self(expr: &Expr) -> Option<String> {
    let Expr::Field(field) = expr else {
        return None;
    };
    let Member::Named(name) = &field.member else {
        return None;
    };
    match &*field.base {
        Expr::Path(path) if path.path.is_ident("self") => Some(name.to_string()),
        base => path_from_self(base).map(|outer| format!("{outer}.{name}")),
    }
}

/// Returns the calls in a block: `request.inputs(self);`
pub(super) fn calls(block: &syn::Block) -> impl Iterator<Item = &syn::ExprMethodCall> {
    block.stmts.iter().filter_map(|statement| match statement {
        Stmt::Expr(Expr::MethodCall(call), _) => Some(call),
        _ => None,
    })
}
