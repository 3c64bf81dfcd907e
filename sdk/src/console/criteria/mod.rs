//! The criteria of a filter, applied to threats.

mod table;

use std::collections::{BTreeMap, HashSet};

use sdk_runtime::values::{Id, Timestamp};
use serde_json::Value;

use self::table::{Comparison, ROWS, Row};
use super::refusal::Refusal;
use super::threat::ConsoleThreat;

/// A filter that the console can judge.
pub(super) struct Criteria {
    criteria: Vec<Criterion>,
    limit: Option<usize>,
}

/// A criterion with its value.
struct Criterion {
    row: &'static Row,
    wanted: Wanted,
}

/// The value of a criterion.
enum Wanted {
    Texts(HashSet<String>),
    Flag(bool),
    Time(Timestamp),
}

impl Criteria {
    /// Reads a filter: the object in a body, or the lists of texts of a query.
    ///
    /// # Errors
    ///
    /// Returns the refusal of a criterion which the console cannot judge.
    pub(super) fn read(filter: &Value) -> Result<Self, Refusal> {
        let (mut limit, mut criteria) = (None, Vec::new());
        let members = filter.as_object().ok_or_else(|| cannot_judge("filter"))?;
        for (name, value) in members {
            match name.as_str() {
                "limit" => {
                    let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
                    limit = Some(count.ok_or_else(|| cannot_judge(name))?);
                }
                // The console is one tenant.
                "tenant" => {}
                _ => criteria.push(Criterion::read(name, value).ok_or_else(|| cannot_judge(name))?),
            }
        }
        Ok(Self { criteria, limit })
    }

    /// Returns the ids of the threats that match all criteria, as many as the limit allows.
    ///
    /// # Errors
    ///
    /// Returns the refusal of a criterion about a member that a threat does not have.
    pub(super) fn select(&self, threats: &BTreeMap<Id, ConsoleThreat>) -> Result<Vec<Id>, Refusal> {
        let mut selected = Vec::new();
        for threat in self.candidates(threats) {
            if self.limit.is_some_and(|limit| selected.len() >= limit) {
                break;
            }
            if self.matches(threat)? {
                selected.push(threat.id().clone());
            }
        }
        Ok(selected)
    }

    /// Returns the threats whose ids the filter names, or all, in the order of their ids.
    fn candidates<'a>(&self, threats: &'a BTreeMap<Id, ConsoleThreat>) -> Vec<&'a ConsoleThreat> {
        let named = self.criteria.iter().find_map(|criterion| {
            let is_id = criterion.row.name == "ids";
            is_id.then_some(&criterion.wanted)
        });
        let Some(Wanted::Texts(ids)) = named else {
            return threats.values().collect();
        };
        let named = ids.iter().filter_map(|id| threats.get(id.as_str()));
        let mut named: Vec<_> = named.collect();
        named.sort_by_key(|threat| threat.id());
        named
    }

    fn matches(&self, threat: &ConsoleThreat) -> Result<bool, Refusal> {
        for criterion in &self.criteria {
            if !criterion.matches(threat)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn cannot_judge(name: &str) -> Refusal {
    Refusal::invalid(format!("the console in memory cannot judge `{name}`"))
}

impl Criterion {
    /// Reads a criterion; `None` if the console cannot judge it.
    fn read(name: &str, value: &Value) -> Option<Self> {
        let row = ROWS.iter().find(|row| row.name == name)?;
        let wanted = match row.comparison {
            Comparison::AnyOf | Comparison::NoneOf => Wanted::Texts(texts(value)?.collect()),
            Comparison::Contains => {
                Wanted::Texts(texts(value)?.map(|text| text.to_lowercase()).collect())
            }
            Comparison::Is | Comparison::HasNote => Wanted::Flag(match single(value)? {
                Value::Bool(flag) => *flag,
                Value::String(text) => text.parse().ok()?,
                _ => return None,
            }),
            Comparison::Time(_) => Wanted::Time(single(value)?.as_str()?.parse().ok()?),
        };
        Some(Self { row, wanted })
    }

    /// Returns `true` if the threat matches. A member that is `null` matches an exclusion only.
    fn matches(&self, threat: &ConsoleThreat) -> Result<bool, Refusal> {
        if let (Comparison::HasNote, Wanted::Flag(flag)) = (self.row.comparison, &self.wanted) {
            return Ok(threat.notes.is_empty() != *flag);
        }
        let Some(member) = threat.member(self.row.path) else {
            return Err(Refusal::invalid(format!(
                "the console in memory cannot judge `{}`: threat {} has no `{}`",
                self.row.name,
                threat.id(),
                self.row.path
            )));
        };
        Ok(match (self.row.comparison, &self.wanted) {
            (Comparison::AnyOf, Wanted::Texts(wanted)) => is_any(member, wanted),
            (Comparison::NoneOf, Wanted::Texts(wanted)) => !is_any(member, wanted),
            (Comparison::Contains, Wanted::Texts(wanted)) => held(member).any(|text| {
                let text = text.to_lowercase();
                wanted.iter().any(|wanted| text.contains(wanted))
            }),
            (Comparison::Is, Wanted::Flag(flag)) => member.as_bool() == Some(*flag),
            (Comparison::Time(matches), Wanted::Time(time)) => {
                let member = member.as_str().and_then(|text| text.parse().ok());
                member.is_some_and(|member: Timestamp| matches(member.cmp(time)))
            }
            _ => false,
        })
    }
}

fn is_any(member: &Value, wanted: &HashSet<String>) -> bool {
    held(member).any(|text| wanted.contains(text))
}

/// Iterates over the texts of a member, which may be a list.
fn held(member: &Value) -> impl Iterator<Item = &str> {
    let items = member
        .as_array()
        .map_or(std::slice::from_ref(member), |items| items);
    items.iter().filter_map(Value::as_str)
}

/// Returns the texts of a list; `None` if it is not one, or has other items.
fn texts(value: &Value) -> Option<impl Iterator<Item = String>> {
    let items = value.as_array()?;
    let texts: Option<Vec<_>> = items.iter().map(text).collect();
    Some(texts?.into_iter())
}

/// Returns a text, or the digits of an id that is written as a number.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns a value, or the only item of a list, as a query has it.
fn single(value: &Value) -> Option<&Value> {
    match value.as_array().map(Vec::as_slice) {
        None => Some(value),
        Some([single]) => Some(single),
        Some(_) => None,
    }
}
