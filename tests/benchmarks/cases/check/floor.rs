//! The least crate with the types of generated code: structs, enums and setters, with derives alone.

use crate::Result;
use std::fs;
use std::path::Path;
use syn::punctuated::Punctuated;
use syn::{
    FnArg, Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro, ReceiverKind, Token, Variant,
    parse_quote,
};
use walkdir::WalkDir;

/// A list by hand: that of the runtime needs a table for its items.
const COLLECTED: &str = "values.into_iter().map(Into::into).collect()";

/// Removes the tables from the files of a folder, and the implementations that need them.
pub fn reduce(folder: &Path) -> Result<()> {
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.path().extension().is_none_or(|found| found != "rs") {
            continue;
        }
        let mut file = syn::parse_file(&fs::read_to_string(entry.path())?)?;
        let items = file.items.into_iter();
        file.items = items
            .filter_map(|item| reduced(item).transpose())
            .collect::<Result<_>>()?;
        let text = prettyplease::unparse(&file).replace("runtime::list(values)", COLLECTED);
        fs::write(entry.path(), text)?;
    }
    Ok(())
}

fn reduced(item: Item) -> Result<Option<Item>> {
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
            // Those of the tables.
            let lacking: [Ident; 2] = [parse_quote!(Clone), parse_quote!(Debug)];
            for lacking in lacking.iter().filter(|name| !traits.contains(name)) {
                item.attrs.push(parse_quote!(#[derive(#lacking)]));
            }
            Some(Item::Struct(item))
        }
        Item::Macro(item) => enumeration(&item)?.map(Item::Enum),
        Item::Impl(item) if item.trait_.is_none() => setters(item).map(Item::Impl),
        item @ (Item::Use(_) | Item::Mod(_) | Item::Enum(_)) => Some(item),
        _ => None,
    })
}

/// Returns the enum of a table of values.
fn enumeration(table: &ItemMacro) -> Result<Option<ItemEnum>> {
    let name = table.mac.path.segments.last();
    let Some(name) = name.filter(|name| name.ident.to_string().ends_with("_enum")) else {
        return Ok(None);
    };
    let mut item: ItemEnum = table.mac.parse_body()?;
    for variant in &mut item.variants {
        variant.discriminant = None;
    }
    if name.ident == "open_enum" {
        let other: Variant = parse_quote!(Unrecognized(runtime::Unrecognized));
        item.variants.push(other);
    }
    item.attrs
        .push(parse_quote!(#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]));
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
