//! The objects of a response: their public fields, and the tables that read them.

use super::items::{Field, Items};
use super::responses::public;
use super::tables::{Row, Table};
use super::tokens::innermost;
use super::{Aspect, Code, Order, Site};
use crate::fact::Key;

/// Reads the fields of an object, and those of the objects inside it.
pub(super) fn fields(
    code: &mut Code,
    items: &Items,
    object: &str,
    parent: &Key,
    open: &mut Vec<String>,
) {
    let Some(body) = items.structs.get(object) else {
        return;
    };
    let Some(table) = items.received.get(object) else {
        let message = format!("no table reads `{object}`");
        code.flaw(parent, Aspect::Existence, &body.place, message);
        return;
    };
    for field in &body.fields {
        let mut rows = table.rows.iter();
        let Some(row) = rows.find(|row| row.target == field.name) else {
            if table.extra.as_deref() != Some(&field.name) {
                let key = parent.child(field.alias.as_ref().unwrap_or(&field.name));
                let message = "no row of the table reads it";
                code.flaw(&key, Aspect::Existence, &field.place, message);
            }
            continue;
        };
        let key = parent.child(&row.wire);
        if !field.is_public {
            let message = "the field is private";
            code.flaw(&key, Aspect::Existence, &field.place, message);
        }
        search(code, &key, field);
        check(code, &key, field, row);
        let mut fact = public(key.clone(), field);
        fact.required = Some(row.required == Some(true) && !field.is_option);
        fact.sites.push((Site::ReceivedRow, row.place.clone()));
        code.facts.push(fact);
        let name = innermost(&field.ty);
        if items.structs.contains_key(name) && !open.iter().any(|open| open == name) {
            open.push(name.to_owned());
            fields(code, items, name, &key, open);
            open.pop();
        }
    }
    rows(code, object, &body.fields, table, parent);
}

/// Reports rows without a field, and the order of the others.
fn rows(code: &mut Code, object: &str, fields: &[Field], table: &Table, parent: &Key) {
    let mut keys = Vec::new();
    for row in &table.rows {
        let key = parent.child(&row.wire);
        if fields.iter().any(|field| field.name == row.target) {
            keys.push(key);
        } else {
            let message = "the row has no field";
            code.flaw(&key, Aspect::Existence, &row.place, message);
        }
    }
    let what = format!("the table that reads `{object}`");
    code.orders.push(Order { what, keys });
}

/// Returns a rule without its argument.
fn word(rule: &str) -> &str {
    rule.split_once('(').map_or(rule, |(word, _)| word)
}

/// Compares a row with the type of its field.
fn check(code: &mut Code, key: &Key, field: &Field, row: &Row) {
    let rules: Vec<_> = row.rules.iter().map(|rule| word(rule)).collect();
    let (rule, is_option) = match rules[..] {
        ["required", "or_error"] => ("required", Some(false)),
        ["fixed", "or_constant"] => ("fixed", Some(false)),
        [rule @ ("null_as_default" | "error_list")] => (rule, Some(false)),
        [rule @ ("optional" | "nullable")] => (rule, Some(true)),
        _ => ("", None),
    };
    match is_option {
        None => {
            let message = format!("a row cannot have `{}`", rules.join(", "));
            code.flaw(key, Aspect::Required, &row.place, message);
        }
        Some(is_option) if is_option != field.is_option => {
            let message = if is_option {
                "the table reads an `Option`, but the field is not one"
            } else {
                "it is an `Option`, but the table never reads `None`"
            };
            code.flaw(key, Aspect::Required, &field.place, message);
        }
        Some(_) => {}
    }
    // The items of a list may be nullable, too.
    let outermost = field.ty.trim_start_matches("Option<");
    let outermost = outermost.trim_start_matches("runtime::Sensitive<");
    let is_nullable = outermost.starts_with("runtime::Nullable<") && row.required == Some(false);
    let is_list_of_errors = field.ty.contains("Vec<runtime::ErrorDetail>");
    if is_nullable != (rule == "nullable") || is_list_of_errors != (rule == "error_list") {
        let message = format!("the table reads it with `{rule}`, which does not match its type");
        code.flaw(key, Aspect::Type, &row.place, message);
    }
}

/// Checks that search finds a field by its wire name.
fn search(code: &mut Code, key: &Key, field: &Field) {
    let alias = field.alias.as_ref().unwrap_or(&field.name);
    let alias = alias.trim_start_matches("r#");
    if alias != key.name() {
        let message = format!("rustdoc's search finds it as `{alias}`");
        code.flaw(key, Aspect::Name, &field.place, message);
    }
}
