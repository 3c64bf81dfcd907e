//! The hint that a removed and an added element may be one.

use super::super::class::Action;
use super::super::compare::Difference;
use super::super::element::Element;
use super::super::kind::Kind;

/// Returns the hint that a removed and an added element may be one.
pub(super) fn renamed_hint(difference: &Difference<'_>) -> Option<String> {
    let is_gone = matches!(difference.action, Action::Removed | Action::RemovedRequired);
    let element = difference.before().filter(|_| is_gone)?;
    let parent = difference.new.last()?;
    let base = difference
        .base
        .len()
        .checked_sub(2)
        .and_then(|at| difference.base.get(at))?;
    let same_type = |other: &&Element| {
        let ty = |element: &Element| {
            let mut parts = element.parts.iter();
            parts
                .find(|part| part.kind == Kind::FieldType)
                .map(|part| part.value.clone())
        };
        let is_new = !base.parts.iter().any(|known| known.name == other.name);
        other.kind == element.kind && is_new && ty(other) == ty(element)
    };
    let mut similar = parent.parts.iter().filter(same_type);
    let (found, others) = (similar.next()?, similar.next());
    let key = key_of_name(element.kind)?;
    (others.is_none() && !element.name.is_empty()).then(|| {
        format!(
            "If `{}` is its new name, write `{key}: {}` there: programs keep compiling.",
            found.name, element.name
        )
    })
}

/// Returns the key that keeps the former name in programs; `None` for elements without such a key.
fn key_of_name(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Operation
        | Kind::Type
        | Kind::OpenValue
        | Kind::ClosedValue
        | Kind::Field
        | Kind::Input => Some("renamed_from"),
        Kind::UnionVariant => Some("name"),
        _ => None,
    }
}
