//! Changes each fact of each spec, one at a time: a page has to change with it.

use crate::{fields, models, operations, unions};
use codegen::File;
use codegen::model::{Api, Field, Object, Type, TypeKind};

/// A change of one kind of fact; returns `false` if the item does not have it.
pub type Change<T> = (&'static str, fn(&mut T) -> bool);

/// Applies a change to the item at a position of a copy; the page of the item has to change.
///
/// `at` finds the item. Returns `true` if the item had the fact.
fn is_noticed<T>(
    (api, old): (&Api, &[File]),
    (name, change): Change<T>,
    place: &str,
    at: impl Fn(&mut Api) -> Option<&mut T>,
) -> bool {
    let mut changed = api.clone();
    let Some(item) = at(&mut changed) else {
        return false;
    };
    if !change(item) {
        return false;
    }
    let new = codegen::pages::write(&changed);
    assert!(old != new, "{place}: no page shows `{name}`");
    true
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
fn small() -> Vec<(String, Api)> {
    let models = models().into_iter();
    let is_small = |(_, api): &(String, Api)| api.operations.len() + api.types.len() < 12;
    models.filter(is_small).collect()
}

#[test]
fn each_fact_of_a_field_is_on_a_page() {
    let mut noticed = std::collections::BTreeMap::new();
    for (name, api) in small() {
        let old = codegen::pages::write(&api);
        let total = every_field(&mut api.clone()).len();
        for index in 0..total.min(8) {
            for change in fields::CHANGES {
                let found = is_noticed((&api, &old), change, &name, |api| {
                    every_field(api).into_iter().nth(index)
                });
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
    for (name, api) in small() {
        let old = codegen::pages::write(&api);
        for index in 0..api.operations.len() {
            for change in operations::CHANGES {
                let found = is_noticed((&api, &old), change, &name, |api| {
                    api.operations.get_mut(index)
                });
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
    for (name, api) in small() {
        let old = codegen::pages::write(&api);
        for index in 0..api.types.len() {
            for change in operations::OF_TYPES {
                let found = is_noticed((&api, &old), change, &name, |api| api.types.get_mut(index));
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
    for (name, api) in small() {
        let old = codegen::pages::write(&api);
        for index in 0..unions::every_union(&mut api.clone()).count() {
            for change in unions::CHANGES {
                let found = is_noticed((&api, &old), change, &name, |api| {
                    unions::every_union(api).nth(index)
                });
                *noticed.entry(change.0).or_insert(0) += usize::from(found);
            }
            for (change, at) in unions::of_values().flat_map(|one| (0..8).map(move |at| (one, at)))
            {
                let found = is_noticed((&api, &old), change, &name, |api| {
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
    let (name, api) = models().pop().expect("the real spec");
    let old = codegen::pages::write(&api);
    for index in 0..api.deviations.len() {
        let mut noticed = 0;
        for change in operations::OF_DEVIATIONS {
            let found = is_noticed((&api, &old), change, &name, |api| {
                api.deviations.get_mut(index)
            });
            noticed += usize::from(found);
        }
        assert!(noticed >= 5, "{:?}", api.deviations[index]);
    }
}

#[test]
fn each_fact_of_the_api_is_on_a_page() {
    let mut noticed = std::collections::BTreeMap::new();
    for (name, api) in small() {
        let old = codegen::pages::write(&api);
        for change in operations::OF_APIS {
            let found = is_noticed((&api, &old), change, &name, |api| Some(api));
            *noticed.entry(change.0).or_insert(0) += usize::from(found);
        }
    }
    for (change, _) in operations::OF_APIS {
        assert!(noticed[change] > 0, "no API has `{change}`");
    }
}
