//! The arms of `ResponseBody::read`: which statuses have which body, and its decoding.

use super::tokens::text;
use crate::fact::Place;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Arm, Expr, ExprMatch, ImplItem, ItemImpl, Stmt};

/// `201 | 202 => body.json().map(Self::Created),`
#[derive(Clone, Debug)]
pub(super) struct StatusArm {
    /// `201|202`
    pub(super) statuses: String,
    /// `json`, `text` or `nothing`.
    pub(super) format: String,
    pub(super) variant: String,
    /// The line of the statuses.
    pub(super) place: Place,
}

/// Reads the arms that return a variant.
///
/// # Errors
///
/// Returns an error for any other body of `read`, and for any other arm.
pub(super) fn read(item: &ItemImpl, place: impl Fn(Span) -> Place) -> syn::Result<Vec<StatusArm>> {
    let mut arms = Vec::new();
    for item in &item.items {
        let ImplItem::Fn(function) = item else {
            continue;
        };
        for arm in &by_status(&function.block)?.arms {
            arms.extend(status_arm(arm, &place)?);
        }
    }
    Ok(arms)
}

/// `{ match body.status() { … } }`
fn by_status(block: &syn::Block) -> syn::Result<&ExprMatch> {
    match block.stmts.as_slice() {
        [Stmt::Expr(Expr::Match(found), None)] if text(&found.expr) == "body.status()" => Ok(found),
        _ => Err(syn::Error::new(
            block.span(),
            "`read` does not consist of `match body.status()`",
        )),
    }
}

/// Returns `None` for the arm of undocumented statuses. A guard is part of the pattern, so it does not
/// match a status of the spec.
fn status_arm(arm: &Arm, place: impl Fn(Span) -> Place) -> syn::Result<Option<StatusArm>> {
    let statuses = text(&arm.pat);
    let body = text(inside(&arm.body));
    if statuses == "_" && body == "Err(body.undocumented())" {
        return Ok(None);
    }
    let formats = [
        ("nothing", "Ok(Self::"),
        ("text", "body.text().map(Self::"),
        ("json", "body.json().map(Self::"),
    ];
    let found = formats.into_iter().find_map(|(format, start)| {
        let variant = body.strip_prefix(start)?.strip_suffix(')')?;
        Some((format, variant))
    });
    match found {
        Some((format, variant)) => Ok(Some(StatusArm {
            statuses,
            format: format.to_owned(),
            variant: variant.to_owned(),
            place: place(arm.pat.span()),
        })),
        _ => Err(syn::Error::new(arm.span(), "unknown kind of arm")),
    }
}

/// Returns the only expression of a block.
fn inside(body: &Expr) -> &Expr {
    match body {
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(only, None)] => only,
            _ => body,
        },
        _ => body,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::code::tokens::line;
    use crate::fact::Place;

    fn arms(arms: &str) -> syn::Result<Vec<(String, String, String, usize)>> {
        let text = format!(
            "impl ResponseBody for Body {{ fn read() {{ match body.status() {{\n{arms} }} }} }}"
        );
        let found = read(&syn::parse_str(&text)?, |span| Place {
            file: String::new(),
            line: line(span),
        })?;
        let arms = found.into_iter();
        let arms = arms.map(|arm| (arm.statuses, arm.format, arm.variant, arm.place.line));
        Ok(arms.collect())
    }

    #[test]
    fn arms_on_one_line_or_several_are_read() {
        let text = "201 | 202 => {\nbody\n.json()\n.map(Self::Created)\n}\n\
                    204 => Ok(Self::Empty),\n_ => Err(body.undocumented()),";
        let expected = [
            ("201|202", "json", "Created", 2),
            ("204", "nothing", "Empty", 7),
        ];
        let expected = expected.map(|(statuses, format, variant, line)| {
            let [statuses, format, variant] = [statuses, format, variant].map(str::to_owned);
            (statuses, format, variant, line)
        });
        assert_eq!(arms(text).expect("they are read"), expected);
    }

    #[test]
    fn other_arms_are_rejected() {
        for arm in [
            "201 => body.xml().map(Self::A),",
            "201 => Err(body.undocumented()),",
        ] {
            let error = arms(arm).expect_err("it is unknown");
            assert_eq!(error.to_string(), "unknown kind of arm");
        }
    }
}
