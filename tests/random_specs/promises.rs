//! The generator's promises for every valid spec.

use crate::choices::Choices;
use crate::layout::{self, Spread};
use crate::model::Spec;
use crate::node::Writer;
use crate::write::{self, Parts};
use crate::{generate, wires};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A spec that keeps all promises.
pub struct Kept {
    pub spec: Spec,
    pub features: BTreeSet<&'static str>,
    pub parts: Parts,
    /// Returns all of the code in one string.
    pub code: String,
}

/// A broken promise.
pub struct Broken {
    pub promise: String,
    pub problem: String,
}

fn broken(promise: &str, problem: impl Into<String>) -> Broken {
    Broken {
        promise: promise.to_owned(),
        problem: problem.into(),
    }
}

/// Returns the files by path.
type Code = BTreeMap<String, String>;

pub fn keep(made: &[u32]) -> Result<Kept, Broken> {
    catch_unwind(AssertUnwindSafe(|| check(made)))
        .unwrap_or_else(|_| Err(broken("a spec makes nothing panic", "")))
}

fn check(made: &[u32]) -> Result<Kept, Broken> {
    let (spec, features, _) = generate::spec(Choices::given(made.to_vec()));
    let parts = write::parts(&spec);
    let code = generated(&parts, Spread::Apart, &mut Writer::plain())?;
    for (path, text) in &code {
        let file = syn::parse_file(text).map_err(|error| {
            broken("the code can be parsed", format!("{path}: {error}\n{text}"))
        })?;
        wires::check(&spec, path, &file)
            .map_err(|problem| broken("each name on the wire has its place", problem))?;
        if let Some(line) = text.lines().find(|line| line.ends_with(' ')) {
            return Err(broken("no line ends in a space", format!("{path}: {line}")));
        }
    }
    let seed = made.iter().fold(7, |seed: u64, number| {
        seed.wrapping_mul(31) ^ u64::from(*number)
    });
    let again = [
        (
            "a second run gives the same",
            Spread::Apart,
            Writer::plain(),
        ),
        (
            "the order of files does not matter",
            Spread::Backwards,
            Writer::plain(),
        ),
        (
            "how the YAML is written does not matter",
            Spread::Apart,
            Writer::random(seed),
        ),
    ];
    for (promise, spread, mut writer) in again {
        compare(promise, &code, &generated(&parts, spread, &mut writer)?)?;
    }
    for spread in [Spread::Together, Spread::Mixed] {
        let other = generated(&parts, spread, &mut Writer::random(seed))?;
        let promise = "in which file a part stands matters to the first line only";
        compare(promise, &without_origins(&code), &without_origins(&other))?;
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
            &format!("a valid spec is understood: {codes:?}"),
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

fn compare(promise: &str, one: &Code, other: &Code) -> Result<(), Broken> {
    let (paths, others): (Vec<_>, Vec<_>) = (one.keys().collect(), other.keys().collect());
    if paths != others {
        return Err(broken(promise, format!("{paths:?}\n{others:?}")));
    }
    for ((path, one), other) in one.iter().zip(other.values()) {
        let mut lines = one.lines().zip(other.lines());
        if let Some((line, other)) = lines.find(|(line, other)| line != other) {
            return Err(broken(promise, format!("{path}:\n{line}\n{other}")));
        }
        if one.len() != other.len() {
            return Err(broken(promise, format!("{path}: one is longer")));
        }
    }
    Ok(())
}
