//! The query of a request as JSON.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// The parameters of a query: a list of items for each, as they are separated by commas.
#[derive(Default)]
pub(super) struct Query(Vec<(String, Vec<String>)>);

impl Query {
    /// Reads the query of a URL. A comma inside an item is percent-encoded.
    pub(super) fn read(url: &str) -> Self {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), value.split(',').map(decoded).collect())
        });
        Self(pairs.collect())
    }

    /// Takes a parameter with a single value out of the query.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1.join(","))
    }

    /// Returns the parameters that are left, each as a list of texts.
    pub(super) fn into_json(self) -> Value {
        let mut members = Map::new();
        for (name, items) in self.0 {
            let items = items.into_iter().map(Value::from);
            let list = members.entry(name).or_insert_with(|| Value::Array(vec![]));
            if let Value::Array(list) = list {
                list.extend(items);
            }
        }
        members.into()
    }
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}
