//! Lines of a listing whose items have no public path yet.

use super::Line;

/// A line about an item or one of its members, before the public path of the item is known.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The name of the member; empty for the item.
    pub member: String,
    /// The text before the path of the item.
    pub before: String,
    /// The text after the path of the item.
    pub after: String,
    /// The conditions of the member.
    pub conditions: Vec<String>,
}

impl Draft {
    /// Returns the line at the public path of the item, under the conditions of the item.
    pub(super) fn line(&self, path: &str, conditions: &[String]) -> Line {
        let Self {
            member,
            before,
            after,
            conditions: own,
        } = self;
        let at = match member.as_str() {
            "" => path.to_owned(),
            member => format!("{path}::{member}"),
        };
        let mut conditions = [conditions, own].concat();
        conditions.dedup();
        Line::new(&at, &format!("{before}{path}{after}"), &conditions)
    }
}
