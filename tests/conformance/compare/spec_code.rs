//! Compares the spec with the code.

use super::{Comparison, order};
use crate::code::{self, Aspect, Kind};
use crate::fact::words;
use crate::rules::{self, Form, Meaning};
use crate::spec;
use std::collections::HashMap;

impl Comparison<'_> {
    pub(super) fn spec_and_code(&mut self) {
        for key in Self::missing(&self.places.spec, &self.places.code) {
            self.differ(
                &key,
                Aspect::Existence,
                "the spec has it, but the code does not",
            );
        }
        for key in Self::missing(&self.places.code, &self.places.spec) {
            self.differ(
                &key,
                Aspect::Existence,
                "the code has it, but the spec does not",
            );
        }
        let (spec, code) = (self.spec, self.code);
        for flaw in &code.flaws {
            self.differ(
                &flaw.key,
                flaw.aspect,
                format!("in the code, {}", flaw.message),
            );
            if let Some(difference) = self.differences.last_mut() {
                difference.code = Some(flaw.place.clone());
            }
        }
        let known: HashMap<_, _> = code.facts.iter().map(|fact| (&fact.key, fact)).collect();
        for fact in &spec.facts {
            if let Some(written) = known.get(&fact.key) {
                self.rust_name(fact, written);
                self.rust_type(fact, written);
                self.rust_presence(fact, written);
                self.rust_rules(fact, written);
                self.rust_docs(fact, written);
            }
        }
        self.orders();
    }

    fn rust_name(&mut self, fact: &spec::Fact, written: &code::Fact) {
        let given = fact.rust_name.clone();
        let wanted = given.unwrap_or_else(|| rules::snake_case(fact.key.name()));
        let Some(name) = &written.rust else { return };
        // Keywords and method names are escaped in one of two ways.
        let plain = name.trim_start_matches("r#").trim_end_matches('_');
        if plain != wanted.trim_end_matches('_') {
            let message = format!("it is `{name}` in Rust instead of `{wanted}`");
            self.differ(&fact.key, Aspect::Name, message);
        }
    }

    fn rust_type(&mut self, fact: &spec::Fact, written: &code::Fact) {
        let (Some((meaning, word)), Some(ty)) = (&fact.ty, &written.ty) else {
            return;
        };
        match rules::rust(meaning) {
            Some(wanted) if wanted == *ty => {}
            Some(wanted) => {
                let message = format!("it is `{ty}` in Rust, but `{word}` becomes `{wanted}`");
                self.differ(&fact.key, Aspect::Type, message);
            }
            None => {
                let message = format!("the rules do not cover `{word}`, which is `{ty}` in Rust");
                self.differ(&fact.key, Aspect::Type, message);
            }
        }
        if let Some((kind, name)) = enum_of(meaning)
            && !self
                .code
                .enums
                .iter()
                .any(|known| *known == (kind, name.to_owned()))
        {
            let kind = if kind == Kind::Open { "open" } else { "closed" };
            let message =
                format!("the code has no table of the values of `{name}`, which is {kind}");
            self.differ(&fact.key, Aspect::Type, message);
        }
    }

    fn rust_presence(&mut self, fact: &spec::Fact, written: &code::Fact) {
        let message = match (fact.required, written.required) {
            (Some(false), Some(true)) => "it is optional in the spec, but required in the code",
            (Some(true), Some(false)) => "it is required in the spec, but optional in the code",
            _ => return,
        };
        self.differ(&fact.key, Aspect::Required, message);
    }

    fn rust_rules(&mut self, fact: &spec::Fact, written: &code::Fact) {
        let (Some(wanted), Some(found)) = (&fact.rules, &written.rules) else {
            return;
        };
        for rule in wanted.iter().filter(|rule| !found.contains(rule)) {
            let message = format!("it has `{rule}` in the spec, but not in the code");
            self.differ(&fact.key, about(rule), message);
        }
        for rule in found.iter().filter(|rule| !wanted.contains(rule)) {
            let message = format!("it has `{rule}` in the code, but not in the spec");
            self.differ(&fact.key, about(rule), message);
        }
    }

    /// The generator appends bounds and examples after the description's paragraphs.
    fn rust_docs(&mut self, fact: &spec::Fact, written: &code::Fact) {
        let Some(docs) = &written.docs else { return };
        if docs.first().is_some_and(|docs| *docs == fact.description) {
            return;
        }
        let wanted: Vec<_> = fact.description.split("\n\n").map(plain).collect();
        let docs: Vec<_> = docs.iter().map(|paragraph| plain(paragraph)).collect();
        if !docs.starts_with(&wanted) {
            let (wanted, found) = (wanted.join(" "), docs.join(" "));
            let message = format!("the spec says \"{wanted}\", and the code \"{found}\"");
            self.differ(&fact.key, Aspect::Description, message);
        }
    }

    fn orders(&mut self) {
        let code = self.code;
        let of_code = code.facts.iter().map(|fact| &fact.key);
        for moved in order::among_neighbours(&self.places.spec, of_code) {
            self.out_of_order(&moved, "in the code");
        }
        for order in &code.orders {
            for moved in order::moved(&self.places.spec, order.keys.iter()) {
                self.out_of_order(&moved, &format!("among {}", order.what));
            }
        }
    }
}

fn enum_of(meaning: &Meaning) -> Option<(Kind, &str)> {
    match (&meaning.items, meaning.form) {
        (Some(items), _) => enum_of(items),
        (None, Form::OpenEnum) => Some((Kind::Open, &meaning.name)),
        (None, Form::ClosedEnum) => Some((Kind::Closed, &meaning.name)),
        (None, _) => None,
    }
}

fn about(rule: &str) -> Aspect {
    if rules::is_place(rule) {
        Aspect::Place
    } else {
        Aspect::Rule
    }
}

/// Returns the words alone: rendered documentation has no backticks, but the spec may have them.
fn plain(text: &str) -> String {
    words(&text.replace('`', ""))
}
