//! Foreign crates and file kinds that a part of the project does not know.
//!
//! The order of the modules within a crate is checked by `layering`.

use super::{Finding, Source};

/// A part of the project and the words that do not belong there.
struct Boundary {
    folders: &'static [&'static str],
    except: &'static [&'static str],
    forbidden: &'static [&'static str],
    cure: &'static str,
}

const BOUNDARIES: [Boundary; 7] = [
    Boundary {
        folders: &["codegen/src/"],
        except: &[],
        forbidden: &[
            "std::fs",
            "std::env",
            "std::process",
            "std::time",
            "std::net",
        ],
        cure: "codegen is pure: do I/O in xtask and pass the result in",
    },
    Boundary {
        folders: &[
            "codegen/src/ast",
            "codegen/src/parse",
            "codegen/src/model",
            "codegen/src/lower",
        ],
        except: &[],
        forbidden: &["quote!", "quote::", "proc_macro2", "syn::"],
        cure: "tokens are made in emit: move it there",
    },
    Boundary {
        folders: &["codegen/src/emit", "codegen/src/render"],
        except: &[],
        forbidden: &["serde_yaml", "saphyr_parser", "Diagnostic"],
        cure: "code after lower is total and knows no YAML: check it in lower",
    },
    Boundary {
        folders: &["sdk/src/", "sdk/runtime/src/"],
        except: &[
            "sdk/runtime/src/transport",
            "sdk/runtime/src/mock/server.rs",
        ],
        forbidden: &["reqwest::", "reqwest{", "hyper::", "hyper_util::"],
        cure: "only the transport knows the HTTP client: go through it",
    },
    Boundary {
        folders: &["sdk/src/generated/"],
        except: &[],
        forbidden: &["::transport", "::retry", "async ", " if "],
        cure: "generated code is data: add a helper to the runtime",
    },
    Boundary {
        folders: &["sdk/Cargo.toml", "sdk/runtime/Cargo.toml"],
        except: &[],
        forbidden: &["codegen", "xtask", "build ="],
        cure: "the SDK does not depend on its generator",
    },
    Boundary {
        folders: &["codegen/Cargo.toml", "xtask/Cargo.toml"],
        except: &[],
        forbidden: &["sentinelone-sdk", "path = \"../sdk"],
        cure: "the generator does not depend on the code it generates",
    },
];

/// Parts that serve any API. Neither depends on the SDK, which rustc checks; this finds the name of
/// the API in text.
const NEUTRAL: [&str; 2] = ["codegen/src/", "sdk/runtime/src/"];

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let crossed = BOUNDARIES.iter().flat_map(|boundary| {
        let concerned = sources.iter().filter(|source| {
            source.is_below(boundary.folders) && !source.is_below(boundary.except)
        });
        concerned.flat_map(move |source| mentions(source, boundary))
    });
    crossed
        .chain(sources.iter().flat_map(neutral))
        .chain(build_script(sources))
        .collect()
}

fn mentions(source: &Source, boundary: &Boundary) -> Vec<Finding> {
    let lines = source.code_lines().filter_map(|(line, text)| {
        let word = boundary
            .forbidden
            .iter()
            .find(|word| text.contains(**word))?;
        Some(Finding {
            rule: "boundary",
            location: source.at(line),
            violation: format!("`{word}` does not belong here"),
            cure: boundary.cure.to_owned(),
        })
    });
    lines.collect()
}

fn neutral(source: &Source) -> Vec<Finding> {
    if !source.is_rust() || !source.is_below(&NEUTRAL) {
        return Vec::new();
    }
    let lines = source.code_lines().filter(|(_, text)| {
        text.to_ascii_lowercase()
            .replace(['_', '-'], "")
            .contains("sentinelone")
    });
    let finding = |(line, _)| Finding {
        rule: "neutrality",
        location: source.at(line),
        violation: "the generator and the runtime serve any API".to_owned(),
        cure: "state it in the spec, or move it to sdk/src/ext".to_owned(),
    };
    lines.map(finding).collect()
}

fn build_script(sources: &[Source]) -> Option<Finding> {
    sources
        .iter()
        .find(|source| ["sdk/build.rs", "sdk/runtime/build.rs"].contains(&source.path.as_str()))
        .map(|source| Finding {
            rule: "boundary",
            location: source.path.clone(),
            violation: "the SDK has no build script".to_owned(),
            cure: "generate the code with `cargo xtask gen` and commit it".to_owned(),
        })
}
