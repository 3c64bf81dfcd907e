//! Pairs pages, operations and code.

use crate::checkout::PAGES;
use crate::code::{Aspect, Code};
use crate::fact::{Key, Place, Section};
use crate::page::Page;
use crate::report::Difference;
use crate::rules::snake_case;
use crate::spec::Spec;

/// Returns each operation that has a page, with the first page about it, in the spec's order.
pub(super) fn pairs<'a>(
    pages: &'a [Page],
    specs: &'a [Spec],
) -> impl Iterator<Item = (&'a Page, &'a Spec)> {
    let firsts = specs.iter().enumerate().filter(|(index, spec)| {
        let mut before = specs.iter().take(*index);
        before.all(|other| other.title != spec.title)
    });
    firsts.filter_map(|(_, spec)| {
        let page = pages.iter().find(|page| page.title == spec.title)?;
        Some((page, spec))
    })
}

/// Reports pages, operations and code without a counterpart, or with several.
pub(super) fn unpaired(pages: &[Page], specs: &[Spec], codes: &[Code]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let before = &pages[..index];
        found.extend(of_page(page, before, specs));
    }
    for (index, spec) in specs.iter().enumerate() {
        let before = &specs[..index];
        found.extend(of_spec(spec, before, pages, codes));
    }
    for (index, code) in codes.iter().enumerate() {
        let before = &codes[..index];
        found.extend(of_code(code, before, specs));
    }
    found
}

fn of_page(page: &Page, before: &[Page], specs: &[Spec]) -> Option<Difference> {
    let spec = specs.iter().find(|spec| spec.title == page.title);
    let message = match before.iter().find(|other| other.title == page.title) {
        Some(other) => format!(
            "another page, {}, documents the same operation: keep one of them",
            other.place.file
        ),
        None if spec.is_none() => format!(
            "no operation of the spec has this title: write spec/operations/{}.yaml with `title: {}`, \
             or change the page's heading to the title of its operation",
            snake_case(&page.title),
            page.title
        ),
        None => return None,
    };
    let page_place = Some(page.place.clone());
    let spec_place = spec.map(|spec| spec.place.clone());
    Some(difference(
        &page.title,
        message,
        [page_place, spec_place, None],
    ))
}

fn of_spec(spec: &Spec, before: &[Spec], pages: &[Page], codes: &[Code]) -> Vec<Difference> {
    let name = &spec.operation;
    let code = codes.iter().find(|code| code.operation == *name);
    let page = pages.iter().find(|page| page.title == spec.title);
    let twin = before.iter().find(|other| other.title == spec.title);
    let mut messages = Vec::new();
    if let Some(twin) = twin {
        messages.push(format!(
            "the title of `{name}` is also that of `{}`: its page would be ambiguous",
            twin.operation
        ));
    } else if page.is_none() {
        messages.push(format!(
            "the operation `{name}` has no documentation page: write {PAGES}/{}.md with the heading \
             `# {}`",
            snake_case(name).replace('_', "-"),
            spec.title
        ));
    }
    if code.is_none() {
        messages.push(format!(
            "the operation `{name}` has no code: run `cargo xtask gen`"
        ));
    }
    let places = [
        page.map(|page| page.place.clone()),
        Some(spec.place.clone()),
        code.and_then(|code| code.place.clone()),
    ];
    let messages = messages.into_iter();
    messages
        .map(|message| difference(&spec.title, message, places.clone()))
        .collect()
}

fn of_code(code: &Code, before: &[Code], specs: &[Spec]) -> Option<Difference> {
    let name = &code.operation;
    let message = if before.iter().any(|other| other.operation == *name) {
        format!("the code has the operation `{name}` twice: run `cargo xtask gen`")
    } else if specs.iter().any(|spec| spec.operation == *name) {
        return None;
    } else {
        format!("the code has the operation `{name}`, but the spec does not: run `cargo xtask gen`")
    };
    Some(difference(name, message, [None, None, code.place.clone()]))
}

fn difference(title: &str, message: String, places: [Option<Place>; 3]) -> Difference {
    let [page, spec, code] = places;
    Difference {
        entry: None,
        operation: String::new(),
        key: Key::top(Section::Endpoint, title),
        other: None,
        aspect: Aspect::Existence,
        message,
        page,
        spec,
        code,
    }
}
