//! Looking back: what one wrote in the six weeks, day by day. Only for oneself, only while private is open.

use askama::Template;
use domain::SpaceName;
use domain::private::NoteRef;
use domain::timeline::Timeline;

use super::step::{Note, place, words};
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome};

#[derive(Template)]
#[template(path = "pages/path/back.html")]
struct Page<'a> {
    p: Shell<'a>,
    days: Vec<Day>,
    older: Option<u32>,
}

/// A day with one's own words.
struct Day {
    week: &'static str,
    title: &'static str,
    prompt: Option<&'static str>,
    notes: Vec<Note>,
}

/// The private space, and the chapter of older notes that the address names.
pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    let chapter = ask.query.number::<u32>("older").map(|number| (SpaceName::Private, number));
    Needs { chapters: chapter.into_iter().collect(), ..Needs::space(SpaceName::Private) }
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let notes = notes(ctx);
    let of_the_path = notes.iter().filter(|note| note.place.starts_with("path/"));
    // Asked for once; a note that was erased meanwhile stays away.
    if ctx.world.items.is_empty()
        && let Some(more) = ctx.missing(of_the_path.map(|note| (SpaceName::Private, note.seq)))
    {
        return more;
    }
    let days = ctx.library.alone.days().filter_map(|(week, day)| {
        let place = place(day.id.as_str());
        let own: Vec<Note> =
            notes.iter().filter(|note| note.place == place).filter_map(|note| words(ctx, note)).collect();
        let prompt = day.write.as_deref();
        (!own.is_empty()).then_some(Day { week: &week.title, title: &day.title, prompt, notes: own })
    });
    ctx.page(&Page { p: ctx.shell("path-title"), days: days.collect(), older: older(ctx) })
}

/// The newest notes, or those of one older chapter, newest first.
fn notes(ctx: &Ctx<'_>) -> Vec<NoteRef> {
    if let Some(number) = ctx.query.number::<u32>("older") {
        let chapter = ctx.world.chapters.get(&(SpaceName::Private, number));
        let mut notes = chapter.map(|bytes| Timeline::read_chapter(bytes)).unwrap_or_default();
        notes.reverse();
        return notes;
    }
    ctx.world.private.iter().flat_map(|private| private.notes.newest().cloned()).collect()
}

/// The chapter before the one shown.
fn older(ctx: &Ctx<'_>) -> Option<u32> {
    let chapters = ctx.world.private.as_ref().map_or(0, |private| private.notes.chapters());
    ctx.query.number::<u32>("older").map_or(chapters, |older| older.min(chapters)).checked_sub(1)
}
