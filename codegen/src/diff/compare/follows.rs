//! Parts whose presence follows from another difference, which is reported.

use crate::diff::element::Element;
use crate::diff::kind::Kind;

/// Returns `true` if the presence of a part follows from another difference, which is reported.
pub(super) fn follows(part: &Element, other: &Element, is_renamed: bool) -> bool {
    let of_former = matches!(
        part.kind,
        Kind::FormerName | Kind::FormerValue | Kind::FormerClosedValue | Kind::FormerTypeName
    );
    // An argument of a constructor has no name in Rust, and an order follows from its items.
    let of_rust = matches!(
        part.kind,
        Kind::RustName | Kind::Arguments | Kind::FieldOrder
    );
    let is_member = part.kind == Kind::Field;
    let has = |kind| other.part(kind).is_some();
    let has_type = has(Kind::FieldType) || other.kind == Kind::ErrorBody;
    let lost_members = is_member && has_type && !has(Kind::TypeName) && !has(Kind::Field);
    let of_shape = (has(Kind::Shape) || has(Kind::ExternalShape))
        && !matches!(part.kind, Kind::Condition | Kind::FormerTypeName)
        && shape_differs(part, other);
    // The place of a credential follows from its kind, and the name of a body from the body.
    let of_owner = matches!(part.kind, Kind::AuthPlace | Kind::BodyName);
    of_former && is_renamed || of_rust || lost_members || of_shape || of_owner
}

/// Returns `true` for a part that only another kind of type has.
fn shape_differs(part: &Element, other: &Element) -> bool {
    let shape = other
        .part(Kind::Shape)
        .or_else(|| other.part(Kind::ExternalShape));
    let shape = shape.map_or("", |shape| shape.value.as_str());
    let needed = match part.kind {
        Kind::Openness
        | Kind::EnumWire
        | Kind::ValueOrder
        | Kind::OpenValue
        | Kind::ClosedValue => "enum",
        Kind::Direction | Kind::Selection | Kind::Field | Kind::Arguments | Kind::FieldOrder => {
            "object"
        }
        Kind::Discriminator | Kind::UnionVariant => "union",
        Kind::ExternalPath | Kind::ExternalWire | Kind::Content => "hand-written",
        _ => return false,
    };
    needed != shape
}
