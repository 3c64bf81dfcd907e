//! Inputs outside of the body.

use super::fields::RustNames;
use super::keys::Keys;
use super::{Express, Scope, overlay};
use crate::lower::path_parameters;
use crate::model::Direction;
use crate::openapi::document::{
    Kind, List, Location, Operation, Parameter, Property, Schema, Style,
};
use crate::openapi::import::plan::QueryFilter;
use crate::openapi::node::Node;
use std::collections::BTreeSet;

/// The headers that HTTP or the client sets.
const OWN_HEADERS: [&str; 14] = [
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

/// The maximum depth of an object in the query.
const DEEPEST_OBJECT: usize = 8;

impl Express<'_, '_> {
    /// Returns the inputs in path, query and headers.
    pub(super) fn parameters(&mut self, index: usize, used: &mut RustNames) -> Vec<Node> {
        let plan = self.plan;
        let operation = &plan.document.operations[index];
        let name = &plan.operations[index];
        let filter = plan.filters.get(&index);
        let mut inputs = Vec::new();
        let mut has_filter = false;
        for parameter in self.with_missing(operation) {
            let is_in_filter = parameter.location == Location::Query
                && filter.is_some_and(|filter| filter.names.contains(&parameter.name));
            if is_in_filter {
                if !std::mem::replace(&mut has_filter, true) {
                    inputs.extend(filter.map(|filter| self.filter(filter, operation, used)));
                }
                continue;
            }
            if self.is_accepted(&parameter) {
                inputs.extend(self.parameter(&parameter, name, used));
            }
        }
        inputs
    }

    /// Returns the parameters, including those of the path that the source forgot.
    fn with_missing(&mut self, operation: &Operation) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        let in_path = path_names(operation);
        for parameter in &operation.parameters {
            let is_path = parameter.location == Location::Path;
            if is_path && !in_path.contains(&parameter.name) {
                let text = format!(
                    "the path has no parameter `{}`; it is left out",
                    parameter.name
                );
                self.report.note("path parameter", &parameter.pointer, text);
            } else {
                parameters.push(parameter.clone());
            }
        }
        for name in in_path {
            let is_known =
                |known: &&Parameter| known.location == Location::Path && known.name == name;
            if parameters.iter().find(is_known).is_none() {
                let text = format!(
                    "the source does not describe the path parameter `{name}`; it is a text"
                );
                self.report.note("path parameter", &operation.pointer, text);
                parameters.push(Parameter::path(&name, &operation.pointer));
            }
        }
        parameters
    }

    /// Reports the parameters that are no inputs.
    fn is_accepted(&mut self, parameter: &Parameter) -> bool {
        let name = &parameter.name;
        let lower = name.to_ascii_lowercase();
        match parameter.location {
            Location::Cookie => {
                let text = format!("the cookie `{name}` is left out");
                self.report.lose("cookie", &parameter.pointer, text);
                false
            }
            Location::Header
                if OWN_HEADERS.contains(&lower.as_str()) || self.auth_header == Some(lower) =>
            {
                let text = format!("the client sets the header `{name}` itself");
                self.report
                    .note("header of the client", &parameter.pointer, text);
                false
            }
            _ => true,
        }
    }

    /// Returns the input for a shared filter.
    fn filter(
        &mut self,
        filter: &QueryFilter,
        operation: &Operation,
        used: &mut RustNames,
    ) -> Node {
        let names: BTreeSet<_> = operation
            .parameters
            .iter()
            .map(|parameter| parameter.name.as_str())
            .collect();
        let free = ["filter", "query", "conditions", "selected_by"]
            .into_iter()
            .find(|name| !names.contains(name));
        let mut keys = Keys::default();
        let name = free.unwrap_or("filter");
        keys.text("name", name);
        keys.text("in", "query");
        if let Some(rust) = used.take(name, false) {
            keys.text("rust_name", rust);
        }
        keys.extend(self.shared_type(filter.shared));
        if let Some(style) = style_word(filter.style).filter(|_| self.has_lists(operation, filter))
        {
            keys.text("list_style", style);
        }
        keys.put("description", self.description("parameter", name, None));
        keys.node()
    }

    fn parameter(
        &mut self,
        parameter: &Parameter,
        parent: &str,
        used: &mut RustNames,
    ) -> Option<Node> {
        let scope = Scope {
            parent,
            property: &parameter.name,
            direction: Direction::Sent,
            is_parameter: true,
            is_inner: false,
            shared: None,
        };
        let property = Property {
            name: parameter.name.clone(),
            is_required: parameter.is_required,
            schema: parameter.schema.clone(),
        };
        let mut keys = Keys::default();
        keys.text("name", &parameter.name);
        keys.text("in", parameter.location.word());
        let schema = &parameter.schema.pointer;
        if let Some(rust) = self.rust_name(schema, &parameter.name, false, used) {
            keys.text("rust_name", rust);
        }
        let is_constant = parameter.is_required && parameter.location != Location::Path;
        if let Some(value) = self
            .plan
            .only_value(&parameter.schema)
            .filter(|_| is_constant)
        {
            let keys = self.constant(keys, value, &parameter.schema, scope);
            return Some(keys.node());
        }
        if parameter.style == Style::Json {
            keys.text("type", "json_string");
        } else {
            keys.extend(self.parameter_type(parameter, scope)?);
        }
        if self.is_nullable(&property.schema) {
            let text = format!(
                "the parameter `{}` cannot be `null`; leave it out instead",
                parameter.name
            );
            self.report
                .note("nullable parameter", &parameter.pointer, text);
        }
        keys.flag("required", parameter.is_required);
        if parameter.location == Location::Query {
            let Parameter {
                schema,
                name,
                pointer,
                style,
                ..
            } = parameter;
            self.styles(&mut keys, *style, schema, (name.as_str(), pointer.as_str()));
        }
        self.overlay(&mut keys, &parameter.pointer, &overlay::PARAMETER);
        let mut schema = property.schema;
        schema.description.clone_from(&parameter.description);
        schema.is_deprecated |= parameter.is_deprecated;
        self.finish_field(&mut keys, &schema, scope, parameter.is_required);
        let description =
            self.description("parameter", &parameter.name, schema.description.as_deref());
        keys.put("description", description);
        Some(keys.node())
    }

    /// Returns the type of a parameter, or reports one that has no text form.
    fn parameter_type(&mut self, parameter: &Parameter, scope: Scope<'_>) -> Option<Keys> {
        if self.own.is_here() {
            return Some(self.ty(&parameter.schema, scope));
        }
        let inline = self.plan.inline(&parameter.schema);
        let lost = match (&inline.kind, parameter.location) {
            (Kind::List(_), Location::Path) => {
                let text = format!("the list `{}` in the path is a text", parameter.name);
                self.report
                    .note("list in the path", &parameter.pointer, text);
                let mut keys = Keys::default();
                keys.text("type", "string");
                return Some(keys);
            }
            (Kind::List(list), _) => {
                if let Kind::List(inner) = &self.plan.inline(&list.items).kind
                    && self.is_scalar(&inner.items)
                {
                    let text = format!("the list of lists `{}` is one list", parameter.name);
                    self.report.lose("list of lists", &parameter.pointer, text);
                    let flat = Kind::List(List {
                        items: inner.items.clone(),
                        ..list.clone()
                    });
                    return Some(self.ty(
                        &Schema {
                            kind: flat,
                            ..inline.clone()
                        },
                        scope,
                    ));
                }
                !self.is_scalar(&list.items)
            }
            (Kind::Object { .. } | Kind::Map(_) | Kind::Named(_), Location::Query)
                if !self.is_scalar(inline) =>
            {
                let has_brackets = parameter.style == Style::Brackets;
                !self.is_query_object(inline, has_brackets, 0)
            }
            _ => !self.is_scalar(inline),
        };
        if lost {
            let text = format!(
                "the parameter `{}` has no text form in the spec language; it is left out",
                parameter.name
            );
            self.report
                .lose("structured parameter", &parameter.pointer, text);
            return None;
        }
        Some(self.ty(&parameter.schema, scope))
    }

    /// Returns `true` for a value with a text form.
    pub(super) fn is_scalar(&self, schema: &Schema) -> bool {
        match &self.plan.inline(schema).kind {
            Kind::Named(name) => self.plan.named(name).is_some_and(|(named, _)| {
                !matches!(named.kind, Kind::Named(_)) && self.is_scalar(named)
            }),
            Kind::List(_) | Kind::Map(_) | Kind::Object { .. } => false,
            Kind::Union(union) => {
                self.plan.shared_at(schema).is_some()
                    && union.options.iter().all(|option| self.is_scalar(option))
            }
            _ => true,
        }
    }

    /// Returns `true` for an object whose members are parameters. Only brackets allow objects inside.
    fn is_query_object(&self, schema: &Schema, has_brackets: bool, depth: usize) -> bool {
        if depth > DEEPEST_OBJECT {
            return false;
        }
        let is_member = |schema: &Schema| {
            let inline = self.plan.inline(schema);
            match &inline.kind {
                Kind::List(list) => self.is_scalar(&list.items),
                _ if self.is_scalar(inline) => true,
                _ => has_brackets && self.is_query_object(inline, true, depth + 1),
            }
        };
        match &schema.kind {
            Kind::Named(name) => {
                let named = self.plan.named(name);
                named.is_some_and(|(named, _)| self.is_query_object(named, has_brackets, depth + 1))
            }
            Kind::Map(values) => is_member(values),
            Kind::Object { properties, .. } => properties
                .iter()
                .all(|property| is_member(&property.schema) && !property.schema.is_nullable),
            _ => false,
        }
    }

    /// Adds the encoding of a list or an object in a query or a form, or reports one that the spec
    /// language does not have.
    pub(super) fn styles(
        &mut self,
        keys: &mut Keys,
        style: Style,
        schema: &Schema,
        (name, pointer): (&str, &str),
    ) {
        if keys.word("type") == "list" {
            match style_word(style) {
                Some(word) => keys.text("list_style", word),
                None if matches!(style, Style::Repeat | Style::Json) => {}
                None => {
                    let text = format!("the items of `{name}` are sent one by one");
                    self.report.lose("list style", pointer, text);
                }
            }
        } else if !self.is_scalar(schema) {
            match style {
                Style::Brackets => keys.text("object_style", "brackets"),
                Style::Repeat | Style::Json => {}
                Style::Comma | Style::Pipe | Style::Space | Style::Tab => {
                    let text = format!("each member of `{name}` is sent as a parameter");
                    self.report.lose("object style", pointer, text);
                }
            }
        }
    }

    /// Returns `true` if one of the parameters of a filter is a list.
    fn has_lists(&self, operation: &Operation, filter: &QueryFilter) -> bool {
        let parameters = operation.parameters.iter();
        let mut own = parameters.filter(|parameter| filter.names.contains(&parameter.name));
        own.any(|parameter| matches!(self.plan.inline(&parameter.schema).kind, Kind::List(_)))
    }
}

/// Returns the word for the encoding of a list, unless it is the default or not supported.
fn style_word(style: Style) -> Option<&'static str> {
    match style {
        Style::Comma => Some("comma"),
        Style::Pipe => Some("pipe"),
        Style::Space => Some("space"),
        Style::Repeat | Style::Tab | Style::Brackets | Style::Json => None,
    }
}

/// Returns the names of the parameters in a path: those in braces, and those after a colon.
fn path_names(operation: &Operation) -> Vec<String> {
    let marked = operation
        .path
        .split('/')
        .filter_map(|segment| segment.strip_prefix(':'));
    let marked = marked.filter(|name| operation.has_path_parameter(name));
    let names = path_parameters(&operation.path).chain(marked);
    names.map(str::to_owned).collect()
}
