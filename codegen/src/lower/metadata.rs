//! The metadata of an operation: permissions, retries, rate limit and batch limit.

use super::context::Context;
use super::field_path::{Objects, input};
use super::namespace::{Kind, Namespace};
use super::syntax::{header_name, meaning};
use crate::ast::{
    BatchDoc, OperationDoc, RateLimitDoc, RefusedResponseDoc, RetryDoc, Spanned, Text,
};
use crate::codes;
use crate::model::{
    BatchIds, BatchLimit, Field, Idempotency, Metadata, Nullability, Object, Output, Presence,
    RateLimit, RefusedResponse, Scalar, Storage, Type,
};

pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    request: &Object,
    outputs: &[Output],
    objects: &Objects<'_>,
) -> Metadata {
    let mut names = Namespace::new(Kind::Permission);
    let [permissions, optional_permissions] = [
        ("permissions", &doc.permissions),
        ("optional_permissions", &doc.optional_permissions),
    ]
    .map(|(key, list)| {
        let list = list.as_deref();
        list.map_or_else(Vec::new, |list| permissions_of(cx, key, list, &mut names))
    });
    let retry = doc.retry.as_ref();
    let (refused_responses, idempotency) = retry.map_or_else(Default::default, |retry| {
        let refused = refused_responses(cx, retry, outputs);
        (refused, idempotency(cx, retry, request, objects))
    });
    let rate_limit = doc
        .rate_limit
        .as_ref()
        .and_then(|limit| rate_limit(cx, limit));
    let batch = doc
        .batch
        .as_ref()
        .and_then(|batch| batch_limit(cx, batch, request, objects));
    Metadata {
        permissions,
        optional_permissions,
        refused_responses,
        idempotency,
        rate_limit,
        batch,
    }
}

/// Lowers a list of permissions. No permission can be in both lists.
fn permissions_of(
    cx: &mut Context<'_>,
    key: &str,
    list: &Spanned<Vec<Text>>,
    names: &mut Namespace,
) -> Vec<String> {
    if list.value.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            list.span,
            format!("`{key}` is empty"),
            format!("add a permission, or remove `{key}`"),
        );
    }
    let mut permissions = Vec::new();
    for permission in &list.value {
        names.take_wire(cx, permission);
        permissions.push(cx.text(permission, "the permission"));
    }
    permissions
}

fn refused_responses(
    cx: &mut Context<'_>,
    retry: &RetryDoc,
    outputs: &[Output],
) -> Vec<RefusedResponse> {
    let mut refused = Vec::new();
    for doc in &retry.refused_responses {
        let same = |known: &&RefusedResponseDoc| known.status.value == doc.status.value;
        let first = retry.refused_responses.iter().find(same);
        let first = first.map(|known| known.status.span);
        if let Some(first) = first.filter(|first| *first != doc.status.span) {
            let message = format!("duplicate status `{}`", doc.status.value);
            let help = "remove one of them; without `with_header` it covers all responses";
            cx.report_clash(codes::INVALID_STATUS, doc.status.span, message, first, help);
            continue;
        }
        let status = u16::try_from(doc.status.value).unwrap_or(0);
        if !(300..600).contains(&status) {
            cx.report(
                codes::INVALID_STATUS,
                doc.status.span,
                format!("`{}` is not the status of a refusal", doc.status.value),
                "write a number from 300 to 599, such as 429",
            );
        }
        if outputs.iter().any(|output| output.covers(status)) {
            let message = format!("`{status}` is the status of an output, and not of a refusal");
            let help = "remove it here, or from the `status` of the output";
            cx.report(codes::INVALID_STATUS, doc.status.span, message, help);
        }
        let header = doc.with_header.as_ref();
        let header = header.map(|header| header_name(cx, header));
        refused.push(RefusedResponse { status, header });
    }
    refused
}

/// The words of the key `idempotent`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Never,
    Always,
    When,
}

const WORDS: [(&str, Word); 3] = [
    ("never", Word::Never),
    ("always", Word::Always),
    ("when", Word::When),
];

fn idempotency(
    cx: &mut Context<'_>,
    retry: &RetryDoc,
    request: &Object,
    objects: &Objects<'_>,
) -> Idempotency {
    let Some(given) = &retry.idempotent else {
        if check_no_conditions(cx, retry) && retry.refused_responses.is_empty() {
            cx.report(
                codes::INCOMPLETE_FACT,
                retry.span,
                "`retry` is empty",
                "add `refused_responses` or `idempotent`, or remove `retry`",
            );
        }
        return Idempotency::Never;
    };
    match meaning(given, &WORDS) {
        Some(Word::When) => conditions(cx, retry, given, request, objects),
        Some(Word::Always) if check_no_conditions(cx, retry) => Idempotency::Always,
        Some(Word::Always) => Idempotency::Never,
        Some(Word::Never) | None => {
            check_no_conditions(cx, retry);
            Idempotency::Never
        }
    }
}

/// Returns `true` if a `retry` without `idempotent: when` has no conditions, and reports the first
/// condition otherwise.
fn check_no_conditions(cx: &mut Context<'_>, retry: &RetryDoc) -> bool {
    for (key, paths) in [
        ("when_set", &retry.when_set),
        ("unless_set", &retry.unless_set),
    ] {
        if let Some(path) = paths.first() {
            let item = "a `retry` without `idempotent: when`";
            cx.misplaced(key, path.span, item, ", or write `idempotent: when`");
            return false;
        }
    }
    true
}

fn conditions(
    cx: &mut Context<'_>,
    retry: &RetryDoc,
    word: &Text,
    request: &Object,
    objects: &Objects<'_>,
) -> Idempotency {
    if retry.when_set.is_empty() && retry.unless_set.is_empty() {
        cx.report(
            codes::INCOMPLETE_FACT,
            word.span,
            "`idempotent: when` has no condition",
            "add `when_set` or `unless_set`, or write `idempotent: always`",
        );
    }
    let mut names = Namespace::new(Kind::Input);
    let [set, unset] = [&retry.when_set, &retry.unless_set].map(|paths| {
        for path in paths {
            names.take_wire(cx, path);
        }
        let found = paths.iter().filter_map(|path| {
            input(cx, path, request, objects)?;
            Some(path.value.clone())
        });
        found.collect()
    });
    Idempotency::When { set, unset }
}

pub(super) fn rate_limit(cx: &mut Context<'_>, doc: &RateLimitDoc) -> Option<RateLimit> {
    let burst = doc.burst.as_deref().unwrap_or(&doc.per_second);
    let zero = [&doc.per_second, burst]
        .into_iter()
        .find(|number| number.value == 0);
    if let Some(zero) = zero {
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            zero.span,
            "a limit of 0 allows no requests",
            "write 1 or more, or remove `rate_limit`",
        );
        return None;
    }
    Some(RateLimit {
        per_second: doc.per_second.value,
        burst: burst.value,
    })
}

fn batch_limit(
    cx: &mut Context<'_>,
    doc: &BatchDoc,
    request: &Object,
    objects: &Objects<'_>,
) -> Option<BatchLimit> {
    let fields = input(cx, &doc.list, request, objects)?;
    let list = fields.last()?;
    if !matches!(list.ty, Type::List(_)) {
        if cx.has(codes::UNKNOWN_TYPE) {
            return None;
        }
        cx.report(
            codes::MISPLACED_TYPE,
            doc.list.span,
            format!("`{}` is not a list, so it cannot be split", doc.list.value),
            "name an input of type `list`",
        );
        return None;
    }
    let own = doc.max_items.as_ref();
    let (Some(max_items), span) = (
        own.map(|most| most.value).or(list.bounds.max_items),
        own.map_or(doc.list.span, |most| most.span),
    ) else {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.list.span,
            format!(
                "the maximum number of items of `{}` in a request is unknown",
                doc.list.value
            ),
            "add `max_items` next to `list`",
        );
        return None;
    };
    let least = list.bounds.min_items.unwrap_or(1).max(1);
    let most = list.bounds.max_items.unwrap_or(u32::MAX);
    if own.is_some() && !(least..=most).contains(&max_items) {
        let help = if most == u32::MAX {
            format!("write {least} or more")
        } else {
            format!("write a number from {least} to {most}, the bounds of the list")
        };
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            span,
            format!(
                "a request cannot have {max_items} items of `{}`",
                doc.list.value
            ),
            help,
        );
    }
    Some(BatchLimit {
        list: doc.list.value.clone(),
        max_items,
        has_own_maximum: own.is_some(),
        ids: batch_ids(&fields),
    })
}

/// Returns the way to replace a list of ids: it is an input of the request itself, or of an object
/// that is flattened into it, or a field of a shared object there. Generated code has no setter for
/// other lists.
fn batch_ids(fields: &[&Field]) -> Option<BatchIds> {
    let (list, before) = fields.split_last()?;
    let is_ids = matches!(&list.ty, Type::List(item) if matches!(**item, Type::Scalar(Scalar::Id)));
    let is_plain = |field: &Field| {
        field.nullability == Nullability::NotNull && field.storage == Storage::Inline
    };
    if !is_ids || !is_plain(list) || list.deprecated.is_some() {
        return None;
    }
    let (object, outer) = match before.split_last() {
        Some((object, outer)) if matches!(object.ty, Type::Shared(_)) => (Some(*object), outer),
        _ => (None, before),
    };
    let target = object.unwrap_or(list);
    if !is_plain(target) || !outer.iter().all(|field| field.is_flattened()) {
        return None;
    }
    let path = outer.iter().copied().chain([target]);
    Some(BatchIds {
        path: path.map(|field| field.rust.clone()).collect(),
        is_optional: target.presence == Presence::Optional,
        setter: object.map(|_| list.rust.clone()),
    })
}
