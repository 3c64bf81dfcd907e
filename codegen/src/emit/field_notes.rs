//! The notes of a field's documentation: bounds, default and example.

use super::constants;
use super::docs::{Docs, code, escaped, since_note};
use super::tokens::TokenStream;
use crate::model::{
    Bounds, Deprecation, Field, ItemDocs, Limit, Override, Scalar, TextFormat, Type,
};

/// The documentation of a field: its description, bounds, default and example.
pub(super) fn field_docs(field: &Field) -> TokenStream {
    described(field).markdown(&field_notes(field)).tokens()
}

/// The description of a field and of its items.
pub(super) fn described(field: &Field) -> Docs {
    let docs = Docs::default().prose(&field.description);
    item_descriptions(field).fold(docs, |docs, text| docs.prose(&text))
}

/// The descriptions of a field's items, each after the words for an item. That of an inline object is
/// the documentation of its type.
pub(crate) fn item_descriptions(field: &Field) -> impl Iterator<Item = String> {
    let texts = levels(field).filter_map(|(words, ty, docs)| {
        let is_inline = matches!(ty, Type::Inline(_));
        let text = docs.description.as_ref().filter(|_| !is_inline)?;
        Some(format!("Each {words}: {text}"))
    });
    texts.collect::<Vec<_>>().into_iter()
}

/// The items at each level of nesting: the words for one, its type and its documentation.
fn levels(field: &Field) -> impl Iterator<Item = (String, &Type, &ItemDocs)> {
    let mut ty = &field.ty;
    let mut words = String::new();
    field.items.iter().map_while(move |docs| {
        let (items, noun) = match ty {
            Type::List(items) => (items, "item"),
            Type::Map(items) => (items, "value"),
            Type::Scalar(_)
            | Type::IntegerText(_)
            | Type::Nullable(_)
            | Type::Shared(_)
            | Type::External { .. }
            | Type::Inline(_) => return None,
        };
        words = match words.as_str() {
            "" => noun.to_owned(),
            // The words of the level around it: `item of a value`.
            outer if outer.starts_with("item") => format!("{noun} of an {outer}"),
            outer => format!("{noun} of a {outer}"),
        };
        ty = items.without_null();
        Some((words.clone(), ty, docs))
    })
}

/// The examples of a field's items, each with the words for an item and its type: `an item`.
pub(crate) fn item_examples(field: &Field) -> impl Iterator<Item = (String, &Type, &str)> {
    levels(field).filter_map(|(words, ty, docs)| {
        let example = docs.example.as_deref()?;
        let article = if words.starts_with("item") { "an" } else { "a" };
        Some((format!("{article} {words}"), ty, example))
    })
}

/// The documentation of an argument, whose example is Rust.
pub(super) fn argument_docs(field: &Field) -> TokenStream {
    described(field).markdown(&argument_notes(field)).tokens()
}

/// The bounds and default of an argument, and its example as Rust.
pub(super) fn argument_notes(field: &Field) -> String {
    notes(field, argument)
}

/// An example as an argument of a setter. Values that Rust cannot write as literals stay as they are
/// on the wire.
fn argument(ty: &Type, example: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""));
    let parsed = |text: &str, ty: &str| format!("{}.parse::<{ty}>()?", quoted(text));
    match ty {
        Type::Scalar(Scalar::DateTime) => parsed(example, "Timestamp"),
        Type::Scalar(Scalar::Date) => parsed(example, "Date"),
        Type::Scalar(Scalar::LocalDateTime) => parsed(example, "LocalDateTime"),
        Type::Scalar(Scalar::Uuid) => parsed(example, "Uuid"),
        Type::Scalar(Scalar::String | Scalar::Id | Scalar::Text) => quoted(example),
        Type::List(items) if is_parsed(items) => {
            let texts: Vec<String> = serde_json::from_str(example).unwrap_or_default();
            let texts = texts.iter().map(|text| argument(items, text));
            format!("[{}]", texts.collect::<Vec<_>>().join(", "))
        }
        _ => example.to_owned(),
    }
}

/// Returns `true` for a scalar that is parsed from text.
fn is_parsed(ty: &Type) -> bool {
    let scalars = [
        Scalar::DateTime,
        Scalar::Date,
        Scalar::LocalDateTime,
        Scalar::Uuid,
    ];
    matches!(ty, Type::Scalar(scalar) if scalars.contains(scalar))
}

/// The bounds, default and example of a field.
pub(super) fn field_notes(field: &Field) -> String {
    notes(field, |_, example| example.to_owned())
}

fn notes(field: &Field, shown: impl Fn(&Type, &str) -> String) -> String {
    let default = field.default.as_ref();
    let mut notes = vec![bounds(&field.bounds, &field.ty)];
    let slashes = "Its slashes separate segments of the path.";
    notes.push(field.keeps_slashes.then(|| slashes.to_owned()));
    notes.extend(overrides(field).map(Some));
    let constant = constants::text(field);
    notes.push(constant.map(|constant| format!("It is always {}.", code(&constant))));
    notes.push(default.map(|default| format!("Defaults to {}.", code(default))));
    notes.push(field.since.as_ref().map(|since| since_note(since)));
    notes.push(
        field
            .example
            .as_ref()
            .map(|example| format!("Example: {}", code(&shown(&field.ty, example)))),
    );
    notes.extend(item_examples(field).map(|(item, ty, example)| {
        let example = code(&shown(ty, example));
        Some(format!("Example of {item}: {example}"))
    }));
    notes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The differences of the members on this use of a shared object.
pub(crate) fn overrides(field: &Field) -> impl Iterator<Item = String> {
    let left_out = field.overrides.iter().filter_map(|member| match member {
        Override::Without(wire) => Some(code(wire.as_str())),
        Override::Differs(_) => None,
    });
    let left_out: Vec<_> = left_out.collect();
    let left_out =
        (!left_out.is_empty()).then(|| format!("Here it must not have {}.", left_out.join(", ")));
    let differences = field.overrides.iter().filter_map(|member| match member {
        Override::Without(_) => None,
        Override::Differs(field) => Some(difference(field)),
    });
    left_out.into_iter().chain(differences)
}

/// The description of a member on this use of a shared object, its bounds and its deprecation.
fn difference(field: &Field) -> String {
    let (name, text) = (code(field.wire.as_str()), escaped(&field.description));
    let deprecated = field.deprecated.as_ref();
    let parts = [
        Some(format!("Here, {name} differs: {text}")),
        bounds(&field.bounds, &field.ty),
        deprecated.map(|Deprecation(note)| format!("Deprecated: {}", escaped(note))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The bounds and the format of a value, in words.
pub(crate) fn bounds(bounds: &Bounds, ty: &Type) -> Option<String> {
    let is_collection = matches!(ty, Type::List(_) | Type::Map(_));
    let items = range(bounds.min_items, bounds.max_items, "value");
    let items = items.map(|items| capitalised(&items));
    let length = range(bounds.min_length, bounds.max_length, "character");
    let length = length.map(|length| format!("{length} long"));
    let checked = match (items, length) {
        (Some(items), Some(length)) => Some(format!("{items}, each {length}.")),
        (Some(items), None) => Some(format!("{items}.")),
        (None, Some(length)) if is_collection => Some(format!("Each value is {length}.")),
        (None, Some(length)) => Some(format!("It is {length}.")),
        (None, None) => None,
    };
    let subject = if is_collection { "Each value" } else { "It" };
    let pattern = bounds.pattern.as_ref();
    let pattern = pattern.map(|pattern| format!("{subject} matches {}.", code(pattern)));
    let values = value_bounds(bounds, ty.innermost(), subject);
    // Ids of digits need no words.
    let is_id = matches!(ty.innermost(), Type::Scalar(Scalar::Id));
    let format = bounds
        .format
        .filter(|format| !is_id || *format != TextFormat::Digits);
    let format = format.map(|format| format!("{subject} is {}.", format.description()));
    let checked = checked.into_iter().chain(format);
    let notes: Vec<_> = checked.chain(pattern).chain(values).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

fn value_bounds(bounds: &Bounds, ty: &Type, subject: &str) -> Option<String> {
    let (least, most) = (bounds.minimum, bounds.maximum);
    if let (Type::Scalar(Scalar::Id), Some(least)) = (ty, least) {
        let least = number(least);
        return Some(format!(
            "The server refuses values below {least}; the SDK does not check this."
        ));
    }
    let is_exclusive = |limit| matches!(limit, Limit::Exclusive(_));
    if let (Some(least), Some(most)) = (least, most)
        && !is_exclusive(least)
        && !is_exclusive(most)
    {
        let (least, most) = (number(least), number(most));
        return Some(format!("{subject} is from {least} to {most}."));
    }
    let side = |limit: Option<Limit>, inclusive: &str, exclusive: &str| {
        let limit = limit?;
        let words = if is_exclusive(limit) {
            exclusive
        } else {
            inclusive
        };
        Some(format!("{words} {}", number(limit)))
    };
    let least = side(least, "at least", "greater than");
    let most = side(most, "at most", "less than");
    let sides: Vec<_> = least.into_iter().chain(most).collect();
    (!sides.is_empty()).then(|| format!("{subject} is {}.", sides.join(" and ")))
}

fn number(limit: Limit) -> String {
    match limit {
        Limit::Whole(number) => number.to_string(),
        Limit::Decimal(number) | Limit::Exclusive(number) => number.to_string(),
    }
}

fn range(least: Option<u32>, most: Option<u32>, what: &str) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least} to {}", count(most, what))),
        (Some(least), None) => Some(format!("at least {}", count(least, what))),
        (None, Some(most)) => Some(format!("at most {}", count(most, what))),
        (None, None) => None,
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

fn count(number: u32, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}
