//! Whole processes: their time and peak memory.

use crate::Result;
use crate::cases::Child;
use crate::report::Ratio;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// The cost of a process.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// The time from its start to its end.
    pub wall: Duration,
    /// The time of all cores, in the process and in those that it waited for: other work on the
    /// machine affects it less than the time from start to end.
    pub cpu: Duration,
    /// The peak memory in bytes.
    pub peak: u64,
}

impl Usage {
    /// Returns the peak memory in MiB.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub fn peak_in_mib(&self) -> f64 {
        self.peak as f64 / f64::from(1 << 20)
    }
}

/// The part that runs a command and prints its usage.
pub const CHILDREN: &[(&str, Child)] = &[("usage", usage)];

/// Runs a command to its end and discards its output.
///
/// A process begins as a copy of the one that starts it, whose memory counts for its peak. Another,
/// small process is between this one and the command.
///
/// # Errors
///
/// Returns an error if it cannot be started, or ends with a failure.
pub fn run(command: &Command) -> Result<Usage> {
    let mut between = Command::new(std::env::current_exe()?);
    between
        .args(["child", "usage"])
        .arg(command.get_program())
        .args(command.get_args())
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => between.env(name, value),
            None => between.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        between.current_dir(folder);
    }
    let output = between.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<u64> = text.split_whitespace().flat_map(str::parse).collect();
    match (output.status.success(), &numbers[..]) {
        (true, &[wall, cpu, peak]) => Ok(Usage {
            wall: Duration::from_nanos(wall),
            cpu: Duration::from_nanos(cpu),
            peak,
        }),
        _ => Err(format!("{command:?} failed").into()),
    }
}

/// Runs the command in the arguments, and prints its times in nanoseconds and its peak memory.
fn usage(arguments: &[String]) -> Result<()> {
    let [program, arguments @ ..] = arguments else {
        return Err("expected a command".into());
    };
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null());
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    if !ended.status.success() {
        return Err(ended.status.to_string().into());
    }
    let cpu = ended.rusage.utime + ended.rusage.stime;
    println!(
        "{} {} {}",
        wall.as_nanos(),
        cpu.as_nanos(),
        ended.rusage.maxrss
    );
    Ok(())
}

/// The costs of two processes that run in turn.
pub struct Turns(Vec<[Usage; 2]>);

impl Turns {
    /// Runs both commands once per round.
    ///
    /// # Errors
    ///
    /// Returns an error if one of them fails.
    pub fn run(rounds: usize, [first, second]: [&Command; 2]) -> Result<Self> {
        let rounds = (0..rounds).map(|_| Ok([run(first)?, run(second)?]));
        Ok(Self(rounds.collect::<Result<_>>()?))
    }

    /// Runs two parts of this program once per round, each `count` times in a separate process: what ran
    /// before in the same process would affect them.
    ///
    /// # Errors
    ///
    /// Returns an error if one of them fails.
    pub fn of_parts(rounds: usize, names: [&str; 2], count: usize) -> Result<Self> {
        let program = std::env::current_exe()?;
        let [first, second] = names.map(|name| {
            let mut command = Command::new(&program);
            command.args(["child", name]).arg(count.to_string());
            command
        });
        Self::run(rounds, [&first, &second])
    }

    /// Compares the CPU times of the first command with those of the second.
    #[must_use]
    pub fn cpu(&self) -> Ratio {
        self.ratio(|usage| usage.cpu)
    }

    /// Compares the times from start to end of the first command with those of the second.
    #[must_use]
    pub fn wall(&self) -> Ratio {
        self.ratio(|usage| usage.wall)
    }

    fn ratio(&self, cost: impl Fn(&Usage) -> Duration) -> Ratio {
        let seconds = |usage| cost(usage).as_secs_f64();
        let rounds = self.0.iter();
        Ratio::of(
            rounds
                .map(|[own, other]| seconds(own) / seconds(other))
                .collect(),
        )
    }

    /// Returns the peak memory of both in MiB, in all rounds.
    #[must_use]
    pub fn peaks_in_mib(&self) -> [f64; 2] {
        [0, 1].map(|index| {
            let peaks = self.0.iter().map(|usages| usages[index].peak_in_mib());
            peaks.fold(0.0, f64::max)
        })
    }
}
