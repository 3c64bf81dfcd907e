//! The names of query parameters, or of the fields of a form. Each member of an object is one.

use crate::ast::FieldDoc;
use crate::codes;
use crate::lower::context::Context;
use crate::source::Span;
use std::collections::BTreeMap;

/// The used names.
pub(super) struct Names {
    /// The noun for a parameter of this location: a query parameter, a form field.
    noun: &'static str,
    /// Each name, with its location and object.
    used: BTreeMap<String, (Span, Option<String>)>,
    /// The parameter of the credential.
    auth: Option<String>,
}

impl Names {
    /// Starts the names of the query parameters of a request, whose credential is the parameter `auth`.
    pub(super) fn of_query(auth: Option<String>) -> Self {
        Self::new("query parameter", auth)
    }

    /// Starts the names of the fields of a form.
    pub(super) fn of_form() -> Self {
        Self::new("form field", None)
    }

    fn new(noun: &'static str, auth: Option<String>) -> Self {
        let used = BTreeMap::new();
        Self { noun, used, auth }
    }

    /// Uses the names of an input, or reports the first that is already used.
    pub(super) fn take(&mut self, cx: &mut Context<'_>, doc: &FieldDoc) {
        let style = doc.list_style.as_ref().map(|style| style.as_str());
        let (names, object) = match members(cx, doc) {
            Some(members) if !doc.has_bracketed_members() => {
                let sent = members.iter().filter(|member| is_named(member));
                let names = sent.flat_map(|member| names_of(cx, member, style));
                (names.collect(), Some(doc.name.value.clone()))
            }
            _ => (names_of(cx, doc, None), None),
        };
        let span = doc.name.span;
        if let Some(auth) = self.auth.as_ref().filter(|auth| names.contains(auth)) {
            let message = format!("the client sets the query parameter `{auth}` itself");
            let help = "remove the input";
            return cx.report(codes::DUPLICATE_NAME, span, message, help);
        }
        let mut is_clear = true;
        for name in &names {
            match self.used.get(name) {
                None => {
                    self.used.insert(name.clone(), (span, object.clone()));
                }
                Some((first, _)) if *first == span => {}
                Some((first, other)) => {
                    if std::mem::replace(&mut is_clear, false) {
                        let (message, help) =
                            clash(self.noun, name, object.as_deref(), other.as_deref());
                        cx.report_clash(codes::DUPLICATE_NAME, span, message, *first, help);
                    }
                }
            }
        }
    }
}

/// Returns `true` for a member with a fixed name that a request can have.
fn is_named(member: &FieldDoc) -> bool {
    !member.is_read_only() && !member.is_additional
}

/// Returns the members of an object.
fn members<'a>(cx: &Context<'a>, doc: &'a FieldDoc) -> Option<&'a [FieldDoc]> {
    match doc.ty.name.as_str() {
        "object" => doc.ty.fields.as_ref().map(|fields| &fields.value[..]),
        name => cx.shared_fields(name),
    }
}

/// Returns the names of a parameter, with those in brackets; `style` is that of lists without their
/// own.
fn names_of(cx: &Context<'_>, doc: &FieldDoc, style: Option<&str>) -> Vec<String> {
    let name = &doc.name.value;
    let own = doc.list_style.as_ref().map(|style| style.as_str());
    let mut names = vec![name.clone()];
    if doc.has_bracketed_members() {
        let members = members(cx, doc).unwrap_or_default().iter();
        let members = members.filter(|member| is_named(member));
        names.extend(members.map(|member| format!("{name}[{}]", member.name.value)));
    } else if doc.ty.name.as_str() == "list" && own.or(style) == Some("brackets") {
        names.push(format!("{name}[]"));
    }
    names
}

/// Returns the message and the help for a name that is used twice.
fn clash(noun: &str, name: &str, object: Option<&str>, other: Option<&str>) -> (String, String) {
    let message = match (object, other) {
        (Some(object), _) => {
            format!("the member `{name}` of `{object}` has the name of another {noun}")
        }
        (None, Some(other)) => {
            format!("the {noun} `{name}` has the name of a member of `{other}`")
        }
        (None, None) => format!("duplicate {noun} `{name}`"),
    };
    let help = if object.is_some() || other.is_some() {
        format!("each member of an object becomes a {noun}: remove one of them")
    } else {
        "remove one of them".to_owned()
    };
    (message, help)
}
