//! The first page of settling: what one carries, what is between the two, and the three ways.
//!
//! Invariant: one's own half stands before what is between the two, for everybody, in the same words.

use askama::Template;
use content::{Arg, RepairPath};
use domain::repair::{Stage, offers_friend};

use super::things::{self, Thing};
use super::{Talk, ask, friend, is_open, paper, reply, still_to_load, talks};
use crate::pages::quiet;
use crate::pages::talk::asked;
use crate::pages::us::Seat;
use crate::shell::Shell;
use crate::{CoupleState, Ctx, Outcome, dates, when};

/// A thing of one's own in a list.
pub(super) struct Carried {
    href: String,
    about: String,
    side: Option<&'static str>,
}

impl Carried {
    fn of(ctx: &Ctx<'_>, thing: &Thing) -> Self {
        Self {
            href: things::address(&thing.id),
            about: thing.about().to_owned(),
            side: thing.side(ctx).map(|(_, side)| side.name.as_str()),
        }
    }
}

/// A talk in a list.
struct Begun {
    href: String,
    about: String,
    stands: String,
}

/// A path, and where it is told.
struct Way {
    href: String,
    path: &'static RepairPath,
}

#[derive(Template)]
#[template(path = "pages/settle/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    together: bool,
    to_open: bool,
    rests: Option<String>,
    open: bool,
    now: Option<Carried>,
    others: Vec<Carried>,
    room: bool,
    typed: &'a str,
    problem: Option<String>,
    asks: Vec<ask::Card>,
    talks: Vec<Begun>,
    left_out: bool,
    /// There are two, or were: talks of theirs may be over.
    earlier: bool,
    ways: Vec<Way>,
    friend_again: bool,
    partner: String,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

/// The page; with a problem when a line for the list was not taken.
pub(super) fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    if let Some(more) = still_to_load(ctx, None) {
        return more;
    }
    let (asks, begun): (Vec<_>, Vec<_>) = talks(ctx).into_iter().partition(Talk::is_asked_of_me);
    // The one for now is the one that was picked or written to last.
    let (picked, others): (Vec<_>, Vec<_>) =
        things::all(ctx).into_iter().partition(|thing| thing.side(ctx).is_some());
    let (now, earlier) = picked.split_first().map_or((None, &[][..]), |(now, rest)| (Some(now), rest));
    let page = Page {
        p: ctx.shell("settle-title"),
        together: asked::together(ctx),
        to_open: to_open(ctx),
        rests: quiet::rests_until(ctx).map(|day| dates::weekday(ctx.words, day)),
        open: is_open(ctx),
        now: now.map(|thing| Carried::of(ctx, thing)),
        others: earlier.iter().chain(&others).map(|thing| Carried::of(ctx, thing)).collect(),
        room: things::have_room(ctx),
        typed: if problem.is_some() { ctx.form.text("about") } else { "" },
        asks: asks.iter().map(|talk| ask::Card::of(ctx, talk)).collect(),
        talks: begun.iter().map(|talk| line(ctx, talk)).collect(),
        left_out: reply::left_out(ctx),
        earlier: matches!(Seat::of(ctx), Seat::Two | Seat::Over),
        ways: ways(ctx),
        friend_again: is_open(ctx) && !quiet::rests(ctx) && offers_friend(friend::last(ctx), ctx.world.now),
        partner: asked::partner(ctx),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

/// What the two share is still shut in this session.
pub(super) fn to_open(ctx: &Ctx<'_>) -> bool {
    let couple = ctx.person().and_then(|person| person.couple.as_ref());
    couple.is_some_and(|couple| matches!(couple.state, CoupleState::ToOpen { .. }))
}

fn ways(ctx: &Ctx<'_>) -> Vec<Way> {
    let way = |path: &'static RepairPath| Way { href: paper::address(path.id), path };
    ctx.library.repair.paths.iter().map(way).collect()
}

fn line(ctx: &Ctx<'_>, talk: &Talk<'_>) -> Begun {
    Begun { href: talk.address(), about: talk.it.about.clone(), stands: stands(ctx, talk) }
}

/// Where a talk stands, in a few words that look ahead.
fn stands(ctx: &Ctx<'_>, talk: &Talk<'_>) -> String {
    let with = |key: &str, name: &str, value: &str| ctx.words.say_with(key, &[(name, Arg::Text(value))]);
    match talk.stage {
        Stage::Asked | Stage::Lapsed => ctx.say("settle-stands-asked"),
        Stage::Paused { until } => {
            let at = when::at(ctx, until, &ctx.world.prefs.zone).line(ctx.words);
            with("settle-stands-pause", "at", &at)
        }
        Stage::Turns => ctx.say("settle-stands-turns"),
        Stage::Settled { look_again } => {
            with("settle-stands-settled", "day", &dates::weekday(ctx.words, look_again))
        }
        Stage::LookAgain => ctx.say("settle-stands-again"),
        Stage::Done => ctx.say("settle-stands-done"),
    }
}
