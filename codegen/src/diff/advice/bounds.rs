//! Advice for bounds and rules of selection.

use super::super::class::Action;
use super::super::kind::Kind;
use super::super::state::shortened;
use super::Facts;

impl Facts<'_> {
    /// Returns the advice for bounds and rules of selection.
    pub(super) fn of_bounds(&self) -> Option<(String, String)> {
        let is_bound = matches!(
            self.kind,
            Kind::MinItems
                | Kind::MaxItems
                | Kind::Format
                | Kind::MinLength
                | Kind::MaxLength
                | Kind::Minimum
                | Kind::Maximum
                | Kind::Pattern
        );
        let (line, old) = (&self.line, self.old);
        let text = match self.action {
            _ if is_bound && !self.is_sent => return None,
            Action::Tightened | Action::Changed if is_bound => (
                format!(
                    "`{line}` still compiles; {} is rejected before anything is sent.",
                    self.outside()
                ),
                format!(
                    "Make sure that the server refuses it, too. The changelog has to tell users{}.",
                    if self.kind == Kind::MaxItems {
                        ", who split longer lists"
                    } else {
                        ""
                    }
                ),
            ),
            Action::Loosened if is_bound => (
                format!(
                    "`{line}` with values that the SDK rejected is sent now; the server decides."
                ),
                "Make sure that the server accepts these values.".to_owned(),
            ),
            Action::Tightened if matches!(self.kind, Kind::Selects | Kind::Selection) => (
                format!("A request with `{old}` as its only condition, which the SDK sent so far, is rejected now."),
                "Add another condition, or select everything explicitly.".to_owned(),
            ),
            Action::Loosened if matches!(self.kind, Kind::Selects | Kind::Selection) => (
                format!("A request with `{old}` as its only condition, which the SDK rejected so far, is sent now."),
                "Make sure that the server does not read it as a selection of everything: then the request \
                 applies to all."
                    .to_owned(),
            ),
            _ => return None,
        };
        Some(text)
    }

    /// Returns the words for a value that a bound rejects.
    fn outside(&self) -> String {
        let value = shortened(self.value);
        match self.kind {
            Kind::MinItems => format!("a list of fewer than {}", counted(&value, "item")),
            Kind::MaxItems => format!("a list of more than {}", counted(&value, "item")),
            Kind::MinLength => format!("a text of fewer than {}", counted(&value, "character")),
            Kind::MaxLength => format!("a text of more than {}", counted(&value, "character")),
            Kind::Minimum => format!("a value below the minimum `{value}`"),
            Kind::Maximum => format!("a value above the maximum `{value}`"),
            Kind::Pattern => format!("a text that does not match `{value}`"),
            _ => format!("a text without the format `{value}`"),
        }
    }
}

/// Returns the number with its noun, which is singular after 1.
fn counted(number: &str, noun: &str) -> String {
    if number == "1" {
        format!("{number} {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_singular() {
        let words = ["0", "1", "11"].map(|number| counted(number, "item"));
        assert_eq!(words, ["0 items", "1 item", "11 items"]);
    }
}
