//! The metadata of an operation as elements: permissions, retries, limits, pages and outcomes.

use super::super::element::{Element, Scale, listed};
use super::super::kind::Kind;
use super::fields::type_words;
use crate::model::{
    BatchLimit, FieldName, Idempotency, Metadata, OutcomeEntries, OutcomePart, Outcomes, PageInput,
    PageInputs, PageStyle, Pagination, RateLimit, RefusedResponse, Step,
};

/// Returns the metadata.
pub(super) fn of(metadata: &Metadata) -> Vec<Element> {
    let Metadata {
        permissions,
        optional_permissions,
        refused_responses,
        idempotency,
        rate_limit: limit,
        batch,
    } = metadata;
    let permission = |kind| move |name: &String| Element::group(kind, name);
    let facts = [
        idempotent(idempotency),
        limit.map(|limit| Element::fact(Kind::RateLimit, &rate_limit(limit))),
        batch.as_ref().map(self::batch),
    ];
    permissions
        .iter()
        .map(permission(Kind::Permission))
        .chain(
            optional_permissions
                .iter()
                .map(permission(Kind::OptionalPermission)),
        )
        .chain(refused_responses.iter().map(refused))
        .chain(facts.into_iter().flatten())
        .collect()
}

fn idempotent(idempotency: &Idempotency) -> Option<Element> {
    let value = match idempotency {
        Idempotency::Never => return None,
        Idempotency::Always => "always".to_owned(),
        Idempotency::When { set, unset } => {
            let unless = if unset.is_empty() {
                String::new()
            } else {
                format!(" unless {} is set", listed(unset))
            };
            format!("when {} is set{unless}", listed(set))
        }
    };
    Some(Element::fact(Kind::Idempotency, &value))
}

/// Returns a rate limit in words.
pub(super) fn rate_limit(limit: RateLimit) -> String {
    let RateLimit { per_second, burst } = limit;
    format!("{per_second} per second, {burst} at once")
}

fn batch(batch: &BatchLimit) -> Element {
    let BatchLimit {
        list,
        max_items,
        has_own_maximum,
        ids: _,
    } = batch;
    let element = Element::fact(Kind::Batch, &format!("{max_items} items of {list}"));
    if *has_own_maximum {
        return element;
    }
    // The bound of the list has an element.
    element.scaled(Scale::Follows(list.clone()))
}

fn refused(response: &RefusedResponse) -> Element {
    let RefusedResponse { status, header } = response;
    let header = header.as_ref();
    let with = header.map_or_else(String::new, |header| format!(" with the header {header}"));
    Element {
        value: format!("{status}{with}"),
        ..Element::group(Kind::RefusedResponse, status.to_string())
    }
}

fn path(steps: &[Step]) -> String {
    let steps = steps.iter().map(|step| {
        let Step {
            field,
            // They follow from the field, which is compared on its own.
            wire_names: _,
            is_optional: _,
            is_nullable: _,
            is_deprecated: _,
        } = step;
        field.as_str()
    });
    steps.collect::<Vec<_>>().join(".")
}

fn input_path(names: &[FieldName]) -> String {
    names
        .iter()
        .map(FieldName::as_str)
        .collect::<Vec<_>>()
        .join(".")
}

/// Returns the pagination of a listing.
pub(super) fn pagination(pagination: &Pagination) -> Element {
    let Pagination {
        style,
        items,
        item,
        total,
    } = pagination;
    let parts = [
        Some(Element::fact(Kind::PageStyle, &self::style(style)).at("")),
        Some(Element::fact(Kind::PageItem, &type_words(item)).at("items")),
        Some(Element::fact(Kind::PageItems, &path(items)).at("items")),
        Element::optional(Kind::PageTotal, total.as_deref().map(path))
            .map(|element| element.at("total")),
    ];
    Element::group(Kind::Pagination, "").with(parts.into_iter().flatten())
}

fn style(style: &PageStyle) -> String {
    match style {
        PageStyle::Cursor { cursor, next } => {
            format!("cursor {} from {}", input_path(cursor), path(next))
        }
        PageStyle::Offset(numbers) => format!("offset {}", inputs(numbers)),
        PageStyle::Page {
            inputs: numbers,
            first,
            total_pages,
        } => {
            let total = total_pages.as_deref().map_or_else(String::new, path);
            format!("page {} from {first}, pages {total}", inputs(numbers))
        }
        PageStyle::Link => "link".to_owned(),
        PageStyle::NextUrl { next } => format!("URL {}", path(next)),
    }
}

fn inputs(inputs: &PageInputs) -> String {
    let PageInputs { position, limit } = inputs;
    let input = |input: &PageInput| {
        let PageInput {
            path,
            // It follows from the field.
            is_required: _,
        } = input;
        input_path(path)
    };
    let limit = limit.as_ref().map_or_else(String::new, input);
    format!("{} by {limit}", input(position))
}

/// Returns the outcomes of an operation.
pub(super) fn outcomes(outcomes: &Outcomes) -> Element {
    let Outcomes {
        noun,
        plural,
        affected,
        entries,
        errors,
        ids,
        limited_by,
    } = outcomes;
    let entries = entries.as_ref().map(self::entries);
    let (entry, details) = entries.unzip();
    let errors = errors.as_deref().map_or_else(String::new, path);
    let facts = format!(
        "affected {}; {}errors {errors}; ids {}; limited by {}",
        path(affected),
        details.unwrap_or_default(),
        ids.as_deref().unwrap_or_default(),
        listed(limited_by)
    );
    let elements = [
        Some(Element::fact(Kind::OutcomeNoun, &format!("{noun}, {plural}")).at("noun")),
        entry,
        Some(Element::fact(Kind::OutcomeFacts, &facts).at("")),
    ];
    Element::group(Kind::Outcomes, "").with(elements.into_iter().flatten())
}

/// Returns the type of the entries as an element, and the fields that they are read from.
fn entries(entries: &OutcomeEntries) -> (Element, String) {
    let OutcomeEntries {
        details,
        entry,
        is_entry_shared: _,
        id,
        value,
        parts,
    } = entries;
    let parts = parts.iter().map(|part| {
        let OutcomePart {
            wire,
            member,
            requested_by,
        } = part;
        format!("{wire} in {} by {requested_by}", member.field)
    });
    let (list, id, parts) = (path(details), &id.field, listed(parts));
    let facts = format!("details {list}; id {id}; parts {parts}; ");
    let ty = Element::fact(Kind::OutcomeEntry, &format!("{entry} with {value}"));
    (ty.at("details"), facts)
}
