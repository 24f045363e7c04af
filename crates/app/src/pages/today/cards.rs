//! The welcome cards of the first days: one at a time, each put away with one tap, gone by themselves after two weeks.

use domain::desk::{Desk, Event};
use domain::private::Leaning;

use super::{desk, offer, plan, thing, week};
use crate::pages::{away, errors};
use crate::{CoupleState, Ctx, Outcome};

/// The cards in their order: the first day each may show, and where it leads.
const CARDS: [(&str, i32, &str); 6] = [
    ("recovery", 0, "/me/account"),
    ("check", 0, "/me/check/pulse"),
    ("lean", 1, "/me/lean"),
    ("wish", 1, "/me/wish"),
    ("invite", 2, "/us/invite"),
    ("minutes", 2, ""),
];
/// Whoever left a card alone for so many days does not want it.
const DAYS: i32 = 14;
/// The minutes a day one may say.
const MINUTES: [u16; 5] = [5, 10, 20, 30, 60];

/// A welcome card.
pub(super) struct Card {
    /// What it is put away by.
    pub(super) id: String,
    /// It shows in a time of rest, too.
    pub(super) always: bool,
    pub(super) href: &'static str,
    pub(super) heading: String,
    pub(super) text: String,
    pub(super) button: String,
}

/// The minutes one may say, with their words.
pub(super) fn choices(ctx: &Ctx<'_>) -> Vec<(u16, String)> {
    MINUTES.map(|n| (n, thing::minutes(ctx, n))).to_vec()
}

/// The card to show, if there is one.
pub(super) fn next(ctx: &Ctx<'_>, desk: &Desk) -> Option<Card> {
    if let Some(parted) = parted(ctx, desk) {
        return Some(parted);
    }
    let began = desk.began_at.map_or(ctx.today(), |at| at.day_in(&ctx.world.zone));
    let days = ctx.today().since(began);
    let now = |(id, from, _): &&(&str, i32, &str)| {
        (*from..DAYS).contains(&days) && !desk.put_away(id) && still_of_use(ctx, desk, id)
    };
    let (id, _, href) = *CARDS.iter().find(now)?;
    Some(card(ctx, id, href))
}

fn card(ctx: &Ctx<'_>, id: &str, href: &'static str) -> Card {
    let say = |part: &str| ctx.say(&format!("today-card-{id}{part}"));
    let (heading, text, button) = (say(""), say(".text"), say(".button"));
    Card { id: id.to_owned(), always: false, href, heading, text, button }
}

/// The other one has left and it shows: nobody should come upon that weeks later, by chance.
fn parted(ctx: &Ctx<'_>, desk: &Desk) -> Option<Card> {
    let id = parted_id(ctx).filter(|id| !desk.put_away(id))?;
    Some(Card { id, always: true, ..card(ctx, "parted", "/us") })
}

/// What that card is put away by: another couple that ends is another card.
fn parted_id(ctx: &Ctx<'_>) -> Option<String> {
    let couple = ctx.person()?.couple.as_ref().filter(|couple| couple.state == CoupleState::TheyLeft)?;
    let [a, b, c, d, ..] = couple.partner.0;
    Some(format!("parted-{a:02x}{b:02x}{c:02x}{d:02x}"))
}

/// What was done already is not offered; of the private space that is known only while it is open.
fn still_of_use(ctx: &Ctx<'_>, desk: &Desk, id: &str) -> bool {
    let private = ctx.world.private.as_ref();
    match id {
        "check" => private.is_some_and(|private| private.last.any.is_none()),
        "lean" => private.is_some_and(|private| private.leaning.is_none()),
        "wish" => private.is_some_and(|private| private.wish.is_none()),
        "invite" => {
            let alone = ctx.person().is_some_and(|person| person.couple.is_none());
            let urges = |private: &domain::private::Private| {
                private.leaning == Some(Leaning::Out) || private.prefers_solo()
            };
            alone && desk.invitation.is_none() && !private.is_some_and(urges)
        }
        "minutes" => desk.minutes.is_none(),
        _ => true,
    }
}

/// Puts a card away for good.
pub(super) fn put_away(ctx: &Ctx<'_>) -> Outcome {
    let (desk, id) = (desk(ctx), ctx.param(0));
    if !CARDS.iter().any(|(card, ..)| *card == id)
        && !offer::is_card(ctx, id)
        && parted_id(ctx).as_deref() != Some(id)
    {
        return errors::not_found(ctx);
    }
    let outcome = Outcome::go("/today");
    let outcome = away::put(outcome, ctx, id.to_owned());
    plan::keep(outcome, ctx, desk)
}

/// The minutes a day one has. What of the week is too long for them gives way from now on.
pub(super) fn minutes(ctx: &Ctx<'_>) -> Outcome {
    let desk = desk(ctx);
    let Some(minutes) = ctx.form.number::<u16>("minutes").filter(|minutes| MINUTES.contains(minutes)) else {
        return week::page(ctx, 422, Some(ctx.say("today-minutes-problem")));
    };
    let outcome = Outcome::go("/today");
    if desk.minutes == Some(minutes) {
        return outcome;
    }
    let said = Desk { minutes: Some(minutes), ..desk.clone() };
    plan::keep(outcome.desk(Event::MinutesSaid { minutes }), ctx, &said)
}
