//! The facts as written. The model of the API has no locations, and there is no model of a spec
//! that the generator rejects: both come from the syntax tree.

use super::{Fact, Files, Spec};
use crate::fact::{Key, Place, Section};
use crate::rules::{Form, Meaning};
use codegen::ast::{DeviationDoc, Document, FieldDoc, OperationDoc, Text, TypeKindDoc, TypeRefDoc};
use codegen::model::{Counterpart, Deviation, DeviationKind, Presence, Scalar};
use codegen::source::Span;
use std::collections::BTreeMap;

/// One operation as written.
pub(super) struct Written<'a> {
    files: &'a Files<'a>,
    document: &'a Document,
    /// The operation's name in Rust.
    pub(super) name: &'a str,
    title: &'a str,
    /// The location of its title.
    pub(super) place: Place,
    facts: Vec<Fact>,
    /// From the first key of each fact to its last.
    spans: Vec<Span>,
    index: BTreeMap<Key, usize>,
    /// The shared types around the current field: a recursive type is visited once.
    open: Vec<&'a str>,
}

impl<'a> Written<'a> {
    pub(super) fn of(
        files: &'a Files<'a>,
        document: &'a Document,
        operation: &'a OperationDoc,
    ) -> Self {
        let mut written = Self {
            files,
            document,
            name: operation.name.as_str(),
            title: operation.title.trim(),
            place: files.place(operation.title.span),
            facts: Vec::new(),
            spans: Vec::new(),
            index: BTreeMap::new(),
            open: Vec::new(),
        };
        written.operation(operation);
        written
    }

    /// Reads the facts as written, for a spec that the generator rejects.
    pub(super) fn as_spec(&self) -> Spec {
        Spec {
            enum_values: 0,
            title: self.title.to_owned(),
            operation: self.name.to_owned(),
            place: self.place.clone(),
            facts: self.facts.clone(),
        }
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Fact> {
        self.index.get(key).and_then(|&index| self.facts.get(index))
    }

    /// Returns the innermost fact around a location; for an entry of `deviations.yaml`, the fact
    /// that it names.
    pub(super) fn around(&self, span: Span) -> Option<Key> {
        let mut items = self.document.deviations.iter().flat_map(|doc| &doc.items);
        if let Some(item) = items.find(|item| item.span == span) {
            return self.of_item(&item.value);
        }
        let inside = |whole: &Span| {
            whole.file == span.file && whole.start() <= span.start() && span.end() <= whole.end()
        };
        let around = self
            .facts
            .iter()
            .zip(&self.spans)
            .filter(|(_, whole)| inside(whole));
        around
            .min_by_key(|(_, whole)| whole.end() - whole.start())
            .map(|(fact, _)| fact.key.clone())
    }

    /// Finds the fact of an item, also of one that was moved from its neighbours.
    fn of_item(&self, item: &str) -> Option<Key> {
        let find = |item: &str| self.facts.iter().find(|fact| fact.item == item);
        if let Some(fact) = find(item) {
            return Some(fact.key.clone());
        }
        let (parent, name) = item.rsplit_once('.')?;
        let is_neighbour = |fact: &&Fact| {
            let above = fact.item.rsplit_once('.');
            above.is_some_and(|(above, _)| above == parent)
        };
        match self.facts.iter().find(is_neighbour).map(|fact| &fact.key) {
            Some(key) if key.path.len() == 1 => Some(Key::top(key.section, name)),
            Some(key) => key.parent().map(|parent| parent.child(name)),
            None => find(parent).map(|fact| fact.key.child(name)),
        }
    }

    fn operation(&mut self, operation: &'a OperationDoc) {
        let name = &operation.name.value;
        let facts = [
            ("Description", &operation.description),
            ("URL:", &operation.path),
            ("Method:", &operation.method),
        ];
        let base = &self.document.api.base_path;
        let base = operation.base_path.as_ref().or(base.as_ref());
        let base = base.map_or("", |base| base.as_str());
        for (label, text) in facts {
            let base = if label == "URL:" { base } else { "" };
            let fact = Fact {
                key: Key::top(Section::Endpoint, label),
                item: name.clone(),
                ty: None,
                required: None,
                rust_name: None,
                rules: None,
                description: format!("{base}{}", text.value),
                place: self.files.place(text.span),
            };
            self.add(fact, text.span);
        }
        for (section, fields) in [
            (Section::Inputs, &operation.inputs),
            (Section::Outputs, &operation.outputs),
        ] {
            let item = format!("{name}.{}", section.word());
            for field in fields {
                self.field(&Key::top(section, &field.name), &item, field);
            }
        }
        self.headers(operation);
    }

    fn headers(&mut self, operation: &'a OperationDoc) {
        let common = &self.document.api.response_headers;
        for header in &operation.response_headers {
            let described = common
                .iter()
                .find(|common| common.name.value == header.name.value);
            let common_name = described.and_then(|common| common.rust_name.as_ref());
            let common = described.and_then(|common| common.description.as_ref());
            let common_type = described.and_then(|common| common.ty.as_deref());
            let rust_name = header.rust_name.as_ref().or(common_name);
            let text = header.description.as_ref().or(common);
            let fact = Fact {
                key: Key::top(Section::Headers, &header.name),
                item: format!("{}.headers.{}", operation.name.value, header.name.value),
                ty: Some(of_header(header.ty.as_deref().or(common_type))),
                required: None,
                rust_name: rust_name.map(|name| name.value.clone()),
                rules: None,
                description: text.map_or_else(String::new, |text| text.value.clone()),
                place: self.files.place(header.name.span),
            };
            self.add(fact, header.name.span);
        }
    }

    fn field(&mut self, key: &Key, parent_item: &str, field: &'a FieldDoc) {
        let is_read_only = field.read_only.as_ref().is_some_and(|flag| flag.value);
        if key.section == Section::Inputs && is_read_only {
            return;
        }
        let item = format!("{parent_item}.{}", field.name.value);
        let fact = Fact {
            key: key.clone(),
            item: item.clone(),
            ty: Some((self.meaning(&field.ty), field.ty.name.value.clone())),
            required: Some(field.required.as_ref().is_some_and(|flag| flag.value)),
            rust_name: field.rust_name.as_ref().map(|name| name.value.clone()),
            rules: None,
            description: field.description.trim().to_owned(),
            place: self.files.place(field.name.span),
        };
        self.add(fact, extent(field));
        let before = self.facts.len();
        self.inside(key, &item, &field.ty);
        let left_out = field.without.iter().flat_map(|without| &without.value);
        let left_out: Vec<_> = left_out.map(|name| key.child(name)).collect();
        if !left_out.is_empty() {
            self.leave_out(before, &left_out);
        }
    }

    fn inside(&mut self, key: &Key, item: &str, ty: &'a TypeRefDoc) {
        if let Some(items) = &ty.items {
            self.inside(key, item, items);
        }
        for field in ty.fields.iter().flat_map(|fields| &fields.value) {
            self.field(&key.child(&field.name), item, field);
        }
        let name = ty.name.as_str();
        if let Some(TypeKindDoc::Object { fields, .. }) = self.shared(name)
            && !self.open.contains(&name)
        {
            self.open.push(name);
            for field in fields {
                self.field(&key.child(&field.name), name, field);
            }
            self.open.pop();
        }
    }

    fn shared(&self, name: &str) -> Option<&'a TypeKindDoc> {
        let mut types = self.document.types.iter();
        types
            .find(|doc| doc.name.value == name)
            .map(|doc| &doc.kind)
    }

    /// Returns the type in the page's words.
    fn meaning(&self, ty: &TypeRefDoc) -> Meaning {
        let scalar = |name: &str| Scalar::from_word(name).unwrap_or(Scalar::Json);
        let is_text = |ty: &TypeRefDoc| {
            let encoding = ty.encoding.as_ref();
            encoding.is_some_and(|encoding| encoding.value == "text")
        };
        let form = match (ty.name.as_str(), self.shared(&ty.name)) {
            (
                _,
                Some(TypeKindDoc::OpenEnum { wire, .. } | TypeKindDoc::ClosedEnum { wire, .. }),
            ) if wire.as_ref().is_some_and(|wire| wire.value != "string") => Form::IntegerEnum,
            (_, Some(TypeKindDoc::OpenEnum { .. })) => Form::OpenEnum,
            (_, Some(TypeKindDoc::ClosedEnum { .. })) => Form::ClosedEnum,
            (_, Some(TypeKindDoc::Object { .. } | TypeKindDoc::Union { .. })) => Form::Shared,
            (_, Some(TypeKindDoc::External { wire, .. })) => Form::External(scalar(wire)),
            ("list", None) => Form::List,
            ("map", None) => Form::Map,
            ("object", None) => Form::Inline,
            (_, None) if is_text(ty) => Form::IntegerText,
            (name, None) => Form::Scalar(scalar(name)),
        };
        Meaning::one(form, &ty.name)
    }

    /// Removes the facts of members that do not exist on this use of a shared object.
    fn leave_out(&mut self, from: usize, keys: &[Key]) {
        let facts = self.facts.split_off(from).into_iter();
        let spans = self.spans.split_off(from);
        for (fact, span) in facts.zip(spans) {
            self.index.remove(&fact.key);
            if !keys.contains(&fact.key) {
                self.add(fact, span);
            }
        }
    }

    fn add(&mut self, fact: Fact, whole: Span) {
        let next = self.facts.len();
        self.index.entry(fact.key.clone()).or_insert(next);
        self.facts.push(fact);
        self.spans.push(whole);
    }
}

/// Returns the value type of a header.
fn of_header(ty: Option<&Text>) -> (Meaning, String) {
    let word = ty.map_or("string", |ty| ty.as_str());
    let form = match Scalar::from_word(word) {
        None | Some(Scalar::String) => Form::Header,
        Some(scalar) => Form::Scalar(scalar),
    };
    (Meaning::one(form, ""), word.to_owned())
}

/// From the first key of a field to its last.
fn extent(field: &FieldDoc) -> Span {
    let mut spans = vec![field.description.span];
    let texts = [
        &field.location,
        &field.media_type,
        &field.rust_name,
        &field.list_style,
        &field.object_style,
        &field.deprecated,
        &field.renamed_from,
    ];
    spans.extend(texts.into_iter().flatten().map(|text| text.span));
    let flags = [
        &field.required,
        &field.nullable,
        &field.sensitive,
        &field.selects,
    ];
    spans.extend(flags.into_iter().flatten().map(|flag| flag.span));
    let values = [&field.default, &field.example];
    spans.extend(values.into_iter().flatten().map(|value| value.span));
    spans.extend(field.status.as_ref().map(|status| status.span));
    let mut types = Some(&field.ty);
    while let Some(ty) = types {
        spans.extend([ty.span, ty.name.span]);
        let counts = [&ty.min_items, &ty.max_items, &ty.min_length, &ty.max_length];
        spans.extend(counts.into_iter().flatten().map(|count| count.span));
        let limits = [&ty.minimum, &ty.maximum];
        spans.extend(limits.into_iter().flatten().map(|limit| limit.span));
        spans.extend(ty.format.as_ref().map(|format| format.span));
        spans.extend(ty.pattern.as_ref().map(|pattern| pattern.span));
        spans.extend(
            ty.fields
                .iter()
                .flat_map(|fields| &fields.value)
                .map(extent),
        );
        types = ty.items.as_deref();
    }
    let whole = field.name.span;
    // The key of a default is in another file.
    let own = spans.into_iter().filter(|span| span.file == whole.file);
    own.fold(whole, |whole, span| {
        let start = whole.start().min(span.start());
        Span::new(whole.file, start..whole.end().max(span.end()))
    })
}

/// Reads the deviations as written; an unknown kind explains nothing.
pub(super) fn deviations(document: &Document) -> Vec<Deviation> {
    let deviations = document
        .deviations
        .iter()
        .filter_map(|doc| Some((doc, kind(doc)?)));
    let deviations = deviations.flat_map(|(doc, kind)| {
        doc.items.iter().map(move |item| Deviation {
            item: item.value.clone(),
            kind: kind.clone(),
            counterpart: counterpart(doc),
            reason: doc.reason.value.clone(),
            evidence: doc.evidence.value.clone(),
            span: item.span,
        })
    });
    deviations.collect()
}

fn counterpart(doc: &DeviationDoc) -> Counterpart {
    let word = doc.differs_from.as_ref().map(|word| word.value.as_str());
    let known = Counterpart::ALL
        .iter()
        .find(|(known, _)| Some(*known) == word);
    known.map_or(Counterpart::Documentation, |(_, source)| *source)
}

fn kind(doc: &DeviationDoc) -> Option<DeviationKind> {
    match doc.kind.as_str() {
        "type" => Some(DeviationKind::Type {
            documented: doc.documented.as_ref()?.value.clone(),
            spec: doc.spec.as_ref()?.value.clone(),
        }),
        "added" => Some(DeviationKind::Added),
        "presence" => {
            let word = doc.spec.as_ref().map(|word| word.value.as_str());
            let is_optional = word == Some("optional");
            let presence = if is_optional {
                Presence::Optional
            } else {
                Presence::Required
            };
            Some(DeviationKind::Presence(presence))
        }
        _ => None,
    }
}
