//! Mutated descriptions: an error with its place, or a spec that generates and stays as it is.
//!
//! The seed is fixed. A failure names the number of its input.

use crate::import::features;
use crate::import::support::{Folder, import_all};
use fastrand::Rng;
use serde_yaml::{Mapping, Value};
use std::fs;

const INPUTS: u64 = 150;

#[test]
fn mutated_descriptions_are_imported_or_rejected() {
    let seeds = features().into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("the description");
        serde_yaml::from_str(&text).expect("valid YAML")
    });
    let seeds: Vec<Value> = seeds.collect();
    let mut imported = 0;
    for number in 0..INPUTS {
        let text = input(number, &seeds);
        match check(&text) {
            Ok(is_imported) => imported += u64::from(is_imported),
            Err(problem) => panic!("input {number}: {problem}\n{text}"),
        }
    }
    assert!(
        imported > INPUTS / 4 && imported < INPUTS,
        "{imported} imports"
    );
}

/// Imports a text twice. Returns whether that succeeds.
fn check(text: &str) -> Result<bool, String> {
    let mut folder = Folder::default();
    if let Err(errors) = import_all(&mut folder, text) {
        for error in &errors {
            let is_pointer = error.pointer.is_empty() || error.pointer.starts_with('/');
            if !is_pointer || error.message.contains("spec has errors") {
                return Err(error.to_string());
            }
        }
        let is_clean = !errors.is_empty() && folder.files().is_empty();
        return is_clean
            .then_some(false)
            .ok_or("something was written".to_owned());
    }
    let sources = folder.sources();
    codegen::generate(&sources).map_err(|found| found.render(&sources))?;
    let before = folder.clone();
    import_all(&mut folder, text).map_err(|errors| format!("the second import: {errors:?}"))?;
    let is_stable = before.files() == folder.files();
    is_stable
        .then_some(true)
        .ok_or("the second import changes files".to_owned())
}

fn input(number: u64, seeds: &[Value]) -> String {
    let mut random = Rng::with_seed(number);
    let mut document = random.choice(seeds).expect("a seed").clone();
    for _ in 0..random.usize(1..5) {
        let mut other = random.choice(seeds).expect("a seed").clone();
        let foreign = at_random(&mut random, &mut other).clone();
        mutate(&mut random, &mut document, foreign);
    }
    serde_yaml::to_string(&document).expect("YAML")
}

fn mutate(random: &mut Rng, document: &mut Value, foreign: Value) {
    let mut pointers = Vec::new();
    list_pointers(document, String::new(), &mut pointers);
    let pointer = random.choice(&pointers).expect("a pointer").clone();
    let value = at_random(random, document);
    match (random.u32(0..8), value) {
        (0, value) => *value = scalar(random),
        (1, value) => *value = foreign,
        (2, value) => {
            let entry = ("$ref".into(), format!("#{pointer}").into());
            *value = Value::Mapping(Mapping::from_iter([entry]));
        }
        (3, value) => {
            let inner = value.clone();
            let key = *random.choice(&WRAPPERS).expect("a key");
            let inner = if key.ends_with("Of") {
                vec![inner].into()
            } else {
                inner
            };
            *value = Value::Mapping(Mapping::from_iter([(key.into(), inner)]));
        }
        (4, Value::Mapping(entries)) => {
            let key = random.choice(&WORDS).expect("a word");
            entries.insert((*key).into(), foreign);
        }
        (_, Value::Mapping(entries)) if !entries.is_empty() => {
            let at = random.usize(..entries.len());
            let key = entries.keys().nth(at).cloned().expect("a key");
            let value = entries.remove(&key).expect("a value");
            if random.bool() {
                entries.insert(scalar(random), value);
            }
        }
        (_, Value::Sequence(items)) => items.push(foreign),
        (_, value) => *value = scalar(random),
    }
}

const WRAPPERS: [&str; 5] = ["items", "allOf", "oneOf", "anyOf", "additionalProperties"];

const WORDS: [&str; 32] = [
    "",
    "type",
    "format",
    "properties",
    "required",
    "enum",
    "default",
    "example",
    "minimum",
    "maxLength",
    "pattern",
    "nullable",
    "in",
    "name",
    "style",
    "headers",
    "content",
    "self",
    "Self",
    "fn",
    "_",
    "!",
    "🐈",
    "\u{feff}",
    "a\nb",
    "# x",
    "null",
    "1e999",
    "/{a}",
    "//",
    "200",
    "string",
];

fn scalar(random: &mut Rng) -> Value {
    match random.u32(0..8) {
        0 => Value::Null,
        1 => random.bool().into(),
        2 => random.i64(-2..300).into(),
        3 => (*random.choice(&[u64::MAX, 1 << 63]).expect("a number")).into(),
        4 => (*random
            .choice(&[1e308, -0.0, 0.5, f64::NAN, f64::INFINITY])
            .expect("a number"))
        .into(),
        _ => (*random.choice(&WORDS).expect("a word")).into(),
    }
}

/// Returns a random value of a document.
fn at_random<'v>(random: &mut Rng, document: &'v mut Value) -> &'v mut Value {
    let mut value = document;
    loop {
        let count = match &*value {
            Value::Mapping(entries) => entries.len(),
            Value::Sequence(items) => items.len(),
            _ => 0,
        };
        if count == 0 || random.u32(0..6) == 0 {
            return value;
        }
        let at = random.usize(..count);
        value = match value {
            Value::Mapping(entries) => entries.values_mut().nth(at).expect("an entry"),
            Value::Sequence(items) => &mut items[at],
            _ => unreachable!("a scalar has no values"),
        };
    }
}

fn list_pointers(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key
                    .as_str()
                    .unwrap_or("200")
                    .replace('~', "~0")
                    .replace('/', "~1");
                list_pointers(value, format!("{pointer}/{key}"), found);
            }
        }
        Value::Sequence(items) => {
            for (index, value) in items.iter().enumerate() {
                list_pointers(value, format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}
