//! One's own trend: a quiet chart with a band for *usual for you*, words, and a table. Nobody else ever sees it.
//!
//! Invariant: the words come from `domain::trend` alone; the page adds no judgement and no target.

use askama::Template;
use domain::SpaceName;
use domain::checkin::{Point, Sign};
use domain::trend::{self, Chart, Of, Word, trend};

use super::checkin::circles::Circles;
use crate::routes::{Ask, Guard, Route, get};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

pub(crate) const ROUTES: &[Route] = &[get("/me/trend", Guard::Open, own, show)];

fn own(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Private)
}

/// A year and a little of weeks; the log keeps all.
const ROWS: usize = 60;
/// How many pictures of the circles are drawn.
const PICTURES: usize = 6;
/// The chart's box. Small numbers, so that its dates can be read on a phone.
const BOX: (u16, u16) = (340, 150);

#[derive(Template)]
#[template(path = "pages/trend.html")]
struct Page<'a> {
    p: Shell<'a>,
    word: String,
    down: bool,
    drawing: Drawing,
    signs: Vec<(&'a str, String)>,
    /// Not all four say the same as the whole.
    one_by_one: bool,
    pictures: Vec<(String, Circles)>,
    rows: Vec<Row>,
}

/// The chart, ready for the page.
struct Drawing {
    chart: Chart,
    lines: Vec<String>,
    labels: Vec<Label>,
}

struct Label {
    x: f64,
    anchor: &'static str,
    text: String,
}

struct Row {
    day: String,
    overall: String,
    signs: Vec<String>,
    circles: String,
}

#[derive(Template)]
#[template(path = "pages/trend-empty.html")]
struct Empty<'a> {
    p: Shell<'a>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let points = ctx.world.private.as_ref().map_or(&[][..], |private| &private.points);
    if points.is_empty() {
        return ctx.page(&Empty { p: ctx.shell("trend-title") });
    }
    let overall = trend(points, Of::Overall);
    let (word, signs) = (word_text(ctx, overall.word), signs(ctx, points));
    ctx.page(&Page {
        p: ctx.shell("trend-title"),
        one_by_one: signs.iter().any(|(_, each)| *each != word),
        word,
        down: overall.word == Some(Word::ClearlyDown),
        drawing: drawing(ctx, trend::chart(&overall, BOX.0, BOX.1)),
        signs,
        pictures: pictures(ctx, points),
        rows: trend::table(points).iter().take(ROWS).map(|each| row(ctx, each)).collect(),
    })
}

/// A trend's word as a sentence.
pub(super) fn word_text(ctx: &Ctx<'_>, word: Option<Word>) -> String {
    ctx.say(match word {
        Some(Word::Steadier) => "trend-steadier",
        Some(Word::AboutSame) => "trend-same",
        Some(Word::Dipped) => "trend-dipped",
        Some(Word::ClearlyDown) => "trend-down",
        None => "trend-early",
    })
}

fn drawing(ctx: &Ctx<'_>, chart: Chart) -> Drawing {
    let line =
        |line: &Vec<(f64, f64)>| line.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
    let last = chart.labels.len().saturating_sub(1);
    let labels = chart.labels.iter().enumerate().map(|(n, (x, day))| Label {
        x: *x,
        anchor: match n {
            _ if last == 0 => "middle",
            0 => "start",
            _ if n == last => "end",
            _ => "middle",
        },
        text: short(ctx, *day),
    });
    Drawing { lines: chart.lines.iter().map(line).collect(), labels: labels.collect(), chart }
}

/// A date with a short month, for where there is little room.
fn short(ctx: &Ctx<'_>, day: domain::Day) -> String {
    let date = day.date();
    let month = ctx.say(&format!("trend-month-{}", date.month()));
    ctx.words.say_with("trend-day", &[("day", i16::from(date.day()).into()), ("month", (&month).into())])
}

fn signs<'a>(ctx: &'a Ctx<'_>, points: &[Point]) -> Vec<(&'a str, String)> {
    let name = |sign: Sign| content::SignId::parse(sign.as_str()).and_then(|id| ctx.library.sign(id));
    let of =
        |sign: &Sign| Some((name(*sign)?.name.as_str(), word_text(ctx, trend(points, Of::Sign(*sign)).word)));
    Sign::ALL.iter().filter_map(of).collect()
}

/// The last few pictures, oldest first.
fn pictures(ctx: &Ctx<'_>, points: &[Point]) -> Vec<(String, Circles)> {
    let drawn = points.iter().rev().filter_map(|point| Some((point.day, point.closeness?)));
    let mut pictures: Vec<_> =
        drawn.take(PICTURES).map(|(day, closeness)| (short(ctx, day), Circles::of(ctx, closeness))).collect();
    pictures.reverse();
    pictures
}

fn row(ctx: &Ctx<'_>, row: &trend::Row) -> Row {
    let left_out = || ctx.say("trend-left-out");
    // The items run from 0 to 10, so their mean is said on the same scale.
    let overall = row.overall.map(|overall| format!("{}.{}", overall / 10, overall % 10));
    Row {
        day: dates::day(ctx.words, row.day),
        overall: overall.unwrap_or_else(left_out),
        signs: row
            .signs
            .iter()
            .map(|score| score.map_or_else(left_out, |score| score.value().to_string()))
            .collect(),
        circles: row.closeness.map_or_else(left_out, |closeness| Circles::of(ctx, closeness).name),
    }
}

#[cfg(test)]
mod tests {
    use domain::checkin::{Answers, Closeness, Score, Set};
    use domain::private::Event;

    use crate::World;
    use crate::testing::{ALEX, NOW, alone, apply, count, goes, page, read, shut, text};

    /// Weekly check-ins with the same score for all four signs, oldest first, the last one today.
    fn with(scores: &[u8]) -> World<'static> {
        let mut world = alone();
        let today = NOW.day_in(&jiff::tz::TimeZone::UTC);
        let ids = ["inner-world", "depth-of-talk", "company", "warmth"];
        for (week, score) in scores.iter().rev().enumerate().rev() {
            let given = ids.iter().map(|id| ((*id).to_owned(), Score::new(*score).unwrap()));
            let answers = Answers { scores: given.collect(), closeness: Closeness::new(score / 2) };
            let event = Event::CheckedIn { set: Set::Pulse, day: today.plus(-7 * week as i32), answers };
            apply(world.private.as_mut().unwrap(), ALEX, 1, event);
        }
        world
    }

    #[test]
    fn it_needs_the_own_space_open() {
        assert_eq!(goes(&read(&shut(alone()), "/me/trend")), "/me/open?to=/me/trend");
    }

    #[test]
    fn with_nothing_in_it_it_explains_itself_and_offers_the_first_look() {
        let (status, page) = page(&read(&alone(), "/me/trend"));
        assert_eq!(status, 200);
        assert_eq!(count(&page, "main svg"), 0);
        assert_eq!(count(&page, "main a.button[href='/me/check/pulse']"), 1);
    }

    #[test]
    fn one_look_is_drawn_and_says_that_it_is_early() {
        let (_, page) = page(&read(&with(&[6]), "/me/trend"));
        assert_eq!(count(&page, "svg.chart .dot"), 1);
        assert_eq!(count(&page, "svg.chart .band"), 0);
        // What holds for the whole and for each of the four is said once.
        assert_eq!(text(&page).matches("too early").count(), 1);
        assert!(text(&page).contains("dip for many reasons"));
    }

    #[test]
    fn half_a_year_has_a_band_a_line_and_a_word() {
        let (_, page) = page(&read(&with(&[6, 7, 6, 6, 7, 6, 7, 6, 6, 7, 6, 6]), "/me/trend"));
        assert_eq!(count(&page, "svg.chart .band"), 1);
        assert_eq!(count(&page, "svg.chart .line"), 1);
        assert_eq!(count(&page, "svg.chart .dot"), 12);
        assert!(text(&page).contains("About as usual"));
        assert_eq!(count(&page, "main a[href='/help']"), 0);
    }

    #[test]
    fn clearly_down_offers_somebody_to_talk_to() {
        let (_, page) = page(&read(&with(&[7, 7, 7, 7, 7, 7, 7, 7, 2, 2]), "/me/trend"));
        assert!(text(&page).contains("Clearly below"));
        assert_eq!(count(&page, "main a[href='/help']"), 1);
    }

    #[test]
    fn everything_drawn_stands_in_a_table_too() {
        let (_, page) = page(&read(&with(&[5, 6, 7]), "/me/trend"));
        assert_eq!(count(&page, "table tbody tr"), 3);
        assert_eq!(count(&page, "thead th[scope=col]"), 7);
        assert_eq!(count(&page, "tbody th[scope=row]"), 3);
        assert!(text(&page).contains("half overlapping") || text(&page).contains("overlapping a little"));
    }

    #[test]
    fn only_the_last_few_pictures_are_drawn() {
        let (_, page) = page(&read(&with(&[5; 20]), "/me/trend"));
        assert_eq!(count(&page, ".pairs svg"), 6);
    }

    #[test]
    fn a_long_life_stays_a_short_page() {
        let outcome = read(&with(&[5; 900]), "/me/trend");
        assert_eq!(count(&page(&outcome).1, "table tbody tr"), 60);
        let crate::Answer::Page { html, .. } = &outcome.answer else { panic!() };
        assert!(html.len() < 20_000, "{}", html.len());
    }
}
