//! Changes of operations, types and the whole API, one for each of their facts.

use crate::pages::facts::Change;
use crate::pages::fields::set;
use codegen::model::{
    Api, Auth, BatchLimit, BoundKey, Case, Condition, Counterpart, Deprecation, Deviation,
    DeviationKind, Enum, EnumValue, Environment, External, Idempotency, Metadata, Method, Openness,
    Operation, OperationAuth, OutputSource, RateLimit, RefusedResponse, Scalar, Statuses, Success,
    TypeDef, TypeKind, Union, Variant,
};
use std::collections::BTreeSet;

/// Every change of an operation.
pub const CHANGES: [Change<Operation>; 28] = [
    ("renamed_from", |one| {
        set(&mut one.renamed_from, Some(one.name.clone()))
    }),
    ("deprecated", |one| set(&mut one.deprecated, Some(advice()))),
    ("title", |one| set(&mut one.title, "Another".to_owned())),
    ("description", |one| {
        set(&mut one.description, "Another.".to_owned())
    }),
    ("tags", |one| set(&mut one.tags, vec!["Another".to_owned()])),
    ("condition", |one| set(&mut one.condition, feature())),
    ("method", |one| set(&mut one.method, Method::Patch)),
    ("path", |one| set(&mut one.path, "/another".to_owned())),
    ("auth", |one| set(&mut one.auth, OperationAuth::Anonymous)),
    ("permissions", |one| {
        metadata(one, |data| data.permissions.push("Another".to_owned()))
    }),
    ("optional_permissions", |one| {
        metadata(one, |data| {
            data.optional_permissions.push("Another".to_owned());
        })
    }),
    ("refused_responses", |one| {
        let refused = RefusedResponse {
            status: 418,
            header: None,
        };
        metadata(one, |data| data.refused_responses.push(refused))
    }),
    ("idempotent", |one| {
        set(&mut one.metadata.idempotency, Idempotency::Always)
    }),
    ("when_set", |one| {
        let when = Idempotency::When {
            set: vec!["a".to_owned()],
            unset: vec!["b".to_owned()],
        };
        set(&mut one.metadata.idempotency, when)
    }),
    ("rate_limit", |one| {
        let limit = RateLimit {
            per_second: 77,
            burst: 78,
        };
        set(&mut one.metadata.rate_limit, Some(limit))
    }),
    ("batch", |one| {
        let batch = BatchLimit {
            list: "another".to_owned(),
            max_items: 77,
            has_own_maximum: true,
            ids: None,
        };
        set(&mut one.metadata.batch, Some(batch))
    }),
    ("pagination", |one| one.pagination.take().is_some()),
    ("outcomes", |one| one.outcomes.take().is_some()),
    ("preview", |one| one.preview.take().is_some()),
    ("listing", |one| {
        let preview = one.preview.as_mut();
        preview.is_some_and(|preview| set(&mut preview.limit, Some("another".to_owned())))
    }),
    ("noun", |one| {
        let outcomes = one.outcomes.as_mut();
        outcomes.is_some_and(|outcomes| set(&mut outcomes.noun, "another".to_owned()))
    }),
    ("limited_by", |one| {
        let outcomes = one.outcomes.as_mut();
        outcomes.is_some_and(|outcomes| set(&mut outcomes.limited_by, vec!["another".to_owned()]))
    }),
    ("media_type", |one| {
        let body = one.body.as_mut();
        body.is_some_and(|body| set(&mut body.media_type, Some("text/another".to_owned())))
    }),
    ("statuses of a body", |one| {
        let outputs = one.outputs.iter_mut();
        let mut sources = outputs.map(|output| &mut output.source);
        sources.any(|source| match source {
            OutputSource::Body { statuses, .. } => set(statuses, Statuses::These(vec![299])),
            OutputSource::Status | OutputSource::Reason => false,
        })
    }),
    ("errors", |one| {
        let error = one.errors.first_mut();
        error.is_some_and(|error| set(&mut error.statuses, vec![418]))
    }),
    ("body of an error", |one| {
        let mut errors = one.errors.iter_mut();
        errors.any(|error| error.body.take().is_some())
    }),
    ("headers", |one| {
        let header = one.headers.list.first_mut();
        header.is_some_and(|header| set(&mut header.ty, Scalar::Uuid))
    }),
    ("examples", |one| {
        let example = one.examples.first_mut();
        example.is_some_and(|example| example.response.take().is_some())
    }),
];

/// Every change of a shared type.
pub const OF_TYPES: [Change<TypeDef>; 19] = [
    ("renamed_from", |def| {
        set(&mut def.renamed_from, Some(def.name.clone()))
    }),
    ("former value", |def| {
        with_value(def, |value| {
            set(&mut value.renamed_from, Some(value.wire.clone()))
        })
    }),
    ("description", |def| {
        set(&mut def.description, "Another.".to_owned())
    }),
    ("condition", |def| set(&mut def.condition, feature())),
    ("kind of enum", |def| {
        with_enum(def, |values| set(&mut values.openness, Openness::Closed))
    }),
    ("wire", |def| {
        with_enum(def, |values| set(&mut values.wire, Scalar::Int64))
    }),
    ("values", |def| {
        with_enum(def, |values| values.values.pop().is_some())
    }),
    ("value", |def| {
        with_value(def, |value| {
            set(&mut value.description, "Another.".to_owned())
        })
    }),
    ("success", |def| {
        with_value(def, |value| set(&mut value.success, Some(Success::Done)))
    }),
    ("since", |def| {
        with_value(def, |value| {
            set(&mut value.since, Some("2099-01".to_owned()))
        })
    }),
    ("deprecated", |def| {
        with_value(def, |value| set(&mut value.deprecated, Some(advice())))
    }),
    ("selection", |def| match &mut def.kind {
        TypeKind::Object(object) => object.selection.take().is_some(),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::External(_) => false,
    }),
    ("members", |def| match &mut def.kind {
        TypeKind::Object(object) => object.fields.pop().is_some(),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::External(_) => false,
    }),
    ("variants", |def| {
        with_union(def, |union| union.variants.pop().is_some())
    }),
    ("discriminator", |def| {
        with_union(def, |union| union.discriminator.take().is_some())
    }),
    ("variant", |def| {
        with_variant(def, |variant| {
            set(&mut variant.field.description, "Another.".to_owned())
        })
    }),
    ("value", |def| {
        with_variant(def, |variant| {
            set(&mut variant.case, Case::Value("another".into()))
        })
    }),
    ("wire of a handwritten type", |def| {
        with_external(def, |external| set(&mut external.wire, Scalar::Int64))
    }),
    ("content", |def| {
        with_external(def, |external| {
            set(&mut external.content, Some("Another.".to_owned()))
        })
    }),
];

/// Every change of a deviation.
pub const OF_DEVIATIONS: [Change<Deviation>; 6] = [
    ("item", |deviation| {
        let item = format!("{}.another", deviation.item);
        set(&mut deviation.item, item)
    }),
    ("kind", |deviation| {
        set(&mut deviation.kind, DeviationKind::Order)
    }),
    ("bound", |deviation| {
        let kind = DeviationKind::Bound {
            key: BoundKey::MaxLength,
            documented: None,
            spec: Some("77".to_owned()),
        };
        set(&mut deviation.kind, kind)
    }),
    ("differs_from", |deviation| {
        let other = match deviation.counterpart {
            Counterpart::Documentation => Counterpart::OpenApi,
            Counterpart::OpenApi => Counterpart::Documentation,
        };
        set(&mut deviation.counterpart, other)
    }),
    ("reason", |deviation| {
        set(&mut deviation.reason, "Another.".to_owned())
    }),
    ("evidence", |deviation| {
        set(&mut deviation.evidence, "Another.".to_owned())
    }),
];

/// Every change of the API.
pub const OF_APIS: [Change<Api>; 12] = [
    ("title", |api| set(&mut api.title, "Another".to_owned())),
    ("description", |api| {
        set(&mut api.description, "Another.".to_owned())
    }),
    ("version", |api| {
        set(&mut api.version, Some("99".to_owned()))
    }),
    ("auth", |api| set(&mut api.auth, Auth::Anonymous)),
    ("basic auth", |api| set(&mut api.auth, Auth::Basic)),
    ("advice", |api| {
        set(&mut api.auth_advice, "another".to_owned())
    }),
    ("environment", |api| {
        set(&mut api.environment, Some(environment()))
    }),
    ("credentials", |api| {
        let first = api.credentials.first_mut();
        first.is_some_and(|first| set(&mut first.variables, vec!["ANOTHER".to_owned()]))
    }),
    ("error_envelope", |api| {
        let envelope = &mut api.error_envelope;
        let keys = [
            &mut envelope.code,
            &mut envelope.title,
            &mut envelope.detail,
        ];
        keys.into_iter().any(|key| key.take().is_some())
    }),
    ("request_id_header", |api| {
        api.request_id_header.take().is_some()
    }),
    ("rate_limit", |api| {
        let limit = RateLimit {
            per_second: 77,
            burst: 78,
        };
        set(&mut api.rate_limit, Some(limit))
    }),
    ("tags", |api| {
        let tag = api.tags.first_mut();
        tag.is_some_and(|tag| set(&mut tag.description, "Another.".to_owned()))
    }),
];

fn advice() -> Deprecation {
    Deprecation("Use another.".to_owned())
}

fn feature() -> Condition {
    Condition::AnyOf(BTreeSet::from(["another".to_owned()]))
}

fn environment() -> Environment {
    Environment {
        base_url: "ANOTHER_URL".to_owned(),
        token: None,
        user: Some("ANOTHER_USER".to_owned()),
        password: Some("ANOTHER_PASSWORD".to_owned()),
    }
}

fn metadata(operation: &mut Operation, change: impl FnOnce(&mut Metadata)) -> bool {
    change(&mut operation.metadata);
    true
}

fn with_enum(def: &mut TypeDef, change: fn(&mut Enum) -> bool) -> bool {
    match &mut def.kind {
        TypeKind::Enum(values) => change(values),
        TypeKind::Object(_) | TypeKind::Union(_) | TypeKind::External(_) => false,
    }
}

fn with_value(def: &mut TypeDef, change: fn(&mut EnumValue) -> bool) -> bool {
    match &mut def.kind {
        TypeKind::Enum(values) => values.values.first_mut().is_some_and(change),
        TypeKind::Object(_) | TypeKind::Union(_) | TypeKind::External(_) => false,
    }
}

fn with_external(def: &mut TypeDef, change: fn(&mut External) -> bool) -> bool {
    match &mut def.kind {
        TypeKind::External(external) => change(external),
        TypeKind::Object(_) | TypeKind::Enum(_) | TypeKind::Union(_) => false,
    }
}

fn with_union(def: &mut TypeDef, change: fn(&mut Union) -> bool) -> bool {
    match &mut def.kind {
        TypeKind::Union(union) => change(union),
        TypeKind::Object(_) | TypeKind::Enum(_) | TypeKind::External(_) => false,
    }
}

fn with_variant(def: &mut TypeDef, change: fn(&mut Variant) -> bool) -> bool {
    match &mut def.kind {
        TypeKind::Union(union) => union.variants.first_mut().is_some_and(change),
        TypeKind::Object(_) | TypeKind::Enum(_) | TypeKind::External(_) => false,
    }
}
