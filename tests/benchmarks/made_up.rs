//! A made-up API of any size: copies of the real operation, each with another name and separate
//! types.

use crate::Result;
use crate::settings::Settings;
use std::fs;
use std::path::{Path, PathBuf};

/// The crate that the generated code is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The SDK itself.
    Sdk,
    /// A crate that depends on the SDK.
    Outside,
}

/// The file of the operation that is copied, without its ending.
const OPERATION: &str = "update_threat_incident";

/// The handwritten type, which all operations therefore share.
const BY_HAND: &str = "AgentTags";

/// Writes a spec of this many operations below the scratch folder, and returns its path.
///
/// # Errors
///
/// Returns an error if the real spec cannot be read, or the new one cannot be written.
pub fn spec(settings: &Settings, operations: usize, home: Home) -> Result<PathBuf> {
    let real = settings.root.join("spec");
    let folder = settings.scratch.join(match home {
        Home::Sdk => format!("spec-{operations}"),
        Home::Outside => format!("spec-outside-{operations}"),
    });
    for part in ["operations", "types"] {
        fs::create_dir_all(folder.join(part))?;
    }
    let mut api = fs::read_to_string(real.join("api.yaml"))?;
    let mut by_hand = fs::read_to_string(real.join("types/agent_tags.yaml"))?;
    if home == Home::Outside {
        api = api.replace("public_path: sentinelone_sdk\n", "public_path: made_up\n");
        by_hand = by_hand.replace("crate::ext", "sentinelone_sdk");
    }
    fs::write(folder.join("api.yaml"), api)?;
    fs::write(folder.join("types/agent_tags.yaml"), by_hand)?;
    for (part, templates) in templates(&real)? {
        for (file, text) in templates {
            for index in 0..operations {
                let name = format!("{file}_n{index:04}.yaml");
                fs::write(folder.join(part).join(name), renamed(&text, index))?;
            }
        }
    }
    Ok(folder)
}

/// The stem of a file, and its text.
type Template = (String, String);

/// Returns the files to copy, by their stems: the operation, and the types that it reaches.
fn templates(spec: &Path) -> Result<[(&'static str, Vec<Template>); 2]> {
    let mut unreached = Vec::new();
    for entry in fs::read_dir(spec.join("types"))? {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default();
        if stem != "agent_tags" {
            unreached.push((
                stem.to_string_lossy().into_owned(),
                fs::read_to_string(&path)?,
            ));
        }
    }
    let operation = fs::read_to_string(spec.join(format!("operations/{OPERATION}.yaml")))?;
    let operation = without("preview", &operation);
    let mut types: Vec<Template> = Vec::new();
    let mut texts = vec![operation.clone()];
    while let Some(text) = texts.pop() {
        let (found, rest) = unreached
            .into_iter()
            .partition(|(_, of)| declared(of).is_some_and(|name| names(&text, name)));
        unreached = rest;
        texts.extend(found.iter().map(|(_, text): &Template| text.clone()));
        types.extend(found);
    }
    let operations = vec![(OPERATION.to_owned(), operation)];
    Ok([("operations", operations), ("types", types)])
}

/// Returns the text without a key of the operation, which names another operation.
fn without(key: &str, text: &str) -> String {
    let mut is_inside = false;
    let lines = text.lines().filter(|line| {
        if !line.starts_with(' ') {
            is_inside = line
                .strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(':'));
        }
        !is_inside
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Returns the name of the type that a file declares.
fn declared(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.strip_prefix("type: "))
}

/// Returns `true` if a line of the text has the type as its value.
fn names(text: &str, name: &str) -> bool {
    let mut values = text.lines().filter_map(|line| line.split_once(": "));
    values.any(|(_, value)| value == name)
}

/// Returns the text with a number appended to the name of every type, operation and path.
fn renamed(text: &str, index: usize) -> String {
    let lines = text.lines().map(|line| {
        let Some((key, value)) = line.split_once(": ") else {
            return format!("{line}\n");
        };
        match key.trim_start_matches(['-', ' ']) {
            "operation" | "type" | "items" | "rust"
                if value.starts_with(char::is_uppercase) && value != BY_HAND =>
            {
                format!("{key}: {value}N{index:04}\n")
            }
            "path" => format!("{key}: {value}/{index:04}\n"),
            _ => format!("{line}\n"),
        }
    });
    lines.collect()
}
