//! Seven minutes as a friend of both: one disagreement, written alone, three times a year; read later by nobody else.
//!
//! Invariant: it is never due and nothing counts it. After some months it is offered again, and may be done any day.

use std::collections::BTreeMap;

use askama::Template;
use content::{AsAFriend, Prepare};
use domain::sheet::{SheetRef, Sheets};
use domain::text::{Refusal, tidy};
use domain::{Day, Instant, SpaceName};

use crate::pages::errors;
use crate::pages::me::refusal_text;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates, sheet};

/// How the names of these sheets begin; the day ends them.
const PLACE: &str = "friend/";
/// The line that says which disagreement.
pub(super) const WHICH: &str = "which";
/// The longest of each writing, in characters.
const WORDS: usize = 4_000;
/// The most that are kept: several years of them.
const MOST: usize = 12;

fn sheets<'a>(ctx: &'a Ctx<'_>) -> Option<&'a Sheets> {
    ctx.world.private.as_ref().map(|private| &private.sheets)
}

fn all<'a>(ctx: &'a Ctx<'_>) -> impl Iterator<Item = (Day, &'a SheetRef)> {
    let named = |(name, sheet): (&str, &'a SheetRef)| {
        let day = name.strip_prefix(PLACE)?.parse().ok()?;
        Some((Day(day), sheet))
    };
    sheets(ctx).into_iter().flat_map(|sheets| sheets.under(PLACE)).filter_map(named)
}

/// When it was done last.
pub(super) fn last(ctx: &Ctx<'_>) -> Option<Instant> {
    all(ctx).map(|(_, sheet)| sheet.at).max()
}

fn name(day: Day) -> String {
    format!("{PLACE}{}", day.0)
}

fn address(day: Day) -> String {
    address_of(&day.0.to_string())
}

/// Where the writing of a day has its page, by the end of its sheet's name.
pub(super) fn address_of(day: &str) -> String {
    format!("/talk/settle/friend/{day}")
}

/// One of the three writings, with what was written.
struct Part {
    it: &'static Prepare,
    words: String,
}

/// A day on which it was done.
struct Earlier {
    href: String,
    day: String,
}

#[derive(Template)]
#[template(path = "pages/settle/friend.html")]
struct Page<'a> {
    p: Shell<'a>,
    friend: &'static AsAFriend,
    evidence: String,
    which: String,
    parts: Vec<Part>,
    earlier: Vec<Earlier>,
    full: bool,
    problem: Option<String>,
}

/// The exercise; what was written today stands in it, to be gone on with.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let Some(friend) = &ctx.library.repair.friend else { return errors::not_found(ctx) };
    let today = place(ctx, ctx.today());
    if let Some(more) = ctx.missing(today) {
        return more;
    }
    let kept = written_on(ctx, ctx.today());
    let words = |name: &str| match &problem {
        Some(_) => ctx.form.text(name).to_owned(),
        None => kept.get(name).cloned().unwrap_or_default(),
    };
    let page = Page {
        p: ctx.shell("settle-title"),
        friend,
        evidence: ctx.say(&format!("today-evidence-{}", friend.evidence)),
        which: words(WHICH),
        parts: friend.parts.iter().map(|it| Part { it, words: words(it.id.as_str()) }).collect(),
        earlier: earlier(ctx),
        full: is_full(ctx),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

fn place(ctx: &Ctx<'_>, day: Day) -> Option<(SpaceName, u64)> {
    sheet::place(ctx, &name(day))
}

fn written_on(ctx: &Ctx<'_>, day: Day) -> BTreeMap<String, String> {
    sheet::read(ctx, &name(day)).map(|sheet| sheet.fields).unwrap_or_default()
}

/// The days before today, the newest first.
fn earlier(ctx: &Ctx<'_>) -> Vec<Earlier> {
    let mut days: Vec<Day> = all(ctx).map(|(day, _)| day).filter(|day| *day != ctx.today()).collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.into_iter().map(|day| Earlier { href: address(day), day: dates::day(ctx.words, day) }).collect()
}

/// Whether there is no room for a new one.
fn is_full(ctx: &Ctx<'_>) -> bool {
    let room = sheet::have_room(ctx, &name(ctx.today()));
    place(ctx, ctx.today()).is_none() && (all(ctx).count() >= MOST || !room)
}

/// What was written is kept, however little it is.
pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    let Some(friend) = &ctx.library.repair.friend else { return errors::not_found(ctx) };
    if let Some(more) = ctx.missing(place(ctx, ctx.today())) {
        return more;
    }
    let names = [WHICH].into_iter().chain(friend.parts.iter().map(|part| part.id.as_str()));
    match written(ctx, names) {
        Ok(fields) if fields.is_empty() => page(ctx, Some(refusal_text(ctx, Refusal::Empty))),
        Ok(_) if is_full(ctx) => page(ctx, Some(ctx.say("friend-full"))),
        Ok(fields) => sheet::write(ctx, Outcome::go(&address(ctx.today())), &name(ctx.today()), fields),
        Err(refusal) => page(ctx, Some(refusal_text(ctx, refusal))),
    }
}

fn written<'a>(
    ctx: &Ctx<'_>,
    names: impl Iterator<Item = &'a str>,
) -> Result<BTreeMap<String, String>, Refusal> {
    let mut fields = BTreeMap::new();
    for name in names {
        match tidy(ctx.form.text(name), WORDS) {
            Ok(text) => drop(fields.insert(name.to_owned(), text)),
            Err(Refusal::Empty) => {}
            Err(too_long) => return Err(too_long),
        }
    }
    Ok(fields)
}

#[derive(Template)]
#[template(path = "pages/settle/friend-read.html")]
struct Read<'a> {
    p: Shell<'a>,
    action: String,
    day: String,
    which: String,
    parts: Vec<Part>,
    today: bool,
}

/// The one of a day, to be read again.
pub(super) fn read(ctx: &Ctx<'_>) -> Outcome {
    let day = ctx.param(0).parse().ok().map(Day);
    let Some((day, place)) = day.and_then(|day| Some((day, place(ctx, day)?))) else {
        return errors::not_found(ctx);
    };
    let Some(friend) = &ctx.library.repair.friend else { return errors::not_found(ctx) };
    if let Some(more) = ctx.missing([place]) {
        return more;
    }
    let kept = written_on(ctx, day);
    let words = |name: &str| kept.get(name).cloned().unwrap_or_default();
    let parts = friend.parts.iter().map(|it| Part { it, words: words(it.id.as_str()) });
    ctx.page(&Read {
        p: ctx.shell("settle-title"),
        action: format!("{}/gone", address(day)),
        day: dates::day(ctx.words, day),
        which: words(WHICH),
        parts: parts.filter(|part| !part.words.is_empty()).collect(),
        today: day == ctx.today(),
    })
}

/// The one of a day goes, with all its words.
pub(super) fn let_go(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go("/talk/settle/friend");
    match ctx.param(0).parse() {
        Ok(day) => sheet::burn(ctx, outcome, &name(Day(day))),
        Err(_) => outcome,
    }
}
