//! One day of the six weeks: what to do, and a place to write, if one likes.

use askama::Template;
use content::{Day, DayPage, Week};
use domain::alone::{self, Said};
use domain::desk::Event;
use domain::private::{self, NoteRef};
use domain::{SpaceName, text};

use super::weeks;
use crate::pages::errors;
use crate::pages::today::desk;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

/// How many of one's own earlier words a day shows.
const EARLIER: usize = 3;

#[derive(Template)]
#[template(path = "pages/path/step.html")]
struct Page<'a> {
    p: Shell<'a>,
    week: &'static Week,
    day: &'static Day,
    said: Option<String>,
    earlier: Vec<Note>,
    typed: &'a str,
    from: &'static str,
    leads: Option<(&'static str, String)>,
    problem: Option<String>,
}

/// Something one wrote.
pub(super) struct Note {
    pub(super) when: String,
    pub(super) text: String,
}

/// Where the notes of a day are kept.
pub(super) fn place(step: &str) -> String {
    format!("path/{step}")
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some((week, day)) = ctx.library.alone.day(ctx.param(0)) else { return errors::not_found(ctx) };
    let notes = earlier(ctx, day);
    // Asked for once; a note that was erased meanwhile stays away.
    if ctx.world.items.is_empty()
        && let Some(more) = ctx.missing(notes.iter().map(|note| (SpaceName::Private, note.seq)))
    {
        return more;
    }
    page(ctx, 200, week, day, None, &notes)
}

fn page(
    ctx: &Ctx<'_>,
    status: u16,
    week: &'static Week,
    day: &'static Day,
    problem: Option<String>,
    notes: &[&NoteRef],
) -> Outcome {
    let said = match alone::said(&desk(ctx).path, day.id.as_str()) {
        Said::Nothing => None,
        Said::Done => Some(ctx.say("path-step-is-done")),
        Said::Aside => Some(ctx.say("path-step-is-aside")),
    };
    let earlier = notes.iter().filter_map(|note| words(ctx, note)).collect();
    let from = from(ctx);
    let page = Page {
        p: ctx.shell("path-title"),
        week,
        day,
        said,
        earlier,
        typed: ctx.form.text("text"),
        from,
        leads: day.page.map(|page| leads(ctx, page)),
        problem,
    };
    ctx.page_with(status, &page)
}

/// The page of one's own that a day leads to, and what it is called.
fn leads(ctx: &Ctx<'_>, page: DayPage) -> (&'static str, String) {
    match page {
        DayPage::Loop => ("/me/loop", ctx.say("me-loop-name")),
        DayPage::Needs => ("/me/needs", ctx.say("me-needs-name")),
    }
}

/// The page one came from: today, or the list of days.
fn from(ctx: &Ctx<'_>) -> &'static str {
    if ctx.query.text("from") == "today" || ctx.form.text("from") == "today" { "today" } else { "" }
}

/// One's own words of this day, newest first, while the private space is open.
fn earlier<'a>(ctx: &Ctx<'a>, day: &Day) -> Vec<&'a NoteRef> {
    let place = place(day.id.as_str());
    let notes = ctx.world.private.iter().flat_map(|private| private.notes.newest());
    notes.filter(|note| note.place == place).take(EARLIER).collect()
}

/// The words of a note, once they were loaded.
pub(super) fn words(ctx: &Ctx<'_>, note: &NoteRef) -> Option<Note> {
    match ctx.world.item(SpaceName::Private, note.seq)?.0 {
        private::Event::NoteKept { text, .. } => {
            Some(Note { when: dates::day(ctx.words, note.at.day_in(&ctx.world.zone)), text })
        }
        _ => None,
    }
}

/// Done, or left aside. Words are kept either way; without any, the day is simply marked.
pub(super) fn save(ctx: &Ctx<'_>) -> Outcome {
    let Some((week, day)) = ctx.library.alone.day(ctx.param(0)) else { return errors::not_found(ctx) };
    let note = match text::tidy(ctx.form.text("text"), text::LONGEST) {
        Ok(note) => Some(note),
        Err(text::Refusal::Empty) => None,
        Err(text::Refusal::TooLong { most }) => {
            let problem = ctx.words.say_with("text-too-long", &[("most", most.into())]);
            return page(ctx, 422, week, day, Some(problem), &[]);
        }
    };
    let done = ctx.form.text("said") != "aside";
    let mut outcome = Outcome::go(if from(ctx) == "today" { "/today" } else { "/me/path" });
    for event in marks(ctx, day, done) {
        outcome = outcome.desk(event);
    }
    match note {
        Some(text) => outcome.private(private::Event::NoteKept { place: place(day.id.as_str()), text }),
        None => outcome,
    }
}

/// What is marked: whoever does a day before the beginning begins with it; the same mark twice is one.
fn marks(ctx: &Ctx<'_>, day: &Day, done: bool) -> Vec<Event> {
    let path = &desk(ctx).path;
    let began = path.began.is_none().then(|| Event::PathBegan { day: ctx.today() });
    let said = alone::said(path, day.id.as_str());
    let known = began.is_none() && said == if done { Said::Done } else { Said::Aside };
    let known_step = alone::step(weeks(), day.id.as_str()).is_some();
    let mark = (known_step && !known).then(|| Event::StepMarked { step: day.id.as_str().to_owned(), done });
    began.into_iter().chain(mark).collect()
}
