//! The comparison of the console with the results that the callers received.

use sentinelone_sdk::mock::{Console, ConsoleThreat};
use sentinelone_sdk::{AnalystVerdict, IncidentStatus};

use crate::call::{Call, Kind, Knowledge};
use crate::figures::Figures;

/// The growth of memory between the middle and the end of a run that counts as flat.
const GROWTH: u64 = 16 * 1024 * 1024;

/// Compares everything that can be compared.
///
/// # Errors
///
/// Returns the first difference.
pub fn check(console: &Console, figures: &Figures) -> Result<(), String> {
    for (at, reported) in figures.reported.iter().enumerate() {
        let call = Call::new(at);
        let id = call.id();
        let threat = console.threat(&id).ok_or("the console lost a threat")?;
        let effects = effects(&threat, call.kind());
        let is_right = match reported.knowledge {
            Knowledge::Done => effects == 1,
            Knowledge::Untouched => effects == 0,
            Knowledge::Unknown => effects <= 1,
        };
        if !is_right {
            let kind = call.kind();
            return Err(format!(
                "threat {id}: the result of {kind:?} is {reported:?}, and it was carried out {effects} times"
            ));
        }
    }
    check_faults(figures)?;
    check_resources(figures)
}

/// Returns how often a call was carried out.
fn effects(threat: &ConsoleThreat, kind: Kind) -> usize {
    let (status, verdict) = (threat.incident_status(), threat.analyst_verdict());
    let (has_status, has_verdict, notes) = (
        status == IncidentStatus::InProgress,
        verdict == AnalystVerdict::TruePositive,
        threat.notes().count(),
    );
    match kind {
        Kind::Status if !has_verdict && notes == 0 => usize::from(has_status),
        Kind::Verdict if !has_status && notes == 0 => usize::from(has_verdict),
        Kind::Note if !has_status && !has_verdict => notes,
        // Another call changed the threat.
        _ => usize::MAX,
    }
}

/// Every fault was seen by one attempt, and every unknown state comes from one.
fn check_faults(figures: &Figures) -> Result<(), String> {
    let sum = |is_counted: fn(&crate::faults::Injected) -> bool| -> u64 {
        let faults = figures.faults.iter();
        faults
            .filter(|kind| is_counted(kind))
            .map(|kind| kind.count)
            .sum()
    };
    let (failing, losing) = (
        sum(crate::faults::Injected::fails),
        sum(crate::faults::Injected::loses_the_response),
    );
    let failed: u64 = figures
        .reported
        .iter()
        .map(|reported| reported.failed)
        .sum();
    if failed != failing {
        return Err(format!(
            "{failing} faults were injected, and callers saw {failed}"
        ));
    }
    let unknown = figures.count(Knowledge::Unknown);
    if unknown > losing {
        return Err(format!(
            "{unknown} states are unknown after {losing} lost responses"
        ));
    }
    Ok(())
}

fn check_resources(figures: &Figures) -> Result<(), String> {
    if let [_, Some(middle), Some(end)] = figures.memory
        && end > middle + GROWTH
    {
        return Err(format!("the memory grew from {middle} to {end} bytes"));
    }
    match figures.sockets {
        (Some(before), Some(after)) if after > before => {
            Err(format!("{} sockets are left", after - before))
        }
        _ => Ok(()),
    }
}
