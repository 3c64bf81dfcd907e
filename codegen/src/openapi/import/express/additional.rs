//! The members of an object without a field.

use super::fields::RustNames;
use super::keys::Keys;
use super::{Express, Scope, overlay};
use crate::openapi::document::Schema;

/// The field in Rust, unless another field has the name.
const FIELD: &str = "additional";

impl Express<'_, '_> {
    /// Adds the type of the members without a field; `used` has the names of the fields.
    pub(super) fn additional(
        &mut self,
        keys: &mut Keys,
        members: Option<&Schema>,
        scope: Scope<'_>,
        used: &mut RustNames,
    ) {
        let Some(schema) = members else { return };
        let is_text = scope.is_parameter && !scope.is_inner;
        if is_text && !self.is_scalar(self.plan.inline(schema)) {
            let text = "the further members have no text form; they are left out";
            self.report
                .lose("structured further members", &schema.pointer, text);
            return;
        }
        let scope = Scope {
            property: FIELD,
            ..scope
        };
        let mut members = self.inner(schema, scope);
        if let Some(rust) = self.rust_name(&schema.pointer, FIELD, false, used) {
            members.text("rust_name", rust);
        }
        self.overlay(&mut members, &schema.pointer, &overlay::ADDITIONAL);
        keys.put("additional", members.items());
    }
}
