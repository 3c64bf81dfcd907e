//! Signatures without bodies, attributes and patterns.

use super::tokens::text;
use quote::quote;
use syn::{FnArg, Generics, Pat, ReturnType, Signature};

/// Returns a function: what is before its public path, and what follows it.
pub fn function(signature: &Signature) -> (String, String) {
    let words = [
        text(signature.constness),
        text(signature.asyncness),
        text(&signature.abi),
    ];
    let words = words.iter().filter(|word| !word.is_empty());
    let words: String = words.flat_map(|word| [word, " "]).collect();
    let (params, bounds) = generics(&signature.generics);
    let inputs: Vec<_> = signature.inputs.iter().map(argument).collect();
    let output = match &signature.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, output) => format!(" -> {}", text(output)),
    };
    let after = format!("{params}({}){output}{bounds}", inputs.join(", "));
    (format!("{words}fn "), after)
}

/// Returns a parameter by its name and type.
fn argument(argument: &FnArg) -> String {
    match argument {
        FnArg::Receiver(receiver) => {
            let mut receiver = receiver.clone();
            receiver.attrs.clear();
            receiver.mutability = None;
            text(receiver)
        }
        FnArg::Typed(typed) => {
            let name = match &*typed.pat {
                Pat::Ident(name) => name.ident.to_string(),
                pattern => text(pattern),
            };
            format!("{name}: {}", text(&typed.ty))
        }
    }
}

/// Returns the parameters in angle brackets and the `where` clause with a space in front.
pub fn generics(generics: &Generics) -> (String, String) {
    let params = generics.params.iter().map(text);
    let params: Vec<_> = params.collect();
    let params = match params.join(", ") {
        none if none.is_empty() => none,
        params => format!("<{params}>"),
    };
    let bounds = generics
        .where_clause
        .as_ref()
        .map_or(String::new(), |clause| {
            let predicates: Vec<_> = clause.predicates.iter().map(text).collect();
            format!(" where {}", predicates.join(", "))
        });
    (params, bounds)
}

/// Returns the names of generic parameters in angle brackets, as in `Page<T>`.
pub fn arguments(generics: &Generics) -> String {
    let (_, arguments, _) = generics.split_for_impl();
    text(quote!(#arguments))
}
