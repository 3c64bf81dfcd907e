//! Differences between the spec and its sources.

use super::markdown::{code, prose};
use super::page::Page;
use crate::model::{Counterpart, Deviation, DeviationKind, Presence};
use crate::openapi::Context;

/// Lists the deviations of an operation or a shared type and its members, unless there are none.
pub(super) fn section(cx: &Context<'_>, page: &mut Page, item: &str) {
    let is_here = |deviation: &&Deviation| deviation.item.split('.').next() == Some(item);
    let deviations: Vec<_> = cx.api().deviations.iter().filter(is_here).collect();
    if deviations.is_empty() {
        return;
    }
    page.section("Deviations");
    for entry in deviations.chunk_by(|one, next| is_one_entry(one, next)) {
        let Some(first) = entry.first() else { continue };
        let facts = [
            format!("Reason: {}", prose(&first.reason)),
            format!("Evidence: {}", prose(&first.evidence)),
        ];
        let items = entry.iter().map(|deviation| code(&deviation.item));
        let items: Vec<_> = items.collect();
        let title = format!("{} ({})", items.join(", "), versions(first));
        page.item(0, &title, "", &facts);
    }
}

/// Returns `true` for two items of one entry in the spec.
fn is_one_entry(one: &Deviation, next: &Deviation) -> bool {
    let Deviation {
        item: _,
        kind,
        counterpart,
        reason,
        evidence,
        span: _,
    } = one;
    *kind == next.kind
        && *counterpart == next.counterpart
        && *reason == next.reason
        && *evidence == next.evidence
}

/// Returns the version of the source, and that of the spec.
fn versions(deviation: &Deviation) -> String {
    let documented = match deviation.counterpart {
        Counterpart::Documentation => match deviation.kind {
            DeviationKind::Order | DeviationKind::Bound { .. } => "in the documentation",
            _ => "documented",
        },
        Counterpart::OpenApi => "in the OpenAPI description",
    };
    match &deviation.kind {
        DeviationKind::Type {
            documented: ty,
            spec,
        } => match deviation.counterpart {
            Counterpart::Documentation => {
                format!("documented as {}, here {}", code(ty), code(spec))
            }
            Counterpart::OpenApi => format!("{} {documented}, here {}", code(ty), code(spec)),
        },
        DeviationKind::Added => format!("not {documented}"),
        DeviationKind::Presence(presence) => {
            let is_required = *presence == Presence::Required;
            let (there, here) = if is_required {
                ("optional", "required")
            } else {
                ("required", "optional")
            };
            match deviation.counterpart {
                Counterpart::Documentation => format!("documented as {there}, here {here}"),
                Counterpart::OpenApi => format!("{there} {documented}, here {here}"),
            }
        }
        DeviationKind::Bound {
            key,
            documented: there,
            spec,
        } => {
            let shown = |text: &Option<String>| match text {
                Some(text) => code(text),
                None => "none".to_owned(),
            };
            let (key, there, here) = (code(key.word()), shown(there), shown(spec));
            format!("{key}: {there} {documented}, {here} here")
        }
        DeviationKind::Selection => {
            format!("not {documented}: a value that selects nothing is rejected")
        }
        DeviationKind::Order => format!("the members have another order {documented}"),
    }
}
