//! The classes of changes, compared with the compiler and the wire.
//!
//! For each change of a spec, the code of both sides is generated. Callers that are written against
//! the old code are compiled with the new code, send the same calls, and read the same responses. The
//! classes of `codegen::diff` have to be exactly what happens.

mod cases;
mod cells;
mod common;
mod lies;
mod observe;
mod program;
mod witnesses;

use cases::{BASES, Base, Read, read};
use codegen::diff::table::{self, Row, TABLE};
use codegen::diff::{Change, Class};
use observe::Observed;
use program::Module;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::thread;
use std::time::Instant;
use witnesses::Witnesses;

/// A change that is tried, with everything that its classes are compared with.
struct Tried {
    name: String,
    /// The modules of the old and of the new code.
    modules: [String; 2],
    changes: Vec<Change>,
    /// `true` if the new code has a public name that the old code does not have.
    has_new_names: bool,
}

/// Returns the folder of the crates, which keeps what is compiled between runs.
fn folder() -> std::path::PathBuf {
    let own = std::env::current_exe().expect("the test has a path");
    let target = own
        .ancestors()
        .nth(3)
        .expect("it is in `target/debug/deps`");
    target.join("diff_truth")
}

/// Everything that is compiled and compared.
#[derive(Default)]
struct Work {
    code: BTreeMap<String, Vec<codegen::File>>,
    modules: Vec<Module>,
    tried: Vec<Tried>,
}

/// A spec with its code.
struct Version {
    module: String,
    read: Read,
    files: Vec<codegen::File>,
    witnesses: Witnesses,
}

impl Version {
    fn of(module: String, spec: &str) -> Self {
        let read = read(&module, spec).expect("it is valid");
        let files = codegen::write(&read.api);
        let witnesses = Witnesses::of(&files);
        Self {
            module,
            read,
            files,
            witnesses,
        }
    }

    fn file(&self, path: &str) -> Option<&str> {
        let file = self.files.iter().find(|file| file.path == path);
        file.map(|file| file.contents.as_str())
    }

    /// Returns the uses of items in files that differ from another version, as functions.
    fn uses_of_changed(&self, other: &Self, name: &str) -> BTreeMap<String, String> {
        let uses = self.witnesses.uses.iter().enumerate();
        let uses = uses.filter(|(_, (path, _))| self.file(path) != other.file(path));
        uses.map(|(index, (_, text))| {
            let name = format!("use_{name}_{index:03}");
            (name.clone(), format!("pub fn {name}{text}"))
        })
        .collect()
    }

    /// Returns the change from this version to another one.
    fn change_to(&self, other: &Self, name: String) -> Tried {
        let (base, new) = (&self.read, &other.read);
        let (names, new_names) = (&self.witnesses.names, &other.witnesses.names);
        Tried {
            name,
            modules: [self.module.clone(), other.module.clone()],
            changes: codegen::diff::changes((&base.sources, &base.api), (&new.sources, &new.api)),
            has_new_names: !new_names.is_subset(names),
        }
    }
}

/// Prepares the cases of all bases, of several at the same time.
fn prepare() -> Work {
    cases::assert_valid();
    let mut all = Work::default();
    thread::scope(|scope| {
        let works = BASES
            .each_ref()
            .map(|base| scope.spawn(|| prepare_base(base)));
        for work in works {
            let Work {
                tried,
                modules,
                code,
            } = work.join().expect("the cases are valid");
            all.tried.extend(tried);
            all.modules.extend(modules);
            all.code.extend(code);
        }
    });
    all
}

/// Reads the specs of the cases, compares them with their base in both directions, and writes the code of both
/// sides.
fn prepare_base(base: &Base) -> Work {
    let mut work = Work::default();
    let old = Version::of(format!("{}_base", base.name), base.spec);
    let mut callers = Module::with_calls(&old.module, base.calls);
    for (index, case) in base.cases().into_iter().enumerate() {
        let new = Version::of(format!("{}_{index:03}", base.name), &case.spec);
        let mut uses = old.uses_of_changed(&new, "base");
        callers.functions.extend(uses.clone());
        if case.is_reversible {
            let back = new.uses_of_changed(&old, &format!("{index:03}"));
            callers.functions.extend(back.clone());
            uses.extend(back);
            let name = format!("{}, the other way round", case.name);
            work.tried.push(new.change_to(&old, name));
        }
        work.tried.push(old.change_to(&new, case.name.to_owned()));
        let mut module = Module::with_calls(&new.module, base.calls);
        module.functions.extend(uses);
        work.modules.push(module);
        let files = common::exported(&old.module, &old.files, &new.files);
        work.code.insert(new.module, files);
    }
    work.modules.push(callers);
    work.code.insert(old.module, old.files);
    work
}

impl Tried {
    /// Returns the classes of all its changes by a table.
    fn classes(&self, table: &[&[Row<'_>]]) -> BTreeSet<Class> {
        let classes = self.changes.iter().flat_map(|change| {
            table::classes_in(table, change.kind, change.action, change.direction)
        });
        let mut classes: BTreeSet<_> = classes.collect();
        if classes.len() > 1 {
            classes.remove(&Class::Documentation);
        }
        // A spec that means the same changes at most its own text.
        if classes.is_empty() {
            classes.insert(Class::Documentation);
        }
        classes
    }

    /// Returns the difference between the classes and the observations.
    fn difference(&self, observed: &Observed) -> Option<String> {
        let expected = self.classes(&TABLE);
        if expected == observed.classes {
            return None;
        }
        let changes: Vec<_> = self
            .changes
            .iter()
            .map(|change| {
                format!(
                    "{} ({:?} {:?} {:?}) {:?}",
                    change.title, change.kind, change.action, change.direction, change.classes
                )
            })
            .collect();
        Some(format!(
            "{} ({:?}): classed as {expected:?}, observed {:?}\n  {}\n  {}",
            self.name,
            self.modules,
            observed.classes,
            changes.join("\n  "),
            observed.evidence.join("\n  ")
        ))
    }
}

#[test]
fn the_classes_are_what_happens() {
    let began = Instant::now();
    let work = prepare();
    let changes = work.tried.iter().flat_map(|tried| &tried.changes);
    let coverage = cells::coverage(changes);
    assert!(coverage.mistakes.is_empty(), "{:#?}", coverage.mistakes);
    let found = program::run(&folder(), &work.code, work.modules);
    for base in &BASES {
        let broken = &found.of(&format!("{}_base", base.name)).broken;
        let calls: Vec<_> = broken
            .iter()
            .filter(|(name, _)| !name.starts_with("use_"))
            .collect();
        assert!(
            calls.is_empty(),
            "calls do not compile with their base: {calls:#?}"
        );
    }
    let tried = work.tried.into_iter().map(|tried| {
        let observed = Observed::of(&found, &tried.modules, tried.has_new_names);
        (tried, observed)
    });
    let tried: Vec<_> = tried.collect();
    let differences = tried
        .iter()
        .filter_map(|(tried, observed)| tried.difference(observed));
    let differences: Vec<_> = differences.collect();
    say(&format!(
        "{} cells of the table, {} of them skipped; {} changes tried in {:?}, {} differences",
        coverage.cells,
        coverage.skipped,
        tried.len(),
        began.elapsed(),
        differences.len()
    ));
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
    let believed = lies::believed(&tried);
    assert!(
        believed.is_empty(),
        "lies that are not noticed: {believed:#?}"
    );
}

/// Writes to the stream directly: the test runner captures the output of a passing test.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "diff: {text}");
}
