//! The rules of a row, independent of layout.

use super::tokens::text;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Expr, Ident, LitStr, Token};

/// Parses `, rule(n), word;` to the end of the row.
pub(super) fn rules(input: ParseStream<'_>) -> syn::Result<Vec<String>> {
    let mut rules = Vec::new();
    rules.extend(constant(input)?);
    while !input.peek(Token![;]) {
        input.parse::<Token![,]>()?;
        let word: Ident = input.parse()?;
        if input.peek(Token![=]) {
            rules.extend(constant(input)?);
        } else if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            let argument: TokenStream = content.parse()?;
            if word == "overrides" {
                rules.extend(overrides(&text(&argument)));
                continue;
            }
            rules.push(format!("{word}({})", value(&word.to_string(), &argument)));
        } else {
            rules.push(word.to_string());
        }
    }
    input.parse::<Token![;]>()?;
    Ok(rules)
}

/// Parses `= value` of a constant, the expression of its type: `"json".to_owned()`.
fn constant(input: ParseStream<'_>) -> syn::Result<Option<String>> {
    if !input.peek(Token![=]) {
        return Ok(None);
    }
    input.parse::<Token![=]>()?;
    let value = text(&input.parse::<Expr>()?.to_token_stream());
    // Of the value of an enum, the type is compared: `Kind::Value`.
    let value = value.split("::").next().unwrap_or_default();
    Ok(Some(format!("constant({value})")))
}

/// Returns a rule for each member that is left out, and for each rule of one that differs:
/// `const{&[runtime::Override::without("a"),runtime::Override::new("b",runtime::FieldSpec::NONE.at_most(5))]}`
fn overrides(argument: &str) -> Vec<String> {
    let members = argument.split("runtime::Override::").skip(1);
    let rules = members.flat_map(|member| {
        let mut quoted = member.split('"');
        let (call, name) = (quoted.next(), quoted.next().unwrap_or_default());
        if call == Some("without(") {
            return vec![format!("without({name})")];
        }
        let rules = member
            .split_once("FieldSpec::NONE.")
            .map_or("", |(_, rules)| rules);
        let end = rules.rfind("))").map_or(rules.len(), |end| end + 1);
        let rules = rules.get(..end).unwrap_or_default().split_inclusive(").");
        let rules = rules.map(|rule| rule.trim_end_matches('.'));
        rules
            .map(|rule| format!("overrides({name}.{rule})"))
            .collect()
    });
    rules.collect()
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
