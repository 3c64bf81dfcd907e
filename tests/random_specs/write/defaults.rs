//! The keys that `defaults` of the API replace.

use crate::random_specs::model::{Spec, Type};

/// Returns the encoding to write: none where the default of the API is meant.
pub(super) fn encoding(ty: &Type, word: &str, spec: &Spec, is_json: bool) -> Option<&'static str> {
    let mut defaults = spec.api.defaults.iter();
    let default = defaults.find(|(key, _)| *key == "encoding");
    match default {
        Some((_, default)) if is_json && matches!(word, "int64" | "uint64") => {
            let meant = ty.encoding.unwrap_or("number");
            (meant != default).then_some(meant)
        }
        _ => ty.encoding,
    }
}
