//! The comparison of the path of a request with that of an operation.

use percent_encoding::percent_decode_str;
use regex_lite::{Regex, escape};

use crate::http::method::Method;

/// Method and path of an operation.
pub(super) struct Route {
    method: Method,
    /// The names of the path parameters, in order.
    names: Vec<&'static str>,
    /// The expressions of the path: the second lets parameters contain slashes.
    expressions: Vec<Regex>,
    /// The number of characters that are not part of a parameter.
    literal: usize,
}

/// The path parameters of a request, by name, decoded.
pub(super) type PathParameters = Vec<(&'static str, String)>;

impl Route {
    /// Reads the path of an operation, such as `/pets/{id}`.
    pub(super) fn new(method: Method, template: &'static str) -> Self {
        let (mut names, mut rest) = (Vec::new(), template);
        // A gateway may have a path in front.
        let mut patterns = ["^.*?".to_owned(), "^.*?".to_owned()];
        let mut literal = 0;
        while let Some((before, name, after)) = parameter(rest) {
            for (pattern, value) in patterns.iter_mut().zip(["([^/]+?)", "(.+?)"]) {
                pattern.push_str(&escape(before));
                pattern.push_str(value);
            }
            literal += before.len();
            names.push(name);
            rest = after;
        }
        let expressions = patterns.into_iter().filter_map(|mut pattern| {
            pattern.push_str(&escape(rest));
            pattern.push('$');
            Regex::new(&pattern).ok()
        });
        Self {
            method,
            names,
            expressions: expressions.collect(),
            literal: literal + rest.len(),
        }
    }

    /// Returns the path parameters of a request, and a rank: of several routes that match, the one
    /// with the highest rank is meant.
    pub(super) fn parameters(&self, method: Method, path: &str) -> Option<(usize, PathParameters)> {
        if method != self.method {
            return None;
        }
        let mut expressions = self.expressions.iter();
        let captures = expressions.find_map(|expression| expression.captures(path))?;
        let values = captures.iter().skip(1).flatten();
        let parameters = self.names.iter().zip(values).map(|(name, value)| {
            let value = percent_decode_str(value.as_str()).decode_utf8_lossy();
            (*name, value.into_owned())
        });
        Some((self.literal, parameters.collect()))
    }
}

/// Splits a template at its first parameter: the text before it, its name, and the text behind it.
fn parameter(template: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use crate::http::method::Method;
    use crate::mock::route::Route;

    #[test]
    fn parameters_are_read_from_the_path() {
        for (template, path, parameters) in [
            ("/a/b", "/a/b", Some(vec![])),
            ("/a/b", "/gateway/tenant/a/b", Some(vec![])),
            ("/a/b", "/a/b/c", None),
            ("/a/b", "/xa/b", None),
            ("/a/{id}", "/a/7", Some(vec![("id", "7")])),
            ("/a/{id}", "/a/a%2Fb", Some(vec![("id", "a/b")])),
            ("/a/{id}", "/a/", None),
            (
                "/a/{id}/b/{file}.json",
                "/a/7/b/x.json",
                Some(vec![("id", "7"), ("file", "x")]),
            ),
            ("/a/{path}", "/a/x/y", Some(vec![("path", "x/y")])),
            ("/a.b/{id}", "/a-b/7", None),
        ] {
            let found = Route::new(Method::Get, template).parameters(Method::Get, path);
            let found = found.map(|(_, parameters)| parameters);
            let expected = parameters.map(|parameters| {
                let parameters = parameters.into_iter();
                let parameters = parameters.map(|(name, value)| (name, value.to_owned()));
                parameters.collect::<Vec<_>>()
            });
            assert_eq!(found, expected, "{template} {path}");
        }
        let route = Route::new(Method::Get, "/a/b");
        assert!(route.parameters(Method::Post, "/a/b").is_none());
    }

    #[test]
    fn the_route_with_more_literal_text_outranks_others() {
        let rank = |template| {
            let found = Route::new(Method::Get, template).parameters(Method::Get, "/a/b");
            found.unwrap().0
        };
        assert!(rank("/a/b") > rank("/a/{id}"));
        assert!(rank("/a/{id}") > rank("/{path}"));
    }
}
