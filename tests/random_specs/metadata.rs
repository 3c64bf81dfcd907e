//! Random operations: their metadata.

use crate::random_specs::generate::Generator;
use crate::random_specs::model::{
    Example, Field, Kind, Operation, Response, Retry, Shared, SharedKind, Type,
};
use crate::random_specs::operations::top_level;
use serde_json::Value;

/// The maximum object depth of a path.
const DEEP: usize = 3;

/// A path of wire names, and the type at its end.
type Path = (String, Type);

impl Generator {
    /// Adds retry and batch metadata, which name inputs.
    pub fn metadata(&mut self, operation: &mut Operation) {
        let mut paths = Vec::new();
        for field in top_level(operation) {
            self.paths(field, "", 0, &mut paths);
        }
        operation.retry = self.maybe(35, |generator| generator.retry(&paths));
        let lists = paths
            .iter()
            .filter(|(_, ty)| matches!(ty.kind, Kind::List(_)));
        let lists: Vec<_> = lists.cloned().collect();
        if !lists.is_empty() && self.choices.chance(60) {
            let (path, ty) = self.choices.pick(&lists).clone();
            let most = ty.max_items.map_or(5_000, |most| most);
            let own = self.choices.chance(50) || ty.max_items.is_none();
            operation.batch = Some((path, own.then_some(most)));
        }
    }

    /// Returns all paths that begin with a field; planned types that do not exist yet are not
    /// entered.
    fn paths(&self, field: &Field, prefix: &str, depth: usize, paths: &mut Vec<Path>) {
        if field.name.contains('.') || field.name.is_empty() || depth > DEEP {
            return;
        }
        let path = format!("{prefix}{}", field.name);
        let members = match &field.ty.kind {
            Kind::Object { fields, .. } => &fields[..],
            Kind::Shared(at) => match self.spec.types.get(*at).map(|shared| &shared.kind) {
                Some(SharedKind::Object { fields, .. }) => &fields[..],
                _ => &[],
            },
            _ => &[],
        };
        for member in members.iter().filter(|member| !member.is_read_only()) {
            self.paths(member, &format!("{path}."), depth + 1, paths);
        }
        paths.push((path, field.ty.clone()));
    }

    fn retry(&mut self, paths: &[Path]) -> Retry {
        let refused_responses = (0..self.choices.below(3)).map(|number| {
            let header = self.maybe(50, |_| "Retry-After".to_owned());
            ([429, 503, 599][number], header)
        });
        let mut retry = Retry {
            refused_responses: refused_responses.collect(),
            ..Retry::default()
        };
        retry.idempotent = self.maybe(70, |generator| {
            *generator.choices.pick(&["always", "never", "when"])
        });
        if retry.idempotent == Some("when") {
            if paths.is_empty() {
                retry.idempotent = Some("always");
                return retry;
            }
            let mut named: Vec<_> = (0..self.choices.between(1, 3))
                .map(|_| self.choices.pick(paths).0.clone())
                .collect();
            named.sort();
            named.dedup();
            retry.unless_set = named.split_off(self.choices.below(named.len() + 1));
            retry.when_set = named;
        }
        if retry.refused_responses.is_empty() && retry.idempotent.is_none() {
            retry.idempotent = Some("always");
        }
        retry
    }

    /// Adds examples to all operations, once all types are known.
    pub fn examples(&mut self) {
        let mut spec = std::mem::take(&mut self.spec);
        for operation in &mut spec.operations {
            for number in 0..self.choices.below(3) {
                let example = self.example(operation, number, &spec.types);
                operation.examples.extend(example);
            }
        }
        self.spec = spec;
    }

    /// Returns an example; `None` if a request cannot have its inputs.
    fn example(
        &mut self,
        operation: &Operation,
        number: usize,
        types: &[Shared],
    ) -> Option<Example> {
        self.is_unlisted = self.choices.chance(30);
        self.is_request = true;
        let mut request = self.object_of(&operation.inputs, types, 0);
        self.is_request = false;
        for input in &operation.inputs {
            if let Some(value) = request.get_mut(&input.name)
                && (input.is_in("path") || input.is_in("header"))
                && !make_sendable(value, input)
            {
                return None;
            }
        }
        let example = Example {
            name: format!("example_{number}"),
            description: self.prose(),
            is_unlisted: self.is_unlisted,
            request: (!request.is_empty()).then_some(Value::Object(request)),
            response: self.maybe(70, |generator| generator.response(operation, types)),
        };
        self.is_unlisted = false;
        Some(example)
    }

    fn response(&mut self, operation: &Operation, types: &[Shared]) -> Response {
        let bodies = operation
            .outputs
            .iter()
            .filter(|output| output.is_in("body"));
        let bodies: Vec<_> = bodies.collect();
        let headers = operation.headers.iter().take(2);
        let headers = headers.map(|header| (header.name.clone(), "some \"text\"".to_owned()));
        let headers = headers.collect();
        if bodies.is_empty() {
            return Response {
                status: 204,
                headers,
                body: None,
            };
        }
        let body = *self.choices.pick(&bodies);
        let status = match body.status.first() {
            Some(Some(status)) => *status,
            Some(None) => 298,
            None => 200,
        };
        let has_body = !body.ty.is("nothing") && self.choices.chance(80);
        let body = has_body.then(|| self.sample(body, types, 0));
        if body.is_some() {
            self.saw("an example with a response");
        }
        Response {
            status,
            headers,
            body,
        }
    }
}

/// Replaces a text that a path or a header cannot have; returns `false` if no other text is known to
/// fit.
pub fn make_sendable(value: &mut Value, input: &Field) -> bool {
    let is_header = input.is_in("header");
    match value {
        Value::String(text) => {
            let is_plain = |c: char| c == ' ' || c.is_ascii_graphic();
            let is_lost = |text: &str| matches!(text.trim(), "" | "." | "..");
            let is_lost = if input.keep_slashes == Some(true) {
                text.split('/').any(is_lost) || text.contains('\\')
            } else {
                is_lost(text)
            };
            let is_unfit = text.trim() != text || !text.chars().all(is_plain);
            if is_lost || (is_header && is_unfit) {
                "text".clone_into(text);
                let ty = input.ty.innermost();
                return !matches!(ty.kind, Kind::Shared(_)) && ty.pattern.is_none();
            }
            true
        }
        Value::Array(items) => items.iter_mut().all(|item| make_sendable(item, input)),
        _ => true,
    }
}
