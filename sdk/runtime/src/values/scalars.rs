//! Scalar values.

use uuid::Uuid;

use crate::json::Json;
use crate::object::bounds::is_blank_text;
use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::model::{ToJson, Value};
use crate::object::parts::Parts;
use crate::object::validate::Validator;
use crate::values::date::Date;
use crate::values::id::{Id, remove_duplicates};
use crate::values::local_date_time::LocalDateTime;
use crate::values::timestamp::Timestamp;

/// Implements [`Value`] for types without blank values.
macro_rules! never_blank {
    ($($scalar:ty),*) => {$(
        impl Value for $scalar {
            fn is_blank(&self) -> bool {
                false
            }
        }
    )*};
}

never_blank!(bool, Uuid, Date, LocalDateTime, Timestamp);

/// Implements [`Value`] for integers, which may have bounds.
macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Value for $integer {
            fn is_blank(&self) -> bool {
                false
            }

            fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
                validator.integer(i128::from(*self), path, spec);
            }
        }
    )*};
}

integers!(i32, i64, u16, u32, u64);

impl Value for f64 {
    fn is_blank(&self) -> bool {
        false
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        validator.number(*self, path, spec);
    }
}

impl Value for String {
    fn is_blank(&self) -> bool {
        is_blank_text(self)
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        validator.text(self, path, spec);
    }
}

impl Value for Id {
    fn is_blank(&self) -> bool {
        is_blank_text(self)
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        validator.id(self, path, spec);
    }

    fn normalize_list(list: &mut Vec<Self>) {
        remove_duplicates(list);
    }

    fn each_id(&self, path: &str, visit: &mut dyn FnMut(&str)) {
        if path.is_empty() {
            visit(self);
        }
    }
}

impl Value for Json {
    fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Bool(_) | Self::Number(_) => false,
            Self::String(text) => is_blank_text(text),
            Self::Array(items) => items.iter().all(Value::is_blank),
            Self::Object(entries) => entries.values().all(Value::is_blank),
        }
    }

    fn is_set(&self, path: &str) -> bool {
        path.is_empty() || self.get(path).is_some()
    }

    fn write_parts(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        _spec: &FieldSpec,
        parts: &mut Parts<'_>,
    ) {
        parts.json(path, name, self.to_json());
    }
}
