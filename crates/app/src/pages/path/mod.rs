//! Six weeks for one alone: a small step a day, whole in itself.
//!
//! Invariant: nothing here is late and nothing is counted. Today's step opens without unlocking; one's own
//! earlier words are shown only while the private space is open.

use std::sync::OnceLock;

use askama::Template;
use content::{Ending, Library};
use domain::alone::{self, Place, Said, WeekSteps};
use domain::desk::Event;

use crate::pages::today::{desk, needs};
use crate::routes::{Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

mod back;
mod end;
mod step;

#[cfg(test)]
mod tests;

pub(crate) const ROUTES: &[Route] = &[
    get("/me/path", Guard::Person, nothing, show),
    post("/me/path/begin", Guard::Person, nothing, begin),
    get("/me/path/end", Guard::Person, nothing, end::show),
    post("/me/path/end", Guard::Person, nothing, end::choose),
    get("/me/path/back", Guard::Open, back::needs, back::show),
    get("/me/path/{step}", Guard::Person, needs, step::show),
    post("/me/path/{step}", Guard::Person, nothing, step::save),
];

#[derive(Template)]
#[template(path = "pages/path/show.html")]
struct Overview<'a> {
    p: Shell<'a>,
    library: &'static content::Path,
    state: State,
    weeks: Vec<Week>,
}

/// Where the six weeks stand, as the page says it.
enum State {
    NotBegun,
    Step { id: &'static str, title: &'static str },
    Enough { week_done: bool },
    LookBack,
    Ended(&'static Ending),
}

impl State {
    fn begun(&self) -> bool {
        !matches!(self, State::NotBegun)
    }
}

/// A week as the list shows it.
struct Week {
    title: &'static str,
    why: &'static str,
    here: bool,
    days: Vec<Day>,
}

/// A day as the list shows it.
struct Day {
    id: &'static str,
    title: &'static str,
    done: bool,
    aside: bool,
}

/// The six weeks as the rules want to see them.
pub(super) fn weeks() -> &'static [WeekSteps<'static>] {
    static WEEKS: OnceLock<Vec<WeekSteps<'static>>> = OnceLock::new();
    WEEKS.get_or_init(|| {
        let weeks = Library::english().alone.weeks.iter();
        weeks
            .map(|week| WeekSteps {
                id: week.id.as_str(),
                steps: week.days.iter().map(|day| day.id.as_str()).collect(),
            })
            .collect()
    })
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let place = alone::today(&desk(ctx).path, ctx.today(), weeks());
    let page = Overview {
        p: ctx.shell("path-title"),
        library: &ctx.library.alone,
        state: state(ctx, place),
        weeks: list(ctx, place),
    };
    ctx.page(&page)
}

fn state(ctx: &Ctx<'_>, place: Place<'static>) -> State {
    match place {
        Place::NotBegun => State::NotBegun,
        Place::Step { step, .. } => {
            let title = ctx.library.alone.day(step).map_or("", |(_, day)| &day.title);
            State::Step { id: step, title }
        }
        Place::Enough { .. } => State::Enough { week_done: false },
        Place::WeekDone { .. } => State::Enough { week_done: true },
        Place::LookBack => State::LookBack,
        // An ending that the library no longer has: one may choose again.
        Place::Ended => end::chosen(ctx).map_or(State::LookBack, State::Ended),
    }
}

/// The weeks with their days; the one where one is stands open.
fn list(ctx: &Ctx<'_>, place: Place<'_>) -> Vec<Week> {
    let path = &desk(ctx).path;
    let here = match place {
        Place::Step { week, .. } | Place::Enough { week } | Place::WeekDone { week } => Some(week),
        _ => None,
    };
    let day = |day: &'static content::Day| {
        let said = alone::said(path, day.id.as_str());
        let (done, aside) = (said == Said::Done, said == Said::Aside);
        Day { id: day.id.as_str(), title: &day.title, done, aside }
    };
    let week = |week: &'static content::Week| Week {
        title: &week.title,
        why: &week.why,
        here: here == Some(week.id.as_str()),
        days: week.days.iter().map(day).collect(),
    };
    ctx.library.alone.weeks.iter().map(week).collect()
}

/// Begins, or begins anew: the marks go, one's own words stay.
fn begin(ctx: &Ctx<'_>) -> Outcome {
    let (path, today) = (&desk(ctx).path, ctx.today());
    let fresh =
        path.began == Some(today) && path.ending.is_none() && path.done.is_empty() && path.aside.is_empty();
    let first = alone::steps(weeks()).next().map_or("", |step| step.id);
    let outcome = Outcome::go(&format!("/me/path/{first}"));
    if fresh { outcome } else { outcome.desk(Event::PathBegan { day: today }) }
}
