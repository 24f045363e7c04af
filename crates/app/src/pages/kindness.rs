//! A kindness in secret: one a week, another if one likes, and a mark that only its author can read.
//!
//! Invariant: nothing of it is written anywhere but in one's own private space, and nothing is counted.

use askama::Template;
use content::{Kindness, Practice};
use domain::plan::in_turn;
use domain::private::Event;

use super::{errors, quiet, today};
use crate::routes::{Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] = &[
    get("/me/small", Guard::Person, today::needs, show),
    post("/me/small", Guard::Person, today::needs, done),
];

/// Where such a mark lies among one's own notes, before the id.
const PLACE: &str = "small/";
/// The practice of the library that says what is known about it.
const PRACTICE: &str = "a-kindness-nobody-mentions";
/// *Another one* can be asked for so many times; after that it begins anew.
const OTHERS: i64 = 200;

#[derive(Template)]
#[template(path = "pages/kindness.html")]
struct Page<'a> {
    p: Shell<'a>,
    view: View<'a>,
}

/// What the page is about.
enum View<'a> {
    /// Nothing is offered in a quiet time.
    Rests,
    /// One was done this week, or just now.
    Done,
    /// One to do.
    Offer(Box<Offer<'a>>),
}

struct Offer<'a> {
    it: &'a Kindness,
    minutes: String,
    /// How many others were passed over, and one more.
    another: i64,
    known: Option<(&'a Practice, [String; 2])>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let asked = ctx.query.number::<i64>("another").filter(|asked| (1..OTHERS).contains(asked));
    let done = ctx.query.has("done") || (asked.is_none() && done_this_week(ctx, PLACE));
    let view = match offer(ctx, asked.unwrap_or(0)) {
        None => return errors::not_found(ctx),
        Some(_) if quiet::rests(ctx) => View::Rests,
        Some(_) if done => View::Done,
        Some(offer) => View::Offer(Box::new(offer)),
    };
    ctx.page(&Page { p: ctx.shell("me-title"), view })
}

/// The kindness of the week, or another one. Others are taken from half the way round, so that next week's is new.
fn offer<'a>(ctx: &Ctx<'a>, others: i64) -> Option<Offer<'a>> {
    let all = &ctx.library.bids.kindnesses;
    let ids: Vec<_> = all.iter().map(|each| each.id.as_str()).collect();
    let half = i64::try_from(ids.len()).unwrap_or(0) / 2;
    let away = if others == 0 { 0 } else { half.saturating_add(others) };
    let number = i64::from(ctx.today().week().0).saturating_add(away);
    let it = all.get(in_turn(today::plan::seed(ctx), number, &ids)?)?;
    let known = ctx.library.practice(PRACTICE);
    Some(Offer {
        it,
        minutes: today::thing::minutes(ctx, it.minutes),
        another: others.saturating_add(1),
        known: known.map(|practice| (practice, today::thing::evidence(ctx, practice))),
    })
}

/// Whether a mark whose place begins like this was made this week. It is known only while one's own space is open.
fn done_this_week(ctx: &Ctx<'_>, place: &str) -> bool {
    let week = ctx.today().week();
    ctx.world.private.as_ref().is_some_and(|private| {
        private
            .notes
            .newest()
            .take_while(|note| note.at.day_in(&ctx.world.zone).week() >= week)
            .any(|note| note.place.starts_with(place))
    })
}

/// It was done. Said twice in a week it stands once.
fn done(ctx: &Ctx<'_>) -> Outcome {
    let Some(it) = ctx.library.bids.kindness(ctx.form.text("small")) else { return errors::not_found(ctx) };
    let place = format!("{PLACE}{}", it.id);
    let outcome = Outcome::go("/me/small?done=yes");
    if done_this_week(ctx, &place) {
        return outcome;
    }
    outcome.private(Event::NoteKept { place, text: it.text.clone() })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use content::Library;
    use domain::checkin::Quiet;
    use domain::private::Event;
    use domain::{SpaceName, event};

    use crate::testing::{ALEX, NOW, alone, apply, count, goes, page, read, send, shut, text, together};
    use crate::{CoupleState, Item, New, Visitor, World};

    /// The one that is offered.
    fn offered(world: &World<'_>, path: &str) -> Option<String> {
        let shown = page(&read(world, path)).1;
        let field = scraper::Selector::parse("main form input[name=small]").unwrap();
        shown.select(&field).next().map(|field| field.value().attr("value").unwrap().to_owned())
    }

    #[test]
    fn one_is_offered_all_week_and_every_one_before_one_comes_again() {
        let mut world = alone();
        let mut seen = BTreeSet::new();
        let all = Library::english().bids.kindnesses.len();
        for _ in 0..all {
            let monday = offered(&world, "/me/small").unwrap();
            world.now = world.now.plus_days(6);
            assert_eq!(offered(&world, "/me/small").as_ref(), Some(&monday), "it is the same all week");
            world.now = world.now.plus_days(1);
            seen.insert(monday);
        }
        assert_eq!(seen.len(), all);
    }

    #[test]
    fn another_one_is_another_each_time_and_not_next_weeks() {
        let mut world = alone();
        let mut path = "/me/small".to_owned();
        let mut seen = Vec::new();
        for _ in 0..10 {
            seen.extend(offered(&world, &path));
            let shown = page(&read(&world, &path)).1;
            let link = scraper::Selector::parse("main a[href^='/me/small?another=']").unwrap();
            path = shown.select(&link).next().unwrap().value().attr("href").unwrap().to_owned();
        }
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 10);
        world.now = world.now.plus_days(7);
        assert!(!seen.contains(&offered(&world, "/me/small").unwrap()));
        for nonsense in ["x", "-1", "0", "99999999999999999999", "200"] {
            assert!(offered(&world, &format!("/me/small?another={nonsense}")).is_some(), "{nonsense}");
        }
    }

    #[test]
    fn done_is_a_note_of_ones_own_and_nothing_else() {
        let id = offered(&together(), "/me/small").unwrap();
        let kindness = Library::english().bids.kindness(&id).unwrap();
        let note = Event::NoteKept { place: format!("small/{id}"), text: kindness.text.clone() };
        for world in [alone(), together(), shut(together())] {
            let outcome = send(&world, "/me/small", &[("small", &id)]);
            assert_eq!(goes(&outcome), "/me/small?done=yes");
            assert_eq!(outcome.events, [New::Private(note.clone())]);
            assert!(outcome.rows.is_empty() && outcome.keys.is_empty());
        }
        assert_eq!(page(&send(&alone(), "/me/small", &[("small", "no-such")])).0, 404);
    }

    #[test]
    fn said_twice_it_stands_once_and_for_this_week_that_is_enough() {
        let mut world = alone();
        let id = offered(&world, "/me/small").unwrap();
        let [New::Private(note)] = &send(&world, "/me/small", &[("small", &id)]).events[..] else { panic!() };
        apply(world.private.as_mut().unwrap(), ALEX, 1, note.clone());
        assert!(send(&world, "/me/small", &[("small", &id)]).events.is_empty());
        assert!(offered(&world, "/me/small").is_none());
        assert!(offered(&world, "/me/small?another=1").is_some(), "whoever likes may see one more");
        world.now = NOW.plus_days(7);
        assert!(offered(&world, "/me/small").is_some());
        // With the own space shut the page cannot know, and says nothing.
        assert!(offered(&shut(alone()), "/me/small").is_some());
        assert!(offered(&shut(alone()), "/me/small?done=yes").is_none());
    }

    #[test]
    fn every_mark_has_room_for_its_name() {
        for kindness in &Library::english().bids.kindnesses {
            assert!(super::PLACE.len() + kindness.id.as_str().len() <= 36, "{}", kindness.id);
        }
    }

    #[test]
    fn a_mark_stands_among_ones_own_notes_under_its_name() {
        let mut world = alone();
        let note = Event::NoteKept { place: "small/crumb-tray".into(), text: "Empty the crumbs.".into() };
        let item = Item { author: ALEX, at: NOW, body: event::encode(&note) };
        world.items.insert((SpaceName::Private, 1), item);
        apply(world.private.as_mut().unwrap(), ALEX, 1, note);
        let notes = text(&page(&read(&world, "/me/notes")).1);
        assert!(notes.contains("a kindness in secret") && notes.contains("Empty the crumbs."));
    }

    #[test]
    fn nothing_is_offered_in_a_quiet_time() {
        let mut world = together();
        world.shared.as_mut().unwrap().quiet = Some(Quiet { until: NOW.day_in(&world.zone) });
        let shown = page(&read(&world, "/me/small")).1;
        assert_eq!((count(&shown, "h1"), count(&shown, "main form")), (1, 0));
    }

    #[test]
    fn alone_or_after_leaving_the_page_is_the_same() {
        let mut left = together();
        if let Visitor::Person(person) = &mut left.visitor {
            person.couple.as_mut().unwrap().state = CoupleState::ILeft;
        }
        let here = text(&page(&read(&together(), "/me/small")).1);
        for world in [alone(), left] {
            assert_eq!(text(&page(&read(&world, "/me/small")).1), here);
        }
    }
}
