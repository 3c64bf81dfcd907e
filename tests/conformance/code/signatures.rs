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
    /// The path to the field that it sets: `data.ids`, or the row of a large object: `fields_.ids`.
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
    let set = item
        .block
        .stmts
        .iter()
        .find_map(|statement| set(statement, &item.block));
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

/// Returns `a.b` for `self.a.b = …;`. For `self.with_(Row::b, value)`, it returns `fields_.b` with the variant in
/// `let value = Values::Variant(…);`, and for `self.a = self.a.with_(…);` it returns `a.fields_.b`.
fn set(statement: &Stmt, block: &syn::Block) -> Option<(String, Option<String>)> {
    let (place, value) = match statement {
        Stmt::Expr(Expr::Assign(assign), _) => {
            (Some(path_from_self(&assign.left)?), &*assign.right)
        }
        Stmt::Expr(value, None) => (None, value),
        _ => return None,
    };
    let Expr::MethodCall(call) = value else {
        return place.map(|place| (place, None));
    };
    if call.method != "with_" {
        return place.map(|place| (place, None));
    }
    let mut arguments = call.args.iter();
    let (Some(Expr::Path(row)), Some(value)) = (arguments.next(), arguments.next()) else {
        return None;
    };
    let is_same = match &*call.receiver {
        Expr::Path(this) => this.path.is_ident("self") && place.is_none(),
        receiver => path_from_self(receiver) == place,
    };
    let row = &row.path.segments.last()?.ident;
    let place = place.map_or_else(String::new, |place| format!("{place}."));
    is_same.then(|| {
        (
            format!("{place}fields_.{row}"),
            variant(&text(value), block),
        )
    })
}

/// Returns the variant in the statement that declares a variable.
fn variant(name: &str, block: &syn::Block) -> Option<String> {
    let declared = block.stmts.iter().find_map(|statement| match statement {
        Stmt::Local(local) if text(&local.pat) == name => local.init.as_ref(),
        _ => None,
    });
    let Expr::Call(value) = &*declared?.expr else {
        return None;
    };
    let variant = text(&value.func);
    variant.rsplit("::").next().map(str::to_owned)
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
