//! The public API of generated code, as its users see it.

use super::{Crate, Crates};
use crate::model::{Api, RustPath};
use crate::render::File;
use std::collections::{BTreeMap, BTreeSet};

/// Lists the public items of the generated files: one sorted line per item, with its whole signature.
/// The runtime has the macros that declare them. Paths begin with the `public_path` of the API, and
/// with `crate` without one.
///
/// # Errors
///
/// Returns a message that names the file or macro that cannot be read.
pub fn of_generated(api: &Api, files: &[File], runtime: &Crate) -> Result<String, String> {
    let path = api.public_path.as_ref().map(RustPath::as_str);
    let mut modules = path.unwrap_or("crate").split("::");
    let name = modules.next().unwrap_or_default().to_owned();
    let mut sources = BTreeMap::new();
    // The modules around the generated ones: each declares the next.
    let mut folder = String::new();
    let mut root = "lib.rs".to_owned();
    for module in modules {
        sources.insert(root, format!("pub mod {module};\n"));
        folder.extend([module, "/"]);
        root = format!("{folder}mod.rs");
    }
    for File { path, contents } in files {
        let path = if path == "mod.rs" {
            root.clone()
        } else {
            format!("{folder}{path}")
        };
        sources.insert(path, contents.clone());
    }
    let generated = Crate {
        name: name.clone(),
        files: sources,
    };
    Ok(Crates::parse(&[generated, runtime.clone()])?.own_listing(&name))
}

/// Returns `true` if code that compiled with the first listing may not compile with the second: a line
/// is gone or has changed, or a complete enum has a new variant.
#[must_use]
pub fn may_break(old: &str, new: &str) -> bool {
    let (before, after): (BTreeSet<_>, BTreeSet<_>) =
        (old.lines().collect(), new.lines().collect());
    let mut added = after.difference(&before);
    !before.is_subset(&after) || added.any(|line| is_in_complete_enum(line, new))
}

/// Returns `true` for a variant of an enum that is not `#[non_exhaustive]`.
fn is_in_complete_enum(line: &str, listing: &str) -> bool {
    let Some((_, variant)) = line.split_once("pub variant ") else {
        return false;
    };
    let end = variant.find([' ', '(']).unwrap_or(variant.len());
    let Some((path, _)) = variant[..end].rsplit_once("::") else {
        return false;
    };
    let is_complete = |known: &str| {
        let known = known.strip_prefix("#[deprecated] ").unwrap_or(known);
        let rest = known.strip_prefix("pub enum ");
        let rest = rest.and_then(|rest| rest.strip_prefix(path));
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    listing.lines().any(is_complete)
}

#[cfg(test)]
mod tests {
    use super::may_break;

    const OLD: &str = "pub enum a::Closed\npub variant a::Closed::One\n\
                       #[non_exhaustive] pub enum a::Open\npub fn a::Open::get(&self) -> u8\n";

    #[test]
    fn gone_and_changed_lines_break() {
        assert!(!may_break(OLD, OLD));
        assert!(may_break(OLD, &OLD.replace("u8", "u16")));
        assert!(may_break(OLD, "pub enum a::Closed\n"));
    }

    #[test]
    fn additions_break_complete_enums_only() {
        let with = |line: &str| format!("{OLD}{line}\n");
        assert!(!may_break(OLD, &with("pub fn a::Open::set(&mut self)")));
        assert!(!may_break(OLD, &with("pub variant a::Open::Two")));
        assert!(may_break(OLD, &with("pub variant a::Closed::Two(u8)")));
        assert!(!may_break(OLD, &with("pub variant a::ClosedToo::Two")));
    }
}
