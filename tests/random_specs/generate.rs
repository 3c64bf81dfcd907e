//! Random valid specs.

use crate::random_specs::choices::Choices;
use crate::random_specs::model::{Api, Credential, Header, RateLimit, Spec, Tag};
use crate::random_specs::words;
use std::collections::BTreeSet;

/// The kind of a planned type. Other types can name it before it exists.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Enum,
    /// An object that is allowed anywhere.
    Object,
    /// An object that can be a query, and is sent only.
    Query,
    /// An object that selects, and is sent only.
    Selection,
    /// A union of types that are planned before it.
    Union,
    /// A handwritten type, which is sent only.
    External,
}

/// Generates one spec.
pub struct Generator {
    pub choices: Choices,
    pub spec: Spec,
    /// The features of the spec, for the table of all specs.
    pub features: BTreeSet<&'static str>,
    pub plan: Vec<(String, Class)>,
    pub types: BTreeSet<String>,
    pub files: BTreeSet<String>,
    pub serial: usize,
    /// `true` in an example whose open enums have any values.
    pub is_unlisted: bool,
    /// `true` in a sample of a request, which has no read-only members.
    pub is_request: bool,
}

/// Generates a spec, and returns its features.
pub fn spec(choices: Choices) -> (Spec, BTreeSet<&'static str>, Vec<u32>) {
    let mut generator = Generator {
        choices,
        spec: Spec::default(),
        features: BTreeSet::new(),
        plan: Vec::new(),
        types: BTreeSet::new(),
        files: BTreeSet::new(),
        serial: 0,
        is_unlisted: false,
        is_request: false,
    };
    generator.api();
    generator.plan();
    for at in 0..generator.plan.len() {
        let made = generator.shared(at);
        generator.spec.types.push(made);
    }
    for _ in 0..generator.choices.between(1, 5) {
        let made = generator.operation();
        generator.spec.operations.push(made);
    }
    generator.header_sets();
    generator.previews();
    generator.sample_all();
    generator.examples();
    (generator.spec, generator.features, generator.choices.made)
}

impl Generator {
    pub fn saw(&mut self, feature: &'static str) {
        self.features.insert(feature);
    }

    /// Returns prose of any kind.
    pub fn prose(&mut self) -> String {
        let at = self.choices.below(words::PROSE.len() * 2);
        let Some(text) = words::PROSE.get(at) else {
            return words::PROSE[0].to_owned();
        };
        if at > 1 {
            self.saw("a nasty description");
        }
        (*text).to_owned()
    }

    /// Returns a value with this probability in percent.
    pub fn maybe<T>(&mut self, percent: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.choices.chance(percent).then(|| make(self))
    }

    pub fn rate_limit(&mut self) -> RateLimit {
        let per_second = u32::try_from(self.choices.between(1, 100)).unwrap_or(1);
        RateLimit {
            per_second,
            burst: self.maybe(60, |_| per_second * 3),
        }
    }

    fn api(&mut self) {
        let name = self.type_name(&["Pets", "Tickets", "ApiOfAll", "X"]);
        let mut texts = vec![
            ("api", name),
            ("title", self.prose()),
            ("description", self.prose()),
        ];
        texts.extend(self.maybe(60, |generator| {
            let paths = ["/v1", "/web/api/v2.1", "/a-b/_c/~d"];
            ("base_path", (*generator.choices.pick(&paths)).to_owned())
        }));
        texts.extend(self.maybe(50, |_| ("version", "2.1".to_owned())));
        // The code is compiled as a module of a crate that depends on the runtime.
        texts.push(("runtime", "sdk_runtime".to_owned()));
        if !texts.iter().any(|(key, _)| *key == "version") {
            texts.extend(self.maybe(50, |_| ("version", "2.1".to_owned())));
        }
        texts.extend(self.maybe(50, |_| ("public_path", "random::spec".to_owned())));
        texts.extend(self.maybe(50, |_| ("request_id_header", "X-Request-Id".to_owned())));
        // No type of a random spec has a name like these.
        let reserved_names = ["HandWritten", "AlsoByHand"][..self.choices.below(3)].iter();
        let reserved_names = reserved_names.map(|name| (*name).to_owned()).collect();
        let auth = self.auth();
        let environment = self.environment(&auth);
        let credentials = self.credentials(!environment.is_empty());
        let envelope = self.envelope();
        let ids = self.maybe(40, |generator| {
            let formats = ["any", "digits"];
            ("format", (*generator.choices.pick(&formats)).to_owned())
        });
        let rate_limit = self.maybe(30, Self::rate_limit);
        let headers = (0..self.choices.below(3)).map(|number| Header {
            name: ["Vary", "X-RQID", "Retry-After"][number].to_owned(),
            rust_name: self.maybe(20, |_| format!("common_{number}")),
            ty: None,
            description: Some(self.prose()),
        });
        let mut headers: Vec<_> = headers.collect();
        for header in &mut headers {
            header.ty = self.maybe(40, |generator| *generator.choices.pick(&HEADER_TYPES));
        }
        let tag_features = self.choices.chance(30);
        let tags = self.tags(tag_features);
        self.spec.api = Api {
            tag_features: tag_features && !tags.is_empty(),
            tags,
            texts,
            reserved_names,
            auth,
            environment,
            credentials,
            envelope,
            ids: ids.into_iter().collect(),
            defaults: self.defaults(),
            rate_limit,
            headers,
            header_sets: Vec::new(),
        };
    }

    fn defaults(&mut self) -> Vec<(&'static str, String)> {
        let words: [(&str, &[&str]); 3] = [
            ("list_style", &["comma", "repeat"]),
            ("encoding", &["text", "number"]),
            ("media_type", &["application/vnd.pets+json"]),
        ];
        let mut defaults = Vec::new();
        for (key, words) in words {
            defaults.extend(self.maybe(30, |generator| {
                (key, (*generator.choices.pick(words)).to_owned())
            }));
        }
        defaults
    }

    fn tags(&mut self, has_features: bool) -> Vec<Tag> {
        let names = ["Pets", "Food & _drink_", "`Odd` <tags>"];
        let count = self.choices.below(names.len() + 1);
        let tags = names.into_iter().take(count).map(|name| Tag {
            name,
            feature: has_features
                .then(|| self.maybe(30, |generator| format!("tag-{}", generator.serial())))
                .flatten(),
            description: self.prose(),
        });
        tags.collect()
    }

    /// Returns some of the tags of the API.
    pub fn tags_of_operation(&mut self) -> Vec<String> {
        let tags = self.spec.api.tags.clone().into_iter();
        let tags = tags.filter(|_| self.choices.chance(40));
        tags.map(|tag| tag.name.to_owned()).collect()
    }

    fn auth(&mut self) -> Vec<(&'static str, String)> {
        let scheme = *self
            .choices
            .pick(&["", "header", "bearer", "basic", "query", "cookie", "none"]);
        if scheme.is_empty() && self.choices.chance(50) {
            return Vec::new();
        }
        self.scheme(scheme)
    }

    /// Returns the keys of a scheme.
    fn scheme(&mut self, scheme: &str) -> Vec<(&'static str, String)> {
        let mut auth = Vec::new();
        if !scheme.is_empty() {
            auth.push(("scheme", scheme.to_owned()));
        }
        if matches!(scheme, "" | "header") {
            auth.push(("header", "X-Api-Key".to_owned()));
            auth.extend(self.maybe(50, |_| ("prefix", "Api\"Token\\".to_owned())));
        }
        match scheme {
            "query" => auth.push(("parameter", "the key&".to_owned())),
            "cookie" => auth.push(("cookie", "session_1".to_owned())),
            _ => {}
        }
        if scheme != "none" {
            auth.extend(self.maybe(30, |generator| ("advice", generator.prose())));
        }
        auth
    }

    /// Returns credentials of single operations.
    fn credentials(&mut self, has_environment: bool) -> Vec<Credential> {
        let count = self.choices.below(3);
        (0..count)
            .map(|number| {
                let mut texts = vec![
                    ("credential", self.type_name(&["ShopKey", "OwnerLogin"])),
                    ("description", self.prose()),
                ];
                let schemes = ["header", "bearer", "basic", "query", "cookie"];
                let scheme = *self.choices.pick(&schemes);
                texts.extend(self.scheme(scheme));
                let keys: &[&'static str] = match scheme {
                    "basic" => &["user", "password"],
                    _ => &["token"],
                };
                let keys = &keys[..if has_environment && self.choices.chance(60) {
                    keys.len()
                } else {
                    0
                }];
                let variable =
                    |key: &&'static str| (*key, format!("B{number}_{}", key.to_ascii_uppercase()));
                Credential {
                    texts,
                    environment: keys.iter().map(variable).collect(),
                }
            })
            .collect()
    }

    /// Returns the credential of an operation, if it is not that of the client.
    pub fn operation_auth(&mut self) -> Option<String> {
        let api = &self.spec.api;
        let is_none = |(key, value): &(&str, String)| *key == "scheme" && value == "none";
        let mut names: Vec<String> = Vec::new();
        if !api.auth.is_empty() && !api.auth.iter().any(is_none) {
            names.push("none".to_owned());
        }
        let credentials = api.credentials.iter();
        names.extend(credentials.map(|credential| credential.texts[0].1.clone()));
        if names.is_empty() {
            return None;
        }
        self.maybe(40, |generator| generator.choices.pick(&names).clone())
    }

    fn environment(&mut self, auth: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
        if !self.choices.chance(50) {
            return Vec::new();
        }
        let scheme = auth.iter().find(|(key, _)| *key == "scheme");
        let credential = match scheme.map(|(_, scheme)| scheme.as_str()) {
            Some("basic") => vec!["user", "password"],
            Some("none") => Vec::new(),
            None if auth.is_empty() => Vec::new(),
            Some(_) | None => vec!["token"],
        };
        let variables = ["base_url"].into_iter().chain(credential);
        let variable = |key: &'static str| (key, format!("A_{}_1", key.to_ascii_uppercase()));
        variables.map(variable).collect()
    }

    fn envelope(&mut self) -> Vec<(&'static str, String)> {
        if !self.choices.chance(70) {
            return Vec::new();
        }
        let keys = ["code", "title", "detail", "errors"];
        let start = self.choices.below(3);
        let mut envelope = vec![(keys[start], "the \"key\"".to_owned())];
        for key in keys.into_iter().filter(|key| *key != keys[start]) {
            envelope.extend(self.maybe(60, |_| (key, format!("{key} of it"))));
        }
        if !envelope.iter().any(|(key, _)| *key == "errors") {
            self.saw("an error at the top of the body");
        }
        envelope
    }
}

/// The types with a text form for headers.
pub const HEADER_TYPES: [&str; 12] = [
    "string",
    "boolean",
    "int32",
    "int64",
    "uint16",
    "uint32",
    "uint64",
    "number",
    "date-time",
    "date",
    "uuid",
    "id",
];
