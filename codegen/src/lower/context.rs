//! The state that the passes of lowering share: the errors, the known types, the used type names.

use super::names;
use crate::ast::{ApiDoc, FieldDoc, IdsDoc, Text, TypeDoc, TypeKindDoc};
use crate::codes::{self, Code};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Deprecation, Object, Origin, Scalar, TypeName};
use crate::source::{FileId, Sources, Span};
use crate::suggest::nearest;
use std::collections::BTreeMap;

pub(super) struct Context<'a> {
    sources: &'a Sources,
    errors: Diagnostics,
    /// The syntax of the ids of the API.
    ids: Option<&'a IdsDoc>,
    /// The shared types that fields can refer to.
    shared: BTreeMap<&'a str, &'a TypeDoc>,
    /// The types that fields can refer to: the words of the language, then the shared types.
    pub(super) known_types: Vec<&'a str>,
    /// The results of [`meant_type`](Self::meant_type), by the name that was looked up.
    meant_types: BTreeMap<String, Option<&'a str>>,
    /// The type names that the spec reserves, with their locations.
    reserved: BTreeMap<String, Span>,
    /// Every used Rust type name, with the item that uses it.
    type_names: BTreeMap<String, Span>,
}

/// The maximum number of unknown types for which a similar one is searched. A search through
/// thousands of types is slow, and nobody reads that many errors.
const MOST_SEARCHED: usize = 100;

impl<'a> Context<'a> {
    pub(super) fn new(sources: &'a Sources, api: &'a ApiDoc, types: &'a [TypeDoc]) -> Self {
        let shared = types.iter().rev();
        let shared: BTreeMap<_, _> = shared.map(|doc| (doc.name.as_str(), doc)).collect();
        let scalars = Scalar::ALL.iter().map(|(word, _)| *word);
        let words = scalars.chain(["list", "map", "object"]);
        Self {
            sources,
            errors: Diagnostics::default(),
            ids: api.ids.as_ref(),
            known_types: words.chain(shared.keys().copied()).collect(),
            shared,
            meant_types: BTreeMap::new(),
            reserved: BTreeMap::new(),
            type_names: BTreeMap::new(),
        }
    }

    /// Ends the stage: returns `value` if there were no errors.
    pub(super) fn finish<T>(self, value: T) -> Result<T, Diagnostics> {
        self.errors.propagate(value)
    }

    pub(super) fn origin(&self, file: FileId) -> Origin {
        Origin(self.sources.origin(file))
    }

    /// Returns what an id of the API looks like.
    pub(super) fn ids(&self) -> Option<&'a IdsDoc> {
        self.ids
    }

    pub(super) fn shared(&self, name: &str) -> Option<&'a TypeDoc> {
        self.shared.get(name).copied()
    }

    /// Returns the fields of a shared object.
    pub(super) fn shared_fields(&self, name: &str) -> Option<&'a [FieldDoc]> {
        match &self.shared(name)?.kind {
            TypeKindDoc::Object { fields, .. } => Some(fields),
            TypeKindDoc::OpenEnum { .. }
            | TypeKindDoc::ClosedEnum { .. }
            | TypeKindDoc::Union { .. }
            | TypeKindDoc::External { .. } => None,
        }
    }

    /// Returns the known type that is most similar to an unknown name.
    pub(super) fn meant_type(&mut self, name: &str) -> Option<&'a str> {
        if let Some(meant) = self.meant_types.get(name) {
            return *meant;
        }
        if self.meant_types.len() == MOST_SEARCHED {
            return None;
        }
        let meant = nearest(name, &self.known_types);
        self.meant_types.insert(name.to_owned(), meant);
        meant
    }

    /// Converts and uses a type name of the spec. Reports a name that is invalid, reserved or already
    /// used, and returns a placeholder for it.
    pub(super) fn type_name(&mut self, text: &Text) -> TypeName {
        let Some(name) = self.checked_type_name(text) else {
            return TypeName::new(names::UNMADE);
        };
        self.take_type_name(&name, text.span);
        name
    }

    /// Reserves a type name for hand-written code. Reports a name that is invalid.
    pub(super) fn reserve_type_name(&mut self, text: &Text) {
        if let Some(name) = self.checked_type_name(text) {
            self.reserved.insert(name.to_string(), text.span);
        }
    }

    /// Converts a type name, or reports that it is invalid.
    fn checked_type_name(&mut self, text: &Text) -> Option<TypeName> {
        let name = names::type_name(text);
        if name.is_none() {
            self.report(
                codes::INVALID_RUST_NAME,
                text.span,
                format!("`{}` is not a valid Rust type name", text.value),
                "write it in UpperCamelCase: ASCII letters and digits, starting with a capital letter",
            );
        }
        name
    }

    /// Reports a file of `types/` or `operations/` that is not named after its item.
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

    /// Marks a type name as used. Reports a reserved or used name.
    pub(super) fn take_type_name(&mut self, name: &TypeName, span: Span) {
        if name.as_str() == names::UNMADE {
            return;
        }
        if names::RESERVED_TYPES.contains(&name.as_str()) {
            self.report(
                codes::RESERVED_NAME,
                span,
                format!("the type name `{name}` is reserved"),
                "choose another name: generated code needs this one",
            );
            return;
        }
        if let Some(&reserved) = self.reserved.get(name.as_str()) {
            self.report_related(
                codes::RESERVED_NAME,
                span,
                format!("the type name `{name}` is reserved"),
                (reserved, "reserved here"),
                "choose another name: hand-written code of the crate exports this one",
            );
            return;
        }
        match self.type_names.get(name.as_str()) {
            None => {
                self.type_names.insert(name.to_string(), span);
            }
            Some(&first) => self.report_clash(
                codes::DUPLICATE_TYPE_NAME,
                span,
                format!("two Rust types have the name `{name}`"),
                first,
                "rename one of them; `rust: …` sets the name of an inline object's type",
            ),
        }
    }

    /// Marks the names of the private enums of a large object as used.
    pub(super) fn take_private_enums(&mut self, object: &Object, span: Span) {
        for name in object.private_enums().into_iter().flatten() {
            self.take_type_name(&name, span);
        }
    }

    /// Converts the former name of a type or an operation.
    pub(super) fn old_type_name(&mut self, name: &Text, old: Option<&Text>) -> Option<TypeName> {
        let old = old?;
        if self.is_renamed(name, old, codes::DUPLICATE_TYPE_NAME) {
            return Some(self.type_name(old));
        }
        None
    }

    /// Returns `true` if the former name differs from the current one, and reports it otherwise.
    pub(super) fn is_renamed(&mut self, name: &Text, old: &Text, code: Code) -> bool {
        let is_renamed = name.value != old.value;
        if !is_renamed {
            self.report(
                code,
                old.span,
                format!("`{}` is the current name", old.value),
                "write the former name, or remove `renamed_from`",
            );
        }
        is_renamed
    }

    /// Returns `true` if a type has this name.
    pub(super) fn is_type(&self, name: &str) -> bool {
        Scalar::from_word(name).is_some()
            || matches!(name, "list" | "map" | "object")
            || self.shared.contains_key(name)
    }

    /// Returns the number of errors so far.
    pub(super) fn error_count(&self) -> usize {
        self.errors.len()
    }

    /// Returns `true` if an error with this code was reported. It leaves a placeholder in the model,
    /// about which nothing more is reported.
    pub(super) fn has(&self, code: Code) -> bool {
        self.errors.iter().any(|error| error.code == code)
    }

    /// Returns `true` if an error with one of these codes was reported at a location.
    pub(super) fn has_at(&self, span: Span, codes: &[Code]) -> bool {
        let mut errors = self.errors.iter();
        errors.any(|error| error.span == span && codes.contains(&error.code))
    }

    /// Lowers the key `deprecated`.
    pub(super) fn deprecation(&mut self, text: Option<&Text>) -> Option<Deprecation> {
        text.map(|text| Deprecation(self.text(text, "`deprecated`")))
    }

    /// Returns a trimmed text, and reports an empty one.
    pub(super) fn text(&mut self, text: &Text, what: &str) -> String {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.report(
                codes::EMPTY_TEXT,
                text.span,
                format!("{what} is empty"),
                if ["the permission", "the key", "the parameter"].contains(&what) {
                    "write it, or remove it"
                } else {
                    "write a sentence"
                },
            );
        }
        trimmed.to_owned()
    }

    /// Reports a key that does not apply here. `fix` completes the help, which starts with the
    /// removal of the key.
    pub(super) fn misplaced(&mut self, key: &str, span: Span, item: &str, fix: &str) {
        self.report(
            codes::MISPLACED_KEY,
            span,
            format!("`{key}` does not apply to {item}"),
            format!("remove `{key}`{fix}"),
        );
    }

    /// Reports an item that has the same name as an earlier one.
    pub(super) fn report_clash(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        first: Span,
        help: impl Into<String>,
    ) {
        self.report_related(code, span, message, (first, "first used here"), help);
    }

    /// Reports an error that involves another location.
    pub(super) fn report_related(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        (other, label): (Span, &str),
        help: impl Into<String>,
    ) {
        let error = Diagnostic::new(code, span, message).related(other, label);
        self.errors.push(error.help(help));
    }

    /// Reports an error.
    pub(super) fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.errors
            .push(Diagnostic::new(code, span, message).help(help));
    }
}
