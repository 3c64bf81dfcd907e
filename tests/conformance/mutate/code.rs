//! Mutations of the generated Rust. A fact has several locations there, and each of them is
//! mutated.

use super::arguments::{self, List};
use super::lines::{Lines, indent, neighbour};
use super::{Edit, Kind, Mutation, arms, kept, metadata, rows};
use crate::code::{Code, Fact, Site};
use crate::fact::{Key, Place, Text};
use std::ops::Range;

/// Returns every mutation of every fact, at each of its locations.
#[must_use]
pub fn mutations(files: &[Text], code: &Code) -> Vec<Mutation> {
    let mut mutations = Vec::new();
    for fact in &code.facts {
        for (site, place) in &fact.sites {
            let Some(file) = files.iter().find(|file| file.path == place.file) else {
                continue;
            };
            let lines = Lines::new(&file.path, &file.text);
            let spot = Spot {
                at: place.line.saturating_sub(1),
                site: *site,
                lines: &lines,
                fact,
            };
            let changes = spot.changes(&siblings(code, fact, *site, place), place);
            mutations.extend(changes.into_iter().map(|(kind, what, edit)| Mutation {
                key: fact.key.clone(),
                kind,
                what,
                edits: vec![edit],
            }));
        }
    }
    mutations
}

/// Returns the locations of the same kind that this one can be swapped with.
fn siblings(code: &Code, fact: &Fact, site: Site, place: &Place) -> Vec<Place> {
    let is_sibling = |key: &Key| {
        if site == Site::Argument {
            return code.are_taken_together(key, &fact.key);
        }
        key.parent() == fact.key.parent() && key.section == fact.key.section
    };
    let facts = code.facts.iter().filter(|other| is_sibling(&other.key));
    let sites = facts.flat_map(|fact| &fact.sites);
    let kind = |site| {
        if site == Site::KeptRow {
            Site::Row
        } else {
            site
        }
    };
    let here = sites.filter(|(other, at)| kind(*other) == kind(site) && at.file == place.file);
    let mut places: Vec<_> = here.map(|(_, place)| place.clone()).collect();
    places.sort();
    places
}

pub(super) type Change = (Kind, &'static str, Edit);

/// One location of a fact.
struct Spot<'a> {
    fact: &'a Fact,
    site: Site,
    lines: &'a Lines<'a>,
    at: usize,
}

impl Spot<'_> {
    fn changes(&self, siblings: &[Place], place: &Place) -> Vec<Change> {
        let dropped = || self.lines.remove(self.block(self.at));
        let mut changes = match self.site {
            Site::Row => vec![
                (Kind::Dropped, "row", dropped()),
                (Kind::Renamed, "row", self.rewired()),
                (Kind::Reflagged, "row", self.reflagged_row()),
            ],
            Site::ReceivedRow => vec![
                (Kind::Dropped, "received row", dropped()),
                (Kind::Renamed, "received row", self.rewired_first()),
                (Kind::Reflagged, "received row", self.with(rows::reflagged)),
            ],
            Site::HeaderRow => vec![
                (Kind::Dropped, "row", dropped()),
                (Kind::Renamed, "row", self.rewired()),
                (Kind::Rebound, "row", self.with(rows::parsed)),
            ],
            Site::Field => vec![
                (Kind::Dropped, "struct field", dropped()),
                (Kind::Renamed, "struct field", self.renamed(":")),
                (Kind::Retyped, "struct field", self.retyped_line(self.at)),
                (Kind::Reflagged, "struct field", self.reflagged_field()),
            ],
            Site::PublicField => self.public_field(),
            Site::Setter => self.setter(),
            Site::Argument => self.argument(),
            Site::ArgumentDocs => vec![(Kind::Reworded, "docs of `new`", self.reworded("`: "))],
            Site::Part => vec![
                (Kind::Dropped, "part", dropped()),
                (Kind::Renamed, "part", self.renamed("`")),
                (Kind::Reworded, "part", self.reworded("`: ")),
            ],
            Site::Write => vec![
                (Kind::Dropped, "call", dropped()),
                (
                    Kind::Renamed,
                    "call",
                    self.lines.replace(self.at, "request.", "request.renamed_"),
                ),
            ],
            Site::BodyType => vec![(Kind::Retyped, "body", self.retyped_line(self.at))],
            Site::KeptRow
            | Site::Value
            | Site::StatusArm
            | Site::Variant
            | Site::Response
            | Site::Statuses
            | Site::NullSetter
            | Site::MediaType
            | Site::Endpoint
            | Site::Metadata => self.special(),
        };
        changes.extend(self.ruled());
        let is_ordered = matches!(
            self.site,
            Site::Row
                | Site::KeptRow
                | Site::ReceivedRow
                | Site::HeaderRow
                | Site::Field
                | Site::PublicField
                | Site::Setter
                | Site::Argument
                | Site::Part
                | Site::Variant
        );
        if let Some(list) = self.list().filter(|_| self.site == Site::Argument) {
            changes.extend(
                list.swapped()
                    .map(|line| (Kind::Reordered, "position", self.line(line))),
            );
        } else if let Some(other) = neighbour(siblings, place).filter(|_| is_ordered) {
            let other = self.block(siblings[other].line.saturating_sub(1));
            let swapped = self.lines.swap(&self.block(self.at), &other);
            changes.push((Kind::Reordered, "position", swapped));
        }
        changes
    }

    /// Returns mutations at a location that a fact of a plain JSON request or response does not
    /// have.
    fn special(&self) -> Vec<Change> {
        let dropped = || self.lines.remove(self.block(self.at));
        match self.site {
            Site::KeptRow => vec![
                (Kind::Dropped, "row", dropped()),
                (Kind::Renamed, "row", self.rewired()),
                (Kind::Renamed, "name in the row", self.renamed(")")),
                (Kind::Retyped, "row", self.with(kept::retyped)),
                (Kind::Reflagged, "row", self.with(kept::required)),
            ],
            Site::Value => vec![
                (Kind::Dropped, "variant", dropped()),
                (Kind::Retyped, "variant", self.with(rows::retyped_variant)),
            ],
            Site::StatusArm => arms::changes(self.lines, self.at, self.fact.key.name()),
            Site::Metadata => metadata::changes(self.lines, self.at)
                .into_iter()
                .map(|edit| (Kind::Rebound, "metadata", edit))
                .collect(),
            Site::Variant => self.variant(),
            Site::Response => vec![(Kind::Moved, "response", self.with(rows::other_response))],
            Site::Statuses => vec![
                (Kind::Moved, "statuses", dropped()),
                (Kind::Moved, "statuses", self.with(rows::more_statuses)),
            ],
            Site::NullSetter => vec![
                (Kind::Dropped, "setter of `null`", dropped()),
                (
                    Kind::Renamed,
                    "setter of `null`",
                    self.lines.replace(self.at, "_null(", "_nil("),
                ),
            ],
            Site::MediaType => vec![
                (Kind::Rebound, "call", dropped()),
                (
                    Kind::Rebound,
                    "call",
                    self.lines.replace(self.at, "(\"", "(\"x-"),
                ),
            ],
            _ => Vec::new(),
        }
    }

    /// Returns the lines of the location: comments and attributes above it, a body below it.
    fn block(&self, at: usize) -> Range<usize> {
        let is_attached = |index: &usize| {
            let line = self.lines.get(*index);
            let is_inside = indent(line) > indent(self.lines.get(at));
            let line = line.trim_start();
            is_inside
                || ["///", "#[", ")]"]
                    .iter()
                    .any(|start| line.starts_with(start))
        };
        match self.site {
            Site::Field | Site::PublicField | Site::Setter | Site::NullSetter | Site::Variant => {
                let attached = (0..at).rev().take_while(is_attached).count();
                let end = if matches!(self.site, Site::Setter | Site::NullSetter) {
                    self.lines.next(at, |line| line == "    }") + 1
                } else {
                    at + 1
                };
                at - attached..end
            }
            Site::Part => {
                at..self.lines.next(at + 1, |line| {
                    line.trim() == "///" || !line.starts_with("///")
                })
            }
            _ => at..at + 1,
        }
    }

    /// Changes the location of the value in the row, and its other attributes.
    fn ruled(&self) -> Vec<Change> {
        if !matches!(self.site, Site::Row | Site::KeptRow) {
            return Vec::new();
        }
        let line = self.lines.get(self.at);
        let moved = rows::moved(line)
            .into_iter()
            .map(|line| (Kind::Moved, line));
        let bounded = rows::bounded(line)
            .into_iter()
            .map(|line| (Kind::Rebound, line));
        let changes = moved.chain(bounded);
        changes
            .map(|(kind, line)| (kind, "rule", self.line(line)))
            .collect()
    }

    fn variant(&self) -> Vec<Change> {
        let name = crate::rules::camel_case(self.fact.key.name());
        let renamed = self
            .lines
            .replace(self.at, &name, &format!("{name}Renamed"));
        let dropped = self.lines.remove(self.block(self.at));
        vec![
            (Kind::Dropped, "variant", dropped),
            (Kind::Renamed, "variant", renamed),
            (Kind::Retyped, "variant", self.with(rows::retyped_variant)),
            (Kind::Reworded, "variant", self.reworded("/// ")),
        ]
    }

    fn public_field(&self) -> Vec<Change> {
        let block = self.block(self.at);
        let mut changes = vec![
            (Kind::Dropped, "field", self.lines.remove(block.clone())),
            (Kind::Renamed, "field", self.renamed(":")),
            (Kind::Retyped, "field", self.retyped_line(self.at)),
            (Kind::Reworded, "field", self.reworded("/// ")),
        ];
        changes.extend(self.renamed_attributes(&block));
        if self.fact.required.is_some() {
            changes.push((Kind::Reflagged, "field", self.reflagged_field()));
        }
        changes
    }

    /// Mutates an argument, on its own line or on that of the signature.
    fn argument(&self) -> Vec<Change> {
        let (dropped, retyped) = match self.list() {
            Some(list) => (self.line(list.dropped()), self.line(list.retyped())),
            None => (
                self.lines.remove(self.block(self.at)),
                self.retyped_line(self.at),
            ),
        };
        vec![
            (Kind::Dropped, "argument", dropped),
            (Kind::Renamed, "argument", self.renamed(":")),
            (Kind::Retyped, "argument", retyped),
        ]
    }

    fn list(&self) -> Option<List<'_>> {
        List::of(self.lines.get(self.at), self.fact.rust.as_deref()?)
    }

    fn with(&self, change: impl Fn(&str) -> String) -> Edit {
        self.line(change(self.lines.get(self.at)))
    }

    fn line(&self, line: String) -> Edit {
        self.lines.edit(self.at..self.at + 1, vec![line])
    }

    fn setter(&self) -> Vec<Change> {
        let block = self.block(self.at);
        let name = self.fact.rust.as_deref().unwrap_or_default();
        let from = format!("fn {name}");
        let renamed = self
            .lines
            .replace(self.at, &from, &format!("{from}_renamed"));
        let is_typed = |line: &str| {
            ["Into<", "value: ", "Item = "]
                .iter()
                .any(|start| line.contains(start))
        };
        let typed = (self.at..block.end).filter(|index| is_typed(self.lines.get(*index)));
        let mut changes = vec![
            (Kind::Dropped, "setter", self.lines.remove(block.clone())),
            (Kind::Renamed, "setter", renamed),
            (Kind::Reworded, "setter", self.reworded("/// ")),
        ];
        let typed = typed.map(|typed| self.retyped_line(typed));
        changes.extend(typed.map(|edit| (Kind::Retyped, "setter", edit)));
        for at in block.clone() {
            changes.extend(kept::stored(self.lines, at));
        }
        changes.extend(self.renamed_attributes(&block));
        changes
    }

    /// Changes the alias for search.
    fn renamed_attributes(&self, block: &Range<usize>) -> Vec<Change> {
        let name = self.fact.key.name();
        let (from, to) = (format!("= \"{name}\""), format!("= \"{name}Renamed\""));
        let attributes = block.clone().filter(|&index| {
            let line = self.lines.get(index);
            !line.trim_start().starts_with("//") && line.contains(&from)
        });
        let changed = attributes.map(|index| self.lines.replace(index, &from, &to));
        changed
            .map(|edit| (Kind::Renamed, "attribute", edit))
            .collect()
    }

    fn renamed(&self, behind: &str) -> Edit {
        let name = self.fact.rust.as_deref().unwrap_or_default();
        let (from, to) = (format!("{name}{behind}"), format!("{name}_renamed{behind}"));
        self.lines.replace(self.at, &from, &to)
    }

    /// Returns the wire name of a row.
    fn rewired(&self) -> Edit {
        self.lines.replace(self.at, "\" =>", "Renamed\" =>")
    }

    /// Renames the first wire name of a row; a former name may follow.
    fn rewired_first(&self) -> Edit {
        let name = self.fact.key.name();
        let (from, to) = (format!("\"{name}\""), format!("\"{name}Renamed\""));
        self.lines.replace(self.at, &from, &to)
    }

    fn reflagged_row(&self) -> Edit {
        if self.fact.required == Some(true) {
            self.lines.replace(self.at, "required ", "optional ")
        } else {
            self.lines.replace(self.at, "optional ", "required ")
        }
    }

    fn reflagged_field(&self) -> Edit {
        let line = self.lines.get(self.at);
        let (name, ty) = line.split_once(": ").unwrap_or((line, ""));
        let ty = ty.trim_end_matches(',');
        let inner = ty
            .strip_prefix("Option<")
            .and_then(|ty| ty.strip_suffix('>'));
        let ty = inner.map_or_else(|| format!("Option<{ty}>"), str::to_owned);
        self.lines
            .edit(self.at..self.at + 1, vec![format!("{name}: {ty},")])
    }

    fn retyped_line(&self, at: usize) -> Edit {
        let line = arguments::retyped(self.lines.get(at));
        self.lines.edit(at..at + 1, vec![line])
    }

    /// Changes the first word of the description, which begins after that mark.
    fn reworded(&self, mark: &str) -> Edit {
        let first = self.block(self.at).start;
        self.lines.replace(first, mark, &format!("{mark}Hardly "))
    }
}
