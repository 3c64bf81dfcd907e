//! Random shared types.

use crate::random_specs::fields::{At, Way};
use crate::random_specs::generate::{Class, Generator};
use crate::random_specs::model::{Additional, EnumValue, Shared, SharedKind};
use crate::random_specs::names::Taken;
use crate::random_specs::words;
use std::collections::BTreeSet;

/// Characters that have a word for a name.
const SIGNS: &str = "+-*/\\%<>=!&|^~#@$?.,:;_()[]";

impl Generator {
    /// Plans the types, so that each can name any other.
    pub fn plan(&mut self) {
        for _ in 0..self.choices.below(9) {
            let classes = [
                Class::Object,
                Class::Enum,
                Class::Object,
                Class::Enum,
                Class::Query,
                Class::Selection,
                Class::Object,
                Class::External,
                Class::Union,
                Class::Union,
            ];
            let class = *self.choices.pick(&classes);
            let name = self.type_name(&words::TYPES);
            self.plan.push((name, class));
        }
    }

    /// Returns the type at an index of the plan.
    pub fn shared(&mut self, at: usize) -> Shared {
        let (name, class) = self.plan[at].clone();
        let mut additional = None;
        let kind = match class {
            Class::Enum => self.enumeration(),
            Class::External => SharedKind::External,
            Class::Union => self.union(at),
            Class::Object | Class::Query | Class::Selection => {
                let (kind, members) = self.shared_object(at, &name, class);
                additional = members;
                kind
            }
        };
        Shared {
            name,
            renamed_from: self.maybe(15, |generator| generator.type_name(&["Old", "Former"])),
            description: self.prose(),
            kind,
            additional,
        }
    }

    fn shared_object(
        &mut self,
        position: usize,
        name: &str,
        class: Class,
    ) -> (SharedKind, Option<Additional>) {
        let way = if class == Class::Object {
            Way::Either
        } else {
            Way::Sent
        };
        let at = At {
            way,
            parent: name,
            is_text: class == Class::Query,
            needed_by: Some(position),
            depth: 0,
            is_item: false,
        };
        let mut taken = Taken::default();
        let selection = (class == Class::Selection).then(|| {
            taken.setters.insert("all_there_is".to_owned());
            ("all_there_is".to_owned(), self.prose())
        });
        let most = if self.choices.chance(10) { 14 } else { 5 };
        let mut fields = self.members(1, most, at, &mut taken);
        if class == Class::Selection {
            for field in &mut fields {
                field.required = false;
                field.constant = None;
            }
        }
        // No field tells what further members select, and in a union they could be the discriminator.
        let mut classes = self.plan.iter().map(|(_, class)| *class);
        let has_unions = classes.any(|class| class == Class::Union);
        let additional = match class {
            Class::Selection => None,
            Class::Object if has_unions => None,
            _ => self.additional(at, false),
        };
        (SharedKind::Object { selection, fields }, additional)
    }

    fn enumeration(&mut self) -> SharedKind {
        let open = self.choices.chance(50);
        if self.choices.chance(25) {
            return self.enumeration_of_integers(open);
        }
        let mut taken = BTreeSet::new();
        let values: Vec<_> = (0..self.choices.between(1, 8))
            .filter_map(|_| self.value(&mut taken))
            .collect();
        for value in values.iter().filter(|_| !open) {
            match value.value.as_str() {
                "" => self.saw("an empty value of a closed enum"),
                value if value.contains('"') => self.saw("a value of a closed enum with a quote"),
                value if value.contains(' ') => self.saw("a value of a closed enum with a space"),
                _ => {}
            }
        }
        SharedKind::Enum {
            open,
            wire: self.maybe(20, |_| "string"),
            values: self.named_apart(values),
        }
    }

    fn enumeration_of_integers(&mut self, open: bool) -> SharedKind {
        let (wire, least) = *self.choices.pick(&words::INTEGER_WIRES);
        let count = self.choices.between(1, 5);
        let values = (0..count).map(|at| {
            let at = i128::try_from(at).unwrap_or_default();
            let value = if at == 0 { least } else { at * 1000 };
            let name = Some(format!("Given{}", self.serial()));
            EnumValue {
                value: value.to_string(),
                name,
                since: self.maybe(10, Self::prose),
                deprecated: self.maybe(10, Self::prose),
                renamed_from: self.maybe(20, |_| (at * 1000 + 1).to_string()),
                success: None,
                description: self.prose(),
            }
        });
        SharedKind::Enum {
            open,
            wire: Some(wire),
            values: values.collect(),
        }
    }

    /// Names the values that differ in case only.
    fn named_apart(&mut self, mut values: Vec<EnumValue>) -> Vec<EnumValue> {
        let lower = |value: &EnumValue| value.value.to_lowercase();
        let all: Vec<_> = values.iter().map(lower).collect();
        for value in &mut values {
            let is_shared = all.iter().filter(|other| **other == lower(value)).count() > 1;
            if is_shared && value.name.is_none() {
                value.name = Some(format!("Given{}", self.serial()));
            }
        }
        values
    }

    /// Returns a value; `None` if it exists already.
    fn value(&mut self, taken: &mut BTreeSet<String>) -> Option<EnumValue> {
        let value = *self.choices.pick(&words::VALUES);
        if !taken.insert(value.to_owned()) {
            return None;
        }
        let names = |c: char| c.is_ascii_alphanumeric();
        let has_name = value.trim().is_empty()
            || value.is_ascii() && value.contains(names)
            || value.chars().all(|c| SIGNS.contains(c));
        match value {
            "" => self.saw("an empty enum value"),
            _ if !value.is_ascii() => self.saw("an enum value with non-ASCII characters"),
            _ if !value.contains(names) => self.saw("an enum value of signs alone"),
            _ if value.contains(' ') => self.saw("an enum value with spaces"),
            _ if value.contains(|c: char| c.is_ascii_digit()) => {
                self.saw("an enum value with digits");
            }
            "self" | "Self" | "type" | "crate" => self.saw("an enum value that is a keyword"),
            _ => {}
        }
        let is_named = !has_name || self.choices.chance(10);
        let name = is_named.then(|| format!("Given{}", self.serial()));
        let renamed_from = self.maybe(10, |generator| format!("old \"{}\"", generator.serial()));
        taken.extend(renamed_from.clone());
        Some(EnumValue {
            value: value.to_owned(),
            name,
            since: self.maybe(10, Self::prose),
            deprecated: self.maybe(10, Self::prose),
            renamed_from,
            success: self.maybe(30, |generator| {
                *generator.choices.pick(&["done", "already_set"])
            }),
            description: self.prose(),
        })
    }
}
