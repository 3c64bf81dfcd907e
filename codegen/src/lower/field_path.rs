//! Field paths: wire names separated by dots, which lead from the inputs or the body to a field.

use super::context::Context;
use crate::ast::Text;
use crate::codes;
use crate::model::{Direction, Field, Object, Type, TypeDef, TypeKind, TypeName};
use crate::suggest::nearest;
use std::collections::BTreeMap;

/// The maximum number of members in a message.
const MOST_NAMED: usize = 8;

/// The shared objects by name, which resolve field paths.
pub(super) struct Objects<'a>(BTreeMap<&'a TypeName, &'a Object>);

impl<'a> Objects<'a> {
    pub(super) fn of(types: &'a [TypeDef]) -> Self {
        let objects = types.iter().filter_map(|def| match &def.kind {
            TypeKind::Object(object) => Some((&def.name, object)),
            TypeKind::Enum(_) | TypeKind::External(_) => None,
        });
        Self(objects.collect())
    }

    /// Returns the members of a type.
    pub(super) fn members<'b>(&'b self, ty: &'b Type) -> &'b [Field] {
        match ty {
            Type::Inline(object) => &object.fields,
            Type::Shared(name) => self.0.get(name).map_or(&[], |object| &object.fields),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::External { .. } => &[],
        }
    }

    /// Returns the direction of the objects of a type.
    pub(super) fn direction(&self, ty: &Type) -> Option<Direction> {
        match ty {
            Type::Inline(object) => Some(object.direction),
            Type::Shared(name) => self.0.get(name).map(|object| object.direction),
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::External { .. } => None,
        }
    }

    /// Resolves a path to its fields. A wire name may itself contain dots.
    pub(super) fn resolve<'b>(&'b self, fields: &'b [Field], path: &str) -> Option<Vec<&'b Field>> {
        let (found, rest) = self.walk(fields, path);
        rest.is_empty().then_some(found)
    }

    /// Resolves a path as far as possible. Returns the fields and the unresolved rest.
    fn walk<'b, 'p>(&'b self, fields: &'b [Field], path: &'p str) -> (Vec<&'b Field>, &'p str) {
        let mut members = fields;
        let mut found = Vec::new();
        let mut rest = path;
        while !rest.is_empty() {
            let behind = |field: &'b Field| {
                let behind = rest.strip_prefix(field.wire.as_str())?;
                let behind = if behind.is_empty() {
                    behind
                } else {
                    behind.strip_prefix('.').filter(|rest| !rest.is_empty())?
                };
                Some((behind, field))
            };
            let steps = members.iter().filter_map(behind);
            let Some((behind, field)) = steps.min_by_key(|(behind, _)| behind.len()) else {
                break;
            };
            members = self.members(&field.ty);
            found.push(field);
            rest = behind;
        }
        (found, rest)
    }

    /// Returns the help for an unresolved path: a suggestion for its first unresolved name.
    fn help(&self, fields: &[Field], path: &str, top: &str) -> String {
        let (found, rest) = self.walk(fields, path);
        let names = found.iter().map(|field| field.wire.as_str());
        let before: String = names.flat_map(|name| [name, "."]).collect();
        let last = found.last();
        if last.is_some_and(|field| matches!(field.ty, Type::List(_) | Type::Map(_))) {
            let before = before.trim_end_matches('.');
            return format!("end the path at `{before}`: it cannot continue into a list or a map");
        }
        let members = last.map_or(fields, |field| self.members(&field.ty));
        let known: Vec<_> = members.iter().map(|field| field.wire.as_str()).collect();
        let name = rest.split('.').next().unwrap_or(rest);
        if let Some(near) = nearest(name, &known) {
            return format!("did you mean `{before}{near}`?");
        }
        if !known.is_empty() && known.len() <= MOST_NAMED {
            let known = known.iter().map(|name| format!("`{before}{name}`"));
            return format!("known here: {}", known.collect::<Vec<_>>().join(", "));
        }
        format!("write the wire names from {top} down, separated by dots")
    }
}

/// Resolves the path of an input to its fields, or reports that the input does not exist.
pub(super) fn input<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    request: &'b Object,
    objects: &'b Objects<'_>,
) -> Option<Vec<&'b Field>> {
    let fields = objects.resolve(&request.fields, path);
    if fields.is_none() {
        let help = objects.help(&request.fields, path, "the request's inputs");
        unknown(cx, path, "the operation has no input", help);
    }
    fields
}

/// Reports an unresolved path, unless an unknown type may be the cause.
fn unknown(cx: &mut Context<'_>, path: &Text, what: &str, help: String) {
    if !cx.has(codes::UNKNOWN_TYPE) {
        let message = format!("{what} `{}`", path.value);
        cx.report(codes::UNKNOWN_ITEM, path.span, message, help);
    }
}

/// Resolves the path of a member of the response body to its fields, or reports that the member does
/// not exist.
pub(super) fn output<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    members: &'b [Field],
    objects: &'b Objects<'_>,
) -> Option<Vec<&'b Field>> {
    let fields = objects.resolve(members, path);
    if fields.is_none() {
        let help = objects.help(members, path, "the body");
        unknown(cx, path, "the response body has no", help);
    }
    fields
}
