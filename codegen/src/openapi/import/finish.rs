//! Combines the files of an import with those of the spec.

use super::comments::with_comments;
use super::draft::{Draft, Item, Work};
use super::plan::Definition;
use super::record::{self, Entry, Record};
use super::report::{Note, Report, shortened};
use super::request::Imported;
use super::{REPORT, hand_edits, update, yaml};
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
        unfit: &Unfit,
    ) -> (Imported, Sources) {
        let mut sources = self.request.spec.clone();
        let mut record = Record::default();
        let mut files = Vec::new();
        let mut removed: Vec<_> = outdated.iter().cloned().collect();
        let mut notes = Vec::new();
        let mut used = BTreeSet::new();
        let none = BTreeSet::new();
        let written: BTreeSet<_> = draft.files.iter().map(|(path, ..)| path.as_str()).collect();
        for (path, node, item) in &draft.files {
            let known = self.known(*item);
            let facts = update::facts(node);
            let update = Update {
                path,
                node,
                known,
                is_unchanged: known.map(|known| known.facts == facts),
                unfit: unfit.get(path).unwrap_or(&none),
            };
            let updated = self.updated(&update, &written);
            let (name, pointer) = self.place(*item);
            notes.extend(updated.notes.into_iter().map(|text| Note {
                kind: "hand edit",
                is_loss: false,
                pointer: pointer.clone(),
                item: name.clone(),
                text: shortened(&text),
            }));
            used.extend(updated.used);
            let text = updated.text;
            removed.extend(updated.former);
            self.record(*item, facts, updated.written, &mut record);
            let old = self.existing.texts.get(path);
            sources.add(path.clone(), text.clone().into_bytes());
            if old != Some(&text) {
                files.push(File {
                    path: path.clone(),
                    contents: text,
                });
            }
        }
        notes.extend(self.needless(draft, &used));
        let mut report = self.report_of(draft, dropped);
        report.notes.extend(notes);
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

    /// Returns the record of an item in the last import, if there was one.
    fn known(&self, item: Item) -> Option<&Entry> {
        let record = &self.existing.record;
        match item {
            Item::Api => None,
            Item::Operation(index) => record.operations.named(&self.plan.operations[index]),
            Item::Type(index) => record.types.named(&self.plan.shared[index].name),
        }
    }

    /// Adds an item to the record.
    fn record(&self, item: Item, facts: String, written: String, record: &mut Record) {
        let (list, name, source) = match item {
            Item::Api => return,
            Item::Operation(index) => (
                &mut record.operations,
                &self.plan.operations[index],
                self.plan.document.operations[index].endpoint(),
            ),
            Item::Type(index) => (
                &mut record.types,
                &self.plan.shared[index].name,
                self.plan.shared[index].sources[0].clone(),
            ),
        };
        list.push(Entry {
            source,
            name: name.clone(),
            facts,
            written,
        });
    }

    /// Returns the name of an item, and its pointer in the source.
    fn place(&self, item: Item) -> (String, String) {
        match item {
            Item::Api => ("the API".to_owned(), String::new()),
            Item::Operation(index) => {
                let operation = &self.plan.document.operations[index];
                (operation.endpoint(), operation.pointer.clone())
            }
            Item::Type(index) => {
                let shared = &self.plan.shared[index];
                let pointer = match shared.definition {
                    Definition::Schema(schema) => schema.pointer.clone(),
                    Definition::Parameters(index) => {
                        self.plan.document.operations[index].pointer.clone()
                    }
                };
                (shared.name.clone(), pointer)
            }
        }
    }

    /// Notes the deviations from the description that it agrees with. The description of a spec has the facts
    /// of the spec, so it agrees with each of them.
    fn needless(&self, draft: &Draft, used: &BTreeSet<usize>) -> Vec<Note> {
        if self.own.is_here() {
            return Vec::new();
        }
        let files = draft.files.iter().rev();
        let files = files.map(|file| (update::name_of(&file.1), file));
        let files: BTreeMap<_, _> = files.collect();
        let deviations = self.existing.deviations.iter().enumerate();
        let needless = deviations.filter(|(at, known)| known.is_from_openapi && !used.contains(at));
        let notes = needless.filter_map(|(_, known)| {
            let owner = known.item.split('.').next().unwrap_or_default();
            let (path, _, item) = *files.get(owner)?;
            self.existing.files.get(path)?;
            let (name, pointer) = self.place(*item);
            Some(Note {
                kind: "deviation",
                is_loss: false,
                pointer,
                item: name,
                text: format!(
                    "`{}` no longer differs from the source in the kind `{}`: remove its entry from `deviations.yaml`",
                    known.item, known.kind
                ),
            })
        });
        notes.collect()
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
            for entry in entries.iter() {
                let path = format!("{folder}/{}.yaml", crate::lower::names::file(&entry.name));
                let is_kept = self.existing.files.contains_key(&path) && !outdated.contains(&path);
                if list.named(&entry.name).is_none() && is_kept {
                    list.push(entry.clone());
                }
            }
        }
    }

    /// Returns the text of a file after an update, and what the update did to the old one.
    fn updated(&self, update: &Update<'_>, written: &BTreeSet<&str>) -> Updated {
        let Update {
            path,
            node,
            known,
            is_unchanged,
            unfit,
        } = *update;
        let schema = if path.contains('/') {
            "../schema.json"
        } else {
            "schema.json"
        };
        let write = |node: &Node| yaml::write(node, Some(schema));
        // A recorded item without a file was renamed in the record.
        let is_renamed = is_unchanged.is_some() && !self.existing.files.contains_key(path);
        let former = if is_renamed {
            self.existing.former_file(path, node, written)
        } else {
            None
        };
        let old_path = former.unwrap_or(path);
        let (Some(old), Some(text)) = (
            self.existing.files.get(old_path),
            self.existing.texts.get(old_path),
        ) else {
            return Updated {
                text: write(node),
                written: update::replaceable(node),
                ..Updated::default()
            };
        };
        let (merged, used) = update::merged(old, node, &self.existing.deviations, unfit);
        let known = known.map_or("", |known| known.written.as_str());
        if is_unchanged == Some(true) && former.is_none() && unfit.is_empty() {
            let described = update::described(old, node);
            let is_same = described == *old;
            return Updated {
                text: if is_same {
                    text.clone()
                } else {
                    with_comments(text, &write(&described))
                },
                written: known.to_owned(),
                used,
                ..Updated::default()
            };
        }
        let mut notes = hand_edits::dropped(old, &merged);
        notes.extend(hand_edits::contradicted(old, &merged, unfit));
        if !known.is_empty() && known != update::replaceable(old) {
            notes.extend(hand_edits::replaced(old, &merged));
        }
        Updated {
            text: if merged == *old {
                text.clone()
            } else {
                with_comments(text, &write(&merged))
            },
            former: former.map(str::to_owned),
            written: update::replaceable(&merged),
            used,
            notes,
        }
    }
}

/// A file of an import, and the record of the last import of it.
#[derive(Clone, Copy)]
struct Update<'u> {
    path: &'u str,
    node: &'u Node,
    known: Option<&'u Entry>,
    /// `true` if the facts are those of the last import; `None` for the first one.
    is_unchanged: Option<bool>,
    unfit: &'u BTreeSet<&'static str>,
}

/// The keys of the author that a newer source contradicts, by file.
pub(super) type Unfit = BTreeMap<String, BTreeSet<&'static str>>;

/// A file after an update.
#[derive(Default)]
struct Updated {
    text: String,
    /// The file under another name that it replaces.
    former: Option<String>,
    /// The digest of the facts in the file.
    written: String,
    /// The positions of the deviations that keep a fact which differs.
    used: BTreeSet<usize>,
    /// The hand-written parts that did not stay.
    notes: Vec<String>,
}

fn record_text(record: &Record) -> String {
    format!(
        "# The names that `cargo xtask import` chose. To rename an item, change its name here and import again.\n{}",
        yaml::write(&record.node(), None)
    )
}

/// Returns a spec without some of its files.
fn without(sources: &Sources, removed: &[String]) -> Sources {
    let removed: BTreeSet<_> = removed.iter().collect();
    let mut kept = Sources::new("spec").located_at(sources.folder());
    for (_, file) in sources.iter() {
        if !removed.contains(&file.path) {
            kept.add(file.path.clone(), file.text.clone().into_bytes());
        }
    }
    kept
}
