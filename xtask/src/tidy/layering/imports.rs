//! Reads the imports of a file: `use` items, paths in code, and paths within macro calls.

use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::{HashMap, HashSet};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

/// The imports and names of a file.
#[derive(Default)]
pub(super) struct Scan {
    /// Every path into the crate, test code excepted.
    pub paths: Vec<Path>,
    /// Items that the file declares.
    pub declared: HashSet<String>,
    /// Names that `use` items bind, with the absolute paths they stand for.
    pub bindings: HashMap<String, Vec<String>>,
    /// Modules imported with `*`.
    pub globs: Vec<Vec<String>>,
    /// Child modules that are compiled for tests alone.
    pub test_modules: Vec<String>,
}

/// A path into the crate.
pub(super) struct Path {
    /// The segments from the root of the crate, without `crate`.
    pub segments: Vec<String>,
    /// The path as written.
    pub text: String,
    /// The line of its first segment.
    pub line: usize,
    /// `true` for a `use` with a visibility.
    pub is_reexport: bool,
    /// `true` if the path starts with a name that a `use` binds.
    pub is_alias: bool,
}

/// Reads a file that belongs to a module.
pub(super) fn scan(text: &str, module: &[String]) -> syn::Result<Scan> {
    let file = syn::parse_file(text)?;
    let mut scanner = Scanner {
        module: module.to_vec(),
        children: HashSet::new(),
        depth: 0,
        scan: Scan::default(),
    };
    for item in &file.items {
        scanner.declare(item);
    }
    scanner.visit_file(&file);
    Ok(scanner.scan)
}

struct Scanner {
    /// The current module, including inline ones.
    module: Vec<String>,
    /// Names that start a relative path: child modules, and modules bound by `use`.
    children: HashSet<String>,
    /// The number of inline modules around the current item.
    depth: usize,
    scan: Scan,
}

impl Scanner {
    /// Records the name of an item, and a child module.
    fn declare(&mut self, item: &Item) {
        let (name, is_module) = match item {
            Item::Const(item) => (&item.ident, false),
            Item::Enum(item) => (&item.ident, false),
            Item::Fn(item) => (&item.sig.ident, false),
            Item::Mod(item) => (&item.ident, item.content.is_none()),
            Item::Static(item) => (&item.ident, false),
            Item::Struct(item) => (&item.ident, false),
            Item::Trait(item) => (&item.ident, false),
            Item::Type(item) => (&item.ident, false),
            Item::Union(item) => (&item.ident, false),
            Item::Macro(item) => match &item.ident {
                Some(name) => (name, false),
                None => return,
            },
            _ => return,
        };
        let name = name.to_string();
        if !is_module {
            self.scan.declared.insert(name);
        } else if is_test(attributes(item)) {
            self.scan.test_modules.push(name);
        } else {
            self.children.insert(name);
        }
    }

    /// Returns the absolute path, or nothing for a path to another crate or to a local item.
    fn absolute(&self, segments: &[String]) -> Option<Vec<String>> {
        let (first, rest) = segments.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([self.module.as_slice(), rest].concat()),
            "super" => {
                let up = segments.iter().take_while(|name| *name == "super").count();
                let kept = self.module.len().checked_sub(up)?;
                Some([&self.module[..kept], &segments[up..]].concat())
            }
            name => self.relative(name, rest),
        }
    }

    fn is_bound(&self, name: &str) -> bool {
        self.scan.bindings.contains_key(name) && !self.children.contains(name)
    }

    fn relative(&self, name: &str, rest: &[String]) -> Option<Vec<String>> {
        if self.children.contains(name) && self.depth == 0 {
            let own = [name.to_owned()];
            return Some([self.module.as_slice(), &own, rest].concat());
        }
        let bound = self.scan.bindings.get(name)?;
        (!rest.is_empty()).then(|| [bound.as_slice(), rest].concat())
    }

    fn record(&mut self, segments: &[String], span: Span, is_reexport: bool) {
        if let Some(absolute) = self.absolute(segments) {
            self.scan.paths.push(Path {
                segments: absolute,
                text: segments.join("::"),
                line: span.start().line,
                is_reexport,
                is_alias: self.is_bound(&segments[0]),
            });
        }
    }

    /// Records the leaves of a `use` tree.
    fn use_tree(&mut self, tree: &UseTree, prefix: &[String], is_reexport: bool) {
        match tree {
            UseTree::Path(path) => {
                let prefix = [prefix, &[path.ident.to_string()]].concat();
                self.use_tree(&path.tree, &prefix, is_reexport);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(tree, prefix, is_reexport);
                }
            }
            UseTree::Name(name) => {
                let ident = name.ident.to_string();
                let (segments, bound) = if ident == "self" {
                    (prefix.to_vec(), prefix.last().cloned().unwrap_or_default())
                } else {
                    ([prefix, std::slice::from_ref(&ident)].concat(), ident)
                };
                self.bind(&segments, bound, name.ident.span(), is_reexport);
            }
            UseTree::Rename(rename) => {
                let mut segments = [prefix, &[rename.ident.to_string()]].concat();
                if rename.ident == "self" {
                    segments.pop();
                }
                let bound = rename.rename.to_string();
                self.bind(&segments, bound, rename.ident.span(), is_reexport);
            }
            UseTree::Glob(glob) => {
                if let Some(absolute) = self.absolute(prefix) {
                    self.scan.globs.push(absolute);
                }
                let span = glob.star_token.spans[0];
                self.record(prefix, span, is_reexport);
            }
        }
    }

    fn bind(&mut self, segments: &[String], name: String, span: Span, is_reexport: bool) {
        self.record(segments, span, is_reexport);
        if let Some(absolute) = self.absolute(segments)
            && self.depth == 0
        {
            self.scan.bindings.insert(name, absolute);
        }
    }

    /// Records paths within a macro call. `$crate` belongs to the place where the macro is expanded.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while index < tokens.len() {
            match &tokens[index] {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) if !is_joined(&tokens[..index]) => {
                    let mut segments = vec![first.to_string()];
                    while let Some(next) = joined(&tokens[index + 1..]) {
                        segments.push(next);
                        index += 3;
                    }
                    if segments.len() > 1 {
                        self.record(&segments, first.span(), false);
                    }
                }
                _ => {}
            }
            index += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Scanner {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_reexport = !matches!(item.vis, Visibility::Inherited);
        self.use_tree(&item.tree, &[], is_reexport);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if let Some((_, items)) = &item.content {
            self.module.push(item.ident.to_string());
            self.depth += 1;
            for item in items {
                self.visit_item(item);
            }
            self.depth -= 1;
            self.module.pop();
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if let Some(first) = path.segments.first()
            && segments.len() > 1
        {
            self.record(&segments, first.ident.span(), false);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }
}

/// Returns the identifier after a leading `::`.
fn joined(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [
            TokenTree::Punct(a),
            TokenTree::Punct(b),
            TokenTree::Ident(next),
            ..,
        ] if a.as_char() == ':' && b.as_char() == ':' => Some(next.to_string()),
        _ => None,
    }
}

/// Returns `true` if the tokens end with `$` or `::`, so that the next identifier starts no path.
fn is_joined(before: &[TokenTree]) -> bool {
    let last = before.last();
    let last = last.and_then(|token| match token {
        TokenTree::Punct(punct) => Some(punct.as_char()),
        _ => None,
    });
    match last {
        Some('$') => true,
        Some(':') => matches!(before, [.., TokenTree::Punct(first), _] if first.as_char() == ':'),
        _ => false,
    }
}

/// Returns `true` if the attributes compile the item for tests or doctests alone.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let Ok(list) = attribute.meta.require_list() else {
            return false;
        };
        let condition = list.tokens.to_string().replace(' ', "");
        attribute.path().is_ident("cfg")
            && (["test", "doctest"].contains(&condition.as_str())
                || condition.starts_with("all(test,"))
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
