//! Thanks: one a day to the other one, kept where both find it, announced nowhere.
//!
//! Invariant: nobody is told that one was given, read, or left out. Leaving them out lies on one's own desk and changes
//! no byte for who gave them. Nothing is counted, and nothing asks for thanks in return.

use askama::Template;
use content::{Guide, Noticed};
use domain::plan::in_turn;
use domain::shared::Event;
use domain::{SpaceName, desk, private};

use super::quiet;
use super::talk::{self, asked};
use super::today;
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{CoupleState, Ctx, Needs, Outcome, Row};

mod list;

#[cfg(test)]
mod tests;

use list::Given;

pub(crate) const ROUTES: &[Route] = &[
    get("/us/thanks", Guard::Person, list::needs, show),
    post("/us/thanks", Guard::Couple, list::needs, give),
    post("/us/thanks/keep", Guard::Person, list::needs, keep),
    post("/us/thanks/back", Guard::Couple, list::needs, take_back),
    post("/us/thanks/mute", Guard::Person, desk_only, mute),
];

/// What leaves them out is called so on one's own desk.
pub(super) const MUTED: &str = "thanks";
/// Where thanks written for oneself lie among one's own notes.
const PLACE: &str = "thanks";
/// The longest, in characters: a thank-you is a sentence or three.
const LONGEST: usize = 600;
/// How many ways to begin are laid out a day.
const BEGINNINGS: i64 = 4;

#[derive(Template)]
#[template(path = "pages/thanks.html")]
struct Page<'a> {
    p: Shell<'a>,
    state: State,
    lead: String,
    partner: String,
    beginnings: Vec<&'a Noticed>,
    guide: Option<&'a Guide>,
    photo: bool,
    kept: bool,
    text: &'a str,
    problem: Option<String>,
    muted: bool,
    given: Vec<Given>,
    newest: bool,
    older: Option<String>,
}

/// What can be done here.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// One alone: thanks to say aloud, or to keep.
    Alone,
    /// The shared space is not open in this session yet.
    ToOpen,
    /// One may be given.
    Free,
    /// One was given today.
    Given,
    /// Everything shared rests.
    Rests,
    /// One has left: what was given stays to be read.
    Over,
}

impl State {
    fn of(ctx: &Ctx<'_>) -> Self {
        let couple = ctx.person().and_then(|person| person.couple.as_ref());
        match couple.map(|couple| couple.state) {
            Some(CoupleState::Together) if quiet::rests(ctx) => Self::Rests,
            Some(CoupleState::Together) if list::today(ctx).is_some() => Self::Given,
            Some(CoupleState::Together) => Self::Free,
            Some(CoupleState::ToOpen { .. }) => Self::ToOpen,
            Some(CoupleState::ILeft | CoupleState::TheyLeft) => Self::Over,
            None if quiet::rests(ctx) => Self::Rests,
            None => Self::Alone,
        }
    }

    /// The message that says so.
    fn lead(self) -> &'static str {
        match self {
            Self::Alone => "thanks-alone",
            Self::ToOpen => "thanks-to-open",
            Self::Free => "thanks-lead",
            Self::Given => "thanks-given",
            Self::Rests => "thanks-rests",
            Self::Over => "thanks-over",
        }
    }
}

impl Page<'_> {
    /// Words can be typed: to give or to keep, or because they were not taken.
    fn writes(&self) -> bool {
        matches!(self.state, State::Free | State::Alone) || self.problem.is_some()
    }

    fn gives(&self) -> bool {
        self.state == State::Free
    }

    fn to_open(&self) -> bool {
        self.state == State::ToOpen
    }

    /// The two of them have a place where thanks lie.
    fn two(&self) -> bool {
        matches!(self.state, State::Free | State::Given | State::Over)
            || (self.state == State::Rests && !self.partner.is_empty())
    }
}

fn desk_only(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Desk)
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let part = list::part(ctx);
    if let Some(more) = ctx.missing(part.items()) {
        return more;
    }
    let begun = ctx.library.bids.beginning(ctx.query.text("with"));
    let typed = ctx.form.get("text").or(begun.map(|begun| begun.text.as_str()));
    let state = State::of(ctx);
    let partner = ctx.world.shared.as_ref().map(|_| asked::partner(ctx)).unwrap_or_default();
    let page = Page {
        p: ctx.shell("us-title"),
        state,
        lead: ctx.words.say_with(state.lead(), &[("name", (&partner).into())]),
        partner,
        beginnings: beginnings(ctx),
        guide: ctx.library.guide("thanks-and-small-kindness"),
        photo: talk::nothing_shown_yet(ctx) && !list::any_of_mine(ctx),
        kept: ctx.query.has("kept"),
        text: typed.unwrap_or_default(),
        muted: mutes(ctx),
        given: part.read(ctx),
        newest: part.newest,
        older: part.older,
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

/// A few ways to begin, others each day.
fn beginnings<'a>(ctx: &Ctx<'a>) -> Vec<&'a Noticed> {
    let all = &ctx.library.bids.noticed;
    let ids: Vec<_> = all.iter().map(|each| each.id.as_str()).collect();
    let first = BEGINNINGS.saturating_mul(ctx.today().0.into());
    let place = |n| in_turn(today::plan::seed(ctx), first.saturating_add(n), &ids);
    (0..BEGINNINGS).filter_map(place).filter_map(|place| all.get(place)).collect()
}

fn mutes(ctx: &Ctx<'_>) -> bool {
    today::desk(ctx).mutes(MUTED)
}

/// The words of the form. A beginning that nothing follows is none.
fn typed(ctx: &Ctx<'_>) -> Result<String, String> {
    let text = asked::typed(ctx, "text", LONGEST).map_err(|(_, problem)| problem)?;
    let bare = ctx.library.bids.noticed.iter().any(|begun| begun.text == text);
    if bare { Err(ctx.say("thanks-bare")) } else { Ok(text) }
}

fn give(ctx: &Ctx<'_>) -> Outcome {
    let text = match typed(ctx) {
        Ok(text) => text,
        Err(problem) => return page(ctx, Some(problem)),
    };
    match State::of(ctx) {
        State::Free => Outcome::go("/us/thanks").shared(Event::Thanked { text }),
        State::Rests => page(ctx, Some(ctx.say("thanks-not-now"))),
        _ => page(ctx, Some(ctx.say("thanks-one-a-day"))),
    }
}

/// Words for oneself, to say aloud or to keep.
fn keep(ctx: &Ctx<'_>) -> Outcome {
    match typed(ctx) {
        Ok(text) => {
            let note = private::Event::NoteKept { place: PLACE.to_owned(), text };
            Outcome::go("/us/thanks?kept=yes").private(note)
        }
        Err(problem) => page(ctx, Some(problem)),
    }
}

/// What was given just now is taken back: its words are erased, for both.
fn take_back(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go("/us/thanks");
    let named = ctx.form.number::<i64>("at");
    match list::just_now(ctx).filter(|place| named == Some(place.at.0)) {
        Some(place) => outcome.row(Row::Erase { space: SpaceName::Shared, seqs: vec![place.seq] }),
        None => outcome,
    }
}

fn mute(ctx: &Ctx<'_>) -> Outcome {
    let on = ctx.form.text("on") == "yes";
    let outcome = Outcome::go("/us/thanks");
    if on == mutes(ctx) {
        return outcome;
    }
    outcome.desk(desk::Event::Muted { what: MUTED.to_owned(), on })
}
