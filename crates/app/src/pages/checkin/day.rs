//! The day of a check-in that was filled in on paper: any of the last eight weeks, and one a week.
//!
//! Invariant: no day is late, and a week without one is nothing.

use domain::Day;
use domain::checkin::PAPER_DAYS;

use crate::{Ctx, dates, when};

/// The field for the day, as it is asked.
pub(super) struct DayField {
    pub(super) typed: String,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) problem: Option<String>,
    /// That week has one already; it may be kept all the same.
    pub(super) again: bool,
}

/// Why a day was not taken.
enum Not {
    /// It is none, has not come yet, or lies too far back.
    ADay,
    /// That week has one already, from this day.
    Again(Day),
}

impl DayField {
    /// The field on a form that is opened.
    pub(super) fn fresh(ctx: &Ctx<'_>) -> Option<Self> {
        ctx.query.has("paper").then(|| Self::of(ctx, when::day_written(ctx.today())))
    }

    fn of(ctx: &Ctx<'_>, typed: String) -> Self {
        let first = when::day_written(ctx.today().plus(-PAPER_DAYS));
        Self { typed, first, last: when::day_written(ctx.today()), problem: None, again: false }
    }
}

/// The day that came with the form; today, where it asks for none. Else the field, with what is wrong with it.
pub(super) fn given(ctx: &Ctx<'_>) -> Result<(Day, Option<DayField>), Box<DayField>> {
    let Some(typed) = ctx.form.get("day") else { return Ok((ctx.today(), None)) };
    let field = DayField::of(ctx, typed.to_owned());
    match checked(ctx, typed) {
        Ok(day) => Ok((day, Some(field))),
        Err(Not::ADay) => {
            let problem = Some(ctx.say("checkin-paper-no-day"));
            Err(Box::new(DayField { problem, ..field }))
        }
        Err(Not::Again(other)) => {
            let other = dates::weekday(ctx.words, other);
            let problem = ctx.words.say_with("checkin-paper-again", &[("day", (&other).into())]);
            Err(Box::new(DayField { problem: Some(problem), again: true, ..field }))
        }
    }
}

/// What others there are is known only while one's own space is open.
fn checked(ctx: &Ctx<'_>, typed: &str) -> Result<Day, Not> {
    let fits = |day: &Day| (0..=PAPER_DAYS).contains(&ctx.today().since(*day));
    let day = when::day_typed(typed).filter(fits).ok_or(Not::ADay)?;
    let other = ctx.world.private.as_ref().and_then(|private| private.point_in_week_of(day));
    match other {
        // A yes to one day is none to another.
        Some(other) if ctx.form.text("again") != typed => Err(Not::Again(other.day)),
        _ => Ok(day),
    }
}
