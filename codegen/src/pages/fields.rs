//! Fields as items of a list: inputs, outputs and members of objects.

use super::markdown::{code, name};
use super::page::Page;
use super::words;
use crate::emit;
use crate::model::{
    Access, Field, ListStyle, Nullability, Object, OldName, Presence, Role, Secrecy, Selection,
    Type,
};
use crate::openapi::Context;

/// Lists fields in the documentation's order. Requests do not have read-only ones.
pub(super) fn list<'f>(
    cx: &Context<'_>,
    page: &mut Page,
    depth: usize,
    fields: impl IntoIterator<Item = &'f Field>,
) {
    for field in fields {
        item(cx, page, depth, field, None);
    }
}

/// Lists a field and the members of an inline object in it. `ty` replaces the words for its type.
pub(super) fn item(
    cx: &Context<'_>,
    page: &mut Page,
    depth: usize,
    field: &Field,
    ty: Option<&str>,
) {
    let location = words::location(field.location).filter(|_| ty.is_none());
    let ty = ty.map_or_else(|| words::ty(cx, &field.ty), str::to_owned);
    let null = match field.nullability {
        Nullability::Nullable => " or null",
        Nullability::NotNull => "",
    };
    let location = location.map(|words| format!(", {words}"));
    let location = location.unwrap_or_default();
    let mark = match field.presence {
        Presence::Required => " – Required",
        Presence::Optional => "",
        Presence::Fixed => " – Always the same value",
    };
    let label = match field.role {
        Role::Named => name(field.wire.as_str()),
        Role::Additional => "Additional members".to_owned(),
    };
    let start = format!("{label} ({ty}{null}{location}){mark}");
    page.item(depth, &start, &field.description, &facts(field));
    members(cx, page, depth + 1, &field.ty);
}

/// Lists the members of an inline object.
pub(super) fn members(cx: &Context<'_>, page: &mut Page, depth: usize, ty: &Type) {
    if let Type::Inline(object) = ty.innermost() {
        list(cx, page, depth, &object.fields);
    }
}

/// Returns what is known about the value of a field without a name: the body of an error.
pub(super) fn facts_of_value(field: &Field) -> Vec<String> {
    let mut facts = words::bounds(&field.bounds, &field.ty);
    facts.extend(items(field));
    if let Type::Inline(object) = field.ty.innermost() {
        facts.extend(self::object(field, object));
    }
    facts
}

/// Returns what is known about a field besides its type, its location and its presence, a line each.
fn facts(field: &Field) -> Vec<String> {
    let Field {
        wire,
        rust,
        description: _,
        ty,
        location: _,
        presence: _,
        nullability: _,
        access,
        secrecy,
        // A box changes the Rust type alone.
        storage: _,
        role: _,
        keeps_slashes,
        list_style,
        has_bracketed_members,
        bounds,
        selects,
        constant,
        default,
        since,
        deprecated,
        renamed_from,
        example,
        items: _,
        overrides: _,
    } = field;
    let mut facts = words::bounds(bounds, ty);
    facts.extend(
        (*access == Access::ReadOnly).then(|| "Read-only: only the server sets it.".to_owned()),
    );
    facts.extend((*secrecy == Secrecy::Hidden).then(|| "Sensitive: hidden in logs.".to_owned()));
    facts.extend(keeps_slashes.then(|| "Its slashes separate segments of the path.".to_owned()));
    facts.extend(list_style.map(style));
    facts.extend(has_bracketed_members.then(|| {
        format!(
            "The names of its members are in brackets: {}.",
            code(&format!("{wire}[member]"))
        )
    }));
    let is_selecting = *selects || constant.is_some();
    facts.extend((!is_selecting).then(|| "Does not narrow a selection down.".to_owned()));
    facts.extend(
        constant
            .as_ref()
            .map(|constant| format!("Value: {}.", code(&constant.to_string()))),
    );
    facts.extend(
        default
            .as_ref()
            .map(|default| format!("Default: {}.", code(default))),
    );
    facts.extend(since.as_ref().map(|since| emit::since_note(since)));
    facts.extend(deprecated.as_ref().map(words::deprecation));
    facts.extend(renamed_from.as_deref().map(|OldName { wire, rust }| {
        format!(
            "Formerly {}, in Rust {}.",
            code(wire.as_str()),
            code(rust.bare())
        )
    }));
    facts.extend(
        example
            .as_ref()
            .map(|example| format!("Example: {}", code(example))),
    );
    facts.extend(items(field));
    facts.extend(emit::overrides(field));
    facts.extend(words::rust_name(wire.as_str(), rust.bare()));
    if let Type::Inline(object) = ty.innermost() {
        facts.extend(self::object(field, object));
    }
    facts
}

/// Returns the documentation of the items of a list or the values of a map.
fn items(field: &Field) -> Vec<String> {
    let described = emit::item_descriptions(field).map(|text| super::markdown::prose(&text));
    let examples = emit::item_examples(field);
    let examples =
        examples.map(|(item, _, example)| format!("Example of {item}: {}", code(example)));
    described.chain(examples).collect()
}

/// Returns what is known about an inline object besides its members.
fn object(field: &Field, object: &Object) -> Vec<String> {
    let Object {
        name,
        // The list of inputs or outputs has the direction of its objects.
        direction: _,
        description,
        selection,
        fields: _,
    } = object;
    let is_new = !description.is_empty() && *description != field.description;
    let description = is_new.then(|| super::markdown::prose(description));
    // The members of a flattened object are inputs of the request itself.
    let ty = (!field.is_flattened()).then(|| format!("Type in Rust: {}.", code(name.as_str())));
    let selection = selection.as_ref().map(self::selection);
    description.into_iter().chain(ty).chain(selection).collect()
}

/// Returns the rules of an object that selects the items of an operation.
pub(super) fn selection(selection: &Selection) -> String {
    let Selection {
        everything,
        description,
    } = selection;
    format!(
        "The SDK rejects it if it selects nothing. {} selects everything: {}",
        code(&format!("{everything}()")),
        super::markdown::prose(description)
    )
}

fn style(style: ListStyle) -> String {
    let shape = match style {
        ListStyle::Repeat => "a=1&a=2",
        ListStyle::Comma => "a=1,2",
        ListStyle::Pipe => "a=1|2",
        ListStyle::Space => "a=1 2",
        ListStyle::Brackets => "a[]=1&a[]=2",
    };
    format!("Style of lists: {}, like {}.", style.word(), code(shape))
}
