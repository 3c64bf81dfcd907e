//! The table.

use std::fmt::Write as _;

/// One line of the table.
pub struct Row {
    /// The measured quantity.
    pub what: String,
    /// The reference; empty for a plain count.
    pub against: String,
    /// The result.
    pub figure: Figure,
    /// The target.
    pub target: Target,
}

/// The result of a measurement.
pub enum Figure {
    /// A comparison of times or counts.
    Ratio(Ratio),
    /// A count with its unit.
    Count(f64, &'static str),
    /// The reason why there is no result.
    Missing(&'static str),
}

/// The median, minimum and maximum of the ratios of all rounds.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// The median.
    pub median: f64,
    /// The minimum.
    pub low: f64,
    /// The maximum.
    pub high: f64,
    /// The number of rounds; `None` for a ratio of counts.
    pub rounds: usize,
}

/// The target of a figure.
#[derive(Clone, Copy)]
pub enum Target {
    /// At most this.
    AtMost(f64),
    /// At least this.
    AtLeast(f64),
    /// No target: the figure explains another one.
    Informative,
}

impl Ratio {
    /// Summarises the ratios of some rounds.
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

    /// Returns the ratio multiplied by a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            median: self.median * factor,
            low: self.low * factor,
            high: self.high * factor,
            rounds: self.rounds,
        }
    }

    /// Returns a ratio of two counts, which has no spread.
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
    /// Returns whether the figure meets its target; `None` if one of them is missing.
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
            Target::Informative => None,
        }
    }
}

/// Formats the rows as a Markdown table.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| Measurement | Reference | Result | Spread | Target | |\n|---|---|--:|--:|--:|---|\n",
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
            Target::Informative => String::new(),
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

/// Formats a number with thousands separators, and two decimals unless it is an integer.
#[must_use]
pub fn number(value: f64) -> String {
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
