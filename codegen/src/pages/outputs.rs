//! The outputs of an operation.

use super::markdown::code;
use super::page::Page;
use super::{fields, words};
use crate::model::{Output, OutputSource, Statuses};
use crate::openapi::Context;

/// Lists the outputs in the documentation's order.
pub(super) fn sections(cx: &Context<'_>, page: &mut Page, outputs: &[Output]) {
    page.section("Output");
    page.subsection("Output Parameters");
    for Output { source, field } in outputs {
        let source = match source {
            OutputSource::Status => "the status".to_owned(),
            OutputSource::Reason => "the reason phrase".to_owned(),
            OutputSource::Body {
                statuses,
                variant,
                media_type,
            } => {
                let mut words = match statuses {
                    Statuses::Others if variant.is_none() => "the body".to_owned(),
                    Statuses::Others => "the body of all other statuses".to_owned(),
                    Statuses::These(these) => {
                        format!("the body of status {}", words::statuses(these))
                    }
                };
                if let Some(media_type) = media_type {
                    words.extend([", ", &code(media_type)]);
                }
                if let Some(variant) = variant {
                    words.extend([", in Rust ", &code(variant.as_str())]);
                }
                words
            }
        };
        let ty = format!("{}, {source}", words::ty(cx, &field.ty));
        fields::item(cx, page, 0, field, Some(&ty));
    }
}
