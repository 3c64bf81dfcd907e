//! The people who are hit by a change, and the things to do about it.

mod bounds;
mod hint;
mod user_code;

use super::class::{Action, Class};
use super::compare::Difference;
use super::element::Element;
use super::kind::Kind;
use super::state::State;
use crate::model::Direction;
use hint::renamed_hint;
use user_code::user_code;

/// Advice for a reviewer.
pub(super) struct Advice {
    /// The code that breaks or changes.
    pub hit: String,
    /// The things to do.
    pub remedy: String,
    /// Facts that are easy to miss.
    pub notes: Vec<String>,
}

/// Returns the advice for a difference.
pub(super) fn of(
    difference: &Difference<'_>,
    classes: &[Class],
    base: Option<&State>,
    new: Option<&State>,
) -> Advice {
    let facts = Facts::of(difference, base, new);
    let (hit, remedy) = facts
        .of_field()
        .or_else(|| facts.of_shape())
        .or_else(|| facts.of_values())
        .or_else(|| facts.of_bounds())
        .or_else(|| facts.of_operation())
        .unwrap_or_else(|| facts.of_class(classes));
    Advice {
        hit,
        remedy,
        notes: facts.notes(difference),
    }
}

fn signatures(state: Option<&State>) -> &[String] {
    state.map_or(&[], |state| &state.rust)
}

struct Facts<'a> {
    kind: Kind,
    action: Action,
    is_sent: bool,
    is_received: bool,
    /// The name in the base, or the new one if the element is new.
    old: &'a str,
    /// The name in the new spec, or the old one if the element is gone.
    new: &'a str,
    /// A line of code that uses the element as it was.
    line: String,
    /// A line of code that uses the element as it is.
    new_line: String,
    value: &'a str,
    /// The value in the base.
    old_value: &'a str,
    /// The signatures in the base and in the new spec.
    signatures: (&'a [String], &'a [String]),
}

impl<'a> Facts<'a> {
    fn of(difference: &Difference<'a>, base: Option<&'a State>, new: Option<&'a State>) -> Self {
        let (before, after) = (difference.before(), difference.after());
        let inner = |stack: &[&'a Element]| {
            let mut elements = stack.iter().rev();
            elements.find(|element| !element.name.is_empty()).copied()
        };
        let (old, now) = (inner(&difference.base), inner(&difference.new));
        let (before_name, after_name) = match (before, after) {
            (None, _) => (now.or(old), now),
            (_, None) => (old, old.or(now)),
            _ => (old, now),
        };
        let name =
            |element: Option<&'a Element>| element.map_or("", |element| element.name.as_str());
        let line = |state: Option<&State>, element: Option<&Element>| {
            let signature = state.and_then(|state| state.rust.first());
            user_code(signature.map_or("", String::as_str), element, difference)
        };
        Self {
            kind: difference.kind,
            action: difference.action,
            is_sent: difference.direction != Direction::Received,
            is_received: difference.direction != Direction::Sent,
            old: name(before_name),
            new: name(after_name),
            line: line(base.or(new), before_name),
            new_line: line(new.or(base), after_name),
            value: after.map_or("", |after| after.value.as_str()),
            old_value: before.map_or("", |before| before.value.as_str()),
            signatures: (signatures(base), signatures(new)),
        }
    }

    fn of_field(&self) -> Option<(String, String)> {
        let is_field = matches!(self.kind, Kind::Field | Kind::Input | Kind::Header);
        let (old, new, line, new_line) = (self.old, self.new, &self.line, &self.new_line);
        let text = match self.action {
            Action::Added if is_field => (
                format!("Nobody: programs can now use `{new_line}`."),
                "Nothing.".to_owned(),
            ),
            Action::AddedRequired if is_field && self.is_sent => (
                format!("Every `{new_line}` lacks an argument and no longer compiles."),
                "Pass the new argument. An optional input would break nobody.".to_owned(),
            ),
            Action::AddedRequired if is_field => (
                format!("One entry without `{new}` turns the whole response into a decode error."),
                "Leave it optional unless every server sends it.".to_owned(),
            ),
            Action::Removed | Action::RemovedRequired if is_field && self.is_sent => (
                format!("`{line}` no longer compiles."),
                format!(
                    "Remove the call; `.with_extra(\"{old}\", …)` sends it to a server that still \
                     accepts it. To keep programs compiling, mark it as `deprecated` first."
                ),
            ),
            Action::Removed | Action::RemovedRequired if is_field => (
                format!("`{line}` no longer compiles."),
                "Remove the use. To keep programs compiling, mark it as `deprecated` first."
                    .to_owned(),
            ),
            Action::Renamed | Action::RenamedRequired | Action::RenamedOnWire
                if is_field && self.is_sent =>
            {
                (
                    format!(
                        "Every program with `{line}`: it still compiles{}, and now sends `{new}` \
                         instead of `{old}`.",
                        self.warning()
                    ),
                    format!(
                        "Make sure that all servers in use accept `{new}`. A server that knows only \
                         `{old}` refuses the request, or ignores the name; if it ignores a condition, \
                         the request applies to more than was meant."
                    ),
                )
            }
            Action::Renamed | Action::RenamedRequired if is_field => (
                format!("`{line}` no longer compiles; responses with either name are read."),
                format!("Write `{new_line}`."),
            ),
            Action::RenamedOnWire if is_field => (
                format!("Nobody: `{line}` is read from `{new}` and from `{old}`."),
                "Nothing.".to_owned(),
            ),
            _ => return None,
        };
        Some(text)
    }

    /// Returns the advice for a field whose presence or type changes.
    fn of_shape(&self) -> Option<(String, String)> {
        let (old, line, new_line) = (self.old, &self.line, &self.new_line);
        let text = match self.action {
            Action::Tightened if self.kind.family() == Kind::Presence && self.is_received => (
                format!(
                    "One entry without `{old}` turns the whole response into a decode error{}.",
                    self.retyped()
                ),
                "Leave it optional unless every server sends it.".to_owned(),
            ),
            Action::Tightened if self.kind == Kind::Presence => (
                format!(
                    "Every call of `new` lacks the argument for `{old}` and no longer compiles; `{line}` \
                     is gone. Every request sends the value now."
                ),
                "Users pass the value to `new`.".to_owned(),
            ),
            Action::Loosened if self.kind == Kind::Presence && self.is_sent => (
                format!("`{line}` has one argument fewer, so calls no longer compile."),
                format!("Set it with `{new_line}`."),
            ),
            Action::Replaced | Action::Changed | Action::ChangedRequired
                if self.kind == Kind::FieldType && self.is_received =>
            {
                let decoded = "One value that the new type excludes turns the whole response into a \
                               decode error.";
                (
                    format!(
                        "Code that reads `{line}`: its type changes, so that the code may no longer \
                         compile. {decoded}"
                    ),
                    "Make sure that every server sends the new type.".to_owned(),
                )
            }
            _ => return None,
        };
        Some(text)
    }

    fn of_values(&self) -> Option<(String, String)> {
        let (old, new, line, new_line) = (self.old, self.new, &self.line, &self.new_line);
        let owner = new_line.split("::").next().unwrap_or_default();
        let text = match (self.kind, self.action) {
            (Kind::OpenValue, Action::Added) if self.is_received => (
                format!(
                    "Code that finds the text \"{new}\" in `{owner}::Unrecognized(value)` compiles, \
                     and no longer matches: the value is `{new_line}` now."
                ),
                format!("Users match `{new_line}` instead."),
            ),
            (Kind::OpenValue, Action::Added) => (
                format!("Nobody: programs can now write `{new_line}`."),
                "Nothing.".to_owned(),
            ),
            (Kind::ClosedValue, Action::Added) => (
                format!("A `match` over all values of `{owner}` no longer compiles."),
                format!("Add an arm for `{new_line}`."),
            ),
            (Kind::OpenValue, Action::Removed) => (
                format!(
                    "`{line}` no longer compiles; received values \"{old}\" become `Unrecognized`."
                ),
                "Mark the value as `deprecated` first.".to_owned(),
            ),
            (Kind::ClosedValue, Action::Removed) => (
                format!(
                    "`{line}` no longer compiles; a response with \"{old}\" becomes a decode error."
                ),
                "Mark the value as `deprecated` first, and remove it when no server sends it."
                    .to_owned(),
            ),
            (Kind::OpenValue | Kind::ClosedValue, Action::Renamed) => (
                format!("`{line}` no longer compiles; the text \"{old}\" is still read."),
                format!("Write `{new_line}`, or keep the old variant with `name`."),
            ),
            (Kind::OpenValue | Kind::ClosedValue, Action::RenamedOnWire) => (
                format!(
                    "Every existing program: `{line}` now sends \"{new}\" instead of \"{old}\"."
                ),
                format!("Make sure that all servers accept \"{new}\"."),
            ),
            _ => return None,
        };
        Some(text)
    }

    fn of_operation(&self) -> Option<(String, String)> {
        let line = &self.line;
        let text = match self.kind {
            Kind::Idempotency if self.value == "always" => (
                format!(
                    "Every `client.send(&{line})`: when an attempt fails, as after a time-out, the SDK \
                     now repeats it even if the server may have carried it out. The effect can happen \
                     twice."
                ),
                "Declare `always` only if a repeated request has no further effect on the server. Users \
                 opt out with `RetryPolicy::never()`."
                    .to_owned(),
            ),
            Kind::Idempotency => (
                format!("`client.send(&{line})` is repeated after other failures than before."),
                "Check the condition against the documentation of the server.".to_owned(),
            ),
            Kind::RefusedResponse if matches!(self.action, Action::Removed) => (
                format!("`client.send(&{line})` is no longer repeated after the response `{}`.", self.old),
                "Describe it in the changelog.".to_owned(),
            ),
            Kind::RefusedResponse => (
                format!(
                    "`client.send(&{line})`: after the response `{}`, the SDK now sends the request again. If \
                     the server acts before it sends this response, the effect happens twice.",
                    self.new
                ),
                "Make sure that this response means that nothing was done; otherwise, leave it out of the \
                 list."
                    .to_owned(),
            ),
            Kind::RateLimit | Kind::ApiRateLimit | Kind::Batch => (
                format!("`client.send(&{line})` compiles and sends the same, in other intervals or parts."),
                "Compare the limit with the documentation.".to_owned(),
            ),
            Kind::Permission | Kind::OptionalPermission => (
                "Programs that read `METADATA`, and administrators who assign permissions to a token."
                    .to_owned(),
                "Check the permission in the documentation of the server.".to_owned(),
            ),
            Kind::SharedHeaders if matches!(self.action, Action::Added) => (
                format!(
                    "Programs that implement a trait for `{line}` and for another name of `{}`.",
                    self.value
                ),
                format!("Users implement it once, for `{}`.", self.value),
            ),
            Kind::SharedHeaders => (
                format!("Programs that pass `{line}` as `{}`.", self.old_value),
                "Tell users in the changelog how to change their code.".to_owned(),
            ),
            Kind::Method | Kind::Path | Kind::OperationAuth | Kind::MediaType => (
                format!("Every `client.send(&{line})` sends another request."),
                "Make sure that all servers in use accept it.".to_owned(),
            ),
            _ => return None,
        };
        Some(text)
    }

    /// Returns the words for the warning of a name that programs still compile with.
    fn warning(&self) -> &'static str {
        if self.action == Action::RenamedOnWire {
            ""
        } else {
            " with a warning that the name is deprecated"
        }
    }

    /// Returns the words for a changed type of a struct field.
    fn retyped(&self) -> String {
        if self.signatures.0 == self.signatures.1 {
            return String::new();
        }
        format!(
            ", and code that reads `{}` no longer compiles: its type changes",
            self.line
        )
    }

    /// Returns the advice for kinds that have no sentence above.
    fn of_class(&self, classes: &[Class]) -> (String, String) {
        let line = &self.line;
        match classes.first() {
            Some(Class::SourceBreaking) => (
                format!("`{line}` no longer compiles."),
                "Tell users in the changelog how to change their code.".to_owned(),
            ),
            Some(Class::WireBreaking) => (
                format!("`{line}` compiles, and sends or reads something else."),
                "Make sure that all servers in use agree.".to_owned(),
            ),
            Some(Class::Behaviour) => (
                format!("`{line}` compiles, and the SDK acts differently."),
                "Describe it in the changelog.".to_owned(),
            ),
            Some(Class::Deprecation) => (
                format!("`{line}` compiles with another warning than before."),
                "Follow the advice of the warning.".to_owned(),
            ),
            Some(Class::WireAdditive | Class::Additive) => (
                format!("Nobody: programs can now use `{}`.", self.new_line),
                "Nothing.".to_owned(),
            ),
            Some(Class::Documentation) | None => (
                "Readers of the documentation.".to_owned(),
                "Nothing.".to_owned(),
            ),
        }
    }

    fn notes(&self, difference: &Difference<'_>) -> Vec<String> {
        let mut notes = Vec::new();
        let is_renamed = matches!(
            self.action,
            Action::Renamed | Action::RenamedRequired | Action::RenamedOnWire
        );
        let is_field = matches!(self.kind, Kind::Field | Kind::Input);
        if is_renamed && is_field {
            notes.push(format!(
                "A search for `{}`, the name in older documentation, finds nothing in rustdoc.",
                self.old
            ));
        }
        if is_field && self.is_sent && matches!(self.action, Action::Added | Action::AddedRequired)
        {
            notes.push(format!(
                "Programs that send it with `.with_extra(\"{}\", …)` are rejected now: the SDK knows the name.",
                self.new
            ));
        }
        notes.extend(renamed_hint(difference));
        notes
    }
}
