//! Combines the files of an import with those of the spec.

use super::comments::with_comments;
use super::draft::{Draft, Item, Work};
use super::record::{self, Entry, Record};
use super::report::Report;
use super::request::Imported;
use super::{REPORT, update, yaml};
use crate::openapi::node::Node;
use crate::render::File;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

impl Work<'_, '_> {
    /// Combines the trees with the existing files. Returns the changes, and the whole spec.
    pub(super) fn finished(
        &self,
        draft: &Draft,
        dropped: &BTreeMap<usize, String>,
        outdated: &BTreeSet<String>,
    ) -> (Imported, Sources) {
        let mut sources = self.request.spec.clone();
        let mut record = Record::default();
        let mut files = Vec::new();
        let mut removed: Vec<_> = outdated.iter().cloned().collect();
        let is_written = |path: &str| draft.files.iter().any(|(known, ..)| known == path);
        for (path, node, item) in &draft.files {
            let is_unchanged = self.recorded(node, *item, &mut record);
            let (text, former) = self.text(path, node, is_unchanged, &is_written);
            removed.extend(former);
            let old = self.existing.texts.get(path);
            sources.add(path.clone(), text.clone().into_bytes());
            if old != Some(&text) {
                files.push(File {
                    path: path.clone(),
                    contents: text,
                });
            }
        }
        let report = self.report_of(draft, dropped);
        let (operations, types) = (record.operations.len(), record.types.len());
        self.keep_old(&mut record, outdated);
        for (path, contents) in [
            (record::FILE, record_text(&record)),
            (REPORT, report.markdown()),
        ] {
            let mut old = self.request.spec.iter().map(|(_, file)| file);
            if !old.any(|file| file.path == path && file.text == contents) {
                files.push(File {
                    path: path.to_owned(),
                    contents,
                });
            }
        }
        let sources = without(&sources, &removed);
        let imported = Imported {
            files,
            removed,
            report,
            operations,
            types,
        };
        (imported, sources)
    }

    /// Adds an item to the record. Returns whether its facts are those of the last import, if there was
    /// one.
    fn recorded(&self, node: &Node, item: Item, record: &mut Record) -> Option<bool> {
        let (list, entries, name, source) = match item {
            Item::Api => return None,
            Item::Operation(index) => (
                &mut record.operations,
                &self.existing.record.operations,
                &self.plan.operations[index],
                self.plan.document.operations[index].endpoint(),
            ),
            Item::Type(index) => (
                &mut record.types,
                &self.existing.record.types,
                &self.plan.shared[index].name,
                self.plan.shared[index].sources[0].clone(),
            ),
        };
        let facts = update::facts(node);
        let known = Record::facts(entries, name);
        let is_unchanged = known.map(|known| known == facts);
        list.push(Entry {
            source,
            name: name.clone(),
            facts,
        });
        is_unchanged
    }

    /// Returns the report about the imported items, and about those that were left out.
    fn report_of(&self, draft: &Draft, dropped: &BTreeMap<usize, String>) -> Report {
        let mut report = draft.report.clone();
        let mut items = draft.items.clone();
        for (index, message) in dropped {
            let operation = &self.plan.document.operations[*index];
            items.add(&operation.pointer, operation.endpoint());
            let text = format!("the operation is left out: {message}");
            report.lose("operation", &operation.pointer, text);
        }
        report.limit_to(|pointer| items.owner(pointer));
        report
    }

    /// Keeps the record of items that the source no longer has, because their files remain.
    fn keep_old(&self, record: &mut Record, outdated: &BTreeSet<String>) {
        let old = &self.existing.record;
        for (list, entries, folder) in [
            (&mut record.operations, &old.operations, "operations"),
            (&mut record.types, &old.types, "types"),
        ] {
            for entry in entries {
                let path = format!("{folder}/{}.yaml", crate::lower::names::file(&entry.name));
                let is_known = list.iter().any(|known| known.name == entry.name);
                let is_kept = self.existing.files.contains_key(&path) && !outdated.contains(&path);
                if !is_known && is_kept {
                    list.push(entry.clone());
                }
            }
        }
    }

    /// Returns the text of a file, and the file that it replaces. `is_unchanged` compares the facts with
    /// the recorded ones.
    fn text(
        &self,
        path: &str,
        node: &Node,
        is_unchanged: Option<bool>,
        is_written: &dyn Fn(&str) -> bool,
    ) -> (String, Option<String>) {
        let schema = if path.contains('/') {
            "../schema.json"
        } else {
            "schema.json"
        };
        let write = |node: &Node| yaml::write(node, Some(schema));
        // A recorded item without a file was renamed in the record.
        let is_renamed = is_unchanged.is_some() && !self.existing.files.contains_key(path);
        let former = if is_renamed {
            self.existing.former_file(path, node, is_written)
        } else {
            None
        };
        let old_path = former.unwrap_or(path);
        let (Some(old), Some(text)) = (
            self.existing.files.get(old_path),
            self.existing.texts.get(old_path),
        ) else {
            return (write(node), None);
        };
        if is_unchanged == Some(true) && former.is_none() {
            let described = update::described(old, node);
            if described == *old {
                return (text.clone(), None);
            }
            return (with_comments(text, &write(&described)), None);
        }
        let merged = update::merged(old, node, &self.existing.deviations);
        if merged == *old {
            return (text.clone(), former.map(str::to_owned));
        }
        (
            with_comments(text, &write(&merged)),
            former.map(str::to_owned),
        )
    }
}

fn record_text(record: &Record) -> String {
    format!(
        "# The names that `cargo xtask import` chose. To rename an item, change its name here and import again.\n{}",
        yaml::write(&record.node(), None)
    )
}

/// Returns a spec without some of its files.
fn without(sources: &Sources, removed: &[String]) -> Sources {
    let mut kept = Sources::new("spec").located_at(sources.folder());
    for (_, file) in sources.iter() {
        if !removed.contains(&file.path) {
            kept.add(file.path.clone(), file.text.clone().into_bytes());
        }
    }
    kept
}
