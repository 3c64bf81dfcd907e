//! The facts of an operation that decide its bytes, its bounds, and what a response has to hold.

use codegen::model::{
    Access, Api, Bounds, Field, Nullability, Object, Operation, Output, OutputSource, Type,
    TypeDef, TypeKind, TypeName,
};
use std::collections::BTreeMap;

/// A fact with the name that `deviations.yaml` has for its item.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    pub item: String,
    pub text: String,
}

/// Returns the facts of an operation by place, as of a month: later values of enums are left out.
pub fn of(api: &Api, operation: &Operation, month: &str) -> BTreeMap<String, Fact> {
    let mut facts = Facts {
        api,
        month,
        found: BTreeMap::new(),
    };
    let name = operation.name.as_str();
    let endpoint = format!("{} {}", operation.method.word(), operation.path);
    facts.add("endpoint", name, endpoint);
    facts.add("auth", name, format!("{:?}", operation.auth));
    let body = operation.body.as_ref();
    let body = body.map(|body| format!("{:?} {:?}", body.kind, body.media_type));
    facts.add("body", name, body.unwrap_or_default());
    facts.members("request", &format!("{name}.inputs"), &operation.request);
    for output in &operation.outputs {
        facts.output(name, output);
    }
    let headers = operation.headers.list.iter();
    let headers: Vec<_> = headers
        .map(|header| format!("{} {}", header.wire, header.ty.word()))
        .collect();
    let item = format!("{name}.headers");
    facts.add("response headers", &item, headers.join(", "));
    facts.found
}

struct Facts<'a> {
    api: &'a Api,
    month: &'a str,
    found: BTreeMap<String, Fact>,
}

impl<'a> Facts<'a> {
    fn add(&mut self, place: &str, item: &str, text: String) {
        let item = item.to_owned();
        self.found.insert(place.to_owned(), Fact { item, text });
    }

    fn output(&mut self, operation: &str, output: &Output) {
        let Output { source, field } = output;
        // The names of variants are Rust.
        let place = match source {
            OutputSource::Status | OutputSource::Reason => format!("response {source:?}"),
            OutputSource::Body {
                statuses,
                media_type,
                variant: _,
            } => format!("response {statuses:?} {media_type:?}"),
        };
        let item = format!("{operation}.outputs.{}", field.wire);
        self.field(&place, &item, field);
    }

    fn members(&mut self, place: &str, item: &str, object: &Object) {
        let selection = object.selection.is_some();
        if selection {
            let text = "rejected without a condition".to_owned();
            self.add(&format!("{place} selection"), item, text);
        }
        for field in &object.fields {
            let wire = &field.wire;
            self.field(&format!("{place}.{wire}"), &format!("{item}.{wire}"), field);
        }
    }

    fn field(&mut self, place: &str, item: &str, field: &Field) {
        let Field {
            ty,
            location,
            presence,
            nullability,
            access,
            keeps_slashes,
            list_style,
            has_bracketed_members,
            bounds,
            default,
            overrides,
            // Names, words, the value in memory, and the choice of the author, which `members` reads.
            ..
        } = field;
        assert!(overrides.is_empty(), "{place} differs from its shared type");
        let ty = self.ty(place, item, ty);
        let mut words = vec![format!("{presence:?} {location:?}: {ty}")];
        let flags = [
            (*nullability == Nullability::Nullable, "nullable"),
            (*access == Access::ReadOnly, "read-only"),
            (*keeps_slashes, "keeps slashes"),
            (*has_bracketed_members, "members in brackets"),
        ];
        let flags = flags.iter().filter(|(is_set, _)| *is_set);
        words.extend(flags.map(|(_, word)| (*word).to_owned()));
        words.extend(list_style.map(|style| style.word().to_owned()));
        words.extend(default.iter().map(|default| format!("default {default}")));
        words.extend(self::bounds(bounds));
        let text = words.join(", ");
        self.add(place, item, text);
    }

    /// Describes the values of a type on the wire, and adds the members of its objects.
    fn ty(&mut self, place: &str, item: &str, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => scalar.word().to_owned(),
            Type::IntegerText(scalar) => format!("{} as text", scalar.word()),
            Type::List(items) => format!("list of {}", self.ty(place, item, items)),
            Type::Map(values) => format!("map of {}", self.ty(place, item, values)),
            Type::Nullable(ty) => format!("{} or null", self.ty(place, item, ty)),
            Type::Inline(object) => {
                self.members(place, item, object);
                "object".to_owned()
            }
            Type::Shared(name) | Type::External { name, .. } => self.shared(place, name),
        }
    }

    fn shared(&mut self, place: &str, name: &TypeName) -> String {
        let api: &'a Api = self.api;
        let found = api.types.iter().find(|known| known.name == *name);
        let TypeDef { kind, .. } = found.unwrap_or_else(|| panic!("no type {name}"));
        if let TypeKind::External(external) = kind {
            return external.wire.word().to_owned();
        }
        if let TypeKind::Enum(list) = kind {
            let is_known = |since: &String| since.as_str() <= self.month;
            let values = list.values.iter();
            let values = values.filter(|value| value.since.as_ref().is_none_or(is_known));
            let mut values: Vec<_> = values.map(|value| value.wire.as_str()).collect();
            values.sort_unstable();
            let (openness, wire) = (list.openness, list.wire.word());
            return format!("{openness:?} {wire} of {values:?}");
        }
        let TypeKind::Object(object) = kind else {
            panic!("{place} is {kind:?}");
        };
        self.members(place, name.as_str(), object);
        "object".to_owned()
    }
}

/// Describes the bounds that a field has.
fn bounds(bounds: &Bounds) -> Vec<String> {
    let Bounds {
        min_items,
        max_items,
        format,
        min_length,
        max_length,
        minimum,
        maximum,
        pattern,
    } = bounds;
    let counts = [
        ("min_items", min_items),
        ("max_items", max_items),
        ("min_length", min_length),
        ("max_length", max_length),
    ];
    let counts = counts.into_iter();
    let counts = counts.filter_map(|(key, count)| count.map(|count| format!("{key} {count}")));
    let limits = [("minimum", minimum), ("maximum", maximum)].into_iter();
    let limits = limits.filter_map(|(key, limit)| limit.map(|limit| format!("{key} {limit:?}")));
    let format = format.map(|format| format!("format {}", format.word()));
    let pattern = pattern.as_ref().map(|pattern| format!("pattern {pattern}"));
    counts.chain(limits).chain(format).chain(pattern).collect()
}
