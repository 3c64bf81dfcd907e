//! One import, from the bytes of a description to the files of a spec.

use super::draft::{Draft, Item, Work};
use super::existing::{Existing, INVALID, invalid};
use super::express;
use super::finish::Unfit;
use super::normalise;
use super::own::{self, Own};
use super::plan::Plan;
use super::record::Entry;
use super::report::Broken;
use super::request::{Imported, Request};
use super::select::{Selection, select};
use super::source::{base_path, common_prefix, read};
use super::update::DEPENDENT;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::openapi::index::Index;
use crate::source::Sources;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// Imports operations of a description into a spec.
///
/// # Errors
///
/// Returns the errors of the description, of the selection, or of the spec.
pub fn import(request: &Request<'_>) -> Result<Imported, Vec<Broken>> {
    let existing = Existing::read(request.spec).map_err(|error| vec![error])?;
    let (root, duplicates) = read(request.bytes)?;
    let index = Index::of(&root);
    if own::is_own(&root) {
        match attempt(request, &existing, &index, &duplicates, true) {
            Err(broken) if !existing.is_empty() && fits(request, &index) => return Err(broken),
            Err(_) => {}
            imported => return imported,
        }
    }
    attempt(request, &existing, &index, &duplicates, false)
}

/// Returns `true` if the members `x-` of a description fit together: they can be imported into an empty spec.
fn fits(request: &Request<'_>, index: &Index<'_>) -> bool {
    let alone = Request {
        spec: &Sources::new("spec"),
        selection: Selection::All,
        ..*request
    };
    attempt(&alone, &Existing::default(), index, &[], true).is_ok()
}

/// Imports with or without the members `x-` that the descriptions of specs have.
fn attempt(
    request: &Request<'_>,
    existing: &Existing,
    index: &Index<'_>,
    duplicates: &[String],
    is_own: bool,
) -> Result<Imported, Vec<Broken>> {
    let (document, reader) = normalise::document(index, is_own).map_err(|error| vec![error])?;
    let base_path = match &existing.api {
        Some(_) => existing.base_path().to_owned(),
        None => base_path(&document),
    };
    let selected = select(&document, &request.selection, &existing.record, &base_path)?;
    let mut report = reader.report.clone();
    for pointer in duplicates {
        let text = "the key is listed several times; the last one counts";
        report.note("duplicate key", pointer, text);
    }
    if own::is_own(index.root()) && !is_own {
        let text = "the members `x-` of the description do not fit together; they are ignored";
        report.note("odd extension", "/x-api", text);
    }
    let naming = base_path
        .strip_prefix(document.base_path.as_str())
        .unwrap_or_default();
    let naming = if naming.is_empty() {
        common_prefix(&document)
    } else {
        naming.to_owned()
    };
    let own = Own::of(index, is_own);
    let plan = Plan::new(
        &document,
        &existing.record,
        &existing.taken(),
        naming,
        own,
        &mut report,
    );
    let api = express::api(
        &plan,
        own,
        &base_path,
        request.with_descriptions,
        existing.api.as_ref(),
        &mut report,
    );
    let work = Work {
        request,
        existing,
        own,
        plan: &plan,
        api: &api,
        base_path,
        schema_parent: reader.version.schemas(),
        broken: &reader.broken,
        report: &report,
    };
    work.run(selected)
}

/// The problem of a spec that an import made.
const IMPORTED: &str = "the imported spec has errors";

/// The maximum number of attempts to leave out operations that the spec language cannot hold.
const MOST_ATTEMPTS: usize = 12;

impl Work<'_, '_> {
    fn run(&self, selected: Vec<usize>) -> Result<Imported, Vec<Broken>> {
        let mut selected = self.without_hand_written(selected);
        let mut dropped: BTreeMap<usize, String> = BTreeMap::new();
        let mut careful = BTreeSet::new();
        let mut outdated = BTreeSet::new();
        let mut unfit = Unfit::new();
        let before = LazyCell::new(|| crate::understand(self.request.spec).err());
        for _ in 0..MOST_ATTEMPTS {
            let draft = self.draft(&selected, &careful);
            let broken = self
                .broken
                .iter()
                .filter(|one| draft.items.owner(&one.pointer).is_some());
            let broken: Vec<_> = broken.cloned().collect();
            if !broken.is_empty() {
                return Err(broken);
            }
            let (imported, sources) = self.finished(&draft, &dropped, &outdated, &unfit);
            let Err(found) = crate::understand(&sources) else {
                return Ok(imported);
            };
            if let Some(kept) = self.kept_errors(before.as_ref(), (&sources, &found)) {
                return Err(vec![invalid(self.request.spec, &kept)]);
            }
            let mut is_new = false;
            let tried = unfit.clone();
            let drafted = draft.items_by_path();
            for error in found.iter() {
                let file = sources.file(error.span.file);
                let path = &file.path;
                if self.existing.files.contains_key(path)
                    && drafted.contains_key(path.as_str())
                    && let Some(key) = dependent_key(&file.text, error.span.start())
                    && !tried.get(path).is_some_and(|keys| keys.contains(key))
                {
                    unfit.entry(path.clone()).or_default().insert(key);
                    is_new = true;
                    continue;
                }
                match self.former(path) {
                    Some(Former::Operation(index))
                        if !selected.contains(&index) && !dropped.contains_key(&index) =>
                    {
                        selected.push(index);
                        is_new = true;
                        continue;
                    }
                    Some(Former::Operation(index)) if selected.contains(&index) => {}
                    Some(_) => {
                        is_new |= outdated.insert(path.clone());
                        continue;
                    }
                    None => {}
                }
                let item = drafted.get(path.as_str()).copied();
                let Some(guilty) = item.and_then(|item| guilty(&draft, path, item)) else {
                    let problem = if item.is_some() { IMPORTED } else { INVALID };
                    let message = format!("{problem}:\n{}", found.render(&sources));
                    return Err(vec![Broken::new("", message)]);
                };
                for index in guilty {
                    // The first error can be that of a guess.
                    if careful.insert(index) {
                        is_new = true;
                        continue;
                    }
                    is_new |= dropped.insert(index, error.message.clone()).is_none();
                }
            }
            selected.retain(|index| !dropped.contains_key(index));
            if !is_new {
                let message = format!("{IMPORTED}:\n{}", found.render(&sources));
                return Err(vec![Broken::new("", message)]);
            }
        }
        let message = "the imported spec has errors that leaving out operations does not solve";
        Err(vec![Broken::new("", message)])
    }

    /// Returns the errors that files of the spec had before the import and still have: those of their
    /// author, not of the source.
    fn kept_errors(
        &self,
        before: Option<&Diagnostics>,
        (sources, after): (&Sources, &Diagnostics),
    ) -> Option<Diagnostics> {
        let key = |sources: &Sources, error: &Diagnostic| {
            (
                sources.file(error.span.file).path.clone(),
                error.message.clone(),
            )
        };
        let after: BTreeSet<_> = after.iter().map(|error| key(sources, error)).collect();
        let spec = self.request.spec;
        let before = before?
            .iter()
            .filter(|error| spec.contains(error.span.file));
        let mut kept = Diagnostics::default();
        let still_there = before.filter(|error| after.contains(&key(spec, error)));
        still_there.for_each(|error| kept.push(error.clone()));
        kept.propagate(()).err()
    }

    /// Returns the item of an earlier import in a file.
    fn former(&self, path: &str) -> Option<Former> {
        let record = &self.existing.record;
        let (folder, entries) = if path.starts_with("operations/") {
            ("operations", &record.operations)
        } else {
            ("types", &record.types)
        };
        let is_it = |entry: &&Entry| {
            format!("{folder}/{}.yaml", crate::lower::names::file(&entry.name)) == path
        };
        let entry = entries.iter().find(is_it)?;
        let mut operations = self.plan.document.operations.iter();
        if folder == "operations" {
            let found = operations.position(|operation| operation.endpoint() == entry.source);
            return Some(found.map_or(Former::Outdated, Former::Operation));
        }
        let is_known = self
            .plan
            .shared
            .iter()
            .any(|shared| shared.name == entry.name);
        (!is_known).then_some(Former::Outdated)
    }

    /// Leaves out the operations that are written by hand.
    fn without_hand_written(&self, selected: Vec<usize>) -> Vec<usize> {
        let taken = self.existing.taken();
        let document = self.plan.document;
        let is_imported = |index: &usize| {
            let operation = &document.operations[*index];
            let endpoint = format!(
                "{} {}{}",
                operation.method, document.base_path, operation.path
            );
            !taken.operations.contains_key(&endpoint)
        };
        selected.into_iter().filter(is_imported).collect()
    }
}

/// Returns the key around a place that states facts about other keys.
fn dependent_key(text: &str, at: usize) -> Option<&'static str> {
    let before = text.get(..at)?;
    let rest = text.get(at..)?.lines().next().unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = format!("{}{rest}", &before[start..]);
    let mut indent = usize::MAX;
    for line in std::iter::once(line.as_str()).chain(before[..start].lines().rev()) {
        let key = line.trim_start_matches([' ', '-']);
        let own = line.len() - key.len();
        if key.is_empty() || own >= indent {
            continue;
        }
        indent = own;
        let key = key.split(':').next().unwrap_or_default();
        if let Some(known) = DEPENDENT.iter().find(|known| **known == key) {
            return Some(known);
        }
    }
    None
}

/// An item of an earlier import.
enum Former {
    /// The source still has the operation.
    Operation(usize),
    /// The source no longer has the item.
    Outdated,
}

/// Returns the operations to which an imported file belongs.
fn guilty(draft: &Draft, path: &str, item: Item) -> Option<BTreeSet<usize>> {
    match item {
        Item::Operation(index) => Some(BTreeSet::from([index])),
        Item::Type(_) => draft.users.get(path).cloned(),
        Item::Api => None,
    }
}
