//! What there is to know of an operation before it is sent: what it takes, what may be repeated, how
//! often.

use super::codes;
use super::context::{Context, Seen};
use super::fields::misplaced;
use crate::api::{
    Batch, Facts, Field, Flow, Object, RateLimit, Refusal, Repeatable, Type, TypeDef, TypeKind,
    TypeName,
};
use crate::diagnostic::Diagnostic;
use crate::document::{BatchDoc, OperationDoc, RateLimitDoc, RefusalDoc, RetryDoc, Spanned, Text};
use std::collections::BTreeMap;

/// How many members a message names.
const MOST_NAMED: usize = 8;

/// The shared objects by name, to follow a path through them.
pub(super) struct Objects<'a>(BTreeMap<&'a TypeName, &'a Object>);

impl<'a> Objects<'a> {
    pub(super) fn of(types: &'a [TypeDef]) -> Self {
        let objects = types.iter().filter_map(|def| match &def.kind {
            TypeKind::Object(object) => Some((&def.name, object)),
            TypeKind::Enum(_) | TypeKind::External(_) => None,
        });
        Self(objects.collect())
    }

    /// The members of a type.
    pub(super) fn members<'b>(&'b self, ty: &'b Type) -> &'b [Field] {
        match ty {
            Type::Inline(object) => &object.fields,
            Type::Shared(name) => self.0.get(name).map_or(&[], |object| &object.fields),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::External { .. } => &[],
        }
    }

    /// Which way the objects of a type travel.
    pub(super) fn flow(&self, ty: &Type) -> Option<Flow> {
        match ty {
            Type::Inline(object) => Some(object.flow),
            Type::Shared(name) => self.0.get(name).map(|object| object.flow),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::External { .. } => None,
        }
    }

    /// The fields on the way down a path of wire names with dots between them. A name may have dots of
    /// its own.
    pub(super) fn way<'b>(&'b self, fields: &'b [Field], path: &str) -> Option<Vec<&'b Field>> {
        let (way, rest) = self.walk(fields, path);
        rest.is_empty().then_some(way)
    }

    /// As far as a path leads, and what is left of it.
    fn walk<'b, 'p>(&'b self, fields: &'b [Field], path: &'p str) -> (Vec<&'b Field>, &'p str) {
        let mut members = fields;
        let mut way = Vec::new();
        let mut rest = path;
        while !rest.is_empty() {
            let behind = |field: &'b Field| {
                let behind = rest.strip_prefix(field.wire.as_str())?;
                let behind = if behind.is_empty() {
                    behind
                } else {
                    behind.strip_prefix('.').filter(|rest| !rest.is_empty())?
                };
                Some((behind, field))
            };
            let steps = members.iter().filter_map(behind);
            let Some((behind, field)) = steps.min_by_key(|(behind, _)| behind.len()) else {
                break;
            };
            members = self.members(&field.ty);
            way.push(field);
            rest = behind;
        }
        (way, rest)
    }

    /// What to write instead of a path that leads nowhere: the name that was probably meant at the
    /// place where the way ends.
    pub(super) fn way_out(&self, fields: &[Field], path: &str, top: &str) -> String {
        let (way, rest) = self.walk(fields, path);
        let names = way.iter().map(|field| field.wire.as_str());
        let before: String = names.flat_map(|name| [name, "."]).collect();
        let last = way.last();
        if last.is_some_and(|field| matches!(field.ty, Type::List(_) | Type::Map(_))) {
            let before = before.trim_end_matches('.');
            return format!("stop at `{before}`: a path does not lead into a list or a map");
        }
        let members = last.map_or(fields, |field| self.members(&field.ty));
        let known: Vec<_> = members.iter().map(|field| field.wire.as_str()).collect();
        let name = rest.split('.').next().unwrap_or(rest);
        if let Some(near) = crate::parse::nearest(name, &known) {
            return format!("did you mean `{before}{near}`?");
        }
        if !known.is_empty() && known.len() <= MOST_NAMED {
            let known = known.iter().map(|name| format!("`{before}{name}`"));
            return format!("there is {}", known.collect::<Vec<_>>().join(", "));
        }
        format!("write the names on the wire from {top} down, with dots between them")
    }
}

pub(super) fn facts(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    request: &Object,
    objects: &Objects<'_>,
) -> Facts {
    let permissions = doc.permissions.as_ref();
    let permissions = permissions.map_or_else(Vec::new, |list| permissions_of(cx, list));
    let (refused, repeatable) = doc.retry.as_ref().map_or_else(Default::default, |retry| {
        let refused = refused(cx, retry);
        (refused, repeatable(cx, retry, doc, request, objects))
    });
    let rate_limit = doc
        .rate_limit
        .as_ref()
        .and_then(|limit| rate_limit(cx, limit));
    let batch = doc
        .batch
        .as_ref()
        .and_then(|batch| lower_batch(cx, batch, request, objects));
    Facts {
        permissions,
        refused,
        repeatable,
        rate_limit,
        batch,
    }
}

fn permissions_of(cx: &mut Context<'_>, list: &Spanned<Vec<Text>>) -> Vec<String> {
    if list.value.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            list.span,
            "an operation without permissions says nothing of them",
            "name one, or remove `permissions`",
        );
    }
    let mut seen = Seen::default();
    let mut permissions = Vec::new();
    for permission in &list.value {
        seen.take_wire(cx, "permission", permission);
        permissions.push(cx.text(permission, "the permission"));
    }
    permissions
}

fn refused(cx: &mut Context<'_>, retry: &RetryDoc) -> Vec<Refusal> {
    let mut refused = Vec::new();
    for doc in &retry.refused {
        let same = |known: &&RefusalDoc| known.status.value == doc.status.value;
        let first = retry
            .refused
            .iter()
            .find(same)
            .map(|known| known.status.span);
        if let Some(first) = first.filter(|first| *first != doc.status.span) {
            let message = format!("the status `{}` stands here twice", doc.status.value);
            let diagnostic = Diagnostic::new(codes::INVALID_STATUS, doc.status.span, message);
            let help = "remove one of the two; without `with_header` it stands for all answers";
            cx.found
                .push(diagnostic.related(first, "first given here").help(help));
            continue;
        }
        let status = u16::try_from(doc.status.value).unwrap_or(0);
        if !(300..600).contains(&status) {
            cx.report(
                codes::INVALID_STATUS,
                doc.status.span,
                format!(
                    "`{}` is no status by which a server refuses",
                    doc.status.value
                ),
                "write a number from 300 to 599, such as 429",
            );
        }
        let header = doc.with_header.as_ref();
        let header = header.map(|header| super::facts::header_name(cx, header));
        refused.push(Refusal { status, header });
    }
    refused
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeat {
    Never,
    Always,
    When,
}

const REPEATS: [(&str, Repeat); 3] = [
    ("never", Repeat::Never),
    ("always", Repeat::Always),
    ("when", Repeat::When),
];

fn repeatable(
    cx: &mut Context<'_>,
    retry: &RetryDoc,
    doc: &OperationDoc,
    request: &Object,
    objects: &Objects<'_>,
) -> Repeatable {
    let word = retry.repeatable.as_ref();
    let word = word.and_then(|word| super::facts::meaning(word, &REPEATS));
    let says_nothing = retry.refused.is_empty() && word.is_none();
    let word = word.unwrap_or(Repeat::Never);
    let conditions = [
        ("when_set", &retry.when_set),
        ("unless_set", &retry.unless_set),
    ];
    if word != Repeat::When {
        for (key, paths) in conditions {
            if let Some(path) = paths.first() {
                let way_out = ", or write `repeatable: when`";
                misplaced(
                    cx,
                    key,
                    path.span,
                    "anything but `repeatable: when`",
                    way_out,
                );
                return Repeatable::Never;
            }
        }
        if says_nothing {
            cx.report(
                codes::INCOMPLETE_FACT,
                retry.span,
                "nothing says what can be sent again",
                "add `refused` or `repeatable`, or remove `retry`",
            );
        }
        return if word == Repeat::Always {
            Repeatable::Always
        } else {
            Repeatable::Never
        };
    }
    if retry.when_set.is_empty() && retry.unless_set.is_empty() {
        let span = retry
            .repeatable
            .as_ref()
            .map_or(doc.name.span, |word| word.span);
        cx.report(
            codes::INCOMPLETE_FACT,
            span,
            "nothing says when the request can be repeated",
            "add `when_set` or `unless_set`, or write `repeatable: always`",
        );
    }
    let mut seen = Seen::default();
    let [set, unset] = conditions.map(|(_, paths)| {
        for path in paths {
            seen.take_wire(cx, "input", path);
        }
        let found = paths.iter().filter_map(|path| {
            input(cx, path, request, objects)?;
            Some(path.value.clone())
        });
        found.collect()
    });
    Repeatable::When { set, unset }
}

/// The inputs on the way to one of them, or a report that there is none.
pub(super) fn input<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    request: &'b Object,
    objects: &'b Objects<'_>,
) -> Option<Vec<&'b Field>> {
    let way = objects.way(&request.fields, path);
    if way.is_none() {
        let help = objects.way_out(&request.fields, path, "the request's inputs");
        unknown(cx, path, "the operation has no input", help);
    }
    way
}

/// Reports that a path leads nowhere, unless a type on the way is unknown itself.
pub(super) fn unknown(cx: &mut Context<'_>, path: &Text, what: &str, help: String) {
    if !cx.has(codes::UNKNOWN_TYPE) {
        let message = format!("{what} `{}`", path.value);
        cx.report(codes::UNKNOWN_ITEM, path.span, message, help);
    }
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
            "no request could ever be sent",
            "write 1 or more, or remove `rate_limit`",
        );
        return None;
    }
    Some(RateLimit {
        per_second: doc.per_second.value,
        burst: burst.value,
    })
}

fn lower_batch(
    cx: &mut Context<'_>,
    doc: &BatchDoc,
    request: &Object,
    objects: &Objects<'_>,
) -> Option<Batch> {
    let way = input(cx, &doc.list, request, objects)?;
    let list = way.last()?;
    if !matches!(list.ty, Type::List(_)) {
        if cx.has(codes::UNKNOWN_TYPE) {
            return None;
        }
        cx.report(
            codes::MISPLACED_TYPE,
            doc.list.span,
            format!(
                "`{}` is no list, so nothing of it can be split",
                doc.list.value
            ),
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
                "nothing says how many items of `{}` a request takes",
                doc.list.value
            ),
            "add `max_items` beside `list`",
        );
        return None;
    };
    let least = list.bounds.min_items.unwrap_or(1).max(1);
    let most = list.bounds.max_items.unwrap_or(u32::MAX);
    if own.is_some() && !(least..=most).contains(&max_items) {
        let help = if most == u32::MAX {
            format!("write {least} or more")
        } else {
            format!("write a number from {least} to {most}, as the list has it")
        };
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            span,
            format!("no request takes {max_items} items of `{}`", doc.list.value),
            help,
        );
    }
    Some(Batch {
        list: doc.list.value.clone(),
        max_items,
    })
}
