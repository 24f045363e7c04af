//! One note, or one wish, whole: to read, to keep for looking back, to erase.
//!
//! Invariant: what is erased are the very words that were on the page; their place in the log stays empty and is passed
//! over.

use askama::Template;
use domain::SpaceName;
use domain::private::Event;

use super::{back, place};
use crate::pages::errors;
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Item, Needs, Outcome, Row, dates, sheet};

#[derive(Template)]
#[template(path = "pages/me/one.html")]
struct Page<'a> {
    p: Shell<'a>,
    seq: u64,
    written: i64,
    at: String,
    place: String,
    text: String,
    /// A wish of the beginning stands in a look back by itself; a page one filled in has no place there.
    is_note: bool,
    kept_for_looking_back: bool,
    /// It could not be kept for that: there is no room.
    problem: Option<String>,
}

/// The note that the address names.
pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    let seq = ask.params.first().and_then(|seq| seq.parse().ok());
    let items = seq.map(|seq| (SpaceName::Private, seq)).into_iter().collect();
    Needs { items, ..Needs::space(SpaceName::Private) }
}

/// Words of one's own.
struct Own<'a> {
    seq: u64,
    place: String,
    text: String,
    is_note: bool,
    item: &'a Item,
}

/// The words that the address names.
fn own<'a>(ctx: &'a Ctx<'_>) -> Option<Own<'a>> {
    let seq = ctx.param(0).parse().ok()?;
    let (event, item) = ctx.world.item::<Event>(SpaceName::Private, seq)?;
    let (place, text, is_note) = match event {
        Event::NoteKept { place, text } => (place::of_note(ctx, &place), text, true),
        Event::SheetKept { sheet, fields } if sheet::is_among_notes(ctx, &sheet, seq) => {
            (place::of_sheet(ctx, &sheet).0, place::words(ctx, &sheet, fields), false)
        }
        Event::WishedBack { text } => (ctx.say("me-wish-name"), text, false),
        _ => return None,
    };
    Some(Own { seq, place, text, is_note, item })
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let Some(Own { seq, place, text, is_note, item }) = own(ctx) else { return errors::not_found(ctx) };
    let page = Page {
        p: ctx.shell("me-notes-title"),
        seq,
        written: item.at.0,
        at: dates::moment(ctx.words, item.at, &ctx.world.zone),
        place,
        text,
        is_note,
        kept_for_looking_back: back::chosen(ctx).contains(&seq),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

/// POST `/me/notes/{seq}/erase`.
pub(super) fn erase(ctx: &Ctx<'_>) -> Outcome {
    match own(ctx).filter(|own| ctx.form.number::<i64>("written") == Some(own.item.at.0)) {
        Some(own) => {
            let row = Row::Erase { space: SpaceName::Private, seqs: vec![own.seq] };
            Outcome::go("/me/notes?erased=yes").row(row)
        }
        // It was erased in another tab, or it is not what was shown.
        None => Outcome::go("/me/notes"),
    }
}

/// POST `/me/notes/{seq}/back`: kept for looking back, or no more.
pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    let Some(Own { seq, .. }) = own(ctx).filter(|own| own.is_note) else { return errors::not_found(ctx) };
    back::choose(ctx, Outcome::go(&format!("/me/notes/{seq}")), seq)
        .unwrap_or_else(|| page(ctx, Some(ctx.say("me-one-no-room"))))
}

#[cfg(test)]
mod tests {
    use domain::SpaceName;
    use domain::private::Event;

    use crate::testing::{NOW, alone, count, goes, in_private, page, read, send, text};
    use crate::{Row, World};

    fn noted(many: u64) -> World<'static> {
        let mut world = alone();
        for n in 1..=many {
            in_private(&mut world, Event::NoteKept { place: "journal".into(), text: format!("note {n}.") });
        }
        world
    }

    #[test]
    fn where_there_is_no_room_to_keep_it_for_looking_back_the_page_says_so() {
        let mut world = noted(1);
        for n in 0..domain::sheet::MOST {
            in_private(
                &mut world,
                Event::SheetKept { sheet: format!("step/{n}"), fields: Default::default() },
            );
        }
        let (status, html) = page(&send(&world, "/me/notes/1/back", &[]));
        assert_eq!((status, count(&html, "form[action='/me/notes/1/back'] [role=alert]")), (422, 1));
    }

    #[test]
    fn a_note_is_erased_with_one_confirmation_and_nothing_else_is() {
        let mut world = noted(3);
        let shown = page(&read(&world, "/me/notes/2")).1;
        assert_eq!(count(&shown, "main details form[action='/me/notes/2/erase'] input[name=written]"), 1);
        let written = NOW.0.to_string();
        let outcome = send(&world, "/me/notes/2/erase", &[("written", &written)]);
        assert_eq!(goes(&outcome), "/me/notes?erased=yes");
        assert_eq!(outcome.rows, [Row::Erase { space: SpaceName::Private, seqs: vec![2] }]);
        assert!(outcome.events.is_empty());
        // Not the note that was shown, or none at all.
        for (path, written) in
            [("/me/notes/2/erase", "1"), ("/me/notes/9/erase", &written), ("/me/notes/x/erase", &written)]
        {
            assert!(send(&world, path, &[("written", written)]).rows.is_empty(), "{path}");
        }
        let wish = in_private(&mut world, Event::WishedBack { text: "Sundays".into() });
        assert_eq!(send(&world, &format!("/me/notes/{wish}/erase"), &[("written", &written)]).rows.len(), 1);
        assert_eq!(page(&send(&world, &format!("/me/notes/{wish}/back"), &[])).0, 404);
        let care = in_private(&mut world, Event::CareTaken { solo: true });
        assert!(send(&world, &format!("/me/notes/{care}/erase"), &[("written", &written)]).rows.is_empty());
        assert_eq!(page(&read(&world, &format!("/me/notes/{care}"))).0, 404);
        assert!(text(&page(&read(&world, "/me/notes?erased=yes")).1).contains("It is erased."));
    }
}
