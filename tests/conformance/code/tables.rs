//! The tables in macros of the runtime: which wire name belongs to which field.

use super::rows::{self, text};
use crate::fact::Place;
use crate::rules::is_place;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Macro, Token};

/// The rows of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// The flag for "everything" of an object that selects; it is not a documented field.
    pub(super) flag: Option<String>,
    /// The field for members unknown to the SDK; it is not documented either.
    pub(super) extra: Option<String>,
    pub(super) rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The word before the wire name, if the table has one.
    pub(super) required: Option<bool>,
    pub(super) wire: String,
    /// The field path: `fields.ids`.
    pub(super) target: String,
    /// The further attributes: `in_query()`, `max_items(5)`.
    pub(super) rules: Vec<String>,
    pub(super) place: Place,
}

impl Row {
    /// Returns `true` if the row does not describe a member of a JSON object.
    pub(super) fn is_placed(&self) -> bool {
        self.rules.iter().any(|rule| is_place(rule))
    }
}

/// `201 | 202 => json Created;`
#[derive(Clone, Debug)]
pub(super) struct AnswerRow {
    /// `status(201|202)`
    pub(super) statuses: String,
    /// `json`
    pub(super) format: String,
    pub(super) variant: String,
    pub(super) place: Place,
}

/// `object! { Type; selection flag => "…"; extra path; required "wire" => path, rule(n); … }`
pub(super) fn object(mac: &Macro, place: impl Fn(Span) -> Place) -> syn::Result<(String, Table)> {
    let parser = |input: ParseStream<'_>| {
        let ty = head(input)?;
        let mut table = Table::default();
        while !input.is_empty() {
            let word: Ident = input.parse()?;
            if word == "selection" {
                table.flag = Some(target(input)?);
                rest_of_row(input)?;
            } else if word == "extra" {
                table.extra = Some(target(input)?);
                rest_of_row(input)?;
            } else {
                let required = match word.to_string().as_str() {
                    "required" => true,
                    "optional" => false,
                    _ => return Err(syn::Error::new(word.span(), "unknown kind of row")),
                };
                table.rows.push(row(input, Some(required), &place)?);
            }
        }
        Ok((ty, table))
    };
    parser.parse2(mac.tokens.clone())
}

/// `headers! { Type; "wire" => field, parsed; … }`
pub(super) fn headers(mac: &Macro, place: impl Fn(Span) -> Place) -> syn::Result<(String, Table)> {
    let parser = |input: ParseStream<'_>| {
        let ty = head(input)?;
        let mut table = Table::default();
        while !input.is_empty() {
            table.rows.push(row(input, None, &place)?);
        }
        Ok((ty, table))
    };
    parser.parse2(mac.tokens.clone())
}

/// `answers! { Type; 201 | 202 => json Created; _ => text Other; }`
pub(super) fn answers(
    mac: &Macro,
    place: impl Fn(Span) -> Place,
) -> syn::Result<(String, Vec<AnswerRow>)> {
    let parser = |input: ParseStream<'_>| {
        let ty = head(input)?;
        let mut rows = Vec::new();
        while !input.is_empty() {
            let mut statuses = String::new();
            while !input.peek(Token![=>]) {
                statuses += &text(&input.parse::<proc_macro2::TokenTree>()?);
            }
            input.parse::<Token![=>]>()?;
            let format: Ident = input.parse()?;
            let variant: Ident = input.parse()?;
            input.parse::<Token![;]>()?;
            rows.push(AnswerRow {
                statuses: format!("status({statuses})"),
                format: format.to_string(),
                variant: variant.to_string(),
                place: place(variant.span()),
            });
        }
        Ok((ty, rows))
    };
    parser.parse2(mac.tokens.clone())
}

/// Returns the type that a table describes.
pub(super) fn subject(mac: &Macro) -> syn::Result<String> {
    let parser = |input: ParseStream<'_>| {
        let ty = head(input)?;
        input.parse::<proc_macro2::TokenStream>()?;
        Ok(ty)
    };
    parser.parse2(mac.tokens.clone())
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
    input.parse::<Token![=>]>()?;
    Ok(Row {
        required,
        place: place(wire.span()),
        wire: wire.value(),
        target: target(input)?,
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
