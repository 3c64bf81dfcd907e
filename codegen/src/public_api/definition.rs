//! Items without their syntax trees: the names and the lines that a listing shows. The trees of a large API
//! would take a gigabyte, so each is dropped as soon as its item is read.

use super::attributes::{attributes, cfgs, is_hidden};
use super::draft::Draft;
use super::impls::Implementation;
use super::{derives, items};
use syn::{Item, Visibility};

/// An item with a name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The name.
    pub name: String,
    /// `true` for a module.
    pub is_module: bool,
    /// `true` for `pub`.
    pub is_public: bool,
    /// `true` for `#[doc(hidden)]`.
    pub is_hidden: bool,
    /// The conditions.
    pub conditions: Vec<String>,
    /// The lines of the item and its members; only public items have some.
    pub lines: Vec<Draft>,
    /// The heads of the derived implementations of a public item.
    pub derives: Vec<String>,
}

/// The items of a module.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    /// Those with a name.
    pub named: Vec<Definition>,
    /// The implementations.
    pub implementations: Vec<Implementation>,
}

impl Definitions {
    /// Adds an item without macros.
    pub fn add(&mut self, item: &Item) {
        match item {
            Item::Impl(item) => self.implementations.extend(Implementation::of(item)),
            item => self.named.extend(Definition::of(item)),
        }
    }
}

impl Definition {
    fn of(item: &Item) -> Option<Self> {
        let (name, is_public) = declared(item)?;
        let attributes = attributes(item);
        let is_module = matches!(item, Item::Mod(_));
        let is_listed = is_public && !is_module;
        Some(Self {
            name,
            is_module,
            is_public,
            is_hidden: is_hidden(attributes),
            conditions: cfgs(attributes),
            lines: if is_listed {
                items::drafts(item)
            } else {
                Vec::new()
            },
            derives: if is_listed {
                derives::heads(item)
            } else {
                Vec::new()
            },
        })
    }
}

/// Returns the name and the visibility of an item that has both. An exported macro is public.
fn declared(item: &Item) -> Option<(String, bool)> {
    let (ident, vis) = match item {
        Item::Const(item) => (&item.ident, &item.vis),
        Item::Enum(item) => (&item.ident, &item.vis),
        Item::Fn(item) => (&item.sig.ident, &item.vis),
        Item::Mod(item) => (&item.ident, &item.vis),
        Item::Static(item) => (&item.ident, &item.vis),
        Item::Struct(item) => (&item.ident, &item.vis),
        Item::Trait(item) => (&item.ident, &item.vis),
        Item::Type(item) => (&item.ident, &item.vis),
        Item::Union(item) => (&item.ident, &item.vis),
        _ => return None,
    };
    Some((ident.to_string(), matches!(vis, Visibility::Public(_))))
}
