//! Examples: in the documentation of a request, as users would write it, and as a test that compares
//! the request with the wire form of the example.

mod enums;
mod expected;
mod leaves;
mod parameters;
mod unions;
mod values;
mod wire;

use super::docs::{Docs, prose};
use super::idents::{ident, path_tokens};
use super::tokens::{Literal, ToTokens, TokenStream, quote};
use super::{Context, Module, exports, imports};
use crate::model::{Example, Operation, ResponseKind, RustPath, TypeName};
use expected::Body;
use std::collections::BTreeSet;
use values::Values;

/// The limit of `clippy::too_many_lines`.
const MOST_LINES: usize = 100;

/// Adds the examples of an operation to its documentation, if the spec names the public path of the
/// generated code.
pub(super) fn add(cx: &Context<'_>, operation: &Operation, docs: Docs) -> Docs {
    let Some(public) = &cx.api.public_path else {
        return docs;
    };
    let blocks: Vec<_> = operation
        .examples
        .iter()
        .filter_map(|example| Some((example, block(cx, operation, example, public)?)))
        .collect();
    let heading = match blocks.len() {
        0 => return docs,
        1 => "# Example",
        _ => "# Examples",
    };
    blocks
        .into_iter()
        .fold(docs.markdown(heading), |docs, (example, lines)| {
            docs.prose(&example.description).lines(&lines)
        })
}

/// A code block; `None` if a value of the example has no Rust expression.
fn block(
    cx: &Context<'_>,
    operation: &Operation,
    example: &Example,
    public: &RustPath,
) -> Option<Vec<String>> {
    let mut values = Values::new(cx);
    let request = values.request(operation, &example.request)?;
    let public = path_tokens(public);
    // Users of the code do not depend on the runtime: the root re-exports its values.
    let runtime = quote!(#public::values);
    let uses = uses(&values, |_| public.clone(), &runtime);
    let file = quote!(#(#uses)* fn example() { let request = #request; });
    let file = syn::parse_str(file.as_str()).ok()?;
    let text = prettyplease::unparse(&file);
    let (uses, body) = text.split_once("fn example() {\n")?;
    let mut lines = vec!["```".to_owned()];
    lines.extend(uses.lines().map(str::to_owned));
    lines.push(String::new());
    lines.extend(statement(body));
    if lines.iter().any(|line| line.contains(")?")) {
        lines.push("# Ok::<(), Box<dyn std::error::Error>>(())".to_owned());
    }
    lines.push("```".to_owned());
    Some(lines)
}

/// The lines of the statement in the body of a function. `prettyplease` indents a call that breaks
/// deeper if methods follow; here the methods follow at the indentation of the call.
fn statement(body: &str) -> impl Iterator<Item = String> {
    let lines = body.lines().filter_map(|line| line.strip_prefix("    "));
    let lines: Vec<_> = lines.collect();
    let breaks = lines.first().is_some_and(|first| first.ends_with('('));
    let is_deeper = breaks && lines.last().is_some_and(|last| last.starts_with(' '));
    let lines = lines.into_iter().map(move |line| {
        let shallow = line.strip_prefix("    ").filter(|_| is_deeper);
        shallow.unwrap_or(line).to_owned()
    });
    lines.collect::<Vec<_>>().into_iter()
}

/// The imports of the names in the values. The generated types come from the paths that `generated`
/// returns.
fn uses(
    values: &Values<'_>,
    generated: impl Fn(&TypeName) -> TokenStream,
    runtime: &TokenStream,
) -> Vec<TokenStream> {
    let names = values.generated.iter();
    let names = names.map(|name| (generated(name), name.as_str()));
    let names = names.chain(
        values
            .of_runtime
            .iter()
            .map(|name| (runtime.clone(), name.as_str())),
    );
    let names: Vec<_> = names.collect();
    let paths: BTreeSet<_> = names.iter().map(|(path, _)| path).collect();
    let uses = paths.into_iter().map(|path| {
        let names = names.iter().filter(|(from, _)| from == path);
        imports::grouped(path, names.map(|(_, name)| *name)).imported()
    });
    uses.collect()
}

/// The tests of an operation's examples.
pub(super) fn module(cx: &Context<'_>, operation: &Operation) -> Module {
    let mut values = Values::new(cx);
    let examples = operation.examples.iter().enumerate();
    let tests =
        examples.filter_map(|(at, example)| test(cx, &mut values, operation, example, at + 1));
    let tests: Vec<_> = tests.collect();
    let own = exports::operation_names(operation);
    let from = |name: &TypeName| {
        if own.contains(name) {
            quote!(super::operations)
        } else {
            quote!(super::types)
        }
    };
    let mut items = Vec::new();
    if !tests.is_empty() {
        items.extend(imports::runtime(cx.api));
        items.extend(uses(&values, from, &quote!(runtime)));
    }
    items.extend(tests);
    Module {
        path: format!("examples/{}.rs", operation.module),
        origin: operation.origin.clone(),
        items,
    }
}

/// The modules that the tests of an operation name.
pub(super) struct Needs {
    pub(super) operations: bool,
    pub(super) types: bool,
}

/// The modules that the tests of an operation name.
pub(super) fn needs(cx: &Context<'_>, operation: &Operation) -> Needs {
    let mut values = Values::new(cx);
    let mut has_tests = false;
    for example in &operation.examples {
        has_tests |= values.request(operation, &example.request).is_some();
    }
    let own = exports::operation_names(operation);
    let has_types = !values.generated.iter().all(|name| own.contains(name));
    Needs {
        operations: has_tests,
        types: has_tests && has_types,
    }
}

/// Compares the request with its wire form to the last member, and reads the response.
fn test(
    cx: &Context<'_>,
    values: &mut Values<'_>,
    operation: &Operation,
    example: &Example,
    number: usize,
) -> Option<TokenStream> {
    values.is_deprecated = false;
    let request = values.request(operation, &example.request)?;
    let expect = values
        .is_deprecated
        .then(|| quote!(#[expect(deprecated, reason = "the example uses a deprecated item")]));
    let docs = prose(&example.description);
    let name = ident(&format!("example_{number}"));
    let wire = json(&expected::request(cx, operation, &example.request));
    let response = response(cx, operation, example);
    let function = quote! {
        #[test]
        fn #name() -> Result<(), Box<dyn std::error::Error>> {
            let request = #request;
            let expected = #wire;
            runtime::examples::check_request(&request, expected)?;
            #response
            Ok(())
        }
    };
    let long = is_long(&function).then(|| {
        let reason = "the example has many values";
        quote!(#[allow(clippy::too_many_lines, reason = #reason)])
    });
    Some(quote! {
        #docs
        #expect
        #long
        #function
    })
}

/// Returns `true` if a function may have more lines than clippy accepts.
fn is_long(function: &TokenStream) -> bool {
    let file = syn::parse_str(function.as_str());
    file.is_ok_and(|file| prettyplease::unparse(&file).lines().count() > MOST_LINES)
}

/// Reads the response of an example back. The body of a stream is not compared.
fn response(cx: &Context<'_>, operation: &Operation, example: &Example) -> Option<TokenStream> {
    let response = example.response.as_ref();
    let response = response.filter(|_| operation.response != ResponseKind::Stream)?;
    let (body, sent) = match expected::response(cx, operation, response) {
        Some(Body::Text(text)) => (Some(text.to_token_stream()), None),
        Some(Body::Json { received, sent }) if received != sent => {
            (Some(json(&received)), Some(json(&sent)))
        }
        Some(Body::Json { received, .. }) => (Some(json(&received)), None),
        None => (None, None),
    };
    let name = ident(operation.name.as_str());
    let status = Literal::number(response.status);
    let headers = response.headers.iter();
    let headers: Vec<_> = headers.map(|(name, text)| quote!((#name, #text))).collect();
    let (headers, let_headers) = if headers.is_empty() {
        (quote!([]), None)
    } else {
        (
            quote!(headers),
            Some(quote!(let headers = [#(#headers),*];)),
        )
    };
    let (body, let_body) = match body {
        None => (quote!(None), None),
        Some(text) => (quote!(Some(body)), Some(quote!(let body = #text;))),
    };
    let let_sent = sent.as_ref().map(|sent| quote!(let sent = #sent;));
    let check = if sent.is_some() {
        quote!(check_two_way_response::<#name>(#status, &#headers, body, sent))
    } else {
        quote!(check_response::<#name>(#status, &#headers, #body))
    };
    Some(quote! {
        #let_headers
        #let_body
        #let_sent
        runtime::examples::#check?;
    })
}

/// JSON as a raw string over several lines, indented as the body of a function.
fn json(value: &serde_json::Value) -> TokenStream {
    // Serializing a value to memory does not fail: the default is never used.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    raw_string(&text.replace('\n', "\n    "))
}

/// JSON text as a raw string in ASCII: source code must not contain every character.
fn raw_string(json: &str) -> TokenStream {
    let mut text = String::new();
    for c in json.chars() {
        if c.is_ascii() {
            text.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                text.extend(["\\u".to_owned(), format!("{unit:04x}")]);
            }
        }
    }
    // A quotation mark in the text must not end the literal, with as many signs as follow it.
    let behind_quotes = text.split('"').skip(1);
    let signs = behind_quotes.map(|rest| rest.bytes().take_while(|byte| *byte == b'#').count());
    let fence = "#".repeat(signs.max().map_or(0, |longest| longest + 1));
    Literal::written(format!("r{fence}\"{text}\"{fence}")).to_token_stream()
}
