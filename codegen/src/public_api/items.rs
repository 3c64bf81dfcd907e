//! The lines of items.

use super::attributes::{cfgs, is_hidden};
use super::draft::Draft;
use super::signature::{function, generics};
use super::tokens::text;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Fields, Item, ItemEnum, ItemStruct, ItemTrait, Token, TraitItem, TypeParamBound,
    Visibility,
};

/// Returns the lines of an item and its members.
pub fn drafts(item: &Item) -> Vec<Draft> {
    let mut writer = Writer(Vec::new());
    writer.item(item);
    writer.0
}

/// Writes the lines of one item.
struct Writer(Vec<Draft>);

impl Writer {
    /// Writes the line of the item.
    fn whole(&mut self, before: &str, after: &str, attrs: &[Attribute]) {
        self.0.push(Draft {
            member: String::new(),
            before: format!("{}{before}", marks(attrs)),
            after: after.to_owned(),
            conditions: Vec::new(),
        });
    }

    /// Writes the line of a member.
    fn member(&mut self, name: &str, before: &str, after: &str, attrs: &[Attribute]) {
        self.0.push(Draft {
            member: name.to_owned(),
            before: format!("{}{before}", marks(attrs)),
            after: format!("::{name}{after}"),
            conditions: cfgs(attrs),
        });
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Const(item) => {
                let after = format!(": {}", text(&item.ty));
                self.whole("pub const ", &after, &item.attrs);
            }
            Item::Enum(item) => self.enumeration(item),
            Item::Fn(item) => {
                let (before, after) = function(&item.sig);
                self.whole(&format!("pub {before}"), &after, &item.attrs);
            }
            Item::Static(item) => {
                let after = format!(": {}", text(&item.ty));
                self.whole("pub static ", &after, &item.attrs);
            }
            Item::Struct(item) => self.structure(item),
            Item::Trait(item) => self.interface(item),
            Item::Type(item) => {
                let (params, bounds) = generics(&item.generics);
                let after = format!("{params} = {}{bounds}", text(&item.ty));
                self.whole("pub type ", &after, &item.attrs);
            }
            item => self.whole("pub ", &format!(": {}", text(item)), &[]),
        }
    }

    fn structure(&mut self, item: &ItemStruct) {
        let (params, bounds) = generics(&item.generics);
        let private = item.fields.iter().any(|field| !is_public(&field.vis));
        let private = if private { "private fields" } else { "" };
        let shape = match &item.fields {
            Fields::Named(_) if private.is_empty() => " { .. }".to_owned(),
            Fields::Named(_) => format!(" {{ .., {private} }}"),
            Fields::Unnamed(_) if private.is_empty() => "(..)".to_owned(),
            Fields::Unnamed(_) => format!("(.., {private})"),
            Fields::Unit => String::new(),
        };
        let after = format!("{params}{shape}{bounds}");
        self.whole("pub struct ", &after, &item.attrs);
        for (position, field) in item.fields.iter().enumerate() {
            if !is_public(&field.vis) || is_hidden(&field.attrs) {
                continue;
            }
            let name = field.ident.as_ref().map(ToString::to_string);
            let name = name.unwrap_or_else(|| position.to_string());
            let after = format!(": {}", text(&field.ty));
            self.member(&name, "pub ", &after, &field.attrs);
        }
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let (params, bounds) = generics(&item.generics);
        self.whole("pub enum ", &format!("{params}{bounds}"), &item.attrs);
        for variant in item
            .variants
            .iter()
            .filter(|variant| !is_hidden(&variant.attrs))
        {
            let fields = variant.fields.iter().map(|field| match &field.ident {
                Some(name) => format!("{name}: {}", text(&field.ty)),
                None => text(&field.ty),
            });
            let fields = fields.collect::<Vec<_>>().join(", ");
            let fields = match variant.fields {
                Fields::Named(_) => format!(" {{ {fields} }}"),
                Fields::Unnamed(_) => format!("({fields})"),
                Fields::Unit => String::new(),
            };
            let name = variant.ident.to_string();
            self.member(&name, "pub variant ", &fields, &variant.attrs);
        }
    }

    fn interface(&mut self, item: &ItemTrait) {
        let (params, bounds) = generics(&item.generics);
        let parents = bounded(&item.supertraits);
        let after = format!("{params}{parents}{bounds}");
        self.whole("pub trait ", &after, &item.attrs);
        for member in &item.items {
            let (name, before, after, provided, attrs) = match member {
                TraitItem::Fn(member) => {
                    let (before, after) = function(&member.sig);
                    let name = &member.sig.ident;
                    (name, before, after, member.default.is_some(), &member.attrs)
                }
                TraitItem::Const(member) => {
                    let (before, after) = ("const ".to_owned(), format!(": {}", text(&member.ty)));
                    let is_provided = member.default.is_some();
                    (&member.ident, before, after, is_provided, &member.attrs)
                }
                TraitItem::Type(member) => {
                    let (params, clause) = generics(&member.generics);
                    let bounds = bounded(&member.bounds);
                    let (before, after) = ("type ".to_owned(), format!("{params}{bounds}{clause}"));
                    let is_provided = member.default.is_some();
                    (&member.ident, before, after, is_provided, &member.attrs)
                }
                _ => continue,
            };
            let provided = if provided { " (provided)" } else { "" };
            if !is_hidden(attrs) {
                self.member(&name.to_string(), &before, &(after + provided), attrs);
            }
        }
    }
}

/// Returns bounds after a colon.
fn bounded(bounds: &Punctuated<TypeParamBound, Token![+]>) -> String {
    let bounds: Vec<_> = bounds.iter().map(text).collect();
    match bounds.join(" + ") {
        none if none.is_empty() => none,
        bounds => format!(": {bounds}"),
    }
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

/// Returns the attributes that a line shows besides its conditions.
pub fn marks(attrs: &[Attribute]) -> String {
    let shown = ["deprecated", "non_exhaustive"];
    let shown = shown
        .iter()
        .filter(|name| attrs.iter().any(|attr| attr.path().is_ident(name)));
    shown.flat_map(|name| ["#[", name, "] "]).collect()
}
