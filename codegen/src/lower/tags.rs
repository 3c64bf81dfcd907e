//! The subjects of operations, and the cargo features that compile them.

use super::context::Context;
use super::names::features;
use super::namespace::{Kind, Namespace};
use crate::ast::{ApiDoc, OperationDoc, TagDoc};
use crate::codes;
use crate::model::{Condition, Field, Operation, Tag, Type, TypeDef, TypeName};
use crate::source::Span;
use crate::suggest::{all, did_you_mean, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// Lowers the tags of the API.
pub(super) fn lower(cx: &mut Context<'_>, doc: &ApiDoc) -> Vec<Tag> {
    let has_features = doc.tag_features.as_ref().filter(|flag| flag.value);
    let Some(tags) = &doc.tags else {
        if let Some(flag) = has_features {
            cx.report(
                codes::INCOMPLETE_FACT,
                flag.span,
                "`tag_features` has no tags",
                "declare them under `tags`, or remove `tag_features`",
            );
        }
        return Vec::new();
    };
    if tags.value.is_empty() {
        let help = "add a tag, or remove `tags`";
        cx.report(codes::EMPTY_LIST, tags.span, "`tags` is empty", help);
    }
    let mut names = Namespace::new(Kind::Tag);
    let mut used = BTreeMap::new();
    let tags = tags.value.iter();
    tags.map(|tag| {
        names.take_wire(cx, &tag.name);
        let feature = if has_features.is_some() {
            feature(cx, tag, &mut used)
        } else {
            check_no_feature(cx, tag);
            None
        };
        Tag {
            name: cx.text(&tag.name, "the name"),
            description: cx.text(&tag.description, "the description"),
            feature,
        }
    })
    .collect()
}

fn check_no_feature(cx: &mut Context<'_>, tag: &TagDoc) {
    if let Some(feature) = &tag.feature {
        let item = "an API without `tag_features`";
        let fix = ", or add `tag_features: true` to the API";
        cx.misplaced("feature", feature.span, item, fix);
    }
}

/// The names of features, each with its tag and its location.
type Features = BTreeMap<String, (String, Span)>;

/// Returns the name of a tag's feature, and reports one that cargo does not accept or that is used.
fn feature(cx: &mut Context<'_>, tag: &TagDoc, used: &mut Features) -> Option<String> {
    const GIVEN: &str = "write lower-case letters, digits and hyphens, such as `threat-notes`";
    const OTHER: &str = "set another name: add `feature: …`";
    let span = tag
        .feature
        .as_ref()
        .map_or(tag.name.span, |given| given.span);
    let (name, problem, help) = match tag.feature.as_deref() {
        Some(given) => (
            Some(given.value.clone()).filter(|name| features::is_feature(name)),
            format!("`{}` is not a valid name of a cargo feature", given.value),
            GIVEN,
        ),
        None => (
            features::feature(&tag.name),
            format!(
                "`{}` cannot be converted to the name of a cargo feature",
                tag.name.value
            ),
            "add a name: `feature: …` with lower-case letters, digits and hyphens",
        ),
    };
    let Some(name) = name else {
        // A blank name is reported as such.
        if !tag.name.trim().is_empty() || tag.feature.is_some() {
            cx.report(codes::INVALID_FEATURE, span, problem, help);
        }
        return None;
    };
    if features::RESERVED.contains(&name.as_str()) {
        let problem = format!("the feature `{name}` is reserved for the runtime and for cargo");
        cx.report(codes::INVALID_FEATURE, span, problem, OTHER);
        return None;
    }
    match used.get(&name) {
        Some((other, _)) if *other == tag.name.value => None,
        Some((other, first)) => {
            let message = format!(
                "`{other}` and `{}` are both the feature `{name}`",
                tag.name.value
            );
            cx.report_clash(codes::INVALID_FEATURE, span, message, *first, OTHER);
            None
        }
        None => {
            used.insert(name.clone(), (tag.name.value.clone(), span));
            Some(name)
        }
    }
}

/// Lowers the tags of an operation.
pub(super) fn of_operation(cx: &mut Context<'_>, doc: &OperationDoc, api: &ApiDoc) -> Vec<String> {
    let Some(tags) = &doc.tags else {
        return Vec::new();
    };
    if tags.value.is_empty() {
        let help = "add a tag, or remove `tags`";
        cx.report(codes::EMPTY_LIST, tags.span, "`tags` is empty", help);
    }
    let known = api.tags.iter().flat_map(|tags| &tags.value);
    let known: Vec<_> = known.map(|tag| tag.name.as_str()).collect();
    let mut names = Namespace::new(Kind::Tag);
    let mut found = Vec::new();
    for tag in &tags.value {
        names.take_wire(cx, tag);
        if !known.contains(&tag.as_str()) {
            let declare = format!(
                "declare it under `tags` in `api.yaml`: `{{name: {}, description: …}}`",
                tag.value
            );
            let help = match nearest(tag, &known) {
                Some(near) => format!("{} Otherwise {declare}", did_you_mean(near)),
                None if known.is_empty() => declare,
                None => format!("{}; or {declare}", all(&known)),
            };
            let message = format!("unknown tag `{}`", tag.value);
            cx.report(codes::UNKNOWN_TAG, tag.span, message, help);
        }
        found.push(tag.trim().to_owned());
    }
    found
}

/// Sets the conditions under which operations and types are compiled. A type is compiled if one of
/// the operations that need it is; a type that none needs is always compiled, with the types in it.
pub(super) fn resolve(tags: &[Tag], types: &mut [TypeDef], operations: &mut [Operation]) {
    let features: BTreeMap<_, _> = tags
        .iter()
        .filter_map(|tag| Some((tag.name.as_str(), tag.feature.as_deref()?)))
        .collect();
    if features.is_empty() {
        return;
    }
    for operation in operations
        .iter_mut()
        .filter(|operation| !operation.tags.is_empty())
    {
        let on = operation
            .tags
            .iter()
            .filter_map(|tag| features.get(tag.as_str()));
        operation.condition = Condition::AnyOf(on.map(|name| (*name).to_owned()).collect());
    }
    add_previews(operations);
    let by_name: BTreeMap<_, _> = types.iter().map(|def| (def.name.clone(), def)).collect();
    let mut conditions: BTreeMap<TypeName, Vec<Condition>> = BTreeMap::new();
    for operation in &*operations {
        for name in needed_by(&by_name, operation) {
            let of_type = conditions.entry(name).or_default();
            of_type.push(operation.condition.clone());
        }
    }
    let unused = types
        .iter()
        .filter(|def| !conditions.contains_key(&def.name));
    let unused = reached(&by_name, unused.map(|def| def.name.clone()).collect());
    for name in unused {
        conditions.entry(name).or_default().push(Condition::Always);
    }
    for def in types {
        let of_type = conditions.get(&def.name).into_iter().flatten();
        def.condition = Condition::any(of_type);
    }
}

/// Compiles a listing with the operations that it previews, which may be listings themselves.
fn add_previews(operations: &mut [Operation]) {
    let previews = operations.iter().filter_map(|operation| {
        let preview = operation.preview.as_ref()?;
        Some((preview.listing.clone(), operation.name.clone()))
    });
    let previews: Vec<_> = previews.collect();
    // Each round reaches the next listing of a chain.
    for _ in &previews {
        for (listing, previewed) in &previews {
            let condition = |name: &TypeName| {
                let mut operations = operations.iter();
                operations.position(|operation| operation.name == *name)
            };
            if let (Some(listing), Some(previewed)) = (condition(listing), condition(previewed)) {
                let both = [listing, previewed].map(|at| &operations[at].condition);
                operations[listing].condition = Condition::any(both);
            }
        }
    }
}

/// Returns the shared types that an operation needs, directly or through others.
fn needed_by(types: &BTreeMap<TypeName, &TypeDef>, operation: &Operation) -> BTreeSet<TypeName> {
    let inputs = operation.request.fields.iter();
    let outputs = operation.response_bodies().map(|output| &output.field);
    let fields = inputs.chain(outputs).chain(operation.error_bodies());
    let mut names = Vec::new();
    fields.for_each(|field| mentioned(field, &mut names));
    reached(types, names)
}

fn reached(types: &BTreeMap<TypeName, &TypeDef>, mut next: Vec<TypeName>) -> BTreeSet<TypeName> {
    let mut names = BTreeSet::new();
    while let Some(name) = next.pop() {
        let def = types.get(&name);
        if names.insert(name)
            && let Some(def) = def
        {
            let fields = def.kind.fields();
            fields.for_each(|field| mentioned(field, &mut next));
        }
    }
    names
}

fn mentioned(field: &Field, names: &mut Vec<TypeName>) {
    match field.ty.innermost() {
        Type::Shared(name) => names.push(name.clone()),
        Type::Inline(object) => object
            .fields
            .iter()
            .for_each(|field| mentioned(field, names)),
        Type::Scalar(_)
        | Type::IntegerText(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::External { .. } => {}
    }
}
