//! The facts of a whole API that OpenAPI has no word for.

use super::annotations::text;
use super::operation_extensions::rate_limit;
use super::responses::rust_name;
use crate::json::Json;
use crate::lower::DEFAULT_RUNTIME;
use crate::model::{
    Api, Counterpart, Deviation, DeviationKind, Environment, Header, HeaderSet, Presence,
};

pub(super) fn members(api: &Api) -> Json {
    let Api {
        name,
        title: _,
        description: _,
        version: _,
        runtime,
        public_path,
        auth: _,
        credentials: _,
        auth_advice,
        environment,
        error_envelope: _,
        request_id_header,
        rate_limit,
        header_sets,
        tags: _,
        types: _,
        operations: _,
        deviations,
        origin: _,
    } = api;
    let is_other = runtime.as_str() != DEFAULT_RUNTIME;
    let header = request_id_header.as_ref();
    let header_sets = Json::List(header_sets.iter().map(header_set).collect());
    let deviations = Json::List(deviations.iter().map(deviation).collect());
    Json::known([
        ("x-api", Some(Json::text(name.as_str()))),
        ("x-runtime", is_other.then(|| Json::text(runtime.as_str()))),
        (
            "x-public-path",
            public_path.as_ref().map(|path| Json::text(path.as_str())),
        ),
        ("x-auth-advice", text(auth_advice)),
        ("x-environment", environment.as_ref().map(self::environment)),
        (
            "x-request-id-header",
            header.map(|name| Json::text(name.as_str())),
        ),
        ("x-rate-limit", rate_limit.map(self::rate_limit)),
        ("x-header-sets", header_sets.unless_empty()),
        ("x-deviations", deviations.unless_empty()),
    ])
}

fn environment(environment: &Environment) -> Json {
    let Environment {
        base_url,
        token,
        user,
        password,
    } = environment;
    let variable = |name: &Option<String>| name.as_ref().map(Json::text);
    Json::known([
        ("base_url", Some(Json::text(base_url))),
        ("token", variable(token)),
        ("user", variable(user)),
        ("password", variable(password)),
    ])
}

fn header_set(set: &HeaderSet) -> Json {
    let HeaderSet {
        name,
        description,
        list,
    } = set;
    let headers = Json::List(list.iter().map(header).collect());
    Json::known([
        ("name", Some(Json::text(name.as_str()))),
        ("description", text(description)),
        ("response_headers", Some(headers)),
    ])
}

/// Returns a header with its facts: OpenAPI has no headers of several responses.
fn header(header: &Header) -> Json {
    let Header {
        wire,
        rust,
        ty,
        description,
    } = header;
    Json::known([
        ("name", Some(Json::text(wire.as_str()))),
        ("rust_name", rust_name(wire, rust)),
        ("type", Some(Json::text(ty.word()))),
        ("description", text(description)),
    ])
}

fn deviation(deviation: &Deviation) -> Json {
    let Deviation {
        item,
        kind,
        counterpart,
        reason,
        evidence,
        span: _,
    } = deviation;
    let (documented, spec) = match kind {
        DeviationKind::Type { documented, spec } => (Some(&**documented), Some(&**spec)),
        DeviationKind::Bound {
            key: _,
            documented,
            spec,
        } => (documented.as_deref(), spec.as_deref()),
        DeviationKind::Added
        | DeviationKind::Selection
        | DeviationKind::Order
        | DeviationKind::Presence(Presence::Required) => (None, None),
        DeviationKind::Presence(Presence::Optional | Presence::Fixed) => {
            (Some("required"), Some("optional"))
        }
    };
    let is_default = *counterpart == Counterpart::Documentation;
    Json::known([
        ("item", Some(Json::text(item))),
        ("kind", Some(Json::text(kind.word()))),
        (
            "differs_from",
            (!is_default).then(|| Json::text(counterpart.word())),
        ),
        ("documented", documented.map(Json::text)),
        ("spec", spec.map(Json::text)),
        ("reason", Some(Json::text(reason))),
        ("evidence", Some(Json::text(evidence))),
    ])
}
