//! The rules of a row, independent of layout.

use super::tokens::text;
use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::{Expr, Ident, LitStr, Token};

/// Parses `, rule(n), word;` to the end of the row.
pub(super) fn rules(input: ParseStream<'_>) -> syn::Result<Vec<String>> {
    let mut rules = Vec::new();
    while !input.peek(Token![;]) {
        input.parse::<Token![,]>()?;
        let word: Ident = input.parse()?;
        if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            let argument: TokenStream = content.parse()?;
            rules.push(format!("{word}({})", value(&word.to_string(), &argument)));
        } else {
            rules.push(word.to_string());
        }
    }
    input.parse::<Token![;]>()?;
    Ok(rules)
}

/// Parses the argument of a rule: a number in any notation, or a pattern.
fn value(rule: &str, argument: &TokenStream) -> String {
    if let Some(pattern) = pattern(argument.clone()) {
        return format!("{pattern:?}");
    }
    let number = text(argument).replace('_', "");
    match number.parse::<f64>() {
        Ok(decimal) if rule.starts_with("number_") => format!("{decimal:?}"),
        _ => number,
    }
}

/// `runtime::pattern!("…")`
fn pattern(argument: TokenStream) -> Option<String> {
    match syn::parse2(argument) {
        Ok(Expr::Macro(call)) => Some(syn::parse2::<LitStr>(call.mac.tokens).ok()?.value()),
        _ => None,
    }
}
