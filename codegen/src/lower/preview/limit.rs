//! The number of items on a page of a preview.

use crate::ast::Text;
use crate::codes;
use crate::lower::context::Context;
use crate::lower::field_path::{self, Objects, is_count};
use crate::model::{self, Field, FieldName, Operation, Override, Presence};

/// The number of items on a page, unless the bounds of the input exclude it.
const ITEMS: i128 = 100;

/// The input with the number of items on a page.
pub(super) struct Limit {
    /// The path to it: an input of the listing, or a member of an object that is one.
    pub(super) path: Vec<FieldName>,
    pub(super) items: i128,
    pub(super) is_deprecated: bool,
}

pub(super) fn resolve(
    cx: &mut Context<'_>,
    path: &Text,
    listing: &Operation,
    objects: &Objects<'_>,
) -> Option<Limit> {
    let fields = field_path::input(cx, path, &listing.request, objects)?;
    let (last, before) = fields.split_last()?;
    if !is_count(&last.ty) {
        if !cx.has(codes::UNKNOWN_TYPE) {
            cx.report(
                codes::MISPLACED_TYPE,
                path.span,
                format!("`{}` is not an integer", path.value),
                "name the integer with the number of items on a page of the listing",
            );
        }
        return None;
    }
    if last.presence == Presence::Fixed || before.iter().any(|object| leaves_out(object, last)) {
        report(cx, path);
        return None;
    }
    let used = before
        .iter()
        .fold(*last, |field, object| object.on_use(field));
    Some(Limit {
        path: fields.iter().map(|field| field.rust.clone()).collect(),
        items: items(used),
        is_deprecated: last.deprecated.is_some(),
    })
}

fn leaves_out(object: &Field, member: &Field) -> bool {
    let mut overrides = object.overrides.iter();
    overrides.any(|one| matches!(one, Override::Without(name) if *name == member.wire))
}

fn items(limit: &Field) -> i128 {
    let whole = |bound: Option<model::Limit>| match bound {
        Some(model::Limit::Whole(bound)) => Some(bound),
        _ => None,
    };
    let items = whole(limit.bounds.maximum).map_or(ITEMS, |most| ITEMS.min(most));
    whole(limit.bounds.minimum).map_or(items, |least| items.max(least))
}

/// Reports an input that a preview cannot set.
pub(super) fn report(cx: &mut Context<'_>, path: &Text) {
    cx.report(
        codes::MISPLACED_TYPE,
        path.span,
        format!("the preview cannot set `{}`", path.value),
        "name an input of the listing itself, or a member of the filter that both operations have",
    );
}
