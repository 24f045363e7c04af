//! Calendars: those one brings in, so that busy times are left out; and the address others can subscribe to.
//!
//! Invariant: a file or address is read while its owner is here, and of what is in it only stretches of time are kept.

use askama::Template;
use domain::{SpaceName, desk};

use crate::routes::{Ask, Guard, Route, get, post, upload};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome};

mod bring;
mod list;
mod out;
#[cfg(test)]
mod tests;

use bring::Typed;
use list::OneCalendar;
use out::Address;

pub(crate) const ROUTES: &[Route] = &[
    get("/time/calendars", Guard::Person, needs, show),
    upload("/time/calendars", Guard::Person, needs, bring::read),
    post("/time/calendars/remove", Guard::Person, needs, bring::remove),
    post("/time/calendars/address", Guard::Person, needs, out::make),
    post("/time/calendars/address/end", Guard::Person, needs, out::end),
    get("/c/{token}", Guard::Anyone, out::needs, out::serve),
    get("/time/o/{ritual}/{day}/file", Guard::Person, needs, out::one),
];

#[derive(Template)]
#[template(path = "pages/calendars.html")]
struct Page<'a> {
    p: Shell<'a>,
    calendars: Vec<OneCalendar>,
    room: bool,
    typed: Typed,
    /// What was just read, line by line where it could not be.
    report: Option<Report>,
    done: Option<String>,
    address: Option<Address>,
}

/// What came of a reading that did not go smoothly.
struct Report {
    name: String,
    busy: String,
    lines: Vec<String>,
    more: Option<String>,
    cut: bool,
}

/// What the pages touch.
fn needs(_: &Ask<'_>) -> Needs {
    Needs { spaces: vec![SpaceName::Desk, SpaceName::Shared], own_feed: true, ..Needs::default() }
}

fn desk<'a>(ctx: &Ctx<'a>) -> &'a desk::Desk {
    super::today::desk(ctx)
}

/// GET `/time/calendars`.
fn show(ctx: &Ctx<'_>) -> Outcome {
    let done = match ctx.query.text("done") {
        said @ ("read" | "same" | "failed" | "gone" | "made" | "ended") => {
            Some(ctx.say(&format!("calendars-done-{said}")))
        }
        _ => None,
    };
    crate::feed::keep(ctx, page(ctx, 200, Typed::default(), None, done))
}

fn page(ctx: &Ctx<'_>, status: u16, typed: Typed, report: Option<Report>, done: Option<String>) -> Outcome {
    let calendars = &desk(ctx).calendars;
    let page = Page {
        p: ctx.shell("calendars-title"),
        calendars: calendars.all().map(|(id, calendar)| OneCalendar::of(ctx, id, calendar)).collect(),
        room: calendars.have_room(),
        typed,
        report,
        done,
        address: Address::of(ctx),
    };
    ctx.page_with(status, &page)
}
