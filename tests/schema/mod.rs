//! Compares `spec/schema.json` with the parser: both must accept the same specs.
//!
//! An independent validator evaluates the schema. It sees only values, so three things are up to
//! the parser: the notation (anchors, duplicate keys, words that need quotes), the folder of a
//! file, and numbers such as `5.0`, which JSON Schema accepts as integers.

mod mutate;
mod spec;
mod verdict;

use codegen::Sources;
use codegen::parse::Known;
use mutate::Mutation;
use serde_json::Value;
use spec::{Spec, Texts};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::thread;
use verdict::Finding;

/// The number of mutants of a spec, except for the whole one.
const SAMPLE: usize = 40;
/// The number of mutants of the spec with every key: more of them take minutes and find no more.
const WHOLE_SAMPLE: usize = 4_000;

fn schema() -> Value {
    serde_json::from_str(&codegen::schema()).expect("the schema is JSON")
}

/// The schema, compiled once.
static VALIDATOR: LazyLock<jsonschema::Validator> =
    LazyLock::new(|| jsonschema::draft7::new(&schema()).expect("the schema is valid"));

/// Returns the keys of every mapping of the language.
fn keys() -> Vec<String> {
    let schema = schema();
    let definitions = schema["definitions"].as_object().expect("definitions");
    let mappings = definitions
        .values()
        .filter_map(|mapping| find(mapping, "properties"));
    let keys =
        mappings.flat_map(|properties| properties.as_object().expect("keys").keys().cloned());
    let keys: BTreeSet<_> = keys.collect();
    keys.into_iter().collect()
}

/// Returns the properties of a definition; those of a definition with kinds are in the last `else`.
fn find<'a>(mapping: &'a Value, key: &str) -> Option<&'a Value> {
    mapping.get(key).or_else(|| find(mapping.get("else")?, key))
}

#[test]
fn the_schema_is_up_to_date() {
    let path = spec::tests().join("../spec/schema.json");
    assert_eq!(
        spec::read(&path),
        codegen::schema(),
        "run `cargo xtask gen`"
    );
    jsonschema::draft7::meta::validate(&schema()).expect("it is a valid schema");
}

#[test]
fn each_file_names_the_schema_in_its_first_line() {
    for (path, text) in spec::own().files {
        let up = if path.contains('/') { "../" } else { "" };
        let expected = format!("# yaml-language-server: $schema={up}schema.json");
        assert_eq!(text.lines().next(), Some(expected.as_str()), "spec/{path}");
    }
}

#[test]
fn valid_specs_are_accepted() {
    let specs = spec::goldens()
        .into_iter()
        .chain([spec::own(), spec::whole()]);
    for texts in specs {
        assert!(
            codegen::generate(&texts.sources()).is_ok(),
            "{}",
            texts.name
        );
        let spec = texts.values().expect("it is YAML");
        for (path, value) in &spec.files {
            if let Err(error) = VALIDATOR.validate(value) {
                panic!("{}: {path}: {error}", texts.name);
            }
        }
    }
}

/// An error of shape is rejected, an error of meaning accepted; an error in the text has no values
/// to check.
#[test]
fn each_error_of_shape_is_rejected() {
    let (mut of_shape, mut of_meaning) = (0, 0);
    for texts in spec::cases() {
        let (Some(spec), finding) = (texts.values(), texts.finding()) else {
            continue;
        };
        let message = finding.map(|finding| (finding.is_of_text, finding.message));
        match message {
            Some((true, _)) => continue,
            Some((false, _)) => of_shape += 1,
            None => of_meaning += 1,
        }
        let accepted = spec.is_accepted(&VALIDATOR);
        assert_eq!(message.is_none(), accepted, "{}: {message:?}", texts.name);
    }
    println!("{of_shape} cases of shape, {of_meaning} cases of meaning");
    assert!(
        of_shape >= 20 && of_meaning >= 40,
        "{of_shape}, {of_meaning}"
    );
}

/// The verdicts of both judges on the mutants of a spec.
#[derive(Default)]
struct Outcome {
    accepted: usize,
    rejected: usize,
    disagreements: Vec<String>,
}

impl Outcome {
    fn and(mut self, other: Self) -> Self {
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.disagreements.extend(other.disagreements);
        self
    }
}

/// Tries about `most` mutants of a spec, spread over all of them.
fn try_mutants(texts: &Texts, most: usize, keys: &[String]) -> Outcome {
    let spec = texts.values().expect("it is YAML");
    let files = spec.files.iter().enumerate();
    let mutants = files.flat_map(|(at, (_, value))| {
        let mutations = mutate::all(value, keys).into_iter();
        mutations.map(move |mutation| (at, mutation))
    });
    let mutants: Vec<_> = mutants.collect();
    let step = (mutants.len() / most).max(1);
    let mutants: Vec<_> = mutants.into_iter().step_by(step).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let parts = mutants.chunks(mutants.len().div_ceil(threads).max(1));
    let sources = spec.texts().sources();
    let known = Known::of(&sources);
    assert!(spec.is_accepted(&VALIDATOR), "{}", spec.name);
    thread::scope(|scope| {
        let (spec, sources, known) = (&spec, &sources, &known);
        let judge = |part| scope.spawn(move || judge(spec, (sources, known), part));
        let judges: Vec<_> = parts.map(judge).collect();
        let outcomes = judges
            .into_iter()
            .map(|judge| judge.join().expect("no panic"));
        outcomes.fold(Outcome::default(), Outcome::and)
    })
}

/// Passes mutants of a spec to both judges, each with the index of its file.
fn judge(
    spec: &Spec,
    (valid, known): (&Sources, &Known),
    mutants: &[(usize, Mutation)],
) -> Outcome {
    let mut outcome = Outcome::default();
    for (at, mutation) in mutants {
        let (path, value) = &spec.files[*at];
        let value = mutation.apply(value);
        let mut sources = valid.clone();
        sources.add(path.clone(), spec::text(&value).into_bytes());
        let finding = Finding::first(&sources, known.parse(&sources));
        let accepted = VALIDATOR.is_valid(&value);
        outcome.accepted += usize::from(accepted);
        outcome.rejected += usize::from(!accepted);
        if finding.is_some() == accepted {
            let location = format!("{}: {path}: {mutation}", spec.name);
            let judged = if accepted { "accepted" } else { "rejected" };
            let message = finding.map(|finding| finding.message);
            outcome
                .disagreements
                .push(format!("{location}: {judged}, {message:?}"));
        }
    }
    outcome
}

/// Thousands of mutants of a spec with every key, spread over all of them: the schema rejects
/// exactly those with an error of shape.
#[test]
fn both_agree_on_mutants_of_the_whole_language() {
    let outcome = try_mutants(&spec::whole(), WHOLE_SAMPLE, &keys());
    assert_eq!(outcome.disagreements, [""; 0]);
    let (accepted, rejected) = (outcome.accepted, outcome.rejected);
    println!("{accepted} accepted, {rejected} rejected");
    assert!(accepted > 300 && rejected > 2_500, "{accepted}, {rejected}");
}

#[test]
fn both_agree_on_mutants_of_real_specs() {
    let keys = keys();
    let mut rejected = 0;
    for texts in spec::goldens().into_iter().chain([spec::own()]) {
        let outcome = try_mutants(&texts, SAMPLE, &keys);
        assert_eq!(outcome.disagreements, [""; 0]);
        rejected += outcome.rejected;
    }
    assert!(rejected > 300, "{rejected}");
}

/// The words in the schema are the words known to lowering.
#[test]
fn the_words_of_the_schema_have_a_meaning() {
    let schema = schema();
    let field = &schema["definitions"]["field"]["properties"]["type"]["anyOf"][0]["enum"];
    let scalars = codegen::model::Scalar::ALL.map(|(word, _)| word);
    let types: Vec<_> = scalars
        .into_iter()
        .chain(["list", "map", "object"])
        .collect();
    assert_eq!(*field, serde_json::json!(types));
    let wire = &schema["definitions"]["external_type"]["properties"]["wire"]["enum"];
    // Whole bodies, files and lists of errors cannot be external types.
    let values: Vec<_> = scalars
        .into_iter()
        .filter(|word| !["text", "nothing", "error_list", "file"].contains(word))
        .collect();
    assert_eq!(*wire, serde_json::json!(values));
    let definitions = &schema["definitions"];
    for (pointer, words) in [
        ("/method", &definitions["operation"]["properties"]["method"]),
        (
            "/deviations/0/kind",
            &definitions["deviation"]["properties"]["kind"],
        ),
    ] {
        for word in words["enum"].as_array().expect("a list of words") {
            let mut spec = spec::whole().values().expect("it is YAML");
            let mut files = spec.files.iter_mut();
            let location = files.find_map(|(_, value)| value.pointer_mut(pointer));
            *location.expect("the key is there") = word.clone();
            assert!(spec.texts().finding().is_none(), "{word}");
        }
    }
}

/// A key in the tables that nothing reads would be silently ignored.
#[test]
fn each_key_is_read() {
    let spec = spec::whole().values().expect("it is YAML");
    let valid = spec.texts().sources();
    let known = Known::of(&valid);
    for (path, value) in &spec.files {
        for pointer in mutate::texts(value) {
            let mut value = value.clone();
            *value.pointer_mut(&pointer).expect("it is there") = Value::from("Marked");
            let mut sources = valid.clone();
            sources.add(path.clone(), spec::text(&value).into_bytes());
            let Ok(document) = known.parse(&sources) else {
                continue;
            };
            let document = format!("{document:?}");
            assert!(document.contains("Marked"), "{path}: {pointer}");
        }
    }
    let document = codegen::parse::parse(&spec::whole().sources()).expect("it parses");
    let document = format!("{document:?}");
    for count in [41, 42, 43, 46, 48, 49, 50, 51, 52, 200, 429, 503] {
        assert!(document.contains(&format!("value: {count},")), "{count}");
    }
    for number in ["44", "45", "47", "-0.5", "99.5", "7.25"] {
        assert!(document.contains(&format!("Number({number})")), "{number}");
    }
    for status in ["200", "201", "202", "204", "default"] {
        let status = format!("value: \"{status}\",");
        assert!(document.contains(&status), "{status}");
    }
}

#[test]
fn the_whole_language_is_tried_and_documented() {
    let manual = spec::read(&spec::tests().join("../spec/README.md"));
    let whole: String = spec::whole()
        .files
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    // The keys of the other kinds of authentication.
    let tickets = spec::read(&spec::tests().join("ticket_api/spec/api.yaml"));
    let whole = whole + &tickets;
    for key in keys() {
        let is_documented =
            manual.contains(&format!("`{key}`")) || manual.contains(&format!("`{key}:`"));
        assert!(is_documented, "spec/README.md has no `{key}`");
        let before = ["\n", " ", "{"].map(|before| format!("{before}{key}:"));
        let is_tried = key == "api" || before.iter().any(|text| whole.contains(text));
        assert!(is_tried, "whole.yaml has no `{key}`");
    }
}
