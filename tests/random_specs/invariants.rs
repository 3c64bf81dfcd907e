//! The generator's promises for every valid spec.

use crate::random_specs::choices::Choices;
use crate::random_specs::layout::{self, Spread};
use crate::random_specs::model::Spec;
use crate::random_specs::node::Writer;
use crate::random_specs::write::{self, Parts};
use crate::random_specs::{generate, wire_names};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A spec that keeps all promises.
pub struct Kept {
    pub spec: Spec,
    pub features: BTreeSet<&'static str>,
    pub parts: Parts,
    /// All of the code in one string.
    pub code: String,
}

/// A broken promise.
pub struct Broken {
    pub invariant: String,
    pub problem: String,
}

fn broken(invariant: &str, problem: impl Into<String>) -> Broken {
    Broken {
        invariant: invariant.to_owned(),
        problem: problem.into(),
    }
}

/// The files by path.
type Code = BTreeMap<String, String>;

pub fn keep(made: &[u32]) -> Result<Kept, Broken> {
    catch_unwind(AssertUnwindSafe(|| check(made)))
        .unwrap_or_else(|_| Err(broken("no spec causes a panic", "")))
}

fn check(made: &[u32]) -> Result<Kept, Broken> {
    let (spec, features, _) = generate::spec(Choices::given(made.to_vec()));
    let parts = write::parts(&spec);
    let code = generated(&parts, Spread::Apart, &mut Writer::plain())?;
    for (path, text) in &code {
        let file = syn::parse_file(text).map_err(|error| {
            broken("the code can be parsed", format!("{path}: {error}\n{text}"))
        })?;
        wire_names::check(&spec, path, &file)
            .map_err(|problem| broken("the code has each wire name once", problem))?;
        if let Some(line) = text.lines().find(|line| line.ends_with(' ')) {
            return Err(broken("no line ends in a space", format!("{path}: {line}")));
        }
    }
    let seed = made.iter().fold(7, |seed: u64, number| {
        seed.wrapping_mul(31) ^ u64::from(*number)
    });
    let again = [
        (
            "a second run generates the same code",
            Spread::Apart,
            Writer::plain(),
        ),
        (
            "the order of files does not matter",
            Spread::Backwards,
            Writer::plain(),
        ),
        (
            "the style of the YAML does not matter",
            Spread::Apart,
            Writer::random(seed),
        ),
    ];
    for (invariant, spread, mut writer) in again {
        compare(invariant, &code, &generated(&parts, spread, &mut writer)?)?;
    }
    for spread in [Spread::Together, Spread::Mixed] {
        let other = generated(&parts, spread, &mut Writer::random(seed))?;
        let invariant = "the file of a part affects the first line only";
        compare(invariant, &without_origins(&code), &without_origins(&other))?;
    }
    Ok(Kept {
        code: code.into_values().collect(),
        spec,
        features,
        parts,
    })
}

fn generated(parts: &Parts, spread: Spread, writer: &mut Writer) -> Result<Code, Broken> {
    let files = layout::files(parts, spread, writer);
    let sources = layout::sources(&files);
    let made = codegen::generate(&sources).map_err(|found| {
        let codes: BTreeSet<_> = found.iter().map(|one| one.code.name()).collect();
        broken(
            &format!("a valid spec is accepted: {codes:?}"),
            found.render(&sources),
        )
    })?;
    Ok(made
        .into_iter()
        .map(|file| (file.path, file.contents))
        .collect())
}

/// Returns the code without the lines that name a file of the spec.
fn without_origins(code: &Code) -> Code {
    let files = code.iter().map(|(path, text)| {
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        (path.clone(), rest.to_owned())
    });
    files.collect()
}

fn compare(invariant: &str, one: &Code, other: &Code) -> Result<(), Broken> {
    let (paths, others): (Vec<_>, Vec<_>) = (one.keys().collect(), other.keys().collect());
    if paths != others {
        return Err(broken(invariant, format!("{paths:?}\n{others:?}")));
    }
    for ((path, one), other) in one.iter().zip(other.values()) {
        let mut lines = one.lines().zip(other.lines());
        if let Some((line, other)) = lines.find(|(line, other)| line != other) {
            return Err(broken(invariant, format!("{path}:\n{line}\n{other}")));
        }
        if one.len() != other.len() {
            return Err(broken(invariant, format!("{path}: the lengths differ")));
        }
    }
    Ok(())
}
