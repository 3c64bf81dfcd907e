//! The changes that are tried: a base spec with calls, and edits of the spec.

use codegen::Sources;
use codegen::model::Api;

/// A spec with calls that are written against its code.
pub struct Base {
    /// Its name.
    pub name: &'static str,
    /// The spec.
    pub spec: &'static str,
    /// The calls: functions with an `Out`, and helpers.
    pub calls: &'static str,
    /// The edits.
    cases: &'static str,
}

/// Every base.
pub const BASES: [Base; 9] = [
    Base {
        name: "sent",
        spec: include_str!("bases/sent.yaml"),
        calls: include_str!("bases/sent.rs"),
        cases: include_str!("bases/sent.cases"),
    },
    Base {
        name: "received",
        spec: include_str!("bases/received.yaml"),
        calls: include_str!("bases/received.rs"),
        cases: include_str!("bases/received.cases"),
    },
    Base {
        name: "api",
        spec: include_str!("bases/api.yaml"),
        calls: include_str!("bases/api.rs"),
        cases: include_str!("bases/api.cases"),
    },
    Base {
        name: "bounds",
        spec: include_str!("bases/bounds.yaml"),
        calls: include_str!("bases/bounds.rs"),
        cases: include_str!("bases/bounds.cases"),
    },
    Base {
        name: "types",
        spec: include_str!("bases/types.yaml"),
        calls: include_str!("bases/types.rs"),
        cases: include_str!("bases/types.cases"),
    },
    Base {
        name: "bodies",
        spec: include_str!("bases/bodies.yaml"),
        calls: include_str!("bases/bodies.rs"),
        cases: include_str!("bases/bodies.cases"),
    },
    Base {
        name: "previews",
        spec: include_str!("bases/previews.yaml"),
        calls: include_str!("bases/previews.rs"),
        cases: include_str!("bases/previews.cases"),
    },
    Base {
        name: "both",
        spec: include_str!("bases/both.yaml"),
        calls: include_str!("bases/both.rs"),
        cases: include_str!("bases/both.cases"),
    },
    Base {
        name: "operations",
        spec: include_str!("bases/operations.yaml"),
        calls: include_str!("bases/operations.rs"),
        cases: include_str!("bases/operations.cases"),
    },
];

/// A changed spec.
pub struct Case {
    /// The change in words.
    pub name: &'static str,
    /// The changed spec.
    pub spec: String,
    /// `true` if the change back is tried, too.
    pub is_reversible: bool,
}

impl Base {
    /// Returns the changed specs.
    pub fn cases(&self) -> Vec<Case> {
        let mut cases = Vec::new();
        for block in self.cases.split("== ").skip(1) {
            let (name, edits) = block.split_once('\n').expect("a case has edits");
            let is_reversible = !edits.starts_with("only forward: ");
            let mut spec = self.spec.to_owned();
            for edit in edits.split("--\n") {
                let lines = |mark: char| {
                    let lines = edit.lines().filter_map(|line| line.strip_prefix(mark));
                    lines.flat_map(|line| [line, "\n"]).collect::<String>()
                };
                let (from, to) = (lines('-'), lines('+'));
                assert!(
                    spec.contains(&from),
                    "{name}: the base does not contain\n{from}"
                );
                spec = spec.replacen(&from, &to, 1);
            }
            cases.push(Case {
                name,
                spec,
                is_reversible,
            });
        }
        cases
    }
}

/// A spec that was read.
pub struct Read {
    /// Its file.
    pub sources: Sources,
    /// Its model.
    pub api: Api,
}

/// Reads a spec: `api.yaml`, and other files after their names.
///
/// # Errors
///
/// Returns the diagnostics of a spec that is not valid.
pub fn read(name: &str, spec: &str) -> Result<Read, String> {
    let mut sources = Sources::new("spec");
    for (index, part) in spec.split("=== ").enumerate() {
        // The first part has no name.
        let (path, text) = match index {
            0 => ("api.yaml", part),
            _ => part.split_once('\n').expect("a file begins with its name"),
        };
        sources.add(path, text.as_bytes().to_vec());
    }
    match codegen::understand(&sources) {
        Ok(api) => Ok(Read { sources, api }),
        Err(found) => Err(format!("{name}: {}", found.render(&sources))),
    }
}

/// Requires that every spec is valid, and reports all that are not.
pub fn assert_valid() {
    let bases = BASES
        .iter()
        .map(|base| read(base.name, base.spec).map(|_| ()));
    let cases = BASES.iter().flat_map(Base::cases);
    let cases = cases.map(|case| read(case.name, &case.spec).map(|_| ()));
    let invalid: Vec<_> = bases.chain(cases).filter_map(Result::err).collect();
    assert!(invalid.is_empty(), "{}", invalid.join("\n"));
}
