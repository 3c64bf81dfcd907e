//! The fields of shared types that a slice of the checkout needs.

use codegen::Sources;
use codegen::model::{Api, Object, Operation, Presence, Type, TypeDef, TypeKind};
use std::collections::{BTreeMap, BTreeSet};

/// The kept fields of each shared object that an operation needs.
pub type Kept = BTreeMap<String, BTreeSet<String>>;

/// The shared types of a spec, and where they lead to.
pub struct Graph {
    api: Api,
}

impl Graph {
    pub fn of(sources: &Sources) -> Self {
        let api = codegen::understand(sources).expect("the spec is valid");
        Self { api }
    }

    pub fn operation(&self, name: &str) -> &Operation {
        let mut operations = self.api.operations.iter();
        let operation = operations.find(|operation| operation.name.as_str() == name);
        operation.expect("the operation is in the spec")
    }

    pub fn def(&self, name: &str) -> Option<&TypeDef> {
        self.api.types.iter().find(|def| def.name.as_str() == name)
    }

    /// Returns the wire names of the fields of a shared object.
    pub fn fields(&self, name: &str) -> Vec<String> {
        let object = self.object(name);
        let fields = object.into_iter().flat_map(|object| &object.fields);
        fields.map(|field| field.wire.to_string()).collect()
    }

    fn object(&self, name: &str) -> Option<&Object> {
        match &self.def(name)?.kind {
            TypeKind::Object(object) => Some(object),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::External(_) => None,
        }
    }

    /// Returns the shared types that an operation names.
    fn named(operation: &Operation) -> Vec<&str> {
        let outputs = operation.outputs.iter().map(|output| &output.field.ty);
        let errors = operation
            .errors
            .iter()
            .filter_map(|error| error.body.as_ref());
        let errors = errors.map(|field| &field.ty);
        let inputs = operation.request.fields.iter().map(|field| &field.ty);
        inputs
            .chain(outputs)
            .chain(errors)
            .flat_map(inside)
            .collect()
    }

    /// Returns the shared objects that an operation uses, each after one that uses it.
    pub fn objects(&self, operation: &Operation) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut next = Self::named(operation);
        while !next.is_empty() {
            let mut inner = Vec::new();
            for name in next {
                if let Some(object) = self
                    .object(name)
                    .filter(|_| found.iter().all(|known| known != name))
                {
                    found.push(name.to_owned());
                    inner.extend(object.fields.iter().flat_map(|field| inside(&field.ty)));
                }
            }
            next = inner;
        }
        found
    }

    /// Returns the fields that an operation needs: those that its file names, all required ones, and
    /// the path to a type with some of its fields.
    pub fn kept(
        &self,
        operation: &Operation,
        file: &str,
        focus: Option<(&str, &[String])>,
    ) -> Kept {
        let words: BTreeSet<&str> = file
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .collect();
        let is_needed = |name: &str, required: bool| required || words.contains(name);
        let mut kept = Kept::new();
        for ty in self.objects(operation) {
            let Some(object) = self.object(&ty) else {
                continue;
            };
            let mut fields: BTreeSet<_> = object
                .fields
                .iter()
                .filter(|field| {
                    is_needed(field.wire.as_str(), field.presence == Presence::Required)
                })
                .map(|field| field.wire.to_string())
                .collect();
            if fields.is_empty() {
                fields.extend(object.fields.first().map(|field| field.wire.to_string()));
            }
            kept.insert(ty, fields);
        }
        if let Some((ty, fields)) = focus {
            kept.entry(ty.to_owned())
                .or_default()
                .extend(fields.iter().cloned());
            self.lead(operation, ty, &mut kept);
        }
        kept
    }

    /// Adds the fields on the way to a type.
    fn lead(&self, operation: &Operation, to: &str, kept: &mut Kept) {
        let mut target = to.to_owned();
        let objects = self.objects(operation);
        let named = Self::named(operation);
        while !named.contains(&&*target) {
            let around = objects.iter().find_map(|name| {
                let mut fields = self.object(name)?.fields.iter();
                let field = fields.find(|field| inside(&field.ty).contains(&&*target))?;
                (*name != target).then(|| (name.clone(), field.wire.to_string()))
            });
            let Some((name, field)) = around else { return };
            kept.entry(name.clone()).or_default().insert(field);
            target = name;
        }
    }

    /// Returns the types that are left if all others are not needed.
    pub fn reached(&self, operation: &Operation, kept: &Kept) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut next = Self::named(operation);
        while let Some(name) = next.pop() {
            if found.insert(name.to_owned()) {
                let object = self.object(name);
                let fields = object.into_iter().flat_map(|object| &object.fields);
                let is_kept = |wire: &str| kept.get(name).is_some_and(|kept| kept.contains(wire));
                let fields = fields.filter(|field| is_kept(field.wire.as_str()));
                next.extend(fields.flat_map(|field| inside(&field.ty)));
            }
        }
        found
    }
}

/// Returns the shared types in a type.
fn inside(ty: &Type) -> Vec<&str> {
    match ty.innermost() {
        Type::Inline(object) => object
            .fields
            .iter()
            .flat_map(|field| inside(&field.ty))
            .collect(),
        Type::Shared(name) | Type::External { name, .. } => vec![name.as_str()],
        _ => Vec::new(),
    }
}

/// Replaces the fields of a type's file that are not kept with empty lines.
pub fn fields(text: &str, kept: &BTreeSet<String>) -> String {
    let mut is_kept = true;
    let lines = text.split('\n').map(|line| {
        if let Some(name) = line.strip_prefix("  - name: ") {
            is_kept = kept.contains(name.trim().trim_matches('"'));
        } else if !line.is_empty() && !line.starts_with(' ') {
            is_kept = true;
        }
        if is_kept { line } else { "" }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Replaces the items of a page that begin in these lines, and those inside them, with empty lines.
pub fn page(text: &str, gone: &BTreeSet<usize>) -> String {
    let mut around = None;
    let lines = text.split('\n').zip(1..).map(|(line, number)| {
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        if around.is_some_and(|around| inner.is_empty() || indent <= around) {
            around = None;
        }
        if around.is_none() && gone.contains(&number) {
            around = Some(indent);
        }
        if around.is_some() { "" } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Replaces the examples of an operation's file and its preview with empty lines: examples are no
/// facts, and a preview names another operation.
pub fn alone(text: &str) -> String {
    let mut is_kept = true;
    let lines = text.split('\n').map(|line| {
        if !line.is_empty() && !line.starts_with([' ', '#']) {
            is_kept = !line.starts_with("examples:") && !line.starts_with("preview:");
        }
        if is_kept { line } else { "" }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Replaces the deviations of all other items with empty lines. Returns an empty text if none are left.
pub fn deviations(text: &str, is_kept: impl Fn(&str) -> bool) -> String {
    let is_other = |line: &str| item(line).is_some_and(|item| !is_kept(item));
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| if is_other(line) { "" } else { line })
        .collect();
    let starts = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("  - "));
    let starts: Vec<usize> = starts.map(|(index, _)| index).collect();
    let head = starts.first().copied().unwrap_or(lines.len());
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut kept = lines[..head].to_vec();
    let mut is_empty = true;
    for (&start, end) in starts.iter().zip(ends) {
        let entry = &lines[start..end];
        let has_item = entry.iter().any(|line| item(line).is_some());
        is_empty &= !has_item;
        kept.extend(entry.iter().map(|line| if has_item { line } else { "" }));
    }
    if is_empty {
        String::new()
    } else {
        kept.join("\n")
    }
}

fn item(line: &str) -> Option<&str> {
    line.strip_prefix("      - ").map(str::trim)
}
