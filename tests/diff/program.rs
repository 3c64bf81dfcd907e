//! The crates of the test: the code of all specs, and the callers of each, in parts that are compiled at the
//! same time.

use crate::libraries;
use crate::messages;
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// A module of callers: uses of code that was generated from some spec.
pub struct Module {
    /// The name of the module.
    pub name: String,
    /// The functions: their names and texts. Those that do not compile are removed.
    pub functions: BTreeMap<String, String>,
    /// The names of the functions that are called.
    pub calls: Vec<String>,
}

impl Module {
    /// Creates a module of some calls: public functions, and helpers.
    pub fn with_calls(name: &str, calls: &str) -> Self {
        let mut module = Self {
            name: name.to_owned(),
            functions: BTreeMap::new(),
            calls: Vec::new(),
        };
        for item in syn::parse_file(calls).expect("the calls are Rust").items {
            let syn::Item::Fn(function) = &item else {
                panic!("the calls consist of functions");
            };
            let name = function.sig.ident.to_string();
            if matches!(function.vis, syn::Visibility::Public(_)) {
                module.calls.push(name.clone());
            }
            module
                .functions
                .insert(name, item.to_token_stream().to_string());
        }
        module
    }
}

/// The results of compiling and running, by module.
#[derive(Default)]
pub struct Found(BTreeMap<String, Results>);

/// The results of a module.
#[derive(Default)]
pub struct Results {
    /// The names of all functions.
    pub functions: BTreeSet<String>,
    /// The functions that do not compile, with the first error of each.
    pub broken: BTreeMap<String, String>,
    /// The functions with a warning about a deprecated item.
    pub deprecated: BTreeSet<String>,
    /// The observations: whether it is the wire or the behaviour, the name, and the text.
    pub observed: BTreeMap<(String, String), String>,
}

impl Found {
    /// Returns the results of a module.
    pub fn of(&self, module: &str) -> &Results {
        self.0.get(module).expect("the module exists")
    }

    fn module(&mut self, module: &str) -> &mut Results {
        self.0.entry(module.to_owned()).or_default()
    }
}

/// The number of times that broken functions are removed before the test gives up. The compiler
/// reports unknown names before wrong types.
const ROUNDS: usize = 8;

/// Compiles the modules, removes functions that do not compile, and runs the rest.
pub fn run(
    folder: &Path,
    code: &BTreeMap<String, Vec<codegen::File>>,
    mut modules: Vec<Module>,
) -> Found {
    let parts = Parts::of(code);
    write_code(folder, code, &parts);
    let mut found = Found::default();
    for module in &modules {
        found.module(&module.name).functions = module.functions.keys().cloned().collect();
    }
    for _ in 0..ROUNDS {
        let lines = write_callers(folder, &modules, &parts);
        let errors = compile(folder, &lines, &mut found);
        if errors.is_empty() {
            execute(folder, &mut found);
            return found;
        }
        for module in &mut modules {
            for (function, error) in errors.get(&module.name).into_iter().flatten() {
                module.functions.remove(function);
                module.calls.retain(|call| call != function);
                let broken = &mut found.module(&module.name).broken;
                broken.insert(function.clone(), error.clone());
            }
        }
    }
    panic!("there are still functions that do not compile");
}

/// The number of parts. Most of the time of the compiler is that of a single thread.
const PARTS: usize = 2;

/// The part of each base with its versions, which share code.
struct Parts(BTreeMap<String, usize>);

impl Parts {
    /// Makes parts that take about the same time.
    fn of(code: &BTreeMap<String, Vec<codegen::File>>) -> Self {
        let mut sizes: BTreeMap<_, usize> = BTreeMap::new();
        for (module, files) in code {
            let size: usize = files.iter().map(weight).sum();
            *sizes.entry(base(module)).or_default() += size;
        }
        let mut sizes: Vec<_> = sizes.into_iter().collect();
        sizes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        let mut filled = [0; PARTS];
        let bases = sizes.into_iter().map(|(base, size)| {
            let parts = filled.iter_mut().enumerate();
            let (part, filled) = parts.min_by_key(|(_, filled)| **filled).expect("a part");
            *filled += size;
            (base.to_owned(), part)
        });
        Self(bases.collect())
    }

    fn contains(&self, part: usize, module: &str) -> bool {
        self.0.get(base(module)) == Some(&part)
    }
}

/// Estimates the time of the compiler, in bytes: a call of an operation takes as long as 15,000 bytes of code,
/// because the generic code of the client is compiled for each operation.
fn weight(file: &codegen::File) -> usize {
    let text = &file.contents;
    text.len() + text.matches("Operation for ").count() * 15_000
}

/// Returns the name of the base of a module.
fn base(module: &str) -> &str {
    module.rsplit_once('_').map_or(module, |(base, _)| base)
}

fn put(path: &Path, text: &str) {
    let folder = path.parent().expect("a file has a folder");
    std::fs::create_dir_all(folder).expect("the folder can be made");
    // The compiler starts from scratch after a change of the time alone.
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    std::fs::write(path, text).expect("the file can be written");
}

fn write_code(folder: &Path, code: &BTreeMap<String, Vec<codegen::File>>, parts: &Parts) {
    for part in 0..PARTS {
        let source = folder.join(format!("code_{part}/src"));
        // A spec can name another path of the runtime.
        let mut library = libraries::version("sdk_runtime");
        library.push_str("pub use sdk_runtime as engine;\n");
        let modules = code.iter();
        for (module, files) in modules.filter(|(module, _)| parts.contains(part, module)) {
            let _ = writeln!(library, "pub mod {module};");
            let files = files.iter();
            for file in files.filter(|file| !file.path.starts_with("examples")) {
                let text = file.contents.replace("#[cfg(test)]\nmod examples;", "");
                put(&source.join(module).join(&file.path), &text);
            }
        }
        put(&source.join("lib.rs"), &library);
        write_manifests(folder, part);
    }
    put(&folder.join("Cargo.toml"), MANIFEST);
}

/// The manifest of the workspace. Most of the time is that of LLVM: one unit, and no code that unwinds, give it less
/// to do.
const MANIFEST: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"code_*\", \"callers_*\"]\n\n\
                        [profile.dev]\ncodegen-units = 1\ndebug = false\ndebug-assertions = false\npanic = \"abort\"\n";

fn write_manifests(folder: &Path, part: usize) {
    let manifest = |name: &str, dependencies: &str| {
        let text = format!(
            "[package]\nname = \"{name}_{part}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
        );
        put(&folder.join(format!("{name}_{part}/Cargo.toml")), &text);
    };
    manifest("code", "");
    let code = format!("code = {{ package = \"code_{part}\", path = \"../code_{part}\" }}\n");
    manifest("callers", &code);
}

/// The functions of each file by line.
type Lines = BTreeMap<String, Vec<String>>;

/// Writes the callers, each function on one line.
fn write_callers(folder: &Path, modules: &[Module], parts: &Parts) -> Lines {
    let all = (0..PARTS).flat_map(|part| {
        let modules = modules.iter();
        let modules = modules.filter(move |module| parts.contains(part, &module.name));
        write_part(folder, &format!("callers_{part}/src"), modules)
    });
    all.collect()
}

fn write_part<'m>(folder: &Path, below: &str, modules: impl Iterator<Item = &'m Module>) -> Lines {
    let source = folder.join(below);
    let mut main = String::from("#![allow(unused, clippy::all)]\nmod out;\n");
    let (mut body, mut lines) = (String::new(), Lines::new());
    for module in modules {
        let (name, mut at) = (&module.name, vec![String::new(); 3]);
        let mut text = format!(
            "use crate::out::{{Out, detail, json}};\nuse code::{name}::*;\nuse sdk_runtime as runtime;\n"
        );
        for (function, definition) in &module.functions {
            let _ = writeln!(text, "{}", definition.replace('\n', " "));
            at.push(function.clone());
        }
        let _ = writeln!(main, "mod {name};");
        let _ = writeln!(
            body,
            "    {{ let out = &mut out::Out {{ module: {name:?} }};"
        );
        for call in &module.calls {
            let _ = writeln!(body, "    {name}::{call}(out);");
        }
        body.push_str("    }\n");
        put(&source.join(format!("{name}.rs")), &text);
        lines.insert(format!("{below}/{name}.rs"), at);
    }
    put(
        &source.join("main.rs"),
        &format!("{main}fn main() {{\n{body}}}\n"),
    );
    put(&source.join("out.rs"), include_str!("callers.rs"));
    lines
}

/// The functions that do not compile by module, each with its first error.
type Errors = BTreeMap<String, BTreeMap<String, String>>;

/// Compiles the callers, and remembers those with warnings.
fn compile(folder: &Path, lines: &Lines, found: &mut Found) -> Errors {
    // A caller with a warning compiles, also if the flags of the environment deny warnings.
    let libraries = ["sdk_runtime", "serde", "serde_json", "tokio"];
    let output = libraries::cargo(folder, &libraries, &["--cap-lints=warn"])
        .args(["build", "--workspace", "--keep-going"])
        .args(["--offline", "--quiet", "--message-format=json"])
        .output()
        .expect("cargo starts");
    let mut errors = Errors::new();
    for results in found.0.values_mut() {
        results.deprecated.clear();
    }
    for message in messages::of(&output) {
        let message = &message["message"];
        let spans = message["spans"].as_array().cloned().unwrap_or_default();
        let primary = spans.iter().find(|span| span["is_primary"] == true);
        let Some(span) = primary else {
            continue;
        };
        let file = span["file_name"].as_str().unwrap_or_default();
        let number = usize::try_from(span["line_start"].as_u64().unwrap_or(1)).unwrap_or(1);
        let function = lines.get(file).and_then(|lines| lines.get(number - 1));
        let rendered = message["rendered"].as_str().unwrap_or_default();
        match (message["level"].as_str(), function) {
            (Some("error"), Some(function)) if !function.is_empty() => {
                let module = module_of(file);
                let of_module = errors.entry(module).or_default();
                of_module
                    .entry(function.clone())
                    .or_insert_with(|| rendered.to_owned());
            }
            (Some("error"), _) => panic!("the code does not compile: {rendered}"),
            (Some("warning"), Some(function)) if message["code"]["code"] == "deprecated" => {
                let results = found.module(&module_of(file));
                results.deprecated.insert(function.clone());
            }
            _ => {}
        }
    }
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || !errors.is_empty(), "{text}");
    errors
}

fn module_of(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or_default();
    name.trim_end_matches(".rs").to_owned()
}

fn execute(folder: &Path, found: &mut Found) {
    for part in 0..PARTS {
        execute_part(folder, part, found);
    }
}

fn execute_part(folder: &Path, part: usize, found: &mut Found) {
    let program = folder.join(format!("target/debug/callers_{part}"));
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    let output = Command::new(program).output().expect("the callers start");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the callers fail: {text}");
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let parts: Vec<_> = line.splitn(4, '\t').collect();
        let [module, tag, name, text] = parts[..] else {
            panic!("an odd line: {line}");
        };
        let observed = &mut found.module(module).observed;
        observed.insert((tag.to_owned(), name.to_owned()), text.to_owned());
    }
}
