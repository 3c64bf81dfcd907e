//! The code without some fields of shared types, for comparing a part of it.

use super::items::Items;
use std::collections::{BTreeMap, BTreeSet};

/// The fields that are left out, by the Rust name of their type.
#[derive(Clone, Debug, Default)]
pub struct Cut(BTreeMap<String, Names>);

#[derive(Clone, Debug, Default)]
struct Names {
    wires: BTreeSet<String>,
    /// The paths to the fields.
    targets: BTreeSet<String>,
}

impl Cut {
    /// Leaves out the fields with these wire names.
    #[must_use]
    pub fn of(items: &Items, fields: &BTreeMap<String, BTreeSet<String>>) -> Self {
        let cut = fields.iter().map(|(ty, wires)| {
            let tables = [items.objects.get(ty), items.received.get(ty)];
            let rows = tables.into_iter().flatten().flat_map(|table| &table.rows);
            let rows = rows.filter(|row| wires.contains(&row.wire));
            let targets = rows.map(|row| row.target.clone()).collect();
            let wires = wires.clone();
            (ty.clone(), Names { wires, targets })
        });
        Self(cut.collect())
    }
}

impl Items {
    /// Returns the items without the fields of a cut, in tables, structs and methods.
    #[must_use]
    pub fn without(mut self, cut: &Cut) -> Self {
        for (ty, names) in &cut.0 {
            let is_target = |path: &String| names.targets.contains(path);
            for tables in [&mut self.objects, &mut self.received] {
                if let Some(table) = tables.get_mut(ty) {
                    table.rows.retain(|row| !names.wires.contains(&row.wire));
                    // Of a part of the rows, the ends are not known.
                    table.runs.clear();
                }
            }
            if let Some(methods) = self.methods.get_mut(ty) {
                methods.retain(|method| !method.sets.as_ref().is_some_and(is_target));
            }
            if let Some(structure) = self.structs.get_mut(ty) {
                structure.fields.retain(|field| !is_target(&field.name));
            }
        }
        self
    }
}
