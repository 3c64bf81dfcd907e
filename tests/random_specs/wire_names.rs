//! The wire names in the code: in the tables of sent and received types.
//! They are counted independently of the generator.

use crate::random_specs::model::{Field, Kind, Operation, Shared, SharedKind, Spec, Type};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;
use syn::{Item, LitStr};

/// The words at the beginning of a row.
const ROWS: [&str; 6] = [
    "required",
    "optional",
    "nullable",
    "null_as_default",
    "read_only",
    "fixed",
];

/// Names and their number of occurrences.
type Names = Vec<String>;

/// The names in one file.
#[derive(Clone, Debug, Default, PartialEq)]
struct Found {
    sent: Names,
    received: Names,
    values: Names,
    headers: Names,
    path: Option<String>,
}

/// Compares a generated file with its part of the spec.
pub fn check(spec: &Spec, path: &str, code: &syn::File) -> Result<(), String> {
    let found = find(code);
    let named = |name: &str| {
        path.trim_end_matches(".rs")
            .trim_end_matches('_')
            .ends_with(&format!("/{}", heck::ToSnakeCase::to_snake_case(name)))
    };
    let is_type = path.starts_with("types/");
    let is_operation = path.starts_with("operations/");
    let shared = spec
        .types
        .iter()
        .position(|shared| is_type && named(&shared.name));
    let mut operations = spec.operations.iter();
    let operation = operations.find(|operation| is_operation && named(&operation.name));
    let expected = match (shared, operation) {
        _ if path == "api.rs" => vec![of_api(spec)],
        (Some(at), _) => of_type(spec, at),
        (_, Some(operation)) => vec![of_operation(spec, operation)],
        _ => return Ok(()),
    };
    if expected.contains(&found) {
        return Ok(());
    }
    Err(format!(
        "{path}: the wire names are\n{found:?}\ninstead of\n{expected:?}"
    ))
}

fn sorted(mut names: Names) -> Names {
    names.sort();
    names
}

fn find(code: &syn::File) -> Found {
    let mut found = Found::default();
    for item in &code.items {
        match item {
            Item::Macro(table) => {
                let name = table
                    .mac
                    .path
                    .segments
                    .last()
                    .map(|segment| segment.ident.to_string());
                let tokens = table.mac.tokens.clone();
                match name.as_deref() {
                    Some("object" | "sparse_object") => found.sent.extend(rows(tokens)),
                    Some("response_object") => found.received.extend(rows(tokens)),
                    Some("open_enum" | "closed_enum") => {
                        found.values.extend(literals(body(tokens)));
                    }
                    Some("headers") => found.headers.extend(literals(tokens)),
                    _ => {}
                }
            }
            Item::Impl(item) => {
                let mut paths = item.items.iter().filter_map(|item| match item {
                    syn::ImplItem::Const(constant) if constant.ident == "PATH" => {
                        text_of(&constant.expr)
                    }
                    _ => None,
                });
                found.path = paths.next_back().or(found.path);
            }
            _ => {}
        }
    }
    for names in [
        &mut found.sent,
        &mut found.received,
        &mut found.values,
        &mut found.headers,
    ] {
        names.sort();
    }
    found
}

fn text_of(expression: &syn::Expr) -> Option<String> {
    match expression {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn literal(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    syn::parse_str::<LitStr>(&literal.to_string())
        .ok()
        .map(|text| text.value())
}

fn literals(tokens: TokenStream) -> Names {
    tokens
        .into_iter()
        .filter_map(|token| literal(&token))
        .collect()
}

/// Returns the tokens in the braces of an enum declaration.
fn body(tokens: TokenStream) -> TokenStream {
    let groups = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    groups.collect()
}

/// Returns the names after the words of rows and after `error_list(Api)`, and those with which a row begins.
fn rows(tokens: TokenStream) -> Names {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let rows = tokens.windows(2).filter_map(|pair| match &pair[0] {
        TokenTree::Ident(word) if ROWS.iter().any(|row| word == row) => literal(&pair[1]),
        TokenTree::Punct(end) if end.as_char() == ';' => literal(&pair[1]),
        TokenTree::Group(_) => literal(&pair[1]),
        _ => None,
    });
    rows.collect()
}

/// Returns the names in fields, and in their inline objects.
fn deep(fields: &[Field]) -> Names {
    let names = fields
        .iter()
        .flat_map(|field| std::iter::once(field.name.clone()).chain(inside(&field.ty)));
    names.collect()
}

/// Returns the names in the fields of an object that goes both ways. Only responses have the objects
/// in read-only fields.
fn deep_sent(fields: &[Field]) -> Names {
    let names = fields.iter().flat_map(|field| {
        let inside = match &field.ty.innermost().kind {
            Kind::Object { fields, .. } if !field.is_read_only() => deep_sent(fields),
            _ => Names::new(),
        };
        std::iter::once(field.name.clone()).chain(inside)
    });
    names.collect()
}

fn inside(ty: &Type) -> Names {
    match &ty.innermost().kind {
        Kind::Object { fields, .. } => deep(fields),
        _ => Names::new(),
    }
}

fn of_api(spec: &Spec) -> Found {
    let headers = spec.api.header_sets.iter().flat_map(|set| &set.headers);
    Found {
        headers: sorted(
            headers
                .map(|header| header.name.to_ascii_lowercase())
                .collect(),
        ),
        ..Found::default()
    }
}

fn of_operation(spec: &Spec, operation: &Operation) -> Found {
    let sent = operation
        .inputs
        .iter()
        .flat_map(|input| match &input.ty.kind {
            // The fields of an inline body are inputs themselves.
            Kind::Object { fields, .. } if input.is_in("body") => deep(fields),
            _ => deep(std::slice::from_ref(input)),
        });
    let received = operation.received().flat_map(inside);
    let is_shared = spec.api.header_sets.iter().any(|set| set.is_of(operation));
    let own = operation.headers.iter().filter(|_| !is_shared);
    let headers = own.map(|header| header.name.to_ascii_lowercase());
    let base = spec.api.texts.iter().find(|(key, _)| *key == "base_path");
    let base = base.map_or("", |(_, base)| base);
    let base = operation.base_path.unwrap_or(base);
    Found {
        sent: sorted(sent.collect()),
        received: sorted(received.collect()),
        headers: sorted(headers.collect()),
        path: Some(format!("{base}{}", operation.path)),
        ..Found::default()
    }
}

/// Returns the possible contents of a shared type's file: an unused type can be of either kind.
fn of_type(spec: &Spec, at: usize) -> Vec<Found> {
    let fields = match &spec.types[at].kind {
        // The code has the values of an enum of integers as numbers.
        SharedKind::Enum {
            wire: Some(wire), ..
        } if *wire != "string" => return vec![Found::default()],
        SharedKind::Enum { values, .. } => {
            let values = values.iter().flat_map(|value| {
                std::iter::once(value.value.clone()).chain(value.renamed_from.clone())
            });
            let values = sorted(values.collect());
            return vec![Found {
                values,
                ..Found::default()
            }];
        }
        SharedKind::Union { .. } => return vec![Found::default()],
        SharedKind::External => return Vec::new(),
        SharedKind::Object { fields, .. } => fields,
    };
    let names = sorted(deep(fields));
    let sent = Found {
        sent: sorted(deep_sent(fields)),
        ..Found::default()
    };
    let received = Found {
        received: names.clone(),
        ..Found::default()
    };
    let both = Found {
        received: names,
        ..sent.clone()
    };
    match flow(spec, at) {
        (true, true) => vec![both],
        // An unused type may be sent or received, together with the types in it.
        _ if is_below_unused(spec, at) => vec![sent, received, both],
        (true, false) => vec![sent],
        (false, _) => vec![received],
    }
}

/// Returns `true` if a shared type is unused, or used only by unused types.
fn is_below_unused(spec: &Spec, at: usize) -> bool {
    let types = spec.types.iter().enumerate();
    let mut unused = types.filter(|(other, _)| flow(spec, *other) == (false, false));
    unused.any(|(other, _)| {
        let mut reached = BTreeSet::new();
        let ty = Type::of(Kind::Shared(other));
        reach(&ty, &spec.types, false, &mut reached);
        reached.contains(&at)
    })
}

/// Returns whether a shared type is sent, and whether it is received.
pub fn flow(spec: &Spec, at: usize) -> (bool, bool) {
    let reaches = |types: &mut dyn Iterator<Item = &Type>, is_sent| {
        let mut reached = BTreeSet::new();
        types.for_each(|ty| reach(ty, &spec.types, is_sent, &mut reached));
        reached.contains(&at)
    };
    let operations = &spec.operations;
    let inputs = operations.iter().flat_map(|operation| &operation.inputs);
    (
        reaches(&mut inputs.map(|input| &input.ty), true),
        reaches(&mut operations.iter().flat_map(Operation::received), false),
    )
}

fn reach(ty: &Type, types: &[Shared], is_sent: bool, reached: &mut BTreeSet<usize>) {
    let fields = match &ty.innermost().kind {
        Kind::Object { fields, .. } => fields,
        Kind::Shared(at) if reached.insert(*at) => match &types[*at].kind {
            SharedKind::Object { fields, .. } => fields,
            SharedKind::Union { variants, .. } => {
                let variants = variants.iter();
                return variants.for_each(|variant| reach(&variant.ty, types, is_sent, reached));
            }
            _ => return,
        },
        _ => return,
    };
    let fields = fields.iter();
    for field in fields.filter(|field| !is_sent || !field.is_read_only()) {
        reach(&field.ty, types, is_sent, reached);
    }
}
