//! The order of rows among setters, arguments and struct fields, and items without a row.

use super::inputs::{Owner, Walk};
use super::{Aspect, Order};
use crate::fact::Key;

impl<'a> Walk<'a> {
    pub(super) fn orders(&mut self, owner: &Owner<'a>) {
        let keys = |names: Vec<&str>, last: bool| -> Vec<Key> {
            let names = names.into_iter().filter_map(|name| {
                let mut known = owner.known.iter();
                let found = known.find(|(target, _)| {
                    let end = target.rsplit('.').next().filter(|_| last);
                    end.unwrap_or(target) == name
                });
                found.map(|(_, key)| key.clone())
            });
            names.collect()
        };
        let setters = owner
            .methods
            .iter()
            .filter_map(|method| method.sets.as_deref());
        let arguments = owner.new.iter().flat_map(|new| &new.arguments);
        let arguments: Vec<_> = arguments.map(|argument| argument.name.as_str()).collect();
        self.code.orders.push(Order {
            what: format!("the setters of `{}`", owner.name),
            keys: keys(setters.collect(), false),
        });
        self.code.orders.push(Order {
            what: format!("the arguments of `{}::new`", owner.name),
            keys: keys(arguments, true),
        });
    }

    /// Reports setters and arguments without a row.
    pub(super) fn strays(&mut self, owner: &Owner<'a>, key: &Key) {
        for method in owner.methods {
            let Some(target) = &method.sets else { continue };
            if !owner.known.iter().any(|(known, _)| known == target) {
                let key = key.child(method.aliases.first().unwrap_or(&method.name));
                let message = format!("the setter `{}` has no row in a table", method.name);
                self.code
                    .flaw(&key, Aspect::Existence, &method.place, message);
            }
        }
        for argument in owner.new.iter().flat_map(|new| &new.arguments) {
            let is_known = owner
                .known
                .iter()
                .any(|(target, _)| target.rsplit('.').next() == Some(argument.name.as_str()));
            if !is_known {
                let message = "the argument of `new` has no row in a table";
                let key = key.child(&argument.name);
                self.code
                    .flaw(&key, Aspect::Existence, &argument.place, message);
            }
        }
    }

    /// Reports struct fields without a row, and the order of the others.
    pub(super) fn unheld(&mut self, object: &'a str, key: &Key) {
        let Some(table) = self.items.objects.get(object) else {
            return;
        };
        let Some(structure) = self.items.structs.get(object) else {
            return;
        };
        let mut keys = Vec::new();
        for field in &structure.fields {
            let row = table.rows.iter().find(|row| row.target == field.name);
            match row {
                Some(row) => keys.push(self.key(object, key, row)),
                None if table.flag.as_ref() == Some(&field.name) || field.name == "_private" => {}
                None if table.extra.as_ref() == Some(&field.name) => {}
                // A large object keeps the other fields there.
                None if field.ty.contains("runtime::SetFields<") => {}
                None => {
                    let message = "the struct field has no row in a table";
                    let key = key.child(&field.name);
                    self.code
                        .flaw(&key, Aspect::Existence, &field.place, message);
                }
            }
        }
        let what = format!("the fields of the struct behind `{object}`");
        self.code.orders.push(Order { what, keys });
    }
}
