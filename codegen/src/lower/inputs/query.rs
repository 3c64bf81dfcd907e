//! The names of query parameters. An object in the query gives one for each of its members.

use crate::Diagnostic;
use crate::document::FieldDoc;
use crate::lower::codes;
use crate::lower::context::Context;
use crate::source::Span;
use std::collections::BTreeMap;

/// The names that are taken: where, and by which object.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, (Span, Option<String>)>);

impl Names {
    /// Takes the names of an input, or reports the first that is taken.
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
                        let found = clash(name, span, object.as_deref(), other.as_deref());
                        cx.found.push(found.related(*first, "the other one"));
                    }
                }
            }
        }
    }
}

fn clash(name: &str, span: Span, object: Option<&str>, other: Option<&str>) -> Diagnostic {
    let message = match (object, other) {
        (Some(object), _) => {
            format!("the member `{name}` of `{object}` is another query parameter already")
        }
        (None, Some(other)) => {
            format!("the query parameter `{name}` is a member of `{other}` already")
        }
        (None, None) => format!("the query parameter `{name}` stands here twice"),
    };
    let help = if object.is_some() || other.is_some() {
        "an object in the query gives a parameter for each of its members: remove one of the two"
    } else {
        "remove one of the two"
    };
    Diagnostic::new(codes::DUPLICATE_NAME, span, message).help(help)
}
