//! Random fields with only one value.

use crate::random_specs::fields::keep_sendable;
use crate::random_specs::generate::{Class, Generator};
use crate::random_specs::model::{EnumValue, Field, Kind, Shared, SharedKind, Spec};
use serde_json::Value;

/// The scalars that have constants.
const CONSTANTS: [&str; 8] = [
    "string", "boolean", "int32", "int64", "uint16", "uint32", "uint64", "number",
];

impl Generator {
    /// Makes some fields constants; their values follow once all types are known.
    pub fn fix(&mut self, field: &mut Field) {
        let is_member = field.location.is_none() || field.is_in("query") || field.is_in("header");
        let can_be_fixed = match &field.ty.kind {
            Kind::Scalar(word) => CONSTANTS.contains(word),
            Kind::Shared(at) => self.plan[*at].1 == Class::Enum,
            _ => false,
        };
        if is_member && can_be_fixed && self.choices.chance(12) {
            (field.required, field.nullable, field.sensitive) = (false, false, false);
            field.selects = None;
            field.constant = Some(serde_json::Value::Null);
        }
    }

    /// Gives the constants their values.
    pub fn fix_all(&mut self, spec: &mut Spec) {
        let types = spec.types.clone();
        for shared in &mut spec.types {
            if let SharedKind::Object { fields, .. } = &mut shared.kind {
                self.fix_fields(fields, &types);
            }
        }
        for operation in &mut spec.operations {
            self.fix_fields(&mut operation.inputs, &types);
            self.fix_fields(&mut operation.outputs, &types);
            for error in &mut operation.errors {
                if let Some(ty) = &mut error.ty
                    && let Kind::Object { fields, .. } = &mut ty.innermost_mut().kind
                {
                    self.fix_fields(fields, &types);
                }
            }
            for input in &mut operation.inputs {
                keep_sendable(input);
            }
        }
    }

    /// Gives the constants among the fields their values.
    fn fix_fields(&mut self, fields: &mut [Field], types: &[Shared]) {
        for field in fields {
            if field.constant.take().is_some() {
                field.constant = self.constant(field, types);
            }
            if let Kind::Object { fields, .. } = &mut field.ty.innermost_mut().kind {
                self.fix_fields(fields, types);
            }
        }
    }

    /// Returns a constant for a field, if its type has one that is not deprecated.
    fn constant(&mut self, field: &Field, types: &[Shared]) -> Option<Value> {
        let value = self.value_of(&field.ty, types, 0);
        let Kind::Shared(at) = field.ty.kind else {
            return Some(value);
        };
        let SharedKind::Enum { values, .. } = &types[at].kind else {
            return None;
        };
        let digits = value.to_string();
        let is_same = |known: &&EnumValue| known.value == value || known.value == digits;
        let known = values.iter().find(is_same)?;
        known.deprecated.is_none().then_some(value)
    }
}
