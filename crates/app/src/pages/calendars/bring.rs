//! Bringing a calendar in: by file or by address, reading it again, taking it away.

use domain::CalendarId;
use domain::calendars::{Calendar, Change};
use domain::desk::Event;
use domain::text::tidy;

use super::list::why_in_words;
use super::{Report, desk, page};
use crate::busy::{self, Reading};
use crate::{Ctx, Fetch, Fetched, Outcome};

/// The longest name of a calendar, in characters.
const NAME: usize = 30;
/// The longest address, in bytes.
const ADDRESS: usize = 2_000;
/// How many lines that could not be read are named.
const LINES: usize = 5;

/// What was typed, and why it was not taken.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) problem: Option<String>,
}

/// What is read: the bytes and, from an address, what its server calls them.
type Source<'a> = (&'a [u8], Option<&'a str>, Option<&'a str>);

/// POST `/time/calendars`: a new calendar is read, or one that is there, again. Where lines could not be read, the page
/// that names them is the answer itself, and loading it anew leads to the list.
pub(super) fn read(ctx: &Ctx<'_>) -> Outcome {
    if ctx.form.has("id") { again(ctx) } else { add(ctx) }
}

/// A calendar is read and added, or it is said why not.
fn add(ctx: &Ctx<'_>) -> Outcome {
    let url = ctx.form.text("url").trim();
    let refused = |problem: String| {
        let (name, url) = (ctx.form.text("name").to_owned(), url.to_owned());
        page(ctx, 422, Typed { name, url, problem: Some(problem) }, None, None)
    };
    if !desk(ctx).calendars.have_room() {
        return refused(ctx.say("calendars-no-room"));
    }
    let (bytes, address, etag): Source<'_> = match (ctx.request.file("file"), url) {
        (Some(_), url) if !url.is_empty() => return refused(ctx.say("calendars-one-of-two")),
        (Some(bytes), _) => (bytes, None, None),
        (None, "") => return refused(ctx.say("calendars-none")),
        (None, url) if url.len() > ADDRESS => return refused(why_in_words(ctx, "not-an-address")),
        (None, url) => match ctx.world.fetched.get(url) {
            None => return Outcome::fetching(vec![Fetch { url: url.to_owned(), etag: None }]),
            Some(Fetched::Got { bytes, etag }) => (bytes, Some(url), etag.as_deref()),
            Some(Fetched::NotChanged) => return refused(why_in_words(ctx, "refused")),
            Some(Fetched::Failed(why)) => return refused(why_in_words(ctx, why.as_str())),
        },
    };
    let reading = match busy::read(ctx.world, bytes) {
        Ok(reading) => reading,
        Err(why) => return refused(why_in_words(ctx, why)),
    };
    let name = tidy(ctx.form.text("name"), NAME).ok().filter(|name| !name.contains('\n'));
    let name = name.unwrap_or_else(|| ctx.say("calendars-name-usual"));
    let id = fresh_id(ctx);
    let added = Change::Added { name: name.clone(), url: address.map(str::to_owned) };
    let read = reading.change(etag.map(str::to_owned));
    let changed = |change| Event::CalendarChanged { calendar: id.clone(), change };
    answer(ctx, &name, Some(&reading)).desk(changed(added)).desk(changed(read))
}

fn fresh_id(ctx: &Ctx<'_>) -> CalendarId {
    CalendarId(ctx.world.chance.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// Back to the list; where lines could not be read, they are named first, because they are kept nowhere.
fn answer(ctx: &Ctx<'_>, name: &str, reading: Option<&Reading>) -> Outcome {
    match reading {
        Some(reading) if !reading.problems.is_empty() || reading.cut => {
            page(ctx, 200, Typed::default(), Some(report(ctx, name, reading)), None)
        }
        Some(_) => Outcome::go("/time/calendars?done=read"),
        None => Outcome::go("/time/calendars?done=same"),
    }
}

fn report(ctx: &Ctx<'_>, name: &str, reading: &Reading) -> Report {
    let line = |problem: &calendar::Problem| {
        let line = i64::try_from(problem.line).unwrap_or(i64::MAX);
        let said = [("line", line.into()), ("what", (&problem.what).into())];
        ctx.words.say_with(if line == 0 { "calendars-line-whole" } else { "calendars-line" }, &said)
    };
    let rest = reading.problems.len().saturating_sub(LINES);
    Report {
        name: name.to_owned(),
        busy: ctx.words.say_with("calendars-report-busy", &[("count", reading.busy.len().into())]),
        lines: reading.problems.iter().take(LINES).map(line).collect(),
        more: (rest > 0).then(|| ctx.words.say_with("calendars-lines-more", &[("count", rest.into())])),
        cut: reading.cut,
    }
}

fn chosen<'a>(ctx: &'a Ctx<'_>) -> Option<(CalendarId, &'a Calendar)> {
    let id = CalendarId(ctx.form.text("id").to_owned());
    let calendar = desk(ctx).calendars.get(&id)?;
    Some((id, calendar))
}

/// An address is read now.
fn again(ctx: &Ctx<'_>) -> Outcome {
    let Some((id, calendar)) = chosen(ctx) else { return Outcome::go("/time/calendars") };
    let places = calendar.url.into_iter().chain(calendar.read.map(|(seq, _)| seq));
    if let Some(more) = ctx.missing(places.map(|seq| (domain::SpaceName::Desk, seq))) {
        return more;
    }
    let Some(fetch) = busy::to_fetch(ctx, calendar) else { return Outcome::go("/time/calendars") };
    let Some(fetched) = ctx.world.fetched.get(&fetch.url) else { return Outcome::fetching(vec![fetch]) };
    let (change, reading) = busy::again(ctx.world, calendar, fetched);
    let there = match &change {
        Change::Failed { .. } => Outcome::go("/time/calendars?done=failed"),
        _ => answer(ctx, &calendar.name, reading.as_ref()),
    };
    there.desk(Event::CalendarChanged { calendar: id, change })
}

/// POST `/time/calendars/remove`.
pub(super) fn remove(ctx: &Ctx<'_>) -> Outcome {
    let Some((calendar, _)) = chosen(ctx) else { return Outcome::go("/time/calendars") };
    Outcome::go("/time/calendars?done=gone")
        .desk(Event::CalendarChanged { calendar, change: Change::Removed })
}
