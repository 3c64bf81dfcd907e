//! Types, bounds, statuses and other facts in words.

use super::markdown::{code, codes};
use crate::emit;
use crate::model::{
    Bounds, Condition, Deprecation, Direction, Location, ModuleName, Scalar, TextFormat, Type,
    TypeName,
};
use crate::openapi::Context;

/// Returns the messages that a type is in.
pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Sent => "in requests",
        Direction::Received => "in responses",
        Direction::TwoWay => "in requests and responses",
    }
}

/// Returns a type in the words of the spec language; a shared type is a link from the page of an
/// operation or of a type.
pub(super) fn ty(cx: &Context<'_>, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.word().to_owned(),
        Type::List(items) => format!("list of {}", self::ty(cx, items)),
        Type::Map(values) => format!("map of {}", self::ty(cx, values)),
        Type::IntegerText(scalar) => format!("{} as text", scalar.word()),
        Type::Nullable(ty) => format!("{} or null", self::ty(cx, ty)),
        Type::Shared(name) | Type::External { name, path: _ } => shared(cx, name),
        Type::Inline(_) => "object".to_owned(),
    }
}

fn shared(cx: &Context<'_>, name: &TypeName) -> String {
    let module = cx.type_def(name).map(|def| &def.module);
    module.map_or_else(
        || name.to_string(),
        |module: &ModuleName| format!("[{name}](../types/{module}.md)"),
    )
}

/// Returns the location of an input, unless it is a member of an object.
pub(super) fn location(location: Location) -> Option<&'static str> {
    match location {
        Location::Member => None,
        Location::Path => Some("in the path"),
        Location::Query => Some("in the query"),
        Location::Header => Some("a header"),
        Location::Form => Some("a field of the form"),
        Location::Part => Some("a part of the body"),
        Location::JsonBody => Some("the body, as JSON"),
        Location::FormBody => Some("the body, as a form"),
        Location::RawBody => Some("the body, unchanged"),
    }
}

/// Returns the bounds of a value as sentences.
pub(super) fn bounds(bounds: &Bounds, ty: &Type) -> Vec<String> {
    let is_id = matches!(ty.innermost(), Type::Scalar(Scalar::Id));
    let digits = is_id && bounds.format == Some(TextFormat::Digits);
    let digits = digits.then(|| format!("An id is {}.", TextFormat::Digits.description()));
    emit::bounds(bounds, ty).into_iter().chain(digits).collect()
}

/// Returns the sentence on a deprecated item.
pub(super) fn deprecation(deprecated: &Deprecation) -> String {
    let Deprecation(advice) = deprecated;
    format!("**Deprecated:** {}", super::markdown::prose(advice))
}

/// Returns the cargo features of which one compiles an item.
pub(super) fn features(condition: &Condition) -> Option<String> {
    match condition {
        Condition::Always => None,
        Condition::AnyOf(features) => Some(codes(features)),
    }
}

/// Returns a list of statuses.
pub(super) fn statuses(statuses: &[u16]) -> String {
    let statuses = statuses.iter().map(ToString::to_string);
    statuses.collect::<Vec<_>>().join(", ")
}

/// Returns the name of an item in Rust, unless it is the name on the wire.
pub(super) fn rust_name(wire: &str, rust: &str) -> Option<String> {
    (wire != rust).then(|| format!("In Rust: {}.", code(rust)))
}
