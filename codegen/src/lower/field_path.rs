//! Field paths: wire names separated by dots, which lead from the inputs or the body to a field.

use super::context::Context;
use crate::ast::Text;
use crate::codes;
use crate::model::{
    Direction, Field, Nullability, Object, Operation, ResponseKind, Scalar, Secrecy, Step, Type,
    TypeDef, TypeKind, TypeName,
};
use crate::suggest::nearest;
use std::collections::BTreeMap;

/// The maximum number of members in a message.
const MOST_NAMED: usize = 8;

/// The maximum number of steps in a search for the readings of a path, which a hostile spec could
/// make endless.
const MOST_STEPS: usize = 10_000;

/// The shared objects by name, which resolve field paths.
pub(super) struct Objects<'a>(BTreeMap<&'a TypeName, &'a Object>);

impl<'a> Objects<'a> {
    pub(super) fn of(types: &'a [TypeDef]) -> Self {
        let objects = types.iter().filter_map(|def| match &def.kind {
            TypeKind::Object(object) => Some((&def.name, object)),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::External(_) => None,
        });
        Self(objects.collect())
    }

    /// Returns the members of a type.
    pub(super) fn members<'b>(&'b self, ty: &'b Type) -> &'b [Field] {
        match ty {
            Type::Inline(object) => &object.fields,
            Type::Shared(name) => self.0.get(name).map_or(&[], |object| &object.fields),
            Type::Scalar(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_)
            | Type::IntegerText(_)
            | Type::External { .. } => &[],
        }
    }

    /// Returns the direction of the objects of a type.
    pub(super) fn direction(&self, ty: &Type) -> Option<Direction> {
        match ty {
            Type::Inline(object) => Some(object.direction),
            Type::Shared(name) => self.0.get(name).map(|object| object.direction),
            Type::Scalar(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_)
            | Type::IntegerText(_)
            | Type::External { .. } => None,
        }
    }

    /// Resolves a path to its fields. A wire name may itself contain dots.
    pub(super) fn resolve<'b>(&'b self, fields: &'b [Field], path: &str) -> Option<Vec<&'b Field>> {
        self.readings(fields, path).into_iter().next()
    }

    /// Returns every reading of a path: the names `a` and `b.c` have the same path as `a.b` and `c`.
    fn readings<'b>(&'b self, fields: &'b [Field], path: &str) -> Vec<Vec<&'b Field>> {
        let mut steps = MOST_STEPS;
        self.read(fields, path, &mut steps)
    }

    /// Returns the readings of a path that are found in a number of steps.
    fn read<'b>(
        &'b self,
        fields: &'b [Field],
        path: &str,
        steps: &mut usize,
    ) -> Vec<Vec<&'b Field>> {
        let mut readings = Vec::new();
        for field in fields.iter().filter(|field| !field.is_additional()) {
            match path.strip_prefix(field.wire.as_str()) {
                Some("") => readings.push(vec![field]),
                Some(rest) => {
                    let Some(rest) = rest.strip_prefix('.') else {
                        continue;
                    };
                    let Some(left) = steps.checked_sub(1) else {
                        return readings;
                    };
                    *steps = left;
                    let inside = self.read(self.members(&field.ty), rest, steps);
                    readings.extend(inside.into_iter().map(|mut inside| {
                        inside.insert(0, field);
                        inside
                    }));
                }
                None => {}
            }
        }
        readings
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
            let steps = members.iter().filter(|field| !field.is_additional());
            let steps = steps.filter_map(behind);
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
        // The name of the body itself is not part of a path.
        if let Some((name, inside)) = path.split_once('.')
            && self.resolve(fields, inside).is_some()
        {
            return format!("leave out `{name}.`: write `{inside}`");
        }
        let (found, rest) = self.walk(fields, path);
        let names = found.iter().map(|field| field.wire.as_str());
        let before: String = names.flat_map(|name| [name, "."]).collect();
        let last = found.last();
        if last.is_some_and(|field| matches!(field.ty, Type::List(_) | Type::Map(_))) {
            let before = before.trim_end_matches('.');
            return format!("end the path at `{before}`: it cannot continue into a list or a map");
        }
        let members = last.map_or(fields, |field| self.members(&field.ty));
        let fixed = members.iter().filter(|field| !field.is_additional());
        let known: Vec<_> = fixed.map(|field| field.wire.as_str()).collect();
        let name = rest.split('.').next().unwrap_or(rest);
        let is_inside = |field: &&Field| {
            let mut inside = self.members(&field.ty).iter();
            inside.any(|inside| !inside.is_additional() && inside.wire.as_str() == name)
        };
        if let Some(outer) = members.iter().find(is_inside) {
            return format!("did you mean `{before}{}.{rest}`?", outer.wire);
        }
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
    let mut readings = objects.readings(&request.fields, path).into_iter();
    let fields = readings.next();
    if fields.is_none() {
        let help = objects.help(&request.fields, path, "the request's inputs");
        unknown(cx, path, "the operation has no input", help);
    }
    report_ambiguous(cx, path, readings.len());
    let fields = fields?;
    if let Some(field) = fields.iter().find(|field| field.is_read_only()) {
        cx.report(
            codes::UNKNOWN_ITEM,
            path.span,
            format!(
                "no request has `{}`: `{}` is read-only",
                path.value, field.wire
            ),
            "name an input that the caller sets",
        );
        return None;
    }
    Some(fields)
}

/// Reports a path with other readings: the runtime would follow each of them.
fn report_ambiguous(cx: &mut Context<'_>, path: &Text, others: usize) {
    if others > 0 {
        cx.report(
            codes::UNKNOWN_ITEM,
            path.span,
            format!(
                "`{}` leads to several fields, because a wire name has dots",
                path.value
            ),
            "leave the setting out: only one of the fields can be meant",
        );
    }
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
    let mut readings = objects.readings(members, path).into_iter();
    let fields = readings.next();
    report_ambiguous(cx, path, readings.len());
    if fields.is_none() {
        let help = objects.help(members, path, "the body");
        unknown(cx, path, "the response body has no", help);
    }
    fields
}

/// Resolves the path of a member of the response body. Reports a path that does not exist, or that leads
/// through a sensitive member, which `user` cannot use.
pub(super) fn visible_output<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    members: &'b [Field],
    objects: &'b Objects<'_>,
    user: &str,
) -> Option<Vec<&'b Field>> {
    let fields = output(cx, path, members, objects)?;
    is_visible(cx, path, &fields, user).then_some(fields)
}

/// Resolves a member of the entries of a list in the response body, in the same way. The path cannot
/// lead further into the member.
pub(super) fn entry_member<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    members: &'b [Field],
    objects: &'b Objects<'_>,
    user: &str,
) -> Option<&'b Field> {
    let field = members
        .iter()
        .find(|field| field.wire.as_str() == path.as_str());
    let Some(field) = field else {
        let help = objects.help(
            members,
            path.split('.').next().unwrap_or(path),
            "the entries",
        );
        let help = match objects.resolve(members, path) {
            Some(_) => "name a member of the entries themselves".to_owned(),
            None => help,
        };
        unknown(cx, path, "the entries of the list have no member", help);
        return None;
    };
    is_visible(cx, path, &[field], user).then_some(field)
}

fn is_visible(cx: &mut Context<'_>, path: &Text, fields: &[&Field], user: &str) -> bool {
    let is_hidden = |field: &&&Field| field.secrecy == Secrecy::Hidden;
    let Some(field) = fields.iter().find(is_hidden) else {
        return true;
    };
    cx.report(
        codes::MISPLACED_TYPE,
        path.span,
        format!("`{}` is sensitive, so {user} cannot use it", field.wire),
        format!("remove `sensitive` there, or `{user}`"),
    );
    false
}

/// Returns the body of the response, if it is the only one and JSON.
pub(super) fn only_body(operation: &Operation) -> Option<&Field> {
    let body = operation.response_bodies().next();
    body.filter(|body| operation.response == ResponseKind::Json && !body.is_optional_body())
        .map(|body| &body.field)
}

/// Returns `true` for the types of a number of items.
pub(super) fn is_count(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Scalar(
            Scalar::Int32 | Scalar::Int64 | Scalar::Uint16 | Scalar::Uint32 | Scalar::Uint64
        )
    )
}

/// Converts the fields of a path through an object of type `container` to steps. In an object that is
/// also sent, every optional field is an `Option`.
pub(super) fn steps(container: &Type, fields: &[&Field], objects: &Objects<'_>) -> Vec<Step> {
    let containers = std::iter::once(container).chain(fields.iter().map(|field| &field.ty));
    let steps = fields.iter().zip(containers).map(|(field, container)| {
        let is_two_way = objects.direction(container) == Some(Direction::TwoWay);
        Step {
            field: field.rust.clone(),
            wire_names: std::iter::once(&field.wire)
                .chain(field.renamed_from.as_ref().map(|old| &old.wire))
                .cloned()
                .collect(),
            is_optional: if is_two_way {
                field.is_option_when_two_way()
            } else {
                field.is_option_when_received()
            },
            is_nullable: field.nullability == Nullability::Nullable,
            // In an object that is also sent, only the setter is deprecated.
            is_deprecated: !is_two_way && field.deprecated.is_some(),
        }
    });
    steps.collect()
}
