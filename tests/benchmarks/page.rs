//! The page of the last results, `tests/BENCHMARKS.md`: a run renews the sections of the cases that it measures.

use crate::Result;
use crate::cases::Case;
use crate::plot::{self, Point};
use crate::report::{self, Row};
use crate::settings::Settings;
use std::fmt::Write as _;
use std::process::Command;

/// The crates whose versions affect the figures.
const CRATES: &[&str] = &["prettyplease", "reqwest", "serde_json", "syn"];

/// The results of one case.
pub struct Section {
    /// The heading.
    pub title: &'static str,
    /// The notes for the reader.
    about: String,
    /// The file of the plot, next to the page, and its points.
    pub plot: Option<(String, Vec<Point>)>,
    rows: Vec<Row>,
}

impl Section {
    /// Prepares the section of a case from its results.
    ///
    /// # Errors
    ///
    /// Returns an error if the toolchain does not report its version.
    pub fn new(case: &Case, rows: Vec<Row>, points: Vec<Point>) -> Result<Self> {
        let mut about = case.about.to_owned();
        if case.is_long {
            let (here, name) = (date_and_machine()?, case.name);
            let _ = write!(
                about,
                "\n\n{here}, with `--only {name}`; a run without options leaves this section as it is."
            );
        }
        let file = || format!("BENCHMARKS-{}.svg", case.name);
        Ok(Self {
            title: case.title,
            about,
            plot: (!points.is_empty()).then(|| (file(), points)),
            rows,
        })
    }

    /// Formats the section in Markdown.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { title, about, .. } = self;
        let mut text = format!("## {title}\n\n{about}\n\n");
        if let Some((file, _)) = &self.plot {
            let _ = writeln!(text, "![{}]({file})\n", plot::TITLE);
        }
        text + &report::table(&self.rows)
    }
}

/// Formats the text before the first section in Markdown.
///
/// # Errors
///
/// Returns an error if the toolchain does not report its version, or there is no lock file.
pub fn header(settings: &Settings) -> Result<String> {
    let lock = std::fs::read_to_string(settings.root.join("Cargo.lock"))?;
    let versions: Vec<_> = CRATES
        .iter()
        .flat_map(|name| locked(&lock, name).map(move |version| format!("{name} {version}")))
        .collect();
    let (here, versions) = (date_and_machine()?, versions.join(", "));
    Ok(format!(
        "# Benchmarks\n\nWritten by `cargo xtask bench`. A ratio compares two programs timed in turn in the same run; its \
         result is the median\nof the rounds, its spread the lowest and the highest round. Counts are the same on every \
         machine with these versions.\nSections of cases that take long have a separate date.\n\n{here}, {versions}.\n"
    ))
}

/// Returns the text of a page before its first section.
#[must_use]
pub fn header_of(page: &str) -> &str {
    page.split("\n## ").next().unwrap_or_default()
}

/// Returns the page with this header and the sections of these titles: those that were measured, and otherwise those of
/// the page before.
#[must_use]
pub fn renew(before: &str, header: &str, titles: &[&str], measured: &[Section]) -> String {
    let mut page = header.to_owned();
    for title in titles {
        let new = measured.iter().find(|section| section.title == *title);
        let kept = || section(before, title).map(str::to_owned);
        if let Some(text) = new.map(Section::text).or_else(kept) {
            page.push('\n');
            page.push_str(text.trim_end());
            page.push('\n');
        }
    }
    page
}

/// Returns a section of a page, from its heading to the next one.
fn section<'p>(page: &'p str, title: &str) -> Option<&'p str> {
    let start = page.find(&format!("## {title}\n"))?;
    let rest = page.get(start..)?;
    let end = rest.find("\n## ").unwrap_or(rest.len());
    rest.get(..end)
}

/// Returns the date of today, the number of cores of this machine, and the version of the compiler.
fn date_and_machine() -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d");
    let rustc = Command::new("rustc").arg("--version").output()?;
    let rustc = String::from_utf8_lossy(&rustc.stdout);
    Ok(format!("{date}, {cores} cores, {}", rustc.trim()))
}

/// Returns the versions of a crate in a lock file.
fn locked<'a>(lock: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("name = \"{name}\"\nversion = \"");
    let pieces: Vec<_> = lock.split(&start).skip(1).collect();
    pieces.into_iter().filter_map(|rest| rest.split('"').next())
}
