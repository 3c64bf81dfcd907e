//! What every pass of lowering shares: the findings, the known types, the taken type names.

use super::{codes, names};
use crate::api::{Deprecation, FieldName, ModuleName, Object, Origin, Scalar, TypeName};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Document, FieldDoc, Text, TypeDoc, TypeKindDoc};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;

pub(super) struct Context<'a> {
    sources: &'a Sources,
    pub(super) found: Diagnostics,
    /// The shared types that fields can name.
    shared: BTreeMap<&'a str, &'a TypeDoc>,
    /// What a field can name as its type: the words of the language, then the shared types.
    pub(super) known_types: Vec<&'a str>,
    /// The type that was meant by each name of none, as far as one looks like it.
    meant_types: BTreeMap<String, Option<&'a str>>,
    /// Every Rust type name that is taken, and by what.
    type_names: BTreeMap<String, Span>,
}

/// For how many names of no type another one is looked for. To look through thousands of types takes
/// its time, and who has more of these mistakes than that does not read on.
const MOST_SEARCHED: usize = 100;

impl<'a> Context<'a> {
    pub(super) fn new(sources: &'a Sources, document: &'a Document) -> Self {
        let shared = document.types.iter().rev();
        let shared: BTreeMap<_, _> = shared.map(|doc| (doc.name.as_str(), doc)).collect();
        let scalars = Scalar::ALL.iter().map(|(word, _)| *word);
        let words = scalars.chain(["list", "map", "object"]);
        Self {
            sources,
            found: Diagnostics::default(),
            known_types: words.chain(shared.keys().copied()).collect(),
            shared,
            meant_types: BTreeMap::new(),
            type_names: BTreeMap::new(),
        }
    }

    pub(super) fn origin(&self, file: FileId) -> Origin {
        Origin(self.sources.origin(file))
    }

    pub(super) fn shared(&self, name: &str) -> Option<&'a TypeDoc> {
        self.shared.get(name).copied()
    }

    /// The fields of a shared object.
    pub(super) fn shared_fields(&self, name: &str) -> Option<&'a [FieldDoc]> {
        match &self.shared(name)?.kind {
            TypeKindDoc::Object { fields, .. } => Some(fields),
            TypeKindDoc::OpenEnum { .. }
            | TypeKindDoc::ClosedEnum { .. }
            | TypeKindDoc::External { .. } => None,
        }
    }

    /// The type that looks most like a name of none.
    pub(super) fn meant_type(&mut self, name: &str) -> Option<&'a str> {
        if let Some(meant) = self.meant_types.get(name) {
            return *meant;
        }
        if self.meant_types.len() == MOST_SEARCHED {
            return None;
        }
        let meant = crate::parse::nearest(name, &self.known_types);
        self.meant_types.insert(name.to_owned(), meant);
        meant
    }

    /// A type name that the spec gives: an identifier, not reserved, not taken. A name that is none
    /// of it is reported, and stands in for itself until the gate.
    pub(super) fn type_name(&mut self, text: &Text) -> TypeName {
        let Some(name) = names::type_name(text) else {
            let message = format!("`{}` cannot be the name of a Rust type", text.value);
            self.report(
                codes::INVALID_RUST_NAME,
                text.span,
                message,
                "write it in UpperCamelCase: ASCII letters and digits, a capital first",
            );
            return TypeName::new(names::UNMADE);
        };
        self.take_type_name(&name, text.span);
        name
    }

    /// A file of `types/` or `operations/` is named after what it holds, so that both are found by
    /// the name of the other.
    pub(super) fn check_file(&mut self, folder: &str, file: FileId, name: &Text) {
        let expected = format!("{folder}/{}.yaml", names::file(name));
        let path = &self.sources.file(file).path;
        if path == "api.yaml" || *path == expected || names::type_name(name).is_none() {
            return;
        }
        let message = format!("`{}` does not belong in `{path}`", name.value);
        let help = format!("rename the file to `{expected}`, or correct the name");
        self.report(codes::MISNAMED_FILE, name.span, message, help);
    }

    /// Marks a type name as taken, or reports that it already is.
    pub(super) fn take_type_name(&mut self, name: &TypeName, span: Span) {
        if name.as_str() == names::UNMADE {
            return;
        }
        if names::RESERVED_TYPES.contains(&name.as_str()) {
            let message = format!("the type name `{name}` is reserved");
            self.report(
                codes::RESERVED_NAME,
                span,
                message,
                "choose another name: generated code needs this one",
            );
            return;
        }
        match self.type_names.get(name.as_str()) {
            None => {
                self.type_names.insert(name.to_string(), span);
            }
            Some(first) => {
                let message = format!("two Rust types would be named `{name}`");
                let diagnostic = Diagnostic::new(codes::DUPLICATE_TYPE_NAME, span, message);
                let diagnostic = diagnostic.related(*first, "the first one comes from here");
                self.found.push(diagnostic.help(
                    "rename one of them; `rust: …` names the type of an object described in place",
                ));
            }
        }
    }

    /// Marks the name of the private struct behind a large object as taken.
    pub(super) fn take_holder(&mut self, object: &Object, span: Span) {
        if let Some(holder) = object.holder() {
            self.take_type_name(&holder, span);
        }
    }

    /// The name that a type or an operation had before.
    pub(super) fn old_type_name(&mut self, name: &Text, old: Option<&Text>) -> Option<TypeName> {
        let old = old?;
        if self.is_renamed(name, old, codes::DUPLICATE_TYPE_NAME) {
            return Some(self.type_name(old));
        }
        None
    }

    /// Whether an old name is another than the new one, or a report that it is not.
    pub(super) fn is_renamed(&mut self, name: &Text, old: &Text, code: crate::Code) -> bool {
        let is_renamed = name.value != old.value;
        if !is_renamed {
            self.report(
                code,
                old.span,
                format!("`{}` is what it is called now", old.value),
                "write the name that it had before, or remove `renamed_from`",
            );
        }
        is_renamed
    }

    /// Whether there is a type of this name.
    pub(super) fn is_type(&self, name: &str) -> bool {
        Scalar::from_word(name).is_some()
            || matches!(name, "list" | "map" | "object")
            || self.shared.contains_key(name)
    }

    /// Whether a mistake of this kind was found. What it leaves behind is a stand-in, so that what
    /// depends on it says nothing more.
    pub(super) fn has(&self, code: crate::Code) -> bool {
        self.found.iter().any(|found| found.code == code)
    }

    /// What to use instead of something that should not be used any more.
    pub(super) fn deprecation(&mut self, text: Option<&Text>) -> Option<Deprecation> {
        text.map(|text| Deprecation(self.text(text, "`deprecated`")))
    }

    /// A text that must say something.
    pub(super) fn text(&mut self, text: &Text, what: &str) -> String {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.report(
                codes::EMPTY_TEXT,
                text.span,
                format!("{what} is empty"),
                if ["the permission", "the key"].contains(&what) {
                    "write it, or remove it"
                } else {
                    "say it in a sentence"
                },
            );
        }
        trimmed.to_owned()
    }

    pub(super) fn report(
        &mut self,
        code: crate::Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found
            .push(Diagnostic::new(code, span, message).help(help));
    }
}

/// Finds names that stand twice.
#[derive(Default)]
pub(super) struct Seen {
    wire: BTreeMap<String, Span>,
    rust: BTreeMap<String, (String, Span)>,
}

impl Seen {
    /// Takes a Rust name that no wire name stands for.
    pub(super) fn reserve(&mut self, rust: &str, span: Span) {
        self.rust.insert(rust.to_owned(), (rust.to_owned(), span));
    }

    /// Takes a wire name alone, or reports that it is taken.
    pub(super) fn take_wire(&mut self, cx: &mut Context<'_>, what: &str, wire: &Text) {
        self.take(cx, what, wire, names::UNMADE);
    }

    /// Takes the name of a further setter of a field, or reports that a field has it.
    pub(super) fn take_setter(&mut self, cx: &mut Context<'_>, wire: &Text, extra: &FieldName) {
        if is_reported(cx, wire.span) {
            return;
        }
        let Some((other, first)) = self.rust.get(extra.as_str()) else {
            self.reserve(extra.as_str(), wire.span);
            return;
        };
        if *first != wire.span {
            let message = format!(
                "`{}` needs the setter `{extra}`, which is that of `{other}`",
                wire.value
            );
            let diagnostic = Diagnostic::new(codes::DUPLICATE_RUST_NAME, wire.span, message);
            cx.found.push(
                diagnostic
                    .related(*first, "the other one")
                    .help("give one of them a Rust name of its own: add `rust_name: …`"),
            );
        }
    }

    /// Whether a Rust name is taken.
    pub(super) fn has(&self, rust: &str) -> bool {
        self.rust.contains_key(rust)
    }

    /// Takes a wire name and the Rust name it becomes, or reports the clash.
    pub(super) fn take(&mut self, cx: &mut Context<'_>, what: &str, wire: &Text, rust: &str) {
        // Names of headers differ in more than capitals.
        let key = if what == "header" {
            wire.to_ascii_lowercase()
        } else {
            wire.value.clone()
        };
        if let Some(first) = self.wire.get(&key) {
            let message = format!("the {what} `{}` stands here twice", wire.value);
            let diagnostic = Diagnostic::new(codes::DUPLICATE_NAME, wire.span, message);
            cx.found.push(
                diagnostic
                    .related(*first, "first given here")
                    .help("remove one of the two"),
            );
            return;
        }
        self.wire.insert(key, wire.span);
        if rust == names::UNMADE {
            return;
        }
        if let Some((other, first)) = self.rust.get(rust) {
            let message = format!(
                "`{other}` and `{}` would both be `{rust}` in Rust",
                wire.value
            );
            let diagnostic = Diagnostic::new(codes::DUPLICATE_RUST_NAME, wire.span, message);
            let help = match what {
                "value" => "give one of them a Rust name of its own: add `name: …`",
                "field" => "give one of them a Rust name of its own: add `rust_name: …`",
                "body" => "each body is a variant in Rust: give one of them another name",
                _ => "there is one Rust name for the two: drop one of them",
            };
            cx.found
                .push(diagnostic.related(*first, "the other one").help(help));
            return;
        }
        self.rust
            .insert(rust.to_owned(), (wire.value.clone(), wire.span));
    }
}

/// Whether a name at a place is known to be that of something else.
fn is_reported(cx: &Context<'_>, span: Span) -> bool {
    let clashes = [codes::DUPLICATE_NAME, codes::DUPLICATE_RUST_NAME];
    let mut found = cx.found.iter();
    found.any(|found| found.span == span && clashes.contains(&found.code))
}

impl Seen {
    /// Whether a wire name that something had before is free, or a report that something has it.
    pub(super) fn take_old(&mut self, cx: &mut Context<'_>, what: &str, wire: &Text) -> bool {
        match self.wire.get(wire.as_str()) {
            None => {
                self.wire.insert(wire.value.clone(), wire.span);
                true
            }
            Some(first) => {
                let message = format!("the old name `{}` is a {what} already", wire.value);
                let diagnostic = Diagnostic::new(codes::DUPLICATE_NAME, wire.span, message);
                cx.found.push(
                    diagnostic
                        .related(*first, "here")
                        .help("remove `renamed_from`, or the other one"),
                );
                false
            }
        }
    }

    /// Takes the setter of a field that is flattened into its request: only the Rust name counts.
    pub(super) fn take_flattened(&mut self, cx: &mut Context<'_>, wire: &Text, rust: &str) {
        if is_reported(cx, wire.span) {
            return;
        }
        match self.rust.get(rust) {
            Some((other, first)) if *first != wire.span => {
                let message = if *other == wire.value {
                    format!("two inputs `{other}` would both be the request's `{rust}`")
                } else {
                    format!(
                        "`{other}` and `{}` would both be the request's `{rust}`",
                        wire.value
                    )
                };
                let diagnostic = Diagnostic::new(codes::DUPLICATE_RUST_NAME, wire.span, message);
                let help = "all inputs of a request are its setters: give one of them a Rust name of its own with `rust_name: …`";
                cx.found
                    .push(diagnostic.related(*first, "the other one").help(help));
            }
            _ => {
                self.rust
                    .insert(rust.to_owned(), (wire.value.clone(), wire.span));
            }
        }
    }
}

/// Finds type names that share a file, which only capitals can tell apart: `OSType` and `OsType`.
#[derive(Default)]
pub(super) struct Modules(BTreeMap<ModuleName, (TypeName, Span)>);

impl Modules {
    /// Takes the module of a type, or reports that another type has it.
    pub(super) fn take(
        &mut self,
        cx: &mut Context<'_>,
        name: &TypeName,
        module: &ModuleName,
        span: Span,
    ) {
        match self.0.get(module) {
            None => {
                self.0.insert(module.clone(), (name.clone(), span));
            }
            // The same name twice is reported as such.
            Some((other, _)) if other == name => {}
            Some((other, first)) => {
                let message = format!("`{other}` and `{name}` would share the module `{module}`");
                let diagnostic = Diagnostic::new(codes::DUPLICATE_TYPE_NAME, span, message);
                cx.found.push(
                    diagnostic
                        .related(*first, "the other one")
                        .help("choose names that differ in more than capitals"),
                );
            }
        }
    }
}
