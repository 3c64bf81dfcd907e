//! The names of query parameters. Each member of an object in the query is one.

use crate::ast::FieldDoc;
use crate::codes;
use crate::lower::context::Context;
use crate::source::Span;
use std::collections::BTreeMap;

/// The used names, with the location and the object of each.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, (Span, Option<String>)>);

impl Names {
    /// Uses the names of an input, or reports the first that is already used.
    pub(super) fn take(&mut self, cx: &mut Context<'_>, doc: &FieldDoc) {
        let members = match doc.ty.name.as_str() {
            "object" => doc.ty.fields.as_ref().map(|fields| &fields.value[..]),
            name => cx.shared_fields(name),
        };
        let (names, object) = match members {
            Some(members) => {
                let names: Vec<_> = members.iter().map(|member| &member.name.value).collect();
                (names, Some(doc.name.value.clone()))
            }
            None => (vec![&doc.name.value], None),
        };
        let span = doc.name.span;
        let mut is_clear = true;
        for name in names {
            match self.0.get(name) {
                None => {
                    self.0.insert(name.clone(), (span, object.clone()));
                }
                Some((first, _)) if *first == span => {}
                Some((first, other)) => {
                    if std::mem::replace(&mut is_clear, false) {
                        let (message, help) = clash(name, object.as_deref(), other.as_deref());
                        cx.report_clash(codes::DUPLICATE_NAME, span, message, *first, help);
                    }
                }
            }
        }
    }
}

/// Returns the message and the help for a name that is used twice.
fn clash(name: &str, object: Option<&str>, other: Option<&str>) -> (String, &'static str) {
    let message = match (object, other) {
        (Some(object), _) => {
            format!("the member `{name}` of `{object}` has the name of another query parameter")
        }
        (None, Some(other)) => {
            format!("the query parameter `{name}` has the name of a member of `{other}`")
        }
        (None, None) => format!("duplicate query parameter `{name}`"),
    };
    let help = if object.is_some() || other.is_some() {
        "each member of an object in the query is a parameter: remove one of them"
    } else {
        "remove one of them"
    };
    (message, help)
}
