//! Names for valid specs: unique on the wire and in Rust.

use crate::random_specs::generate::Generator;
use heck::{ToSnakeCase, ToUpperCamelCase};
use std::collections::BTreeSet;

/// The names used in one scope.
#[derive(Default)]
pub struct Taken {
    pub wires: BTreeSet<String>,
    /// Setters, without the underscore suffixes.
    pub setters: BTreeSet<String>,
}

/// Reserved type names that words could produce.
const RESERVED: [&str; 8] = [
    "Id", "String", "Self", "Option", "None", "Some", "Ok", "Json",
];

/// Returns the name of a setter, if the wire name has one.
pub fn setter(wire: &str) -> Option<String> {
    let snake = wire.to_snake_case();
    let starts_well = snake.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_plain = snake
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (starts_well && is_plain).then_some(snake)
}

/// Returns the name of the file of a type or an operation, in the spec: the name of a device of Windows
/// gets an underscore.
pub fn file(name: &str) -> String {
    let snake = name.to_snake_case();
    if ["aux", "com1", "con", "lpt1", "nul"].contains(&snake.as_str()) {
        format!("{snake}_")
    } else {
        snake
    }
}

impl Generator {
    /// Returns a unique number.
    pub fn serial(&mut self) -> usize {
        self.serial += 1;
        self.serial
    }

    /// Returns a unique name for a type or an operation, in Rust and as a file, with room for
    /// derived names.
    pub fn type_name(&mut self, stems: &[&str]) -> String {
        let stem = *self.choices.pick(stems);
        let numbered = |number: usize| match number {
            0 => stem.to_owned(),
            number => format!(
                "{stem}{}",
                char::from(b'A' + u8::try_from(number % 26).unwrap_or(0))
            ),
        };
        let first = self.choices.below(3);
        let suffixes = ["", "Headers", "Body", "FieldValue", "Row", "Input"];
        let is_free = |name: &String| {
            let file = name.to_snake_case();
            !RESERVED.contains(&name.as_str())
                && !self.files.contains(&file)
                && suffixes
                    .iter()
                    .all(|suffix| !self.types.contains(&format!("{name}{suffix}")))
        };
        let serial = self.serial + 1;
        let mut names = (first..26)
            .map(numbered)
            .chain([format!("{stem}Number{serial}")]);
        let name = names
            .find(is_free)
            .unwrap_or_else(|| format!("Type{serial}"));
        self.serial = serial;
        self.files.insert(name.to_snake_case());
        self.types
            .extend(suffixes.map(|suffix| format!("{name}{suffix}")));
        name
    }

    /// Returns the Rust type of an object in a field: the derived name, or one set with `rust`.
    pub fn nested_type(&mut self, parent: &str, wire: &str) -> (String, Option<String>) {
        let name = format!("{parent}{}", wire.to_upper_camel_case());
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let names = ["", "FieldValue", "Row"].map(|suffix| format!("{name}{suffix}"));
        let is_free = names.iter().all(|name| !self.types.contains(name));
        if is_plain && is_free && name.len() < MOST_WIDE && !self.choices.chance(15) {
            self.types.extend(names);
            return (name, None);
        }
        let given = self.type_name(&["Part", "Nested", "Inner"]);
        (given.clone(), Some(given))
    }

    /// Returns a wire name from a list, with the Rust name that it requires, if any.
    pub fn wire(&mut self, words: &[&str], taken: &mut Taken) -> (String, Option<String>) {
        let word = *self.choices.pick(words);
        let wire = if taken.wires.contains(&word.to_lowercase()) {
            format!("{word}_{}", self.serial())
        } else {
            word.to_owned()
        };
        taken.wires.insert(wire.to_lowercase());
        let converted = setter(&wire)
            .filter(|name| !self.choices.chance(5) && taken.setters.insert(name.clone()));
        if converted.is_some() {
            return (wire, None);
        }
        self.saw("a name that needs `rust_name`");
        let given = {
            let serial = self.serial();
            format!("given_{serial}_name_{serial}")
        };
        taken.setters.insert(given.clone());
        (wire, Some(given))
    }

    /// Returns a former name.
    pub fn old_wire(&mut self, taken: &mut Taken) -> String {
        let wire = format!("old{}Name", self.serial());
        taken.wires.insert(wire.to_lowercase());
        taken.setters.extend(setter(&wire));
        wire
    }
}

/// The width of the longest names.
pub const MOST_WIDE: usize = 40;
