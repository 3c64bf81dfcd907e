//! Compares the generated code with the expected code, one feature of the spec language at a time.
//!
//! `<feature>/api.yaml` is a small spec, and `<feature>/generated/` is its code, which the package
//! `golden` compiles against the runtime. `UPDATE_EXPECT=1 cargo test` updates, creates and deletes
//! the files.

use codegen::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The maximum number of lines of a spec. A longer spec covers more than one feature.
const MOST_LINES: usize = 40;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// Returns every folder with a spec, sorted by name.
fn features() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of the goldens can be read");
    let mut features: Vec<_> = entries
        .map(|entry| entry.expect("its entries can be read"))
        .filter(|entry| entry.path().is_dir() && entry.file_name() != "target")
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    features.sort();
    features
}

fn spec(feature: &str) -> String {
    let path = folder().join(feature).join("api.yaml");
    let text = fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{feature}/api.yaml: {error}"));
    text.replace("\r\n", "\n")
}

/// Returns the generated files of a feature, by path.
fn generated(feature: &str) -> BTreeMap<String, String> {
    code(feature, spec(feature))
}

/// Returns the generated files of a spec, by path.
fn code(feature: &str, spec: String) -> BTreeMap<String, String> {
    let mut sources = Sources::new(feature);
    sources.add("api.yaml", spec.into_bytes());
    let files = codegen::generate(&sources);
    let files = files.unwrap_or_else(|found| panic!("{}", found.render(&sources)));
    let files = files.into_iter().map(|file| (file.path, file.contents));
    files.collect()
}

/// Returns the files on disk below a folder, by path with forward slashes.
fn files_below(folder: &Path, prefix: &str) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeSet::new();
    };
    let mut files = BTreeSet::new();
    for entry in entries {
        let entry = entry.expect("the entries of a golden can be read");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(files_below(&entry.path(), &format!("{path}/")));
        } else {
            files.insert(path);
        }
    }
    files
}

/// The derive of serde also reads an object from a list, by position.
#[test]
fn no_generated_type_derives_its_reading() {
    for feature in features() {
        for (path, code) in generated(&feature) {
            assert!(!code.contains("runtime::Deserialize"), "{feature}/{path}");
        }
    }
}

#[test]
fn each_spec_generates_its_code() {
    let renews = std::env::var_os("UPDATE_EXPECT").is_some();
    for feature in features() {
        let folder = folder().join(&feature).join("generated");
        let files = generated(&feature);
        for left in files_below(&folder, "") {
            if !files.contains_key(&left) {
                assert!(
                    renews,
                    "{feature}/generated/{left} is no longer generated; run `UPDATE_EXPECT=1 cargo test`"
                );
                fs::remove_file(folder.join(left)).expect("a stale file can be deleted");
            }
        }
        for (path, contents) in files {
            let path = folder.join(path);
            if renews {
                let parent = path.parent().expect("a file is in a folder");
                fs::create_dir_all(parent).expect("the folder can be made");
            }
            expect_test::expect_file![path].assert_eq(&contents);
        }
    }
}

#[test]
fn a_feature_is_small() {
    for feature in features() {
        let lines = spec(&feature).lines().count();
        assert!(
            lines <= MOST_LINES,
            "{feature}/api.yaml has {lines} lines, more than {MOST_LINES}"
        );
    }
}

/// Checks that `lib.rs` compiles every golden.
#[test]
fn each_feature_is_compiled() {
    let library = fs::read_to_string(folder().join("lib.rs")).expect("the library can be read");
    let library = syn::parse_file(&library).expect("the library is Rust");
    let modules = library.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) => Some((module.ident.to_string(), path_of(module)?)),
        _ => None,
    });
    let modules: BTreeMap<_, _> = modules.collect();
    let features = features();
    for feature in &features {
        let expected = format!("{feature}/generated/mod.rs");
        assert_eq!(
            modules.get(feature),
            Some(&expected),
            "declare `#[path = \"{expected}\"] pub mod {feature};` in tests/golden/lib.rs"
        );
    }
    assert_eq!(
        modules.len(),
        features.len(),
        "lib.rs declares features that are gone"
    );
}

/// Checks that `examples.rs` tests the examples of every golden that has any.
#[test]
fn the_examples_of_each_feature_are_tested() {
    let tests = fs::read_to_string(folder().join("examples.rs")).expect("the list can be read");
    for feature in features() {
        let has_examples = folder().join(&feature).join("generated/examples").is_dir();
        let start = format!("    {feature}: ");
        assert_eq!(
            tests.lines().any(|line| line.starts_with(&start)),
            has_examples,
            "list the examples of {feature} in tests/golden/examples.rs"
        );
    }
}

fn path_of(module: &syn::ItemMod) -> Option<String> {
    let values = module
        .attrs
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("path") => Some(&pair.value),
            _ => None,
        });
    values.into_iter().find_map(|value| match value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    })
}

/// Returns a spec split into files, in the order of `paths`.
fn split(paths: impl IntoIterator<Item = &'static str>, newline: &str) -> Sources {
    let contents = |path: &str| match path {
        "api.yaml" => {
            "api: Pets\ntitle: Pet shop\ndescription: Sells pets.\nruntime: sdk_runtime\n"
        }
        "types/color.yaml" => {
            "type: Color\nkind: open_enum\ndescription: A color.\nvalues:\n  - value: black\n    description: Like coal.\n"
        }
        "types/coat.yaml" => {
            "type: Coat\nkind: object\ndescription: A coat.\nfields:\n  - name: color\n    type: Color\n    description: Its color.\n"
        }
        _ => {
            "type: Size\nkind: object\ndescription: |\n  A size,\n  in inches.\nfields:\n  - name: height\n    type: uint16\n    description: From the paws up.\n"
        }
    };
    let mut sources = Sources::new("spec");
    for path in paths {
        sources.add(path, contents(path).replace('\n', newline).into_bytes());
    }
    sources
}

#[test]
fn the_order_of_files_and_their_line_ends_do_not_matter() {
    let paths = [
        "api.yaml",
        "types/coat.yaml",
        "types/color.yaml",
        "types/size.yaml",
    ];
    let once = codegen::generate(&split(paths, "\n")).expect("the spec is valid");
    let others = [
        split(paths.into_iter().rev(), "\n"),
        split(paths, "\r\n"),
        split(paths, "\n").located_at("another/folder"),
    ];
    for other in others {
        assert_eq!(codegen::generate(&other).expect("the spec is valid"), once);
    }
}

/// Returns the lines that a text has more than another one; `None` if it lacks one of the others, or has them in
/// another order.
fn inserted<'a>(before: &str, after: &'a str) -> Option<Vec<&'a str>> {
    let mut inserted = Vec::new();
    let mut after = after.lines();
    for line in before.lines() {
        let start = after.clone();
        let at = after.position(|other| other == line)?;
        inserted.extend(start.take(at));
    }
    inserted.extend(after);
    Some(inserted)
}

/// Reviewers read the difference, and branches that both add a field are merged by line.
#[test]
fn a_field_in_the_middle_of_a_large_object_changes_no_line_of_another_field() {
    let in_query = "in: query, type: boolean";
    for (feature, next, facts, between) in [
        (
            "sparse_object",
            "{name: toyC, ",
            "type: string",
            "\n      - ",
        ),
        (
            "sparse_required",
            "{name: toyC, ",
            "type: string",
            "\n      - ",
        ),
        (
            "sparse_values",
            "{name: isTame, ",
            "type: boolean",
            "\n      - ",
        ),
        (
            "sparse_inputs",
            "{name: limit, ",
            "in: query, type: uint32",
            ", ",
        ),
        ("sparse_inputs", "{name: filter, ", "type: boolean", ", "),
        (
            "previews_of_wide_requests",
            "{name: step1, ",
            in_query,
            ", ",
        ),
    ] {
        let field = format!("{{name: fresh, {facts}, description: A fresh one.}}{between}{next}");
        let before = code(feature, spec(feature));
        let after = code(feature, spec(feature).replacen(next, &field, 1));
        assert!(before.keys().eq(after.keys()), "{feature}");
        let pairs = before.values().zip(after.values());
        let found = pairs.map(|(before, after)| inserted(before, after));
        let found: Option<Vec<_>> = found.collect();
        let found = found.unwrap_or_else(|| panic!("{feature}: lines of other fields change"));
        let found = found.concat();
        let named = found.iter().filter(|line| line.contains("fresh")).count();
        assert!(named >= 4, "{feature}: {found:#?}");
        let is_body = |line: &&&str| {
            let line = line.trim();
            line.starts_with("let value = ") || ["", "self", "}"].contains(&line)
        };
        let bodies = found.iter().filter(is_body).count();
        assert_eq!(named + bodies, found.len(), "{feature}: {found:#?}");
    }
}

#[test]
fn generating_twice_produces_the_same_bytes() {
    for feature in features() {
        assert_eq!(generated(&feature), generated(&feature), "{feature}");
    }
}
