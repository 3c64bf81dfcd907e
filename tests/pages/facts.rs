//! Changes each fact of each spec, one at a time: a page has to change with it.

use crate::pages::{fields, models, operations, unions};
use codegen::File;
use codegen::model::{Api, Field, Object, Type, TypeKind};
use codegen::pages::Pages;
use std::cell::Cell;

/// A change of one kind of fact; returns `false` if the item does not have it.
pub type Change<T> = (&'static str, fn(&mut T) -> bool);

/// A spec with its pages.
struct Known<'a> {
    place: &'a str,
    api: &'a Api,
    pages: Vec<File>,
    /// The page that the last change was found on; the next change is often on the same one.
    last: Cell<usize>,
}

impl<'a> Known<'a> {
    fn of((place, api): &'a (String, Api)) -> Self {
        Self {
            place,
            api,
            pages: codegen::pages::write(api),
            last: Cell::new(0),
        }
    }

    /// Applies a change to the item at a position of a copy; a page has to change.
    ///
    /// `at` finds the item. Returns `true` if the item had the fact.
    fn is_noticed<T>(
        &self,
        (name, change): Change<T>,
        at: impl Fn(&mut Api) -> Option<&mut T>,
    ) -> bool {
        let mut changed = self.api.clone();
        let Some(item) = at(&mut changed) else {
            return false;
        };
        if !change(item) {
            return false;
        }
        let new = Pages::of(&changed);
        assert_eq!(new.count(), self.pages.len());
        let mut pages = std::iter::once(self.last.get()).chain(0..new.count());
        let shows = pages.find(|&page| new.write(page).as_ref() != self.pages.get(page));
        let place = self.place;
        let page = shows.unwrap_or_else(|| panic!("{place}: no page shows `{name}`"));
        self.last.set(page);
        true
    }
}

/// Returns the fields of an object and of the inline objects in it.
fn all_fields(object: &mut Object) -> Vec<&mut Field> {
    let mut found = Vec::new();
    for field in &mut object.fields {
        if !matches!(field.ty, Type::Inline(_)) {
            found.push(field);
        } else if let Type::Inline(inner) = &mut field.ty {
            found.extend(all_fields(inner));
        }
    }
    found
}

/// Returns every field of a spec.
fn every_field(api: &mut Api) -> Vec<&mut Field> {
    let mut found = Vec::new();
    for def in &mut api.types {
        match &mut def.kind {
            TypeKind::Object(object) => found.extend(all_fields(object)),
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    if let Type::Inline(object) = &mut variant.field.ty {
                        found.extend(all_fields(object));
                    }
                }
            }
            TypeKind::Enum(_) | TypeKind::External(_) => {}
        }
    }
    for operation in &mut api.operations {
        found.extend(all_fields(&mut operation.request));
        found.extend(operation.outputs.iter_mut().map(|output| &mut output.field));
    }
    found
}

/// The specs of single features: their pages are short.
fn small() -> impl Iterator<Item = &'static (String, Api)> {
    let is_small = |(_, api): &&(String, Api)| api.operations.len() + api.types.len() < 12;
    models().iter().filter(is_small)
}

#[test]
fn each_fact_of_a_field_is_on_a_page() {
    let mut noticed = std::collections::BTreeMap::new();
    for spec in small() {
        let (known, api) = (Known::of(spec), &spec.1);
        let total = every_field(&mut api.clone()).len();
        for index in 0..total.min(8) {
            for change in fields::CHANGES {
                let found = known.is_noticed(change, |api| every_field(api).into_iter().nth(index));
                *noticed.entry(change.0).or_insert(0) += usize::from(found);
            }
        }
    }
    for (change, _) in fields::CHANGES {
        assert!(noticed[change] > 0, "no field has `{change}`");
    }
}

#[test]
fn each_fact_of_an_operation_is_on_a_page() {
    let mut noticed = std::collections::BTreeMap::new();
    for spec in small() {
        let (known, api) = (Known::of(spec), &spec.1);
        for index in 0..api.operations.len() {
            for change in operations::CHANGES {
                let found = known.is_noticed(change, |api| api.operations.get_mut(index));
                *noticed.entry(change.0).or_insert(0) += usize::from(found);
            }
        }
    }
    for (change, _) in operations::CHANGES {
        assert!(noticed[change] > 0, "no operation has `{change}`");
    }
}

#[test]
fn each_fact_of_a_type_is_on_a_page() {
    let mut noticed = std::collections::BTreeMap::new();
    for spec in small() {
        let (known, api) = (Known::of(spec), &spec.1);
        for index in 0..api.types.len() {
            for change in operations::OF_TYPES {
                let found = known.is_noticed(change, |api| api.types.get_mut(index));
                *noticed.entry(change.0).or_insert(0) += usize::from(found);
            }
        }
    }
    for (change, _) in operations::OF_TYPES {
        assert!(noticed[change] > 0, "no type has `{change}`");
    }
}

#[test]
fn each_fact_of_a_union_is_on_a_page() {
    let mut noticed = std::collections::BTreeMap::new();
    for spec in small() {
        let (known, api) = (Known::of(spec), &spec.1);
        for index in 0..unions::every_union(&mut api.clone()).count() {
            for change in unions::CHANGES {
                let found = known.is_noticed(change, |api| unions::every_union(api).nth(index));
                *noticed.entry(change.0).or_insert(0) += usize::from(found);
            }
            for (change, at) in unions::of_values().flat_map(|one| (0..8).map(move |at| (one, at)))
            {
                let found = known.is_noticed(change, |api| {
                    let variants = &mut unions::every_union(api).nth(index)?.variants;
                    variants.get_mut(at).map(|variant| &mut variant.field)
                });
                *noticed.entry(change.0).or_insert(0) += usize::from(found);
            }
        }
    }
    let of_values = unions::of_values().map(|(change, _)| change);
    for change in unions::CHANGES
        .map(|(change, _)| change)
        .into_iter()
        .chain(of_values)
    {
        assert!(noticed[change] > 0, "no union has `{change}`");
    }
}

/// Changes each fact of a deviation.
#[test]
fn each_fact_of_a_deviation_is_on_a_page() {
    let spec = models().last().expect("the real spec");
    let (known, api) = (Known::of(spec), &spec.1);
    for index in 0..api.deviations.len() {
        let mut noticed = 0;
        for change in operations::OF_DEVIATIONS {
            let found = known.is_noticed(change, |api| api.deviations.get_mut(index));
            noticed += usize::from(found);
        }
        assert!(noticed >= 5, "{:?}", api.deviations[index]);
    }
}

#[test]
fn each_fact_of_the_api_is_on_a_page() {
    let mut noticed = std::collections::BTreeMap::new();
    for spec in small() {
        let known = Known::of(spec);
        for change in operations::OF_APIS {
            let found = known.is_noticed(change, |api| Some(api));
            *noticed.entry(change.0).or_insert(0) += usize::from(found);
        }
    }
    for (change, _) in operations::OF_APIS {
        assert!(noticed[change] > 0, "no API has `{change}`");
    }
}
