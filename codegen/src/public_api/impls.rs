//! The lines of implementations: inherent methods and constants, and traits.

use super::exports::{Export, Public};
use super::items::marks;
use super::modules::{self, cfgs, is_hidden};
use super::signature::{arguments, function, generics};
use super::tokens::text;
use super::{Crates, Line, Target};
use quote::ToTokens;
use syn::visit::Visit;
use syn::{Attribute, Generics, ImplItem, Item, ItemImpl, Type, Visibility};

/// Returns the lines of the implementations in all crates for the public items of one.
pub fn lines(crates: &Crates, public: &Public) -> Vec<Line> {
    let mut lines = Vec::new();
    for (module, known) in &crates.modules {
        for item in &known.items {
            if let Item::Impl(item) = item {
                implementation(crates, public, module, item, &mut lines);
            } else if let Some((name, _)) = modules::declared(item) {
                let target = Target::Item(module.clone(), name);
                if let Some(export) = public.main.get(&target) {
                    derives(crates, export, module, item, &mut lines);
                }
            }
        }
    }
    lines
}

fn implementation(
    crates: &Crates,
    public: &Public,
    module: &str,
    item: &ItemImpl,
    lines: &mut Vec<Line>,
) {
    if is_hidden(&item.attrs) {
        return;
    }
    let own = head(crates, module, &item.self_ty);
    let own_export = own.iter().find_map(|target| public.main.get(target));
    let Some((path, _)) = &item.trait_ else {
        if let Some(export) = own_export {
            inherent(crates, export, module, item, lines);
        }
        return;
    };
    let is_own = |target: &Target| matches!(target, Target::Item(..));
    if own.iter().any(is_own) && own_export.is_none() {
        return;
    }
    let types = public_items(crates, public, module, &item.self_ty);
    let named: Vec<_> = path
        .segments
        .iter()
        .map(|one| one.ident.to_string())
        .collect();
    let traits = crates.resolve(module, &named);
    let exported = traits.iter().find_map(|target| public.main.get(target));
    let is_foreign = |target: &Target| public.foreign.contains(target);
    if traits.iter().any(is_own) && exported.is_none() && !traits.iter().any(is_foreign) {
        return;
    }
    let mentioned = public_items(crates, public, module, path);
    let Some(anchor) = types
        .first()
        .copied()
        .or(exported)
        .or(mentioned.first().copied())
    else {
        return;
    };
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
    let line = format!("impl{params} {last} for {ty}{bounds}{associated}");
    let conditions = crates.conditions(anchor, module, &item.attrs);
    lines.push(at(anchor, &line, &conditions));
}

/// Writes an implementation after the members of the item.
fn at(export: &Export, line: &str, conditions: &[String]) -> Line {
    let text = format!("{}: {line}", export.path);
    Line::new(&format!("{}::~", export.path), &text, conditions)
}

fn inherent(
    crates: &Crates,
    export: &Export,
    module: &str,
    item: &ItemImpl,
    lines: &mut Vec<Line>,
) {
    let path = &export.path;
    let (params, bounds) = generics(&item.generics);
    let ty = text(&item.self_ty);
    let suffix = if params.is_empty() && bounds.is_empty() && !ty.contains('<') {
        String::new()
    } else {
        format!(" (impl{params} {ty}{bounds})")
    };
    let mut line = |name: String, line: String, attrs: &[Attribute]| {
        let mut conditions = crates.conditions(export, module, &item.attrs);
        conditions.extend(cfgs(attrs));
        conditions.dedup();
        let line = format!("{}pub {line}{suffix}", marks(attrs));
        lines.push(Line::new(&format!("{path}::{name}"), &line, &conditions));
    };
    for member in &item.items {
        match member {
            ImplItem::Fn(member) if is_listed(&member.vis, &member.attrs) => {
                let name = member.sig.ident.to_string();
                let text = function(&format!("{path}::{name}"), &member.sig);
                line(name, text, &member.attrs);
            }
            ImplItem::Const(member) if is_listed(&member.vis, &member.attrs) => {
                let name = member.ident.to_string();
                let text = format!("const {path}::{name}: {}", text(&member.ty));
                line(name, text, &member.attrs);
            }
            _ => {}
        }
    }
}

fn is_listed(vis: &Visibility, attrs: &[Attribute]) -> bool {
    matches!(vis, Visibility::Public(_)) && !is_hidden(attrs) && !modules::is_for_tests(attrs)
}

/// Writes `#[derive(..)]` as the implementations that it stands for.
fn derives(crates: &Crates, export: &Export, module: &str, item: &Item, lines: &mut Vec<Line>) {
    let (attrs, generics, ident) = match item {
        Item::Struct(item) => (&item.attrs, &item.generics, &item.ident),
        Item::Enum(item) => (&item.attrs, &item.generics, &item.ident),
        _ => return,
    };
    let conditions = crates.conditions(export, module, attrs);
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        let _ = attr.parse_nested_meta(|meta| {
            let name = meta.path.segments.last().map(|one| one.ident.to_string());
            let name = name.unwrap_or_default();
            let line = derived(&name, generics, &ident.to_string());
            lines.push(at(export, &line, &conditions));
            if name == "Error" {
                // The derive of `thiserror` writes the message, too.
                let line = derived("Display", generics, &ident.to_string());
                lines.push(at(export, &line, &conditions));
            }
            Ok(())
        });
    }
}

/// Returns the head of a derived implementation: every type parameter is bound by the trait.
fn derived(name: &str, declared: &Generics, ident: &str) -> String {
    let mut bound = declared.clone();
    for param in bound.type_params_mut() {
        if let Ok(bound) = syn::parse_str(name) {
            param.bounds.push(bound);
        }
        param.default = None;
    }
    if name == "Deserialize" {
        for param in bound.type_params_mut() {
            param.bounds = syn::parse_quote!(Deserialize<'de>);
        }
        bound.params.insert(0, syn::parse_quote!('de));
        let (params, clause) = generics(&bound);
        let arguments = arguments(declared);
        return format!("impl{params} Deserialize<'de> for {ident}{arguments}{clause}");
    }
    let (params, clause) = generics(&bound);
    format!(
        "impl{params} {name} for {ident}{}{clause}",
        arguments(declared)
    )
}

/// Returns the definitions of a type, or of the type that a reference is to.
fn head(crates: &Crates, module: &str, ty: &Type) -> Vec<Target> {
    match ty {
        Type::Path(ty) => {
            let named = ty.path.segments.iter().map(|one| one.ident.to_string());
            crates.resolve(module, &named.collect::<Vec<_>>())
        }
        Type::Reference(reference) => head(crates, module, &reference.elem),
        _ => Vec::new(),
    }
}

/// Returns the public items that a piece of code names, in order.
fn public_items<'a>(
    crates: &Crates,
    public: &'a Public,
    module: &str,
    code: &impl ToTokens,
) -> Vec<&'a Export> {
    struct Paths(Vec<Vec<String>>);
    impl<'ast> Visit<'ast> for Paths {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            let named = path.segments.iter().map(|one| one.ident.to_string());
            self.0.push(named.collect());
            syn::visit::visit_path(self, path);
        }
    }
    let mut paths = Paths(Vec::new());
    if let Ok(ty) = syn::parse2::<syn::Type>(code.to_token_stream()) {
        paths.visit_type(&ty);
    }
    let targets = paths.0.iter().flat_map(|path| crates.resolve(module, path));
    targets
        .filter_map(|target| public.main.get(&target))
        .collect()
}
