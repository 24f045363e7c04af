//! Finding something one wrote: by its words, or by when it was.
//!
//! Invariant: what is looked for stands in no address, because a browser keeps those; and nothing is counted.

use askama::Template;
use domain::private::Event;
use domain::{Instant, SpaceName};

use super::month::{self, Year};
use super::place;
use crate::routes::Ask;
use crate::seek::{Hit, Sought};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates, leaves, sheet, whole};

/// How many finds stand on one page.
const PAGE: usize = 12;
/// The longest thing that is looked for, in characters.
const LONGEST: usize = 200;

pub(super) fn needs(_: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Private], ..Needs::space(SpaceName::Private) }
}

/// Something that was found.
struct Find {
    at: String,
    place: String,
    href: Option<String>,
    hit: Hit,
}

#[derive(Template)]
#[template(path = "pages/me/seek.html")]
struct Page<'a> {
    p: Shell<'a>,
    typed: &'a str,
    problem: Option<String>,
    /// What was found; nothing before something was looked for.
    finds: Option<Vec<Find>>,
    /// The next page, if there is one.
    next: Option<usize>,
    years: Vec<Year>,
}

/// GET `/me/seek`: what to look for, and the months there are.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None, None, None)
}

/// POST `/me/seek`: what was found. It writes nothing; a form keeps the words out of the address.
pub(super) fn find(ctx: &Ctx<'_>) -> Outcome {
    let typed = ctx.form.text("words");
    let sought = Sought::new(typed).filter(|_| typed.chars().count() <= LONGEST);
    let Some(sought) = sought else { return page(ctx, Some(ctx.say("seek-problem")), None, None) };
    let from = leaves::asked(&ctx.form);
    let mut all = all(ctx).into_iter().rev().filter_map(|written| {
        let hit = sought.within(&written.text)?;
        let at = dates::moment(ctx.words, written.at, &ctx.world.zone);
        Some(Find { at, place: written.place, href: written.href, hit })
    });
    let finds: Vec<Find> = all.by_ref().skip(from.saturating_mul(PAGE)).take(PAGE).collect();
    let next = all.next().map(|_| from.saturating_add(1));
    page(ctx, None, Some(finds), next)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>, finds: Option<Vec<Find>>, next: Option<usize>) -> Outcome {
    let status = if problem.is_some() { 422 } else { 200 };
    let years = if finds.is_some() { Vec::new() } else { month::years(ctx) };
    let typed = ctx.form.text("words");
    ctx.page_with(status, &Page { p: ctx.shell("me-title"), typed, problem, finds, next, years })
}

/// Something of one's own that has words.
struct Written {
    at: Instant,
    place: String,
    href: Option<String>,
    text: String,
}

/// Everything there is to look through, the oldest first: notes, what one would like back, and the newest of each sheet.
fn all(ctx: &Ctx<'_>) -> Vec<Written> {
    let among_notes = sheet::among_notes(ctx);
    let written = |(seq, event, item): (u64, Event, &crate::Item)| match event {
        Event::NoteKept { place, text } => {
            let (place, href) = (place::of_note(ctx, &place), Some(format!("/me/notes/{seq}")));
            Some(Written { at: item.at, place, href, text })
        }
        Event::WishedBack { text } => {
            let (place, href) = (ctx.say("me-wish-name"), Some(format!("/me/notes/{seq}")));
            Some(Written { at: item.at, place, href, text })
        }
        Event::SheetKept { sheet, fields }
            if sheet::place(ctx, &sheet) == Some((SpaceName::Private, seq)) =>
        {
            let (place, href) = place::of_sheet(ctx, &sheet);
            Some(Written { at: item.at, place, href, text: place::words(ctx, &sheet, fields) })
        }
        Event::SheetKept { sheet, fields } if among_notes.contains(&seq) => {
            let (place, href) = (place::of_sheet(ctx, &sheet).0, Some(format!("/me/notes/{seq}")));
            Some(Written { at: item.at, place, href, text: place::words(ctx, &sheet, fields) })
        }
        _ => None,
    };
    whole::entries::<Event>(ctx, SpaceName::Private).filter_map(written).collect()
}

#[cfg(test)]
mod tests {
    use domain::private::Event;

    use crate::testing::{alone, count, in_private, page, send, text};

    #[test]
    fn words_are_found_in_notes_wishes_and_pages_one_filled_in() {
        let mut world = alone();
        in_private(&mut world, Event::NoteKept { place: "journal".into(), text: "Straße im Regen".into() });
        in_private(&mut world, Event::WishedBack { text: "Rain on Sundays, REGEN".into() });
        let fields = [("rest".to_owned(), "im regen sitzen".to_owned())];
        in_private(&mut world, Event::SheetKept { sheet: "needs".into(), fields: fields.into() });
        let find = |words: &str| page(&send(&world, "/me/seek", &[("words", words)]));
        let (status, shown) = find("regen");
        assert_eq!((status, count(&shown, "main article mark")), (200, 3));
        for link in ["/me/notes/1", "/me/notes/2", "/me/needs"] {
            assert_eq!(count(&shown, &format!("main article a[href='{link}']")), 1, "{link}");
        }
        assert_eq!(count(&find("STRASSE").1, "main article"), 1);
        assert_eq!(count(&find("snow").1, "main article"), 0);
        assert!(text(&find("snow").1).contains("Nothing of yours"));
        assert_eq!((find(" ").0, find(&"y".repeat(201)).0), (422, 422));
    }

    #[test]
    fn what_is_found_comes_page_by_page_and_what_was_looked_for_stands_in_no_address() {
        let mut world = alone();
        for n in 1..=30 {
            in_private(&mut world, Event::NoteKept { place: "journal".into(), text: format!("note {n}.") });
        }
        let shown = page(&send(&world, "/me/seek", &[("words", "note")])).1;
        assert_eq!(count(&shown, "main article"), 12);
        assert_eq!(count(&shown, "main input[name=page][value='1']"), 1);
        let last = page(&send(&world, "/me/seek", &[("words", "note"), ("page", "2")])).1;
        assert_eq!((count(&last, "main article"), count(&last, "main input[name=page]")), (6, 0));
        let crate::Answer::Page { html, .. } = &send(&world, "/me/seek", &[("words", "note")]).answer else {
            panic!()
        };
        assert!(!html.contains("=note"), "no link carries the words");
        assert!(html.len() <= 20_000);
    }

    #[test]
    fn ones_own_half_of_something_to_settle_is_found_and_what_its_page_needs_to_go_on_is_not() {
        let mut world = alone();
        let fields =
            [("about", "the Sundays"), ("side", "differ"), ("camera", "a window"), ("talk", "t-differ")];
        let fields = fields.map(|(field, text)| (field.to_owned(), text.to_owned())).into();
        in_private(&mut world, Event::SheetKept { sheet: "settle/7".into(), fields });
        let fields = [("which".to_owned(), "the window seat".to_owned())].into();
        in_private(&mut world, Event::SheetKept { sheet: "friend/20000".into(), fields });
        let shown = page(&send(&world, "/me/seek", &[("words", "window")])).1;
        for link in ["/talk/settle/t/7", "/talk/settle/friend/20000"] {
            assert_eq!(count(&shown, &format!("main article a[href='{link}']")), 1, "{link}");
        }
        assert_eq!(count(&page(&send(&world, "/me/seek", &[("words", "differ")])).1, "main article"), 0);
    }

    #[test]
    fn an_older_version_of_a_page_is_not_found_any_more() {
        let mut world = alone();
        for text in ["in the garden", "on the train"] {
            let fields = [("rest".to_owned(), text.to_owned())];
            in_private(&mut world, Event::SheetKept { sheet: "needs".into(), fields: fields.into() });
        }
        assert_eq!(count(&page(&send(&world, "/me/seek", &[("words", "garden")])).1, "main article"), 0);
        assert_eq!(count(&page(&send(&world, "/me/seek", &[("words", "train")])).1, "main article"), 1);
    }
}
