//! Values of enums in literals.

use super::{Checked, Values, Wrong, wrong};
use crate::ast::EnumValueDoc;
use crate::suggest::nearest;
use serde_json::Value;

/// The maximum number of enum values in a message.
pub(super) const MOST_NAMED: usize = 8;

/// Returns the text of a value, or the digits of an integer.
pub(in crate::lower) fn digits_or_text(value: &Value) -> String {
    let text = value.as_str().map(str::to_owned);
    text.unwrap_or_else(|| value.to_string())
}

/// Checks that an open enum lists a value: an unlisted one may be misspelled.
pub(super) fn listed(name: &str, values: &[EnumValueDoc], text: &str, accepted: Values) -> Checked {
    let Values::Listed(help) = accepted else {
        return Ok(());
    };
    let current = values.iter().map(|known| known.value.as_str());
    let former = values
        .iter()
        .filter_map(|known| Some(known.renamed_from.as_ref()?.as_str()));
    let known: Vec<_> = current.chain(former).collect();
    if known.contains(&text) {
        return Ok(());
    }
    let near = nearest(text, &known).or_else(|| {
        let is_same = |known: &&&str| known.eq_ignore_ascii_case(text.trim());
        known.iter().find(is_same).copied()
    });
    let near = near.map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
    let problem = format!("`{name}` does not list the value `{text}`{near}");
    wrong(problem).map_err(|wrong| Wrong { help, ..wrong })
}

/// Describes the values of a closed enum.
pub(super) fn closed(name: &str, values: &[EnumValueDoc]) -> String {
    let values = values
        .iter()
        .map(|known| format!("`{}`", known.value.value));
    let values: Vec<_> = values.take(MOST_NAMED).collect();
    format!(
        "it is not a value of `{name}`, which has {}",
        values.join(", ")
    )
}
