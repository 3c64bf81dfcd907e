//! Random members of objects without a field.

use crate::random_specs::fields::At;
use crate::random_specs::generate::Generator;
use crate::random_specs::model::{Additional, Kind, Type};

/// The name of such a member in samples; no field has it.
pub const MEMBER: &str = "a member without a \"field\"";

impl Generator {
    /// Returns the type of further members of an object; `is_flat` is `true` for one whose fields are
    /// setters of a request.
    pub fn additional(&mut self, at: At<'_>, is_flat: bool) -> Option<Additional> {
        if !self.choices.chance(20) {
            return None;
        }
        let inside = At {
            is_item: true,
            ..at
        };
        let mut ty = self.scalar(inside);
        if !at.is_text {
            ty = match self.choices.below(4) {
                0 => Type::of(Kind::List(Box::new(ty))),
                1 => Type::of(Kind::Map(Box::new(ty))),
                _ => ty,
            };
            ty.is_nullable = !ty.is("json") && self.choices.chance(20);
        }
        ty.description = self.maybe(60, Self::prose);
        self.saw(if at.is_text {
            "additional members in a query"
        } else {
            "additional members"
        });
        let is_named = is_flat || self.choices.chance(20);
        Some(Additional {
            rust_name: is_named.then(|| format!("more_{}", self.serial())),
            sensitive: self.choices.chance(15),
            ty,
        })
    }
}
