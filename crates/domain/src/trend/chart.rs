//! The chart as plain geometry, for a picture drawn in the page. The scale is always 0–100: a small
//! change must look small.

use super::Trend;
use crate::Day;

/// The chart shows the year up to the newest reading; the table has the rest.
const DAYS_SHOWN: i32 = 366;
/// Readings further apart than this are not joined: nobody knows what lay between.
const DAYS_JOINED: i32 = 21;
/// Room at the edges, so that no dot is cut.
const EDGE: f64 = 4.0;
/// Room for one date under the chart.
const LABEL: u16 = 90;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its left end.
    pub x: f64,
    /// Its upper end.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// One reading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Across.
    pub x: f64,
    /// Down.
    pub y: f64,
    /// Its day.
    pub day: Day,
    /// Its value, 0–100.
    pub value: f64,
}

/// Where everything lies, in a box of the given size; all numbers are rounded to one decimal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// The width of the box.
    pub width: u16,
    /// The height of the box.
    pub height: u16,
    /// The band of what is usual.
    pub band: Option<Rect>,
    /// Lines through readings that belong together; each has two points at least.
    pub lines: Vec<Vec<(f64, f64)>>,
    /// The readings.
    pub dots: Vec<Dot>,
    /// Dates under the chart, and where.
    pub labels: Vec<(f64, Day)>,
}

/// Draws a trend into a box of this size.
pub fn chart(trend: &Trend, width: u16, height: u16) -> Chart {
    let newest = trend.points.last().map_or(Day(0), |(day, _)| *day);
    let shown: Vec<(Day, f64)> =
        trend.points.iter().copied().filter(|(day, _)| newest.since(*day) < DAYS_SHOWN).collect();
    let frame = Frame { width, height, first: shown.first().map_or(newest, |(day, _)| *day), newest };
    let dots: Vec<Dot> = shown
        .iter()
        .map(|(day, value)| Dot { x: frame.x(*day), y: frame.y(*value), day: *day, value: *value })
        .collect();
    let joined = dots.chunk_by(|one, next| next.day.since(one.day) <= DAYS_JOINED);
    Chart {
        width,
        height,
        band: trend.usual.map(|usual| frame.band(usual.low, usual.high)),
        lines: joined
            .filter(|run| run.len() > 1)
            .map(|run| run.iter().map(|dot| (dot.x, dot.y)).collect())
            .collect(),
        labels: if dots.is_empty() { Vec::new() } else { frame.labels() },
        dots,
    }
}

struct Frame {
    width: u16,
    height: u16,
    first: Day,
    newest: Day,
}

impl Frame {
    /// Where a day lies; a single day lies in the middle.
    fn x(&self, day: Day) -> f64 {
        let days = self.newest.since(self.first);
        let share = if days > 0 { f64::from(day.since(self.first)) / f64::from(days) } else { 0.5 };
        within(share, self.width)
    }

    /// Where a value lies: 100 above, 0 below.
    fn y(&self, value: f64) -> f64 {
        within(1.0 - value.clamp(0.0, 100.0) / 100.0, self.height)
    }

    fn band(&self, low: f64, high: f64) -> Rect {
        let (top, bottom) = (self.y(high), self.y(low));
        Rect { x: 0.0, y: top, width: f64::from(self.width), height: rounded(bottom - top) }
    }

    /// Dates evenly apart, the first and the newest among them, as many as there is room for.
    fn labels(&self) -> Vec<(f64, Day)> {
        let days = self.newest.since(self.first);
        let gaps = i32::from(self.width / LABEL).clamp(1, 5).min(days);
        let day = |n: i32| self.first.plus(days.saturating_mul(n).checked_div(gaps).unwrap_or(0));
        (0..=gaps).map(|n| (self.x(day(n)), day(n))).collect()
    }
}

/// The place of a share of a length, with room at both ends.
fn within(share: f64, length: u16) -> f64 {
    let length = f64::from(length);
    let edge = EDGE.min(length / 2.0);
    rounded(edge + share * (length - 2.0 * edge))
}

fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
