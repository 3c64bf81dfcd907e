//! The least crate with the types of generated code: structs, enums and setters, with derives alone, and
//! the least one that also has the data of the tables and the public conversions.

use super::{face, rows};
use crate::Result;
use std::fs;
use std::path::Path;
use syn::punctuated::Punctuated;
use syn::{
    FnArg, Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro, PathSegment, ReceiverKind, Token,
    Type, Variant, parse_quote,
};
use walkdir::WalkDir;

/// A list by hand: that of the runtime needs a table for its items.
const COLLECTED: &str = "values.into_iter().map(Into::into).collect()";

/// The fields of a large object that are set, by hand: those of the runtime need a table, too.
const SET_FIELDS: &str = "\
#[derive(Clone, Debug, PartialEq)]
pub struct SetFields<V> {
    entries: Vec<(usize, V)>,
    pub selects_all: bool,
    pub extra_: sdk_runtime::Extra,
}

impl<V> Default for SetFields<V> {
    fn default() -> Self {
        Self { entries: Vec::new(), selects_all: false, extra_: sdk_runtime::Extra::default() }
    }
}

impl<V> SetFields<V> {
    pub fn set(&mut self, row: usize, value: V) {
        self.entries.push((row, value));
    }
}
";

/// The part of generated code that a lower bound keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Floor {
    /// Types and setters.
    Types,
    /// Types and setters, the rows of the tables as plain data, and the public conversions as one call each.
    Face,
}

impl Floor {
    /// Returns the end of the names of crates.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Face => "face",
        }
    }

    /// Returns the start of the rows of the report.
    pub fn description(self) -> &'static str {
        match self {
            Self::Types => "lower bound: types and setters with derives, no tables",
            Self::Face => "lower bound with data and conversions: each conversion is one call",
        }
    }

    /// Returns the items that the root of such a crate needs.
    pub fn declarations(self) -> String {
        match self {
            Self::Types => SET_FIELDS.to_owned(),
            Self::Face => [SET_FIELDS, rows::DECLARATION, face::DECLARATION].join("\n"),
        }
    }
}

/// Removes the tables from the files of a folder, and the implementations that need them.
pub fn reduce(folder: &Path, floor: Floor) -> Result<()> {
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.path().extension().is_none_or(|found| found != "rs") {
            continue;
        }
        let mut file = syn::parse_file(&fs::read_to_string(entry.path())?)?;
        let mut data = Vec::new();
        for item in &file.items {
            if let Item::Macro(table) = item {
                data.extend(rows::of_large_object(table)?);
                if floor == Floor::Face {
                    data.extend(of_table(table)?);
                    data.extend(face::of_table(table)?);
                }
            }
        }
        let items = file.items.into_iter();
        let items = items.filter_map(|item| reduced(item, floor).transpose());
        file.items = items
            .chain(data.into_iter().map(Ok))
            .collect::<Result<_>>()?;
        let text = prettyplease::unparse(&file).replace("runtime::list(values)", COLLECTED);
        let text = text.replace("runtime::SetFields<", "crate::SetFields<");
        fs::write(entry.path(), text)?;
    }
    Ok(())
}

fn reduced(item: Item, floor: Floor) -> Result<Option<Item>> {
    Ok(match item {
        Item::Struct(mut item) => {
            let derives = item
                .attrs
                .iter()
                .filter(|attr| attr.path().is_ident("derive"));
            let traits = derives.flat_map(|attr| {
                attr.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated)
                    .unwrap_or_default()
            });
            let traits: Vec<_> = traits.collect();
            // That of the tables.
            let debug: Ident = parse_quote!(Debug);
            if floor == Floor::Types && !traits.contains(&debug) {
                item.attrs.push(parse_quote!(#[derive(#debug)]));
            }
            Some(Item::Struct(item))
        }
        Item::Macro(item) => enumeration(&item, floor)?.map(Item::Enum),
        // The alias of a shared type, not that of a client.
        Item::Type(item) => matches!(&*item.ty, Type::Path(ty) if ty.path.get_ident().is_some())
            .then_some(Item::Type(item)),
        Item::Impl(item) if item.trait_.is_none() => setters(item).map(Item::Impl),
        item @ (Item::Use(_) | Item::Mod(_) | Item::Enum(_)) => Some(item),
        _ => None,
    })
}

/// Returns the data of a table of fields or values.
fn of_table(table: &ItemMacro) -> Result<Option<Item>> {
    if is_enumeration(table) {
        rows::of_values(&table.mac.parse_body()?)
    } else {
        rows::of_fields(table)
    }
}

fn is_enumeration(table: &ItemMacro) -> bool {
    let name = table.mac.path.segments.last();
    name.is_some_and(|name| name.ident.to_string().ends_with("_enum"))
}

/// Returns the enum of a table of values.
fn enumeration(table: &ItemMacro, floor: Floor) -> Result<Option<ItemEnum>> {
    if !is_enumeration(table) {
        return Ok(None);
    }
    let mut item: ItemEnum = table.mac.parse_body()?;
    item.attrs.retain(|attr| attr.path().is_ident("doc"));
    if item
        .variants
        .iter()
        .any(|variant| !variant.fields.is_empty())
    {
        // The values of the fields of a large object.
        item.attrs.push(match floor {
            Floor::Types => parse_quote!(#[derive(Clone, Debug, PartialEq)]),
            Floor::Face => parse_quote!(#[derive(Clone, PartialEq)]),
        });
        return Ok(Some(item));
    }
    for variant in &mut item.variants {
        variant.discriminant = None;
    }
    let is_open = |name: &PathSegment| name.ident == "open_enum";
    let is_open = table.mac.path.segments.last().is_some_and(is_open);
    if is_open {
        let other: Variant = parse_quote!(Unrecognized(runtime::Unrecognized));
        item.variants.push(other);
    }
    item.attrs.push(if is_open && floor == Floor::Face {
        parse_quote!(#[derive(Clone)])
    } else {
        parse_quote!(#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)])
    });
    Ok(Some(item))
}

/// Keeps constructors and setters.
fn setters(mut item: ItemImpl) -> Option<ItemImpl> {
    item.items.retain(|item| match item {
        ImplItem::Fn(function) => !matches!(
            function.sig.inputs.first(),
            Some(FnArg::Receiver(receiver)) if !matches!(receiver.kind, ReceiverKind::Value)
        ),
        _ => false,
    });
    (!item.items.is_empty()).then_some(item)
}
