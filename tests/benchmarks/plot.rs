//! The plot: time per operation against the number of operations.

use std::fmt::Write as _;

/// The mean time of one operation in a run with this many, as a share of that with 100.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// The measured command.
    pub series: &'static str,
    /// The number of operations of the run.
    pub operations: usize,
    /// The time per operation; 1 for the run with 100 operations.
    pub share: f64,
}

/// The title of every plot.
pub const TITLE: &str = "Time per operation against the number of operations";

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 360.0;
/// The space around the plot for labels.
const LEFT: f64 = 60.0;
const RIGHT: f64 = 150.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 50.0;
/// The colours of the series, visible on white and black.
const COLOURS: [&str; 4] = ["#0969da", "#bf8700", "#1a7f37", "#8250df"];
const GREY: &str = "#8b949e";

/// The scales of a plot: the number of operations is logarithmic.
struct Scales {
    decades: f64,
    most: f64,
}

impl Scales {
    fn of(points: &[Point]) -> Self {
        let operations = points.iter().map(|point| point.operations).max();
        let shares = points.iter().map(|point| point.share);
        Self {
            decades: decimal(operations.unwrap_or(10)).max(1.0),
            most: shares.fold(1.0, f64::max) * 1.1,
        }
    }

    fn x(&self, operations: usize) -> f64 {
        LEFT + decimal(operations) / self.decades * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, share: f64) -> f64 {
        HEIGHT - BOTTOM - share / self.most * (HEIGHT - TOP - BOTTOM)
    }
}

/// Returns the decimal logarithm of a count.
fn decimal(count: usize) -> f64 {
    f64::from(u32::try_from(count.max(1)).unwrap_or(u32::MAX)).log10()
}

/// Draws the points of all series as SVG, in the order of their number of operations.
#[must_use]
pub fn svg(points: &[Point]) -> String {
    let scales = Scales::of(points);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"13\" fill=\"{GREY}\">\n<title>{TITLE}</title>\n"
    );
    axes(&mut text, &scales);
    let mut names: Vec<&str> = Vec::new();
    for point in points {
        if !names.contains(&point.series) {
            names.push(point.series);
        }
    }
    for (name, colour) in names.into_iter().zip(COLOURS.iter().cycle()) {
        let mut of_series: Vec<_> = points.iter().filter(|point| point.series == name).collect();
        of_series.sort_by_key(|point| point.operations);
        line(&mut text, &scales, &of_series, name, colour);
    }
    text.push_str("</svg>\n");
    text
}

/// Draws a line for each decade and each half of the time, and their labels.
fn axes(text: &mut String, scales: &Scales) {
    let (right, bottom) = (WIDTH - RIGHT, HEIGHT - BOTTOM);
    let mut operations = 1;
    while decimal(operations) <= scales.decades {
        let (x, label) = (scales.x(operations), bottom + 18.0);
        let _ = writeln!(
            text,
            "<path d=\"M{x:.1} {TOP}V{bottom}\" stroke=\"{GREY}\" stroke-opacity=\"0.3\"/>\
             <text x=\"{x:.1}\" y=\"{label}\" text-anchor=\"middle\">{operations}</text>"
        );
        operations *= 10;
    }
    let mut share = 0.0;
    while share <= scales.most {
        let (y, label) = (scales.y(share), LEFT - 8.0);
        let _ = writeln!(
            text,
            "<path d=\"M{LEFT} {y:.1}H{right}\" stroke=\"{GREY}\" stroke-opacity=\"0.3\"/>\
             <text x=\"{label}\" y=\"{y:.1}\" dy=\"4\" text-anchor=\"end\">{share:.1}x</text>"
        );
        share += 0.5;
    }
    let _ = writeln!(
        text,
        "<text x=\"{LEFT}\" y=\"{}\">time per operation, of that with 100 operations</text>\
         <text x=\"{right}\" y=\"{}\" text-anchor=\"end\">operations</text>",
        TOP - 16.0,
        bottom + 38.0
    );
}

/// Draws the points of a series, the line between them, and its name at the end.
fn line(text: &mut String, scales: &Scales, points: &[&Point], name: &str, colour: &str) {
    let places = points
        .iter()
        .map(|point| (scales.x(point.operations), scales.y(point.share)));
    let places: Vec<_> = places.collect();
    let path = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}"));
    let path: Vec<_> = path.collect();
    let _ = writeln!(
        text,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
        path.join(" ")
    );
    for (x, y) in &places {
        let _ = writeln!(
            text,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>"
        );
    }
    if let Some((x, y)) = places.last() {
        let _ = writeln!(
            text,
            "<text x=\"{:.1}\" y=\"{y:.1}\" dy=\"4\" fill=\"{colour}\">{name}</text>",
            x + 8.0
        );
    }
}
