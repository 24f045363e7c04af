//! The address others can subscribe to: made, made anew, ended; what it answers; and one date as a file.

use base64ct::{Base64UrlUnpadded, Encoding};
use domain::desk::Event;
use domain::{Day, RitualId};

use super::desk;
use crate::pages::errors;
use crate::routes::Ask;
use crate::{Ctx, Needs, Outcome, Row, feed};

/// What such a file is called where it is kept.
const FILE: &str = "calendar.ics";

/// The address as its owner sees it.
pub(super) struct Address {
    pub(super) url: String,
    pub(super) webcal: String,
    pub(super) titles: bool,
}

impl Address {
    pub(super) fn of(ctx: &Ctx<'_>) -> Option<Self> {
        let feed = desk(ctx).feed.as_ref()?;
        let url = format!("{}/c/{}", ctx.world.server.url, feed.token);
        let webcal = url.split_once("://").map(|(_, rest)| format!("webcal://{rest}"));
        Some(Self { webcal: webcal.unwrap_or_default(), url, titles: feed.titles })
    }
}

/// POST `/time/calendars/address`: an address is made; an earlier one answers nothing from then on.
pub(super) fn make(ctx: &Ctx<'_>) -> Outcome {
    let titles = ctx.form.text("titles") == "own";
    let token = Base64UrlUnpadded::encode_string(&ctx.world.chance);
    let outcome = Outcome::go("/time/calendars?done=made");
    let outcome = match &desk(ctx).feed {
        Some(earlier) => outcome.row(Row::FeedDrop { token: earlier.token.clone() }),
        None => outcome,
    };
    let feed = feed::fresh(ctx, titles);
    outcome.row(Row::FeedPut { token: token.clone(), feed }).desk(Event::FeedOpened { token, titles })
}

/// POST `/time/calendars/address/end`.
pub(super) fn end(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go("/time/calendars?done=ended");
    match &desk(ctx).feed {
        Some(feed) => outcome.row(Row::FeedDrop { token: feed.token.clone() }).desk(Event::FeedClosed),
        None => outcome,
    }
}

/// What the address touches: what lies under it.
pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    Needs { feed: ask.params.first().cloned(), ..Needs::default() }
}

/// GET `/c/{token}`: the calendar, for whoever has the address.
pub(super) fn serve(ctx: &Ctx<'_>) -> Outcome {
    match &ctx.world.feed {
        Some(there) => Outcome::file(FILE, feed::MEDIA, feed::served(there, ctx.world.now).to_vec()),
        None => errors::not_found(ctx),
    }
}

/// GET `/time/o/{ritual}/{day}/file`: one date, for any calendar.
pub(super) fn one(ctx: &Ctx<'_>) -> Outcome {
    let file = day(ctx.param(1))
        .and_then(|day| feed::single(ctx, &RitualId::from(ctx.param(0)), day, ctx.query.has("own")));
    match file {
        Some(bytes) => Outcome::file(FILE, feed::MEDIA, bytes),
        None => errors::not_found(ctx),
    }
}

/// The date an occurrence was due on, `2026-11-27` or as the log counts days.
fn day(text: &str) -> Option<Day> {
    let date = text.parse::<jiff::civil::Date>().map(Day::from_date);
    date.ok().or_else(|| text.parse().ok().map(Day))
}
