//! The layout of prettyplease, by way of a syntax tree.

use super::tree::{Tree, source};
use crate::emit::NEW_LINE;
use syn::{ImplItem, Item};

/// Marks an item of an `impl` block that an empty line precedes. `prettyplease` prints the attribute
/// as a comment on its own line.
const BLANK_LINE: &str = "codegen:blank-line";

/// Lays out an item.
///
/// Emitters make valid items only. If one ever did not, the output would contain a compile error
/// instead: a spec cannot make the generator panic.
pub(super) fn item(trees: &[Tree<'_>]) -> String {
    match syn::parse_str(&source(trees)) {
        Ok(item) => text(item),
        Err(error) => format!("{}\n", error.to_compile_error()),
    }
}

/// Lays out a member of an `impl` block. Returns `None` if it is invalid.
pub(super) fn member(trees: &[Tree<'_>]) -> Option<String> {
    let block = format!("impl Block {{ {} }}", source(trees));
    let block = text(syn::parse_str(&block).ok()?);
    let members = block.strip_prefix("impl Block {\n")?.strip_suffix("}\n")?;
    Some(members.to_owned())
}

fn text(mut item: Item) -> String {
    if let Item::Impl(block) = &mut item {
        let apart = block
            .items
            .iter_mut()
            .skip(1)
            .filter_map(|item| match item {
                ImplItem::Fn(function) => Some(&mut function.attrs),
                _ => None,
            });
        let mark: syn::Attribute = syn::parse_quote!(#[comment = #BLANK_LINE]);
        apart.for_each(|attrs| attrs.insert(0, mark.clone()));
    }
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    unmark(&prettyplease::unparse(&file))
}

/// Replaces the marks by empty lines and the lines of doc comments.
fn unmark(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for line in text.lines() {
        match line.trim_start().strip_prefix("//") {
            Some(BLANK_LINE) => {}
            Some(comment) if comment.contains(NEW_LINE) => {
                let indent = &line[..line.len() - comment.len() - "//".len()];
                let doc = comment.strip_prefix('/').unwrap_or(comment);
                let mut lines = doc.split(NEW_LINE);
                let first = lines.next().unwrap_or_default().trim_end();
                clean.extend([indent, "///", first]);
                lines.for_each(|line| clean.extend(["\n", indent, "///", line.trim_end()]));
            }
            _ => clean.push_str(line),
        }
        clean.push('\n');
    }
    clean
}
