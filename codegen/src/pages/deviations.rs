//! Differences between the spec and the documentation.

use super::markdown::{code, prose};
use super::page::Page;
use crate::model::{Deviation, DeviationKind, Presence};
use crate::openapi::Context;

/// Lists the deviations of an operation or a shared type and its members, unless there are none.
pub(super) fn section(cx: &Context<'_>, page: &mut Page, item: &str) {
    let is_here = |deviation: &&Deviation| deviation.item.split('.').next() == Some(item);
    let deviations: Vec<_> = cx.api().deviations.iter().filter(is_here).collect();
    if deviations.is_empty() {
        return;
    }
    page.section("Deviations");
    for deviation in deviations {
        let Deviation {
            item,
            kind,
            reason,
            evidence,
            span: _,
        } = deviation;
        let kind = match kind {
            DeviationKind::Type { documented, spec } => {
                format!("documented as {}, here {}", code(documented), code(spec))
            }
            DeviationKind::Added => "not documented".to_owned(),
            DeviationKind::Presence(Presence::Required) => {
                "documented as optional, here required".to_owned()
            }
            DeviationKind::Presence(Presence::Optional | Presence::Fixed) => {
                "documented as required, here optional".to_owned()
            }
        };
        let facts = [
            format!("Reason: {}", prose(reason)),
            format!("Evidence: {}", prose(evidence)),
        ];
        page.item(0, &format!("{} ({kind})", code(item)), "", &facts);
    }
}
