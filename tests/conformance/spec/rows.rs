//! The required contents of the rows of the code's tables, derived from the spec a second time.

use codegen::model::{
    Bounds, Field, Header, Idempotency, Limit, Location, Operation, Output, OutputSource, Override,
    Presence, ResponseKind, Scalar, Secrecy, Statuses, Type,
};

/// Returns the calls in the code's metadata of an operation.
pub(super) fn metadata(operation: &Operation) -> Vec<String> {
    let metadata = &operation.metadata;
    let refused = metadata.refused_responses.iter().map(|refused| {
        let header = refused.header.as_ref().map(|header| {
            let header = header.as_str().to_ascii_lowercase();
            format!(".with_header({header:?})")
        });
        format!("status({}){}", refused.status, header.unwrap_or_default())
    });
    let refused: Vec<_> = refused.collect();
    let refused =
        (!refused.is_empty()).then(|| format!("refused_responses([{}])", refused.join(", ")));
    let permissions = &metadata.permissions;
    let permissions = (!permissions.is_empty()).then(|| format!("permissions({permissions:?})"));
    let optional = &metadata.optional_permissions;
    let optional = (!optional.is_empty()).then(|| format!("optional_permissions({optional:?})"));
    let idempotency = match &metadata.idempotency {
        Idempotency::Never => None,
        Idempotency::Always => Some("idempotent()".to_owned()),
        Idempotency::When { set, unset } => Some(format!("idempotent_when({set:?}, {unset:?})")),
    };
    let limit = metadata.rate_limit;
    let limit = limit.map(|limit| format!("rate_limit({}, {})", limit.per_second, limit.burst));
    let batch = metadata.batch.as_ref();
    let batch = batch.map(|batch| format!("batch({:?}, {})", batch.list, batch.max_items));
    let calls = [permissions, optional, refused, idempotency, limit, batch];
    calls.into_iter().flatten().collect()
}

/// Returns the rules of an input's row.
pub(super) fn input(field: &Field) -> Vec<String> {
    let place = match field.location {
        Location::Member => None,
        Location::Path => Some("in_path()"),
        Location::Query => Some("in_query()"),
        Location::Header => Some("in_header()"),
        Location::Form => Some("in_form()"),
        Location::Part => Some("in_multipart()"),
        Location::JsonBody => Some("as_body()"),
        Location::FormBody => Some("as_form()"),
        Location::RawBody => Some("as_raw_body()"),
    };
    let style = field.list_style.map(|style| format!("{}()", style.rule()));
    let words = [
        place,
        style.as_deref(),
        field.has_bracketed_members.then_some("bracketed_members()"),
        field.keeps_slashes.then_some("keep_slashes()"),
        (field.secrecy == Secrecy::Hidden).then_some("sensitive()"),
        (!field.selects).then_some("selects_nothing()"),
    ];
    let words = words.into_iter().flatten().map(str::to_owned);
    let words: Vec<_> = words.collect();
    // Only the server validates an ID.
    let is_id = matches!(field.ty.innermost(), Type::Scalar(Scalar::Id));
    constant(field)
        .into_iter()
        .chain(words)
        .chain(bounds(&field.bounds, is_id))
        .chain(overrides(field))
        .collect()
}

/// Returns the differences of members on this use of a shared object: a rule for each member that is
/// left out, and for each rule of one that differs.
fn overrides(field: &Field) -> impl Iterator<Item = String> {
    field.overrides.iter().flat_map(|member| match member {
        Override::Without(wire) => vec![format!("without({wire})")],
        Override::Differs(member) => {
            let rules = input(member).into_iter();
            let wire = &member.wire;
            rules
                .map(|rule| format!("overrides({wire}.{rule})"))
                .collect()
        }
    })
}

/// Returns the value of a constant as an expression of its type; of an enum, only the type.
fn constant(field: &Field) -> Option<String> {
    let value = field.constant.as_deref();
    let value = value.filter(|_| field.presence == Presence::Fixed)?;
    let expression = match (&field.ty, value) {
        (Type::Shared(name), _) => name.to_string(),
        (_, value) if value.is_string() => format!("{value}.to_owned()"),
        (_, value) => value.to_string(),
    };
    Some(format!("constant({expression})"))
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
    let limits = [
        ("least", "above", bounds.minimum),
        ("most", "below", bounds.maximum),
    ];
    let limits = limits.into_iter().filter_map(move |(end, beyond, limit)| {
        Some(match limit.filter(|_| !is_id)? {
            Limit::Whole(value) => format!("at_{end}({value})"),
            Limit::Decimal(value) => format!("number_at_{end}({value:?})"),
            Limit::Exclusive(value) => format!("number_{beyond}({value:?})"),
        })
    });
    let pattern = bounds.pattern.iter();
    let pattern = pattern.map(|pattern| format!("pattern({pattern:?})"));
    let pattern: Vec<_> = pattern.collect();
    let format = bounds.format.map(|format| format!("{}()", format.word()));
    counts.chain(limits).chain(format).chain(pattern)
}

/// Returns the attributes of the body of a request.
pub(super) fn media_type(operation: &Operation) -> Option<String> {
    let media_type = operation.body.as_ref()?.media_type.as_ref()?;
    Some(format!("media_type({media_type:?})"))
}

/// Returns the code's attributes of a part of the response, apart from its type: for the status the
/// kind of the whole response, and for a body its statuses.
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

/// Returns the decoding of one of several bodies.
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

/// Returns the row's word: text is kept, and anything else is parsed.
pub(super) fn header(header: &Header) -> Vec<String> {
    let is_parsed = header.ty != Scalar::String;
    is_parsed.then(|| "parsed".to_owned()).into_iter().collect()
}
