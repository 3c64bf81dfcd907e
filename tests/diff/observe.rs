//! The classes that the compiler and the wire give to a change.

use crate::diff::program::Found;
use codegen::diff::Class;
use std::collections::BTreeSet;

/// The observed classes of a change.
pub struct Observed {
    /// The classes.
    pub classes: BTreeSet<Class>,
    /// The observations behind them.
    pub evidence: Vec<String>,
}

impl Observed {
    /// Compares the callers of the old code with the same callers of the new code.
    pub fn of(found: &Found, [old, new]: &[String; 2], has_new_names: bool) -> Self {
        let mut own = Self {
            classes: BTreeSet::new(),
            evidence: Vec::new(),
        };
        let (before, after) = (found.of(old), found.of(new));
        // Callers that never compiled break nowhere.
        let callers = before.functions.intersection(&after.functions);
        let callers: Vec<_> = callers
            .filter(|caller| !before.broken.contains_key(*caller))
            .collect();
        for caller in &callers {
            if let Some(error) = after.broken.get(*caller) {
                own.add(Class::SourceBreaking, &format!("{caller}: {error}"));
            } else if before.deprecated.contains(*caller) != after.deprecated.contains(*caller) {
                own.add(Class::Deprecation, &format!("warnings about {caller}"));
            }
        }
        if has_new_names {
            own.add(Class::Additive, "new public names");
        }
        for ((tag, name), text) in &before.observed {
            if let Some(now) = after.observed.get(&(tag.clone(), name.clone())) {
                own.line(tag, name, text, now);
            }
        }
        if own.classes.is_empty() {
            own.add(Class::Documentation, "nothing else");
        }
        own
    }

    fn add(&mut self, class: Class, evidence: &str) {
        if self.classes.insert(class) {
            self.evidence.push(format!("{class}: {evidence}"));
        }
    }

    fn line(&mut self, tag: &str, name: &str, before: &str, after: &str) {
        if before == after {
            return;
        }
        let evidence = format!("{name}: {before} -> {after}");
        if tag == "behaviour" {
            self.add(Class::Behaviour, &evidence);
            return;
        }
        // The SDK reads what it ignored.
        if before == "None" && after.starts_with("Some") {
            self.add(Class::WireAdditive, &evidence);
            return;
        }
        let is_rejected = |text: &str| text.starts_with("rejected");
        let failed = |text: &str| is_rejected(text) || text.starts_with("unread");
        match (failed(before), failed(after)) {
            (true, true) => {}
            (true, false) => self.add(Class::WireAdditive, &evidence),
            (false, _) => self.add(Class::WireBreaking, &evidence),
        }
        if is_rejected(before) != is_rejected(after) {
            self.add(Class::Behaviour, &evidence);
        }
    }
}
