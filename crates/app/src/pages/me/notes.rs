//! One's own notes, newest first, a page at a time.

use askama::Template;
use domain::SpaceName;
use domain::private::{Event, NoteRef};

use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

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
    older: Option<u64>,
}

pub(super) fn own(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Private)
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let before = ctx.query.number::<u64>("before");
    let all = ctx.world.private.iter().flat_map(|private| private.notes.newest());
    let mut rest = all.filter(|note| before.is_none_or(|before| note.seq < before));
    let refs: Vec<&NoteRef> = rest.by_ref().take(PAGE).collect();
    if let Some(more) = ctx.missing(refs.iter().map(|note| (SpaceName::Private, note.seq))) {
        return more;
    }
    let page = Page {
        p: ctx.shell("me-notes-title"),
        notes: refs.iter().filter_map(|note| shown(ctx, note)).collect(),
        empty: refs.is_empty(),
        newest: before.is_none(),
        older: rest.next().and_then(|_| refs.last()).map(|note| note.seq),
    };
    ctx.page(&page)
}

fn shown(ctx: &Ctx<'_>, note: &NoteRef) -> Option<Note> {
    let (Event::NoteKept { text, .. }, _) = ctx.world.item::<Event>(SpaceName::Private, note.seq)? else {
        return None;
    };
    let place = match note.place.split('/').next() {
        Some("journal") => "me-place-journal",
        Some("bid") => "me-place-bid",
        Some("path") => "me-place-path",
        _ => "me-place-other",
    };
    Some(Note { at: dates::moment(ctx.words, note.at, &ctx.world.zone), place: ctx.say(place), text })
}
