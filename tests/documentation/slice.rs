//! A slice of the checkout: one operation, and a few fields of each shared type that it uses. The time for
//! a mutation grows neither with the number of operations nor with the size of their types.

use crate::documentation::baseline::Baseline;
use crate::documentation::cut::{self, Kept};
use crate::documentation::parts::{self, Piece};
use codegen::Sources;
use codegen::parse::Known;
use conformance::code::{self, Code, Cut, Items};
use conformance::compare;
use conformance::fact::{Key, Problem, Section, Text};
use conformance::mutate::{self, Edit, Mutation, Side};
use conformance::page::{self, Page};
use conformance::report::Report;
use conformance::spec::{self, Spec, Specs};
use std::collections::{BTreeMap, BTreeSet};

/// The part of a slice whose facts are mutated.
#[derive(Clone, Debug)]
pub enum Focus {
    /// The operation itself, without the fields of shared types.
    Own,
    /// Some fields of a shared type.
    Fields(String, Vec<String>),
}

pub struct Slice<'a> {
    baseline: &'a Baseline,
    focus: Focus,
    /// The pages: that of the operation, and those that it refers to.
    texts: Vec<&'a Text>,
    /// The same pages without the facts that the slice leaves out.
    cut_texts: Vec<Text>,
    pages: [Page; 1],
    sources: Sources,
    known: Known,
    specs: Specs,
    pieces: Vec<Piece<'a>>,
    cut: Cut,
    codes: [Code; 1],
    /// The facts that the slice leaves out.
    left_out: BTreeSet<Key>,
}

impl<'a> Slice<'a> {
    pub fn of(baseline: &'a Baseline, text: &'a Text, spec: &Spec, focus: Focus) -> Self {
        let operation = baseline.graph.operation(&spec.operation);
        let origin = operation.origin.0.trim_start_matches("spec/");
        let file = cut::alone(baseline.spec_text(origin));
        let fields = match &focus {
            Focus::Own => None,
            Focus::Fields(ty, fields) => Some((&**ty, &**fields)),
        };
        let kept = baseline.graph.kept(operation, &file, fields);
        let reached = baseline.graph.reached(operation, &kept);
        let mut sources = Sources::new("spec");
        sources.add(
            "api.yaml",
            baseline.spec_text("api.yaml").as_bytes().to_vec(),
        );
        sources.add(origin, file.into_bytes());
        let mut files = vec![format!("operations/{}.rs", operation.module)];
        if operation.headers.shared.is_some() {
            files.push("api.rs".to_owned());
        }
        for def in reached.iter().filter_map(|name| baseline.graph.def(name)) {
            let path = def.origin.0.trim_start_matches("spec/");
            let text = baseline.spec_text(path);
            let fields = kept.get(def.name.as_str());
            let text = fields.map_or_else(|| text.to_owned(), |kept| cut::fields(text, kept));
            sources.add(path, text.into_bytes());
            files.push(format!("types/{}.rs", def.module));
        }
        let is_kept = |item: &str| {
            let (owner, field) = item.split_once('.').unwrap_or((item, ""));
            let field = field.split('.').next().unwrap_or_default();
            let of_type =
                reached.contains(owner) && kept.get(owner).is_some_and(|kept| kept.contains(field));
            spec.has_item(item) && (owner == spec.operation || of_type)
        };
        let deviations = cut::deviations(baseline.spec_text("deviations.yaml"), is_kept);
        if !deviations.is_empty() {
            sources.add("deviations.yaml", deviations.into_bytes());
        }
        let parts = baseline.parts.iter();
        let parts = parts.filter(|part| {
            files
                .iter()
                .any(|file| part.path().ends_with(&format!("/{file}")))
        });
        let cut = Cut::of(&baseline.items, &without(&baseline.graph, &kept));
        let pieces = parts.map(|part| Piece::of(part, &cut)).collect();
        let left_out = left_out(spec, &kept);
        let mut page = page::read(text, &baseline.checkout.types).expect("the page is read");
        let types = baseline.checkout.types.iter();
        let types = types.filter(|text| page.references.contains(&text.path));
        let texts: Vec<_> = std::iter::once(text).chain(types).collect();
        let cut_texts = texts
            .iter()
            .map(|text| without_facts(text, &page, &left_out));
        let cut_texts: Vec<_> = cut_texts.collect();
        page.facts.retain(|fact| !left_out.contains(&fact.key));
        let known = Known::of(&sources);
        let specs = spec::read_variant(&sources, &known).unwrap_or_else(|invalid| {
            panic!("a slice is valid: {:#?}\n{focus:?}", invalid.problems)
        });
        let mut slice = Self {
            baseline,
            focus,
            texts,
            cut_texts,
            pages: [page],
            sources,
            known,
            specs,
            pieces,
            cut,
            codes: [Code::default()],
            left_out,
        };
        slice.codes = [slice.code(operation.name.as_str())];
        slice.check_cut();
        slice
    }

    /// Checks that the pages without the facts that the slice leaves out state all the others.
    fn check_cut(&self) {
        let cut = self.page_with(&[]).expect("the rest of the page is read");
        assert_eq!(cut.facts, self.page().facts, "{}", self.title());
    }

    /// Reads the unchanged code.
    fn code(&self, operation: &str) -> Code {
        let mut items = Items::default();
        for piece in &self.pieces {
            items.add(piece.items.clone());
        }
        let codes = code::understand(&items.only(operation)).expect("the code is consistent");
        let code = codes.first().expect("the operation has code");
        code.with_body(self.spec().body()).into_owned()
    }

    pub fn title(&self) -> &str {
        &self.pages[0].title
    }

    pub fn page(&self) -> &Page {
        &self.pages[0]
    }

    pub fn spec(&self) -> &Spec {
        &self.specs.operations[0]
    }

    pub fn written(&self) -> &Code {
        &self.codes[0]
    }

    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    pub fn unchanged(&self) -> Report {
        compare::compare(&self.pages, &self.specs, &self.codes)
    }

    /// Returns `true` if the slice is made for the fields of that type.
    pub fn is_about(&self, name: &str) -> bool {
        matches!(&self.focus, Focus::Fields(ty, _) if ty == name)
    }

    /// Returns `true` for a fact that this slice is made for.
    pub fn is_in_focus(&self, key: &Key) -> bool {
        let fact = self.spec().facts.iter().find(|fact| fact.key == *key);
        let Some((owner, field)) = fact.and_then(|fact| fact.item.split_once('.')) else {
            // The facts of the endpoint.
            return matches!(self.focus, Focus::Own);
        };
        match &self.focus {
            Focus::Own => owner == self.spec().operation,
            Focus::Fields(ty, fields) => {
                let field = field.split('.').next().unwrap_or_default();
                owner == ty && fields.iter().any(|known| known == field)
            }
        }
    }

    /// Returns the mutations of the facts in focus.
    pub fn mutations(&self, side: Side) -> Vec<Mutation> {
        let mut all = match side {
            Side::Page => mutate::page::mutations(&self.texts, self.page()),
            Side::Spec => mutate::spec::mutations(&self.sources, self.spec()),
            Side::Code => {
                mutate::code::mutations(&self.baseline.checkout.generated, self.written())
            }
        };
        all.retain(|mutation| self.is_in_focus(&mutation.key));
        all
    }

    /// Compares with one side changed.
    pub fn report(&self, side: Side, edits: &[Edit]) -> Result<Report, String> {
        let changed = edits.iter().map(|edit| {
            let before = self
                .text(side, &edit.path)
                .ok_or("it changes no file of the slice")?;
            let text = edit.apply(before);
            if text == before {
                return Err("the edit changes nothing".to_owned());
            }
            let path = edit.path.clone();
            Ok(Text { path, text })
        });
        let changed: Vec<Text> = changed.collect::<Result<_, String>>()?;
        Ok(match side {
            Side::Page => self.with_pages(edits),
            Side::Spec => self.with_spec(&changed),
            Side::Code => self.with_code(edits),
        })
    }

    pub fn text(&self, side: Side, path: &str) -> Option<&str> {
        let is_it = |text: &&Text| text.path == path;
        match side {
            Side::Page => {
                let text = self.texts.iter().copied().find(is_it);
                text.map(|text| &*text.text)
            }
            Side::Code => {
                let text = self.baseline.checkout.generated.iter().find(is_it);
                text.map(|text| &*text.text)
            }
            Side::Spec => {
                let mut files = self.sources.iter();
                let file = files.find(|(file, _)| self.sources.origin(*file) == path);
                file.map(|(_, file)| &*file.text)
            }
        }
    }

    fn with_pages(&self, edits: &[Edit]) -> Report {
        match self.page_with(edits) {
            Ok(page) => compare::compare(&[page], &self.specs, &self.codes),
            Err(problems) => Report::unreadable(problems),
        }
    }

    /// Reads the page with some edits, without the facts that the slice leaves out.
    fn page_with(&self, edits: &[Edit]) -> Result<Page, Vec<Problem>> {
        let mut texts = self.cut_texts.clone();
        for edit in edits {
            let mut texts = texts.iter_mut();
            let text = texts.find(|text| text.path == edit.path);
            let text = text.expect("a page of the slice");
            text.text = edit.apply(&text.text);
        }
        let (text, types) = texts.split_first().expect("the page of the operation");
        let mut page = page::read(text, types)?;
        page.facts.retain(|fact| !self.left_out.contains(&fact.key));
        Ok(page)
    }

    fn with_spec(&self, changed: &[Text]) -> Report {
        let mut sources = self.sources.clone();
        for file in changed {
            let path = file.path.trim_start_matches("spec/");
            sources.add(path, file.text.clone().into_bytes());
        }
        match spec::read_variant(&sources, &self.known) {
            Ok(specs) => compare::compare(&self.pages, &specs, &self.codes),
            Err(invalid) => compare::rejected(&self.pages, invalid),
        }
    }

    fn with_code(&self, edits: &[Edit]) -> Report {
        let [edit] = edits else {
            panic!("an edit of the code is in one place");
        };
        let file = self.text(Side::Code, &edit.path);
        let operation = &self.written().operation;
        match parts::with(&self.pieces, file, edit, &self.cut, operation) {
            Ok(codes) => compare::compare(&self.pages, &self.specs, &codes),
            Err(problems) => Report::unreadable(problems),
        }
    }
}

/// Removes the facts from a page that the slice leaves out, unless the same line states another one.
fn without_facts(text: &Text, page: &Page, left_out: &BTreeSet<Key>) -> Text {
    let facts = page.facts.iter();
    let facts = facts.filter(|fact| fact.place.file == text.path);
    let (gone, kept): (Vec<_>, Vec<_>) = facts.partition(|fact| left_out.contains(&fact.key));
    let kept: BTreeSet<_> = kept.iter().map(|fact| fact.place.line).collect();
    let gone = gone.iter().map(|fact| fact.place.line);
    let gone = gone.filter(|line| !kept.contains(line)).collect();
    let path = text.path.clone();
    let text = cut::page(&text.text, &gone);
    Text { path, text }
}

/// Returns the facts of the fields that are not kept, and those inside them.
fn left_out(spec: &Spec, kept: &Kept) -> BTreeSet<Key> {
    let mut left_out = BTreeSet::new();
    for fact in &spec.facts {
        let is_cut = fact.item.split_once('.').is_some_and(|(owner, field)| {
            let field = field.split('.').next().unwrap_or_default();
            kept.get(owner).is_some_and(|kept| !kept.contains(field))
        });
        let is_inside = || {
            fact.key
                .parent()
                .is_some_and(|around| left_out.contains(&around))
        };
        if fact.key.section != Section::Headers && (is_cut || is_inside()) {
            left_out.insert(fact.key.clone());
        }
    }
    left_out
}

fn without(graph: &cut::Graph, kept: &Kept) -> BTreeMap<String, BTreeSet<String>> {
    let cut = kept.iter().map(|(ty, kept)| {
        let fields = graph.fields(ty).into_iter();
        (
            ty.clone(),
            fields.filter(|field| !kept.contains(field)).collect(),
        )
    });
    cut.collect()
}
