//! One's own notes by when they were written: a year, or a month of it.

use askama::Template;
use domain::private::Event;
use domain::{Day, Instant, SpaceName};

use super::notes::{self, Note};
use super::place;
use crate::pages::errors;
use crate::shell::Shell;
use crate::{Ctx, Outcome, sheet, whole};

/// A year with notes, and its months as they stand in addresses and as they are called.
pub(super) struct Year {
    pub(super) number: i16,
    pub(super) months: Vec<(String, String)>,
}

/// A note, with the day it was written on where its author is.
struct Dated {
    seq: u64,
    day: Day,
    at: Instant,
    place: String,
    text: String,
}

/// All notes, newest first. Needs the private space whole.
fn dated(ctx: &Ctx<'_>) -> Vec<Dated> {
    let among_notes = sheet::among_notes(ctx);
    let notes =
        whole::entries::<Event>(ctx, SpaceName::Private).filter_map(|(seq, event, item)| match event {
            Event::NoteKept { place, text } => {
                let place = place::of_note(ctx, &place);
                Some(Dated { seq, day: item.at.day_in(&ctx.world.zone), at: item.at, place, text })
            }
            Event::SheetKept { sheet, fields } if among_notes.contains(&seq) => {
                let (place, text) = (place::of_sheet(ctx, &sheet).0, place::words(ctx, &sheet, fields));
                Some(Dated { seq, day: item.at.day_in(&ctx.world.zone), at: item.at, place, text })
            }
            _ => None,
        });
    let mut notes: Vec<_> = notes.collect();
    notes.reverse();
    notes
}

/// The years and months in which something was written, newest first.
pub(super) fn years(ctx: &Ctx<'_>) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for note in dated(ctx) {
        let date = note.day.date();
        let address = format!("{:04}-{:02}", date.year(), date.month());
        let month = (address, ctx.say(&format!("month-{}", date.month())));
        match years.last_mut().filter(|year| year.number == date.year()) {
            Some(year) if year.months.last() == Some(&month) => {}
            Some(year) => year.months.push(month),
            None => years.push(Year { number: date.year(), months: vec![month] }),
        }
    }
    years
}

/// A year, or one month of it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    year: i16,
    month: Option<i8>,
}

impl Stretch {
    /// Reads `2026` or `2026-11`.
    fn parse(text: &str) -> Option<Self> {
        let Some((year, month)) = text.split_once('-') else {
            return Some(Self { year: text.parse().ok()?, month: None });
        };
        let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
        Some(Self { year: year.parse().ok()?, month: Some(month) })
    }

    fn has(self, day: Day) -> bool {
        let date = day.date();
        date.year() == self.year && self.month.is_none_or(|month| date.month() == month)
    }

    fn name(self, ctx: &Ctx<'_>) -> String {
        let year = self.year.to_string();
        let Some(month) = self.month else { return year };
        let month = ctx.say(&format!("month-{month}"));
        ctx.words.say_with("talk-month", &[("month", month.as_str().into()), ("year", year.as_str().into())])
    }
}

#[derive(Template)]
#[template(path = "pages/me/month.html")]
struct Page<'a> {
    p: Shell<'a>,
    heading: String,
    notes: Vec<Note>,
    older: Option<String>,
}

/// GET `/me/notes/in/{when}`.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(stretch) = Stretch::parse(ctx.param(0)) else { return errors::not_found(ctx) };
    let before = ctx.query.number::<u64>("before").unwrap_or(u64::MAX);
    let all = dated(ctx);
    let mut here = all.iter().filter(|note| note.seq < before && stretch.has(note.day));
    let shown: Vec<_> = here.by_ref().take(notes::PAGE).collect();
    let last = here.next().and_then(|_| shown.last()).map(|note| note.seq);
    let page = Page {
        p: ctx.shell("me-notes-title"),
        heading: stretch.name(ctx),
        notes: shown
            .iter()
            .map(|note| Note::of(ctx, note.seq, note.at, note.place.clone(), &note.text))
            .collect(),
        older: last.map(|seq| format!("/me/notes/in/{}?before={seq}", ctx.param(0))),
    };
    ctx.page(&page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::World;
    use crate::testing::{NOW, alone, count, in_private, is_a_page, page, read, text};

    /// A note every ten days, newest last; the last one is of today.
    fn world(many: i64) -> World<'static> {
        let mut world = alone();
        for n in 0..many {
            world.now = NOW.plus_days((n - many + 1) * 10);
            in_private(&mut world, Event::NoteKept { place: "journal".into(), text: format!("note {n}.") });
        }
        world
    }

    #[test]
    fn notes_are_found_by_year_and_by_month() {
        let world = world(40);
        let found = page(&read(&world, "/me/seek")).1;
        for link in ["/me/notes/in/2026", "/me/notes/in/2025", "/me/notes/in/2026-11", "/me/notes/in/2025-12"]
        {
            assert_eq!(count(&found, &format!("main a[href='{link}']")), 1, "{link}");
        }
        assert_eq!(count(&found, "main a[href='/me/notes/in/2025-09']"), 0);
        let november = text(&page(&read(&world, "/me/notes/in/2026-11")).1);
        assert!(
            november.contains("note 39.") && november.contains("note 38.") && !november.contains("note 36.")
        );
        assert!(november.contains("November 2026"));
    }

    #[test]
    fn a_full_year_is_read_page_by_page_and_all_of_it_is_reached() {
        let world = world(40);
        let (mut path, mut seen) = ("/me/notes/in/2026".to_owned(), 0);
        for _ in 0..5 {
            is_a_page(&world, &path);
            let shown = page(&read(&world, &path)).1;
            seen += count(&shown, "main article");
            let older = scraper::Selector::parse("main a[href*='before=']").unwrap();
            let Some(link) = shown.select(&older).next() else { break };
            path = link.value().attr("href").unwrap().to_owned();
        }
        assert_eq!(seen, 33, "from January to today");
    }

    #[test]
    fn what_is_no_month_is_not_there() {
        for when in ["2026-13", "2026-0", "x", "2026-1-1"] {
            assert_eq!(page(&read(&world(1), &format!("/me/notes/in/{when}"))).0, 404, "{when}");
        }
        assert_eq!(page(&read(&world(1), "/me/notes/in/1999")).0, 200);
    }
}
