//! The body of a request: JSON, a form, a multipart body, text or bytes.

use super::{Inputs, field, query, text_form, without_object_style, without_styles};
use crate::ast::{FieldDoc, Given, Text, TypeRefDoc};
use crate::codes;
use crate::lower::context::Context;
use crate::lower::{fields, syntax};
use crate::model::{Body, BodyKind, Location, TypeName, WireName};

/// The encoding of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
    /// Bytes or text, sent unchanged.
    Raw,
}

impl Encoding {
    /// Returns the encoding that type and media type of a body select.
    pub(super) fn of(doc: &FieldDoc) -> Self {
        let kind = doc.media_type.as_ref().map(|text| syntax::essence(text));
        match (doc.ty.name.as_str(), kind.as_deref()) {
            ("bytes" | "text", _) => Self::Raw,
            (_, Some(syntax::FORM)) => Self::Form,
            (_, Some(syntax::MULTIPART)) => Self::Multipart,
            _ => Self::Json,
        }
    }
}

impl Inputs {
    pub(super) fn body(&mut self, cx: &mut Context<'_>, doc: &FieldDoc, request: &TypeName) {
        if std::mem::replace(&mut self.has_body, true) {
            cx.report(
                codes::DUPLICATE_PLACE,
                doc.name.span,
                "a request has only one body",
                "move the fields into one object",
            );
            return;
        }
        if let Some(nullable) = &doc.nullable {
            cx.misplaced("nullable", nullable.span, "a body", "");
        }
        let encoding = Encoding::of(doc);
        if encoding == Encoding::Form && doc.ty.name.as_str() != "object" {
            without_object_style(cx, doc, "a form, which has no name");
        } else {
            without_styles(cx, doc, "a body");
        }
        let given = doc.media_type.as_deref();
        let media_type = match encoding {
            Encoding::Json => syntax::json_media_type(cx, given, false),
            Encoding::Form => syntax::media_type(cx, given).filter(|text| text != syntax::FORM),
            Encoding::Multipart => {
                check_boundary(cx, given);
                None
            }
            Encoding::Raw => syntax::media_type(cx, given),
        };
        let kind = match (encoding, doc.ty.name.as_str()) {
            (Encoding::Json, "object") => {
                check_members(cx, doc);
                let members = doc.ty.fields.iter().flat_map(|fields| &fields.value);
                members.for_each(|member| without_styles(cx, member, "a member of a body"));
                self.members(cx, doc, request, Location::Member);
                BodyKind::Members
            }
            (Encoding::Form, "object") => {
                check_members(cx, doc);
                check_form(cx, doc);
                self.members(cx, doc, request, Location::Form);
                BodyKind::Fields
            }
            (Encoding::Multipart, "object") => {
                check_members(cx, doc);
                check_parts(cx, doc);
                self.members(cx, doc, request, Location::Part);
                BodyKind::Parts
            }
            (Encoding::Multipart, name) => {
                if cx.is_type(name) {
                    cx.report(
                        codes::MISPLACED_TYPE,
                        doc.ty.name.span,
                        format!("a multipart body cannot be of type `{name}`"),
                        "write `type: object`, and a member under `fields` for each part",
                    );
                }
                BodyKind::Parts
            }
            (Encoding::Json, _) => self.whole(cx, doc, request, Location::JsonBody, BodyKind::Json),
            (Encoding::Form, _) => {
                check_whole_form(cx, doc);
                self.whole(cx, doc, request, Location::FormBody, BodyKind::Form)
            }
            (Encoding::Raw, _) => self.whole(cx, doc, request, Location::RawBody, BodyKind::Raw),
        };
        self.body = Some(Body {
            wire: WireName::new(doc.name.value.clone()),
            kind,
            media_type,
        });
    }

    /// Adds the members of an inline body as inputs.
    fn members(
        &mut self,
        cx: &mut Context<'_>,
        doc: &FieldDoc,
        request: &TypeName,
        location: Location,
    ) {
        let members = fields::members(cx, doc, request, location);
        self.fields.extend(members);
    }

    /// Adds the body as one input.
    fn whole(
        &mut self,
        cx: &mut Context<'_>,
        doc: &FieldDoc,
        request: &TypeName,
        location: Location,
        kind: BodyKind,
    ) -> BodyKind {
        let field = field(cx, doc, request, location);
        self.fields.push(field);
        kind
    }
}

/// Checks an inline body. Its fields are the inputs of the request, so the keys of an input do not apply
/// to it.
fn check_members(cx: &mut Context<'_>, doc: &FieldDoc) {
    cx.text(&doc.description, "the description");
    if !doc.is_required() {
        cx.report(
            codes::INCOMPLETE_TYPE,
            doc.required
                .as_ref()
                .map_or(doc.name.span, |required| required.span),
            "an inline body is always sent, so it must be required",
            "write `required: true`; for an optional body, use a shared type",
        );
    }
    let fields = doc.ty.fields.as_ref();
    let is_map = fields.is_some_and(|fields| fields.value.iter().all(|field| field.is_additional));
    if let Some(span) = doc.ty.additional.filter(|_| is_map) {
        cx.report(
            codes::INCOMPLETE_TYPE,
            span,
            "the body has no field besides its additional members",
            "add a field, or write `type: map` with the type of the members under `items`",
        );
    }
    let span_of = |text: &Given<String>| text.as_ref().map(|text| text.span);
    for (key, span) in [
        ("rust_name", span_of(&doc.rust_name)),
        ("sensitive", doc.sensitive.as_ref().map(|flag| flag.span)),
        ("read_only", doc.read_only.as_ref().map(|flag| flag.span)),
        ("selects", doc.selects.as_ref().map(|flag| flag.span)),
        ("const", doc.constant.as_ref().map(|value| value.span)),
        ("default", doc.default.as_ref().map(|value| value.span)),
        ("deprecated", span_of(&doc.deprecated)),
        ("renamed_from", span_of(&doc.renamed_from)),
        ("rust", span_of(&doc.ty.rust)),
    ] {
        if let Some(span) = span {
            cx.misplaced(
                key,
                span,
                "an inline body",
                ", or move it to one of the fields",
            );
        }
    }
}

/// Checks the fields of an inline form: each is written like a query parameter.
fn check_form(cx: &mut Context<'_>, doc: &FieldDoc) {
    let mut names = query::Names::of_form();
    for member in doc.ty.fields.iter().flat_map(|fields| &fields.value) {
        text_form::check(cx, member, Location::Form, "field of a form");
        if !member.is_additional {
            names.take(cx, member);
        }
        if let Some(nullable) = &member.nullable {
            cx.misplaced("nullable", nullable.span, "a field of a form", "");
        }
    }
}

/// Checks a form that is one input: a shared object, or a map.
fn check_whole_form(cx: &mut Context<'_>, doc: &FieldDoc) {
    let name = doc.ty.name.as_str();
    let is_form = name == "map" || cx.shared_fields(name).is_some();
    if is_form || !cx.is_type(name) {
        return text_form::check(cx, doc, Location::Form, "field of a form");
    }
    cx.report(
        codes::MISPLACED_TYPE,
        doc.ty.name.span,
        format!("a form cannot be of type `{name}`"),
        "a form has fields: use an `object`, a shared object or a `map`; `text` is sent as it is",
    );
}

/// Reports a multipart media type with parameters: the boundary is random.
fn check_boundary(cx: &mut Context<'_>, given: Option<&Text>) {
    if let Some(text) = given.filter(|text| text.value.contains(';')) {
        cx.report(
            codes::INVALID_MEDIA_TYPE,
            text.span,
            "a multipart media type has no parameters: the SDK chooses the boundary",
            format!("write `{}`", syntax::MULTIPART),
        );
    }
}

/// Checks the parts of a multipart body.
fn check_parts(cx: &mut Context<'_>, doc: &FieldDoc) {
    if let Some(span) = doc.ty.additional {
        let fix = ", or write a `map` for the members of one part";
        cx.misplaced("additional", span, "a multipart body", fix);
    }
    for member in doc.ty.fields.iter().flat_map(|fields| &fields.value) {
        without_styles(cx, member, "a part of a multipart body");
        let items = member.ty.items.as_deref();
        let items = items.filter(|_| member.ty.name.as_str() == "list");
        let nullable = member.nullable.as_ref().map(|flag| flag.span);
        let inside = items.and_then(|items| items.nullable.as_ref().map(|flag| flag.span));
        for span in [nullable, inside].into_iter().flatten() {
            cx.misplaced("nullable", span, "a part of a multipart body", "");
        }
        if let Some(items) = items.filter(|items| items.name.as_str() == "list") {
            cx.report(
                codes::MISPLACED_TYPE,
                items.name.span,
                "a list of parts cannot have a `list` inside",
                "each item is a part: write a list of objects, or `json` for the whole list",
            );
        }
        if let Some(default) = member.default.as_ref().filter(|_| is_file(&member.ty)) {
            cx.misplaced("default", default.span, "the type `file`", "");
        }
    }
}

fn is_file(ty: &TypeRefDoc) -> bool {
    let mut ty = ty;
    while let Some(items) = &ty.items {
        ty = items;
    }
    ty.name.as_str() == "file"
}
