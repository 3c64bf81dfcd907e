//! What every pass of lowering shares: the findings, the known types, the taken type names.

use super::{codes, names};
use crate::api::{ModuleName, Object, Origin, RustPath, TypeName};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Document, Text, TypeKindDoc};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;

pub(super) struct Context<'a> {
    sources: &'a Sources,
    pub(super) found: Diagnostics,
    /// The shared types that fields can name.
    shared: BTreeMap<&'a str, SharedType>,
    /// Every Rust type name that is taken, and by what.
    type_names: BTreeMap<String, Span>,
}

/// What a field needs to know of a shared type it names.
#[derive(Clone, Debug)]
pub(super) enum SharedType {
    OpenEnum,
    Object,
    External(Option<RustPath>),
}

impl<'a> Context<'a> {
    pub(super) fn new(sources: &'a Sources, document: &'a Document) -> Self {
        let shared = document.types.iter().map(|doc| {
            let ty = match &doc.kind {
                TypeKindDoc::OpenEnum { .. } => SharedType::OpenEnum,
                TypeKindDoc::Object { .. } => SharedType::Object,
                TypeKindDoc::External { rust, .. } => SharedType::External(names::rust_path(rust)),
            };
            (doc.name.as_str(), ty)
        });
        Self {
            sources,
            found: Diagnostics::default(),
            shared: shared.collect(),
            type_names: BTreeMap::new(),
        }
    }

    pub(super) fn origin(&self, file: FileId) -> Origin {
        Origin(self.sources.origin(file))
    }

    pub(super) fn shared(&self, name: &str) -> Option<&SharedType> {
        self.shared.get(name)
    }

    pub(super) fn shared_names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.shared.keys().copied()
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

    /// A text that must say something.
    pub(super) fn text(&mut self, text: &Text, what: &str) -> String {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.report(
                codes::EMPTY_TEXT,
                text.span,
                format!("{what} is empty"),
                "say it in a sentence",
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

    /// Takes a wire name and the Rust name it becomes, or reports the clash.
    pub(super) fn take(&mut self, cx: &mut Context<'_>, what: &str, wire: &Text, rust: &str) {
        if let Some(first) = self.wire.get(wire.as_str()) {
            let message = format!("the {what} `{}` stands here twice", wire.value);
            let diagnostic = Diagnostic::new(codes::DUPLICATE_NAME, wire.span, message);
            cx.found.push(
                diagnostic
                    .related(*first, "first given here")
                    .help("remove one of the two"),
            );
            return;
        }
        self.wire.insert(wire.value.clone(), wire.span);
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

impl Seen {
    /// Takes the setter of a field that is flattened into its request: only the Rust name counts.
    pub(super) fn take_flattened(&mut self, cx: &mut Context<'_>, wire: &Text, rust: &str) {
        match self.rust.get(rust) {
            Some((other, first)) if *first != wire.span => {
                let message = format!(
                    "`{other}` and `{}` would both be the request's `{rust}`",
                    wire.value
                );
                let diagnostic = Diagnostic::new(codes::DUPLICATE_RUST_NAME, wire.span, message);
                let help = "required inline objects are flattened into the request: make one of them a shared type";
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
