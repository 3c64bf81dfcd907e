//! Names that must be unique among the items of one mapping, request or folder.

use super::context::Context;
use super::names;
use crate::ast::Text;
use crate::codes;
use crate::model::{FieldName, ModuleName, TypeName};
use crate::source::Span;
use std::collections::BTreeMap;

/// The items of a namespace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    EnumValue,
    Example,
    Field,
    Header,
    Input,
    OutcomePart,
    PathParameter,
    Permission,
    ReservedName,
    Tag,
    Variant,
}

impl Kind {
    /// Returns the noun, for messages.
    fn noun(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::EnumValue => "value",
            Self::Example => "example",
            Self::Field => "field",
            Self::Header => "header",
            Self::Input => "input",
            Self::OutcomePart => "part",
            Self::PathParameter => "path parameter",
            Self::Permission => "permission",
            Self::ReservedName => "reserved name",
            Self::Tag => "tag",
            Self::Variant => "variant",
        }
    }

    /// Returns the help for two names that become one in Rust.
    fn rust_help(self) -> &'static str {
        match self {
            Self::Body => "each body is a variant in Rust: rename one of them",
            Self::EnumValue | Self::Variant => {
                "set a different Rust name for one of them: add `name: …`"
            }
            Self::Field | Self::Header => {
                "set a different Rust name for one of them: add `rust_name: …`"
            }
            Self::Example
            | Self::Input
            | Self::OutcomePart
            | Self::PathParameter
            | Self::Permission
            | Self::ReservedName
            | Self::Tag => "both have the same name in Rust: remove one of them",
        }
    }
}

/// The used names of one kind of item: on the wire and in Rust.
pub(super) struct Namespace {
    kind: Kind,
    wire: BTreeMap<String, Span>,
    /// The wire name and the location of each Rust name.
    rust: BTreeMap<String, (String, Span)>,
}

impl Namespace {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            wire: BTreeMap::new(),
            rust: BTreeMap::new(),
        }
    }

    /// Uses a Rust name that has no wire name.
    pub(super) fn reserve(&mut self, rust: &str, span: Span) {
        self.rust.insert(rust.to_owned(), (rust.to_owned(), span));
    }

    /// Uses a wire name, or reports that it is already used.
    pub(super) fn take_wire(&mut self, cx: &mut Context<'_>, wire: &Text) {
        self.take(cx, wire, names::UNMADE);
    }

    /// Uses a wire name and its Rust name, or reports that one of them is already used.
    pub(super) fn take(&mut self, cx: &mut Context<'_>, wire: &Text, rust: &str) {
        // The names of headers are case-insensitive.
        let key = if self.kind == Kind::Header {
            wire.to_ascii_lowercase()
        } else {
            wire.value.clone()
        };
        if let Some(&first) = self.wire.get(&key) {
            let message = format!("duplicate {} `{}`", self.kind.noun(), wire.value);
            let help = "remove one of them";
            cx.report_clash(codes::DUPLICATE_NAME, wire.span, message, first, help);
            return;
        }
        self.wire.insert(key, wire.span);
        self.take_rust(cx, wire, rust);
    }

    /// Uses the Rust name of an item, or reports that it is already used.
    pub(super) fn take_rust(&mut self, cx: &mut Context<'_>, wire: &Text, rust: &str) {
        if rust == names::UNMADE || is_reported(cx, wire.span) {
            return;
        }
        if let Some((other, first)) = self.rust.get(rust) {
            let message = format!("`{other}` and `{}` are both `{rust}` in Rust", wire.value);
            let help = self.kind.rust_help();
            cx.report_clash(codes::DUPLICATE_RUST_NAME, wire.span, message, *first, help);
            return;
        }
        self.rust
            .insert(rust.to_owned(), (wire.value.clone(), wire.span));
    }

    /// Uses the former wire name of an item. Reports a used name, and returns `false` for it.
    pub(super) fn take_old(&mut self, cx: &mut Context<'_>, wire: &Text) -> bool {
        let Some(&first) = self.wire.get(wire.as_str()) else {
            self.wire.insert(wire.value.clone(), wire.span);
            return true;
        };
        let noun = self.kind.noun();
        let message = format!("the former name `{}` belongs to another {noun}", wire.value);
        let help = format!("remove `renamed_from`, or rename the other {noun}");
        cx.report_clash(codes::DUPLICATE_NAME, wire.span, message, first, help);
        false
    }

    /// Uses the name of an additional setter of a field, or reports that it is already used.
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
                "`{}` needs the setter `{extra}`, which belongs to `{other}`",
                wire.value
            );
            let help = Kind::Field.rust_help();
            cx.report_clash(codes::DUPLICATE_RUST_NAME, wire.span, message, *first, help);
        }
    }

    /// Uses the setter of an input. Inputs in different locations may share a wire name, so only the
    /// Rust name is checked.
    pub(super) fn take_flattened(
        &mut self,
        cx: &mut Context<'_>,
        wire: &Text,
        path: &str,
        rust: &str,
    ) {
        if is_reported(cx, wire.span) {
            return;
        }
        match self.rust.get(rust) {
            Some((other, first)) if *first != wire.span => {
                let message = if other == path {
                    format!("two inputs `{other}` share the setter `{rust}`")
                } else {
                    format!("`{other}` and `{path}` share the setter `{rust}`")
                };
                let help = if path.contains('.') || other.contains('.') {
                    "the fields of a required inline object are setters of the request: set a different Rust name for one of them with `rust_name: …`"
                } else {
                    "all inputs are setters of the request: set a different Rust name for one of them with `rust_name: …`"
                };
                cx.report_clash(codes::DUPLICATE_RUST_NAME, wire.span, message, *first, help);
            }
            _ => {
                self.rust
                    .insert(rust.to_owned(), (path.to_owned(), wire.span));
            }
        }
    }

    /// Returns `true` if a Rust name is used.
    pub(super) fn has(&self, rust: &str) -> bool {
        self.rust.contains_key(rust)
    }
}

/// Returns `true` if a clash was reported for the name at a location.
fn is_reported(cx: &Context<'_>, span: Span) -> bool {
    cx.has_at(span, &[codes::DUPLICATE_NAME, codes::DUPLICATE_RUST_NAME])
}

/// The used modules. Type names that differ only in case, such as `OSType` and `OsType`, would share a
/// file.
#[derive(Default)]
pub(super) struct Modules(BTreeMap<ModuleName, (TypeName, Span)>);

impl Modules {
    /// Uses the module of a type, or reports that another type has it.
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
            // A duplicate type name is reported already.
            Some((other, _)) if other == name => {}
            Some((other, first)) => {
                let message = format!("`{other}` and `{name}` share the module `{module}`");
                let help = "choose names that differ in more than case";
                cx.report_clash(codes::DUPLICATE_TYPE_NAME, span, message, *first, help);
            }
        }
    }
}
