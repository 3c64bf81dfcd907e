//! Compares the type names that a spec cannot use with the names that are in use: those that the SDK
//! exports next to its generated types, and those that generated code refers to.

use crate::public_api::references::{Names, References, is_type_name};
use crate::public_api::{checkout, crates};
use codegen::public_api::Target;
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::Visit;
use syn::{Attribute, Lit};

/// The names in `codegen`, which are reserved in every spec.
const RESERVED: &str = "codegen/src/lower/names/reserved.rs";

/// The folders with generated code; a `*` is any folder.
const GENERATED: [&str; 3] = [
    "sdk/src/generated",
    "tests/golden/*/generated",
    "tests/ticket_api/generated",
];

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the names in the generator's list.
fn reserved() -> Names {
    struct Texts(Names);
    impl<'ast> Visit<'ast> for Texts {
        fn visit_lit(&mut self, lit: &'ast Lit) {
            if let Lit::Str(text) = lit {
                self.0.insert(text.value());
            }
        }
        fn visit_attribute(&mut self, _: &'ast Attribute) {}
    }
    let file = syn::parse_file(&read(&checkout(RESERVED))).expect("the list is Rust");
    let mut texts = Texts(Names::new());
    texts.visit_file(&file);
    texts.0
}

fn yaml(path: &Path) -> serde_yaml::Value {
    let value = serde_yaml::from_str(&read(path));
    value.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the names of hand-written types that the SDK's spec describes.
fn external() -> Names {
    let types = fs::read_dir(checkout("spec/types")).expect("the folder can be read");
    let types = types.map(|entry| yaml(&entry.expect("an entry").path()));
    let types = types.filter(|ty| ty["kind"].as_str() == Some("external"));
    types
        .map(|ty| ty["type"].as_str().expect("a type has a name").to_owned())
        .collect()
}

/// Returns `reserved_names` of the SDK's spec.
fn reserved_by_spec() -> Names {
    let spec = yaml(&checkout("spec/api.yaml"));
    let names = spec["reserved_names"].as_sequence().cloned();
    let names = names.unwrap_or_default().into_iter();
    names
        .map(|name| name.as_str().expect("a name is text").to_owned())
        .collect()
}

/// Returns the types at the root of the SDK that are defined in a module or below it.
fn exported(origin: &str) -> Names {
    let names = crates().names("sentinelone_sdk").into_iter();
    let names = names.filter_map(|(name, target, _)| match target {
        Target::Item(module, _) => {
            let below = module.strip_prefix(origin)?;
            (below.is_empty() || below.starts_with("::")).then_some(name)
        }
        // A module is in the namespace of types, but begins in lower case.
        Target::Module(_) | Target::External(_) => None,
    });
    names.filter(|name| is_type_name(name)).collect()
}

/// Returns the Rust files of a folder, whose path can have one `*`.
fn files(pattern: &str) -> Vec<PathBuf> {
    let mut folders = match pattern.split_once("/*/") {
        None => vec![checkout(pattern)],
        Some((before, after)) => {
            let entries = fs::read_dir(checkout(before)).expect("the folder can be read");
            let entries = entries.map(|entry| entry.expect("an entry").path().join(after));
            entries.filter(|folder| folder.is_dir()).collect()
        }
    };
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// Returns the names that generated code refers to, and those that it always declares.
fn needed() -> Names {
    let mut needed = Names::new();
    for path in GENERATED.iter().flat_map(|pattern| files(pattern)) {
        let file = syn::parse_file(&read(&path));
        let found =
            References::of(&file.unwrap_or_else(|error| panic!("{}: {error}", path.display())));
        needed.extend(found.names);
        if path.ends_with("api.rs") {
            needed.extend(found.aliases);
        }
    }
    needed
}

#[test]
fn reserved_names_are_those_in_use() {
    let mut names = needed();
    names.extend(exported("sdk_runtime"));
    let reserved = reserved();
    let missing: Vec<_> = names.difference(&reserved).collect();
    let unused: Vec<_> = reserved.difference(&names).collect();
    assert!(
        missing.is_empty() && unused.is_empty(),
        "{RESERVED}: add {missing:?}, remove {unused:?}"
    );
}

#[test]
fn the_spec_reserves_what_the_crate_exports() {
    let (listed, mut exported) = (reserved_by_spec(), exported("sentinelone_sdk::ext"));
    exported.retain(|name| !external().contains(name));
    let missing: Vec<_> = exported.difference(&listed).collect();
    let unused: Vec<_> = listed.difference(&exported).collect();
    assert!(
        missing.is_empty() && unused.is_empty(),
        "`reserved_names` of spec/api.yaml: add {missing:?}, remove {unused:?}"
    );
}

#[test]
fn every_name_at_the_root_has_an_origin() {
    let origins = [
        "sdk_runtime",
        "sentinelone_sdk::ext",
        "sentinelone_sdk::generated",
    ];
    let known: Names = origins.iter().flat_map(|origin| exported(origin)).collect();
    let all = crates().names("sentinelone_sdk").into_iter();
    let all = all.map(|(name, ..)| name);
    let other: Vec<_> = all
        .filter(|name| is_type_name(name) && !known.contains(name))
        .collect();
    assert!(
        other.is_empty(),
        "neither runtime, ext nor generated: {other:?}"
    );
}

/// Generates a spec with one type of each name; returns the names that are reported as reserved.
fn rejected(names: &Names) -> Names {
    let mut api = "api: Pets\ntitle: Pets\ndescription: Pets.\ntypes:\n".to_owned();
    for name in names {
        let values = "[{value: one, description: One.}]";
        let line = format!(
            "  - {{type: {name}, kind: open_enum, description: A type., values: {values}}}\n"
        );
        api += &line;
    }
    let mut sources = codegen::Sources::new("spec");
    sources.add("api.yaml", api.into_bytes());
    let Err(found) = codegen::generate(&sources) else {
        return Names::new();
    };
    let messages = found.iter().map(|one| {
        let name = one.message.strip_prefix("the type name `");
        let name = name.and_then(|rest| rest.strip_suffix("` is reserved"));
        name.unwrap_or_else(|| panic!("{}", one.message)).to_owned()
    });
    messages.collect()
}

#[test]
fn reserved_names_are_rejected() {
    let reserved = reserved();
    assert_eq!(rejected(&reserved), reserved);
}

#[test]
fn names_in_the_modules_of_the_sdk_are_free() {
    let (crates, reserved) = (crates(), reserved());
    let mut free = Names::new();
    for (_, target, _) in crates.names("sentinelone_sdk") {
        if let Target::Module(module) = target {
            let names = crates.names(&module).into_iter().map(|(name, ..)| name);
            free.extend(names.filter(|name| is_type_name(name) && !reserved.contains(name)));
        }
    }
    for name in ["Transport", "ApiError", "RetryPolicy", "Page"] {
        assert!(free.contains(name), "{name}: {free:?}");
    }
    assert_eq!(rejected(&free), Names::new());
}
