//! `api.yaml` for a spec that has none yet.

use super::keys::Keys;
use super::{credentials, sentences, spec};
use crate::openapi::export::UNVERSIONED;
use crate::openapi::import::own::Own;
use crate::openapi::import::plan::{Envelope, Plan, Words};
use crate::openapi::import::report::Report;
use crate::openapi::import::update::facts;
use crate::openapi::node::Node;

/// Returns the contents of a new `api.yaml`. A spec that has the file already takes nothing from it, and
/// the report leaves out what its author decided otherwise.
pub(in crate::openapi::import) fn api(
    plan: &Plan<'_>,
    own: Own<'_>,
    base_path: &str,
    with_descriptions: bool,
    existing: Option<&Node>,
    report: &mut Report,
) -> Node {
    let document = plan.document;
    let mut keys = Keys::default();
    let mut notes = Report::default();
    keys.text("api", name(&document.title));
    let title = if own.is_here() {
        Some(document.title.clone())
    } else {
        sentences::line(&document.title)
    };
    keys.text("title", title.unwrap_or_else(|| "An API".to_owned()));
    let is_version = !own.is_here() || document.version != UNVERSIONED;
    if let Some(version) = sentences::line(&document.version).filter(|_| is_version) {
        keys.text("version", version);
    }
    let given = document
        .description
        .as_deref()
        .filter(|_| with_descriptions);
    let given = given.and_then(|text| {
        if own.is_here() {
            sentences::verbatim(text)
        } else {
            sentences::cleaned(text)
        }
    });
    keys.text(
        "description",
        given.unwrap_or_else(|| sentences::neutral("API", &document.title)),
    );
    if !base_path.is_empty() {
        keys.text("base_path", base_path);
    }
    if own.is_here() {
        keys.put("auth", spec::auth(document, own, report).node());
    } else {
        credentials::add(&mut keys, plan, with_descriptions, &mut notes);
    }
    let facts = |node: Option<&Node>| node.map(facts);
    let is_kept = |key| existing.is_none_or(|api| facts(api.get(key)) == facts(keys.get(key)));
    if ["auth", "credentials"].into_iter().all(is_kept) {
        report.notes.append(&mut notes.notes);
    }
    let tags = document.tags.iter().map(|(name, description)| {
        let mut keys = Keys::default();
        keys.text("name", name);
        let given = description.as_deref().filter(|_| with_descriptions);
        keys.text(
            "description",
            sentences::given_or_neutral(given, "tag", name),
        );
        keys.node()
    });
    let tags: Vec<_> = tags.collect();
    if !tags.is_empty() {
        keys.put("tags", Node::List(tags));
    }
    let envelope = Envelope::most_common(plan, document).node();
    if let Some(envelope) = envelope.filter(|_| !own.is_here()) {
        if existing.is_none_or(|api| api.get("error_envelope") == Some(&envelope)) {
            let text = "the names in documented errors show the form of an error";
            report.note("error envelope", "/servers", text);
        }
        keys.put("error_envelope", envelope);
    }
    spec::add(&mut keys, document, own, report);
    keys.node()
}

/// Returns the name in Rust: the title without the word API.
fn name(title: &str) -> String {
    let words = title
        .split_whitespace()
        .filter(|word| !word.eq_ignore_ascii_case("api"));
    let name = Words::camel(&words.take(3).collect::<Vec<_>>().join(" "));
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase());
    let is_reserved = crate::lower::RESERVED_TYPES.contains(&name.as_str());
    if is_name && !is_reserved {
        name
    } else {
        format!("Api{name}")
    }
}
