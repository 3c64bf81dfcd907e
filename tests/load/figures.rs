//! The figures of a run.

use std::fmt;
use std::fs;
use std::sync::OnceLock;
use std::time::Duration;

use crate::call::{Knowledge, Reported};
use crate::faults::Injected;

/// The size of a page of memory on the systems whose memory is measured.
const PAGE: u64 = 4096;

/// The resident memory of the process at the start, in the middle and at the end of a run.
pub struct Memory {
    requests: usize,
    start: OnceLock<Option<u64>>,
    middle: OnceLock<Option<u64>>,
}

impl Memory {
    pub fn new(requests: usize) -> Self {
        Self {
            requests,
            start: OnceLock::new(),
            middle: OnceLock::new(),
        }
    }

    /// Measures before the call at this position, if it is the one after a tenth or a half.
    pub fn measure(&self, at: usize) {
        if at == self.requests / 10 {
            self.start.get_or_init(resident);
        } else if at == self.requests / 2 {
            self.middle.get_or_init(resident);
        }
    }

    /// Measures once more, and returns all measurements.
    pub fn measured(self) -> [Option<u64>; 3] {
        let [start, middle] = [self.start, self.middle].map(|slot| slot.into_inner().flatten());
        [start, middle, resident()]
    }
}

/// Returns the resident memory in bytes; `None` on systems other than Linux.
fn resident() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE)
}

/// Returns the number of open sockets of the process; `None` on systems other than Linux.
pub fn sockets() -> Option<usize> {
    let files = fs::read_dir("/proc/self/fd").ok()?;
    let targets = files.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
    Some(
        targets
            .filter(|target| target.to_string_lossy().starts_with("socket:"))
            .count(),
    )
}

/// The figures of a run.
pub struct Figures {
    pub duration: Duration,
    /// The result that each caller received.
    pub reported: Vec<Reported>,
    pub faults: Vec<Injected>,
    /// After a tenth, after a half, and at the end.
    pub memory: [Option<u64>; 3],
    /// The number of connections at the end.
    pub connections: usize,
    /// The number of sockets of the process, before and after the run.
    pub sockets: (Option<usize>, Option<usize>),
}

impl Figures {
    /// Returns the number of callers with this knowledge.
    pub fn count(&self, knowledge: Knowledge) -> u64 {
        let reported = self.reported.iter();
        reported
            .filter(|reported| reported.knowledge == knowledge)
            .count() as u64
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attempts: u64 = self.reported.iter().map(|reported| reported.attempts).sum();
        let count = |knowledge| self.count(knowledge);
        writeln!(f, "time         {:.1} s", self.duration.as_secs_f64())?;
        writeln!(
            f,
            "callers      {} done, {} untouched, {} unknown",
            count(Knowledge::Done),
            count(Knowledge::Untouched),
            count(Knowledge::Unknown)
        )?;
        writeln!(f, "attempts     {attempts}")?;
        let faults: u64 = self.faults.iter().map(|kind| kind.count).sum();
        writeln!(f, "faults       {faults}")?;
        for kind in &self.faults {
            writeln!(f, "  {:>5}  {}", kind.count, kind.name)?;
        }
        let memory = self.memory.map(|bytes| match bytes {
            Some(bytes) => format!("{} KiB", bytes / 1024),
            None => "unknown".to_owned(),
        });
        let [start, middle, end] = memory;
        writeln!(
            f,
            "memory       {start} after a tenth, {middle} after a half, {end} at the end"
        )?;
        let shown = |sockets: Option<usize>| {
            sockets.map_or("unknown".to_owned(), |sockets| sockets.to_string())
        };
        let (before, after) = (shown(self.sockets.0), shown(self.sockets.1));
        writeln!(
            f,
            "sockets      {before} before, {} connections at the end of the calls, {after} after",
            self.connections
        )
    }
}
