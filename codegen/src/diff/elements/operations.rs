//! Operations as elements.

use super::super::element::{Element, Scale, listed};
use super::super::kind::Kind;
use super::fields::{self, Owner};
use super::types::condition;
use super::{Context, metadata, preview, values};
use crate::emit;
use crate::model::{
    Body, BodyKind, Direction, ErrorResponse, Example, ExampleResponse, Field, Header, Headers,
    Object, Operation, OperationAuth, Output, OutputSource, ResponseKind, Statuses, TypeName,
};

/// Returns an operation as an element.
pub(super) fn operation(cx: &Context<'_>, operation: &Operation) -> Element {
    let Operation {
        name,
        module: _,
        renamed_from,
        deprecated,
        title,
        description,
        tags,
        condition: compiled,
        method,
        path,
        auth,
        metadata,
        pagination,
        outcomes,
        preview,
        request,
        body,
        outputs,
        response,
        errors,
        headers,
        examples,
        origin,
    } = operation;
    let auth = match auth {
        OperationAuth::Client => None,
        OperationAuth::Anonymous => Some("none"),
        OperationAuth::Named(name) => Some(name.as_str()),
    };
    let endpoint = format!("{} {path}", method.word());
    let facts = [
        Some(Element::fact(Kind::Title, title)),
        Some(Element::fact(Kind::Description, description)),
        Element::optional(Kind::Deprecation, deprecated.as_ref().map(|note| &note.0)),
        Element::optional(Kind::FormerTypeName, renamed_from.as_ref()),
        Element::text(Kind::OperationTags, &listed(tags)),
        condition(compiled),
        Some(Element::fact(Kind::Method, method.word()).on_wire(endpoint.clone())),
        Some(Element::fact(Kind::Path, path).on_wire(endpoint)),
        Element::optional(Kind::OperationAuth, auth),
        Some(response_kind(*response)),
        pagination.as_ref().map(metadata::pagination),
        outcomes.as_ref().map(metadata::outcomes),
        preview.as_ref().map(preview::preview),
        Element::flag(Kind::Batches, emit::is_batched(operation)),
    ];
    let body_name = body.as_ref().filter(|body| body.kind.is_inline());
    let body_name = body_name.map(|body| body.wire.as_str());
    Element::group(Kind::Operation, name.as_str())
        .at("")
        .in_file(&origin.0)
        .formerly(renamed_from.as_ref())
        .in_rust(name.as_str(), "new")
        .with(facts.into_iter().flatten())
        .with(metadata::of(metadata))
        .with(body.iter().flat_map(self::body))
        .with(inputs(cx, request, body_name))
        .with(
            outputs
                .iter()
                .map(|output| self::output(cx, output, name.as_str())),
        )
        .with(errors.iter().map(|error| self::error(cx, error)))
        .with(self::headers(headers))
        .with(examples.iter().map(example))
}

fn response_kind(kind: ResponseKind) -> Element {
    let word = match kind {
        ResponseKind::Nothing => "nothing",
        ResponseKind::Json => "JSON",
        ResponseKind::Text => "text",
        ResponseKind::Stream => "stream",
        ResponseKind::ByStatus => "by status",
    };
    Element::fact(Kind::ResponseKind, word).going(Direction::Received)
}

fn body(body: &Body) -> Vec<Element> {
    let Body {
        wire,
        kind,
        media_type,
    } = body;
    let word = match kind {
        BodyKind::Members => "members of a JSON object",
        BodyKind::Fields => "fields of a form",
        BodyKind::Parts => "parts of a multipart body",
        BodyKind::Json => "JSON",
        BodyKind::Form => "form",
        BodyKind::Raw => "unchanged",
    };
    let at = format!("inputs/{wire}");
    let sent = |element: Element| element.going(Direction::Sent);
    let parts = [
        Some(Element::fact(Kind::BodyName, wire).at(at.clone())),
        Some(Element::fact(Kind::BodyKind, word).at(at.clone())),
        Element::optional(Kind::MediaType, media_type.as_ref())
            .map(|element| element.at(format!("{at}/media_type"))),
        Element::flag(Kind::ExtraMembers, *kind == BodyKind::Members).map(|element| element.at(at)),
    ];
    parts.into_iter().flatten().map(sent).collect()
}

fn inputs(cx: &Context<'_>, request: &Object, body: Option<&str>) -> Vec<Element> {
    let Object {
        name,
        direction: _,
        description: _,
        selection: _,
        fields,
    } = request;
    let owner = Owner {
        ty: name.as_str(),
        kind: Kind::Input,
        direction: Direction::Sent,
    };
    let inputs = fields.iter().map(|field| {
        let element = fields::field(cx, field, owner);
        match body.filter(|_| field.location.is_in_body()) {
            Some(body) => element.at(format!("inputs/{body}/fields/{}", field.wire)),
            None => element,
        }
    });
    inputs
        .chain(fields::orders(request, Direction::Sent))
        .collect()
}

fn output(cx: &Context<'_>, output: &Output, operation: &str) -> Element {
    let Output { source, field } = output;
    let part = || {
        Element::group(Kind::ResponsePart, field.wire.as_str())
            .going(Direction::Received)
            .with([Element::fact(Kind::Description, &field.description)])
    };
    match source {
        OutputSource::Status | OutputSource::Reason => part(),
        OutputSource::Body {
            statuses: numbers,
            variant,
            media_type,
        } => {
            let owner = Owner {
                ty: operation,
                // A variant has the name of its output.
                kind: match variant {
                    Some(_) => Kind::Output,
                    None => Kind::WholeBody,
                },
                direction: Direction::Received,
            };
            let facts = [
                Some(statuses(numbers)),
                Element::optional(Kind::ResponseMediaType, media_type.as_ref()),
            ];
            whole_body(fields::field(cx, field, owner)).with(facts.into_iter().flatten())
        }
    }
}

/// Returns the element of a whole body, which is not a struct field.
fn whole_body(mut element: Element) -> Element {
    element.rust = None;
    element.parts.retain(|part| part.kind != Kind::RustName);
    element
}

fn statuses(statuses: &Statuses) -> Element {
    let value = match statuses {
        Statuses::Others => "all others".to_owned(),
        Statuses::These(numbers) => listed(numbers),
    };
    let set = value.split(", ").map(str::to_owned).collect();
    Element::fact(Kind::Statuses, &value).scaled(Scale::Set(set))
}

fn error(cx: &Context<'_>, error: &ErrorResponse) -> Element {
    let ErrorResponse {
        statuses,
        description,
        body,
    } = error;
    let body = body.as_ref().map(|body| error_body(cx, body));
    Element::group(Kind::ErrorResponse, listed(statuses))
        .going(Direction::Received)
        .with([Element::fact(Kind::Description, description)])
        .with(body)
}

/// Returns the body of an error. Programs name the type that they read it as, so a change affects them
/// only if the type is the operation's own.
fn error_body(cx: &Context<'_>, body: &Field) -> Element {
    let object = fields::object_of(&body.ty);
    let object = object.map(|object| fields::inline(cx, object, "", Direction::Received));
    Element::group(Kind::ErrorBody, "")
        .with([Element::fact(
            Kind::ErrorType,
            &fields::type_words(&body.ty),
        )])
        .with(object.into_iter().flatten())
}

fn headers(headers: &Headers) -> Vec<Element> {
    let Headers { name, list, shared } = headers;
    let shared = Element::optional(Kind::SharedHeaders, shared.as_ref());
    let shared = shared.map(|element| element.in_rust(name.as_str(), ""));
    let list = list.iter().map(|header| self::header(name, header));
    list.chain(shared).collect()
}

/// Returns a header in the struct of this name.
pub(super) fn header(name: &TypeName, header: &Header) -> Element {
    let Header {
        wire,
        rust,
        ty,
        description,
    } = header;
    let values = values::of_scalar(*ty);
    Element::group(Kind::Header, wire.as_str())
        .going(Direction::Received)
        .in_rust(name.as_str(), rust.bare())
        .on_wire(format!("{wire}: <{}>", ty.word()))
        .with([
            Element::fact(Kind::RustName, rust.bare()),
            Element::fact(Kind::HeaderType, ty.word()).scaled(Scale::Values(values)),
            Element::fact(Kind::Description, description),
        ])
}

fn example(example: &Example) -> Element {
    let Example {
        name,
        description,
        request,
        response,
    } = example;
    let response = response.as_ref().map(|response| {
        let ExampleResponse {
            status,
            headers,
            body,
        } = response;
        let headers = listed(
            headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}")),
        );
        let body = body.as_ref().map(ToString::to_string);
        format!("{status} {headers} {}", body.unwrap_or_default())
    });
    let request = serde_json::Value::Object(request.clone());
    Element {
        value: format!("{description}: {request} {}", response.unwrap_or_default()),
        ..Element::group(Kind::RequestExample, name)
    }
}
