//! The members `x-` of the description of a spec, and the keys of the spec language with the same value.

use super::Express;
use super::keys::Keys;
use crate::openapi::import::own::{Member, Shape};
use Shape::{Flag, Mapping, Mappings, Scalar, Text, Texts};

/// The members of a property and of a parameter's schema.
pub(super) const FIELD: [Member; 11] = [
    ("const", "const", Scalar),
    ("x-deprecated", "deprecated", Text),
    ("x-list-style", "list_style", Text),
    ("x-object-style", "object_style", Text),
    ("x-overrides", "overrides", Mappings),
    ("x-renamed-from", "renamed_from", Text),
    ("x-required", "required", Flag(true)),
    ("x-selects", "selects", Flag(false)),
    ("x-sensitive", "sensitive", Flag(true)),
    ("x-since", "since", Text),
    ("x-without", "without", Texts),
];

/// The members of the schema of an object's members without a field.
pub(super) const ADDITIONAL: [Member; 1] = [("x-sensitive", "sensitive", Flag(true))];

/// The members of a parameter itself.
pub(super) const PARAMETER: [Member; 2] = [
    ("x-keeps-slashes", "keep_slashes", Flag(true)),
    ("x-list-style", "list_style", Text),
];

/// The members of a shared type.
pub(super) const TYPE: [Member; 2] = [
    ("x-renamed-from", "renamed_from", Text),
    ("x-selection", "selection", Mapping),
];

/// The members of an operation.
pub(super) const OPERATION: [Member; 9] = [
    ("x-batch", "batch", Mapping),
    ("x-deprecated", "deprecated", Text),
    ("x-optional-permissions", "optional_permissions", Texts),
    ("x-outcomes", "outcomes", Mapping),
    ("x-pagination", "pagination", Mapping),
    ("x-permissions", "permissions", Texts),
    ("x-rate-limit", "rate_limit", Mapping),
    ("x-renamed-from", "renamed_from", Text),
    ("x-retry", "retry", Mapping),
];

/// The members of the whole description.
pub(super) const API: [Member; 7] = [
    ("x-api", "api", Text),
    ("x-environment", "environment", Mapping),
    ("x-header-sets", "header_sets", Mappings),
    ("x-public-path", "public_path", Text),
    ("x-rate-limit", "rate_limit", Mapping),
    ("x-request-id-header", "request_id_header", Text),
    ("x-runtime", "runtime", Text),
];

/// The members of a named credential.
pub(super) const CREDENTIAL: [Member; 3] = [
    ("x-auth-advice", "advice", Text),
    ("x-description", "description", Text),
    ("x-environment", "environment", Mapping),
];

/// The preview of an operation.
pub(super) const PREVIEW: (&str, Shape) = ("x-preview", Mapping);

/// The deviations of the whole description.
pub(super) const DEVIATIONS: (&str, Shape) = ("x-deviations", Mappings);

impl Express<'_, '_> {
    /// Adds the keys of the members at a JSON pointer.
    pub(super) fn overlay(&mut self, keys: &mut Keys, pointer: &str, members: &[Member]) {
        for (key, value) in self.own.keys(self.report, pointer, members) {
            keys.put(key, value);
        }
    }
}
