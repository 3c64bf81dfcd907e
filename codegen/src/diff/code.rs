//! The signatures of generated items, read from the emitted code.

use super::element::Item;
use crate::emit::{Plan, Planned};
use crate::model::Api;
use quote::{ToTokens, quote};
use std::collections::BTreeMap;
use syn::{Fields, ImplItem, Visibility};

/// The signatures of the generated items. A file is emitted when the first of its items is looked up.
pub(super) struct Code<'a> {
    plan: Plan<'a>,
    /// The position of each file in the plan, by the name of its type or operation.
    positions: BTreeMap<&'a str, usize>,
    files: BTreeMap<String, Signatures>,
}

/// The signatures of a file by item.
type Signatures = BTreeMap<Item, Vec<String>>;

impl<'a> Code<'a> {
    /// Creates it without emitting a file.
    pub(super) fn new(api: &'a Api) -> Self {
        let plan = Plan::new(api);
        // Of files with the same name, the first one counts.
        let files = plan.files().iter().enumerate().rev();
        let positions = files.filter_map(|(at, planned)| Some((name(planned)?, at)));
        Self {
            positions: positions.collect(),
            plan,
            files: BTreeMap::new(),
        }
    }

    /// Returns the signatures of an item in the file of a type or an operation. A member of an alias is that
    /// of the shared type in the file of the API.
    pub(super) fn signatures(&mut self, file: &str, item: &Item) -> Vec<String> {
        let own = self.in_file(file, item);
        if !own.is_empty() || item.member.is_empty() {
            return own;
        }
        let alias = Item {
            ty: item.ty.clone(),
            member: String::new(),
        };
        let start = format!("pub type {} = ", item.ty);
        let aliases = self.in_file(file, &alias);
        let mut targets = aliases.iter().filter_map(|text| text.strip_prefix(&start));
        targets.next().map_or_else(Vec::new, |target| {
            let member = Item {
                ty: target.to_owned(),
                ..item.clone()
            };
            self.in_file("", &member)
        })
    }

    fn in_file(&mut self, file: &str, item: &Item) -> Vec<String> {
        let signatures = self.files.entry(file.to_owned()).or_insert_with(|| {
            let found = self.positions.get(file);
            found.map_or_else(Signatures::new, |at| read(&self.plan, *at))
        });
        signatures.get(item).cloned().unwrap_or_default()
    }
}

/// Returns the name of the type or operation whose file it is; an empty one for the file of the API.
fn name<'a>(planned: &Planned<'a>) -> Option<&'a str> {
    match planned {
        Planned::Type(def) => Some(def.name.as_str()),
        Planned::Operation(operation) => Some(operation.name.as_str()),
        Planned::Api => Some(""),
        _ => None,
    }
}

fn read(plan: &Plan<'_>, at: usize) -> Signatures {
    let mut signatures = Signatures::new();
    for tokens in plan.emit(&plan.files()[at]).items {
        if let Ok(item) = syn::parse_str(tokens.as_str()) {
            add(&mut signatures, item);
        }
    }
    signatures
}

fn add(signatures: &mut Signatures, item: syn::Item) {
    let mut put = |ty: &str, member: &str, text: String| {
        let (ty, member) = (ty.to_owned(), member.trim_start_matches("r#").to_owned());
        signatures
            .entry(Item { ty, member })
            .or_default()
            .push(text);
    };
    match item {
        syn::Item::Impl(block) if block.trait_.is_none() => {
            let ty = block.self_ty.to_token_stream().to_string();
            for item in block.items {
                if let ImplItem::Fn(function) = item
                    && matches!(function.vis, Visibility::Public(_))
                {
                    let name = function.sig.ident.to_string();
                    put(&ty, &name, signature(&function.sig));
                }
            }
        }
        syn::Item::Struct(item) => {
            let ty = item.ident.to_string();
            put(&ty, "", format!("pub struct {ty}"));
            if let Fields::Named(fields) = item.fields {
                for field in fields.named {
                    let is_public = matches!(field.vis, Visibility::Public(_));
                    if let Some(name) = field.ident.filter(|_| is_public) {
                        put(
                            &ty,
                            &name.to_string(),
                            format!("pub {name}: {}", type_text(&field.ty)),
                        );
                    }
                }
            }
        }
        syn::Item::Enum(item) => add_enum(&mut put, &item),
        syn::Item::Type(item) => {
            let ty = item.ident.to_string();
            let text = format!("pub type {ty} = {}", type_text(&item.ty));
            put(&ty, "", text);
        }
        syn::Item::Macro(item) => {
            if let Ok(item) = syn::parse2(item.mac.tokens) {
                add_enum(&mut put, &item);
            }
        }
        _ => {}
    }
}

fn add_enum(put: &mut impl FnMut(&str, &str, String), item: &syn::ItemEnum) {
    let ty = item.ident.to_string();
    put(&ty, "", format!("pub enum {ty}"));
    for variant in &item.variants {
        let fields = match &variant.fields {
            Fields::Unnamed(fields) => {
                let types: Vec<_> = fields
                    .unnamed
                    .iter()
                    .map(|field| type_text(&field.ty))
                    .collect();
                format!("({})", types.join(", "))
            }
            _ => String::new(),
        };
        let name = variant.ident.to_string();
        put(&ty, &name, format!("{ty}::{name}{fields}"));
    }
}

/// Returns a signature on one line, without the `mut` of `self`, which callers do not see.
fn signature(sig: &syn::Signature) -> String {
    // A function outside of an `impl` block prints its receiver in the same way.
    let Ok(function) = syn::parse2(quote!(pub #sig {})) else {
        return sig.to_token_stream().to_string();
    };
    let text = one_line(syn::Item::Fn(function));
    let text = text.trim_end_matches("{}").trim_end();
    text.replacen("(mut self", "(self", 1)
}

fn type_text(ty: &syn::Type) -> String {
    let alias: syn::ItemType = syn::parse_quote!(type T = #ty;);
    let text = one_line(syn::Item::Type(alias));
    let text = text.trim_start_matches("type T =").trim_end_matches(';');
    text.trim().to_owned()
}

/// Formats an item, and joins its lines.
fn one_line(item: syn::Item) -> String {
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let text = prettyplease::unparse(&file);
    let words: Vec<_> = text.split_whitespace().collect();
    let text = words.join(" ");
    text.replace("( ", "(")
        .replace(", )", ")")
        .replace("< ", "<")
        .replace(", >", ">")
}
