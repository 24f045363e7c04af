//! One's own notes, newest first, a page at a time; older ones lie in chapters.
//!
//! Invariant: a note that was erased leaves no gap here, and none that was written is out of reach.

use askama::Template;
use domain::private::{Event, NoteRef};
use domain::timeline::Timeline;
use domain::{Instant, SpaceName};

use super::place;
use crate::pages::talk::asked;
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Form, Needs, Outcome, dates, excerpt};

/// How many stand on one page.
pub(super) const PAGE: usize = 20;
/// How much of one is shown in a list, in bytes.
const SHOWN: usize = 420;

/// A note as a list shows it.
pub(super) struct Note {
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) place: String,
    pub(super) text: String,
    /// It goes on, on its own page.
    pub(super) more: bool,
}

impl Note {
    /// Written at that time and place, in words.
    pub(super) fn of(ctx: &Ctx<'_>, seq: u64, at: Instant, place: String, text: &str) -> Self {
        let (text, more) = excerpt::beginning(text, SHOWN);
        let at = dates::moment(ctx.words, at, &ctx.world.zone);
        Self { seq, at, place, text, more }
    }
}

/// The notes of a month.
pub(super) struct Month {
    pub(super) name: String,
    pub(super) notes: Vec<Note>,
}

/// Puts notes under the months they were written in.
pub(super) fn by_month(ctx: &Ctx<'_>, notes: impl Iterator<Item = (Instant, Note)>) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (at, note) in notes {
        let name = asked::month(ctx, at);
        match months.last_mut() {
            Some(month) if month.name == name => month.notes.push(note),
            _ => months.push(Month { name, notes: vec![note] }),
        }
    }
    months
}

#[derive(Template)]
#[template(path = "pages/me/notes.html")]
struct Page<'a> {
    p: Shell<'a>,
    erased: bool,
    months: Vec<Month>,
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
        erased: ctx.query.has("erased"),
        months: by_month(ctx, refs.iter().filter_map(|note| Some((note.at, shown(ctx, note)?)))),
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
    let (place, text) = match ctx.world.item::<Event>(SpaceName::Private, note.seq)?.0 {
        Event::NoteKept { text, .. } => (place::of_note(ctx, &note.place), text),
        Event::SheetKept { sheet, fields } => {
            (place::of_sheet(ctx, &sheet).0, place::words(ctx, &sheet, fields))
        }
        _ => return None,
    };
    Some(Note::of(ctx, note.seq, note.at, place, &text))
}

#[cfg(test)]
mod tests {
    use domain::private::Event;

    use crate::testing::{NOW, alone, count, in_private, is_a_page, page, read, text};

    #[test]
    fn notes_stand_under_their_months_and_long_ones_are_cut() {
        let mut world = alone();
        let long = "A long evening by the water. ".repeat(200);
        for (days, text) in [(-40, "note one."), (0, long.as_str())] {
            world.now = NOW.plus_days(days);
            in_private(&mut world, Event::NoteKept { place: "path/loop-2".into(), text: text.into() });
        }
        is_a_page(&world, "/me/notes");
        let shown = page(&read(&world, "/me/notes")).1;
        let said = text(&shown);
        assert!(said.find("November 2026").unwrap() < said.find("October 2026").unwrap());
        assert!(said.contains("the six weeks: My move"));
        assert_eq!(count(&shown, "main article a[href='/me/notes/2']"), 2);
        assert!(
            text(&page(&read(&world, "/me/notes/2")).1).contains(long.trim()),
            "all of it on its own page"
        );
    }

    #[test]
    fn a_full_page_of_notes_stays_small_whatever_is_in_it() {
        for words in ["y".repeat(3_000), "語 ".repeat(3_000), "<&'\">".repeat(500), "👩‍👩‍👧".repeat(300)]
        {
            let mut world = alone();
            for question in content::Library::english().questions.iter().take(40) {
                let place = format!("talk/{}", question.id);
                in_private(&mut world, Event::NoteKept { place, text: words.clone() });
            }
            for path in ["/me/notes", "/me/seek", "/me/notes/in/2026-11"] {
                is_a_page(&world, path);
            }
        }
    }
}
