//! Code without the bodies of its functions, which no listing shows and which are most of the code to parse.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Empties the bodies of all functions.
pub fn without_bodies(code: TokenStream) -> TokenStream {
    let mut tokens = code.into_iter().peekable();
    let mut left = TokenStream::new();
    let (mut is_after_fn, mut is_in_function) = (false, false);
    while let Some(token) = tokens.next() {
        // A type begins with `fn(`, and a function with `fn` and a name, or a variable in a macro.
        if is_after_fn {
            is_in_function = !matches!(token, TokenTree::Group(_));
        }
        is_after_fn = matches!(&token, TokenTree::Ident(word) if word == "fn");
        let token = match token {
            TokenTree::Group(group) if is_in_function && is_body(&group, tokens.peek()) => {
                is_in_function = false;
                TokenTree::Group(Group::new(Delimiter::Brace, TokenStream::new()))
            }
            TokenTree::Group(group) => {
                let inner = without_bodies(group.stream());
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            TokenTree::Punct(sign) if sign.as_char() == ';' => {
                is_in_function = false;
                TokenTree::Punct(sign)
            }
            token => token,
        };
        left.extend([token]);
    }
    left
}

/// Returns `true` for the body of a function, and `false` for a constant in its signature, as in
/// `Array<{ LENGTH }>`.
fn is_body(group: &Group, next: Option<&TokenTree>) -> bool {
    let is_argument =
        matches!(next, Some(TokenTree::Punct(sign)) if matches!(sign.as_char(), '>' | ','));
    group.delimiter() == Delimiter::Brace && !is_argument
}

#[cfg(test)]
mod tests {
    use super::without_bodies;
    use quote::quote;

    #[test]
    fn bodies_alone_are_emptied() {
        let code = quote! {
            impl Call for fn(u8) -> u8 { const MOST: u8 = { 1 }; fn call(&self) { self(1); } }
            const fn sized<T>(call: fn(T)) -> Array<{ 2 }, T> where T: Copy, { Array }
            trait Named { fn name(&self); type Call; const ALL: [fn(); 1] = { [] }; }
            macro_rules! getter { ($name:ident) => { pub fn $name(&self) -> u8 { self.$name } }; }
        };
        let expected = quote! {
            impl Call for fn(u8) -> u8 { const MOST: u8 = { 1 }; fn call(&self) {} }
            const fn sized<T>(call: fn(T)) -> Array<{ 2 }, T> where T: Copy, {}
            trait Named { fn name(&self); type Call; const ALL: [fn(); 1] = { [] }; }
            macro_rules! getter { ($name:ident) => { pub fn $name(&self) -> u8 {} }; }
        };
        assert_eq!(without_bodies(code).to_string(), expected.to_string());
    }
}
