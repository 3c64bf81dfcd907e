//! Who may know whom.

use super::{Finding, Source};

/// A part of the project and what it must not mention.
struct Direction {
    folders: &'static [&'static str],
    except: &'static [&'static str],
    forbidden: &'static [&'static str],
    why: &'static str,
}

const DIRECTIONS: [Direction; 9] = [
    Direction {
        folders: &["codegen/src/"],
        except: &[],
        forbidden: &[
            "std::fs",
            "std::env",
            "std::process",
            "std::time",
            "std::net",
        ],
        why: "codegen is pure: do I/O in xtask and pass the result in",
    },
    Direction {
        folders: &["codegen/src/parse", "codegen/src/document.rs"],
        except: &[],
        forbidden: &[
            "crate::api",
            "crate::lower",
            "crate::emit",
            "crate::render",
            "quote!",
            "quote::",
            "proc_macro2",
        ],
        why: "parsing knows YAML only: move what it means to lower",
    },
    Direction {
        folders: &["codegen/src/lower", "codegen/src/api"],
        except: &[],
        forbidden: &[
            "crate::emit",
            "crate::render",
            "quote!",
            "quote::",
            "proc_macro2",
            "syn::",
        ],
        why: "lowering makes a model, not tokens: move it to emit",
    },
    Direction {
        folders: &["codegen/src/emit"],
        except: &[],
        forbidden: &[
            "crate::document",
            "crate::parse",
            "crate::diagnostic",
            "Diagnostic",
            "serde_yaml",
            "Sources",
        ],
        why: "emitting is total and sees the model only: check it in lower",
    },
    Direction {
        folders: &["codegen/src/render"],
        except: &[],
        forbidden: &[
            "crate::api",
            "crate::document",
            "crate::lower",
            "serde_yaml",
        ],
        why: "rendering knows tokens only: decide it in emit",
    },
    Direction {
        folders: &["sdk/src/"],
        except: &["sdk/src/runtime/transport", "sdk/src/runtime/tls"],
        forbidden: &["reqwest::", "reqwest{", "hyper::"],
        why: "the HTTP client is known to the transport only: go through it",
    },
    Direction {
        folders: &["sdk/src/generated/"],
        except: &[],
        forbidden: &["::transport", "::retry", "async ", " if ", "match "],
        why: "generated code is data: give the runtime a helper",
    },
    Direction {
        folders: &["sdk/Cargo.toml"],
        except: &[],
        forbidden: &["codegen", "xtask", "build ="],
        why: "the SDK does not depend on what generates it",
    },
    Direction {
        folders: &["codegen/Cargo.toml", "xtask/Cargo.toml"],
        except: &[],
        forbidden: &["sentinelone-sdk", "path = \"../sdk\""],
        why: "the generator does not depend on what it generates",
    },
];

/// Parts that must serve any API.
const NEUTRAL: [&str; 2] = ["codegen/src/", "sdk/src/runtime/"];

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let directed = DIRECTIONS.iter().flat_map(|direction| {
        let concerned = sources.iter().filter(|source| {
            source.is_below(direction.folders) && !source.is_below(direction.except)
        });
        concerned.flat_map(move |source| mentions(source, direction))
    });
    directed
        .chain(sources.iter().flat_map(neutral))
        .chain(build_script(sources))
        .collect()
}

fn mentions(source: &Source, direction: &Direction) -> Vec<Finding> {
    let lines = source.code_lines().filter_map(|(line, text)| {
        let word = direction
            .forbidden
            .iter()
            .find(|word| text.contains(**word))?;
        Some(Finding {
            rule: "direction",
            place: source.at(line),
            what: format!("`{word}` does not belong here"),
            cure: direction.why,
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
        place: source.at(line),
        what: "the generator and the runtime serve any API".to_owned(),
        cure: "make it a fact of the spec",
    };
    lines.map(finding).collect()
}

fn build_script(sources: &[Source]) -> Option<Finding> {
    sources
        .iter()
        .find(|source| source.path == "sdk/build.rs")
        .map(|source| Finding {
            rule: "direction",
            place: source.path.clone(),
            what: "the SDK has no build script".to_owned(),
            cure: "generate the code with `cargo xtask gen` and commit it",
        })
}
