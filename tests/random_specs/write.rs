//! A spec as YAML: each part as a tree.

mod defaults;
mod entries;
mod enums;
mod headers;
mod outcomes;
mod pages;
mod previews;

use crate::random_specs::model::{
    Additional, ErrorResponse, Example, Field, Kind, Operation, RateLimit, Shared, SharedKind,
    Spec, Type, Variant,
};
use crate::random_specs::names;
use crate::random_specs::node::Node;
use crate::random_specs::words;
use entries::Entries;

/// The parts of a spec.
pub struct Parts {
    pub api: Vec<(String, Node)>,
    /// Each part with the path of its file.
    pub types: Vec<(String, Node)>,
    pub operations: Vec<(String, Node)>,
}

fn of_texts(texts: &[(&'static str, String)]) -> Entries {
    let mut entries = Entries::default();
    for (key, text) in texts {
        entries.text(key, text);
    }
    entries
}

pub fn parts(spec: &Spec) -> Parts {
    let mut api = of_texts(&spec.api.texts);
    for (key, texts) in [
        ("auth", &spec.api.auth),
        ("environment", &spec.api.environment),
        ("error_envelope", &spec.api.envelope),
        ("ids", &spec.api.ids),
        ("defaults", &spec.api.defaults),
    ] {
        if !texts.is_empty() {
            api.node(key, of_texts(texts).map());
        }
    }
    let credentials = spec.api.credentials.iter().map(|credential| {
        let mut entries = of_texts(&credential.texts);
        if !credential.environment.is_empty() {
            entries.node("environment", of_texts(&credential.environment).map());
        }
        entries.map()
    });
    api.list("credentials", credentials.collect());
    api.texts("reserved_names", &spec.api.reserved_names);
    rate_limit(&mut api, spec.api.rate_limit);
    api.list(
        "response_headers",
        spec.api.headers.iter().map(headers::header).collect(),
    );
    let sets = spec.api.header_sets.iter().map(headers::set);
    api.list("header_sets", sets.collect());
    let tags = spec.api.tags.iter().map(|tag| {
        let mut entries = Entries::default();
        entries.text("name", tag.name);
        entries.maybe_text("feature", tag.feature.as_deref());
        entries.text("description", &tag.description);
        entries.map()
    });
    api.list("tags", tags.collect());
    api.bare("tag_features", spec.api.tag_features.then_some(true));
    let file = |folder: &str, name: &str| format!("{folder}/{}.yaml", names::file(name));
    let types = spec.types.iter();
    let operations = spec.operations.iter();
    Parts {
        api: api.0,
        types: types
            .map(|ty| (file("types", &ty.name), shared(ty, spec)))
            .collect(),
        operations: operations
            .map(|made| (file("operations", &made.name), operation(made, spec)))
            .collect(),
    }
}

fn rate_limit(entries: &mut Entries, limit: Option<RateLimit>) {
    let Some(limit) = limit else { return };
    let mut inner = Entries::default();
    inner.bare("per_second", Some(limit.per_second));
    inner.bare("burst", limit.burst);
    entries.node("rate_limit", inner.map());
}

fn shared(shared: &Shared, spec: &Spec) -> Node {
    let mut entries = Entries::default();
    entries.text("type", &shared.name);
    entries.maybe_text("renamed_from", shared.renamed_from.as_deref());
    entries.text("description", &shared.description);
    match &shared.kind {
        SharedKind::Enum { open, wire, values } => {
            entries.text("kind", if *open { "open_enum" } else { "closed_enum" });
            entries.maybe_text("wire", *wire);
            let is_integer = wire.is_some_and(|wire| wire != "string");
            let values = values.iter().map(|known| enums::value(known, is_integer));
            entries.list("values", values.collect());
        }
        SharedKind::Object { selection, fields } => {
            entries.text("kind", "object");
            if let Some((everything, description)) = selection {
                let texts = [
                    ("everything", everything.clone()),
                    ("description", description.clone()),
                ];
                entries.node("selection", of_texts(&texts).map());
            }
            entries.list(
                "fields",
                fields
                    .iter()
                    .map(|member| field(member, spec, true))
                    .collect(),
            );
            if let Some(members) = &shared.additional {
                additional(&mut entries, members, spec, true);
            }
        }
        SharedKind::Union {
            discriminator,
            variants,
        } => {
            entries.text("kind", "union");
            entries.maybe_text("discriminator", discriminator.as_deref());
            let variants = variants.iter().map(|one| variant(one, spec));
            entries.list("variants", variants.collect());
        }
        SharedKind::External => {
            entries.text("kind", "external");
            entries.text("rust", "sentinelone_sdk::AgentTags");
            entries.text("wire", "string");
            entries.text("content", "A JSON object as text.");
        }
    }
    entries.map()
}

fn variant(variant: &Variant, spec: &Spec) -> Node {
    let mut entries = Entries::default();
    entries.maybe_node("value", variant.value.as_ref().map(Node::from));
    entries.maybe_text("name", variant.name.as_deref());
    ty(&mut entries, &variant.ty, spec, true);
    entries.text("description", &variant.description);
    entries.map()
}

/// Writes a field; `is_json` states whether a member of an object is written as JSON.
fn field(field: &Field, spec: &Spec, is_json: bool) -> Node {
    let is_json = match field.location {
        Some((_, location)) => location == "body" && field.media_type != Some(words::FORM),
        None => is_json,
    };
    let mut entries = Entries::default();
    entries.text("name", &field.name);
    if let Some((key, location)) = field.location {
        entries.text(key, location);
    }
    let statuses: Vec<_> = field
        .status
        .iter()
        .map(|status| match status {
            Some(status) => Node::Bare(status.to_string()),
            None => Node::Text("default".to_owned()),
        })
        .collect();
    match &statuses[..] {
        [only] => entries.node("status", only.clone()),
        _ => entries.list("status", statuses),
    }
    entries.bare("keep_slashes", field.keep_slashes);
    entries.maybe_text("media_type", field.media_type);
    entries.maybe_text("rust_name", field.rust_name.as_deref());
    ty(&mut entries, &field.ty, spec, is_json);
    entries.texts("without", &field.without);
    let overrides = field.overrides.iter().map(|(name, keys)| {
        let mut inner = Entries::default();
        inner.text("name", name);
        inner.0.extend(of_texts(keys).0);
        inner.map()
    });
    entries.list("overrides", overrides.collect());
    for (key, flag) in [
        ("required", field.required),
        ("nullable", field.nullable),
        ("read_only", field.is_read_only()),
        ("sensitive", field.sensitive),
    ] {
        entries.bare(key, flag.then_some(true));
    }
    entries.maybe_text("list_style", field.list_style);
    entries.maybe_text("object_style", field.object_style);
    entries.bare("selects", field.selects);
    let samples = [
        ("const", &field.constant),
        ("default", &field.default),
        ("example", &field.example),
    ];
    for (key, sample) in samples {
        if let Some(sample) = sample {
            entries.node(key, sample.into());
        }
    }
    entries.maybe_text("since", field.since.as_deref());
    entries.maybe_text("deprecated", field.deprecated.as_deref());
    entries.maybe_text("renamed_from", field.renamed_from.as_deref());
    entries.text("description", &field.description);
    entries.map()
}

fn ty(entries: &mut Entries, ty: &Type, spec: &Spec, is_json: bool) {
    let (word, items) = match &ty.kind {
        Kind::Scalar(word) => (*word, None),
        Kind::List(items) => ("list", Some(items)),
        Kind::Map(items) => ("map", Some(items)),
        Kind::Object { .. } => ("object", None),
        Kind::Shared(at) => (spec.types[*at].name.as_str(), None),
    };
    entries.text("type", word);
    if let Some(items) = items {
        let mut inner = Entries::default();
        self::ty(&mut inner, items, spec, is_json);
        let node = match &inner.0[..] {
            [(_, word)] => word.clone(),
            _ => inner.map(),
        };
        entries.node("items", node);
    }
    if let Some(members) = &ty.additional {
        additional(entries, members, spec, is_json);
    }
    if let Kind::Object { rust, fields } = &ty.kind {
        entries.maybe_text("rust", rust.as_deref());
        let fields = fields.iter().map(|member| field(member, spec, is_json));
        entries.node("fields", Node::List(fields.collect()));
    }
    entries.bare("min_items", ty.min_items);
    entries.bare("max_items", ty.max_items);
    entries.maybe_text("format", ty.format);
    entries.bare("min_length", ty.min_length);
    entries.bare("max_length", ty.max_length);
    entries.bare("nullable", ty.is_nullable.then_some(true));
    entries.maybe_text("encoding", defaults::encoding(ty, word, spec, is_json));
    let (least, most) = words::BETWEEN;
    entries.bare("exclusive_minimum", ty.is_exclusive.then_some(least));
    entries.bare("exclusive_maximum", ty.is_exclusive.then_some(most));
    entries.bare("minimum", ty.minimum);
    entries.bare("maximum", ty.maximum);
    entries.maybe_text("pattern", ty.pattern.map(|(pattern, _)| pattern));
    if let Some(example) = &ty.example {
        entries.node("example", example.into());
    }
    entries.maybe_text("description", ty.description.as_deref());
}

fn additional(entries: &mut Entries, members: &Additional, spec: &Spec, is_json: bool) {
    let mut inner = Entries::default();
    inner.maybe_text("rust_name", members.rust_name.as_deref());
    ty(&mut inner, &members.ty, spec, is_json);
    inner.bare("sensitive", members.sensitive.then_some(true));
    let node = match &inner.0[..] {
        [(_, word)] => word.clone(),
        _ => inner.map(),
    };
    entries.node("additional", node);
}

fn operation(operation: &Operation, spec: &Spec) -> Node {
    let mut entries = Entries::default();
    entries.text("operation", &operation.name);
    entries.maybe_text("renamed_from", operation.renamed_from.as_deref());
    entries.maybe_text("deprecated", operation.deprecated.as_deref());
    entries.text("title", &operation.title);
    entries.text("description", &operation.description);
    entries.texts("tags", &operation.tags);
    entries.text("method", operation.method);
    entries.maybe_text("base_path", operation.base_path);
    entries.text("path", &operation.path);
    entries.maybe_text("auth", operation.auth.as_deref());
    entries.texts("permissions", &operation.permissions);
    entries.texts("optional_permissions", &operation.optional_permissions);
    metadata(&mut entries, operation);
    entries.list(
        "inputs",
        operation
            .inputs
            .iter()
            .map(|input| field(input, spec, false))
            .collect(),
    );
    entries.list(
        "outputs",
        operation
            .outputs
            .iter()
            .map(|output| field(output, spec, false))
            .collect(),
    );
    let errors = operation.errors.iter();
    entries.list(
        "errors",
        errors.map(|error| self::error(error, spec)).collect(),
    );
    entries.list(
        "response_headers",
        operation.headers.iter().map(headers::header).collect(),
    );
    entries.list("examples", operation.examples.iter().map(example).collect());
    entries.map()
}

fn error(error: &ErrorResponse, spec: &Spec) -> Node {
    let mut entries = Entries::default();
    let statuses = error.statuses.iter();
    let statuses: Vec<_> = statuses
        .map(|status| Node::Bare(status.to_string()))
        .collect();
    match &statuses[..] {
        [only] => entries.node("status", only.clone()),
        _ => entries.list("status", statuses),
    }
    if let Some(ty) = &error.ty {
        self::ty(&mut entries, ty, spec, true);
    }
    entries.text("description", &error.description);
    entries.map()
}

fn metadata(entries: &mut Entries, operation: &Operation) {
    if let Some(retry) = &operation.retry {
        let mut inner = Entries::default();
        let refused_responses = retry.refused_responses.iter().map(|(status, header)| {
            let mut refusal = Entries::default();
            refusal.bare("status", Some(status));
            refusal.maybe_text("with_header", header.as_deref());
            refusal.map()
        });
        inner.list("refused_responses", refused_responses.collect());
        inner.maybe_text("idempotent", retry.idempotent);
        inner.texts("when_set", &retry.when_set);
        inner.texts("unless_set", &retry.unless_set);
        entries.node("retry", inner.map());
    }
    rate_limit(entries, operation.rate_limit);
    if let Some((list, most)) = &operation.batch {
        let mut inner = Entries::default();
        inner.text("list", list);
        inner.bare("max_items", *most);
        entries.node("batch", inner.map());
    }
    if let Some(pages) = &operation.pagination {
        entries.node("pagination", pages::node(pages));
    }
    if let Some(outcomes) = &operation.outcomes {
        entries.node("outcomes", outcomes::node(outcomes));
    }
    if let Some(preview) = &operation.preview {
        entries.node("preview", previews::node(preview));
    }
}

fn example(example: &Example) -> Node {
    let mut entries = Entries::default();
    entries.text("name", &example.name);
    entries.text("description", &example.description);
    entries.bare("unlisted_values", example.is_unlisted.then_some(true));
    let request = example.request.iter();
    request.for_each(|request| entries.node("request", request.into()));
    if let Some(response) = &example.response {
        let mut inner = Entries::default();
        inner.bare("status", Some(response.status));
        if !response.headers.is_empty() {
            let headers = response.headers.iter();
            let headers = headers.map(|(name, text)| (name.clone(), Node::Text(text.clone())));
            inner.node("headers", Node::Map(headers.collect()));
        }
        let body = response.body.iter();
        body.for_each(|body| inner.node("body", body.into()));
        entries.node("response", inner.map());
    }
    entries.map()
}
