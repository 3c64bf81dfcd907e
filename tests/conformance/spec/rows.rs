//! What the rows of the code's tables have to say, worked out from the spec once more.

use codegen::model::{
    ResponseKind, Bounds, Field, Header, Limit, ListStyle, Operation, Output, OutputSource, Location,
    Scalar, Secrecy, Statuses, Type,
};

/// The rules of an input's row.
pub(super) fn input(field: &Field) -> Vec<String> {
    let place = match field.location {
        Location::Member => None,
        Location::Path => Some("in_path()"),
        Location::Query => Some("in_query()"),
        Location::Header => Some("in_header()"),
        Location::JsonBody => Some("as_body()"),
        Location::RawBody => Some("as_raw_body()"),
    };
    let words = [
        place,
        (field.list_style == ListStyle::Comma).then_some("comma_separated()"),
        (field.secrecy == Secrecy::Hidden).then_some("sensitive()"),
        (!field.selects).then_some("selects_nothing()"),
    ];
    let words = words.into_iter().flatten().map(str::to_owned);
    // The server alone checks an id.
    let is_id = matches!(field.ty.innermost(), Type::Scalar(Scalar::Id));
    words.chain(bounds(&field.bounds, is_id)).collect()
}

fn bounds(bounds: &Bounds, is_id: bool) -> impl Iterator<Item = String> {
    let counts = [
        ("min_items", bounds.min_items),
        ("max_items", bounds.max_items),
        ("min_length", bounds.min_length),
        ("max_length", bounds.max_length),
    ];
    let counts = counts
        .into_iter()
        .filter_map(|(rule, count)| Some(format!("{rule}({})", count?)));
    let limits = [("least", bounds.minimum), ("most", bounds.maximum)];
    let limits = limits.into_iter().filter_map(move |(end, limit)| {
        Some(match limit.filter(|_| !is_id)? {
            Limit::Whole(value) => format!("at_{end}({value})"),
            Limit::Decimal(value) => format!("number_at_{end}({value:?})"),
        })
    });
    let pattern = bounds.pattern.iter();
    let pattern = pattern.map(|pattern| format!("pattern({pattern:?})"));
    let pattern: Vec<_> = pattern.collect();
    counts.chain(limits).chain(pattern)
}

/// What stands beside the body of a request.
pub(super) fn media_type(operation: &Operation) -> Option<String> {
    let media_type = operation.body.as_ref()?.media_type.as_ref()?;
    Some(format!("media_type({media_type:?})"))
}

/// What the code says of a part of the answer beside its type: of the status the kind of the whole
/// answer, and of a body the statuses that it comes with.
pub(super) fn output(operation: &Operation, output: &Output) -> Option<Vec<String>> {
    match &output.source {
        OutputSource::Status => Some(vec![response(operation).to_owned()]),
        OutputSource::Reason => None,
        OutputSource::Body {
            statuses, variant, ..
        } => {
            let format = variant.iter().map(|_| format(output).to_owned());
            Some(
                statuses_rule(statuses, variant.is_some())
                    .into_iter()
                    .chain(format)
                    .collect(),
            )
        }
    }
}

fn statuses_rule(statuses: &Statuses, is_one_of_several: bool) -> Option<String> {
    match statuses {
        Statuses::Others => is_one_of_several.then(|| "status(_)".to_owned()),
        Statuses::These(these) => {
            let these: Vec<_> = these.iter().map(u16::to_string).collect();
            Some(format!("status({})", these.join("|")))
        }
    }
}

/// How one of several bodies is read.
fn format(output: &Output) -> &'static str {
    match output.field.ty {
        Type::Scalar(Scalar::Nothing) => "nothing",
        Type::Scalar(Scalar::Text) => "text",
        _ => "json",
    }
}

fn response(operation: &Operation) -> &'static str {
    match operation.response {
        ResponseKind::Nothing => "runtime::EmptyResponse<Self>",
        ResponseKind::Json | ResponseKind::ByStatus => "runtime::Response<Self>",
        ResponseKind::Text => "runtime::TextResponse<Self>",
        ResponseKind::Stream => "runtime::StreamResponse<Self>",
    }
}

/// Text is kept, and anything else is parsed.
pub(super) fn header(header: &Header) -> Vec<String> {
    let is_parsed = header.ty != Scalar::String;
    is_parsed.then(|| "parsed".to_owned()).into_iter().collect()
}
