//! Validation of the names of members that are not fields.

use crate::object::any_object::AnyObject;
use crate::object::bounds::is_blank_text;
use crate::object::extra::Extra;
use crate::object::field_path::FieldPath;
use crate::object::field_row::FieldRow;
use crate::object::location::Location;
use crate::object::validate::Validator;

impl Validator {
    /// Reports members that the caller added with a blank name, with the name of a known field, or added twice.
    pub(crate) fn extra(&mut self, object: &dyn AnyObject, path: &FieldPath<'_>) {
        let extra = object.extra();
        if extra.is_empty() {
            return;
        }
        let known = |name: &str| {
            let mut fields = object.rows().iter();
            fields.find(|field| field.spec.location == Location::Member && field.wire == name)
        };
        for (position, (name, _)) in extra.added().enumerate() {
            if is_blank_text(name) {
                self.report(path, || {
                    "a member added with `with_extra` has a blank name".to_owned()
                });
                continue;
            }
            let path = path.field(name);
            if let Some(field) = known(name) {
                self.report(&path, || {
                    if field.is_read_only() {
                        return "is read-only: only the server sets it".to_owned();
                    }
                    let setter = field.rust();
                    format!("is a known field: use `{setter}` instead of `with_extra`")
                });
            } else if let Some((object, _)) = name.split_once('.')
                && let Some(field) = known(object)
            {
                self.report(&path, || {
                    if field.is_read_only() {
                        return format!("is inside `{object}`, which only the server sets");
                    }
                    format!(
                        "is inside `{object}`, which is a known field: \
                         use `with_extra` on its value"
                    )
                });
            } else if extra.added().take(position).any(|(other, _)| other == name) {
                self.report(&path, || "is added twice with `with_extra`".to_owned());
            }
        }
    }

    /// Reports an additional member with a blank name, the name of a field in the same location, or that
    /// of an extra member.
    pub(crate) fn additional_name(
        &mut self,
        name: &str,
        path: &FieldPath<'_>,
        (fields, location): (&[FieldRow], Location),
        extra: &Extra,
    ) {
        if is_blank_text(name) {
            self.report(path, || {
                "an additional member has a blank name: give it a name".to_owned()
            });
            return;
        }
        let path = path.field(name);
        let is_field = |field: &&FieldRow| field.spec.location == location && field.wire == name;
        if let Some(field) = fields.iter().find(is_field) {
            self.report(&path, || {
                if field.is_read_only() {
                    return "is read-only: only the server sets it".to_owned();
                }
                let setter = field.rust();
                format!("is a known field: use `{setter}` instead of an additional member")
            });
        } else if extra.iter().any(|(extra, _)| extra == name) {
            self.report(&path, || {
                "is an additional member and is added with `with_extra` as well: keep one of them"
                    .to_owned()
            });
        }
    }
}
