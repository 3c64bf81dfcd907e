//! `api.yaml`.

use super::{fields, operation, retry, types};
use crate::ast::{
    ApiDoc, AuthDoc, CredentialDoc, DefaultsDoc, EnvironmentDoc, ErrorEnvelopeDoc, HeaderSetDoc,
    IdsDoc, OperationDoc, Spanned, TagDoc, TypeDoc, VariablesDoc,
};
use crate::parse::mapping::{self, Mapping};
use crate::source::FileId;

/// The contents of `api.yaml`, which can describe a whole small API.
#[derive(Clone, Debug)]
pub(in crate::parse) struct WholeApi {
    pub(in crate::parse) api: ApiDoc,
    pub(in crate::parse) types: Vec<TypeDoc>,
    pub(in crate::parse) operations: Vec<OperationDoc>,
}

pub(in crate::parse) fn read(file: FileId, mut mapping: Mapping) -> WholeApi {
    WholeApi {
        api: ApiDoc {
            file,
            name: mapping.text("api"),
            title: mapping.text("title"),
            description: mapping.prose("description"),
            version: mapping.optional("version"),
            base_path: mapping.optional("base_path"),
            runtime: mapping.optional("runtime"),
            public_path: mapping.optional("public_path"),
            reserved_names: mapping.spanned_texts("reserved_names"),
            auth: mapping
                .mapping("auth")
                .map(|mut mapping| auth(&mut mapping)),
            credentials: mapping.mappings("credentials", credential),
            environment: mapping.mapping("environment").map(environment),
            error_envelope: mapping.mapping("error_envelope").map(error_envelope),
            ids: mapping.mapping("ids").map(ids),
            defaults: mapping.mapping("defaults").map(defaults),
            request_id_header: mapping.optional("request_id_header"),
            rate_limit: retry::rate_limit(&mut mapping),
            response_headers: fields::headers(&mut mapping),
            header_sets: mapping.mappings("header_sets", header_set),
            tags: mapping.entry("tags").map(|entry| {
                let nodes = mapping::sequence(entry.value).into_iter();
                Box::new(Spanned {
                    span: entry.key_span,
                    value: nodes.map(Mapping::of).map(tag).collect(),
                })
            }),
            tag_features: mapping.optional("tag_features"),
        },
        types: mapping.mappings("types", |mapping| types::read(file, mapping)),
        operations: mapping.mappings("operations", |mapping| operation::read(file, mapping)),
    }
}

fn tag(mut mapping: Mapping) -> TagDoc {
    TagDoc {
        name: mapping.text("name"),
        feature: mapping.optional("feature"),
        description: mapping.prose("description"),
    }
}

fn header_set(mut mapping: Mapping) -> HeaderSetDoc {
    HeaderSetDoc {
        name: mapping.text("name"),
        description: mapping.prose("description"),
        response_headers: fields::headers(&mut mapping),
    }
}

fn auth(mapping: &mut Mapping) -> AuthDoc {
    AuthDoc {
        span: mapping.span,
        scheme: mapping.optional("scheme"),
        header: mapping.optional("header"),
        prefix: mapping.optional("prefix"),
        parameter: mapping.optional("parameter"),
        cookie: mapping.optional("cookie"),
        advice: mapping.optional("advice"),
    }
}

fn credential(mut mapping: Mapping) -> CredentialDoc {
    CredentialDoc {
        name: mapping.text("credential"),
        description: mapping.text("description"),
        auth: auth(&mut mapping),
        environment: mapping
            .mapping("environment")
            .map(|mut mapping| variables(&mut mapping)),
    }
}

fn environment(mut mapping: Mapping) -> EnvironmentDoc {
    EnvironmentDoc {
        base_url: mapping.text("base_url"),
        credential: variables(&mut mapping),
    }
}

fn variables(mapping: &mut Mapping) -> VariablesDoc {
    VariablesDoc {
        span: mapping.span,
        token: mapping.optional("token"),
        user: mapping.optional("user"),
        password: mapping.optional("password"),
    }
}

fn ids(mut mapping: Mapping) -> IdsDoc {
    IdsDoc {
        span: mapping.span,
        format: mapping.optional("format"),
        min_length: mapping.optional("min_length"),
        max_length: mapping.optional("max_length"),
        pattern: mapping.optional("pattern"),
    }
}

fn defaults(mut mapping: Mapping) -> DefaultsDoc {
    DefaultsDoc {
        span: mapping.span,
        list_style: mapping.optional("list_style"),
        object_style: mapping.optional("object_style"),
        encoding: mapping.optional("encoding"),
        media_type: mapping.optional("media_type"),
    }
}

fn error_envelope(mut mapping: Mapping) -> ErrorEnvelopeDoc {
    ErrorEnvelopeDoc {
        span: mapping.span,
        errors: mapping.optional("errors"),
        code: mapping.optional("code"),
        title: mapping.optional("title"),
        detail: mapping.optional("detail"),
    }
}
