//! One's own notes, newest first, a page at a time.

use askama::Template;
use domain::SpaceName;
use domain::private::{Event, NoteRef};
use domain::timeline::Timeline;

use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Form, Needs, Outcome, dates};

/// How many stand on one page.
const PAGE: usize = 20;

/// A note as it is shown.
struct Note {
    at: String,
    place: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/me/notes.html")]
struct Page<'a> {
    p: Shell<'a>,
    notes: Vec<Note>,
    empty: bool,
    newest: bool,
    older: Option<String>,
}

/// Which notes: the hot ones, or those of a chapter; and of them, those before a place in the log.
fn chapter(query: &Form) -> Option<u32> {
    query.number("chapter")
}

pub(super) fn own(ask: &Ask<'_>) -> Needs {
    let chapters = chapter(ask.query).map(|number| (SpaceName::Private, number));
    Needs { chapters: chapters.into_iter().collect(), ..Needs::space(SpaceName::Private) }
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let (chapter, before) = (chapter(&ctx.query), ctx.query.number::<u64>("before"));
    let all = notes(ctx, chapter);
    let mut rest = all.iter().filter(|note| before.is_none_or(|before| note.seq < before));
    let refs: Vec<&NoteRef> = rest.by_ref().take(PAGE).collect();
    if let Some(more) = ctx.missing(refs.iter().map(|note| (SpaceName::Private, note.seq))) {
        return more;
    }
    let next = rest.next().and_then(|_| refs.last()).map(|note| note.seq);
    let page = Page {
        p: ctx.shell("me-notes-title"),
        notes: refs.iter().filter_map(|note| shown(ctx, note)).collect(),
        empty: refs.is_empty(),
        newest: before.is_none() && chapter.is_none(),
        older: older(ctx, chapter, next),
    };
    ctx.page(&page)
}

/// The notes of a chapter, or the hot ones, newest first.
fn notes(ctx: &Ctx<'_>, chapter: Option<u32>) -> Vec<NoteRef> {
    let Some(private) = &ctx.world.private else { return Vec::new() };
    let Some(number) = chapter else { return private.notes.newest().cloned().collect() };
    let bytes = ctx.world.chapters.get(&(SpaceName::Private, number));
    let mut notes = bytes.map(|bytes| Timeline::<NoteRef>::read_chapter(bytes)).unwrap_or_default();
    notes.reverse();
    notes
}

/// Where the notes before these are: further on in the same place, else in the chapter before it.
fn older(ctx: &Ctx<'_>, chapter: Option<u32>, next: Option<u64>) -> Option<String> {
    match (next, chapter) {
        (Some(seq), None) => Some(format!("/me/notes?before={seq}")),
        (Some(seq), Some(number)) => Some(format!("/me/notes?chapter={number}&before={seq}")),
        (None, _) => {
            let chapters = ctx.world.private.as_ref().map_or(0, |private| private.notes.chapters());
            let number = chapter.unwrap_or(chapters).checked_sub(1)?;
            Some(format!("/me/notes?chapter={number}"))
        }
    }
}

fn shown(ctx: &Ctx<'_>, note: &NoteRef) -> Option<Note> {
    let (Event::NoteKept { text, .. }, _) = ctx.world.item::<Event>(SpaceName::Private, note.seq)? else {
        return None;
    };
    let place = match note.place.split('/').next() {
        Some("journal") => "me-place-journal",
        Some("bid") => "me-place-bid",
        Some("path") => "me-place-path",
        Some("down") => "me-place-down",
        _ => "me-place-other",
    };
    Some(Note { at: dates::moment(ctx.words, note.at, &ctx.world.zone), place: ctx.say(place), text })
}
