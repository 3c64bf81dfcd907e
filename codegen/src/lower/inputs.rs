//! The inputs of an operation: parameters of path and query, headers, and the body.

mod body;
pub(super) mod location;
mod query;
mod setters;
mod text_form;

use super::context::Context;
use super::fields::{self, Settled};
use super::namespace::{Kind, Namespace};
use super::{auth, paths, syntax};
use crate::ast::{ApiDoc, FieldDoc, OperationDoc};
use crate::codes;
use crate::model::{Body, Direction, Field, Location, Object, TypeName};
use crate::suggest::{nearest, suggestion};

/// The headers that HTTP, the transport or the client sets.
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

/// Lowers all inputs as one object, the request, and its body.
pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    api: &ApiDoc,
    name: &TypeName,
) -> (Object, Option<Body>) {
    let mut inputs = Inputs::new(auth::header_of(doc, api), auth::parameter_of(doc, api));
    for input in &doc.inputs {
        location::check_slashes(cx, input);
        match location::of(input) {
            Some(Location::JsonBody) => inputs.body(cx, input, name),
            Some(location) => inputs.parameter(cx, input, name, location),
            None => inputs.without_location(cx, input, name),
        }
    }
    setters::check(cx, &doc.inputs);
    let request = Object {
        name: name.clone(),
        direction: Direction::Sent,
        description: doc.description.trim().to_owned(),
        selection: None,
        fields: inputs.fields,
    };
    cx.take_private_enums(&request, doc.name.span);
    (request, inputs.body)
}

struct Inputs {
    fields: Vec<Field>,
    body: Option<Body>,
    has_body: bool,
    path: Namespace,
    headers: Namespace,
    query: query::Names,
    /// The header of the credential, in lower case.
    auth_header: Option<String>,
}

impl Inputs {
    fn new(auth_header: Option<String>, auth_parameter: Option<String>) -> Self {
        Self {
            fields: Vec::new(),
            body: None,
            has_body: false,
            path: Namespace::new(Kind::PathParameter),
            headers: Namespace::new(Kind::Header),
            query: query::Names::of_query(auth_parameter),
            auth_header,
        }
    }

    fn parameter(
        &mut self,
        cx: &mut Context<'_>,
        doc: &FieldDoc,
        request: &TypeName,
        location: Location,
    ) {
        let what = match location {
            Location::Path => "path parameter",
            Location::Header => "header",
            _ => "query parameter",
        };
        if location == Location::Header {
            check_header(cx, doc, self.auth_header.as_deref());
        }
        text_form::check(cx, doc, location, what);
        let is_query = location == Location::Query;
        let styles = [&doc.list_style, &doc.object_style];
        let styles = styles.map(|style| style.as_ref().filter(|_| !is_query));
        let [list_style, object_style] = styles.map(|style| style.map(|text| text.span));
        for (key, span) in [
            ("nullable", doc.nullable.as_ref().map(|flag| flag.span)),
            ("media_type", doc.media_type.as_ref().map(|text| text.span)),
            ("list_style", list_style),
            ("object_style", object_style),
        ] {
            if let Some(span) = span {
                cx.misplaced(key, span, &format!("a {what}"), "");
            }
        }
        match location {
            Location::Path => self.path.take_wire(cx, &doc.name),
            Location::Header => self.headers.take_wire(cx, &doc.name),
            _ => self.query.take(cx, doc),
        }
        let field = field(cx, doc, request, location);
        self.fields.push(field);
    }

    /// Reports an input with an unknown location. It remains an input, so that references to it
    /// resolve.
    fn without_location(&mut self, cx: &mut Context<'_>, doc: &FieldDoc, request: &TypeName) {
        if let Some(word) = &doc.location {
            cx.report(
                codes::UNKNOWN_PLACE,
                word.span,
                format!("`{}` is not a part of a request", word.value),
                suggestion(word, &location::words()),
            );
        }
        if doc.ty.fields.is_some() {
            let members = fields::members(cx, doc, request, Location::Member);
            self.fields.extend(members);
        } else {
            let field = field(cx, doc, request, Location::Query);
            self.fields.push(field);
        }
    }
}

/// Reports the styles on an item to which they do not apply.
fn without_styles(cx: &mut Context<'_>, doc: &FieldDoc, item: &str) {
    if let Some(style) = &doc.list_style {
        cx.misplaced("list_style", style.span, item, "");
    }
    without_object_style(cx, doc, item);
}

fn without_object_style(cx: &mut Context<'_>, doc: &FieldDoc, item: &str) {
    if let Some(style) = &doc.object_style {
        cx.misplaced("object_style", style.span, item, "");
    }
}

fn field(cx: &mut Context<'_>, doc: &FieldDoc, request: &TypeName, location: Location) -> Field {
    let settled = Settled {
        rust: fields::field_name(cx, doc),
        nested: fields::nested_in_field(request.as_str(), doc),
        location,
        direction: Direction::Sent,
    };
    fields::lower_one(cx, doc, settled)
}

/// Reports an invalid header, or one that the client sets.
fn check_header(cx: &mut Context<'_>, doc: &FieldDoc, auth: Option<&str>) {
    syntax::header_name(cx, &doc.name);
    let name = doc.name.to_ascii_lowercase();
    if OWN_HEADERS.contains(&name.as_str()) || auth == Some(name.as_str()) {
        let message = format!("the client sets the header `{}` itself", doc.name.value);
        cx.report(
            codes::INVALID_HEADER,
            doc.name.span,
            message,
            "remove the input",
        );
    }
}

/// Reports parameters of the path without an input, and inputs without a parameter in the path.
pub(super) fn check_path(cx: &mut Context<'_>, doc: &OperationDoc) {
    let (in_path, elsewhere): (Vec<_>, Vec<_>) = doc
        .inputs
        .iter()
        .partition(|input| matches!(location::of(input), Some(Location::Path)));
    let names: Vec<_> = paths::path_parameters(&doc.path).collect();
    for name in &names {
        let has_name = |input: &&&FieldDoc| input.name.value == *name;
        if in_path.iter().any(|input| has_name(&input)) {
            continue;
        }
        match elsewhere.iter().find(has_name) {
            // The unknown location is reported already.
            Some(input) if location::of(input).is_none() => {}
            Some(input) => {
                let message =
                    format!("the parameter `{{{name}}}` of the path needs an input `in: path`");
                let word = input.location.as_ref();
                let span = word.map_or(input.name.span, |word| word.span);
                let help = "write `in: path`, or remove the parameter from `path`";
                let path = (doc.path.span, "the path");
                cx.report_related(codes::PATH_PARAMETER, span, message, path, help);
            }
            None => cx.report(
                codes::PATH_PARAMETER,
                doc.path.span,
                format!("the parameter `{{{name}}}` has no input"),
                format!("add an input with `name: {name}`, `in: path` and `required: true`"),
            ),
        }
    }
    for input in in_path {
        check_parameter(cx, doc, input, &names);
    }
}

fn check_parameter(cx: &mut Context<'_>, doc: &OperationDoc, input: &FieldDoc, names: &[&str]) {
    if !names.contains(&input.name.as_str()) {
        let message = format!("the path has no parameter `{{{}}}`", input.name.value);
        let help = nearest(&input.name, names).map_or_else(
            || "add it to `path`, in braces, or change `in`".to_owned(),
            |near| format!("did you mean `{near}`? Otherwise add it to `path`, in braces"),
        );
        let path = (doc.path.span, "the path");
        cx.report_related(codes::PATH_PARAMETER, input.name.span, message, path, help);
    } else if !input.is_required() {
        cx.report(
            codes::PATH_PARAMETER,
            input.name.span,
            format!("the path parameter `{}` must be required", input.name.value),
            "add `required: true`",
        );
    }
}
