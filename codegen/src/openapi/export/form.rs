//! The form in which the model keeps defaults and examples.

use super::Context;
use crate::model::{Scalar, Type, TypeKind};

/// The form of a literal in the model.
pub(super) enum Form {
    /// The text, without quotes.
    Text,
    /// JSON.
    Json,
}

impl Context<'_> {
    /// Returns the form of a type's values.
    pub(super) fn form(&self, ty: &Type) -> Form {
        match ty {
            Type::Scalar(scalar) => Form::of(*scalar),
            Type::IntegerText(_) => Form::Text,
            Type::Nullable(ty) => self.form(ty),
            Type::List(_) | Type::Map(_) | Type::Inline(_) => Form::Json,
            Type::Shared(name) | Type::External { name, .. } => {
                match self.types.get(name).map(|def| &def.kind) {
                    Some(TypeKind::Enum(values)) => Form::of(values.wire),
                    Some(TypeKind::External(external)) => Form::of(external.wire),
                    Some(TypeKind::Object(_) | TypeKind::Union(_)) | None => Form::Json,
                }
            }
        }
    }
}

impl Form {
    fn of(scalar: Scalar) -> Self {
        match scalar {
            Scalar::String
            | Scalar::Text
            | Scalar::Id
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::LocalDateTime
            | Scalar::Uuid
            | Scalar::Bytes
            | Scalar::JsonString => Self::Text,
            Scalar::Boolean
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint16
            | Scalar::Uint32
            | Scalar::Uint64
            | Scalar::Number
            | Scalar::Json
            | Scalar::ErrorList
            | Scalar::File
            | Scalar::Nothing => Self::Json,
        }
    }
}
