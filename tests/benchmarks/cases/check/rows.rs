//! The data of the tables in generated code, as plain constants: a row per field, and the values of enums.

use crate::Result;
use syn::{Expr, ExprLit, Item, ItemEnum, ItemMacro, Lit};

/// The struct of a row, in the root of the crate.
pub const DECLARATION: &str = "\
/// A field: its names on the wire and in Rust, and its rules.
pub struct Row {
    pub wire: &'static str,
    pub rust: &'static str,
    pub rules: &'static [&'static str],
}
";

/// Returns the rows of a table of fields as a constant of its type, named after the table; `None` for
/// another macro.
pub fn of_fields(table: &ItemMacro) -> Result<Option<Item>> {
    let kind = table.mac.path.segments.last();
    let kind = kind.map_or_else(String::new, |kind| kind.ident.to_string().to_uppercase());
    let words = words(table);
    let mut statements = words.split(|word| word == ";");
    let Some([name]) = statements.next() else {
        return Ok(None);
    };
    let rows: Vec<_> = statements.filter_map(row).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    constant(name, &kind, "crate::Row", &rows.join(", ")).map(Some)
}

/// Returns what the setters of a large object need from its table: the enum of its rows, and the method that
/// sets one.
pub fn of_large_object(table: &ItemMacro) -> Result<Vec<Item>> {
    let words = words(table);
    let mut statements = words.split(|word| word == ";");
    let object = statements.next().unwrap_or_default();
    let mut enums = statements.clone().filter_map(|words| match words {
        [word, rows, of, values] if word == "rows" && of == "of" => Some((rows, values)),
        _ => None,
    });
    let ([object], Some((rows, values))) = (object, enums.next()) else {
        return Ok(Vec::new());
    };
    let names: Vec<_> = statements.filter_map(rust).collect();
    let names = names.join(", ");
    let declared = format!("#[allow(dead_code, non_camel_case_types)] enum {rows} {{ {names} }}");
    let set = format!(
        "impl {object} {{
            fn with_(mut self, row: {rows}, value: {values}) -> Self {{
                self.fields_.set(row as usize, value);
                self
            }}
        }}"
    );
    Ok(vec![syn::parse_str(&declared)?, syn::parse_str(&set)?])
}

/// Returns the tokens of a table as texts.
pub fn words(table: &ItemMacro) -> Vec<String> {
    let words = table.mac.tokens.clone().into_iter();
    words.map(|token| token.to_string()).collect()
}

/// Returns the wire names of an enum as a constant of it; `None` for an enum whose variants have values.
pub fn of_values(item: &ItemEnum) -> Result<Option<Item>> {
    if item
        .variants
        .iter()
        .any(|variant| !variant.fields.is_empty())
    {
        return Ok(None);
    }
    let discriminants = item.variants.iter().map(|variant| &variant.discriminant);
    let values = discriminants.map(|value| match value {
        Some((_, Expr::Lit(ExprLit { lit, .. }))) => match lit {
            Lit::Str(text) => Ok(format!("{:?}", text.value())),
            Lit::Int(number) => Ok(format!("{:?}", number.base10_digits())),
            _ => Err("the value of an enum is neither text nor an integer"),
        },
        _ => Err("a variant of an enum has no value"),
    });
    let values = values.collect::<std::result::Result<Vec<_>, _>>()?;
    let name = item.ident.to_string();
    constant(&name, "VALUES", "&'static str", &values.join(", ")).map(Some)
}

fn constant(name: &str, constant: &str, of: &str, items: &str) -> Result<Item> {
    let text = format!("impl {name} {{ pub const {constant}: &'static [{of}] = &[{items}]; }}");
    Ok(syn::parse_str(&text)?)
}

/// Returns the row of a statement such as `optional "groupIds" => fields.group_ids, min_items(1)`; `None`
/// for one that is not about a field.
fn row(words: &[String]) -> Option<String> {
    let (presence, wire, value) = parts(words)?;
    let mut parts = value.split(|word| word == ",");
    let mut place = parts.next()?.split(|word| word == "=");
    let rust = name(place.next()?)?;
    let constant = place.next().map(|value| format!("={}", value.concat()));
    let rules = parts.map(<[String]>::concat);
    let rules = presence.iter().cloned().chain(constant).chain(rules);
    let rules: Vec<_> = rules.map(|rule| format!("{rule:?}")).collect();
    let rules = rules.join(", ");
    Some(format!(
        "crate::Row {{ wire: {wire}, rust: {rust:?}, rules: &[{rules}] }}"
    ))
}

/// Returns the name of the field of such a statement in Rust.
fn rust(words: &[String]) -> Option<&str> {
    let (_, _, value) = parts(words)?;
    name(value.split(|word| word == "," || word == "=").next()?)
}

/// Returns the last word of a path, or of a variant with the field: `Variant(field)`.
fn name(place: &[String]) -> Option<&str> {
    Some(place.last()?.trim_matches(['(', ')']))
}

/// Returns what is before the wire name, the wire name, and what is behind the arrow.
fn parts(words: &[String]) -> Option<(&[String], &str, &[String])> {
    let wire = words.iter().position(|word| word.starts_with('"'))?;
    let (presence, wire) = (words.get(..wire)?, words.get(wire..)?);
    match wire {
        [wire, equals, greater, value @ ..] if equals == "=" && greater == ">" => {
            Some((presence, wire, value))
        }
        _ => None,
    }
}
