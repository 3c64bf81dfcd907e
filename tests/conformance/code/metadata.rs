//! The metadata of an operation: the calls in its constant `METADATA`.

use super::items::Call;
use super::tokens::text;
use crate::fact::Place;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, Lit};

/// Reads `runtime::Metadata::NONE.rate_limit(10, 50).batch("ids", 5)`, in the order of the calls.
///
/// # Errors
///
/// Returns an error for an expression that does not begin with `runtime::Metadata::NONE`.
pub(super) fn calls(expr: &Expr, place: impl Fn(Span) -> Place) -> syn::Result<Vec<Call>> {
    let (mut calls, mut rest) = (Vec::new(), expr);
    while let Expr::MethodCall(call) = rest {
        calls.push(Call {
            name: call.method.to_string(),
            arguments: arguments(call.args.iter()),
            place: place(call.method.span()),
        });
        rest = &call.receiver;
    }
    if text(rest) != "runtime::Metadata::NONE" {
        let message = "metadata begins with `runtime::Metadata::NONE`";
        return Err(syn::Error::new(rest.span(), message));
    }
    calls.reverse();
    Ok(calls)
}

fn arguments<'e>(arguments: impl Iterator<Item = &'e Expr>) -> String {
    arguments.map(argument).collect::<Vec<_>>().join(", ")
}

/// Returns an argument independent of layout: `["a", "b"]`, `status(503).with_header("a")`, `50`.
fn argument(expr: &Expr) -> String {
    match expr {
        Expr::Reference(reference) => argument(&reference.expr),
        Expr::Array(array) => format!("[{}]", arguments(array.elems.iter())),
        Expr::Call(call) => {
            let function = text(&call.func);
            let name = function.rsplit("::").next().unwrap_or_default();
            format!("{name}({})", arguments(call.args.iter()))
        }
        Expr::MethodCall(ExprMethodCall {
            receiver,
            method,
            args,
            ..
        }) => format!(
            "{}.{method}({})",
            argument(receiver),
            arguments(args.iter())
        ),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => format!("{:?}", text.value()),
            Lit::Int(number) => number.base10_digits().to_owned(),
            other => text(other),
        },
        other => text(other),
    }
}

#[cfg(test)]
mod tests {
    use super::calls;
    use crate::fact::Place;

    #[test]
    fn calls_are_read_in_any_layout() {
        let place = |_| Place {
            file: String::new(),
            line: 1,
        };
        let text = "runtime::Metadata::NONE.idempotent_when(&[\"a b\",], &[])\n\
                    .refused_responses(&[runtime::RefusedResponse::status(5_03).with_header(\"x\"),],)";
        let expr = syn::parse_str(text).expect("an expression");
        let found = calls(&expr, place).expect("they are read").into_iter();
        let found: Vec<_> = found
            .map(|call| format!("{}({})", call.name, call.arguments))
            .collect();
        let expected = [
            "idempotent_when([\"a b\"], [])",
            "refused_responses([status(503).with_header(\"x\")])",
        ];
        assert_eq!(found, expected);
        let other = syn::parse_str("runtime::Metadata::ALL.idempotent()").expect("an expression");
        assert!(calls(&other, place).is_err());
    }
}
