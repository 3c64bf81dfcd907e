//! `#[serde(rename_all = "…")]`: one attribute on the struct instead of one for each field.

use crate::model::{Field, Object};
use proc_macro2::TokenStream;
use quote::quote;

/// A style of names, applied to all fields of a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RenameAll {
    /// `createdAt`
    Camel,
    /// `CreatedAt`
    Pascal,
    /// `created-at`
    Kebab,
    /// `CREATED_AT`
    ScreamingSnake,
}

impl RenameAll {
    const ALL: [Self; 4] = [Self::Camel, Self::Pascal, Self::Kebab, Self::ScreamingSnake];

    /// The style that leaves the fewest fields to rename; `None` if no style saves an attribute.
    pub(super) fn of(object: &Object) -> Option<Self> {
        let left = |style| {
            let fields = object.fields.iter();
            fields.filter(|field| is_renamed(style, field)).count()
        };
        let best = Self::ALL
            .into_iter()
            .min_by_key(|style| left(Some(*style)))?;
        (left(Some(best)) < left(None)).then_some(best)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Kebab => "kebab-case",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
        }
    }

    /// The name that serde makes of a field's name.
    fn apply(self, name: &str) -> String {
        match self {
            Self::Camel => {
                let pascal = Self::Pascal.apply(name);
                let mut chars = pascal.chars();
                let first = chars.next().map(|first| first.to_ascii_lowercase());
                first.into_iter().chain(chars).collect()
            }
            Self::Pascal => {
                let mut starts = true;
                let mut pascal = String::new();
                for c in name.chars() {
                    match c {
                        '_' => starts = true,
                        c if std::mem::take(&mut starts) => pascal.push(c.to_ascii_uppercase()),
                        c => pascal.push(c),
                    }
                }
                pascal
            }
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingSnake => name.to_ascii_uppercase(),
        }
    }
}

/// The serde attribute of a struct.
pub(super) fn container(style: Option<RenameAll>) -> TokenStream {
    let style = style.map(|style| {
        let word = style.word();
        quote!(, rename_all = #word)
    });
    quote!(#[serde(crate = "runtime::serde" #style)])
}

/// Returns `true` if a field needs a `rename` besides the style of its struct.
pub(super) fn is_renamed(style: Option<RenameAll>, field: &Field) -> bool {
    let name = field.rust.bare();
    let wire = field.wire.as_str();
    match style {
        Some(style) => wire != style.apply(name),
        None => wire != name,
    }
}

#[cfg(test)]
mod tests {
    use super::RenameAll;

    #[test]
    fn applies_the_styles_of_serde() {
        for (style, name) in [
            (RenameAll::Camel, "createdAtGt2"),
            (RenameAll::Pascal, "CreatedAtGt2"),
            (RenameAll::Kebab, "created-at-gt-2"),
            (RenameAll::ScreamingSnake, "CREATED_AT_GT_2"),
        ] {
            assert_eq!(style.apply("created_at_gt_2"), name, "{style:?}");
        }
    }
}
