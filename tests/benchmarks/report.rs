//! The table.

use crate::Result;
use crate::settings::Settings;
use std::fmt::Write as _;
use std::process::Command;

/// The rows of one case.
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// What a reader has to know.
    pub about: &'static str,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One line of the table.
pub struct Row {
    /// What was measured.
    pub what: String,
    /// What it is compared with; empty for a count that stands alone.
    pub against: String,
    /// What came out.
    pub figure: Figure,
    /// What it should be.
    pub target: Target,
}

/// What came out of a measurement.
pub enum Figure {
    /// Times compared, or counts.
    Ratio(Ratio),
    /// Something counted, with its unit.
    Count(f64, &'static str),
    /// Why there is none.
    Missing(&'static str),
}

/// The ratio of every round, as its median and its ends.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// The middle one.
    pub median: f64,
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// How many rounds there were; none for a ratio of counts.
    pub rounds: usize,
}

/// What a figure should be.
#[derive(Clone, Copy)]
pub enum Target {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
    /// Nothing: it is told because it explains another one.
    Told,
}

impl Ratio {
    /// The ratios of some rounds.
    #[must_use]
    pub fn of(mut ratios: Vec<f64>) -> Self {
        ratios.sort_by(f64::total_cmp);
        let at = |index: usize| ratios.get(index).copied().unwrap_or(f64::NAN);
        let middle = ratios.len() / 2;
        let median = if ratios.len().is_multiple_of(2) {
            f64::midpoint(at(middle.saturating_sub(1)), at(middle))
        } else {
            at(middle)
        };
        Self {
            median,
            low: at(0),
            high: at(ratios.len().saturating_sub(1)),
            rounds: ratios.len(),
        }
    }

    /// The same the other way round.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            median: 1.0 / self.median,
            low: 1.0 / self.high,
            high: 1.0 / self.low,
            rounds: self.rounds,
        }
    }

    /// The ratio times a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            median: self.median * factor,
            low: self.low * factor,
            high: self.high * factor,
            rounds: self.rounds,
        }
    }

    /// A ratio of two counts, which has no spread.
    #[must_use]
    pub fn of_counts(count: f64, reference: f64) -> Self {
        let ratio = count / reference;
        Self {
            median: ratio,
            low: ratio,
            high: ratio,
            rounds: 0,
        }
    }
}

impl Row {
    /// Whether the figure reaches its target; nothing where one of them is missing.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        let value = match &self.figure {
            Figure::Ratio(ratio) => ratio.median,
            Figure::Count(count, _) => *count,
            Figure::Missing(_) => return None,
        };
        match self.target {
            Target::AtMost(most) => Some(value <= most),
            Target::AtLeast(least) => Some(value >= least),
            Target::Told => None,
        }
    }
}

/// The crates whose versions the figures depend on.
const CRATES: &[&str] = &["prettyplease", "reqwest", "serde_json", "syn"];

/// The whole report in Markdown.
///
/// # Errors
///
/// Where the toolchain does not tell its version, or there is no lock file.
pub fn report(settings: &Settings, sections: &[Section]) -> Result<String> {
    let mut text = String::from(
        "# Benchmarks\n\nWritten by `cargo xtask bench`. A ratio compares two things in the same run, in turn: its median \
         over the\nrounds, and the lowest and highest round. Counts are the same on every machine with these versions.\n\n",
    );
    let rustc = Command::new("rustc").arg("--version").output()?;
    let rustc = String::from_utf8_lossy(&rustc.stdout);
    let lock = std::fs::read_to_string(settings.root.join("Cargo.lock"))?;
    let cores = std::thread::available_parallelism()?;
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d");
    let versions: Vec<_> = CRATES
        .iter()
        .flat_map(|name| locked(&lock, name).map(move |version| format!("{name} {version}")))
        .collect();
    let (rustc, versions) = (rustc.trim(), versions.join(", "));
    let _ = writeln!(text, "{date}, {cores} cores, {rustc}, {versions}.");
    for Section { title, about, rows } in sections {
        let _ = write!(text, "\n## {title}\n\n{about}\n\n{}", table(rows));
    }
    Ok(text)
}

/// The versions of a crate in a lock file.
fn locked<'a>(lock: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("name = \"{name}\"\nversion = \"");
    let pieces: Vec<_> = lock.split(&start).skip(1).collect();
    pieces.into_iter().filter_map(|rest| rest.split('"').next())
}

/// The rows as a table in Markdown.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| what | against | measured | spread | target | |\n|---|---|--:|--:|--:|---|\n",
    );
    for row in rows {
        let (what, against) = (&row.what, &row.against);
        let (measured, spread) = match &row.figure {
            Figure::Ratio(ratio) if ratio.rounds == 0 => {
                (format!("{:.2}x", ratio.median), String::new())
            }
            Figure::Ratio(ratio) => (
                format!("{:.2}x", ratio.median),
                format!(
                    "{:.2}–{:.2}, {} rounds",
                    ratio.low, ratio.high, ratio.rounds
                ),
            ),
            Figure::Count(count, unit) => (format!("{} {unit}", number(*count)), String::new()),
            Figure::Missing(why) => ((*why).to_owned(), String::new()),
        };
        let unit = match &row.figure {
            Figure::Ratio(_) => "x".to_owned(),
            Figure::Count(_, unit) => format!(" {unit}"),
            Figure::Missing(_) => String::new(),
        };
        let target = match row.target {
            Target::AtMost(most) => format!("≤ {}{unit}", number(most)),
            Target::AtLeast(least) => format!("≥ {}{unit}", number(least)),
            Target::Told => String::new(),
        };
        let verdict = match row.is_met() {
            Some(true) => "met",
            Some(false) => "**not met**",
            None => "",
        };
        let _ = writeln!(
            text,
            "| {what} | {against} | {measured} | {spread} | {target} | {verdict} |"
        );
    }
    text
}

/// A number with its thousands apart, and two digits behind the point unless it is a whole one.
fn number(value: f64) -> String {
    let text = if value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    };
    let whole = text.find('.').unwrap_or(text.len());
    let mut grouped = String::new();
    for (index, c) in text.char_indices() {
        if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    grouped
}
