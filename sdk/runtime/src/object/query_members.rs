//! Objects and maps in the query: one parameter per member.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::object::any_object::{AnyObject, NamedValues, ValueVisitor};
use crate::object::bounds::is_blank_text;
use crate::object::field_path::FieldPath;
use crate::object::field_spec::{FieldSpec, ObjectStyle, Override, spec_on_use};
use crate::object::location::Location;
use crate::object::model::Value;
use crate::object::query::{Nesting, Query};

impl Query<'_> {
    /// Writes one parameter per member of an object that is set. Reports an object inside another,
    /// unless their names are in brackets.
    pub fn members(
        &mut self,
        object: &dyn AnyObject,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
    ) {
        let Some(mut query) = self.nested(path, spec) else {
            return;
        };
        let _ = object.visit(&mut Members {
            query: &mut query,
            path,
            name,
            overrides: spec.overrides,
        });
        for (member, value) in object.extra().iter() {
            query.check_key(path, member);
            let name = query.member_name(name, member);
            value.write_query(&path.field(member), &name, &FieldSpec::NONE, &mut query);
        }
    }

    /// Writes one parameter per entry of a map. Reports keys that cannot be a name, and the names of
    /// other parameters.
    pub fn entries(
        &mut self,
        path: &FieldPath<'_>,
        name: &str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) {
        let Some(mut query) = self.nested(path, spec) else {
            return;
        };
        query.free_members(path, name, members, spec);
    }

    /// Writes one parameter per member that has no field: an entry of a map, or an additional member of
    /// an object. `name` is that of the map or the object.
    pub(crate) fn free_members(
        &mut self,
        path: &FieldPath<'_>,
        name: &str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) {
        for (key, value) in members {
            self.check_key(path, key);
            let name = self.member_name(name, key);
            let location = self.location;
            let mut inputs = self.inputs.iter();
            let mut inputs = inputs
                .by_ref()
                .filter(|input| input.spec.location == location);
            if let Some(input) = inputs.find(|input| input.wire == name)
                && path.to_string() != *name
            {
                self.validator.report(path, || {
                    let setter = input.rust();
                    format!("has an entry `{key}`, which is an input: use `{setter}` instead")
                });
            }
            let entry = path.field(key);
            let path = if spec.sensitive { path } else { &entry };
            value.write_query(path, &name, &spec.of_items(), self);
        }
    }

    /// Reports a key that cannot be a part of a name.
    fn check_key(&mut self, path: &FieldPath<'_>, key: &str) {
        let message = if is_blank_text(key) && self.location == Location::Form {
            "has an entry with an empty key, which cannot be the name of a form field"
        } else if is_blank_text(key) {
            "has an entry with an empty key, which cannot be a parameter name"
        } else if self.nesting == Nesting::Brackets && key.contains(['[', ']']) {
            "has an entry with a bracket in its key, which would end the key"
        } else {
            return;
        };
        self.validator.report(path, || message.to_owned());
    }

    /// Returns the name of the parameter of a member.
    fn member_name<'n>(&self, object: &str, member: &'n str) -> Cow<'n, str> {
        match self.nesting {
            Nesting::Brackets => format!("{object}[{member}]").into(),
            Nesting::Input | Nesting::Members => member.into(),
        }
    }

    /// Returns a writer for the members of an object or a map, or `None` if a query cannot represent
    /// it here.
    fn nested(&mut self, path: &FieldPath<'_>, spec: &FieldSpec) -> Option<Query<'_>> {
        let is_bracketed =
            spec.object_style == ObjectStyle::Brackets || self.nesting == Nesting::Brackets;
        if self.nesting == Nesting::Members && !is_bracketed {
            let message = if self.location == Location::Form {
                "is an object inside an object, which a form cannot represent"
            } else {
                "is an object inside an object, which a query cannot represent"
            };
            self.validator.report_once(path, message);
            return None;
        }
        Some(Query {
            text: self.text,
            validator: self.validator,
            location: self.location,
            nesting: if is_bracketed {
                Nesting::Brackets
            } else {
                Nesting::Members
            },
            list_style: spec.list_style.unwrap_or(self.list_style),
            inputs: self.inputs,
        })
    }
}

/// Writes each field of an object as a parameter.
struct Members<'a, 'q> {
    query: &'a mut Query<'q>,
    path: &'a FieldPath<'a>,
    /// The name of the object.
    name: &'a str,
    /// The differences of this use of the object.
    overrides: &'static [Override],
}

impl ValueVisitor for Members<'_, '_> {
    fn field(
        &mut self,
        name: &'static str,
        value: &dyn Value,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        // The validator reports members that are left out.
        let Some(spec) = spec_on_use(self.overrides, name, spec) else {
            return ControlFlow::Continue(());
        };
        let parameter = self.query.member_name(self.name, name);
        value.write_query(&self.path.field(name), &parameter, spec, self.query);
        ControlFlow::Continue(())
    }

    fn additional(
        &mut self,
        _name: &'static str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        self.query.free_members(self.path, self.name, members, spec);
        ControlFlow::Continue(())
    }
}
