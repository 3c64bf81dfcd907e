//! `macro_rules!` as far as items need it: matches an invocation against the rules and writes the code
//! that the first matching rule stands for.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Lifetime, Token, Visibility, braced, bracketed, ext::IdentExt, parenthesized};

/// A macro.
#[derive(Clone, Debug)]
pub struct Macro {
    /// The crate that defines it: the meaning of `$crate`.
    pub home: String,
    rules: Vec<(Vec<Node>, Vec<Node>)>,
}

/// A piece of a pattern or of a template.
#[derive(Clone, Debug)]
enum Node {
    Token(TokenTree),
    Group(Delimiter, Vec<Node>),
    /// `$name:fragment`; a template has no fragment.
    Variable(String, Option<String>),
    /// `$( nodes ) separator *`
    Repetition(Vec<Node>, Option<TokenTree>, char),
}

/// The code that a variable stands for: once, or once for each repetition.
#[derive(Clone, Debug)]
enum Binding {
    Once(TokenStream),
    Many(Vec<Binding>),
}

type Bindings = BTreeMap<String, Binding>;

impl Macro {
    /// Parses the body of `macro_rules!`.
    ///
    /// # Errors
    ///
    /// Returns an error if a rule is malformed.
    pub fn parse(home: &str, body: TokenStream) -> syn::Result<Self> {
        let rules = |input: ParseStream<'_>| {
            let mut rules = Vec::new();
            while !input.is_empty() {
                let pattern: Group = input.parse()?;
                input.parse::<Token![=>]>()?;
                let template: Group = input.parse()?;
                let _: Option<Token![;]> = input.parse()?;
                rules.push((nodes(pattern.stream())?, nodes(template.stream())?));
            }
            Ok(rules)
        };
        let home = home.to_owned();
        let rules = rules.parse2(body)?;
        Ok(Self { home, rules })
    }

    /// Returns the code of an invocation.
    ///
    /// # Errors
    ///
    /// Returns an error if no rule matches.
    pub fn expand(&self, input: &TokenStream) -> syn::Result<TokenStream> {
        let matching = |input: ParseStream<'_>| {
            for (pattern, template) in &self.rules {
                let (ahead, mut bindings) = (input.fork(), Bindings::new());
                if take(pattern, &ahead, &mut bindings).is_ok() && ahead.is_empty() {
                    input.advance_to(&ahead);
                    return Ok((bindings, template));
                }
            }
            Err(syn::Error::new(Span::call_site(), "no rule matches"))
        };
        let (bindings, template) = matching.parse2(input.clone())?;
        let mut code = TokenStream::new();
        self.write(template, &bindings, &mut code)?;
        Ok(code)
    }

    fn write(
        &self,
        nodes: &[Node],
        bindings: &Bindings,
        code: &mut TokenStream,
    ) -> syn::Result<()> {
        for node in nodes {
            match node {
                Node::Token(token) => code.extend([token.clone()]),
                Node::Group(delimiter, inner) => {
                    let mut below = TokenStream::new();
                    self.write(inner, bindings, &mut below)?;
                    code.extend([TokenTree::Group(Group::new(*delimiter, below))]);
                }
                Node::Variable(name, _) if name == "crate" => {
                    code.extend([TokenTree::Ident(Ident::new(&self.home, Span::call_site()))]);
                }
                Node::Variable(name, _) => match bindings.get(name) {
                    Some(Binding::Once(bound)) => code.extend(bound.clone()),
                    _ => return Err(unbound(name)),
                },
                Node::Repetition(inner, separator, _) => {
                    let rounds = rounds(inner, bindings);
                    for round in 0..rounds {
                        if round > 0 {
                            code.extend(separator.clone());
                        }
                        self.write(inner, &nth(bindings, round), code)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn unbound(name: &str) -> syn::Error {
    let message = format!("the variable ${name} is not bound here");
    syn::Error::new(Span::call_site(), message)
}

/// Returns the number of rounds of a repetition: that of its variables.
fn rounds(nodes: &[Node], bindings: &Bindings) -> usize {
    let rounds = nodes.iter().map(|node| match node {
        Node::Variable(name, _) => match bindings.get(name) {
            Some(Binding::Many(bound)) => bound.len(),
            _ => 0,
        },
        Node::Group(_, inner) | Node::Repetition(inner, ..) => rounds(inner, bindings),
        Node::Token(_) => 0,
    });
    rounds.max().unwrap_or(0)
}

/// Returns the bindings of one round.
fn nth(bindings: &Bindings, round: usize) -> Bindings {
    let bindings = bindings.iter().filter_map(|(name, bound)| {
        let bound = match bound {
            Binding::Many(bound) => bound.get(round)?.clone(),
            Binding::Once(_) => bound.clone(),
        };
        Some((name.clone(), bound))
    });
    bindings.collect()
}

/// Parses a pattern or a template.
fn nodes(code: TokenStream) -> syn::Result<Vec<Node>> {
    let parser = |input: ParseStream<'_>| {
        let mut found = Vec::new();
        while !input.is_empty() {
            found.push(node(input)?);
        }
        Ok(found)
    };
    parser.parse2(code)
}

fn node(input: ParseStream<'_>) -> syn::Result<Node> {
    if !input.peek(Token![$]) {
        return Ok(match input.parse()? {
            TokenTree::Group(group) => Node::Group(group.delimiter(), nodes(group.stream())?),
            token => Node::Token(token),
        });
    }
    input.parse::<Token![$]>()?;
    if input.peek(syn::token::Paren) {
        let inner;
        parenthesized!(inner in input);
        let inner = nodes(inner.parse()?)?;
        let mut separator = None;
        loop {
            match input.parse()? {
                TokenTree::Punct(sign) if matches!(sign.as_char(), '*' | '+' | '?') => {
                    return Ok(Node::Repetition(inner, separator, sign.as_char()));
                }
                token => separator = Some(token),
            }
        }
    }
    let name = input.call(Ident::parse_any)?.to_string();
    let is_typed = input.peek(Token![:]) && !input.peek(Token![::]) && input.peek2(syn::Ident);
    let mut fragment = None;
    if is_typed {
        let ahead = input.fork();
        ahead.parse::<Token![:]>()?;
        let word = ahead.call(Ident::parse_any)?.to_string();
        if FRAGMENTS.contains(&word.as_str()) {
            input.parse::<Token![:]>()?;
            input.call(Ident::parse_any)?;
            fragment = Some(word);
        }
    }
    Ok(Node::Variable(name, fragment))
}

/// The fragments that a pattern can have.
const FRAGMENTS: [&str; 11] = [
    "block", "expr", "ident", "item", "lifetime", "literal", "meta", "path", "tt", "ty", "vis",
];

/// Matches code against a pattern.
fn take(pattern: &[Node], input: ParseStream<'_>, bindings: &mut Bindings) -> syn::Result<()> {
    for node in pattern {
        match node {
            Node::Token(token) => same(token, input)?,
            Node::Group(delimiter, inner) => {
                let group;
                match delimiter {
                    Delimiter::Parenthesis => drop(parenthesized!(group in input)),
                    Delimiter::Bracket => drop(bracketed!(group in input)),
                    _ => drop(braced!(group in input)),
                }
                take(inner, &group, bindings)?;
                if !group.is_empty() {
                    return Err(group.error("unexpected code"));
                }
            }
            Node::Variable(name, fragment) => {
                let bound = parse_fragment(fragment.as_deref().unwrap_or("tt"), input)?;
                bindings.insert(name.clone(), Binding::Once(bound));
            }
            Node::Repetition(inner, separator, kind) => {
                let mut all = Vec::new();
                while !input.is_empty() && (*kind != '?' || all.is_empty()) {
                    let ahead = input.fork();
                    if let Some(separator) = separator
                        && !all.is_empty()
                        && same(separator, &ahead).is_err()
                    {
                        break;
                    }
                    let mut round = Bindings::new();
                    if take(inner, &ahead, &mut round).is_err() {
                        break;
                    }
                    input.advance_to(&ahead);
                    all.push(round);
                }
                if *kind == '+' && all.is_empty() {
                    return Err(input.error("at least one is required"));
                }
                for name in variables(inner) {
                    let bound = all.iter().filter_map(|round| round.get(&name).cloned());
                    let bound = Binding::Many(bound.collect());
                    bindings.insert(name, bound);
                }
            }
        }
    }
    Ok(())
}

/// Returns the names of the variables of a pattern.
fn variables(pattern: &[Node]) -> Vec<String> {
    let names = pattern.iter().flat_map(|node| match node {
        Node::Variable(name, _) => vec![name.clone()],
        Node::Group(_, inner) | Node::Repetition(inner, ..) => variables(inner),
        Node::Token(_) => Vec::new(),
    });
    names.collect()
}

/// Consumes a token that has to be the one of the pattern.
fn same(token: &TokenTree, input: ParseStream<'_>) -> syn::Result<()> {
    let found: TokenTree = input.parse()?;
    let is_same = match (&found, token) {
        (TokenTree::Ident(found), TokenTree::Ident(wanted)) => found == wanted,
        (TokenTree::Punct(found), TokenTree::Punct(wanted)) => found.as_char() == wanted.as_char(),
        _ => found.to_string() == token.to_string(),
    };
    if is_same {
        Ok(())
    } else {
        Err(syn::Error::new(found.span(), format!("expected `{token}`")))
    }
}

fn parse_fragment(fragment: &str, input: ParseStream<'_>) -> syn::Result<TokenStream> {
    fn parse<T: Parse + ToTokens>(input: ParseStream<'_>) -> syn::Result<TokenStream> {
        Ok(input.parse::<T>()?.into_token_stream())
    }
    match fragment {
        "block" => parse::<syn::Block>(input),
        "expr" => parse::<syn::Expr>(input),
        "ident" => Ok(input.call(Ident::parse_any)?.into_token_stream()),
        "item" => parse::<syn::Item>(input),
        "lifetime" => parse::<Lifetime>(input),
        "literal" => parse::<syn::Lit>(input),
        "meta" => parse::<syn::Meta>(input),
        "path" => parse::<syn::Path>(input),
        "ty" => parse::<syn::Type>(input),
        "vis" => parse::<Visibility>(input),
        _ => parse::<TokenTree>(input),
    }
}
