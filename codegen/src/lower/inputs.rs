//! The inputs of an operation: parameters of path and query, headers, and the body.

mod query;
mod setters;

use super::context::{Context, Seen};
use super::fields::{self, Direction, Settled};
use super::{codes, facts};
use crate::api::{Body, BodyKind, Field, Flow, Object, Place, TypeName, WireName};
use crate::diagnostic::Diagnostic;
use crate::document::{ApiDoc, FieldDoc, Given, OperationDoc, TypeKindDoc, TypeRefDoc};
use std::collections::BTreeMap;

const PLACES: [(&str, Place); 4] = [
    ("path", Place::Path),
    ("query", Place::Query),
    ("header", Place::Header),
    ("body", Place::JsonBody),
];

/// Types that no text can stand for.
const NO_TEXT: [&str; 4] = ["json", "bytes", "object", "map"];

/// Headers that HTTP, the transport or the client sets.
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

/// All inputs as one object, which is the request, and what becomes its body.
pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    api: &ApiDoc,
    name: &TypeName,
) -> (Object, Option<Body>) {
    let mut inputs = Inputs::default();
    for input in &doc.inputs {
        match place(input) {
            Some(Place::JsonBody) => inputs.body(cx, input, name),
            Some(place) => inputs.parameter(cx, input, name, place, api),
            None => inputs.unplaced(cx, input, name),
        }
    }
    setters::check(cx, &doc.inputs);
    let request = Object {
        name: name.clone(),
        flow: Flow::Sent,
        description: doc.description.trim().to_owned(),
        selection: None,
        fields: inputs.fields,
    };
    cx.take_holder(&request, doc.name.span);
    (request, inputs.body)
}

/// Where an input goes, if there is such a place.
fn place(doc: &FieldDoc) -> Option<Place> {
    let word = doc.place.as_ref()?;
    let known = PLACES.iter().find(|(known, _)| *known == word.as_str())?;
    Some(known.1)
}

#[derive(Default)]
struct Inputs {
    fields: Vec<Field>,
    body: Option<Body>,
    seen_body: bool,
    /// Wire names that are taken, for each place.
    names: BTreeMap<&'static str, Seen>,
    query: query::Names,
}

impl Inputs {
    fn parameter(
        &mut self,
        cx: &mut Context<'_>,
        doc: &FieldDoc,
        request: &TypeName,
        place: Place,
        api: &ApiDoc,
    ) {
        let what = match place {
            Place::Path => "path parameter",
            Place::Header => "header",
            _ => "query parameter",
        };
        if place == Place::Header {
            check_header(cx, doc, api);
        }
        check_text(cx, doc, place, what);
        let of_query = doc.list_style.as_ref().filter(|_| place != Place::Query);
        for (key, span) in [
            (
                "nullable",
                doc.nullable.as_ref().map(|nullable| nullable.span),
            ),
            ("media_type", doc.media_type.as_ref().map(|text| text.span)),
            ("list_style", of_query.map(|text| text.span)),
        ] {
            if let Some(span) = span {
                fields::misplaced(cx, key, span, &format!("a {what}"), "");
            }
        }
        if place == Place::Query {
            self.query.take(cx, doc);
        } else {
            let names = self.names.entry(what).or_default();
            names.take_wire(cx, what, &doc.name);
        }
        let field = field(cx, doc, request, place);
        self.fields.push(field);
    }

    /// An input that goes nowhere. It stays one, so that what names it finds it.
    fn unplaced(&mut self, cx: &mut Context<'_>, doc: &FieldDoc, request: &TypeName) {
        if let Some(place) = &doc.place {
            let words = PLACES.map(|(word, _)| word);
            cx.report(
                codes::UNKNOWN_PLACE,
                place.span,
                format!("an input cannot go into `{}`", place.value),
                crate::parse::suggestion(place, &words),
            );
        }
        if doc.ty.fields.is_some() {
            self.fields.extend(fields::members(cx, doc, request));
        } else {
            let field = field(cx, doc, request, Place::Query);
            self.fields.push(field);
        }
    }

    fn body(&mut self, cx: &mut Context<'_>, doc: &FieldDoc, request: &TypeName) {
        if std::mem::replace(&mut self.seen_body, true) {
            cx.report(
                codes::DUPLICATE_PLACE,
                doc.name.span,
                "an operation has one body",
                "put the fields into one object",
            );
            return;
        }
        let media_type = facts::media_type(cx, doc.media_type.as_deref());
        for (key, span) in [
            (
                "nullable",
                doc.nullable.as_ref().map(|nullable| nullable.span),
            ),
            ("list_style", doc.list_style.as_ref().map(|text| text.span)),
        ] {
            if let Some(span) = span {
                fields::misplaced(cx, key, span, "a body", "");
            }
        }
        let kind = match doc.ty.name.as_str() {
            "object" => {
                check_members(cx, doc);
                self.fields.extend(fields::members(cx, doc, request));
                BodyKind::Members
            }
            "bytes" | "text" => {
                let field = field(cx, doc, request, Place::RawBody);
                self.fields.push(field);
                BodyKind::Raw
            }
            _ => {
                let field = field(cx, doc, request, Place::JsonBody);
                self.fields.push(field);
                BodyKind::Json
            }
        };
        self.body = Some(Body {
            wire: WireName::new(doc.name.value.clone()),
            kind,
            media_type,
        });
    }
}

/// A body whose fields are inputs of the request is no input itself, so what an input may say beside
/// its type would be lost.
fn check_members(cx: &mut Context<'_>, doc: &FieldDoc) {
    cx.text(&doc.description, "the description");
    if !doc.required.as_ref().is_some_and(|required| required.value) {
        cx.report(
            codes::INCOMPLETE_TYPE,
            doc.required
                .as_ref()
                .map_or(doc.name.span, |required| required.span),
            "a body that is described in place is always sent",
            "write `required: true`; to leave the body out, make its type a shared one",
        );
    }
    let span_of = |text: &Given<String>| text.as_ref().map(|text| text.span);
    for (key, span) in [
        ("rust_name", span_of(&doc.rust_name)),
        ("sensitive", doc.sensitive.as_ref().map(|flag| flag.span)),
        ("selects", doc.selects.as_ref().map(|flag| flag.span)),
        ("default", doc.default.as_ref().map(|value| value.span)),
        ("deprecated", span_of(&doc.deprecated)),
        ("renamed_from", span_of(&doc.renamed_from)),
        ("rust", span_of(&doc.ty.rust)),
    ] {
        if let Some(span) = span {
            let beside = "a body that is described in place";
            fields::misplaced(cx, key, span, beside, ", or move it to one of the fields");
        }
    }
    let members = doc.ty.fields.iter().flat_map(|fields| &fields.value);
    for style in members.filter_map(|member| member.list_style.as_ref()) {
        fields::misplaced(cx, "list_style", style.span, "a member of a body", "");
    }
}

fn field(cx: &mut Context<'_>, doc: &FieldDoc, request: &TypeName, place: Place) -> Field {
    let settled = Settled {
        rust: fields::field_name(cx, doc),
        nested: fields::nested_in_field(request.as_str(), doc),
        place,
        direction: Direction::Sent,
    };
    fields::lower_one(cx, doc, settled)
}

/// A header that a request may have: the client sets its own.
fn check_header(cx: &mut Context<'_>, doc: &FieldDoc, api: &ApiDoc) {
    facts::header_name(cx, &doc.name);
    let name = doc.name.to_ascii_lowercase();
    let auth = api.auth.as_ref().and_then(|auth| {
        let scheme = auth
            .scheme
            .as_ref()
            .map_or("header", |scheme| scheme.as_str());
        match scheme {
            "header" => auth
                .header
                .as_ref()
                .map(|header| header.to_ascii_lowercase()),
            "none" => None,
            _ => Some("authorization".to_owned()),
        }
    });
    if OWN_HEADERS.contains(&name.as_str()) || auth.as_ref() == Some(&name) {
        let message = format!("the client sets the header `{}` itself", doc.name.value);
        cx.report(
            codes::INVALID_HEADER,
            doc.name.span,
            message,
            "leave the input out",
        );
    }
}

/// Only what text can stand for can be a parameter: a scalar, a list of them where there can be
/// several, and in a query the members of an object.
fn check_text(cx: &mut Context<'_>, doc: &FieldDoc, place: Place, what: &str) {
    let members = match (place, doc.ty.name.as_str()) {
        (Place::Query, "object") => doc.ty.fields.as_ref().map(|fields| &fields.value[..]),
        (Place::Query, "map") => {
            if let Some(items) = &doc.ty.items {
                check_scalar(cx, items, what);
            }
            return;
        }
        (Place::Query, name) => cx.shared_fields(name),
        (_, "list") if place == Place::Path => {
            return report_type(cx, &doc.ty, what);
        }
        _ => None,
    };
    for member in members.unwrap_or_default() {
        check_items(cx, &member.ty, "member of an object in a query");
    }
    if members.is_none() {
        check_items(cx, &doc.ty, what);
    }
}

fn check_items(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    match &ty.items {
        Some(items) if ty.name.as_str() == "list" => check_scalar(cx, items, what),
        _ => check_scalar(cx, ty, what),
    }
}

fn check_scalar(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    let name = ty.name.as_str();
    let word = match cx.shared(name).map(|shared| &shared.kind) {
        Some(TypeKindDoc::Object { .. }) => "object",
        Some(TypeKindDoc::External { wire, .. }) => wire.as_str(),
        _ => name,
    };
    if NO_TEXT.contains(&word) || word == "list" {
        report_type(cx, ty, what);
    }
}

fn report_type(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    let message = format!("a {what} cannot be of type `{}`", ty.name.value);
    let help = match ty.name.as_str() {
        "json" => "write `json_string` for JSON that travels as text",
        _ => "use a type that text can stand for: a scalar or an enum",
    };
    cx.report(codes::MISPLACED_TYPE, ty.name.span, message, help);
}

/// The parameters in a path and the inputs that fill them are the same.
pub(super) fn check_path(cx: &mut Context<'_>, doc: &OperationDoc) {
    let (in_path, elsewhere): (Vec<_>, Vec<_>) = doc
        .inputs
        .iter()
        .partition(|input| matches!(place(input), Some(Place::Path)));
    let names: Vec<_> = facts::path_parameters(&doc.path).collect();
    for name in &names {
        let has_name = |input: &&&FieldDoc| input.name.value == *name;
        if in_path.iter().any(|input| has_name(&input)) {
            continue;
        }
        match elsewhere.iter().find(has_name) {
            // That its place does not exist is said already.
            Some(input) if place(input).is_none() => {}
            Some(input) => {
                let message = format!("`{{{name}}}` of the path is filled by an input `in: path`");
                let span = input
                    .place
                    .as_ref()
                    .map_or(input.name.span, |place| place.span);
                let diagnostic = Diagnostic::new(codes::PATH_PARAMETER, span, message);
                let help = "write `in: path`, or take it out of `path`";
                cx.found
                    .push(diagnostic.related(doc.path.span, "the path").help(help));
            }
            None => cx.report(
                codes::PATH_PARAMETER,
                doc.path.span,
                format!("no input fills `{{{name}}}`"),
                format!("add an input with `name: {name}`, `in: path` and `required: true`"),
            ),
        }
    }
    for input in in_path {
        check_parameter(cx, doc, input, &names);
    }
}

fn check_parameter(cx: &mut Context<'_>, doc: &OperationDoc, input: &FieldDoc, names: &[&str]) {
    let is_required = input
        .required
        .as_ref()
        .is_some_and(|required| required.value);
    if !names.contains(&input.name.as_str()) {
        let message = format!("the path has no `{{{}}}`", input.name.value);
        let help = crate::parse::nearest(&input.name, names).map_or_else(
            || "put it into `path`, in braces, or change `in`".to_owned(),
            |near| format!("did you mean `{near}`? Otherwise put it into `path`, in braces"),
        );
        let diagnostic = Diagnostic::new(codes::PATH_PARAMETER, input.name.span, message);
        cx.found
            .push(diagnostic.related(doc.path.span, "the path").help(help));
    } else if !is_required {
        cx.report(
            codes::PATH_PARAMETER,
            input.name.span,
            format!("without `{}` there is no path", input.name.value),
            "add `required: true`",
        );
    }
}
