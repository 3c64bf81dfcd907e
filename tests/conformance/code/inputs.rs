//! The inputs of a request: from the table of its type down to every setter.

use super::items::{Call, Contract, Field, Items, Struct};
use super::signatures::{Argument, Method};
use super::tables::Row;
use super::tokens::{argument as inner, innermost, unboxed};
use super::{Aspect, Code, Fact, Site, docs};
use crate::fact::{Key, Place, Section};

pub(super) fn read(code: &mut Code, items: &Items, contract: &Contract) {
    let called = |name: &str| contract.writes.iter().find(|call| call.name == name);
    let mut walk = Walk {
        code,
        items,
        request: &contract.request,
        members: called("json_members").map(|call| &call.place),
        inputs: called("inputs").map(|call| &call.place),
        media_type: called("media_type"),
        open: Vec::new(),
    };
    walk.public(&contract.request, &Key::top(Section::Inputs, super::BODY));
    walk.body();
}

pub(super) struct Walk<'a> {
    pub(super) code: &'a mut Code,
    pub(super) items: &'a Items,
    /// The type of the request.
    request: &'a str,
    /// The call that writes the members of the body.
    members: Option<&'a Place>,
    /// The call that writes all other inputs.
    inputs: Option<&'a Place>,
    /// The call that sets the media type of the body.
    media_type: Option<&'a Call>,
    /// The types around the current field: a recursive type is visited once.
    open: Vec<String>,
}

/// A public type and the setters of its fields.
pub(super) struct Owner<'a> {
    pub(super) name: &'a str,
    pub(super) new: Option<&'a Method>,
    pub(super) methods: &'a [Method],
    /// The fields with a row, by the path to them.
    pub(super) known: Vec<(String, Key)>,
}

/// A row and the field that it names.
struct Held<'a> {
    key: Key,
    row: &'a Row,
    field: Option<&'a Field>,
    /// The path to the field from the public type.
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
        if let Some(place) = table.misnamed() {
            let message = "a run does not name its first and its last row";
            self.code.flaw(key, Aspect::Existence, place, message);
        }
        self.open.push(name.to_owned());
        for row in table.rows.iter().filter(|row| !row.is_read_only) {
            if name == self.request && !row.is_placed() {
                self.body();
            }
            let held = Held {
                key: self.key(name, key, row),
                row,
                field: self.field(name, row),
                target: format!("{prefix}{}", row.target),
            };
            owner.known.push((held.target.clone(), held.key.clone()));
            self.held(owner, &held);
        }
        self.unheld(name, key);
        self.open.pop();
    }

    /// The inputs of a request are top-level, except for the members of its body.
    pub(super) fn key(&self, name: &str, around: &Key, row: &Row) -> Key {
        if name == self.request && (row.is_placed() || self.members.is_none()) {
            Key::top(Section::Inputs, &row.wire)
        } else {
            around.child(&row.wire)
        }
    }

    /// The body whose members are inputs, at the position of the first of them.
    fn body(&mut self) {
        let key = Key::top(Section::Inputs, super::BODY);
        let is_known = self.code.facts.iter().any(|fact| fact.key == key);
        let Some(place) = self.members.filter(|_| !is_known) else {
            return;
        };
        let sites = [Some(place), self.inputs].into_iter().flatten();
        let mut fact = Fact {
            key: key.clone(),
            rust: None,
            ty: Some(self.request.to_owned()),
            required: None,
            docs: None,
            rules: Some(Vec::new()),
            sites: sites.map(|place| (Site::Write, place.clone())).collect(),
        };
        self.media_type(&mut fact);
        self.code.facts.push(fact);
        self.written(&key, place);
    }

    fn media_type(&self, fact: &mut Fact) {
        let Some(call) = self.media_type else { return };
        let rule = format!("media_type({})", call.arguments);
        fact.rules.get_or_insert_default().push(rule);
        fact.sites.push((Site::MediaType, call.place.clone()));
    }

    /// Checks that `write` calls `inputs`, without which nothing is validated.
    fn written(&mut self, key: &Key, place: &Place) {
        if self.inputs.is_none() {
            let message = "`write` does not call `inputs`";
            self.code.flaw(key, Aspect::Existence, place, message);
        }
    }

    /// The struct field of a row, or the variant of its value in a large object.
    fn field(&self, object: &str, row: &Row) -> Option<&'a Field> {
        let fields = &self.items.structs.get(object)?.fields;
        let named = |name: &str| fields.iter().find(|field| field.name == name);
        let Some(variant) = row.variant() else {
            return named(&row.target);
        };
        let values = self.items.values.get(innermost(&named("fields_")?.ty))?;
        values.get(variant)
    }

    /// Returns the struct of a type or of the items of a list.
    pub(super) fn structure(&self, ty: &str) -> Option<(&'a str, &'a Struct)> {
        let (name, structure) = self.items.structs.get_key_value(innermost(ty))?;
        Some((name, structure))
    }

    fn held(&mut self, owner: &mut Owner<'a>, held: &Held<'a>) {
        let required = held.row.required.unwrap_or_default();
        let object = held.field.and_then(|field| self.structure(&field.ty));
        let object = object.filter(|(name, _)| self.items.objects.contains_key(*name));
        let is_flat = object.is_some_and(|(_, structure)| !structure.is_public);
        let mut fact = self.of_row(held);
        self.placed(held, &mut fact);
        match (is_flat, required) {
            // Nobody passes a constant.
            _ if held.row.is_fixed => {}
            (true, _) => {}
            (false, true) => self.argument(owner, held, &mut fact),
            (false, false) => self.setter(owner, held, &mut fact),
        }
        self.code.facts.push(fact);
        let before = self.code.facts.len();
        match object {
            Some((name, _)) if self.open.iter().any(|open| open == name) => {}
            Some((name, _)) if is_flat => {
                self.object(owner, name, &held.key, &format!("{}.", held.target));
            }
            Some((name, _)) => self.public(name, &held.key),
            None => {}
        }
        // The members that do not exist on this use of a shared object.
        let is_left_out = |key: &Key| {
            let rule = format!("without({})", key.name());
            key.parent().as_ref() == Some(&held.key) && held.row.rules.contains(&rule)
        };
        let inside = self.code.facts.split_off(before).into_iter();
        let kept = inside.filter(|fact| !is_left_out(&fact.key));
        self.code.facts.extend(kept);
    }

    /// The location and media type of the call that writes it.
    fn placed(&mut self, held: &Held<'_>, fact: &mut Fact) {
        if held.key.path.len() > 1 {
            return;
        }
        self.written(&held.key, &held.row.place);
        let inputs = self.inputs.map(|place| (Site::Write, place.clone()));
        fact.sites.extend(inputs);
        let is_body = held.row.rules.iter().any(|rule| rule.starts_with("as_"));
        if is_body {
            self.media_type(fact);
        }
    }

    /// The fact of a row and its struct field.
    fn of_row(&mut self, held: &Held<'_>) -> Fact {
        let is_kept = held.row.kept.is_some();
        let [row_site, field_site] = if is_kept {
            [Site::KeptRow, Site::Value]
        } else {
            [Site::Row, Site::Field]
        };
        let mut sites = vec![(row_site, held.row.place.clone())];
        if let Some(field) = held.field {
            sites.push((field_site, field.place.clone()));
            if !held.row.is_fixed && held.row.required == Some(field.is_option) {
                let message = "the table and the struct disagree: only one of them requires it";
                self.code
                    .flaw(&held.key, Aspect::Required, &field.place, message);
            }
        } else {
            let message = format!("the row names `{}`, which no struct has", held.row.target);
            self.code
                .flaw(&held.key, Aspect::Existence, &held.row.place, message);
        }
        Fact {
            key: held.key.clone(),
            rust: Some(held.row.name().to_owned()),
            ty: held.field.map(|field| unboxed(&field.ty)),
            required: held.row.required,
            docs: None,
            rules: Some(held.row.rules.clone()),
            sites,
        }
    }

    fn argument(&mut self, owner: &Owner<'a>, held: &Held<'a>, fact: &mut Fact) {
        let name = fact.rust.clone().unwrap_or_default();
        let new = owner.new;
        let argument = new.and_then(|new| new.arguments.iter().find(|known| known.name == name));
        let (Some(new), Some(argument)) = (new, argument) else {
            let message = format!(
                "`{}::new` lacks an argument for the required `{name}`",
                owner.name
            );
            self.code
                .flaw(&held.key, Aspect::Existence, &held.row.place, message);
            return;
        };
        fact.sites.push((Site::Argument, argument.place.clone()));
        self.same_type(held, argument, |field| unboxed(&field.ty));
        // Rustdoc's search finds `new` by its own name.
        let found = [name.trim_start_matches("r#"), &new.name];
        let wire = &held.row.wire;
        if !found.contains(&wire.as_str()) && !new.aliases.contains(wire) {
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
        let sets = |method: &&Method| {
            let sends_null = method.arguments.is_empty() && method.name.ends_with("_null");
            method.sets.as_deref() == Some(&held.target) && !sends_null
        };
        let Some(setter) = owner.methods.iter().find(sets) else {
            let message = format!("`{}` has no setter for it", owner.name);
            self.code
                .flaw(&held.key, Aspect::Existence, &held.row.place, message);
            return;
        };
        fact.sites.push((Site::Setter, setter.place.clone()));
        self.same_variant(held, setter);
        self.null_setter(owner, held, fact);
        fact.docs = Some(docs::paragraphs(&setter.docs));
        if Some(&setter.name) != fact.rust.as_ref() {
            let message = format!("its setter is called `{}`", setter.name);
            self.code
                .flaw(&held.key, Aspect::Name, &setter.place, message);
        }
        let alias = setter.aliases.first().unwrap_or(&setter.name);
        let alias = alias.trim_start_matches("r#");
        if alias != held.row.wire {
            let message = format!("rustdoc's search finds its setter as `{alias}`");
            self.code
                .flaw(&held.key, Aspect::Name, &setter.place, message);
        }
        if let [argument] = setter.arguments.as_slice() {
            self.same_type(held, argument, |field| {
                let value = inner(&field.ty, "runtime::Nullable");
                unboxed(value.unwrap_or(&field.ty))
            });
        } else {
            let message = "its setter does not have exactly one argument";
            self.code
                .flaw(&held.key, Aspect::Type, &setter.place, message);
        }
    }

    /// Checks that a setter stores the value as the variant that the row names.
    fn same_variant(&mut self, held: &Held<'_>, setter: &Method) {
        let [stored, read] = [setter.variant.as_deref(), held.row.variant()];
        if stored != read {
            let [stored, read] = [stored, read].map(|variant| variant.unwrap_or("no variant"));
            let message = format!("its setter stores it as `{stored}`, its row reads `{read}`");
            self.code
                .flaw(&held.key, Aspect::Type, &setter.place, message);
        }
    }

    fn same_type(
        &mut self,
        held: &Held<'_>,
        argument: &Argument,
        wanted: impl Fn(&Field) -> String,
    ) {
        let wanted = held.field.map(wanted);
        if let Some(wanted) = wanted.filter(|wanted| *wanted != argument.ty) {
            let message = format!("it is stored as `{wanted}` and passed as `{}`", argument.ty);
            self.code
                .flaw(&held.key, Aspect::Type, &argument.place, message);
        }
    }

    /// Checks that a nullable field has a setter for `null`.
    fn null_setter(&mut self, owner: &Owner<'a>, held: &Held<'a>, fact: &mut Fact) {
        let is_nullable = held
            .field
            .is_some_and(|field| inner(&field.ty, "runtime::Nullable").is_some());
        let name = fact.rust.as_deref().unwrap_or_default();
        let name = format!("{}_null", name.trim_start_matches("r#"));
        let setter = owner.methods.iter().find(|method| {
            let sets = method.sets.as_deref() == Some(&held.target);
            sets && method.name == name && method.arguments.is_empty()
        });
        match setter {
            Some(setter) => {
                fact.sites.push((Site::NullSetter, setter.place.clone()));
                self.same_variant(held, setter);
            }
            None if is_nullable => {
                let message = format!("`{}` has no setter `{name}`", owner.name);
                self.code
                    .flaw(&held.key, Aspect::Existence, &held.row.place, message);
            }
            None => {}
        }
    }
}
