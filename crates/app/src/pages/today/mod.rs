//! Today: one thing to do, one tiny thing, the next time together, a few quiet doors, and *put this down*.
//!
//! Invariant: nothing the partner does alone changes this page. Of the shared space it knows only that there are
//! two, whether it rests, and the next date of what both agreed on; a suggestion that is open does not show here.

use std::sync::OnceLock;

use askama::Template;
use domain::desk::Desk;

use crate::pages::quiet;
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{CoupleState, Ctx, Needs, Outcome, feed};

mod cards;
mod lead;
mod mark;
mod next;
mod offer;
pub(super) mod plan;
pub(super) mod thing;
mod tiny;
mod week;

#[cfg(test)]
mod tests;

use cards::Card;
use lead::Lead;
use next::Next;
use offer::Offer;
use thing::Thing;
use tiny::TinyThing;

pub(crate) const ROUTES: &[Route] = &[
    get("/today", Guard::Person, all, show),
    post("/today/mark", Guard::Person, needs, mark::mark),
    get("/today/after/{practice}", Guard::Person, needs, mark::after),
    post("/today/tiny", Guard::Person, needs, tiny::done),
    post("/today/card/{id}", Guard::Person, needs, cards::put_away),
    post("/today/minutes", Guard::Person, needs, cards::minutes),
    get("/today/week", Guard::Person, needs, week::show),
];

/// After so many days without a word, the page says welcome back.
const SILENCE_DAYS: i64 = 10;

#[derive(Template)]
#[template(path = "pages/today/show.html")]
struct Today<'a> {
    p: Shell<'a>,
    back: bool,
    lead: Lead,
    more: Vec<Thing>,
    next: Option<Next>,
    tiny: Option<TinyThing>,
    offer: Option<Offer>,
    to_open: bool,
    doors: Vec<Door>,
    card: Option<Card>,
    choices: Vec<(u16, String)>,
}

/// A line that leads elsewhere.
struct Door {
    href: String,
    label: String,
}

pub(super) fn needs(_: &Ask<'_>) -> Needs {
    Needs::all_spaces()
}

fn all(ask: &Ask<'_>) -> Needs {
    Needs { own_feed: true, ..needs(ask) }
}

/// The desk; somebody whose desk is new has an empty one.
pub(super) fn desk<'a>(ctx: &Ctx<'a>) -> &'a Desk {
    static EMPTY: OnceLock<Desk> = OnceLock::new();
    ctx.world.desk.as_ref().unwrap_or_else(|| EMPTY.get_or_init(Desk::default))
}

/// Whether there are two who can share.
pub(super) fn together(ctx: &Ctx<'_>) -> bool {
    ctx.person().is_some_and(crate::Person::is_together)
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let desk = desk(ctx);
    let week = plan::this_week(ctx, desk);
    let (lead, more) = lead::lead(ctx, desk, &week);
    let quiet = quiet::rests(ctx);
    let card = cards::next(ctx, desk).filter(|card| card.always || !quiet);
    let page = ctx.page(&Today {
        p: ctx.shell("today-title"),
        back: desk.last_at.is_some_and(|last| last.plus_days(SILENCE_DAYS) <= ctx.world.now),
        next: next::time(ctx).filter(|_| !quiet),
        tiny: tiny::of_today(ctx, desk).filter(|_| !quiet),
        offer: offer::this_week(ctx, desk),
        to_open: to_open(ctx),
        doors: if quiet { Vec::new() } else { doors(ctx, card.as_ref()) },
        lead,
        more,
        card,
        choices: cards::choices(ctx),
    });
    feed::keep(ctx, page)
}

fn to_open(ctx: &Ctx<'_>) -> bool {
    let couple = ctx.person().and_then(|person| person.couple.as_ref());
    couple.is_some_and(|couple| matches!(couple.state, CoupleState::ToOpen { .. }))
}

fn doors(ctx: &Ctx<'_>, card: Option<&Card>) -> Vec<Door> {
    let door = |href: &str, key: &str| Door { href: href.to_owned(), label: ctx.say(key) };
    let couple = ctx.person().and_then(|person| person.couple.as_ref());
    let talk = match couple {
        Some(_) if together(ctx) => Some("today-talk"),
        Some(_) => None,
        None => Some("today-talk-alone"),
    };
    let mut doors: Vec<Door> = talk.map(|key| door("/talk", key)).into_iter().collect();
    doors.push(door("/me/bid", "today-bid"));
    doors.extend(
        lead::on_the_path(ctx, desk(ctx)).filter(|_| together(ctx)).map(|_| door("/me/path", "today-path")),
    );
    doors.extend(check_in(ctx).filter(|_| card.is_none_or(|card| card.id != "check")));
    doors.push(door("/today/week", "today-week"));
    doors
}

/// The next check-in, as an offer. What would come next is known only while the private space is open.
fn check_in(ctx: &Ctx<'_>) -> Option<Door> {
    let Some(private) = &ctx.world.private else {
        return Some(Door { href: "/me/check/pulse".to_owned(), label: ctx.say("today-check") });
    };
    let set = private.last.next(ctx.today(), private.first_day())?;
    let (href, key) = (format!("/me/check/{}", set.as_str()), format!("today-check-{}", set.as_str()));
    Some(Door { href, label: ctx.say(&key) })
}
