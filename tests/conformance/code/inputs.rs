//! What a request holds: from the table of its type down to every setter.

use super::items::{Contract, Field, Items, Struct};
use super::signatures::{Argument, Method};
use super::tables::Row;
use super::tokens::argument;
use super::{Aspect, Code, Fact, Order, Site, docs};
use crate::fact::{Key, Place, Section};

pub(super) fn read(code: &mut Code, items: &Items, contract: &Contract) {
    let mut writes = contract.writes.iter();
    let Some((_, place)) = writes.find(|(call, _)| call == "json_members") else {
        return;
    };
    let key = Key::top(Section::Inputs, "json_body");
    code.facts.push(Fact {
        key: key.clone(),
        rust: None,
        ty: Some(contract.request.clone()),
        required: None,
        docs: None,
        sites: vec![(Site::Write, place.clone())],
    });
    let mut walk = Walk {
        code,
        items,
        open: Vec::new(),
    };
    walk.public(&contract.request, &key);
}

struct Walk<'a> {
    code: &'a mut Code,
    items: &'a Items,
    /// The types around the current field: one that holds itself is walked once.
    open: Vec<String>,
}

/// A public type, and how people set its fields.
struct Owner<'a> {
    name: &'a str,
    new: Option<&'a Method>,
    methods: &'a [Method],
    /// The fields that have a row, by the way to them.
    known: Vec<(String, Key)>,
}

/// A row and the field it leads to.
struct Held<'a> {
    key: Key,
    row: &'a Row,
    field: Option<&'a Field>,
    /// The way to the field from the public type.
    target: String,
}

impl<'a> Walk<'a> {
    fn public(&mut self, name: &'a str, key: &Key) {
        let methods = self.items.methods.get(name).map_or(&[][..], Vec::as_slice);
        let mut owner = Owner {
            name,
            new: methods.iter().find(|method| method.name == "new"),
            methods,
            known: Vec::new(),
        };
        self.object(&mut owner, name, key, "");
        self.orders(&owner);
        self.strays(&owner, key);
    }

    fn object(&mut self, owner: &mut Owner<'a>, name: &'a str, key: &Key, prefix: &str) {
        let Some(table) = self.items.objects.get(name) else {
            return;
        };
        self.open.push(name.to_owned());
        for row in &table.rows {
            let held = Held {
                key: key.child(&row.wire),
                row,
                field: self.field(name, &row.target),
                target: format!("{prefix}{}", row.target),
            };
            owner.known.push((held.target.clone(), held.key.clone()));
            self.held(owner, &held);
        }
        self.unheld(name, key);
        self.open.pop();
    }

    /// The struct field at the end of a way such as `fields.ids`.
    fn field(&self, object: &str, target: &str) -> Option<&'a Field> {
        let mut structure = self.items.structs.get(object);
        let mut found = None;
        for name in target.split('.') {
            let field = structure?.fields.iter().find(|field| field.name == name)?;
            let ty = argument(&field.ty, "Box").unwrap_or(&field.ty);
            structure = self.structure(ty).map(|(_, structure)| structure);
            found = Some(field);
        }
        found
    }

    /// The struct that a type is or, as a list, holds.
    fn structure(&self, ty: &str) -> Option<(&'a str, &'a Struct)> {
        let mut inner = ty;
        while let Some(items) = argument(inner, "Vec") {
            inner = items;
        }
        let name = inner.rsplit("::").next().unwrap_or(inner);
        let (name, structure) = self.items.structs.get_key_value(name)?;
        Some((name, structure))
    }

    fn held(&mut self, owner: &mut Owner<'a>, held: &Held<'a>) {
        let required = held.row.required.unwrap_or_default();
        let object = held.field.and_then(|field| self.structure(&field.ty));
        let object = object.filter(|(name, _)| self.items.objects.contains_key(*name));
        let is_flat = object.is_some_and(|(_, structure)| !structure.is_public);
        let mut fact = self.of_row(held);
        match (is_flat, required) {
            (true, _) => {}
            (false, true) => self.argument(owner, held, &mut fact),
            (false, false) => self.setter(owner, held, &mut fact),
        }
        self.code.facts.push(fact);
        match object {
            Some((name, _)) if self.open.iter().any(|open| open == name) => {}
            Some((name, _)) if is_flat => {
                self.object(owner, name, &held.key, &format!("{}.", held.target));
            }
            Some((name, _)) => self.public(name, &held.key),
            None => {}
        }
    }

    /// What the table and the struct say.
    fn of_row(&mut self, held: &Held<'_>) -> Fact {
        let mut sites = vec![(Site::Row, held.row.place.clone())];
        if let Some(field) = held.field {
            sites.push((Site::Field, field.place.clone()));
            if held.row.required == Some(field.is_option) {
                let message = "the table and the struct disagree on whether it is required";
                self.code
                    .flaw(&held.key, Aspect::Required, &field.place, message);
            }
        } else {
            let message = format!(
                "the row leads to `{}`, which no struct has",
                held.row.target
            );
            self.code
                .flaw(&held.key, Aspect::Existence, &held.row.place, message);
        }
        Fact {
            key: held.key.clone(),
            rust: held.target.rsplit('.').next().map(str::to_owned),
            ty: held.field.map(|field| field.ty.clone()),
            required: held.row.required,
            docs: None,
            sites,
        }
    }

    fn argument(&mut self, owner: &Owner<'a>, held: &Held<'a>, fact: &mut Fact) {
        let name = fact.rust.clone().unwrap_or_default();
        let new = owner.new;
        let argument = new.and_then(|new| new.arguments.iter().find(|known| known.name == name));
        let (Some(new), Some(argument)) = (new, argument) else {
            let message = format!("`{}::new` does not take the required `{name}`", owner.name);
            self.code
                .flaw(&held.key, Aspect::Existence, &held.row.place, message);
            return;
        };
        fact.sites.push((Site::Argument, argument.place.clone()));
        self.same_type(held, argument);
        if held.row.wire != name && !new.aliases.contains(&held.row.wire) {
            let message = format!("`new` lacks the alias `{}`", held.row.wire);
            self.code.flaw(&held.key, Aspect::Name, &new.place, message);
        }
        let entries = docs::entries(&new.docs);
        let entry = entries.into_iter().find(|entry| entry.name == name);
        if let Some(entry) = &entry {
            let file = new.place.file.clone();
            let line = new.docs_line + entry.line;
            fact.sites.push((Site::ArgumentDocs, Place { file, line }));
        }
        fact.docs = Some(entry.map(|entry| entry.paragraphs).unwrap_or_default());
    }

    fn setter(&mut self, owner: &Owner<'a>, held: &Held<'a>, fact: &mut Fact) {
        let sets = |method: &&Method| method.sets.as_deref() == Some(&held.target);
        let Some(setter) = owner.methods.iter().find(sets) else {
            let message = format!("`{}` has no setter for it", owner.name);
            self.code
                .flaw(&held.key, Aspect::Existence, &held.row.place, message);
            return;
        };
        fact.sites.push((Site::Setter, setter.place.clone()));
        fact.docs = Some(docs::paragraphs(&setter.docs));
        if Some(&setter.name) != fact.rust.as_ref() {
            let message = format!("its setter is called `{}`", setter.name);
            self.code
                .flaw(&held.key, Aspect::Name, &setter.place, message);
        }
        let alias = setter.aliases.first().unwrap_or(&setter.name);
        if *alias != held.row.wire {
            let message = format!("search finds its setter as `{alias}`");
            self.code
                .flaw(&held.key, Aspect::Name, &setter.place, message);
        }
        if let [argument] = setter.arguments.as_slice() {
            self.same_type(held, argument);
        } else {
            let message = "its setter does not take one value";
            self.code
                .flaw(&held.key, Aspect::Type, &setter.place, message);
        }
    }

    fn same_type(&mut self, held: &Held<'_>, argument: &Argument) {
        if let Some(field) = held.field.filter(|field| field.ty != argument.ty) {
            let message = format!(
                "it is held as `{}` and taken as `{}`",
                field.ty, argument.ty
            );
            self.code
                .flaw(&held.key, Aspect::Type, &argument.place, message);
        }
    }

    fn orders(&mut self, owner: &Owner<'a>) {
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

    /// Setters and arguments that no row of a table accounts for.
    fn strays(&mut self, owner: &Owner<'a>, key: &Key) {
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

    /// Struct fields that no row accounts for, and the order of the others.
    fn unheld(&mut self, object: &'a str, key: &Key) {
        let Some(table) = self.items.objects.get(object) else {
            return;
        };
        let targets: Vec<_> = table.rows.iter().map(|row| row.target.as_str()).collect();
        let first = targets.first().copied().unwrap_or_default();
        let (prefix, _) = first.rsplit_once('.').unwrap_or_default();
        let boxed = self.field(object, prefix).map(|field| field.ty.as_str());
        let holder = boxed.map_or(object, |ty| argument(ty, "Box").unwrap_or(ty));
        let Some((_, holder)) = self.structure(holder) else {
            return;
        };
        let mut keys = Vec::new();
        for field in &holder.fields {
            let target = match prefix {
                "" => field.name.clone(),
                prefix => format!("{prefix}.{}", field.name),
            };
            let row = table.rows.iter().find(|row| row.target == target);
            match row {
                Some(row) => keys.push(key.child(&row.wire)),
                None if table.flag.as_deref() == Some(&target) => {}
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
