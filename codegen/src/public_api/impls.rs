//! Implementations: inherent methods and constants, and traits.

use super::attributes::{cfgs, is_for_tests, is_hidden};
use super::draft::Draft;
use super::items::marks;
use super::signature::{function, generics};
use super::tokens::text;
use quote::ToTokens;
use syn::visit::Visit;
use syn::{Attribute, ImplItem, ItemImpl, Type, Visibility};

/// An implementation without its syntax tree: the paths in it, and the lines that a listing shows.
#[derive(Clone, Debug)]
pub struct Implementation {
    /// The path of the type, or of the type that a reference is to.
    pub head: Vec<String>,
    /// The conditions.
    pub conditions: Vec<String>,
    /// The lines.
    pub kind: Kind,
}

/// The kind of an implementation, with its lines.
#[derive(Clone, Debug)]
pub enum Kind {
    /// The lines of the methods and constants.
    Inherent(Vec<Draft>),
    /// A trait.
    Trait {
        /// The path of the trait.
        path: Vec<String>,
        /// The paths in the type.
        types: Vec<Vec<String>>,
        /// The paths in the trait and its arguments.
        mentioned: Vec<Vec<String>>,
        /// The text of the line.
        line: String,
    },
}

impl Implementation {
    /// Reads an implementation; a hidden one is not listed.
    pub fn of(item: &ItemImpl) -> Option<Self> {
        let kind = match &item.trait_ {
            Some((path, _)) => Kind::Trait {
                path: segments(path),
                types: paths(&item.self_ty),
                mentioned: paths(path),
                line: heading(item, path),
            },
            None => Kind::Inherent(inherent(item)),
        };
        let implementation = Self {
            head: head(&item.self_ty),
            conditions: cfgs(&item.attrs),
            kind,
        };
        (!is_hidden(&item.attrs)).then_some(implementation)
    }
}

/// Returns the implementation of a trait without its functions.
fn heading(item: &ItemImpl, path: &syn::Path) -> String {
    let (params, bounds) = generics(&item.generics);
    let last = path.segments.last().map(text).unwrap_or_default();
    let associated = item.items.iter().filter_map(|member| match member {
        ImplItem::Type(member) => {
            let params = generics(&member.generics).0;
            Some(format!(
                "type {}{params} = {}",
                member.ident,
                text(&member.ty)
            ))
        }
        _ => None,
    });
    let associated = match associated.collect::<Vec<_>>().join("; ") {
        none if none.is_empty() => none,
        associated => format!(" {{ {associated} }}"),
    };
    let ty = text(&item.self_ty);
    format!("impl{params} {last} for {ty}{bounds}{associated}")
}

fn inherent(item: &ItemImpl) -> Vec<Draft> {
    let (params, bounds) = generics(&item.generics);
    let ty = text(&item.self_ty);
    let suffix = if params.is_empty() && bounds.is_empty() && !ty.contains('<') {
        String::new()
    } else {
        format!(" (impl{params} {ty}{bounds})")
    };
    let draft = |name: String, before: &str, after: &str, attrs: &[Attribute]| Draft {
        before: format!("{}pub {before}", marks(attrs)),
        after: format!("::{name}{after}{suffix}"),
        member: name,
        conditions: cfgs(attrs),
    };
    let members = item.items.iter().filter_map(|member| match member {
        ImplItem::Fn(member) if is_listed(&member.vis, &member.attrs) => {
            let (before, after) = function(&member.sig);
            let name = member.sig.ident.to_string();
            Some(draft(name, &before, &after, &member.attrs))
        }
        ImplItem::Const(member) if is_listed(&member.vis, &member.attrs) => {
            let after = format!(": {}", text(&member.ty));
            let name = member.ident.to_string();
            Some(draft(name, "const ", &after, &member.attrs))
        }
        _ => None,
    });
    members.collect()
}

fn is_listed(vis: &Visibility, attrs: &[Attribute]) -> bool {
    matches!(vis, Visibility::Public(_)) && !is_hidden(attrs) && !is_for_tests(attrs)
}

fn segments(path: &syn::Path) -> Vec<String> {
    let segments = path.segments.iter();
    segments.map(|one| one.ident.to_string()).collect()
}

/// Returns the path of a type, or of the type that a reference is to.
fn head(ty: &Type) -> Vec<String> {
    match ty {
        Type::Path(ty) => segments(&ty.path),
        Type::Reference(reference) => head(&reference.elem),
        _ => Vec::new(),
    }
}

/// Returns the paths in a piece of code, in order.
fn paths(code: &impl ToTokens) -> Vec<Vec<String>> {
    struct Paths(Vec<Vec<String>>);
    impl<'ast> Visit<'ast> for Paths {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            self.0.push(segments(path));
            syn::visit::visit_path(self, path);
        }
    }
    let mut paths = Paths(Vec::new());
    if let Ok(ty) = syn::parse2::<Type>(code.to_token_stream()) {
        paths.visit_type(&ty);
    }
    paths.0
}
