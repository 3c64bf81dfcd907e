//! The elements of an API as a whole.

use super::super::element::{Element, listed};
use super::super::kind::Kind;
use super::metadata::rate_limit;
use super::operations;
use crate::model::{
    Api, Auth, Counterpart, Credential, Deviation, DeviationKind, Environment, ErrorEnvelope,
    HeaderSet, Presence, Tag, WireName,
};

/// Returns the elements of the API besides its types and operations.
pub(super) fn facts(api: &Api) -> Vec<Element> {
    let Api {
        name,
        title,
        description,
        version,
        runtime,
        public_path,
        auth,
        credentials,
        auth_advice,
        environment,
        error_envelope,
        request_id_header,
        rate_limit: limit,
        header_sets,
        tags,
        types: _,
        operations: _,
        deviations,
        origin: _,
    } = api;
    let one = [
        Some(Element::fact(Kind::ApiName, name).in_rust(name.as_str(), "")),
        Some(Element::fact(Kind::Title, title)),
        Some(Element::fact(Kind::Description, description)),
        Element::optional(Kind::Version, version.as_ref()),
        Some(Element::fact(Kind::RuntimePath, runtime)),
        Element::optional(Kind::PublicPath, public_path.as_ref()),
        Some(Element::fact(Kind::Auth, scheme(auth))),
        auth_place(auth),
        Element::text(Kind::AuthAdvice, auth_advice),
        environment.as_ref().map(self::environment),
        Element::optional(Kind::RequestIdHeader, request_id_header.as_ref()),
        limit.map(|limit| Element::fact(Kind::ApiRateLimit, &rate_limit(limit))),
        Element::flag(Kind::OperationsModule, !tags.is_empty()),
    ];
    one.into_iter()
        .flatten()
        .chain(error_keys(error_envelope))
        .chain(credentials.iter().map(credential))
        .chain(header_sets.iter().map(header_set))
        .chain(tags.iter().map(tag))
        .chain(deviations.iter().map(deviation))
        .collect()
}

fn scheme(auth: &Auth) -> &'static str {
    match auth {
        Auth::Token { .. } | Auth::Query { .. } | Auth::Cookie { .. } => "token",
        Auth::Basic => "user name and password",
        Auth::Anonymous => "none",
    }
}

fn auth_place(auth: &Auth) -> Option<Element> {
    let place = match auth {
        Auth::Token { header, prefix } => {
            let space = if prefix.is_empty() { "" } else { " " };
            format!("{header}: {prefix}{space}…")
        }
        Auth::Query { parameter } => format!("?{parameter}=…"),
        Auth::Cookie { cookie } => format!("Cookie: {cookie}=…"),
        Auth::Basic => "Authorization: Basic …".to_owned(),
        Auth::Anonymous => return None,
    };
    Some(Element::fact(Kind::AuthPlace, &place).on_wire(place))
}

fn environment(environment: &Environment) -> Element {
    let Environment {
        base_url,
        token,
        user,
        password,
    } = environment;
    let optional = [token, user, password].into_iter().flatten();
    let all = std::iter::once(base_url).chain(optional);
    Element::fact(Kind::Environment, &listed(all))
}

fn error_keys(envelope: &ErrorEnvelope) -> impl Iterator<Item = Element> {
    let ErrorEnvelope {
        errors,
        code,
        title,
        detail,
    } = envelope;
    let keys = [
        ("errors", errors),
        ("code", code),
        ("title", title),
        ("detail", detail),
    ];
    let key = |(name, key): (&str, &Option<WireName>)| {
        let key = key.as_ref()?;
        let element = Element::group(Kind::ErrorKey, name).on_wire(format!("{{\"{key}\": …}}"));
        Some(Element {
            value: key.to_string(),
            ..element
        })
    };
    let keys: Vec<_> = keys.into_iter().filter_map(key).collect();
    keys.into_iter()
}

fn credential(credential: &Credential) -> Element {
    let Credential {
        name,
        description,
        auth,
        advice,
        variables,
    } = credential;
    let variables = (!variables.is_empty()).then(|| listed(variables));
    let parts = [
        Some(Element::fact(Kind::Description, description)),
        Some(Element::fact(Kind::Auth, scheme(auth)).at("")),
        auth_place(auth).map(|element| element.at("")),
        Element::text(Kind::AuthAdvice, advice).map(|element| element.at("advice")),
        Element::optional(Kind::CredentialVariables, variables),
    ];
    Element::group(Kind::Credential, name.as_str())
        .in_rust(name.as_str(), "")
        .with(parts.into_iter().flatten())
}

fn header_set(set: &HeaderSet) -> Element {
    let HeaderSet {
        name,
        description,
        list,
    } = set;
    let description = Element::fact(Kind::Description, description);
    let headers = list.iter().map(|header| operations::header(name, header));
    Element::group(Kind::HeaderSet, name.as_str())
        .in_rust(name.as_str(), "")
        .with(std::iter::once(description).chain(headers))
}

fn tag(tag: &Tag) -> Element {
    let Tag {
        name,
        description,
        feature,
    } = tag;
    let parts = [
        Some(Element::fact(Kind::Description, description)),
        Element::optional(Kind::TagFeature, feature.as_ref()),
    ];
    Element::group(Kind::Tag, name).with(parts.into_iter().flatten())
}

fn deviation(deviation: &Deviation) -> Element {
    let Deviation {
        item,
        kind,
        counterpart,
        reason,
        evidence,
        span: _,
    } = deviation;
    let versions = match kind {
        DeviationKind::Type { documented, spec } => format!("type {documented} and {spec}"),
        DeviationKind::Added => "undocumented".to_owned(),
        DeviationKind::Presence(Presence::Required) => "presence".to_owned(),
        DeviationKind::Presence(Presence::Optional | Presence::Fixed) => {
            "presence optional".to_owned()
        }
        DeviationKind::Bound {
            key,
            documented,
            spec,
        } => {
            let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
            format!("{} {} and {}", key.word(), shown(documented), shown(spec))
        }
        DeviationKind::Selection | DeviationKind::Order => kind.word().to_owned(),
    };
    let place = match counterpart {
        Counterpart::Documentation => format!("{item} {}", kind.word()),
        Counterpart::OpenApi => format!("{item} {} ({})", kind.word(), counterpart.word()),
    };
    Element {
        value: format!("{versions}: {reason} ({evidence})"),
        ..Element::group(Kind::Deviation, place)
    }
}
