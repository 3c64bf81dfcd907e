//! The facts of the spec that no page states.

use crate::fact::Section;
use crate::rules;
use crate::spec::Spec;

/// Counts the facts that are compared with the code alone, in words.
pub(super) fn of(spec: &Spec) -> Vec<String> {
    let rules = |section| {
        let facts = spec.facts.iter();
        let facts = facts.filter(move |fact| fact.key.section == section);
        let rules = facts.flat_map(|fact| fact.rules.iter().flatten());
        rules.filter(|rule| !rules::is_place(rule))
    };
    let counted = [
        (
            rules(Section::Inputs).count(),
            "bound or encoding",
            "bounds and encodings",
        ),
        (spec.enum_values, "value of an enum", "values of enums"),
    ];
    let counted = counted.into_iter().filter(|(count, ..)| *count > 0);
    let counted = counted.map(|(count, one, several)| {
        let noun = if count == 1 { one } else { several };
        format!("{count} {noun}")
    });
    let metadata = rules(Section::Endpoint).map(|rule| {
        let name = rule.split('(').next().unwrap_or_default();
        format!("`{name}`")
    });
    counted.chain(metadata).collect()
}
