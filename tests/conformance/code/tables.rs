//! The contents of the runtime's macros: tables of wire names and their fields, and enums.

use super::rows;
use crate::fact::Place;
use crate::rules::is_place;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{BinOp, Expr, Ident, ItemEnum, Lit, LitStr, Macro, Token};

/// The rows of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// The flag that selects everything; it is not a documented field.
    pub(super) flag: Option<String>,
    /// The field of unknown members; it is not a documented field either.
    pub(super) extra: Option<String>,
    pub(super) rows: Vec<Row>,
    /// The runs of rows whose fields are kept if set.
    pub(super) runs: Vec<Run>,
}

/// A run of rows, as the table states it.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The number of rows before it.
    at: usize,
    /// The fields of its first and its last row; `None` if it has no rows.
    ends: Option<[String; 2]>,
    place: Place,
}

impl Table {
    /// Returns the first run that does not name its first and its last row.
    pub(super) fn misnamed(&self) -> Option<&Place> {
        let is_right = |run: &&Run| {
            let rows = self.rows.get(run.at..).unwrap_or_default().iter();
            let mut names = rows.map_while(|row| Some(&*row.kept.as_ref()?.name));
            let first = names.next();
            let ends = first.map(|first| [first, names.last().unwrap_or(first)].map(str::to_owned));
            ends == run.ends
        };
        let mut runs = self.runs.iter();
        runs.find(|run| !is_right(run)).map(|run| &run.place)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The word before the wire name, if the table has one.
    pub(super) required: Option<bool>,
    /// `true` if only the server sets the field.
    pub(super) is_read_only: bool,
    /// `true` if nobody sets the field: it is a constant, or a member of no name.
    pub(super) is_fixed: bool,
    pub(super) wire: String,
    /// The path to the field, or the row among those of a large object: `fields_.ids`.
    pub(super) target: String,
    /// Set for a field that a large object keeps only if it is set.
    pub(super) kept: Option<Kept>,
    /// Its rules: `in_query()`, `max_items(5)`.
    pub(super) rules: Vec<String>,
    pub(super) place: Place,
}

/// A field without a separate place.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Its name in Rust.
    pub(super) name: String,
    /// The variant of its value.
    pub(super) variant: String,
}

impl Row {
    /// Returns `true` if the field is not a member of a JSON object.
    pub(super) fn is_placed(&self) -> bool {
        self.rules.iter().any(|rule| is_place(rule))
    }

    /// Returns the name of the field in Rust.
    pub(super) fn name(&self) -> &str {
        let kept = self.kept.as_ref();
        kept.map_or(&self.target, |kept| &kept.name)
    }

    /// Returns the variant of a value that is kept if set.
    pub(super) fn variant(&self) -> Option<&str> {
        self.kept.as_ref().map(|kept| &*kept.variant)
    }
}

/// `object! { Type; selection flag => "…"; extra field; read; required "wire" => field, rule(n); … }`, and
/// `sparse_object!`, which also has runs of rows: `[field to last]; "wire" => Variant(field), rule(n); …`
pub(super) fn object(mac: &Macro, place: impl Fn(Span) -> Place) -> syn::Result<(String, Table)> {
    let parser = |input: ParseStream<'_>| {
        let ty = head(input)?;
        let mut table = Table::default();
        while !input.is_empty() {
            if input.peek(Token![..]) {
                // The map of the additional members is never absent.
                input.parse::<Token![..]>()?;
                table.rows.push(row(input, None, &place)?);
                continue;
            }
            if input.peek(syn::token::Bracket) {
                let run = range(input, table.rows.len(), &place)?;
                table.runs.push(run);
                continue;
            }
            if input.peek(LitStr) {
                table.rows.push(kept(input, &place)?);
                continue;
            }
            let word: Ident = input.parse()?;
            if word == "selection" {
                table.flag = input.peek(Ident).then(|| target(input)).transpose()?;
                rest_of_row(input)?;
            } else if word == "extra" {
                table.extra = Some(target(input)?);
                rest_of_row(input)?;
            } else if word == "read" || word == "rows" {
                // It implements `Deserialize`, for which the spec has no fact, or names the enums.
                rest_of_row(input)?;
            } else {
                let is_read_only = word == "read_only";
                let is_fixed = word == "fixed";
                let required = !is_read_only && !is_fixed && presence(&word)?;
                let row = row(input, Some(required), &place)?;
                table.rows.push(Row {
                    is_read_only,
                    is_fixed,
                    ..row
                });
            }
        }
        Ok((ty, table))
    };
    parser.parse2(mac.tokens.clone())
}

/// `[first to last];`, the fields of the rows behind it
fn range(input: ParseStream<'_>, at: usize, place: &impl Fn(Span) -> Place) -> syn::Result<Run> {
    let range;
    let brackets = syn::bracketed!(range in input);
    let ends = if range.is_empty() {
        None
    } else {
        let first = Ident::parse_any(&range)?;
        let word: Ident = range.parse()?;
        if word != "to" {
            return Err(syn::Error::new(
                word.span(),
                "the range lacks the word `to`",
            ));
        }
        let last = Ident::parse_any(&range)?;
        Some([first.to_string(), last.to_string()])
    };
    input.parse::<Token![;]>()?;
    Ok(Run {
        at,
        ends,
        place: place(brackets.span.join()),
    })
}

/// `"wire" => Variant(field), rule(n);`
fn kept(input: ParseStream<'_>, place: &impl Fn(Span) -> Place) -> syn::Result<Row> {
    let wire: LitStr = input.parse()?;
    input.parse::<Token![=>]>()?;
    let variant: Ident = input.parse()?;
    let field;
    syn::parenthesized!(field in input);
    let name = Ident::parse_any(&field)?.to_string();
    Ok(Row {
        required: Some(false),
        is_read_only: false,
        is_fixed: false,
        place: place(wire.span()),
        wire: wire.value(),
        target: format!("fields_.{name}"),
        kept: Some(Kept {
            name,
            variant: variant.to_string(),
        }),
        rules: rows::rules(input)?,
    })
}

/// `response_object! { Type; extra field; rule "wire" | "old" => field, end; … }`
pub(super) fn response_object(
    mac: &Macro,
    place: impl Fn(Span) -> Place,
) -> syn::Result<(String, Table)> {
    let parser = |input: ParseStream<'_>| {
        let ty = head(input)?;
        let mut table = Table::default();
        while !input.is_empty() {
            if input.peek(Token![..]) {
                table.rows.push(additional(input, &place)?);
                continue;
            }
            let word: Ident = input.parse()?;
            if word == "extra" {
                table.extra = Some(target(input)?);
                input.parse::<Token![;]>()?;
                continue;
            }
            let rule = word.to_string();
            if rule == "error_list" {
                let api;
                syn::parenthesized!(api in input);
                api.parse::<Ident>()?;
            }
            let wire: LitStr = input.parse()?;
            while input.peek(Token![|]) {
                input.parse::<Token![|]>()?;
                input.parse::<LitStr>()?;
            }
            let mut row = rest(input, &wire, Some(rule == "required"), &place)?;
            row.rules.insert(0, rule);
            table.rows.push(row);
        }
        Ok((ty, table))
    };
    parser.parse2(mac.tokens.clone())
}

/// `.. field;`: the additional members, whose map is empty if there are none.
fn additional(input: ParseStream<'_>, place: &impl Fn(Span) -> Place) -> syn::Result<Row> {
    let dots = input.parse::<Token![..]>()?;
    let name = target(input)?;
    input.parse::<Token![;]>()?;
    Ok(Row {
        required: Some(false),
        is_read_only: false,
        is_fixed: false,
        wire: name.clone(),
        target: name,
        kept: None,
        rules: vec!["null_as_default".to_owned()],
        place: place(dots.spans[0]),
    })
}

/// Returns `true` for `required`.
fn presence(word: &Ident) -> syn::Result<bool> {
    match word.to_string().as_str() {
        "required" => Ok(true),
        "optional" => Ok(false),
        _ => Err(syn::Error::new(word.span(), "unknown kind of row")),
    }
}

/// `headers! { Type; text "wire" => field; parsed "wire" => field; … }`
pub(super) fn headers(mac: &Macro, place: impl Fn(Span) -> Place) -> syn::Result<(String, Table)> {
    let parser = |input: ParseStream<'_>| {
        let ty = head(input)?;
        let mut table = Table::default();
        while !input.is_empty() {
            let kind: Ident = input.parse()?;
            let mut row = row(input, None, &place)?;
            if kind == "parsed" {
                row.rules.push(kind.to_string());
            } else if kind != "text" {
                return Err(syn::Error::new(kind.span(), "unknown kind of header"));
            }
            table.rows.push(row);
        }
        Ok((ty, table))
    };
    parser.parse2(mac.tokens.clone())
}

/// Returns the name of the enum that a macro declares: `open_enum! { pub enum Type { A = "a" | "b", } }`
pub(super) fn declared(mac: &Macro) -> syn::Result<String> {
    let item: ItemEnum = syn::parse2(mac.tokens.clone())?;
    for variant in &item.variants {
        let value = variant.discriminant.as_ref().map(|(_, value)| value);
        if !value.is_some_and(is_wire_value) {
            let message = "the variant has no wire value";
            return Err(syn::Error::new(variant.ident.span(), message));
        }
    }
    Ok(item.ident.to_string())
}

/// Returns `true` for one or more texts: `"a" | "b"`.
fn is_wire_value(value: &Expr) -> bool {
    match value {
        Expr::Lit(value) => matches!(value.lit, Lit::Str(_)),
        Expr::Binary(values) => {
            let is_alternative = matches!(values.op, BinOp::BitOr(_));
            is_alternative && is_wire_value(&values.left) && is_wire_value(&values.right)
        }
        _ => false,
    }
}

fn head(input: ParseStream<'_>) -> syn::Result<String> {
    let ty: Ident = input.parse()?;
    input.parse::<Token![;]>()?;
    Ok(ty.to_string())
}

fn row(
    input: ParseStream<'_>,
    required: Option<bool>,
    place: &impl Fn(Span) -> Place,
) -> syn::Result<Row> {
    let wire: LitStr = input.parse()?;
    rest(input, &wire, required, place)
}

/// Reads a row after its wire name.
fn rest(
    input: ParseStream<'_>,
    wire: &LitStr,
    required: Option<bool>,
    place: &impl Fn(Span) -> Place,
) -> syn::Result<Row> {
    input.parse::<Token![=>]>()?;
    Ok(Row {
        required,
        is_read_only: false,
        is_fixed: false,
        place: place(wire.span()),
        wire: wire.value(),
        target: target(input)?,
        kept: None,
        rules: rows::rules(input)?,
    })
}

fn target(input: ParseStream<'_>) -> syn::Result<String> {
    let mut path = Ident::parse_any(input)?.to_string();
    while input.peek(Token![.]) {
        input.parse::<Token![.]>()?;
        path = format!("{path}.{}", Ident::parse_any(input)?);
    }
    Ok(path)
}

/// Skips the advice of a selection, which only the runtime uses.
fn rest_of_row(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.peek(Token![;]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    input.parse::<Token![;]>().map(drop)
}
